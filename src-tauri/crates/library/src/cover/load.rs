//! Reading covers back.

use rusqlite::{Connection, OptionalExtension};

use super::{Cover, Picture};
use crate::error::LibraryError;
use crate::library::Library;
use crate::values::BookId;

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
    /// The thumbnails of covers, JPEG, in the order asked; `None` where there is no such cover.
    pub fn thumbnails(&self, hashes: &[String]) -> Result<Vec<Option<Vec<u8>>>, LibraryError> {
        self.read(|reader| {
            let mut statement = reader
                .db()
                .prepare_cached("SELECT thumbnail FROM cover WHERE hash = unhex(?1)")?;
            let thumbnails = hashes.iter().map(|hash| {
                let thumbnail = statement.query_row([hash], |row| row.get(0));
                Ok(thumbnail.optional()?)
            });
            thumbnails.collect()
        })
    }

    /// A cover in full.
    pub fn picture(&self, hash: &str) -> Result<Picture, LibraryError> {
        self.read(|reader| {
            let mut statement = reader
                .db()
                .prepare_cached("SELECT media, image FROM cover WHERE hash = unhex(?1)")?;
            let picture = statement.query_row([hash], |row| {
                Ok(Picture {
                    media: row.get(0)?,
                    bytes: row.get(1)?,
                })
            });
            picture.optional()?.ok_or(LibraryError::NotFound)
        })
    }
}
