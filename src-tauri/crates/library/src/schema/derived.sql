-- What is derived from the books: dropped and made anew whenever its own format changes, so it may be edited.

DROP TABLE IF EXISTS catalog;
DROP TABLE IF EXISTS figures;
DROP TABLE IF EXISTS listing;
DROP TABLE IF EXISTS custom_key;
DROP TABLE IF EXISTS search;

-- One narrow row a book: what must be known of every book before the first list can be shown. Kept apart from what is
-- shown, because to read that of 100,000 books means to decrypt six times as much. `slot` is the book's row in
-- `search`: a small number, because the index stores the steps between them. `flags` says what the book is and has.
CREATE TABLE catalog (
    book      INTEGER PRIMARY KEY,
    slot      INTEGER NOT NULL,
    flags     INTEGER NOT NULL,
    title_key BLOB NOT NULL
) STRICT;

-- The numbers and dates of a book, which change oftener than its words, and by which others are counted: kept apart, so
-- that to say of ten thousand books that they are read does not write all that lists show of them. Partial dates are kept
-- as the numbers by which they are ordered, from which they can be read back.
CREATE TABLE figures (
    book            INTEGER PRIMARY KEY,
    slot            INTEGER NOT NULL,
    flags           INTEGER NOT NULL,
    rating          INTEGER,
    pages           INTEGER,
    minutes         INTEGER,
    published       INTEGER,
    first_published INTEGER,
    started         INTEGER,
    finished        INTEGER,
    progress        INTEGER,
    times           INTEGER NOT NULL,
    copies          INTEGER NOT NULL,
    price           INTEGER,
    currency        TEXT,
    due             INTEGER,
    added           TEXT NOT NULL,
    changed         TEXT NOT NULL,
    trashed         TEXT,
    cover           BLOB
) STRICT;

-- The words that a list shows of a book, and by which it is ordered.
CREATE TABLE listing (
    book          INTEGER PRIMARY KEY,
    slot          INTEGER NOT NULL,
    author_key    BLOB,
    series_key    BLOB,
    publisher_key BLOB,
    format_key    BLOB,
    language_key  BLOB,
    language      TEXT,
    format        TEXT,
    authors       TEXT,
    series        TEXT,
    publisher     TEXT,
    tags          TEXT,
    title         TEXT NOT NULL,
    subtitle      TEXT,
    lent_to       TEXT
) STRICT;

-- By what a book is ordered in a field of the reader's own: a number, or a text's key.
CREATE TABLE custom_key (
    field INTEGER NOT NULL,
    book  INTEGER NOT NULL,
    slot  INTEGER NOT NULL,
    key   ANY NOT NULL,
    PRIMARY KEY (field, book)
) STRICT, WITHOUT ROWID;

CREATE INDEX custom_key_by_book ON custom_key (book);

-- Prefixes of one letter are indexed too: without them "dune m" costs as much as all that begins with m.
CREATE VIRTUAL TABLE search USING fts5 (
    title, authors, people, series, publisher, tags, isbn, identifiers, description, review, notes, quotes, owning,
    custom,
    content = '', contentless_delete = 1, prefix = '1 2 3', tokenize = 'ascii'
);

-- Words are gathered in memory up to so many bytes before they are written: with the usual 1 MiB an import writes many
-- small pieces and merges them over and over.
INSERT INTO search (search, rank) VALUES ('hashsize', 67108864);

-- When the index is told to tidy up (after an import), two pieces of one size are enough to be made one.
INSERT INTO search (search, rank) VALUES ('usermerge', 2);

-- Books that were taken out of a piece to be indexed anew are only marked in it. From so many hundredths on it is written
-- anew without them: with the usual 10 a change to a tenth of a library would write all of its index.
INSERT INTO search (search, rank) VALUES ('deletemerge', 40);
