//! Doing what was planned.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use library::{BookFields, BookId, Label, Library, LibraryError, Writer};

use super::ahead::Ready;
use super::choice::Decided;
use super::covers::{Covers, Seen, look_at};
use super::decide::{Deciding, Decision, Match, Merge};
use super::decisions::Decisions;
use super::report::{Report, Tally, note};
use super::said::Said;
use super::whole::Whole;
use super::{Choices, Fate, Progress, STEP, ahead, stop_if};
use crate::row::LONGEST_TEXT;
use crate::rows::List;
use crate::{FileFormat, ImportError, Problem, Row};

/// Brings rows into a library, as one entry of its history. `source` is the list that they come from.
///
/// Decides about every row anew, by what the library holds now: it may have been changed since the plan was made. Tells
/// `progress` every hundred rows and at the end. Once `cancelled` is set, stops; nothing remains, as after any error.
pub fn import(
    library: &Library,
    source: &str,
    rows: impl List,
    choices: &Choices,
    mut progress: impl FnMut(Progress),
    cancelled: &Arc<AtomicBool>,
) -> Result<Report, ImportError> {
    let label = |count| Label::Imported {
        source: source.to_owned(),
        count,
    };
    let parts = rows.parts().unwrap_or_default();
    let change = std::thread::scope(|scope| {
        let rows = ahead::ready(scope, rows, choices.statuses());
        library.commit_unless(cancelled, label(0), |writer| {
            let deciding = Deciding::new(writer.holdings(source)?, Decided::of(choices))?;
            let mut whole = Whole::begin(writer, &parts)?;
            let mut report = Report::default();
            let mut covers = Covers::new(scope);
            for decided in Decisions::new(deciding, rows, cancelled) {
                let (ready, decision) = decided?;
                let Ready { mut row, said } = ready;
                let (fate, book) = write(writer, &mut row, &said, decision, &mut covers)?;
                whole.note(&row, book);
                report.tally.count(fate);
                // What was said when the row came for the first time is not said again.
                if fate != Fate::Unchanged {
                    note(
                        &mut report.problems,
                        &mut report.problem_count,
                        row.problems,
                    );
                }
                for seen in covers.ready() {
                    put_cover(writer, &mut report, seen?)?;
                }
                if report.tally.rows % STEP == 0 {
                    progress(report.tally);
                }
            }
            for seen in covers.rest() {
                stop_if(cancelled)?;
                put_cover(writer, &mut report, seen?)?;
            }
            // What is wrong with a picture is found out after the rows that follow it, and some rows waited for the end.
            report.problems.sort_by_key(|problem| problem.row);
            stop_if(cancelled)?;
            whole.finish(writer, &parts)?;
            progress(report.tally);
            let Tally {
                rows, unchanged, ..
            } = report.tally;
            writer.set_label(label(rows - unchanged));
            Ok::<_, ImportError>(report)
        })
    });
    let change = change.map_err(|error| match error {
        ImportError::Library(LibraryError::Cancelled) => ImportError::Cancelled,
        other => other,
    })?;
    let report = Report {
        entry: change.entry,
        ..change.value
    };
    let (tally, problems) = (report.tally, report.problem_count);
    tracing::info!(?tally, problems, "imported");
    Ok(report)
}

fn write(
    writer: &mut Writer<'_>,
    row: &mut Row,
    said: &Said,
    decision: Decision,
    covers: &mut Covers<'_, '_>,
) -> Result<(Fate, BookId), ImportError> {
    match decision {
        Decision::New => {
            let book = add(writer, row, said)?;
            if let Some(source) = row.cover.take() {
                covers.hand(book, row.number, source);
            }
            Ok((Fate::New, book))
        }
        Decision::Unchanged(found) => {
            remember(writer, row, said, &found)?;
            Ok((Fate::Unchanged, found.book))
        }
        Decision::Merged(found, merge) => {
            let fate = if merge.merged.conflicts.is_empty() {
                Fate::Updated
            } else {
                Fate::Conflict
            };
            update(writer, row, *merge)?;
            remember(writer, row, said, &found)?;
            Ok((fate, found.book))
        }
    }
}

