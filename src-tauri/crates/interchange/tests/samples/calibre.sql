-- A library of Calibre, without its triggers, which only Calibre itself can run.
PRAGMA page_size = 512;
CREATE TABLE books (id INTEGER PRIMARY KEY AUTOINCREMENT, title TEXT NOT NULL DEFAULT 'Unknown' COLLATE NOCASE,
    sort TEXT COLLATE NOCASE, timestamp TIMESTAMP DEFAULT CURRENT_TIMESTAMP, pubdate TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
    series_index REAL NOT NULL DEFAULT 1.0, author_sort TEXT COLLATE NOCASE, isbn TEXT DEFAULT '' COLLATE NOCASE,
    lccn TEXT DEFAULT '' COLLATE NOCASE, path TEXT NOT NULL DEFAULT '', flags INTEGER NOT NULL DEFAULT 1, uuid TEXT,
    has_cover BOOL DEFAULT 0, last_modified TIMESTAMP NOT NULL DEFAULT '2000-01-01 00:00:00+00:00');
CREATE TABLE authors (id INTEGER PRIMARY KEY, name TEXT NOT NULL, sort TEXT, link TEXT NOT NULL DEFAULT '');
CREATE TABLE books_authors_link (id INTEGER PRIMARY KEY, book INTEGER NOT NULL, author INTEGER NOT NULL, UNIQUE(book, author));
CREATE TABLE tags (id INTEGER PRIMARY KEY, name TEXT NOT NULL COLLATE NOCASE, link TEXT NOT NULL DEFAULT '');
CREATE TABLE books_tags_link (id INTEGER PRIMARY KEY, book INTEGER NOT NULL, tag INTEGER NOT NULL);
CREATE TABLE series (id INTEGER PRIMARY KEY, name TEXT NOT NULL, sort TEXT, link TEXT NOT NULL DEFAULT '');
CREATE TABLE books_series_link (id INTEGER PRIMARY KEY, book INTEGER NOT NULL, series INTEGER NOT NULL);
CREATE TABLE publishers (id INTEGER PRIMARY KEY, name TEXT NOT NULL, sort TEXT, link TEXT NOT NULL DEFAULT '');
CREATE TABLE books_publishers_link (id INTEGER PRIMARY KEY, book INTEGER NOT NULL, publisher INTEGER NOT NULL);
CREATE TABLE ratings (id INTEGER PRIMARY KEY, rating INTEGER CHECK(rating > -1 AND rating < 11), link TEXT NOT NULL DEFAULT '');
CREATE TABLE books_ratings_link (id INTEGER PRIMARY KEY, book INTEGER NOT NULL, rating INTEGER NOT NULL);
CREATE TABLE languages (id INTEGER PRIMARY KEY, lang_code TEXT NOT NULL COLLATE NOCASE, link TEXT NOT NULL DEFAULT '');
CREATE TABLE books_languages_link (id INTEGER PRIMARY KEY, book INTEGER NOT NULL, lang_code INTEGER NOT NULL, item_order INTEGER NOT NULL DEFAULT 0);
CREATE TABLE comments (id INTEGER PRIMARY KEY, book INTEGER NOT NULL, text TEXT NOT NULL, UNIQUE(book));
CREATE TABLE identifiers (id INTEGER PRIMARY KEY, book INTEGER NOT NULL, type TEXT NOT NULL DEFAULT 'isbn', val TEXT NOT NULL);
CREATE TABLE data (id INTEGER PRIMARY KEY, book INTEGER NOT NULL, format TEXT NOT NULL, uncompressed_size INTEGER NOT NULL, name TEXT NOT NULL);
CREATE TABLE annotations (id INTEGER PRIMARY KEY, book INTEGER NOT NULL, format TEXT NOT NULL, user_type TEXT NOT NULL, user TEXT NOT NULL,
    timestamp REAL NOT NULL, annot_id TEXT NOT NULL, annot_type TEXT NOT NULL, annot_data TEXT NOT NULL, searchable_text TEXT NOT NULL DEFAULT '');
