//! Numbers and dates of books that no order holds: several a book, or such as no list is ordered by.

use rusqlite::types::ValueRef;
use rusqlite::{Connection, Row};

use crate::error::LibraryError;
use crate::name::SeriesNumber;
use crate::search::syntax::{MILLIONTH, Range};
use crate::values::{PartialDate, currency};

/// Which numbers or dates.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Fact {
    Price,
    Paid,
    Copies,
    Times,
    Progress,
    /// The place in a series.
    Number,
    Started,
    Finished,
    Acquired,
    /// When a copy that is away is to come back.
    Due,
    LentSince,
}

/// One number or date of a book; what may mean several is a span from the first to the last.
#[derive(Debug, Clone, Copy)]
struct Value {
    slot: u32,
    first: i64,
    last: i64,
}

/// The numbers or dates of all books.
#[derive(Debug, Default)]
pub(super) struct Facts {
    values: Vec<Value>,
}

impl Facts {
    /// Reads them; `slot` gives the row that a book has in the search index.
    pub(super) fn read(
        db: &Connection,
        fact: Fact,
        slot: impl Fn(i64) -> Option<u32>,
    ) -> Result<Self, LibraryError> {
        let mut facts = Self::default();
        let mut statement = db.prepare_cached(&fact.sql(""))?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            facts.push(fact, row, &slot)?;
        }
        Ok(facts)
    }

    /// Reads those of these books again.
    pub(super) fn patch(
        &mut self,
        db: &Connection,
        fact: Fact,
        touched: &[i64],
        is_touched: impl Fn(u32) -> bool,
        slot: impl Fn(i64) -> Option<u32>,
    ) -> Result<(), LibraryError> {
        self.values.retain(|value| !is_touched(value.slot));
        let mut statement = db.prepare_cached(&fact.sql("AND book = ?1"))?;
        for book in touched {
            let mut rows = statement.query([book])?;
            while let Some(row) = rows.next()? {
                self.push(fact, row, &slot)?;
            }
        }
        Ok(())
    }

    /// The books of which one value lies in the range, with all that it may mean.
    pub(super) fn within(&self, range: Range) -> impl Iterator<Item = u32> {
        self.values
            .iter()
            .filter(move |value| range.from <= value.first && value.last <= range.to)
            .map(|value| value.slot)
    }

    /// The books of which one value has begun by then.
    pub(super) fn over_by(&self, today: i64) -> impl Iterator<Item = u32> {
        self.values
            .iter()
            .filter(move |value| value.last < today)
            .map(|value| value.slot)
    }

    fn push(
        &mut self,
        fact: Fact,
        row: &Row<'_>,
        slot: impl Fn(i64) -> Option<u32>,
    ) -> Result<(), LibraryError> {
        if let Some(slot) = slot(row.get(0)?)
            && let Some((first, last)) = fact.span(row)?
        {
            self.values.push(Value { slot, first, last });
        }
        Ok(())
    }
}

impl Fact {
    /// All of them.
    pub(super) const ALL: [Self; 11] = [
        Self::Price,
        Self::Paid,
        Self::Copies,
        Self::Times,
        Self::Progress,
        Self::Number,
        Self::Started,
        Self::Finished,
        Self::Acquired,
        Self::Due,
        Self::LentSince,
    ];

    /// The statement that gives the book, the value, and what belongs to it.
    fn sql(self, filter: &str) -> String {
        let (columns, from) = match self {
            Self::Price => ("price, currency", "figures WHERE price IS NOT NULL"),
            Self::Paid => ("price, currency", "copy WHERE price IS NOT NULL"),
            Self::Copies => ("copies", "figures WHERE copies > 0"),
            Self::Times => ("times", "figures WHERE times > 0"),
            Self::Progress => ("progress", "figures WHERE progress IS NOT NULL"),
            Self::Number => ("number", "book_series WHERE number IS NOT NULL"),
            Self::Started => ("started", "reading WHERE started IS NOT NULL"),
            Self::Finished => (
                "finished",
                "reading WHERE finished IS NOT NULL AND outcome IS NOT 'abandoned'",
            ),
            Self::Acquired => ("acquired", "copy WHERE acquired IS NOT NULL"),
            Self::Due => ("due", "loan WHERE back = 0 AND due IS NOT NULL"),
            Self::LentSince => ("since", "loan WHERE back = 0 AND since IS NOT NULL"),
        };
        format!("SELECT book, {columns} FROM {from} {filter}")
    }

    fn span(self, row: &Row<'_>) -> Result<Option<(i64, i64)>, LibraryError> {
        Ok(match self {
            Self::Copies | Self::Times | Self::Progress => {
                let number: i64 = row.get(1)?;
                Some((number, number))
            }
            Self::Price | Self::Paid => {
                let amount: i64 = row.get(1)?;
                let code = text(row, 2)?;
                let digits = currency::find(code).map_or(2, |currency| currency.exponent);
                let unit = MILLIONTH / 10_i64.pow(u32::from(digits.min(6)));
                let amount = amount.saturating_mul(unit);
                Some((amount, amount))
            }
            Self::Number => SeriesNumber::parse(text(row, 1)?).map(SeriesNumber::millionths),
            Self::Started | Self::Finished | Self::Acquired | Self::Due | Self::LentSince => {
                let date = PartialDate::parse(text(row, 1)?).ok();
                date.map(|date| (date.sort_key(), date.last_key()))
            }
        })
    }
}

fn text<'r>(row: &'r Row<'_>, column: usize) -> Result<&'r str, LibraryError> {
    match row.get_ref(column)? {
        ValueRef::Null => Ok(""),
        value => value.as_str().map_err(|_| LibraryError::Damaged),
    }
}
