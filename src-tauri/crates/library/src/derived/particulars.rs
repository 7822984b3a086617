//! What lists and search show of a book beyond its fields: its readings, copies, loans, wish, quotes and shelves.

use std::collections::HashMap;

use rusqlite::{Connection, Row};

use super::figures::Numbers;
use crate::book::{Batch, parsed};
use crate::error::LibraryError;
use crate::owning::Priority;
use crate::reading::{Outcome, ProgressUnit};
use crate::values::PartialDate;

/// The parts of one book that its fields do not hold.
#[derive(Debug, Default)]
pub(crate) struct Particulars {
    pub(super) numbers: Numbers,
    /// How the first author is sorted, where the reader said so.
    pub(crate) sort_name: Option<String>,
    pub(crate) readings: Vec<Reading>,
    pub(crate) copies: Vec<Copy>,
    pub(crate) loans: Vec<Loan>,
    pub(crate) wish: Option<Priority>,
    /// The texts of the quotes and what the reader thinks of them.
    pub(crate) quotes: Vec<String>,
    /// Whether it stands on a shelf filled by hand.
    pub(crate) is_shelved: bool,
}

/// A reading, as far as lists show it.
#[derive(Debug)]
pub(crate) struct Reading {
    id: i64,
    pub(crate) started: Option<PartialDate>,
    pub(crate) finished: Option<PartialDate>,
    pub(crate) outcome: Option<Outcome>,
    /// The latest progress noted.
    progress: Option<(ProgressUnit, u32)>,
}

/// What of a copy is found by words.
#[derive(Debug)]
pub(crate) struct Copy {
    pub(crate) location: Option<String>,
    pub(crate) condition: Option<String>,
    pub(crate) source: Option<String>,
}

/// A loan.
#[derive(Debug)]
pub(crate) struct Loan {
    pub(crate) person: String,
    pub(crate) due: Option<PartialDate>,
    pub(crate) is_back: bool,
}

impl Particulars {
    /// The loans that are not back, the first due first.
    pub(crate) fn open_loans(&self) -> Vec<&Loan> {
        let mut open: Vec<&Loan> = self.loans.iter().filter(|loan| !loan.is_back).collect();
        open.sort_by_key(|loan| loan.due.map_or(i64::MAX, PartialDate::sort_key));
        open
    }

    /// When it was last begun.
    pub(crate) fn started(&self) -> Option<PartialDate> {
        latest(self.readings.iter().map(|reading| reading.started))
    }

    /// When it was last finished. What was put aside was not finished.
    pub(crate) fn finished(&self) -> Option<PartialDate> {
        latest(
            self.readings
                .iter()
                .filter(|reading| reading.outcome != Some(Outcome::Abandoned))
                .map(|reading| reading.finished),
        )
    }

    /// How many times it was read to the end.
    pub(crate) fn times(&self) -> u32 {
        let finished = self
            .readings
            .iter()
            .filter(|reading| reading.outcome == Some(Outcome::Finished));
        u32::try_from(finished.count()).unwrap_or(u32::MAX)
    }

    /// How much of it is read in the reading that goes on, in hundredths.
    pub(crate) fn progress(&self) -> Option<u8> {
        let open = self
            .readings
            .iter()
            .rev()
            .find(|reading| reading.outcome.is_none() && reading.finished.is_none())?;
        let (unit, value) = open.progress?;
        let whole = match unit {
            ProgressUnit::Percent => Some(100),
            ProgressUnit::Page => self.numbers.pages,
            ProgressUnit::Minute => self.numbers.minutes,
        };
        let whole = whole.filter(|whole| *whole > 0)?;
        let hundredths = u64::from(value) * 100 / u64::from(whole);
        u8::try_from(hundredths.min(100)).ok()
    }
}

fn latest(dates: impl Iterator<Item = Option<PartialDate>>) -> Option<PartialDate> {
    dates.flatten().max_by_key(|date| date.sort_key())
}

// One round of statements for many books, as for their fields.
const SORT_NAMES: &str = "\
    SELECT book, sort_name, role FROM book_contributor JOIN person ON person.id = person
    WHERE book IN :books ORDER BY book, position";
