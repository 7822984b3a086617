//! Rows that a line end within a text cut in two, whole again.

use std::io::Read;

use crate::ImportError;
use crate::table::{LARGEST_ROW, Line, Record, Sheet};

/// The rows of a table that does not quote, each begun by the number of its book.
pub(super) struct WholeLines<R> {
    sheet: Sheet<R>,
    columns: usize,
    /// What was read ahead.
    next: Option<Result<Line, ImportError>>,
    number: u32,
}

impl<R: Read> WholeLines<R> {
    pub(super) fn of(sheet: Sheet<R>) -> Self {
        Self {
            columns: sheet.header().len(),
            sheet,
            next: None,
            number: 0,
        }
    }
}

impl<R: Read> Iterator for WholeLines<R> {
    type Item = Result<Line, ImportError>;

    fn next(&mut self) -> Option<Self::Item> {
        let begun = self.next.take().or_else(|| self.sheet.next_line())?;
        let mut line = match begun {
            Ok(line) => line,
            Err(error) => return Some(Err(error)),
        };
        self.number = self.number.saturating_add(1);
        line.number = self.number;
        let mut pieces = Vec::new();
        let (mut columns, mut size, mut end) =
            (line.record.len(), line.record.size(), line.record.line());
        while columns < self.columns {
            let next = self.sheet.next_line();
            let goes_on = matches!(&next, Some(Ok(next)) if !begins(&next.record)
                && columns + next.record.len() <= self.columns + 1
                && size + next.record.size() <= LARGEST_ROW);
            let (true, Some(Ok(next))) = (goes_on, &next) else {
                self.next = next;
                break;
            };
            columns += next.record.len() - 1;
            size += next.record.size();
            let breaks = usize::try_from(next.record.line() - end).unwrap_or(1);
            end = next.record.line();
            pieces.push((breaks, next.record.cells().map(str::to_owned).collect()));
        }
        if !pieces.is_empty() {
            line.record = together(&line.record, pieces);
        }
        Some(Ok(line))
    }
}

/// Whether a line begins a row: with the number of a book, and more behind it.
fn begins(record: &Record) -> bool {
    let first = record.cell(0).trim();
    !first.is_empty() && first.bytes().all(|byte| byte.is_ascii_digit()) && record.len() > 1
}

/// Each piece goes on in the last cell of what is before it, after so many line ends.
fn together(begun: &Record, pieces: Vec<(usize, Vec<String>)>) -> Record {
    let mut cells: Vec<String> = begun.cells().map(str::to_owned).collect();
    for (breaks, piece) in pieces {
        let mut piece = piece.into_iter();
        if let (Some(last), Some(first)) = (cells.last_mut(), piece.next()) {
            last.push_str(&"\n".repeat(breaks));
            last.push_str(&first);
        }
        cells.extend(piece);
    }
    Record::of_cells(cells.iter().map(String::as_str), begun.line())
}
