//! Recording readings. The book's status follows from what is recorded: see [`status_after`].

use super::status::{Recorded, ended_last, status_after};
use super::{Outcome, Progress, ProgressForm, Reading, ReadingFacts, ReadingForm};
use crate::book::{Book, FieldErrors, Status, check_room};
use crate::change::Change;
use crate::doubt::Doubts;
use crate::error::LibraryError;
use crate::history::{Label, ReadingAct, short_title};
use crate::library::Library;
use crate::values::{BookId, ProgressId, ReadingId, Revision};
use crate::writer::Writer;

impl Library {
    /// Writes a reading: a new one, or the one named. The book's status follows.
    pub fn save_reading(
        &self,
        book: BookId,
        base: Revision,
        reading: Option<ReadingId>,
        form: &ReadingForm,
        doubts: Doubts,
    ) -> Result<Change<Book>, LibraryError> {
        let today = self.clock.today();
        self.change_part(book, base, |writer, before| {
            let facts = form.check()?;
            let old = match reading {
                Some(id) => Some(&find(before, id)?.facts),
                None => None,
            };
            let dates = |facts: &ReadingFacts| (facts.started, facts.finished, facts.outcome);
            // What was asked about once is not asked about again with every edit of the note.
            if old.is_none_or(|old| dates(old) != dates(&facts)) {
                doubts.settle(facts.doubts(today))?;
            }
            if let Some(id) = reading {
                writer.update_reading(book, id, &facts)?;
            } else {
                check_room("readings", before.readings.len())?;
                writer.insert_reading(book, &facts)?;
            }
            let ends = form.ends && open(before).is_none();
            let (act, recorded) = what_changed(old, &facts, ends);
            if let Some(recorded) = recorded {
                follow(writer, before, recorded)?;
            }
            Ok(label(act, before))
        })
    }

    /// Deletes a reading with its progress.
    pub fn delete_reading(
        &self,
        book: BookId,
        base: Revision,
        reading: ReadingId,
    ) -> Result<Change<Book>, LibraryError> {
        self.change_part(book, base, |writer, before| {
            let outcome = find(before, reading)?.facts.outcome;
            writer.remove_reading(book, reading)?;
            follow(writer, before, Recorded::Deleted(outcome))?;
            Ok(label(ReadingAct::Removed, before))
        })
    }

    /// Notes how far a reading has come. Without a reading it is the one that goes on; if none does, one is begun of
    /// which the start is not known.
    pub fn save_progress(
        &self,
        book: BookId,
        base: Revision,
        reading: Option<ReadingId>,
        progress: Option<ProgressId>,
        form: &ProgressForm,
        doubts: Doubts,
    ) -> Result<Change<Book>, LibraryError> {
        let today = self.clock.today();
        self.change_part(book, base, |writer, before| {
            let facts = form.check()?;
            let named = match reading {
                Some(id) => Some(find(before, id)?),
                None => None,
            };
            let old = match progress {
                Some(id) => Some(find_progress(before, named, id)?),
                None => None,
            };
            if old.is_none_or(|(_, old)| !facts.are_in(old)) {
                let whole = (before.fields.pages, before.fields.minutes);
                doubts.settle(facts.doubts(whole, (writer.stamp(), today)))?;
            }
            if let Some((reading, old)) = old {
                writer.update_progress((book, reading.id, old.id), &facts)?;
                return Ok(label(ReadingAct::Edited, before));
            }
            let (id, goes_on) = if let Some(reading) = named.or_else(|| open(before)) {
                check_room("progress", reading.progress.len())?;
                (reading.id, reading.facts.goes_on())
            } else {
                check_room("readings", before.readings.len())?;
                (writer.insert_reading(book, &ReadingFacts::default())?, true)
            };
            writer.insert_progress((book, id), &facts)?;
            if goes_on {
                follow(writer, before, Recorded::GoesOn)?;
            }
            Ok(label(ReadingAct::Progressed, before))
        })
    }

    /// Deletes a note of how far a reading had come.
    pub fn delete_progress(
        &self,
        book: BookId,
        base: Revision,
        reading: ReadingId,
        progress: ProgressId,
    ) -> Result<Change<Book>, LibraryError> {
        self.change_part(book, base, |writer, before| {
            let named = find(before, reading)?;
            find_progress(before, Some(named), progress)?;
            writer.remove_progress((book, reading, progress))?;
            Ok(label(ReadingAct::Removed, before))
        })
    }

