//! The numbers and dates of a book, and what it is and has.

use rusqlite::{CachedStatement, Connection, OptionalExtension, Row, params};

use super::Particulars;
use crate::book::{Status, parsed};
use crate::error::LibraryError;
use crate::listing::{Flag, Flags};
use crate::values::PartialDate;

/// What of the table `book` is a number, a date or a state.
#[derive(Debug, Default)]
pub(crate) struct Numbers {
    status: Option<Status>,
    rating: Option<i64>,
    is_favourite: bool,
    pub(super) pages: Option<u32>,
    pub(super) minutes: Option<u32>,
    published: Option<i64>,
    first_published: Option<i64>,
    price: Option<i64>,
    currency: Option<String>,
    added: String,
    changed: String,
    trashed: Option<String>,
    cover: Option<Vec<u8>>,
}

impl Numbers {
    /// The statement that reads them for a batch of books.
    pub(super) const SELECT: &'static str = "\
        SELECT id, status, rating, favourite, pages, minutes, published, first_published, price, currency, added,
               changed, trashed, cover
        FROM book WHERE id IN :books";

    /// Reads a row of [`Self::SELECT`].
    pub(super) fn of(row: &Row<'_>) -> rusqlite::Result<Self> {
        let status: Option<String> = row.get(1)?;
        let date = |column| -> rusqlite::Result<Option<i64>> {
            let date = parsed(row, column, PartialDate::parse)?;
            Ok(date.map(PartialDate::sort_key))
        };
        Ok(Self {
            status: status.as_deref().and_then(Status::from_name),
            rating: row.get(2)?,
            is_favourite: row.get(3)?,
            pages: row.get(4)?,
            minutes: row.get(5)?,
            published: date(6)?,
            first_published: date(7)?,
            price: row.get(8)?,
            currency: row.get(9)?,
            added: row.get(10)?,
            changed: row.get(11)?,
            trashed: row.get(12)?,
            cover: row.get(13)?,
        })
    }
}

/// Writes the figures of books.
pub(super) struct Figures<'db> {
    kept: CachedStatement<'db>,
    put: CachedStatement<'db>,
    flag: CachedStatement<'db>,
    delete: CachedStatement<'db>,
}

impl<'db> Figures<'db> {
    pub(super) fn new(db: &'db Connection) -> Result<Self, LibraryError> {
        Ok(Self {
            kept: db.prepare_cached("SELECT slot, flags FROM catalog WHERE book = ?1")?,
            put: db.prepare_cached(
                "INSERT OR REPLACE INTO figures
                     (book, slot, flags, rating, pages, minutes, published, first_published, started, finished,
                      progress, times, copies, price, currency, due, added, changed, trashed, cover)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20)",
            )?,
            flag: db.prepare_cached("UPDATE catalog SET flags = ?2 WHERE book = ?1")?,
            delete: db.prepare_cached("DELETE FROM figures WHERE book = ?1")?,
        })
    }

    /// The row of a book in the search index, and what it is and has, if the book is known.
    pub(super) fn kept(&mut self, book: i64) -> Result<Option<(i64, Flags)>, LibraryError> {
        let kept = self.kept.query_row([book], |row| {
            Ok((row.get(0)?, Flags::from_raw(row.get(1)?)))
        });
        Ok(kept.optional()?)
    }

    /// Writes the figures of a book whose words stay as they are.
    pub(super) fn renew(
        &mut self,
        book: i64,
        parts: &Particulars,
        (slot, kept): (i64, Flags),
    ) -> Result<(), LibraryError> {
        let flags = kept.words().and(flags(parts));
        if flags != kept {
            self.flag.execute([book, flags.raw()])?;
        }
        self.put(book, slot, flags, parts)
    }

    pub(super) fn put(
        &mut self,
        book: i64,
        slot: i64,
        flags: Flags,
        parts: &Particulars,
    ) -> Result<(), LibraryError> {
        let key = |date: Option<PartialDate>| date.map(PartialDate::sort_key);
        let numbers = &parts.numbers;
        let loans = parts.open_loans();
        self.put.execute(params![
            book,
            slot,
            flags.raw(),
            numbers.rating,
            numbers.pages,
            numbers.minutes,
            numbers.published,
            numbers.first_published,
            key(parts.started()),
            key(parts.finished()),
            parts.progress(),
            parts.times(),
            u32::try_from(parts.copies.len()).unwrap_or(u32::MAX),
            numbers.price,
            numbers.currency,
            key(loans.first().and_then(|loan| loan.due)),
            numbers.added,
            numbers.changed,
            numbers.trashed,
            numbers.cover,
        ])?;
        Ok(())
    }

    pub(super) fn remove(&mut self, book: i64) -> Result<(), LibraryError> {
        self.delete.execute([book])?;
        Ok(())
    }
}

/// What a book is and has, apart from words.
pub(super) fn flags(parts: &Particulars) -> Flags {
    let numbers = &parts.numbers;
    let mut flags = Flags::of_status(numbers.status);
    for (flag, is_set) in [
        (Flag::Trashed, numbers.trashed.is_some()),
        (Flag::Favourite, numbers.is_favourite),
        (Flag::Cover, numbers.cover.is_some()),
        (Flag::Published, numbers.published.is_some()),
        (Flag::Pages, numbers.pages.is_some()),
        (Flag::Rating, numbers.rating.is_some()),
        (Flag::Price, numbers.price.is_some()),
        (Flag::Reading, !parts.readings.is_empty()),
        (Flag::Copy, !parts.copies.is_empty()),
        (Flag::Loan, !parts.loans.is_empty()),
        (Flag::Lent, parts.loans.iter().any(|loan| !loan.is_back)),
        (Flag::Shelf, parts.is_shelved),
    ] {
        if is_set {
            flags.set(flag);
        }
    }
    if let Some(priority) = parts.wish {
        flags.set(Flag::wished(priority));
    }
    flags
}
