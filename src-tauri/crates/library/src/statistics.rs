//! What was read, in figures.
//!
//! Nothing is invented: a reading counts for the year and the month in which it is known to have ended, one without a date
//! for none. A book that was read again counts again.

use std::collections::{BTreeMap, HashMap};

use rusqlite::Connection;
use serde::Serialize;

use crate::book::{Status, parsed};
use crate::error::LibraryError;
use crate::library::Library;
use crate::listing::Counts;
use crate::reading::Outcome;
use crate::values::PartialDate;

/// What was read in some time.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Period {
    /// Readings that came to the end of their book.
    pub finished: u32,
    /// The pages of their books, as far as these are known.
    pub pages: u64,
    /// The minutes of their books, as far as these are known.
    pub minutes: u64,
    /// Readings that were given up.
    pub abandoned: u32,
}

/// What was read in one year, or in one month of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NumberedPeriod {
    /// The year, or the month from 1 to 12.
    pub number: i32,
    /// What was read in it.
    #[serde(flatten)]
    pub figures: Period,
}

/// What was read, in figures. Books in the trash do not count.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Statistics {
    /// The year that they are about; absent when they are about all.
    pub year: Option<i32>,
    /// The years in which something was read, the earliest first; of one year its twelve months.
    pub periods: Vec<NumberedPeriod>,
    /// Readings that ended in the year, in a month that is not known. Nothing when all years are asked for.
    pub year_only: Period,
    /// Readings that ended at a time that is not known. Nothing when one year is asked for.
    pub undated: Period,
    /// All of these.
    pub all: Period,
    /// Readings that go on.
    pub going_on: u32,
    /// Books that are said to be read, of which no reading is recorded.
    pub read_without_reading: u32,
    /// How many books there are of each status.
    pub counts: Counts,
    /// How many books have a rating; of one year, those that were finished in it.
    pub rated: u32,
    /// Their average in stars.
    pub average_rating: Option<f64>,
}

/// What the figures need to know of a book.
#[derive(Debug, Clone, Default)]
struct ReadBook {
    pages: Option<u32>,
    minutes: Option<u32>,
    status: Option<Status>,
    quarters: Option<u8>,
    readings: Vec<Ended>,
}

/// When a reading ended, and how. Without an outcome it goes on.
#[derive(Debug, Clone, Copy)]
struct Ended {
    at: Option<PartialDate>,
    outcome: Option<Outcome>,
}

impl Library {
    /// What was read: year by year, or month by month in one year.
    pub fn statistics(&self, year: Option<i32>) -> Result<Statistics, LibraryError> {
        let (books, trashed) = self.read_aside(|tx| Ok((books(tx)?, trashed(tx)?)))?;
        let mut statistics = figures(&books, year);
        statistics.counts.trashed = trashed;
        Ok(statistics)
    }
}

fn trashed(db: &Connection) -> Result<u32, LibraryError> {
    let count = "SELECT count(*) FROM book WHERE trashed IS NOT NULL";
    Ok(db.query_row(count, [], |row| row.get(0))?)
}

fn books(db: &Connection) -> Result<Vec<ReadBook>, LibraryError> {
    let mut readings = readings(db)?;
    let mut statement = db.prepare(
        "SELECT id, pages, minutes, status, rating FROM book WHERE trashed IS NULL ORDER BY id",
    )?;
    let mut rows = statement.query([])?;
    let mut books = Vec::new();
    while let Some(row) = rows.next()? {
        let id: i64 = row.get(0)?;
        let status: Option<String> = row.get(3)?;
        books.push(ReadBook {
            pages: row.get(1)?,
            minutes: row.get(2)?,
            status: status.and_then(|name| Status::from_name(&name)),
            quarters: row.get(4)?,
            readings: readings.remove(&id).unwrap_or_default(),
        });
    }
    Ok(books)
}

fn readings(db: &Connection) -> Result<HashMap<i64, Vec<Ended>>, LibraryError> {
    let mut statement =
        db.prepare("SELECT book, finished, outcome FROM reading ORDER BY book, id")?;
    let mut rows = statement.query([])?;
    let mut readings: HashMap<i64, Vec<Ended>> = HashMap::new();
    while let Some(row) = rows.next()? {
        let outcome: Option<String> = row.get(2)?;
        readings.entry(row.get(0)?).or_default().push(Ended {
            at: parsed(row, 1, PartialDate::parse)?,
            outcome: outcome.and_then(|name| Outcome::from_name(&name)),
        });
    }
    Ok(readings)
}