    /// Puts the reading that goes on aside for now. So can a book be of which no reading was recorded, if its status says
    /// that it is being read.
    pub fn pause_reading(
        &self,
        book: BookId,
        base: Revision,
    ) -> Result<Change<Book>, LibraryError> {
        self.change_part(book, base, |writer, before| {
            let status = before.fields.status;
            if open(before).is_none() && !matches!(status, Some(Status::Reading | Status::Paused)) {
                return Err(refused(
                    "expected a book that is being read; found no reading that goes on",
                ));
            }
            follow(writer, before, Recorded::Paused)?;
            Ok(label(ReadingAct::Paused, before))
        })
    }

    /// Goes on with a reading that was put aside, or with one that was given up: that has not ended then, and loses how
    /// and when it did.
    pub fn resume_reading(
        &self,
        book: BookId,
        base: Revision,
    ) -> Result<Change<Book>, LibraryError> {
        self.change_part(book, base, |writer, before| {
            let is_paused = matches!(before.fields.status, Some(Status::Reading | Status::Paused));
            if open(before).is_none() && !is_paused {
                let given_up = ended_last(&before.readings)
                    .filter(|last| last.facts.outcome == Some(Outcome::Abandoned));
                let Some(given_up) = given_up else {
                    return Err(refused(
                        "expected a reading that was put aside or given up; found none",
                    ));
                };
                let going_on = ReadingFacts {
                    finished: None,
                    outcome: None,
                    ..given_up.facts.clone()
                };
                writer.update_reading(book, given_up.id, &going_on)?;
            }
            follow(writer, before, Recorded::GoesOn)?;
            Ok(label(ReadingAct::Resumed, before))
        })
    }
}

/// What the history calls it, and what it means for the status, that a reading is as it is now. A new one may be what was
/// being read, and `ends` so.
fn what_changed(
    old: Option<&ReadingFacts>,
    new: &ReadingFacts,
    ends: bool,
) -> (ReadingAct, Option<Recorded>) {
    match (old.map(|old| old.outcome), new.outcome) {
        (None, None) => (ReadingAct::Started, Some(Recorded::GoesOn)),
        (None, Some(outcome)) if !ends => (ReadingAct::Added, Some(Recorded::Earlier(outcome))),
        (None | Some(None), Some(outcome)) => {
            let act = match outcome {
                Outcome::Finished => ReadingAct::Finished,
                Outcome::Abandoned => ReadingAct::Abandoned,
            };
            (act, Some(Recorded::Ended(outcome)))
        }
        (Some(Some(_)), None) => (ReadingAct::Resumed, Some(Recorded::GoesOn)),
        (Some(Some(old)), Some(new)) if old != new => {
            (ReadingAct::Edited, Some(Recorded::Corrected(old)))
        }
        (Some(_), _) => (ReadingAct::Edited, None),
    }
}

/// Lets the status follow from what was recorded.
fn follow(writer: &Writer<'_>, before: &Book, recorded: Recorded) -> Result<(), LibraryError> {
    let readings = super::of_book(writer.db(), before.id)?;
    let status = status_after(before.fields.status, recorded, &readings);
    writer.set_status(before.id, status)
}

/// The reading that goes on; of several, the one that was recorded last.
fn open(book: &Book) -> Option<&Reading> {
    let mut latest_first = book.readings.iter().rev();
    latest_first.find(|reading| reading.facts.goes_on())
}

fn find(book: &Book, reading: ReadingId) -> Result<&Reading, LibraryError> {
    let mut readings = book.readings.iter();
    readings
        .find(|candidate| candidate.id == reading)
        .ok_or(LibraryError::NotFound)
}

/// A note of progress and the reading that it is of: the one named, or any.
fn find_progress<'b>(
    book: &'b Book,
    named: Option<&'b Reading>,
    progress: ProgressId,
) -> Result<(&'b Reading, &'b Progress), LibraryError> {
    let notes = book.readings.iter().flat_map(|reading| {
        let notes = reading.progress.iter();
        notes.map(move |progress| (reading, progress))
    });
    notes
        .filter(|(reading, _)| named.is_none_or(|named| named.id == reading.id))
        .find(|(_, candidate)| candidate.id == progress)
        .ok_or(LibraryError::NotFound)
}

fn refused(message: &str) -> LibraryError {
    let mut errors = FieldErrors::default();
    errors.push("reading", message);
    errors.into()
}

fn label(act: ReadingAct, book: &Book) -> Label {
    Label::Reading {
        act,
        title: short_title(&book.fields.title),
    }
}
