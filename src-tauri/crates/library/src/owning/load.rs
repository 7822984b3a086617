//! All loans and all wishes.

use rusqlite::{Connection, OptionalExtension};

use super::{BookCopy, Loan, LoanRow, OwnedCopy, Priority, Wish, WishList};
use crate::book::{money, parsed, stamp};
use crate::error::LibraryError;
use crate::library::Library;
use crate::values::{BookId, CopyId, LoanId, PartialDate};

/// The copies of a book, in the order in which they were recorded.
pub(crate) fn copies_of_book(db: &Connection, book: BookId) -> Result<Vec<BookCopy>, LibraryError> {
    let mut statement = db.prepare_cached(
        "SELECT id, location, condition, acquired, price, currency, source, note FROM copy WHERE book = ?1 ORDER BY id",
    )?;
    let rows = statement.query_map([book.raw()], |row| {
        Ok(BookCopy {
            id: CopyId::from_raw(row.get(0)?),
            facts: OwnedCopy {
                location: row.get(1)?,
                condition: row.get(2)?,
                acquired: parsed(row, 3, PartialDate::parse)?,
                price: money(row, 4)?,
                source: row.get(6)?,
                note: row.get(7)?,
            },
            loans: Vec::new(),
        })
    })?;
    let mut copies = rows.collect::<Result<Vec<_>, _>>()?;
    let mut statement = db.prepare_cached(
        "SELECT id, person, since, due, returned, back, note FROM loan WHERE book = ?1 AND copy = ?2 ORDER BY id DESC",
    )?;
    for copy in &mut copies {
        let rows = statement.query_map([book.raw(), copy.id.raw()], |row| {
            Ok(Loan {
                id: LoanId::from_raw(row.get(0)?),
                person: row.get(1)?,
                since: parsed(row, 2, PartialDate::parse)?,
                due: parsed(row, 3, PartialDate::parse)?,
                returned: parsed(row, 4, PartialDate::parse)?,
                back: row.get(5)?,
                note: row.get(6)?,
            })
        })?;
        copy.loans = rows.collect::<Result<_, _>>()?;
    }
    Ok(copies)
}

/// The wish for a book.
pub(crate) fn wish_of_book(db: &Connection, book: BookId) -> Result<Option<Wish>, LibraryError> {
    let mut statement = db.prepare_cached(
        "SELECT priority, price, currency, note, added FROM wish WHERE book = ?1",
    )?;
    let wish = statement.query_row([book.raw()], |row| {
        Ok(Wish {
            priority: Priority::from_rank(row.get(0)?),
            price: money(row, 1)?,
            note: row.get(3)?,
            added: stamp(row, 4)?,
        })
    });
    Ok(wish.optional()?)
}

impl Library {
    /// The loans of books in the library: those that are out first, the longest overdue at the head, then those that are
    /// back, the latest first.
    pub fn loans(&self) -> Result<Vec<LoanRow>, LibraryError> {
        Ok(Vec::new())
    }

    /// The wishes.
    pub fn wishes(&self) -> Result<WishList, LibraryError> {
        Ok(WishList {
            wishes: Vec::new(),
            totals: Vec::new(),
            unpriced: 0,
        })
    }
}