fn figures(books: &[ReadBook], year: Option<i32>) -> Statistics {
    let mut statistics = Statistics {
        year,
        ..Statistics::default()
    };
    let mut periods: BTreeMap<i32, Period> = match year {
        Some(_) => (1..=12).map(|month| (month, Period::default())).collect(),
        None => BTreeMap::new(),
    };
    let mut quarters = 0_u64;
    for book in books {
        statistics.count(book);
        let mut is_of_it = year.is_none();
        for reading in &book.readings {
            let Some(outcome) = reading.outcome else {
                statistics.going_on += 1;
                continue;
            };
            if year.is_some() && reading.at.map(PartialDate::year) != year {
                continue;
            }
            is_of_it |= outcome == Outcome::Finished;
            statistics.all.take(book, outcome);
            let number = match year {
                Some(_) => reading.at.and_then(PartialDate::month).map(i32::from),
                None => reading.at.map(PartialDate::year),
            };
            let period = match (number, year) {
                (Some(number), _) => periods.entry(number).or_default(),
                (None, Some(_)) => &mut statistics.year_only,
                (None, None) => &mut statistics.undated,
            };
            period.take(book, outcome);
        }
        if let Some(rating) = book.quarters.filter(|_| is_of_it) {
            statistics.rated += 1;
            quarters += u64::from(rating);
        }
    }
    statistics.periods = periods
        .into_iter()
        .map(|(number, figures)| NumberedPeriod { number, figures })
        .collect();
    statistics.average_rating = average(quarters, statistics.rated);
    statistics
}

/// The average in stars.
#[expect(
    clippy::cast_precision_loss,
    reason = "a library has fewer than 2^48 books"
)]
fn average(quarters: u64, rated: u32) -> Option<f64> {
    (rated > 0).then(|| quarters as f64 / f64::from(rated) / 4.0)
}

impl Statistics {
    fn count(&mut self, book: &ReadBook) {
        self.counts.all += 1;
        match book.status {
            Some(status) => *self.counts.per_status.of(status) += 1,
            None => self.counts.unsorted += 1,
        }
        if book.status == Some(Status::Read) && book.readings.is_empty() {
            self.read_without_reading += 1;
        }
    }
}

impl Period {
    fn take(&mut self, book: &ReadBook, outcome: Outcome) {
        match outcome {
            Outcome::Finished => {
                self.finished += 1;
                self.pages += u64::from(book.pages.unwrap_or(0));
                self.minutes += u64::from(book.minutes.unwrap_or(0));
            }
            // How much of it was read nobody says.
            Outcome::Abandoned => self.abandoned += 1,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn book(pages: u32, quarters: Option<u8>, readings: &[(&str, Option<Outcome>)]) -> ReadBook {
        let readings = readings.iter().map(|(at, outcome)| Ended {
            at: (!at.is_empty()).then(|| PartialDate::parse(at).unwrap()),
            outcome: *outcome,
        });
        ReadBook {
            pages: Some(pages),
            quarters,
            status: Some(Status::Read),
            readings: readings.collect(),
            ..ReadBook::default()
        }
    }

    const READ: Option<Outcome> = Some(Outcome::Finished);
    const GIVEN_UP: Option<Outcome> = Some(Outcome::Abandoned);

    fn shelf() -> Vec<ReadBook> {
        vec![
            book(100, Some(20), &[("2019-12-31", READ), ("2021-03", READ)]),
            book(200, Some(10), &[("2021", READ), ("", READ)]),
            book(300, None, &[("2021-03-05", GIVEN_UP), ("", None)]),
            book(400, Some(3), &[]),
        ]
    }

    #[test]
    fn a_reread_counts_again_and_the_undated_stand_apart() {
        let all = figures(&shelf(), None);
        let years: Vec<_> = all
            .periods
            .iter()
            .map(|one| (one.number, one.figures.finished, one.figures.pages))
            .collect();
        assert_eq!(years, [(2019, 1, 100), (2021, 2, 300)]);
        assert_eq!((all.undated.finished, all.undated.pages), (1, 200));
        assert_eq!((all.all.finished, all.all.abandoned), (4, 1));
        assert_eq!((all.going_on, all.read_without_reading), (1, 1));
        assert_eq!(all.rated, 3);
        assert_eq!(all.average_rating, Some(2.75));
        assert_eq!(all.counts.per_status.read, 4);
    }

    #[test]
    fn a_date_without_a_month_goes_to_no_month() {
        let year = figures(&shelf(), Some(2021));
        assert_eq!(year.periods.len(), 12);
        let march = year.periods[2].figures;
        assert_eq!((march.finished, march.pages, march.abandoned), (1, 100, 1));
        assert_eq!(year.year_only.finished, 1);
        assert_eq!((year.all.finished, year.all.pages), (2, 300));
        assert_eq!(year.undated, Period::default());
        assert_eq!((year.rated, year.average_rating), (2, Some(3.75)));
    }

    #[test]
    fn an_empty_year_has_no_average() {
        let year = figures(&shelf(), Some(1999));
        assert_eq!(year.all, Period::default());
        assert_eq!(year.average_rating, None);
        assert_eq!(figures(&[], None), Statistics::default());
    }
}
