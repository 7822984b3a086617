//! One row of the export with its columns, and what there is to say of it.

use std::fmt;

use library::PartialDate;

use super::columns::{Column, Columns};
use crate::date::{self, Order};
use crate::row::{LONGEST_TEXT, Remarks, Row, quoted};
use crate::table::{Record, UNREADABLE};

/// A row being read.
pub(super) struct Entry<'a> {
    columns: &'a Columns,
    record: &'a Record,
    order: Option<Order>,
    remarks: Remarks,
}

impl<'a> Entry<'a> {
    /// Begins a row. Reports what is odd about the row itself, and keeps what no column or no field can hold.
    pub(super) fn new(
        columns: &'a Columns,
        record: &'a Record,
        number: u32,
        order: Option<Order>,
    ) -> Self {
        let mut entry = Self {
            columns,
            record,
            order,
            remarks: Remarks::new(number),
        };
        if let Some(flaw) = record.flaw() {
            entry.remarks.problem(None, flaw);
        }
        let (expected, found) = (columns.len(), record.len());
        if found < expected {
            let missing = "the missing ones are taken for empty";
            entry.remarks.problem(
                None,
                format_args!("expected {expected} columns, found {found}; {missing}"),
            );
        } else if record
            .cells()
            .skip(expected)
            .any(|cell| !cell.trim().is_empty())
        {
            let kept = "the further ones are kept in the notes";
            entry.remarks.problem(
                None,
                format_args!("expected {expected} columns, found {found}; {kept}"),
            );
        }
        for (at, cell) in record.cells().enumerate() {
            entry.look_at(at, cell.trim());
        }
        entry
    }

    fn look_at(&mut self, at: usize, cell: &str) {
        if cell.is_empty() {
            return;
        }
        let name = || self.columns.name(at);
        if cell.contains(UNREADABLE) {
            let name = name();
            self.remarks.problem(
                Some(&name),
                "holds “\u{fffd}”, which stands for a character that could not be read",
            );
            self.look_at_readable(at, cell, &name);
        } else {
            self.look_at_readable(at, cell, &name());
        }
    }

    fn look_at_readable(&mut self, at: usize, cell: &str, name: &str) {
        match self.columns.kind(at) {
            None
            | Some(
                Column::Spoiler
                | Column::RecommendedFor
                | Column::RecommendedBy
                | Column::ConditionDescription
                | Column::Bcid,
            ) => self.remarks.keep(at, name, cell),
            Some(column) if is_oversized(column, cell) => {
                let message = format!(
                    "expected at most {LONGEST_TEXT} characters, found more; kept in the notes"
                );
                self.remarks.problem(Some(name), message);
                self.remarks.keep(at, name, cell);
            }
            Some(_) => {}
        }
    }

    /// What stands in a column, without outer blanks. Empty where the column is missing, or holds more than any field.
    pub(super) fn cell(&self, column: Column) -> &'a str {
        let cell = self
            .columns
            .place(column)
            .map_or("", |at| self.record.cell(at))
            .trim();
        if is_oversized(column, cell) { "" } else { cell }
    }

    /// Keeps a text in the notes under the column's name.
    pub(super) fn keep(&mut self, column: Column, text: &str) {
        if let Some(at) = self.columns.place(column) {
            self.remarks.keep(at, &self.columns.name(at), text);
        }
    }

    /// Reports something about a column, of which nothing needs keeping.
    pub(super) fn problem(&mut self, column: Column, message: impl fmt::Display) {
        let name = self.columns.place(column).map(|at| self.columns.name(at));
        self.remarks.problem(name.as_deref(), message);
    }

    /// Reports a cell that cannot be taken, and keeps it in the notes.
    pub(super) fn odd(&mut self, column: Column, message: impl fmt::Display) {
        self.problem(column, format_args!("{message}; kept in the notes"));
        self.keep(column, self.cell(column));
    }

    /// The same, with what the cell holds: `expected …, found “six”; kept in the notes`.
    pub(super) fn unexpected(&mut self, column: Column, expected: impl fmt::Display) {
        let found = quoted(self.cell(column));
        self.odd(column, format_args!("expected {expected}, found {found}"));
    }

    /// The day in a column.
    pub(super) fn date(&mut self, column: Column) -> Option<PartialDate> {
        let cell = self.cell(column);
        if cell.is_empty() {
            return None;
        }
        match date::read(cell, self.order) {
            Ok(date) => Some(date),
            Err(error) => {
                self.odd(column, error);
                None
            }
        }
    }

    /// The text in a column of one line.
    pub(super) fn text(&self, column: Column) -> Option<String> {
        Some(self.cell(column))
            .filter(|cell| !cell.is_empty())
            .map(str::to_owned)
    }

    /// Ends the row: its notes and its problems.
    pub(super) fn finish(self, own_notes: &str, row: &mut Row) {
        self.remarks.finish(own_notes, row);
    }
}

/// Whether a cell holds more than its field could. Long titles, reviews and notes are cut by what reads them instead.
fn is_oversized(column: Column, cell: &str) -> bool {
    cell.len() > LONGEST_TEXT
        && !matches!(
            column,
            Column::Title | Column::MyReview | Column::PrivateNotes | Column::AverageRating
        )
}
