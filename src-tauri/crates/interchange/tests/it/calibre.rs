//! Calibre's library folder and its list.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use interchange::{FileFormat, ImportError, Row, Source, recognise};
use library::{Contributor, FieldKind, Format, Identifier, Role, SeriesPlace};
use rusqlite::Connection;
use tempfile::TempDir;

use crate::problems;
use crate::sources::{rows_of, rows_of_file, try_rows_of};

/// The tables of a library of Calibre 7, without its triggers, which only Calibre itself can run.
const TABLES: &str = "
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
";

/// A library folder with these statements run in its database.
fn library(statements: &str) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let db = Connection::open(folder.path().join("metadata.db")).unwrap();
    db.execute_batch(TABLES).unwrap();
    db.execute_batch(statements).unwrap();
    folder
}

fn read(folder: &Path) -> Vec<Row> {
    let (format, rows) = rows_of(&Source::at(folder).unwrap());
    assert_eq!(format, FileFormat::Calibre);
    rows
}

fn files(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|file| file.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

const STUDY: &str = "
INSERT INTO books (id, title, sort, timestamp, pubdate, series_index, author_sort, path, uuid, has_cover, last_modified) VALUES
    (4, 'A Study in Scarlet', 'Study in Scarlet, A', '2024-01-31 13:01:12.123456+00:00', '2000-12-31 23:00:00+00:00', 1.5,
     'Doyle, Arthur Conan & King, Jr.', 'Arthur Conan Doyle/A Study in Scarlet (4)', 'aaaa-4', 1, '2024-03-01 09:13:43+00:00'),
    (9, 'Les Misérables', 'Misérables', '0101-01-01 00:00:00+00:00', '0101-01-01 00:00:00+00:00', 1.0, 'Unknown', 'Unknown/Les Miserables (9)', 'aaaa-9', 0, '2024-03-01 09:13:43+00:00');
INSERT INTO authors (id, name) VALUES (1, 'King| Jr.'), (2, 'Arthur Conan Doyle'), (3, 'Unknown');
INSERT INTO books_authors_link (book, author) VALUES (4, 2), (4, 1), (9, 3);
INSERT INTO tags (id, name) VALUES (1, 'Victorian'), (2, 'Crime');
INSERT INTO books_tags_link (book, tag) VALUES (4, 2), (4, 1);
INSERT INTO series (id, name) VALUES (1, 'Sherlock Holmes');
INSERT INTO books_series_link (book, series) VALUES (4, 1);
INSERT INTO publishers (id, name) VALUES (1, 'Example House');
INSERT INTO books_publishers_link (book, publisher) VALUES (4, 1);
INSERT INTO ratings (id, rating) VALUES (1, 9), (2, 0);
INSERT INTO books_ratings_link (book, rating) VALUES (4, 1), (9, 2);
INSERT INTO languages (id, lang_code) VALUES (1, 'eng'), (2, 'fra'), (3, 'und');
INSERT INTO books_languages_link (book, lang_code) VALUES (4, 1), (4, 2), (9, 3);
INSERT INTO comments (book, text) VALUES (4, '<div><p>A <b>detective</b> novel.</p></div>');
INSERT INTO identifiers (book, type, val) VALUES (4, 'goodreads', '900001'), (4, 'isbn', '9780000000019'), (4, 'amazon', 'B000000001');
INSERT INTO data (book, format, uncompressed_size, name) VALUES (4, 'EPUB', 100, 'x'), (4, 'PDF', 100, 'x'), (9, 'M4B', 1, 'x');
INSERT INTO annotations (book, format, user_type, user, timestamp, annot_id, annot_type, annot_data) VALUES
    (4, 'EPUB', 'local', 'viewer', 1.0, 'a', 'highlight',
     '{\"highlighted_text\":\"You have been in Afghanistan\",\"notes\":\"!\",\"timestamp\":\"2024-02-01T10:00:00.000Z\",\"toc_family_titles\":[\"Part 1\",\"Chapter 1\"]}'),
    (4, 'EPUB', 'local', 'viewer', 2.0, 'b', 'bookmark', '{\"title\":\"x\"}');
";

#[test]
fn a_book_with_everything() {
    let folder = library(STUDY);
    let books = folder
        .path()
        .join("Arthur Conan Doyle/A Study in Scarlet (4)");
    fs::create_dir_all(&books).unwrap();
    fs::write(books.join("cover.jpg"), b"picture").unwrap();
    let rows = read(folder.path());
    let row = &rows[0];
    let fields = row.fields.normalised();
    assert_eq!(problems(row), [""; 0]);
    assert_eq!(fields.title, "A Study in Scarlet");
    assert_eq!(fields.sort_title, None);
    let author = |name: &str| Contributor {
        name: name.into(),
        role: Role::Author,
    };
    assert_eq!(
        fields.contributors,
        [author("Arthur Conan Doyle"), author("King, Jr.")]
    );
    assert_eq!(
        fields.series,
        [SeriesPlace {
            name: "Sherlock Holmes".into(),
            number: Some("1.5".into())
        }]
    );
    assert_eq!(fields.publisher.as_deref(), Some("Example House"));
    assert_eq!(
        fields.published,
        "2001-01-01".parse().ok(),
        "midnight where it was typed"
    );
    assert_eq!(fields.isbn, "9780000000019".parse().ok());
    let code = |scheme: &str, value: &str| Identifier {
        scheme: scheme.into(),
        value: value.into(),
    };
    assert_eq!(
        fields.identifiers,
        [code("goodreads", "900001"), code("asin", "B000000001")]
    );
    assert_eq!(fields.language.as_deref(), Some("eng"));
    assert_eq!(fields.format, Some(Format::Ebook));
    assert_eq!(fields.rating.map(u8::from), Some(18));
    assert_eq!(fields.tags, ["Crime", "Victorian"]);
    assert_eq!(
        fields.description.as_deref(),
        Some("A **detective** novel.")
    );
    assert_eq!(
        fields.notes.as_deref(),
        Some("languages: fra\nformats: EPUB, PDF")
    );
    assert_eq!(row.added.as_ref().unwrap().as_str(), "2024-01-31T13:01:12Z");
    assert_eq!(
        row.extras.changed.as_ref().unwrap().as_str(),
        "2024-03-01T09:13:43Z"
    );
    let quote = &row.extras.quotes[0];
    assert_eq!(row.extras.quotes.len(), 1);
    assert_eq!(quote.text, "You have been in Afghanistan");
    assert_eq!(quote.place.as_deref(), Some("Part 1 › Chapter 1"));
    assert_eq!(
        (row.provenance.source.as_str(), row.provenance.id.as_str()),
        ("calibre", "aaaa-4")
    );
    assert_eq!(row.cover.as_ref().unwrap().read().unwrap(), b"picture");
}

#[test]
fn what_is_not_known_is_not_made_up() {
    let folder = library(STUDY);
    let row = &read(folder.path())[1];
    let fields = row.fields.normalised();
    assert_eq!(problems(row), [""; 0]);
    assert_eq!(
        (fields.published, fields.rating, &row.added),
        (None, None, &None)
    );
    assert_eq!(fields.contributors, [], "Unknown is nobody");
    assert_eq!(fields.series, [], "a place without a series is none");
    assert_eq!(fields.language, None);
    assert_eq!(fields.sort_title.as_deref(), Some("Misérables"));
    assert_eq!(fields.format, Some(Format::Audiobook));
    assert!(row.cover.is_none());
    assert!(
        row.extras.readings.is_empty() && row.extras.copies.is_empty() && fields.status.is_none()
    );
}

#[test]
fn custom_columns_of_every_kind() {
    let folder = library(
        "INSERT INTO books (id, title, uuid) VALUES (1, 'T', 'u');
         INSERT INTO custom_columns (id, label, name, datatype, mark_for_delete, display, is_multiple, normalized) VALUES
            (1, 'read', 'Read', 'bool', 0, '{}', 0, 0),
            (2, 'dateread', 'Date read', 'datetime', 0, '{\"date_format\":\"dd MMM yyyy\"}', 0, 0),
            (3, 'pages', 'Page count', 'int', 0, '{}', 0, 0),
            (4, 'price', 'Worth', 'float', 0, '{}', 0, 0),
            (5, 'mood', 'Mood', 'enumeration', 0, '{\"enum_values\":[\"grim\",\"gay\"]}', 0, 1),
            (6, 'people', 'People', 'text', 0, '{}', 1, 1),
            (7, 'mine', 'My review', 'comments', 0, '{}', 0, 0),
            (8, 'second', 'Second rating', 'rating', 0, '{}', 0, 1),
            (9, 'other', 'Other series', 'series', 0, '{}', 0, 1),
            (10, 'gone', 'Gone', 'text', 1, '{}', 0, 1),
            (11, 'made', 'Made up', 'composite', 0, '{}', 0, 0),
            (12, 'none', 'Never', 'datetime', 0, '{}', 0, 0);
         CREATE TABLE custom_column_1 (id INTEGER PRIMARY KEY, book INTEGER, value BOOL);
         CREATE TABLE custom_column_2 (id INTEGER PRIMARY KEY, book INTEGER, value timestamp);
         CREATE TABLE custom_column_3 (id INTEGER PRIMARY KEY, book INTEGER, value INT);
         CREATE TABLE custom_column_4 (id INTEGER PRIMARY KEY, book INTEGER, value REAL);
         CREATE TABLE custom_column_5 (id INTEGER PRIMARY KEY, value TEXT);
         CREATE TABLE books_custom_column_5_link (id INTEGER PRIMARY KEY, book INTEGER, value INTEGER);
         CREATE TABLE custom_column_6 (id INTEGER PRIMARY KEY, value TEXT);
         CREATE TABLE books_custom_column_6_link (id INTEGER PRIMARY KEY, book INTEGER, value INTEGER);
         CREATE TABLE custom_column_7 (id INTEGER PRIMARY KEY, book INTEGER, value TEXT);
         CREATE TABLE custom_column_8 (id INTEGER PRIMARY KEY, value INTEGER);
         CREATE TABLE books_custom_column_8_link (id INTEGER PRIMARY KEY, book INTEGER, value INTEGER);
         CREATE TABLE custom_column_9 (id INTEGER PRIMARY KEY, value TEXT);
         CREATE TABLE books_custom_column_9_link (id INTEGER PRIMARY KEY, book INTEGER, value INTEGER, extra REAL);
         CREATE TABLE custom_column_12 (id INTEGER PRIMARY KEY, book INTEGER, value timestamp);
         INSERT INTO custom_column_1 (book, value) VALUES (1, 1);
         INSERT INTO custom_column_2 (book, value) VALUES (1, '2024-02-28 23:00:00+00:00');
         INSERT INTO custom_column_3 (book, value) VALUES (1, 123);
         INSERT INTO custom_column_4 (book, value) VALUES (1, 12.5);
         INSERT INTO custom_column_5 VALUES (1, 'grim');
         INSERT INTO books_custom_column_5_link (book, value) VALUES (1, 1);
         INSERT INTO custom_column_6 VALUES (1, 'Ada'), (2, 'Ben');
         INSERT INTO books_custom_column_6_link (book, value) VALUES (1, 2), (1, 1);
         INSERT INTO custom_column_7 (book, value) VALUES (1, '<p>one</p><p>two</p>');
         INSERT INTO custom_column_8 VALUES (1, 7);
         INSERT INTO books_custom_column_8_link (book, value) VALUES (1, 1);
         INSERT INTO custom_column_9 VALUES (1, 'Saga');
         INSERT INTO books_custom_column_9_link (book, value, extra) VALUES (1, 1, 2.0);
         INSERT INTO custom_column_12 (book, value) VALUES (1, '0101-01-01 00:00:00+00:00');",
    );
    let rows = read(folder.path());
    let own: Vec<(&str, FieldKind, &str)> = rows[0]
        .custom
        .iter()
        .map(|own| (own.field.name.as_str(), own.field.kind, own.value.as_str()))
        .collect();
    assert_eq!(
        own,
        [
            ("Read", FieldKind::YesNo, "yes"),
            ("Date read", FieldKind::Date, "2024-02-29"),
            ("Page count", FieldKind::Number, "123"),
            ("Worth", FieldKind::Number, "12.5"),
            ("Mood", FieldKind::Choice, "grim"),
            ("People", FieldKind::Text, "Ben, Ada"),
            ("Second rating", FieldKind::Number, "3.5"),
            ("Other series", FieldKind::Text, "Saga [2]"),
        ]
    );
    assert_eq!(rows[0].custom[4].field.choices, ["grim", "gay"]);
    assert_eq!(
        rows[0].fields.notes.as_deref(),
        Some("My review: one\n\ntwo")
    );
    assert!(
        rows[0].fields.status.is_none(),
        "a column of the reader's own is no status"
    );
}

#[test]
fn a_library_that_is_open_in_calibre_is_left_as_it_is() {
    let folder = library(STUDY);
    let file = folder.path().join("metadata.db");
    let before = fs::read(&file).unwrap();
    let calibre = Connection::open(&file).unwrap();
    calibre.execute_batch("BEGIN IMMEDIATE").unwrap();
    assert_eq!(read(folder.path()).len(), 2);
    assert_eq!(
        rows_of(&Source::at(&file).unwrap()).1.len(),
        2,
        "the file itself will do"
    );
    calibre.execute_batch("ROLLBACK").unwrap();
    assert_eq!(fs::read(&file).unwrap(), before);
    assert_eq!(files(folder.path()), ["metadata.db"]);
}

#[test]
fn what_stands_only_in_a_write_ahead_log_is_read_too() {
    let folder = library(STUDY);
    let file = folder.path().join("metadata.db");
    let calibre = Connection::open(&file).unwrap();
    calibre
        .execute_batch(
            "PRAGMA journal_mode = WAL; INSERT INTO books (title, uuid) VALUES ('New', 'n')",
        )
        .unwrap();
    let before = files(folder.path());
    let rows = read(folder.path());
    assert_eq!(rows.len(), 3);
    assert_eq!(rows[2].fields.title, "New");
    assert_eq!(files(folder.path()), before);
    drop(calibre);
    assert_eq!(files(folder.path()), ["metadata.db"]);
    assert_eq!(read(folder.path()).len(), 3);
    assert_eq!(
        files(folder.path()),
        ["metadata.db"],
        "no log is left beside it"
    );
}

#[test]
fn a_cover_outside_the_library_is_nobodys() {
    let folder = library(
        "INSERT INTO books (title, uuid, has_cover, path) VALUES
            ('Up', 'a', 1, '../secret'), ('Root', 'b', 1, '/etc'), ('None', 'c', 1, ''), ('Gone', 'd', 1, 'nowhere')",
    );
    let rows = read(folder.path());
    assert_eq!(rows.len(), 4);
    for row in rows {
        assert!(row.cover.as_ref().unwrap().read().is_err());
    }
}

#[cfg(unix)]
#[test]
fn a_link_out_of_the_library_leads_nowhere() {
    let secret = tempfile::tempdir().unwrap();
    fs::write(secret.path().join("cover.jpg"), b"secret").unwrap();
    let folder =
        library("INSERT INTO books (title, uuid, has_cover, path) VALUES ('T', 'a', 1, 'book')");
    std::os::unix::fs::symlink(secret.path(), folder.path().join("book")).unwrap();
    let rows = read(folder.path());
    assert!(rows[0].cover.as_ref().unwrap().read().is_err());
}

#[test]
fn a_damaged_library_says_so() {
    let message = |bytes: &[u8]| {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("metadata.db"), bytes).unwrap();
        let source = Source::at(folder.path()).unwrap();
        assert_eq!(recognise(&source).unwrap(), FileFormat::Calibre);
        try_rows_of(&source, FileFormat::Calibre)
            .unwrap_err()
            .to_string()
    };
    assert_eq!(
        message(b""),
        "metadata.db: expected an SQLite database, found an empty file"
    );
    assert_eq!(
        message(b"hello"),
        "metadata.db: expected an SQLite database, found something else"
    );
    let folder = library(STUDY);
    let mut bytes = fs::read(folder.path().join("metadata.db")).unwrap();
    let cut = message(&bytes[..bytes.len() / 3]);
    assert!(
        cut.starts_with("metadata.db: expected a whole database, found a damaged one"),
        "{cut}"
    );
    for byte in &mut bytes[4096..] {
        *byte = 0xA5;
    }
    let spoiled = message(&bytes);
    assert!(spoiled.starts_with("metadata.db: expected a"), "{spoiled}");

    let other = tempfile::tempdir().unwrap();
    let db = Connection::open(other.path().join("metadata.db")).unwrap();
    db.execute_batch("CREATE TABLE a (b); CREATE VIEW books AS WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x FROM n) SELECT x AS id FROM n")
        .unwrap();
    let error = try_rows_of(&Source::at(other.path()).unwrap(), FileFormat::Calibre).unwrap_err();
    assert_eq!(
        error.to_string(),
        "expected a Calibre library, found a database without the table books"
    );

    let empty = tempfile::tempdir().unwrap();
    let source = Source::at(empty.path()).unwrap();
    assert!(matches!(
        recognise(&source),
        Err(ImportError::NoTable { .. })
    ));
    assert!(try_rows_of(&source, FileFormat::Calibre).is_err());
}

