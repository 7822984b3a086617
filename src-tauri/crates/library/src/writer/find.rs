//! Finding the books that an import brings again.

use rusqlite::{OptionalExtension, params};

use super::Writer;
use crate::error::LibraryError;
use crate::values::{BookId, Isbn};

impl Writer<'_> {
    /// The book that came from this place of this list, in the library or in its trash; of several, the first.
    pub fn find_by_provenance(
        &self,
        source: &str,
        id: &str,
    ) -> Result<Option<BookId>, LibraryError> {
        let mut statement = self.db.prepare_cached(
            "SELECT book FROM provenance WHERE source = ?1 AND source_id = ?2 ORDER BY book LIMIT 1",
        )?;
        Ok(statement
            .query_row([source, id], |row| row.get(0).map(BookId::from_raw))
            .optional()?)
    }

    /// The books with this ISBN, in the library or in its trash, the first added first.
    pub fn find_by_isbn(&self, isbn: &Isbn) -> Result<Vec<BookId>, LibraryError> {
        let mut statement = self
            .db
            .prepare_cached("SELECT id FROM book WHERE isbn = ?1 ORDER BY id")?;
        let ids = statement.query_map([isbn.number()], |row| row.get(0).map(BookId::from_raw))?;
        Ok(ids.collect::<Result<_, _>>()?)
    }

    /// Whether the book is known to come from this list.
    pub fn has_provenance(&self, book: BookId, source: &str) -> Result<bool, LibraryError> {
        let mut statement = self
            .db
            .prepare_cached("SELECT 1 FROM provenance WHERE book = ?1 AND source = ?2")?;
        Ok(statement.exists(params![book.raw(), source])?)
    }
}
