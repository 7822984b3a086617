-- Format 2: the whole model can be written.

-- That a loan is back may be known without its day.
ALTER TABLE loan ADD COLUMN back INTEGER NOT NULL DEFAULT 0 CHECK (back IN (0, 1));
UPDATE loan SET back = 1 WHERE returned IS NOT NULL;

CREATE INDEX loan_out ON loan (book) WHERE back = 0;

-- The words of a choice, a JSON array of texts.
ALTER TABLE custom_field ADD COLUMN choices TEXT;

-- Two books that look alike, and are not one: the reader said so. The smaller id comes first.
CREATE TABLE kept_apart (
    book  INTEGER NOT NULL REFERENCES book (id),
    other INTEGER NOT NULL REFERENCES book (id),
    PRIMARY KEY (book, other),
    CHECK (book < other)
) STRICT, WITHOUT ROWID;

CREATE INDEX kept_apart_by_other ON kept_apart (other);

-- How many bytes an entry's changeset takes, so that the history can be kept within its limit.
ALTER TABLE history ADD COLUMN size INTEGER NOT NULL DEFAULT 0;
UPDATE history SET size = (SELECT coalesce(sum(length(bytes)), 0) FROM history_piece WHERE entry = history.id);

INSERT INTO state (name, value) VALUES ('history_forgotten', 0);