#[test]
fn odd_values_arrive() {
    let folder = library(
        "INSERT INTO books (id, title, sort, pubdate, timestamp, series_index, uuid) VALUES
            (1, '', NULL, 'soon', 'then', 'x', NULL), (2, X'FF41', NULL, 2001, 7, 1.0, NULL);
         INSERT INTO identifiers (book, type, val) VALUES (1, 'isbn', '123'), (99, 'isbn', '1');
         INSERT INTO authors (id, name) VALUES (1, 'Ada');
         INSERT INTO books_authors_link (book, author) VALUES (1, 1), (99, 1), (2, 5);",
    );
    let rows = read(folder.path());
    assert_eq!(rows.len(), 2);
    assert_eq!(rows[0].fields.title, "Untitled (row 1)");
    assert_eq!(
        rows[0].fields.notes.as_deref(),
        Some("timestamp: then\npubdate: soon")
    );
    assert_eq!(rows[0].problems.len(), 4);
    assert!(rows[0].provenance.id.starts_with("title:"));
    assert_eq!(rows[1].fields.title, "\u{fffd}A");
    assert!(
        rows[1]
            .raw
            .as_deref()
            .unwrap()
            .starts_with("title: \u{fffd}A")
    );
}

#[test]
fn more_highlights_than_a_library_keeps() {
    let folder = library(
        "INSERT INTO books (id, title, uuid) VALUES (1, 'T', 'u');
         WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 1002)
         INSERT INTO annotations (book, format, user_type, user, timestamp, annot_id, annot_type, annot_data)
             SELECT 1, 'EPUB', 'local', 'viewer', x, x, 'highlight', '{\"highlighted_text\":\"q' || x || '\"}' FROM n",
    );
    let rows = read(folder.path());
    assert_eq!(rows[0].extras.quotes.len(), 1_000);
    assert_eq!(
        rows[0].fields.notes.as_deref(),
        Some("quotes: q1001\nq1002")
    );
}

