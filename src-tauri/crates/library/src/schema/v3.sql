-- Format 3: imports that can be repeated.

-- What a list said of a book when it was last imported: digests of its fields, so that what the list changed since is
-- told from what the reader changed.
ALTER TABLE provenance ADD COLUMN said BLOB;
