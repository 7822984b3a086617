//! Reading shelves back.

use std::collections::HashMap;

use rusqlite::Connection;

use super::{Shelf, ShelfName};
use crate::error::LibraryError;
use crate::library::Library;
use crate::listing::ListQuery;
use crate::values::{BookId, ShelfId};

/// The shelves filled by hand that a book stands on, in their order.
pub(crate) fn of_book(db: &Connection, book: BookId) -> Result<Vec<ShelfName>, LibraryError> {
    let mut statement = db.prepare_cached(
        "SELECT shelf.id, name FROM shelf_book JOIN shelf ON shelf.id = shelf
         WHERE book = ?1 ORDER BY shelf.position, shelf.id",
    )?;
    let rows = statement.query_map([book.raw()], |row| {
        Ok(ShelfName {
            id: ShelfId::from_raw(row.get(0)?),
            name: row.get(1)?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

impl Library {
    /// All shelves, in the order that the reader gave them.
    pub fn shelves(&self) -> Result<Vec<Shelf>, LibraryError> {
        let mut shelves = self.read(|reader| {
            let tx = reader.db().unchecked_transaction()?;
            all(&tx)
        })?;
        for shelf in &mut shelves {
            if let Some(query) = &shelf.query {
                let query = ListQuery {
                    text: query.clone(),
                    ..ListQuery::default()
                };
                shelf.books = self.count(&query)?;
            }
        }
        Ok(shelves)
    }
}

/// All shelves, smart ones without their count.
fn all(db: &Connection) -> Result<Vec<Shelf>, LibraryError> {
    let mut statement = db.prepare_cached(
        "SELECT shelf, count(*) FROM shelf_book
         WHERE book NOT IN (SELECT id FROM book WHERE trashed IS NOT NULL) GROUP BY shelf",
    )?;
    let counts = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let counts: HashMap<i64, u32> = counts.collect::<Result<_, _>>()?;
    let mut statement =
        db.prepare_cached("SELECT id, name, query FROM shelf ORDER BY position, id")?;
    let shelves = statement.query_map([], |row| {
        let id = row.get(0)?;
        Ok(Shelf {
            id: ShelfId::from_raw(id),
            name: row.get(1)?,
            query: row.get(2)?,
            books: counts.get(&id).copied().unwrap_or_default(),
        })
    })?;
    Ok(shelves.collect::<Result<_, _>>()?)
}