#[test]
fn ten_thousand_books_in_seconds() {
    let folder = library(
        "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 10000)
         INSERT INTO books (id, title, uuid, series_index) SELECT x, 'Title ' || x, 'u' || x, x FROM n;
         INSERT INTO authors (id, name) SELECT id, 'Author ' || id FROM books;
         INSERT INTO books_authors_link (book, author) SELECT id, id FROM books;
         INSERT INTO tags (id, name) VALUES (1, 'a'), (2, 'b');
         INSERT INTO books_tags_link (book, tag) SELECT id, 1 + id % 2 FROM books;
         INSERT INTO comments (book, text) SELECT id, '<p>About ' || id || '</p>' FROM books;",
    );
    let start = Instant::now();
    let rows = read(folder.path());
    assert_eq!(rows.len(), 10_000);
    assert_eq!(
        rows[9_999].fields.description.as_deref(),
        Some("About 10000")
    );
    assert!(
        start.elapsed() < Duration::from_secs(10),
        "{:?}",
        start.elapsed()
    );
}

const LIST: &[u8] = include_bytes!("../samples/calibredb_list_all_for_machine.json");

#[test]
fn the_list_that_calibredb_prints() {
    let (format, rows) = rows_of_file(LIST);
    assert_eq!((format, rows.len()), (FileFormat::CalibreJson, 2));
    let fields = rows[0].fields.normalised();
    assert_eq!(problems(&rows[0]), [""; 0]);
    assert_eq!(fields.title, "A Study in Scarlet");
    assert_eq!(fields.rating.map(u8::from), Some(18));
    assert_eq!(fields.published, "2001-01-01".parse().ok());
    assert_eq!(fields.isbn, "9780000000019".parse().ok());
    assert_eq!(fields.identifiers[0].scheme, "goodreads");
    assert_eq!(fields.series[0].number.as_deref(), Some("1"));
    assert_eq!(
        fields.description.as_deref(),
        Some("A **detective** novel.")
    );
    assert_eq!(fields.format, Some(Format::Ebook));
    assert_eq!(fields.notes.as_deref(), Some("formats: EPUB"));
    let own: Vec<(&str, FieldKind, &str)> = rows[0]
        .custom
        .iter()
        .map(|own| (own.field.name.as_str(), own.field.kind, own.value.as_str()))
        .collect();
    assert_eq!(
        own,
        [
            ("dateread", FieldKind::Date, "2024-02-29"),
            ("read", FieldKind::YesNo, "yes")
        ]
    );
    assert_eq!(
        rows[0].provenance.id,
        "3051ed45-8943-4900-a22a-000000000001"
    );

    let fields = rows[1].fields.normalised();
    assert_eq!(problems(&rows[1]), [""; 0]);
    let names: Vec<&str> = fields
        .contributors
        .iter()
        .map(|person| person.name.as_str())
        .collect();
    assert_eq!(names, ["Homer", "Émile Zoë"]);
    assert_eq!(
        (fields.published, fields.rating, rows[1].custom.len()),
        (None, None, 0)
    );
    assert_eq!(fields.language.as_deref(), Some("grc"));
    assert_eq!(fields.notes.as_deref(), Some("languages: fra"));
}

