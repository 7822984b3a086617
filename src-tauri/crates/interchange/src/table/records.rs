//! Text to rows and cells (RFC 4180, read generously).
//!
//! Not the `csv` crate, for three things that it does not tell: that a quotation mark was never closed (it takes the rest
//! of the file for one cell), in which line that mark stands, and when a cell grows past any sense. The tests hold this
//! reader against that crate on well-formed tables.

use std::collections::VecDeque;
use std::fmt;
use std::io::Read;

use super::{Delimiter, Text};
use crate::ImportError;

/// The most bytes of one row. A review has some thousands; the row is held a few times over while it is read.
pub(crate) const LARGEST_ROW: usize = 32 * 1024 * 1024;
/// The most columns of one row: more than a spreadsheet has.
pub(crate) const MOST_COLUMNS: usize = 100_000;

/// One row: its cells, and the line in which it begins.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Record {
    text: String,
    ends: Vec<usize>,
    line: u64,
    flaw: Option<Flaw>,
}

/// A quotation mark that cannot be right.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Flaw {
    /// It opened a text that never ended, and was taken for text itself.
    Unclosed { line: u64, column: usize },
    /// The text that it opened ended in a later line, in the middle of a cell.
    RunOn { line: u64, column: usize },
}

impl fmt::Display for Flaw {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unclosed { line, column } => write!(
                f,
                "expected a second quotation mark to the one in line {line}, column {column}, found none; it is taken for text"
            ),
            Self::RunOn { line, column } => write!(
                f,
                "expected the text in quotation marks that begins in line {line}, column {column}, to end with its cell, \
                 found more text behind it; where a quotation mark is missing, rows have run into one"
            ),
        }
    }
}

impl Record {
    /// A row of these cells, which begins in that line.
    pub(crate) fn of_cells<'a>(cells: impl Iterator<Item = &'a str>, line: u64) -> Self {
        let mut record = Self {
            line,
            ..Self::default()
        };
        for cell in cells {
            record.text.push_str(cell);
            record.ends.push(record.text.len());
        }
        record
    }

    /// The line in which the row begins, counted from 1.
    pub(crate) fn line(&self) -> u64 {
        self.line
    }

    /// How many cells the row has.
    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The bytes that the row holds in memory, nearly.
    pub(crate) fn size(&self) -> usize {
        self.text.len() + self.ends.len() * size_of::<usize>()
    }

    /// The cells in order.
    pub(crate) fn cells(&self) -> impl Iterator<Item = &str> {
        let begins = std::iter::once(0).chain(self.ends.iter().copied());
        begins
            .zip(&self.ends)
            .map(|(begin, &end)| &self.text[begin..end])
    }

    /// The cell at that place; empty past the end.
    pub(crate) fn cell(&self, at: usize) -> &str {
        let begin = if at == 0 {
            0
        } else {
            self.ends.get(at - 1).copied().unwrap_or(self.text.len())
        };
        self.ends.get(at).map_or("", |&end| &self.text[begin..end])
    }

    /// What is wrong with its quotation marks.
    pub(crate) fn flaw(&self) -> Option<Flaw> {
        self.flaw
    }

    /// Whether no cell holds anything but blanks.
    pub(crate) fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    /// A cell may begin with a quotation mark here.
    CellStart,
    /// In a cell that is not quoted, or behind the closing mark of one that was.
    Bare,
    /// Between quotation marks; the line in which they opened.
    Quoted { since: u64 },
    /// Behind a quotation mark within quoted text: it closed the text, or a second one follows.
    MarkInQuoted { since: u64 },
}

/// Reads a table row by row.
pub(crate) struct Records<R> {
    text: Text<R>,
    delimiter: Delimiter,
    /// The rest of the piece of text being read.
    piece: String,
    at: usize,
    /// The line being read, counted from 1.
    line: u64,
    /// The last sign was a carriage return: a line feed now belongs to it.
    after_return: bool,
    /// A quotation mark is text like any other.
    quotes_are_text: bool,
    /// How many columns the header has, once it is read.
    columns: usize,
    /// The row being read as it stands, but for the signs that end its lines.
    raw: String,
    /// Rows that a mark that was never closed had made one.
    parted: VecDeque<Record>,
}

