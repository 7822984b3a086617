//! All loans and all wishes.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

use rusqlite::Connection;

use super::load::{loan, wish};
use super::{LoanRow, WishList, WishRow};
use crate::book::BookRow;
use crate::error::LibraryError;
use crate::library::Library;
use crate::listing;
use crate::values::{BookId, CopyId, Money, PartialDate, Revision};

impl Library {
    /// The loans of books in the library: those that are out first, the longest overdue at the head, then those that are
    /// back, the latest first.
    pub fn loans(&self) -> Result<Vec<LoanRow>, LibraryError> {
        let today = self.clock.today();
        let mut loans = self.read(|reader| {
            let tx = reader.db().unchecked_transaction()?;
            all_loans(&tx, today)
        })?;
        loans.sort_by_key(|LoanRow { loan, .. }| {
            // What is due some time in a month is not due before what is due on a day of it.
            let due = loan.due.map(PartialDate::last_key);
            if loan.back {
                let returned = loan.returned.map(PartialDate::last_key);
                (true, false, None, Reverse(returned), Reverse(Some(loan.id)))
            } else {
                (false, due.is_none(), due, Reverse(None), Reverse(None))
            }
        });
        Ok(loans)
    }

    /// The wishes for books in the library.
    pub fn wishes(&self) -> Result<WishList, LibraryError> {
        let wishes = self.read(|reader| {
            let tx = reader.db().unchecked_transaction()?;
            all_wishes(&tx)
        })?;
        let unpriced = wishes.iter().filter(|row| row.wish.price.is_none()).count();
        let mut sums: BTreeMap<&str, Option<i64>> = BTreeMap::new();
        for price in wishes.iter().filter_map(|row| row.wish.price.as_ref()) {
            let sum = sums.entry(price.currency()).or_insert(Some(0));
            *sum = sum.and_then(|sum| sum.checked_add(price.minor_units()));
        }
        let sums = sums.into_iter();
        let totals = sums.filter_map(|(currency, sum)| Money::new(sum?, currency).ok());
        Ok(WishList {
            totals: totals.collect(),
            unpriced: u32::try_from(unpriced).unwrap_or(u32::MAX),
            wishes,
        })
    }
}

/// In the order in which they were recorded.
fn all_loans(db: &Connection, today: PartialDate) -> Result<Vec<LoanRow>, LibraryError> {
    let mut statement = db.prepare_cached(
        "SELECT loan.id, person, since, due, returned, back, loan.note, copy, book.id, revision
         FROM loan JOIN book ON book.id = loan.book WHERE trashed IS NULL ORDER BY loan.id",
    )?;
    let found = statement.query_map([], |row| {
        let book = BookId::from_raw(row.get(8)?);
        let revision = Revision::from_raw(row.get(9)?);
        Ok((book, revision, CopyId::from_raw(row.get(7)?), loan(row)?))
    })?;
    let found = found.collect::<Result<Vec<_>, _>>()?;
    let books = shown(db, found.iter().map(|(book, ..)| *book))?;
    let loans = found
        .into_iter()
        .filter_map(|(book, revision, copy, loan)| {
            Some(LoanRow {
                book: books.get(&book)?.clone(),
                revision,
                copy,
                overdue: !loan.back && loan.due.is_some_and(|due| due.is_before(today)),
                loan,
            })
        });
    Ok(loans.collect())
}

/// The dearest to the reader first, then the oldest.
fn all_wishes(db: &Connection) -> Result<Vec<WishRow>, LibraryError> {
    let mut statement = db.prepare_cached(
        "SELECT priority, wish.price, wish.currency, note, wish.added, book.id, revision
         FROM wish JOIN book ON book.id = wish.book WHERE trashed IS NULL
         ORDER BY priority DESC, wish.added, book.id",
    )?;
    let found = statement.query_map([], |row| {
        let book = BookId::from_raw(row.get(5)?);
        Ok((book, Revision::from_raw(row.get(6)?), wish(row)?))
    })?;
    let found = found.collect::<Result<Vec<_>, _>>()?;
    let books = shown(db, found.iter().map(|(book, ..)| *book))?;
    let wishes = found.into_iter().filter_map(|(book, revision, wish)| {
        Some(WishRow {
            book: books.get(&book)?.clone(),
            revision,
            wish,
        })
    });
    Ok(wishes.collect())
}

/// What lists show of these books.
fn shown(
    db: &Connection,
    ids: impl Iterator<Item = BookId>,
) -> Result<HashMap<BookId, BookRow>, LibraryError> {
    let mut ids: Vec<BookId> = ids.collect();
    ids.sort_unstable();
    ids.dedup();
    let rows = listing::rows(db, &ids)?;
    Ok(rows.into_iter().map(|row| (row.id, row)).collect())
}
