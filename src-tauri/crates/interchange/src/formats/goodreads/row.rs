//! A row of the export to a book.

use library::{BookExtras, BookFields, Stamp};

use super::columns::{Column, Columns};
use super::entry::Entry;
use super::{copies, identity, readings, shelves, work};
use crate::date::Order;
use crate::markdown;
use crate::row::{Row, cut};
use crate::table::Record;

/// Reads one row. Never fails: what cannot be understood is kept in the notes, and reported.
pub(super) fn read(columns: &Columns, record: &Record, number: u32, order: Option<Order>) -> Row {
    let mut entry = Entry::new(columns, record, number, order);
    let mut fields = BookFields::default();
    let provenance = identity::provenance(&mut entry);
    work::describe(&mut entry, number, &mut fields);
    identity::isbn(&mut entry, &mut fields);
    fields.rating = work::rating(&mut entry);
    let status_shelf = shelves::sort(&mut entry, &mut fields);
    fields.review = review(&mut entry);
    let added = added(&mut entry);
    let readings = readings::of(&mut entry, fields.status);
    let copies = copies::of(&mut entry);
    let notes = entry.cell(Column::PrivateNotes);
    // Notes are plain text in the export, unless somebody wrote tags into them.
    let notes = if markdown::is_html(notes) {
        markdown::from_html(notes)
    } else {
        notes.to_owned()
    };
    let mut row = Row {
        number,
        line: record.line(),
        fields,
        extras: BookExtras {
            readings: readings.into_iter().map(Into::into).collect(),
            copies: copies.into_iter().map(Into::into).collect(),
            shelves: status_shelf.iter().cloned().collect(),
            ..BookExtras::default()
        },
        status_shelf,
        added,
        provenance,
        ..Row::default()
    };
    entry.finish(&notes, &mut row);
    row
}

fn review(entry: &mut Entry<'_>) -> Option<String> {
    let cell = entry.cell(Column::MyReview);
    // Cut before and after: escaping makes a text longer, and what is cut here stays as it was written.
    let (begins, raw_rest) = cut(cell);
    let markdown = markdown::from_html(begins);
    let (review, rest) = cut(&markdown);
    if !raw_rest.is_empty() || !rest.is_empty() {
        entry.problem(
            Column::MyReview,
            "expected at most 1000000 characters, found more; the rest is kept in the notes",
        );
        let rest = format!("{rest}{raw_rest}");
        entry.keep(Column::MyReview, &rest);
    }
    (!review.is_empty()).then(|| review.to_owned())
}

/// The day on which the book came onto the list. A time of day is not made up.
fn added(entry: &mut Entry<'_>) -> Option<Stamp> {
    let date = entry.date(Column::DateAdded)?;
    let year = i16::try_from(date.year()).ok();
    let month = date.month().and_then(|month| i8::try_from(month).ok());
    let day = date.day().and_then(|day| i8::try_from(day).ok());
    let stamp = year
        .zip(month)
        .zip(day)
        .and_then(|((year, month), day)| Stamp::day(year, month, day).ok());
    if stamp.is_none() {
        entry.unexpected(Column::DateAdded, "a day such as 2024/01/31");
    }
    stamp
}