impl<R: Read> Records<R> {
    /// A table that begins with `begun`, text taken from the source already, the first line of which is `line`.
    pub(crate) fn new(text: Text<R>, begun: String, line: u64, delimiter: Delimiter) -> Self {
        Self {
            text,
            delimiter,
            piece: begun,
            at: 0,
            line,
            after_return: false,
            quotes_are_text: false,
            columns: 0,
            raw: String::new(),
            parted: VecDeque::new(),
        }
    }

    /// Says how many columns the header has.
    pub(crate) fn expect_columns(&mut self, columns: usize) {
        self.columns = columns;
    }

    /// Takes quotation marks for text, as a list does that never quotes.
    pub(crate) fn take_quotes_as_text(&mut self) {
        self.quotes_are_text = true;
    }

    /// The next row that is not blank; `None` at the end.
    pub(crate) fn next_record(&mut self) -> Result<Option<Record>, ImportError> {
        loop {
            let record = self.any_record()?;
            match record {
                Some(record) if record.is_blank() => {}
                other => return Ok(other),
            }
        }
    }

    fn any_record(&mut self) -> Result<Option<Record>, ImportError> {
        if let Some(record) = self.parted.pop_front() {
            return Ok(Some(record));
        }
        self.raw.clear();
        let mut record = Record {
            line: self.line,
            ..Record::default()
        };
        let mut state = State::CellStart;
        let mut begun = false;
        loop {
            if self.at == self.piece.len() {
                self.piece.clear();
                self.piece.push_str(self.text.next_piece()?);
                self.at = 0;
                if self.piece.is_empty() {
                    return match state {
                        State::Quoted { since } => Err(ImportError::UnclosedQuote {
                            line: since,
                            column: record.ends.len() + 1,
                        }),
                        _ if begun => {
                            record.ends.push(record.text.len());
                            Ok(Some(self.looked_through(record)))
                        }
                        _ => Ok(None),
                    };
                }
            }
            if std::mem::take(&mut self.after_return) && self.piece.as_bytes()[self.at] == b'\n' {
                self.at += 1;
                continue;
            }
            // Files that were joined have a mark of byte order in the middle; before a quotation mark it would hide that.
            if !begun && self.piece[self.at..].starts_with('\u{feff}') {
                self.at += '\u{feff}'.len_utf8();
                continue;
            }
            begun = true;
            if self.step(&mut state, &mut record) {
                return Ok(Some(self.looked_through(record)));
            }
            if record.text.len() > LARGEST_ROW {
                return Err(ImportError::TooLarge {
                    line: if let State::Quoted { since } = state {
                        since
                    } else {
                        self.line
                    },
                    column: record.ends.len() + 1,
                    limit: LARGEST_ROW,
                });
            }
            if record.ends.len() >= MOST_COLUMNS {
                return Err(ImportError::TooManyColumns {
                    line: record.line,
                    limit: MOST_COLUMNS,
                });
            }
        }
    }