const READINGS: &str = "\
    SELECT book, id, started, finished, outcome FROM reading
    WHERE book IN :books ORDER BY book, id";
const PROGRESS: &str = "\
    SELECT book, reading, unit, value FROM progress
    WHERE book IN :books ORDER BY book, reading, at, id";
const COPIES: &str = "\
    SELECT book, location, condition, source FROM copy
    WHERE book IN :books ORDER BY book, id";
const LOANS: &str = "\
    SELECT book, person, due, back FROM loan
    WHERE book IN :books ORDER BY book, copy, id";
const WISHES: &str = "\
    SELECT book, priority FROM wish WHERE book IN :books";
const QUOTES: &str = "\
    SELECT book, text, note FROM quote WHERE book IN :books ORDER BY book, position";
const SHELVED: &str = "\
    SELECT DISTINCT book FROM shelf_book WHERE book IN :books";

/// How much is read of books.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Depth {
    /// Numbers and dates.
    Figures,
    /// Also what words follow from.
    Words,
}

/// Reads the parts of these books.
pub(super) fn of_books(
    db: &Connection,
    ids: &[i64],
    depth: Depth,
) -> Result<HashMap<i64, Particulars>, LibraryError> {
    let batch = Batch::of(db, ids)?;
    let mut books: HashMap<i64, Particulars> =
        ids.iter().map(|id| (*id, Particulars::default())).collect();
    let mut each =
        |sql: &str, give: &mut dyn FnMut(&mut Particulars, &Row<'_>) -> rusqlite::Result<()>| {
            batch.each(db, sql, |row| match books.get_mut(&row.get(0)?) {
                Some(book) => give(book, row),
                None => Ok(()),
            })
        };
    each(Numbers::SELECT, &mut |book, row| {
        book.numbers = Numbers::of(row)?;
        Ok(())
    })?;
    each(READINGS, &mut |book, row| {
        let outcome: Option<String> = row.get(4)?;
        book.readings.push(Reading {
            id: row.get(1)?,
            started: parsed(row, 2, PartialDate::parse)?,
            finished: parsed(row, 3, PartialDate::parse)?,
            outcome: outcome.as_deref().and_then(Outcome::from_name),
            progress: None,
        });
        Ok(())
    })?;
    each(PROGRESS, &mut |book, row| {
        let of: i64 = row.get(1)?;
        let unit = ProgressUnit::from_name(row.get_ref(2)?.as_str()?);
        let value = row.get(3)?;
        if let Some(reading) = book.readings.iter_mut().find(|reading| reading.id == of) {
            reading.progress = Some((unit, value));
        }
        Ok(())
    })?;
    each(COPIES, &mut |book, row| {
        book.copies.push(Copy {
            location: row.get(1)?,
            condition: row.get(2)?,
            source: row.get(3)?,
        });
        Ok(())
    })?;
    each(LOANS, &mut |book, row| {
        book.loans.push(Loan {
            person: row.get(1)?,
            due: parsed(row, 2, PartialDate::parse)?,
            is_back: row.get(3)?,
        });
        Ok(())
    })?;
    each(WISHES, &mut |book, row| {
        book.wish = Some(Priority::from_rank(row.get(1)?));
        Ok(())
    })?;
    each(SHELVED, &mut |book, _| {
        book.is_shelved = true;
        Ok(())
    })?;
    if depth == Depth::Figures {
        return Ok(books);
    }
    let mut chief: Option<(i64, bool)> = None;
    each(SORT_NAMES, &mut |book, row| {
        // The same choice as for the name itself: the first author, or the first of all where there is no author.
        let id: i64 = row.get(0)?;
        let is_author = row.get_ref(2)?.as_str()? == "author";
        let known = chief.filter(|(of, _)| *of == id);
        if known.is_none_or(|(_, was_author)| is_author && !was_author) {
            chief = Some((id, is_author));
            book.sort_name = row.get(1)?;
        }
        Ok(())
    })?;
    each(QUOTES, &mut |book, row| {
        book.quotes.push(row.get(1)?);
        book.quotes.extend(row.get::<_, Option<String>>(2)?);
        Ok(())
    })?;
    Ok(books)
}
