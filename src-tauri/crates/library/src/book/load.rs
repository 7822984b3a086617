//! Reading books back.

use std::collections::HashMap;

use rusqlite::types::Type;
use rusqlite::{Connection, Row};

use super::batch::{BATCH, Batch};
use super::{Book, BookFields, Contributor, Format, Identifier, Role, SeriesPlace, Status};
use crate::custom_field::CustomValue;
use crate::error::LibraryError;
use crate::values::{BookId, FieldId, Isbn, Money, PartialDate, Rating, Revision, Stamp};
use crate::{cover, owning, quote, reading, shelf};

/// A book without its readings and copies, which neither lists nor search show.
#[derive(Debug)]
pub(crate) struct StoredBook {
    pub(crate) id: BookId,
    pub(crate) revision: Revision,
    pub(crate) fields: BookFields,
    pub(crate) added: Stamp,
    pub(crate) changed: Stamp,
    pub(crate) trashed: Option<Stamp>,
}

/// Reads these books in the order of their ids and hands each over; those that do not exist are passed over.
pub(crate) fn each(
    db: &Connection,
    ids: &[i64],
    mut hand_over: impl FnMut(StoredBook) -> Result<(), LibraryError>,
) -> Result<(), LibraryError> {
    for batch in ids.chunks(BATCH) {
        for book in batch_of(db, batch)? {
            hand_over(book)?;
        }
    }
    Ok(())
}

/// One book with all that belongs to it.
pub(crate) fn one(db: &Connection, id: BookId) -> Result<Option<Book>, LibraryError> {
    let Some(stored) = batch_of(db, &[id.raw()])?.pop() else {
        return Ok(None);
    };
    whole(db, stored).map(Some)
}

/// Hands over these books with all that belongs to them, in the order given, until `f` says that it is enough. Books
/// that do not exist are passed over.
pub(crate) fn each_whole(
    db: &Connection,
    ids: &[BookId],
    mut f: impl FnMut(Book) -> Result<bool, LibraryError>,
) -> Result<(), LibraryError> {
    for batch in ids.chunks(BATCH) {
        let raw: Vec<i64> = batch.iter().map(|id| id.raw()).collect();
        let mut stored: HashMap<BookId, StoredBook> = batch_of(db, &raw)?
            .into_iter()
            .map(|book| (book.id, book))
            .collect();
        for id in batch {
            if let Some(book) = stored.remove(id)
                && !f(whole(db, book)?)?
            {
                return Ok(());
            }
        }
    }
    Ok(())
}

fn whole(db: &Connection, stored: StoredBook) -> Result<Book, LibraryError> {
    let id = stored.id;
    Ok(Book {
        id,
        revision: stored.revision,
        isbn10: stored.fields.isbn.and_then(Isbn::isbn10),
        fields: stored.fields,
        readings: reading::of_book(db, id)?,
        copies: owning::copies_of_book(db, id)?,
        wish: owning::wish_of_book(db, id)?,
        quotes: quote::of_book(db, id)?,
        shelves: shelf::of_book(db, id)?,
        cover: cover::of_book(db, id)?,
        added: stored.added,
        changed: stored.changed,
        trashed: stored.trashed,
    })
}

// One round of statements for many books: a statement each would cost more than what it reads.
const BOOKS: &str = "\
    SELECT book.id, revision, title, subtitle, sort_title, original_title, publisher.name, published, first_published,
           isbn, language, format, pages, minutes, price, currency, status, rating, favourite, added, changed, trashed,
           description, review, notes
    FROM book LEFT JOIN publisher ON publisher.id = book.publisher
    WHERE book.id IN :books ORDER BY book.id";
const CONTRIBUTORS: &str = "\
    SELECT book, name, role FROM book_contributor JOIN person ON person.id = person
    WHERE book IN :books ORDER BY book, position";
const SERIES: &str = "\
    SELECT book, name, number FROM book_series JOIN series ON series.id = series
    WHERE book IN :books ORDER BY book, position";
const IDENTIFIERS: &str = "\
    SELECT book, scheme, value FROM identifier
    WHERE book IN :books ORDER BY book, position";
const CUSTOM: &str = "\
    SELECT book, field, value FROM custom_value JOIN custom_field ON custom_field.id = field
    WHERE book IN :books ORDER BY book, position, field";
const TAGS: &str = "\
    SELECT book, name FROM book_tag JOIN tag ON tag.id = tag
    WHERE book IN :books ORDER BY book, position";