    /// Takes the plain text up to the next sign that means something, and that sign. True when the row ends.
    fn step(&mut self, state: &mut State, record: &mut Record) -> bool {
        let rest = &self.piece.as_bytes()[self.at..];
        let quoted = matches!(state, State::Quoted { .. });
        let delimiter = self.delimiter.byte();
        let means_something = |byte: &u8| match *byte {
            b'"' => !self.quotes_are_text,
            b'\r' | b'\n' => true,
            byte => byte == delimiter && !quoted,
        };
        let plain = rest.iter().position(means_something).unwrap_or(rest.len());
        if plain > 0 {
            let plain = &self.piece[self.at..self.at + plain];
            if let State::MarkInQuoted { since } = *state
                && since < self.line
                && !plain.trim().is_empty()
            {
                record.flaw = Some(Flaw::RunOn {
                    line: since,
                    column: record.ends.len() + 1,
                });
            }
            record.text.push_str(plain);
            self.raw.push_str(plain);
            self.at += plain.len();
            if matches!(state, State::CellStart | State::MarkInQuoted { .. }) {
                *state = State::Bare;
            }
        }
        let Some(&sign) = self.piece.as_bytes().get(self.at) else {
            return false;
        };
        self.at += 1;
        let is_end = matches!(sign, b'\r' | b'\n');
        self.raw.push(if is_end { '\n' } else { char::from(sign) });
        self.after_return = sign == b'\r';
        if is_end {
            self.line += 1;
        }
        match (*state, sign) {
            (State::CellStart, b'"') => *state = State::Quoted { since: self.line },
            (State::Quoted { since }, b'"') => *state = State::MarkInQuoted { since },
            (State::MarkInQuoted { since }, b'"') => {
                record.text.push('"');
                *state = State::Quoted { since };
            }
            (State::Bare, b'"') => record.text.push('"'),
            // Line ends within a text are one sign, whatever system wrote them.
            (State::Quoted { .. }, b'\r' | b'\n') => record.text.push('\n'),
            (State::Quoted { .. }, other) => record.text.push(char::from(other)),
            (_, b'\r' | b'\n') => {
                record.ends.push(record.text.len());
                return true;
            }
            (_, _) => {
                record.ends.push(record.text.len());
                *state = State::CellStart;
            }
        }
        false
    }
}

impl<R> Records<R> {
    /// A row, or the first of several that a mark had made one which was never closed: each of its lines is then a row.
    fn looked_through(&mut self, record: Record) -> Record {
        let Some(Flaw::RunOn { line, column }) = record.flaw else {
            return record;
        };
        let mut parted = self.parted_lines(line - record.line);
        let Some(mut first) = parted.pop_front() else {
            return record;
        };
        first.line = record.line;
        first.flaw = Some(Flaw::Unclosed { line, column });
        for (row, number) in parted.iter_mut().zip(record.line + 1..) {
            row.line = number;
        }
        self.parted = parted;
        first
    }

