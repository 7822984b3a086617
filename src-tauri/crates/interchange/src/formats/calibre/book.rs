//! Books out of Calibre's tables, a batch at a time: one query a table, not one a book.

use std::collections::BTreeMap;

use library::QuoteRecord;
use rusqlite::Row as Record;
use rusqlite::ffi;
use rusqlite::types::ValueRef;

use super::columns::CustomColumn;
use super::database::{Database, text};
use super::row::{Column, Lists};
use crate::json::Members;

/// So many books are read together.
pub(super) const BATCH: i64 = 200;
/// The most bytes of the books that are read together.
const MOST: usize = 32 * 1024 * 1024;
/// What says nothing about a book: where its files lie, and what Calibre has for itself.
const ITS_OWN: [&str; 4] = ["id", "path", "has_cover", "flags"];

/// A book as it is read.
#[derive(Default)]
pub(super) struct Book {
    pub(super) cells: Vec<(String, String)>,
    pub(super) lists: Lists,
    /// The folder of its files, within the library's.
    pub(super) path: String,
    pub(super) has_cover: bool,
}

/// Books by their ids, and where their rows are asked for.
struct Batch<'a> {
    database: &'a Database,
    books: BTreeMap<i64, Book>,
    first: i64,
    last: i64,
    /// How many bytes more they may have.
    room: usize,
}

impl Batch<'_> {
    /// Hands over what the query gives for each book, where the library has these tables.
    fn each(
        &mut self,
        tables: &[&str],
        query: &str,
        mut take: impl FnMut(&mut Book, &Record<'_>) -> rusqlite::Result<()>,
    ) -> rusqlite::Result<()> {
        if !tables.iter().all(|table| self.database.has(table)) {
            return Ok(());
        }
        let mut statement = self.database.db.prepare_cached(query)?;
        let mut records = statement.query([self.first, self.last])?;
        while let Some(record) = records.next()? {
            if let Some(book) = self.books.get_mut(&record.get::<_, i64>(0)?) {
                take_room(&mut self.room, record)?;
                take(book, record)?;
            }
        }
        Ok(())
    }

    /// Hands over each value of a table that a book is linked with.
    fn each_linked(
        &mut self,
        (table, column, value): (&str, &str, &str),
        take: impl Fn(&mut Book, String),
    ) -> rusqlite::Result<()> {
        let link = format!("books_{table}_link");
        let query = format!(
            "SELECT l.book, v.{value} FROM {} l CROSS JOIN {table} v ON v.id = l.{column}",
            ordered(&link, "book, id")
        );
        self.each(&[table, &link], &query, |book, record| {
            if let Some(value) = cell(record, 1)? {
                take(book, value);
            }
            Ok(())
        })
    }
}

/// The rows of these books in a table, in that order. `LIMIT -1` keeps `SQLite` from putting the order off until the long
/// texts are there, all of which it would then hold to sort them.
pub(super) fn ordered(table: &str, order: &str) -> String {
    format!("(SELECT * FROM {table} WHERE book BETWEEN ?1 AND ?2 ORDER BY {order} LIMIT -1)")
}

/// The numbers of these rows, in that order.
pub(super) fn ids(table: &str, order: &str) -> String {
    format!("(SELECT id FROM {table} WHERE book BETWEEN ?1 AND ?2 ORDER BY {order} LIMIT -1)")
}

/// Takes the room of a record, if there is so much left.
fn take_room(room: &mut usize, record: &Record<'_>) -> rusqlite::Result<()> {
    // A value takes room beside its bytes.
    const BESIDE: usize = 64;
    let mut size = 0;
    for at in 0..record.as_ref().column_count() {
        size += BESIDE
            + match record.get_ref(at)? {
                ValueRef::Text(bytes) | ValueRef::Blob(bytes) => bytes.len(),
                _ => 0,
            };
    }
    *room = room
        .checked_sub(size)
        .ok_or_else(|| rusqlite::Error::SqliteFailure(ffi::Error::new(ffi::SQLITE_TOOBIG), None))?;
    Ok(())
}

/// So many books after that id, by their ids.
pub(super) fn batch(
    database: &Database,
    columns: &[CustomColumn],
    after: i64,
    count: i64,
) -> rusqlite::Result<BTreeMap<i64, Book>> {
    let mut room = MOST;
    let books = chief(database, after, count, &mut room)?;
    let ends = (books.keys().next().copied(), books.keys().last().copied());
    let (Some(first), Some(last)) = ends else {
        return Ok(books);
    };
    let mut batch = Batch {
        database,
        books,
        first,
        last,
        room,
    };
    // Calibre keeps the comma in a name as a bar.
    batch.each_linked(("authors", "author", "name"), |book, name| {
        book.lists.authors.push(name.replace('|', ","));
    })?;
    batch.each_linked(("tags", "tag", "name"), |book, tag| {
        book.lists.tags.push(tag);
    })?;
    batch.each_linked(("languages", "lang_code", "lang_code"), |book, code| {
        book.lists.languages.push(code);
    })?;
    for (linked, name) in [
        (("publishers", "publisher", "name"), "publisher"),
        (("series", "series", "name"), "series"),
        (("ratings", "rating", "rating"), "rating"),
    ] {
        batch.each_linked(linked, |book, text| {
            book.cells.push((name.to_owned(), text));
        })?;
    }
    identifiers(&mut batch)?;
    batch.each(
        &["data"],
        &format!(
            "SELECT v.book, v.format FROM {} l CROSS JOIN data v ON v.id = l.id",
            ids("data", "book, format")
        ),
        |book, record| {
            let format = cell(record, 1)?.map(|format| format.to_uppercase());
            book.lists.formats.extend(format);
            Ok(())
        },
    )?;
    batch.each(
        &["annotations"],
        &format!(
            "SELECT v.book, v.annot_data FROM {} l CROSS JOIN annotations v ON v.id = l.id WHERE v.annot_type = 'highlight'",
            ids("annotations", "book, timestamp")
        ),
        |book, record| {
            book.lists
                .quotes
                .extend(cell(record, 1)?.and_then(|data| quote(&data)));
            Ok(())
        },
    )?;
    for column in columns {
        if let Some(query) = column.query(database) {
            batch.each(&[], &query, |book, record| {
                if let Some(value) = cell(record, 1)? {
                    add(book, column, value, cell(record, 2)?.as_deref());
                }
                Ok(())
            })?;
        }
    }
    Ok(batch.books)
}

