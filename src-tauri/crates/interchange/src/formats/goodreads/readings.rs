//! The times a book was read.
//!
//! The export says how often a book was read and gives one date, that of the last time. Dates for the others are not made
//! up, and a book that is only marked as read has no reading: when, and how often, nobody said.

use library::{Outcome, PartialDate, ReadingFacts, Status};

use super::columns::Column;
use super::entry::Entry;
use crate::number::whole;

/// The most readings that are believed; beyond it, the count is a slip of the keyboard.
const MOST_READINGS: u32 = 100;

/// The readings of the row, those without a date first.
pub(super) fn of(entry: &mut Entry<'_>, status: Option<Status>) -> Vec<ReadingFacts> {
    let count = count(entry);
    let date = entry.date(Column::DateRead);
    list(status, count, date)
}

fn count(entry: &mut Entry<'_>) -> u32 {
    let cell = entry.cell(Column::ReadCount);
    if cell.is_empty() {
        return 0;
    }
    let count = whole(cell).filter(|count| *count <= MOST_READINGS);
    if count.is_none() {
        entry.unexpected(
            Column::ReadCount,
            format_args!("a number of times from 0 to {MOST_READINGS}"),
        );
    }
    count.unwrap_or(0)
}

fn list(status: Option<Status>, count: u32, date: Option<PartialDate>) -> Vec<ReadingFacts> {
    let ended = |finished, outcome| ReadingFacts {
        started: None,
        finished,
        outcome: Some(outcome),
        note: None,
    };
    // Goodreads counts the reading that is going on, or that was given up, among the others.
    let last = match status {
        Some(Status::Reading | Status::Paused) => Some(ReadingFacts::default()),
        Some(Status::DidNotFinish) if count > 0 || date.is_some() => {
            Some(ended(date, Outcome::Abandoned))
        }
        _ => None,
    };
    let dated = date.filter(|_| status != Some(Status::DidNotFinish));
    let finished = count
        .saturating_sub(u32::from(last.is_some()))
        .max(u32::from(dated.is_some()));
    let undated = finished - u32::from(dated.is_some());
    let mut readings: Vec<ReadingFacts> = (0..undated)
        .map(|_| ended(None, Outcome::Finished))
        .collect();
    readings.extend(dated.map(|date| ended(Some(date), Outcome::Finished)));
    readings.extend(last);
    readings
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `F` finished, `F!` with its date, `A` abandoned, `O` going on.
    fn told(status: Option<Status>, count: u32, dated: bool) -> String {
        let date = PartialDate::parse("2024-02-29").ok().filter(|_| dated);
        let told = list(status, count, date).into_iter().map(|reading| {
            let outcome = match reading.outcome {
                Some(Outcome::Finished) => "F",
                Some(Outcome::Abandoned) => "A",
                None => "O",
            };
            format!(
                "{outcome}{}",
                if reading.finished.is_some() { "!" } else { "" }
            )
        });
        told.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn one_date_belongs_to_one_reading() {
        let read = Some(Status::Read);
        assert_eq!(told(read, 1, true), "F!");
        assert_eq!(told(read, 3, true), "F F F!");
        assert_eq!(told(read, 0, true), "F!");
        assert_eq!(told(read, 2, false), "F F");
        assert_eq!(told(read, 0, false), "");
    }

    #[test]
    fn what_is_being_read_is_open() {
        let reading = Some(Status::Reading);
        assert_eq!(told(reading, 0, false), "O");
        assert_eq!(told(reading, 1, false), "O");
        assert_eq!(told(reading, 2, false), "F O");
        assert_eq!(told(reading, 1, true), "F! O");
        assert_eq!(told(reading, 3, true), "F F! O");
    }

    #[test]
    fn what_waits_may_have_been_read_before() {
        assert_eq!(told(Some(Status::WantToRead), 0, false), "");
        assert_eq!(told(Some(Status::WantToRead), 2, false), "F F");
        assert_eq!(told(None, 1, true), "F!");
    }

    #[test]
    fn what_was_given_up_was_not_finished() {
        let given_up = Some(Status::DidNotFinish);
        assert_eq!(told(given_up, 0, false), "");
        assert_eq!(told(given_up, 1, false), "A");
        assert_eq!(told(given_up, 0, true), "A!");
        assert_eq!(told(given_up, 2, true), "F A!");
    }
}
