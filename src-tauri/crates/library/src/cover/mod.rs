//! Covers: pictures kept once by the hash of their content, with a thumbnail.

use rusqlite::{Connection, OptionalExtension};
use serde::Serialize;
use ts_rs::TS;

use crate::book::Book;
use crate::change::Change;
use crate::error::LibraryError;
use crate::library::Library;
use crate::values::{BookId, Revision};

/// A picture of a book.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct Cover {
    /// The hash of its content, in hexadecimal digits: what it is asked for by.
    pub hash: String,
    /// How wide, in pixels.
    pub width: u32,
    /// How high, in pixels.
    pub height: u32,
}

/// A picture as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// Its media type: `image/jpeg`.
    pub media: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// The cover of a book.
pub(crate) fn of_book(db: &Connection, book: BookId) -> Result<Option<Cover>, LibraryError> {
    let mut statement = db.prepare_cached(
        "SELECT lower(hex(hash)), width, height FROM book JOIN cover ON cover.hash = book.cover WHERE book.id = ?1",
    )?;
    let cover = statement.query_row([book.raw()], |row| {
        Ok(Cover {
            hash: row.get(0)?,
            width: row.get(1)?,
            height: row.get(2)?,
        })
    });
    Ok(cover.optional()?)
}

impl Library {
    /// Gives a book a cover. The bytes are a JPEG, PNG, WebP or GIF as the reader had it; anything else is refused with
    /// [`LibraryError::Picture`].
    pub fn set_cover(
        &self,
        _book: BookId,
        _base: Revision,
        _bytes: &[u8],
    ) -> Result<Change<Book>, LibraryError> {
        Err(LibraryError::NotFound)
    }

    /// Takes a book's cover away.
    pub fn clear_cover(
        &self,
        _book: BookId,
        _base: Revision,
    ) -> Result<Change<Book>, LibraryError> {
        Err(LibraryError::NotFound)
    }

    /// The thumbnails of covers, JPEG, in the order asked; `None` where there is no such cover.
    pub fn thumbnails(&self, hashes: &[String]) -> Result<Vec<Option<Vec<u8>>>, LibraryError> {
        Ok(vec![None; hashes.len()])
    }

    /// A cover in full.
    pub fn picture(&self, _hash: &str) -> Result<Picture, LibraryError> {
        Err(LibraryError::NotFound)
    }
}