fn identifiers(batch: &mut Batch<'_>) -> rusqlite::Result<()> {
    batch.each(
        &["identifiers"],
        &format!(
            "SELECT v.book, v.type, v.val FROM {} l CROSS JOIN identifiers v ON v.id = l.id",
            ids("identifiers", "book, id")
        ),
        |book, record| {
            let (Some(scheme), Some(code)) = (cell(record, 1)?, cell(record, 2)?) else {
                return Ok(());
            };
            if scheme.eq_ignore_ascii_case("isbn") {
                // Before the column of that name, which is of old and mostly empty.
                book.cells.insert(0, ("isbn".to_owned(), code));
            } else {
                book.lists.identifiers.push((scheme, code));
            }
            Ok(())
        },
    )
}

/// The comments of a book, which may be long: they are read when their book's turn comes.
pub(super) fn comments(database: &Database, book: i64) -> rusqlite::Result<Option<String>> {
    if !database.has("comments") {
        return Ok(None);
    }
    let mut statement = database
        .db
        .prepare_cached("SELECT text FROM comments WHERE book = ?1")?;
    let mut records = statement.query([book])?;
    match records.next()? {
        Some(record) => cell(record, 0),
        None => Ok(None),
    }
}

/// What stands in the table of books itself. A column that is not known is a cell too.
fn chief(
    database: &Database,
    after: i64,
    count: i64,
    room: &mut usize,
) -> rusqlite::Result<BTreeMap<i64, Book>> {
    let mut statement = database
        .db
        .prepare_cached("SELECT * FROM books WHERE id > ?1 ORDER BY id LIMIT ?2")?;
    let names: Vec<String> = statement.column_names().map(str::to_owned).collect();
    let mut records = statement.query([after, count])?;
    let mut books = BTreeMap::new();
    while let Some(record) = records.next()? {
        take_room(room, record)?;
        let mut book = Book::default();
        for (at, name) in names.iter().enumerate() {
            match (name.as_str(), cell(record, at)?) {
                ("path", Some(path)) => book.path = path,
                ("has_cover", Some(has_cover)) => book.has_cover = has_cover != "0",
                (name, Some(value)) if !ITS_OWN.contains(&name) => {
                    book.cells.push((name.to_owned(), value));
                }
                _ => {}
            }
        }
        books.insert(record.get("id")?, book);
    }
    Ok(books)
}

fn cell(record: &Record<'_>, at: usize) -> rusqlite::Result<Option<String>> {
    let value: ValueRef<'_> = record.get_ref(at)?;
    Ok(text(value))
}

/// Several values of one column are one text.
fn add(book: &mut Book, column: &CustomColumn, value: String, place: Option<&str>) {
    let Some(value) = column.told(value, place) else {
        return;
    };
    if let Some(known) = book
        .lists
        .columns
        .last_mut()
        .filter(|known| known.name == column.name)
    {
        known.value.push_str(", ");
        known.value.push_str(&value);
    } else {
        book.lists.columns.push(Column {
            name: column.name.clone(),
            kind: column.kind,
            choices: column.choices.clone(),
            value,
        });
    }
}

/// A highlight of Calibre's viewer.
fn quote(data: &str) -> Option<QuoteRecord> {
    let highlight: Members = serde_json::from_str(data).ok()?;
    let word = |name: &str| {
        highlight
            .get(name)
            .and_then(|value| value.as_str())
            .map(|text| text.replace('\0', ""))
    };
    if highlight.get("removed").is_some() {
        return None;
    }
    let chapter = highlight
        .get("toc_family_titles")
        .and_then(|titles| titles.as_array());
    let place: Vec<&str> = chapter
        .into_iter()
        .flatten()
        .filter_map(|title| title.as_str())
        .collect();
    Some(QuoteRecord {
        text: word("highlighted_text").filter(|text| !text.trim().is_empty())?,
        place: (!place.is_empty()).then(|| place.join(" › ")),
        note: word("notes").filter(|note| !note.trim().is_empty()),
        added: word("timestamp").and_then(|stamp| stamp.parse().ok()),
    })
}
