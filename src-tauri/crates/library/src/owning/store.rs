//! The rows of copies, loans and wishes.

use rusqlite::params;

use super::OwnedCopy;
use super::form::WishFacts;
use crate::error::LibraryError;
use crate::values::{BookId, CopyId, LoanId, Money, PartialDate};
use crate::whole::LoanRecord;
use crate::writer::Writer;

impl Writer<'_> {
    /// Adds a copy, of which the facts are normalised and checked.
    pub(crate) fn insert_copy(
        &mut self,
        book: BookId,
        copy: &OwnedCopy,
    ) -> Result<CopyId, LibraryError> {
        let id = CopyId::from_raw(self.next_id()?);
        self.put_copy(
            "INSERT INTO copy (book, id, location, condition, acquired, price, currency, source, note)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
            (book, id),
            copy,
        )?;
        Ok(id)
    }

    pub(crate) fn update_copy(
        &self,
        book: BookId,
        id: CopyId,
        copy: &OwnedCopy,
    ) -> Result<(), LibraryError> {
        self.put_copy(
            "UPDATE copy SET location = ?3, condition = ?4, acquired = ?5, price = ?6, currency = ?7, source = ?8,
                 note = ?9
             WHERE book = ?1 AND id = ?2",
            (book, id),
            copy,
        )
    }

    fn put_copy(
        &self,
        sql: &str,
        (book, id): (BookId, CopyId),
        copy: &OwnedCopy,
    ) -> Result<(), LibraryError> {
        let mut statement = self.db().prepare_cached(sql)?;
        statement.execute(params![
            book.raw(),
            id.raw(),
            copy.location,
            copy.condition,
            copy.acquired.map(text),
            copy.price.as_ref().map(Money::minor_units),
            copy.price.as_ref().map(Money::currency),
            copy.source,
            copy.note,
        ])?;
        Ok(())
    }

    pub(super) fn remove_copy(&self, book: BookId, id: CopyId) -> Result<(), LibraryError> {
        for sql in [
            "DELETE FROM loan WHERE book = ?1 AND copy = ?2",
            "DELETE FROM copy WHERE book = ?1 AND id = ?2",
        ] {
            self.db()
                .prepare_cached(sql)?
                .execute([book.raw(), id.raw()])?;
        }
        Ok(())
    }

    pub(crate) fn insert_loan(
        &mut self,
        (book, copy): (BookId, CopyId),
        loan: &LoanRecord,
    ) -> Result<(), LibraryError> {
        let id = LoanId::from_raw(self.next_id()?);
        self.put_loan(
            "INSERT INTO loan (book, copy, id, person, since, due, returned, back, note)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
            (book, copy, id),
            loan,
        )
    }

    /// Writes a loan anew; `copy` may be another than it was.
    pub(super) fn update_loan(
        &self,
        (book, copy, id): (BookId, CopyId, LoanId),
        loan: &LoanRecord,
    ) -> Result<(), LibraryError> {
        self.put_loan(
            "UPDATE loan SET copy = ?2, person = ?4, since = ?5, due = ?6, returned = ?7, back = ?8, note = ?9
             WHERE book = ?1 AND id = ?3",
            (book, copy, id),
            loan,
        )
    }

    fn put_loan(
        &self,
        sql: &str,
        (book, copy, id): (BookId, CopyId, LoanId),
        loan: &LoanRecord,
    ) -> Result<(), LibraryError> {
        let mut statement = self.db().prepare_cached(sql)?;
        statement.execute(params![
            book.raw(),
            copy.raw(),
            id.raw(),
            loan.person,
            loan.since.map(text),
            loan.due.map(text),
            loan.returned.map(text),
            loan.back,
            loan.note,
        ])?;
        Ok(())
    }

    pub(super) fn remove_loan(&self, book: BookId, id: LoanId) -> Result<(), LibraryError> {
        self.db()
            .prepare_cached("DELETE FROM loan WHERE book = ?1 AND id = ?2")?
            .execute([book.raw(), id.raw()])?;
        Ok(())
    }

    /// Writes the wish for a book; one that there is keeps the time since when it is wished for.
    pub(super) fn put_wish(&self, book: BookId, wish: &WishFacts) -> Result<(), LibraryError> {
        let mut statement = self.db().prepare_cached(
            "INSERT INTO wish (book, priority, price, currency, note, added) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
             ON CONFLICT (book) DO UPDATE SET priority = excluded.priority, price = excluded.price,
                 currency = excluded.currency, note = excluded.note",
        )?;
        statement.execute(params![
            book.raw(),
            wish.priority.rank(),
            wish.price.as_ref().map(Money::minor_units),
            wish.price.as_ref().map(Money::currency),
            wish.note,
            self.stamp().as_str(),
        ])?;
        Ok(())
    }

    pub(super) fn remove_wish(&self, book: BookId) -> Result<(), LibraryError> {
        self.db()
            .prepare_cached("DELETE FROM wish WHERE book = ?1")?
            .execute([book.raw()])?;
        Ok(())
    }
}

fn text(date: PartialDate) -> String {
    date.to_string()
}
