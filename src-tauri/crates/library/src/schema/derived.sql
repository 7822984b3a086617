-- What is derived from the books: dropped and made anew whenever its own format changes, so it may be edited.

DROP TABLE IF EXISTS listing;
DROP TABLE IF EXISTS search;

-- One row a book: what a list shows, and by what it is ordered. The keys come last but for the texts that only the
-- screen needs. `slot` is the book's row in `search`: a small number, because the index stores the steps between them.
CREATE TABLE listing (
    book          INTEGER PRIMARY KEY,
    slot          INTEGER NOT NULL,
    status        INTEGER,
    trashed       TEXT,
    title_key     BLOB NOT NULL,
    author_key    BLOB,
    series_key    BLOB,
    publisher_key BLOB,
    format_key    BLOB,
    language_key  BLOB,
    published_key INTEGER,
    added         TEXT NOT NULL,
    changed       TEXT NOT NULL,
    rating        INTEGER,
    pages         INTEGER,
    price         INTEGER,
    currency      TEXT,
    published     TEXT,
    language      TEXT,
    format        TEXT,
    authors       TEXT,
    series        TEXT,
    publisher     TEXT,
    tags          TEXT,
    title         TEXT NOT NULL,
    subtitle      TEXT
) STRICT;

CREATE VIRTUAL TABLE search USING fts5 (
    title, people, series, publisher, tags, identifiers, notes,
    content = '', contentless_delete = 1, prefix = '2 3', tokenize = 'ascii'
);
