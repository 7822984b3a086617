//! Reading copies, loans and wishes back.

use rusqlite::{Connection, OptionalExtension, Row};

use super::{BookCopy, Loan, OwnedCopy, Priority, Wish};
use crate::book::{money, parsed, stamp};
use crate::error::LibraryError;
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
        let rows = statement.query_map([book.raw(), copy.id.raw()], loan)?;
        copy.loans = rows.collect::<Result<_, _>>()?;
    }
    Ok(copies)
}

/// The wish for a book.
pub(crate) fn wish_of_book(db: &Connection, book: BookId) -> Result<Option<Wish>, LibraryError> {
    let mut statement = db.prepare_cached(
        "SELECT priority, price, currency, note, added FROM wish WHERE book = ?1",
    )?;
    Ok(statement.query_row([book.raw()], wish).optional()?)
}

/// A row that begins with `id, person, since, due, returned, back, note`.
pub(super) fn loan(row: &Row<'_>) -> rusqlite::Result<Loan> {
    Ok(Loan {
        id: LoanId::from_raw(row.get(0)?),
        person: row.get(1)?,
        since: parsed(row, 2, PartialDate::parse)?,
        due: parsed(row, 3, PartialDate::parse)?,
        returned: parsed(row, 4, PartialDate::parse)?,
        back: row.get(5)?,
        note: row.get(6)?,
    })
}

/// A row that begins with `priority, price, currency, note, added`.
pub(super) fn wish(row: &Row<'_>) -> rusqlite::Result<Wish> {
    Ok(Wish {
        priority: Priority::from_rank(row.get(0)?),
        price: money(row, 1)?,
        note: row.get(3)?,
        added: stamp(row, 4)?,
    })
}
