//! Putting books on shelves, and taking them off.

use rusqlite::{OptionalExtension, params};

use super::Writer;
use crate::book::FieldErrors;
use crate::error::LibraryError;
use crate::sequence;
use crate::values::{BookId, ShelfId};

impl Writer<'_> {
    /// Puts books at the end of a shelf that is filled by hand, in the order given, and gives those that were not on it
    /// yet. Books that are gone are passed over.
    pub(crate) fn shelve(
        &mut self,
        id: ShelfId,
        books: &[BookId],
    ) -> Result<Vec<BookId>, LibraryError> {
        self.check_filled_by_hand(id)?;
        let mut last: Option<i64> = self
            .db
            .prepare_cached("SELECT max(position) FROM shelf_book WHERE shelf = ?1")?
            .query_row([id.raw()], |row| row.get(0))?;
        let mut put = self.db.prepare_cached(
            "INSERT INTO shelf_book (book, shelf, position) SELECT id, ?2, ?3 FROM book WHERE id = ?1
             ON CONFLICT (book, shelf) DO NOTHING",
        )?;
        let mut changed = Vec::new();
        for book in books {
            let position = sequence::after(last);
            if put.execute(params![book.raw(), id.raw(), position])? > 0 {
                last = Some(position);
                changed.push(*book);
            }
        }
        self.stamp_books(&raw(&changed))?;
        Ok(changed)
    }

    /// Takes books off a shelf that is filled by hand, and gives those that were on it.
    pub(crate) fn unshelve(
        &mut self,
        id: ShelfId,
        books: &[BookId],
    ) -> Result<Vec<BookId>, LibraryError> {
        self.check_filled_by_hand(id)?;
        let mut take = self
            .db
            .prepare_cached("DELETE FROM shelf_book WHERE book = ?1 AND shelf = ?2")?;
        let mut changed = Vec::new();
        for book in books {
            if take.execute([book.raw(), id.raw()])? > 0 {
                changed.push(*book);
            }
        }
        self.stamp_books(&raw(&changed))?;
        Ok(changed)
    }

    /// Puts books of a shelf before another of its books, or at its end.
    pub(crate) fn order_shelf(
        &mut self,
        id: ShelfId,
        books: &[BookId],
        before: Option<BookId>,
    ) -> Result<(), LibraryError> {
        self.check_filled_by_hand(id)?;
        let mut statement = self.db.prepare_cached(
            "SELECT book, position FROM shelf_book WHERE shelf = ?1 ORDER BY position, book",
        )?;
        let rows = statement.query_map([id.raw()], |row| {
            Ok((BookId::from_raw(row.get(0)?), row.get(1)?))
        })?;
        let rows = rows.collect::<Result<Vec<(BookId, i64)>, _>>()?;
        let moved = sequence::moved(&rows, books, before).ok_or(LibraryError::NotFound)?;
        let mut put = self
            .db
            .prepare_cached("UPDATE shelf_book SET position = ?3 WHERE book = ?1 AND shelf = ?2")?;
        for (book, position) in moved {
            put.execute(params![book.raw(), id.raw(), position])?;
        }
        Ok(())
    }

    /// Deletes a shelf, and takes its books off it first.
    pub(crate) fn delete_shelf(&mut self, id: ShelfId) -> Result<(), LibraryError> {
        let mut statement = self
            .db
            .prepare_cached("DELETE FROM shelf_book WHERE shelf = ?1 RETURNING book")?;
        let books = statement.query_map([id.raw()], |row| row.get(0))?;
        let books = books.collect::<Result<Vec<i64>, _>>()?;
        self.stamp_books(&books)?;
        let mut delete = self.db.prepare_cached("DELETE FROM shelf WHERE id = ?1")?;
        match delete.execute([id.raw()])? {
            0 => Err(LibraryError::NotFound),
            _ => Ok(()),
        }
    }

    /// A smart shelf holds what its query finds: nothing is put on it or taken off.
    fn check_filled_by_hand(&self, id: ShelfId) -> Result<(), LibraryError> {
        let mut statement = self
            .db
            .prepare_cached("SELECT query IS NULL FROM shelf WHERE id = ?1")?;
        let by_hand = statement.query_row([id.raw()], |row| row.get(0));
        if by_hand.optional()?.ok_or(LibraryError::NotFound)? {
            return Ok(());
        }
        let mut errors = FieldErrors::default();
        errors.push(
            "shelf",
            "expected a shelf that is filled by hand; found a smart shelf, which holds what its query finds",
        );
        Err(errors.into())
    }
}

fn raw(books: &[BookId]) -> Vec<i64> {
    books.iter().map(|id| id.raw()).collect()
}