CREATE TABLE custom_columns (id INTEGER PRIMARY KEY AUTOINCREMENT, label TEXT NOT NULL, name TEXT NOT NULL, datatype TEXT NOT NULL,
    mark_for_delete BOOL DEFAULT 0 NOT NULL, editable BOOL DEFAULT 1 NOT NULL, display TEXT DEFAULT '{}' NOT NULL,
    is_multiple BOOL DEFAULT 0 NOT NULL, normalized BOOL NOT NULL);
CREATE INDEX books_authors_link_bidx ON books_authors_link (book);
CREATE TABLE custom_column_1 (id INTEGER PRIMARY KEY, book INTEGER, value TEXT);
CREATE TABLE custom_column_2 (id INTEGER PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE books_custom_column_2_link (id INTEGER PRIMARY KEY, book INTEGER NOT NULL, value INTEGER NOT NULL, extra REAL);
INSERT INTO books (id, title, sort, timestamp, pubdate, series_index, author_sort, path, uuid, has_cover) VALUES
    (1, 'A Study in Scarlet', 'Study in Scarlet, A', '2023-01-05 20:00:00+00:00', '1887-11-14 23:00:00+00:00', 1.0,
     'Doyle, Arthur Conan', 'Arthur Conan Doyle/A Study in Scarlet (1)', 'e5b2c6c0-0000-4000-8000-000000000001', 1),
    (2, 'こころ', 'こころ', '2023-01-06 20:00:00+00:00', '0101-01-01 00:00:00+00:00', 1.0, 'Sōseki', 'x (2)',
     'e5b2c6c0-0000-4000-8000-000000000002', 0),
    (7, 'Kim', 'Kim', 'None', '1901', 2.5, 'Unknown', 'x (7)', 'e5b2c6c0-0000-4000-8000-000000000007', 0);
INSERT INTO authors VALUES (1, 'Arthur Conan Doyle', 'Doyle, Arthur Conan', ''), (2, 'Natsume| Sōseki', '', ''), (3, 'Unknown', '', '');
INSERT INTO books_authors_link VALUES (1, 1, 1), (2, 2, 2), (3, 7, 3);
INSERT INTO tags VALUES (1, 'Crime', ''), (2, 'London', '');
INSERT INTO books_tags_link VALUES (1, 1, 1), (2, 1, 2), (3, 7, 1);
INSERT INTO series VALUES (1, 'Sherlock Holmes', '', '');
INSERT INTO books_series_link VALUES (1, 1, 1);
INSERT INTO publishers VALUES (1, 'Ward Lock', '', '');
INSERT INTO books_publishers_link VALUES (1, 1, 1);
INSERT INTO ratings VALUES (1, 8, '');
INSERT INTO books_ratings_link VALUES (1, 1, 1);
INSERT INTO languages VALUES (1, 'eng', ''), (2, 'jpn', '');
INSERT INTO books_languages_link VALUES (1, 1, 1, 0), (2, 2, 2, 0), (3, 2, 1, 1);
INSERT INTO comments VALUES (1, 1, '<p>The <b>first</b> one</p>');
INSERT INTO identifiers VALUES (1, 1, 'isbn', '9780000000019'), (2, 1, 'goodreads', '102868'), (3, 7, 'amazon', 'B0');
INSERT INTO data VALUES (1, 1, 'EPUB', 1, 'x'), (2, 7, 'MP3', 1, 'x');
INSERT INTO annotations VALUES (1, 1, 'EPUB', 'local', 'viewer', 1.0, 'a', 'highlight',
    '{"highlighted_text": "Elementary", "notes": "ha", "timestamp": "2023-01-05T20:00:00Z", "toc_family_titles": ["One"]}', '');
INSERT INTO custom_columns VALUES
    (1, 'mood', 'Mood', 'enumeration', 0, 1, '{"enum_values": ["Grim", "Gay"]}', 0, 0),
    (2, 'saga', 'Saga', 'series', 0, 1, '{}', 0, 1);
INSERT INTO custom_column_1 VALUES (1, 1, 'Grim');
INSERT INTO custom_column_2 VALUES (1, 'Big Saga');
INSERT INTO books_custom_column_2_link VALUES (1, 1, 1, 2.0);
