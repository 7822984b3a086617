//! Reading readings back.

use rusqlite::Connection;

use super::{Outcome, Progress, ProgressUnit, Reading, ReadingFacts};
use crate::book::{parsed, stamp};
use crate::error::LibraryError;
use crate::values::{BookId, PartialDate, ProgressId, ReadingId};

/// The readings of a book, in the order in which they were recorded.
pub(crate) fn of_book(db: &Connection, book: BookId) -> Result<Vec<Reading>, LibraryError> {
    let mut statement = db.prepare_cached(
        "SELECT id, started, finished, outcome, note FROM reading WHERE book = ?1 ORDER BY id",
    )?;
    let rows = statement.query_map([book.raw()], |row| {
        let outcome: Option<String> = row.get(3)?;
        Ok(Reading {
            id: ReadingId::from_raw(row.get(0)?),
            facts: ReadingFacts {
                started: parsed(row, 1, PartialDate::parse)?,
                finished: parsed(row, 2, PartialDate::parse)?,
                outcome: outcome.as_deref().and_then(Outcome::from_name),
                note: row.get(4)?,
            },
            progress: Vec::new(),
        })
    })?;
    let mut readings = rows.collect::<Result<Vec<_>, _>>()?;
    let mut statement = db.prepare_cached(
        "SELECT id, at, unit, value, note FROM progress WHERE book = ?1 AND reading = ?2 ORDER BY at, id",
    )?;
    for reading in &mut readings {
        let rows = statement.query_map([book.raw(), reading.id.raw()], |row| {
            let unit: String = row.get(2)?;
            Ok(Progress {
                id: ProgressId::from_raw(row.get(0)?),
                at: stamp(row, 1)?,
                unit: ProgressUnit::from_name(&unit),
                value: row.get(3)?,
                note: row.get(4)?,
            })
        })?;
        reading.progress = rows.collect::<Result<_, _>>()?;
    }
    Ok(readings)
}
