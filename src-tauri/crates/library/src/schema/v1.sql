-- Format 1. This file is never edited once it has shipped: a later format is a later file.
--
-- Every table has a declared primary key, because a session records no other. A table of a book's parts begins with
-- the column `book` and is stored in its order (WITHOUT ROWID), so that a book's parts lie side by side and need no
-- second index. There is no ON DELETE CASCADE: a cascade would delete rows before the changeset that is being applied
-- comes to them, and the undo would fail on what it no longer finds.

-- What books are made of -----------------------------------------------------------------------------------------

CREATE TABLE publisher (
    id   INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE person (
    id        INTEGER PRIMARY KEY,
    name      TEXT NOT NULL UNIQUE,
    sort_name TEXT
) STRICT;

CREATE TABLE series (
    id   INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE tag (
    id   INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE
) STRICT;

-- Kept once by the hash of its content, however many books show it.
CREATE TABLE cover (
    hash      BLOB PRIMARY KEY NOT NULL,
    media     TEXT NOT NULL,
    width     INTEGER NOT NULL,
    height    INTEGER NOT NULL,
    thumbnail BLOB NOT NULL,
    image     BLOB NOT NULL
) STRICT;

CREATE TABLE book (
    id              INTEGER PRIMARY KEY,
    revision        INTEGER NOT NULL,
    title           TEXT NOT NULL,
    subtitle        TEXT,
    sort_title      TEXT,
    original_title  TEXT,
    publisher       INTEGER REFERENCES publisher (id),
    published       TEXT,
    first_published TEXT,
    isbn            INTEGER,
    language        TEXT,
    format          TEXT,
    pages           INTEGER CHECK (pages >= 0),
    minutes         INTEGER CHECK (minutes >= 0),
    price           INTEGER CHECK (price >= 0),
    currency        TEXT,
    status          TEXT CHECK (status IN ('wantToRead', 'reading', 'paused', 'read', 'didNotFinish')),
    rating          INTEGER CHECK (rating BETWEEN 0 AND 20),
    favourite       INTEGER NOT NULL DEFAULT 0 CHECK (favourite IN (0, 1)),
    cover           BLOB REFERENCES cover (hash),
    added           TEXT NOT NULL,
    changed         TEXT NOT NULL,
    trashed         TEXT,
    -- The long texts come last: a row is read up to the last column that is asked for.
    description     TEXT,
    review          TEXT,
    notes           TEXT,
    CHECK ((price IS NULL) = (currency IS NULL))
) STRICT;

CREATE INDEX book_by_isbn ON book (isbn) WHERE isbn IS NOT NULL;
CREATE INDEX book_by_publisher ON book (publisher) WHERE publisher IS NOT NULL;
CREATE INDEX book_by_cover ON book (cover) WHERE cover IS NOT NULL;
CREATE INDEX book_by_trashed ON book (trashed) WHERE trashed IS NOT NULL;

CREATE TABLE book_contributor (
    book     INTEGER NOT NULL REFERENCES book (id),
    position INTEGER NOT NULL,
    person   INTEGER NOT NULL REFERENCES person (id),
    role     TEXT NOT NULL,
    PRIMARY KEY (book, position)
) STRICT, WITHOUT ROWID;

CREATE INDEX book_contributor_by_person ON book_contributor (person);

CREATE TABLE book_series (
    book     INTEGER NOT NULL REFERENCES book (id),
    position INTEGER NOT NULL,
    series   INTEGER NOT NULL REFERENCES series (id),
    number   TEXT,
    PRIMARY KEY (book, position)
) STRICT, WITHOUT ROWID;

CREATE INDEX book_series_by_series ON book_series (series);

CREATE TABLE book_tag (
    book     INTEGER NOT NULL REFERENCES book (id),
    position INTEGER NOT NULL,
    tag      INTEGER NOT NULL REFERENCES tag (id),
    PRIMARY KEY (book, position)
) STRICT, WITHOUT ROWID;

CREATE INDEX book_tag_by_tag ON book_tag (tag);

CREATE TABLE identifier (
    book     INTEGER NOT NULL REFERENCES book (id),
    position INTEGER NOT NULL,
    scheme   TEXT NOT NULL,
    value    TEXT NOT NULL,
    PRIMARY KEY (book, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE quote (
    book     INTEGER NOT NULL REFERENCES book (id),
    position INTEGER NOT NULL,
    text     TEXT NOT NULL,
    place    TEXT,
    note     TEXT,
    added    TEXT NOT NULL,
    PRIMARY KEY (book, position)
) STRICT, WITHOUT ROWID;

-- Where a book came from, so that importing the same list again finds it. Two rows of one list may bear one id.
CREATE TABLE provenance (
    book      INTEGER NOT NULL REFERENCES book (id),
    source    TEXT NOT NULL,
    source_id TEXT NOT NULL,
    PRIMARY KEY (book, source, source_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX provenance_by_source ON provenance (source, source_id);

-- Reading --------------------------------------------------------------------------------------------------------

CREATE TABLE reading (
    book     INTEGER NOT NULL REFERENCES book (id),
    id       INTEGER NOT NULL,
    started  TEXT,
    finished TEXT,
    outcome  TEXT CHECK (outcome IN ('finished', 'abandoned')),
    note     TEXT,
    PRIMARY KEY (book, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE progress (
    book    INTEGER NOT NULL,
    reading INTEGER NOT NULL,
    id      INTEGER NOT NULL,
    at      TEXT NOT NULL,
    unit    TEXT NOT NULL CHECK (unit IN ('page', 'percent', 'minute')),
    value   INTEGER NOT NULL CHECK (value >= 0),
    note    TEXT,
    PRIMARY KEY (book, reading, id),
    FOREIGN KEY (book, reading) REFERENCES reading (book, id)
) STRICT, WITHOUT ROWID;

-- Owning ---------------------------------------------------------------------------------------------------------

CREATE TABLE copy (
    book      INTEGER NOT NULL REFERENCES book (id),
    id        INTEGER NOT NULL,
    location  TEXT,
    condition TEXT,
    acquired  TEXT,
    price     INTEGER CHECK (price >= 0),
    currency  TEXT,
    source    TEXT,
    note      TEXT,
    PRIMARY KEY (book, id),
    CHECK ((price IS NULL) = (currency IS NULL))
) STRICT, WITHOUT ROWID;

CREATE TABLE loan (
    book     INTEGER NOT NULL,
    copy     INTEGER NOT NULL,
    id       INTEGER NOT NULL,
    person   TEXT NOT NULL,
    since    TEXT,
    due      TEXT,
    returned TEXT,
    note     TEXT,
    PRIMARY KEY (book, copy, id),
    FOREIGN KEY (book, copy) REFERENCES copy (book, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE wish (
    book     INTEGER PRIMARY KEY REFERENCES book (id),
    priority INTEGER NOT NULL,
    price    INTEGER CHECK (price >= 0),
    currency TEXT,
    note     TEXT,
    added    TEXT NOT NULL,
    CHECK ((price IS NULL) = (currency IS NULL))
) STRICT;

-- Shelves and fields of the reader's own -------------------------------------------------------------------------

-- With a query it is a smart shelf: the query is its content.
CREATE TABLE shelf (
    id       INTEGER PRIMARY KEY,
    name     TEXT NOT NULL UNIQUE,
    position INTEGER NOT NULL,
    query    TEXT
) STRICT;

CREATE TABLE shelf_book (
    book     INTEGER NOT NULL REFERENCES book (id),
    shelf    INTEGER NOT NULL REFERENCES shelf (id),
    position INTEGER NOT NULL,
    PRIMARY KEY (book, shelf)
) STRICT, WITHOUT ROWID;

CREATE INDEX shelf_book_by_shelf ON shelf_book (shelf, position);

CREATE TABLE custom_field (
    id       INTEGER PRIMARY KEY,
    name     TEXT NOT NULL UNIQUE,
    kind     TEXT NOT NULL,
    position INTEGER NOT NULL
) STRICT;

CREATE TABLE custom_value (
    book  INTEGER NOT NULL REFERENCES book (id),
    field INTEGER NOT NULL REFERENCES custom_field (id),
    value TEXT NOT NULL,
    PRIMARY KEY (book, field)
) STRICT, WITHOUT ROWID;

CREATE INDEX custom_value_by_field ON custom_value (field);

-- Outside the history --------------------------------------------------------------------------------------------

CREATE TABLE history (
    id    INTEGER PRIMARY KEY,
    state TEXT NOT NULL CHECK (state IN ('done', 'undone')),
    at    TEXT NOT NULL,
    books INTEGER NOT NULL,
    label TEXT NOT NULL
) STRICT;

CREATE INDEX history_undone ON history (id) WHERE state = 'undone';

-- An entry's changeset, compressed and cut in pieces, so that no single value grows with the size of an import.
CREATE TABLE history_piece (
    entry    INTEGER NOT NULL REFERENCES history (id),
    position INTEGER NOT NULL,
    bytes    BLOB NOT NULL,
    PRIMARY KEY (entry, position)
) STRICT;

CREATE TABLE draft (
    key   TEXT PRIMARY KEY NOT NULL,
    saved TEXT NOT NULL,
    body  TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE setting (
    name  TEXT PRIMARY KEY NOT NULL,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Numbers that the library keeps about itself: `generation`, `next_slot`, `derived_format`.
CREATE TABLE state (
    name  TEXT PRIMARY KEY NOT NULL,
    value INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

INSERT INTO state (name, value) VALUES ('generation', 0), ('next_slot', 1), ('derived_format', 0);
