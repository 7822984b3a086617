//! The rows of readings and of their progress.

use rusqlite::params;

use super::{Outcome, ReadingFacts};
use crate::book::Status;
use crate::error::LibraryError;
use crate::values::{BookId, PartialDate, ProgressId, ReadingId, Stamp};
use crate::whole::ProgressRecord;
use crate::writer::Writer;

impl Writer<'_> {
    /// Adds a reading, of which the facts are normalised and checked.
    pub(crate) fn insert_reading(
        &mut self,
        book: BookId,
        facts: &ReadingFacts,
    ) -> Result<ReadingId, LibraryError> {
        let id = self.next_id()?;
        let mut statement = self.db().prepare_cached(
            "INSERT INTO reading (book, id, started, finished, outcome, note) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )?;
        statement.execute(params![
            book.raw(),
            id,
            facts.started.map(text),
            facts.finished.map(text),
            facts.outcome.map(Outcome::name),
            facts.note,
        ])?;
        Ok(ReadingId::from_raw(id))
    }

    pub(crate) fn update_reading(
        &self,
        book: BookId,
        reading: ReadingId,
        facts: &ReadingFacts,
    ) -> Result<(), LibraryError> {
        let mut statement = self.db().prepare_cached(
            "UPDATE reading SET started = ?3, finished = ?4, outcome = ?5, note = ?6 WHERE book = ?1 AND id = ?2",
        )?;
        statement.execute(params![
            book.raw(),
            reading.raw(),
            facts.started.map(text),
            facts.finished.map(text),
            facts.outcome.map(Outcome::name),
            facts.note,
        ])?;
        Ok(())
    }

    pub(super) fn remove_reading(
        &self,
        book: BookId,
        reading: ReadingId,
    ) -> Result<(), LibraryError> {
        for sql in [
            "DELETE FROM progress WHERE book = ?1 AND reading = ?2",
            "DELETE FROM reading WHERE book = ?1 AND id = ?2",
        ] {
            self.db()
                .prepare_cached(sql)?
                .execute([book.raw(), reading.raw()])?;
        }
        Ok(())
    }

    /// Ends the readings that go on, on a day that is not known.
    pub(crate) fn end_readings(&self, book: BookId, outcome: Outcome) -> Result<(), LibraryError> {
        let mut statement = self.db().prepare_cached(
            "UPDATE reading SET outcome = ?2 WHERE book = ?1 AND outcome IS NULL",
        )?;
        statement.execute(params![book.raw(), outcome.name()])?;
        Ok(())
    }

    /// Writes the status that follows from what is recorded.
    pub(super) fn set_status(
        &self,
        book: BookId,
        status: Option<Status>,
    ) -> Result<(), LibraryError> {
        let mut statement = self
            .db()
            .prepare_cached("UPDATE book SET status = ?2 WHERE id = ?1")?;
        statement.execute(params![book.raw(), status.map(Status::name)])?;
        Ok(())
    }

    pub(crate) fn insert_progress(
        &mut self,
        (book, reading): (BookId, ReadingId),
        facts: &ProgressRecord,
    ) -> Result<(), LibraryError> {
        let id = self.next_id()?;
        let at = facts.at.as_ref().unwrap_or(self.stamp());
        let mut statement = self.db().prepare_cached(
            "INSERT INTO progress (book, reading, id, at, unit, value, note) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        )?;
        statement.execute(params![
            book.raw(),
            reading.raw(),
            id,
            at.as_str(),
            facts.unit.name(),
            facts.value,
            facts.note,
        ])?;
        Ok(())
    }

    /// Without a time it keeps the one that it has.
    pub(super) fn update_progress(
        &self,
        (book, reading, progress): (BookId, ReadingId, ProgressId),
        facts: &ProgressRecord,
    ) -> Result<(), LibraryError> {
        let mut statement = self.db().prepare_cached(
            "UPDATE progress SET at = coalesce(?4, at), unit = ?5, value = ?6, note = ?7
             WHERE book = ?1 AND reading = ?2 AND id = ?3",
        )?;
        statement.execute(params![
            book.raw(),
            reading.raw(),
            progress.raw(),
            facts.at.as_ref().map(Stamp::as_str),
            facts.unit.name(),
            facts.value,
            facts.note,
        ])?;
        Ok(())
    }

    pub(super) fn remove_progress(
        &self,
        (book, reading, progress): (BookId, ReadingId, ProgressId),
    ) -> Result<(), LibraryError> {
        let mut statement = self
            .db()
            .prepare_cached("DELETE FROM progress WHERE book = ?1 AND reading = ?2 AND id = ?3")?;
        statement.execute([book.raw(), reading.raw(), progress.raw()])?;
        Ok(())
    }
}

fn text(date: PartialDate) -> String {
    date.to_string()
}
