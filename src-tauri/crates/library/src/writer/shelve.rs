//! Putting books on shelves, and taking them off.

use rusqlite::{OptionalExtension, params};

use super::Writer;
use crate::error::LibraryError;
use crate::values::{BookId, ShelfId};

/// How far apart the places of a shelf are, so that a book can be put between two others by writing one row.
pub(crate) const STEP: i64 = 1 << 20;

impl Writer<'_> {
    /// Puts books at the end of a shelf that is filled by hand, in the order given, and gives those that were not on it
    /// yet. Books that are gone are passed over.
    pub(crate) fn shelve(
        &mut self,
        target: ShelfId,
        books: &[BookId],
    ) -> Result<Vec<BookId>, LibraryError> {
        self.check_filled_by_hand(target)?;
        let mut end: i64 = self
            .db
            .prepare_cached("SELECT coalesce(max(position), 0) FROM shelf_book WHERE shelf = ?1")?
            .query_row([target.raw()], |row| row.get(0))?;
        let mut put = self.db.prepare_cached(
            "INSERT INTO shelf_book (book, shelf, position) SELECT id, ?2, ?3 FROM book WHERE id = ?1
             ON CONFLICT (book, shelf) DO NOTHING",
        )?;
        let mut moved: Vec<BookId> = Vec::new();
        for book in books {
            if put.execute(params![book.raw(), target.raw(), end + STEP])? > 0 {
                end += STEP;
                moved.push(*book);
            }
        }
        drop(put);
        self.stamp_books(&raw(&moved))?;
        Ok(moved)
    }

    /// Takes books off a shelf that is filled by hand, and gives those that were on it.
    pub(crate) fn unshelve(
        &mut self,
        target: ShelfId,
        books: &[BookId],
    ) -> Result<Vec<BookId>, LibraryError> {
        self.check_filled_by_hand(target)?;
        let mut take = self
            .db
            .prepare_cached("DELETE FROM shelf_book WHERE book = ?1 AND shelf = ?2")?;
        let mut moved: Vec<BookId> = Vec::new();
        for book in books {
            if take.execute([book.raw(), target.raw()])? > 0 {
                moved.push(*book);
            }
        }
        drop(take);
        self.stamp_books(&raw(&moved))?;
        Ok(moved)
    }

    /// A smart shelf holds what its query finds: nothing is put on it or taken off.
    fn check_filled_by_hand(&self, target: ShelfId) -> Result<(), LibraryError> {
        let mut statement = self
            .db
            .prepare_cached("SELECT query IS NULL FROM shelf WHERE id = ?1")?;
        let by_hand = statement.query_row([target.raw()], |row| row.get(0));
        match by_hand.optional()? {
            Some(true) => Ok(()),
            Some(false) | None => Err(LibraryError::NotFound),
        }
    }
}

fn raw(books: &[BookId]) -> Vec<i64> {
    books.iter().map(|book| book.raw()).collect()
}