fn batch_of(db: &Connection, ids: &[i64]) -> Result<Vec<StoredBook>, LibraryError> {
    let batch = Batch::of(db, ids)?;
    let mut books = Vec::with_capacity(ids.len());
    batch.each(db, BOOKS, |row| {
        if batch.has(row.get(0)?) {
            books.push(stored(row)?);
        }
        Ok(())
    })?;
    let mut parts =
        |sql: &str, give: &mut dyn FnMut(&mut BookFields, &Row<'_>) -> rusqlite::Result<()>| {
            // Sorted by book, as the books are.
            let mut at = 0;
            batch.each(db, sql, |row| {
                let book: i64 = row.get(0)?;
                while books
                    .get(at)
                    .is_some_and(|candidate: &StoredBook| candidate.id.raw() < book)
                {
                    at += 1;
                }
                match books.get_mut(at) {
                    Some(owner) if owner.id.raw() == book => give(&mut owner.fields, row),
                    _ => Ok(()),
                }
            })
        };
    parts(CONTRIBUTORS, &mut |book, row| {
        let role: String = row.get(2)?;
        book.contributors.push(Contributor {
            name: row.get(1)?,
            role: Role::from(role),
        });
        Ok(())
    })?;
    parts(SERIES, &mut |book, row| {
        book.series.push(SeriesPlace {
            name: row.get(1)?,
            number: row.get(2)?,
        });
        Ok(())
    })?;
    parts(IDENTIFIERS, &mut |book, row| {
        book.identifiers.push(Identifier {
            scheme: row.get(1)?,
            value: row.get(2)?,
        });
        Ok(())
    })?;
    parts(TAGS, &mut |book, row| {
        book.tags.push(row.get(1)?);
        Ok(())
    })?;
    parts(CUSTOM, &mut |book, row| {
        book.custom.push(CustomValue {
            field: FieldId::from_raw(row.get(1)?),
            value: row.get(2)?,
        });
        Ok(())
    })?;
    Ok(books)
}

fn stored(row: &Row<'_>) -> rusqlite::Result<StoredBook> {
    let format: Option<String> = row.get(11)?;
    let status: Option<String> = row.get(16)?;
    Ok(StoredBook {
        id: BookId::from_raw(row.get(0)?),
        revision: Revision::from_raw(row.get(1)?),
        fields: BookFields {
            title: row.get(2)?,
            subtitle: row.get(3)?,
            sort_title: row.get(4)?,
            original_title: row.get(5)?,
            publisher: row.get(6)?,
            published: parsed(row, 7, PartialDate::parse)?,
            first_published: parsed(row, 8, PartialDate::parse)?,
            isbn: row
                .get::<_, Option<i64>>(9)?
                .and_then(|number| Isbn::parse(&number.to_string()).ok()),
            language: row.get(10)?,
            format: format.map(Format::from),
            pages: row.get(12)?,
            minutes: row.get(13)?,
            price: money(row, 14)?,
            status: status.as_deref().and_then(Status::from_name),
            rating: row
                .get::<_, Option<i64>>(17)?
                .and_then(|quarters| Rating::from_quarters(quarters).ok()),
            favourite: row.get(18)?,
            description: row.get(22)?,
            review: row.get(23)?,
            notes: row.get(24)?,
            ..BookFields::default()
        },
        added: stamp(row, 19)?,
        changed: stamp(row, 20)?,
        trashed: parsed(row, 21, str::parse)?,
    })
}

/// A value that was checked when it was written: that it fails now means that the file is damaged.
pub(crate) fn parsed<T, E>(
    row: &Row<'_>,
    column: usize,
    parse: impl FnOnce(&str) -> Result<T, E>,
) -> rusqlite::Result<Option<T>>
where
    E: std::error::Error + Send + Sync + 'static,
{
    let Some(text) = row.get_ref(column)?.as_str_or_null()? else {
        return Ok(None);
    };
    let failed =
        |error: E| rusqlite::Error::FromSqlConversionFailure(column, Type::Text, Box::new(error));
    parse(text).map(Some).map_err(failed)
}

/// A stamp that no row lacks.
pub(crate) fn stamp(row: &Row<'_>, column: usize) -> rusqlite::Result<Stamp> {
    let missing = || rusqlite::Error::InvalidColumnType(column, "stamp".to_owned(), Type::Null);
    parsed(row, column, str::parse)?.ok_or_else(missing)
}

/// The amount in this column, in the currency of the next.
pub(crate) fn money(row: &Row<'_>, column: usize) -> rusqlite::Result<Option<Money>> {
    let amount: Option<i64> = row.get(column)?;
    let currency: Option<String> = row.get(column + 1)?;
    let Some((amount, currency)) = amount.zip(currency) else {
        return Ok(None);
    };
    let failed =
        |error| rusqlite::Error::FromSqlConversionFailure(column, Type::Integer, Box::new(error));
    Money::new(amount, &currency).map(Some).map_err(failed)
}