    /// The lines of the row being read as rows, if every one of them has its columns. In the line of that number the mark
    /// that opened a text is text.
    fn parted_lines(&self, opened: u64) -> VecDeque<Record> {
        let delimiter = char::from(self.delimiter.byte());
        let mut rows = VecDeque::new();
        for (line, number) in self.raw.lines().zip(0..) {
            let row = if number == opened {
                Record::of_cells(line.split(delimiter), 0)
            } else {
                let cells = self.delimiter.split(line);
                Record::of_cells(cells.iter().map(String::as_str), 0)
            };
            if row.len() < 2 || row.len() != self.columns {
                return VecDeque::new();
            }
            rows.push_back(row);
        }
        rows
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn records(text: &str, delimiter: Delimiter) -> Result<Vec<Record>, ImportError> {
        let mut records = Records::new(
            Text::new(text.as_bytes()).unwrap(),
            String::new(),
            1,
            delimiter,
        );
        let mut all = Vec::new();
        while let Some(record) = records.next_record()? {
            all.push(record);
        }
        Ok(all)
    }

    fn cells(text: &str) -> Vec<Vec<String>> {
        let owned = |record: &Record| record.cells().map(str::to_owned).collect();
        records(text, Delimiter::Comma)
            .unwrap()
            .iter()
            .map(owned)
            .collect()
    }

    #[test]
    fn every_line_end_and_none_at_all() {
        for end in ["\n", "\r\n", "\r"] {
            assert_eq!(
                cells(&format!("a,b{end}{end}c,d{end}")),
                [["a", "b"], ["c", "d"]],
                "{end:?}"
            );
        }
        assert_eq!(
            cells("a,b\r\nc,d\re,f\ng,"),
            [["a", "b"], ["c", "d"], ["e", "f"], ["g", ""]]
        );
    }

    #[test]
    fn quoted_cells_hold_everything() {
        assert_eq!(
            cells("\"a,\"\"b\"\"\r\nc\u{2028}d\",=\"\"\n"),
            [["a,\"b\"\nc\u{2028}d", "=\"\""]]
        );
        assert_eq!(cells("\"a\" b,c\"d\"\n"), [["a b", "c\"d\""]]);
        assert_eq!(
            cells("\"\",\"\"\nx\n"),
            [["x"]],
            "a row of empty cells is a blank line"
        );
    }

    #[test]
    fn a_mark_of_byte_order_may_begin_any_row() {
        assert_eq!(
            cells("\u{feff}\"a, b\",c\n\u{feff}\"d, e\",f\u{feff}\n\u{feff}"),
            [["a, b", "c"], ["d, e", "f\u{feff}"]]
        );
    }

    #[test]
    fn rows_know_their_lines() {
        let lines: Vec<u64> = records("a\r\n\r\n\"b\r\nb\"\r\nc\rd", Delimiter::Comma)
            .unwrap()
            .iter()
            .map(Record::line)
            .collect();
        assert_eq!(lines, [1, 3, 5, 6]);
    }

    #[test]
    fn a_cell_past_the_end_is_empty() {
        let row = &records("a,bc", Delimiter::Comma).unwrap()[0];
        assert_eq!(
            [row.cell(0), row.cell(1), row.cell(2), row.cell(9)],
            ["a", "bc", "", ""]
        );
        assert_eq!(Record::default().cell(0), "");
    }

    #[test]
    fn a_quote_that_never_closes_is_told_with_its_line() {
        let error = records("a\nb,\"c\nd \"\"x\ne\n", Delimiter::Comma).unwrap_err();
        assert!(
            matches!(error, ImportError::UnclosedQuote { line: 2, column: 2 }),
            "{error}"
        );
    }

    #[test]
    fn an_endless_cell_stops_before_it_takes_memory() {
        let endless = "a\n\"".as_bytes().chain(std::io::repeat(b'x'));
        let mut records = Records::new(
            Text::new(endless).unwrap(),
            String::new(),
            1,
            Delimiter::Comma,
        );
        assert!(records.next_record().unwrap().is_some());
        let error = records.next_record().unwrap_err();
        assert!(
            matches!(
                error,
                ImportError::TooLarge {
                    line: 2,
                    column: 1,
                    ..
                }
            ),
            "{error}"
        );
    }

    #[test]
    fn endless_columns_stop_too() {
        let mut records = Records::new(
            Text::new(std::io::repeat(b',')).unwrap(),
            String::new(),
            1,
            Delimiter::Comma,
        );
        assert!(matches!(
            records.next_record(),
            Err(ImportError::TooManyColumns { line: 1, .. })
        ));
    }

    proptest! {
        #[test]
        fn reads_well_formed_tables_as_the_csv_crate_does(
            table in prop::collection::vec(prop::collection::vec("[a-c \",;\t\né\u{2028}]{0,6}", 1..5), 1..6),
        ) {
            for delimiter in Delimiter::ALL {
                let mut writer = csv::WriterBuilder::new().delimiter(delimiter.byte()).flexible(true).from_writer(vec![]);
                for row in &table {
                    writer.write_record(row).unwrap();
                }
                let text = String::from_utf8(writer.into_inner().unwrap()).unwrap();
                let found: Vec<Vec<String>> = records(&text, delimiter)
                    .unwrap()
                    .iter()
                    .map(|record| record.cells().map(str::to_owned).collect())
                    .collect();
                let expected: Vec<Vec<String>> = csv::ReaderBuilder::new()
                    .delimiter(delimiter.byte())
                    .flexible(true)
                    .has_headers(false)
                    .from_reader(text.as_bytes())
                    .records()
                    .map(|row| row.unwrap().iter().map(str::to_owned).collect::<Vec<String>>())
                    .filter(|row| row.iter().any(|cell| !cell.trim().is_empty()))
                    .collect();
                prop_assert_eq!(found, expected);
            }
        }

        #[test]
        fn never_panics(text in "(\\PC|[\"\r\n,;]){0,200}") {
            let _ = records(&text, Delimiter::Comma);
        }
    }
}
