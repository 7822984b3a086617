-- Format 4: pictures are kept once, and not in the history besides.

-- The pictures that an entry of the history may need: those that a book showed before it or after it. Entries of older
-- formats hold theirs in their changes.
CREATE TABLE history_cover (
    entry INTEGER NOT NULL REFERENCES history (id),
    cover BLOB NOT NULL,
    PRIMARY KEY (entry, cover)
) STRICT, WITHOUT ROWID;

CREATE INDEX history_cover_by_cover ON history_cover (cover);
