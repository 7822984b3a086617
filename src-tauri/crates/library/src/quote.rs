//! Quotes: what a reader copies out of a book.

use rusqlite::Connection;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::book::{Book, stamp};
use crate::change::Change;
use crate::error::LibraryError;
use crate::library::Library;
use crate::values::{BookId, QuoteId, Revision, Stamp};

/// What a reader copied out of a book.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct Quote {
    /// Its name among the quotes of its book.
    pub id: QuoteId,
    /// The words.
    pub text: String,
    /// Where they stand: a page, a chapter, a minute.
    pub place: Option<String>,
    /// What the reader thinks of them.
    pub note: Option<String>,
    /// When they were copied.
    pub added: Stamp,
}

/// A quote as it is typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "camelCase", default)]
#[ts(export)]
pub struct QuoteForm {
    /// The words. Needed.
    pub text: String,
    /// Where they stand.
    pub place: Option<String>,
    /// What the reader thinks of them.
    pub note: Option<String>,
}

/// The quotes of a book, in the order in which they were copied.
pub(crate) fn of_book(db: &Connection, book: BookId) -> Result<Vec<Quote>, LibraryError> {
    let mut statement = db.prepare_cached(
        "SELECT position, text, place, note, added FROM quote WHERE book = ?1 ORDER BY position",
    )?;
    let rows = statement.query_map([book.raw()], |row| {
        Ok(Quote {
            id: QuoteId::from_raw(row.get(0)?),
            text: row.get(1)?,
            place: row.get(2)?,
            note: row.get(3)?,
            added: stamp(row, 4)?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

impl Library {
    /// Writes a quote: a new one, or the one named.
    pub fn save_quote(
        &self,
        _book: BookId,
        _base: Revision,
        _quote: Option<QuoteId>,
        _form: &QuoteForm,
    ) -> Result<Change<Book>, LibraryError> {
        Err(LibraryError::NotFound)
    }

    /// Deletes a quote.
    pub fn delete_quote(
        &self,
        _book: BookId,
        _base: Revision,
        _quote: QuoteId,
    ) -> Result<Change<Book>, LibraryError> {
        Err(LibraryError::NotFound)
    }
}