#[test]
fn odd_lists() {
    let (_, rows) = rows_of_file(
        b"[{\"id\":1,\"title\":\"T\\u0000\",\"authors\":\"A && Sons & B\",\"rating\":0,\"*a\":\"x\",\"odd\":{\"k\":[1,2]},\"cover\":\"//host/cover.jpg\"},\n7,\n{\"id\":2}]",
    );
    assert_eq!(rows.len(), 3);
    let names: Vec<&str> = rows[0]
        .fields
        .contributors
        .iter()
        .map(|person| person.name.as_str())
        .collect();
    assert_eq!(names, ["A & Sons", "B"]);
    assert_eq!(rows[0].fields.title, "T\u{fffd}");
    assert_eq!(
        rows[0].fields.notes.as_deref(),
        Some("odd: k: 1, 2\ncover: //host/cover.jpg")
    );
    assert!(rows[0].cover.is_none());
    assert_eq!(rows[1].fields.notes.as_deref(), Some("entry: 7"));
    assert_eq!((rows[1].raw.as_deref(), rows[2].line), (Some("7"), 3));

    let cut = crate::sources::error_of_file(&LIST[..LIST.len() - 40]);
    assert!(
        cut.ends_with("found the end of the file (the file may have been cut off)"),
        "{cut}"
    );
}