fn add(writer: &mut Writer<'_>, row: &mut Row, said: &Said) -> Result<BookId, ImportError> {
    let values = std::mem::take(&mut row.custom);
    set_custom(writer, row, &values)?;
    let added = row.added.clone();
    let book = writer.add_book(&row.fields, added, None, &row.extras)?;
    if !is_own(row, book) {
        writer.remember_provenance(book, &row.provenance, Some(&said.bytes()))?;
    }
    for provenance in &row.further_provenance {
        writer.remember_provenance(book, provenance, None)?;
    }
    Ok(book)
}

/// What the fields of the reader's own cannot hold goes to the notes.
fn set_custom(
    writer: &mut Writer<'_>,
    row: &mut Row,
    values: &[library::NamedValue],
) -> Result<(), ImportError> {
    for value in values {
        match writer.named_value(value)? {
            Ok(kept) => {
                row.fields.custom.retain(|known| known.field != kept.field);
                row.fields.custom.push(kept);
            }
            Err(message) => {
                let name = &value.field.name;
                row.problems.push(Problem {
                    row: row.number,
                    column: Some(name.clone()),
                    message: format!("{message}; kept in the notes"),
                });
                keep(&mut row.fields, &format!("{name}: {}", value.value));
            }
        }
    }
    Ok(())
}

/// Keeps a text in the notes, or in the description where the notes have no room: one book must not stop the others.
fn keep(fields: &mut BookFields, text: &str) {
    let length = |kept: &Option<String>| kept.as_ref().map_or(0, String::len);
    let has_room = length(&fields.notes) + text.len() < LONGEST_TEXT / 3;
    let into = if has_room || length(&fields.description) > length(&fields.notes) {
        &mut fields.notes
    } else {
        &mut fields.description
    };
    let before = into.take().map(|before| before + "\n\n");
    *into = Some(before.unwrap_or_default() + text);
}

fn update(writer: &mut Writer<'_>, row: &mut Row, merge: Merge) -> Result<(), ImportError> {
    let Merge { book, merged } = merge;
    row.fields = merged.fields;
    set_custom(writer, row, &merged.custom)?;
    if row.fields != book.fields {
        writer.update_book(book.id, book.revision, &row.fields)?;
    }
    for (reading, facts, progress) in &merged.readings {
        writer.fill_reading(book.id, *reading, facts, progress)?;
    }
    for (copy, facts, further) in &merged.copies {
        writer.fill_copy(book.id, *copy, facts, &further.loans)?;
    }
    writer.add_extras(book.id, &merged.extras)?;
    if merged.takes_cover
        && let Some(source) = row.cover.take()
    {
        match look_at(&source, row.number)? {
            Ok(picture) => writer.add_cover(book.id, &picture)?,
            Err(problem) => row.problems.push(problem),
        }
    }
    Ok(())
}

/// Puts the picture on a new book that was looked at meanwhile, or notes what is wrong with it.
fn put_cover(
    writer: &mut Writer<'_>,
    report: &mut Report,
    Seen { book, picture }: Seen,
) -> Result<(), ImportError> {
    match picture {
        Ok(picture) => writer.add_cover(book, &picture)?,
        Err(problem) => note(
            &mut report.problems,
            &mut report.problem_count,
            vec![problem],
        ),
    }
    Ok(())
}

/// Remembers under which name the list knows a book and what it says of it now: so the next export of the same list is
/// compared with this one.
fn remember(
    writer: &mut Writer<'_>,
    row: &Row,
    said: &Said,
    found: &Match,
) -> Result<(), ImportError> {
    if found.is_news && !found.trashed && !is_own(row, found.book) {
        writer.remember_provenance(found.book, &row.provenance, Some(&said.bytes()))?;
    }
    Ok(())
}

/// Whether a list of our own calls a book by its id here: then it needs no other name.
fn is_own(row: &Row, book: BookId) -> bool {
    row.extras.id == Some(book)
        && [FileFormat::BookplateJson, FileFormat::BookplateCsv]
            .iter()
            .any(|format| row.provenance.source == format.name())
}
