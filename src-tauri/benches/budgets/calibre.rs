//! A library of Calibre, invented: a database, and a folder with a cover for every book.

use std::{fs, io::Cursor, path::Path};

use image::{ImageFormat, Rgb, RgbImage};
use rusqlite::{Connection, params};

use crate::Result;

/// As Calibre has them, as far as books with a title, a person, tags, a publisher and a comment need them.
const TABLES: &str = "\
    CREATE TABLE books (id INTEGER PRIMARY KEY, title TEXT, sort TEXT, timestamp TIMESTAMP, pubdate TIMESTAMP,
        series_index REAL DEFAULT 1.0, author_sort TEXT, isbn TEXT DEFAULT '', lccn TEXT DEFAULT '', path TEXT,
        flags INTEGER DEFAULT 1, uuid TEXT, has_cover BOOL DEFAULT 0, last_modified TIMESTAMP);
    CREATE TABLE authors (id INTEGER PRIMARY KEY, name TEXT NOT NULL, sort TEXT, link TEXT NOT NULL DEFAULT '');
    CREATE TABLE books_authors_link (id INTEGER PRIMARY KEY, book INTEGER, author INTEGER);
    CREATE TABLE tags (id INTEGER PRIMARY KEY, name TEXT NOT NULL, link TEXT NOT NULL DEFAULT '');
    CREATE TABLE books_tags_link (id INTEGER PRIMARY KEY, book INTEGER, tag INTEGER);
    CREATE TABLE series (id INTEGER PRIMARY KEY, name TEXT NOT NULL, sort TEXT, link TEXT NOT NULL DEFAULT '');
    CREATE TABLE books_series_link (id INTEGER PRIMARY KEY, book INTEGER, series INTEGER);
    CREATE TABLE publishers (id INTEGER PRIMARY KEY, name TEXT NOT NULL, sort TEXT, link TEXT NOT NULL DEFAULT '');
    CREATE TABLE books_publishers_link (id INTEGER PRIMARY KEY, book INTEGER, publisher INTEGER);
    CREATE TABLE ratings (id INTEGER PRIMARY KEY, rating INTEGER, link TEXT NOT NULL DEFAULT '');
    CREATE TABLE books_ratings_link (id INTEGER PRIMARY KEY, book INTEGER, rating INTEGER);
    CREATE TABLE languages (id INTEGER PRIMARY KEY, lang_code TEXT NOT NULL, link TEXT NOT NULL DEFAULT '');
    CREATE TABLE books_languages_link (id INTEGER PRIMARY KEY, book INTEGER, lang_code INTEGER, item_order INTEGER DEFAULT 0);
    CREATE TABLE comments (id INTEGER PRIMARY KEY, book INTEGER, text TEXT NOT NULL);
    CREATE TABLE identifiers (id INTEGER PRIMARY KEY, book INTEGER, type TEXT NOT NULL, val TEXT NOT NULL);
    CREATE TABLE data (id INTEGER PRIMARY KEY, book INTEGER, format TEXT, uncompressed_size INTEGER, name TEXT);
    CREATE TABLE custom_columns (id INTEGER PRIMARY KEY, label TEXT, name TEXT, datatype TEXT, mark_for_delete BOOL DEFAULT 0,
        editable BOOL DEFAULT 1, display TEXT DEFAULT '{}', is_multiple BOOL DEFAULT 0, normalized BOOL DEFAULT 0);
    CREATE INDEX books_authors_link_by_book ON books_authors_link (book);
    CREATE INDEX books_tags_link_by_book ON books_tags_link (book);
    CREATE INDEX comments_by_book ON comments (book);
    INSERT INTO tags (id, name) VALUES (1, 'Fiction'), (2, 'History'), (3, 'Science');";

/// How many covers are drawn. The others are these with other bytes behind their end, which makes each a picture of its
/// own.
const DRAWN: u32 = 16;

/// Makes a library of `count` books in a folder.
pub fn write(folder: &Path, count: u32) -> Result<()> {
    let covers: Vec<Vec<u8>> = (0..DRAWN).map(cover).collect::<Result<_>>()?;
    let mut db = Connection::open(folder.join("metadata.db"))?;
    db.execute_batch(TABLES)?;
    let tx = db.transaction()?;
    for id in 1..=count {
        let author = id % 2_000 + 1;
        let path = format!("Author {author}/The Book {id} ({id})");
        let place = folder.join(&path);
        fs::create_dir_all(&place)?;
        let mut picture = covers[(id % DRAWN) as usize].clone();
        picture.extend_from_slice(&id.to_le_bytes());
        fs::write(place.join("cover.jpg"), picture)?;
        tx.execute(
            "INSERT INTO books (id, title, sort, timestamp, pubdate, author_sort, path, uuid, has_cover, last_modified)
             VALUES (?1, 'The Book ' || ?1, 'Book ' || ?1, '2020-01-02 10:00:00+00:00', '1999-05-06 00:00:00+00:00', '',
                 ?2, 'uuid-' || ?1, 1, '2021-01-02 10:00:00+00:00')",
            params![id, path],
        )?;
        tx.execute(
            "INSERT OR IGNORE INTO authors (id, name, sort) VALUES (?1, 'Author ' || ?1, 'Author ' || ?1)",
            [author],
        )?;
        for sql in [
            "INSERT INTO books_authors_link (book, author) VALUES (?1, ?2)",
            "INSERT INTO books_tags_link (book, tag) VALUES (?1, ?2 % 3 + 1)",
            "INSERT INTO comments (book, text) VALUES (?1, '<p>What book ' || ?1 || ' by ' || ?2 || ' is about.</p>')",
        ] {
            tx.execute(sql, [id, author])?;
        }
    }
    Ok(tx.commit()?)
}

/// Reads every cover below a folder, as the least that an import of them does.
pub fn read_covers(folder: &Path) -> Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            read_covers(&path)?;
        } else if path.extension().is_some_and(|extension| extension == "jpg") {
            fs::read(path)?;
        }
    }
    Ok(())
}

/// A JPEG as large as Calibre's covers are.
fn cover(number: u32) -> Result<Vec<u8>> {
    let picture = RgbImage::from_fn(600, 800, |x, y| {
        let shade =
            |factor: u32| u8::try_from((x * factor + y * (number + 3)) / 7 % 256).unwrap_or(0);
        Rgb([shade(3), shade(5), shade(number + 1)])
    });
    let mut bytes = Vec::new();
    picture.write_to(&mut Cursor::new(&mut bytes), ImageFormat::Jpeg)?;
    Ok(bytes)
}
