//! Shelves: filled by hand and ordered, or smart ones, which are saved queries.

use rusqlite::Connection;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::change::Change;
use crate::error::LibraryError;
use crate::library::Library;
use crate::values::{BookId, ShelfId};

/// A shelf.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct Shelf {
    /// Its name in the library.
    pub id: ShelfId,
    /// What it is called.
    pub name: String,
    /// With a query it is a smart shelf: the query is its content.
    pub query: Option<String>,
    /// How many books of the library are on it.
    pub books: u32,
}

/// A shelf that a book stands on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ShelfName {
    /// Which.
    pub id: ShelfId,
    /// What it is called.
    pub name: String,
}

/// A shelf as it is typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "camelCase", default)]
#[ts(export)]
pub struct ShelfForm {
    /// What it is called. Needed, and not the name of another shelf.
    pub name: String,
    /// The query of a smart shelf. A shelf that is filled by hand has none, and cannot get one.
    pub query: Option<String>,
}

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
        Ok(Vec::new())
    }

    /// Makes a shelf, or changes the one named.
    pub fn save_shelf(
        &self,
        _shelf: Option<ShelfId>,
        _form: &ShelfForm,
    ) -> Result<Change<ShelfId>, LibraryError> {
        Err(LibraryError::NotFound)
    }

    /// Deletes a shelf. The books stay in the library.
    pub fn delete_shelf(&self, _shelf: ShelfId) -> Result<Change<()>, LibraryError> {
        Err(LibraryError::NotFound)
    }

    /// Puts a shelf before another, or at the end.
    pub fn move_shelf(
        &self,
        _shelf: ShelfId,
        _before: Option<ShelfId>,
    ) -> Result<Change<()>, LibraryError> {
        Err(LibraryError::NotFound)
    }

    /// Puts books at the end of a shelf, in the order given, and says how many were not on it yet.
    pub fn shelve(&self, _shelf: ShelfId, _books: &[BookId]) -> Result<Change<u32>, LibraryError> {
        Err(LibraryError::NotFound)
    }

    /// Takes books off a shelf, and says how many were on it.
    pub fn unshelve(
        &self,
        _shelf: ShelfId,
        _books: &[BookId],
    ) -> Result<Change<u32>, LibraryError> {
        Err(LibraryError::NotFound)
    }

    /// Puts books of a shelf before another of its books, or at the end, in the order given.
    pub fn order_shelf(
        &self,
        _shelf: ShelfId,
        _books: &[BookId],
        _before: Option<BookId>,
    ) -> Result<Change<()>, LibraryError> {
        Err(LibraryError::NotFound)
    }
}
