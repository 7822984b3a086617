//! A table whose first line names its columns, whatever they mean.

use std::borrow::Cow;
use std::collections::{HashSet, VecDeque};
use std::io::Read;

use super::{Delimiter, Record, Records, Text};
use crate::ImportError;
use crate::date::{Evidence, Order};
use crate::people;
use crate::row::quoted;
use crate::rows::Frame;

/// The most bytes of the line that names the columns.
const LONGEST_HEADER: usize = 1024 * 1024;
/// The most bytes of rows read ahead to learn in which order a spreadsheet wrote dates: some twenty thousand rows.
const LOOK_AHEAD: usize = 8 * 1024 * 1024;

/// What parts the name of a further column of the same name from its place.
pub(crate) const FURTHER: &str = " (column ";

/// The names of a table's columns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Header {
    names: Vec<String>,
    delimiter: Delimiter,
    is_unquoted: bool,
}

impl Header {
    fn of(line: &str) -> Self {
        // Of delimiters that part the line into as many columns, the first of the list.
        let delimiter = Delimiter::ALL
            .into_iter()
            .rev()
            .max_by_key(|delimiter| delimiter.split(line).len())
            .unwrap_or(Delimiter::Comma);
        let mut names = delimiter.split(line);
        // A comma at the end of the header is no column.
        while names.last().is_some_and(String::is_empty) {
            names.pop();
        }
        // Of two columns of one name, the further is told apart by its place.
        let mut known = HashSet::new();
        for (at, name) in names.iter_mut().enumerate() {
            *name = people::folded(name);
            if !name.is_empty() && !known.insert(name.to_lowercase()) {
                *name = format!("{name}{FURTHER}{})", at + 1);
            }
        }
        Self {
            names,
            delimiter,
            is_unquoted: false,
        }
    }

    /// The names in their order.
    pub(crate) fn names(&self) -> &[String] {
        &self.names
    }

    /// What stands between two cells.
    pub(crate) fn delimiter(&self) -> Delimiter {
        self.delimiter
    }

    /// Cells as a row of such a table. Where nothing is quoted, a line end within a text is `[Return]`.
    pub(crate) fn join<'a>(&self, cells: impl Iterator<Item = &'a str>) -> String {
        if self.is_unquoted {
            let cells: Vec<String> = cells.map(|cell| cell.replace('\n', "[Return]")).collect();
            cells.join("\t")
        } else {
            self.delimiter.join(cells)
        }
    }

    /// How many columns there are.
    pub(crate) fn len(&self) -> usize {
        self.names.len()
    }

    /// Where the column of that name stands, whatever its case. Of two of one name, the first.
    pub(crate) fn place(&self, name: &str) -> Option<usize> {
        let is_it = |known: &String| known.eq_ignore_ascii_case(name);
        self.names.iter().position(is_it)
    }

    /// Whether there are columns of all these names.
    pub(crate) fn has(&self, names: &[&str]) -> bool {
        names.iter().all(|name| self.place(name).is_some())
    }

    /// The column's name; one without a name is named by its place.
    pub(crate) fn name(&self, at: usize) -> Cow<'_, str> {
        match self.names.get(at) {
            Some(name) if !name.is_empty() => Cow::Borrowed(name),
            _ => Cow::Owned(format!("Column {}", at + 1)),
        }
    }

    /// The header as a message tells it.
    pub(crate) fn told(&self) -> String {
        let shown: Vec<String> = self
            .names
            .iter()
            .filter(|name| !name.is_empty())
            .take(5)
            .map(|name| quoted(name))
            .collect();
        let more = if self.names.len() > shown.len() {
            " …"
        } else {
            ""
        };
        match shown.as_slice() {
            [] => "no columns".to_owned(),
            [only] if more.is_empty() => format!("a first line of {only}"),
            several => format!("the columns {}{more}", several.join(", ")),
        }
    }

    /// What stands around the rows in a file of the same kind.
    pub(crate) fn frame(&self) -> Frame {
        let header = self.join(self.names.iter().map(String::as_str));
        Frame {
            before: header + "\n",
            between: "\n".to_owned(),
            after: "\n".to_owned(),
            extension: match self.delimiter {
                Delimiter::Tab => "tsv",
                _ => "csv",
            },
        }
    }
}

/// One row of a sheet.
#[derive(Debug)]
pub(crate) struct Line {
    /// Its cells.
    pub(crate) record: Record,
    /// The row, counted from 1 after the header; blank lines do not count.
    pub(crate) number: u32,
    /// The order of day and month: as its own dates show it, else as all dates of the file do.
    pub(crate) order: Option<Order>,
}

/// A table, row by row.
pub(crate) struct Sheet<R> {
    header: Header,
    records: Records<R>,
    /// The columns that hold days.
    dates: Vec<usize>,
    /// Rows read ahead.
    ahead: VecDeque<Record>,
    /// The bytes of them.
    ahead_size: usize,
    /// What ended the reading ahead, told when its turn comes.
    stopped: Option<ImportError>,
    ended: bool,
    /// What the dates read so far show.
    evidence: Evidence,
    number: u32,
    /// A NUL byte stands near the start: where the columns mean nothing, it is no text at all.
    holds_nul: bool,
}

impl<R: Read> Sheet<R> {
    /// Begins to read a table: UTF-8, UTF-16 or Windows-1252; commas, semicolons or tabs; any line ends.
    pub(crate) fn open(source: R) -> Result<Self, ImportError> {
        Self::of_text(Text::new(source)?)
    }

    /// The same for a table out of a library's catalogue: see [`Text::with_ansel`].
    pub(crate) fn open_with_ansel(source: R) -> Result<Self, ImportError> {
        Self::of_text(Text::with_ansel(source)?)
    }

    fn of_text(mut text: Text<R>) -> Result<Self, ImportError> {
        if let Some(found) = packed(text.start()) {
            return Err(ImportError::Binary { found });
        }
        let holds_nul = text.nul_near_start();
        let mut begun = String::new();
        let (line, at) = loop {
            match first_line(&begun) {
                Some(found) => break found,
                None if begun.len() > LONGEST_HEADER => {
                    return Err(ImportError::NoTable {
                        found: "a first line of more than a million characters".to_owned(),
                    });
                }
                None => {}
            }
            let piece = text.next_piece()?;
            if piece.is_empty() {
                break unended_line(&begun).ok_or(ImportError::Empty)?;
            }
            begun.push_str(piece);
        };
        let first = begun[at..].split(['\n', '\r']).next().unwrap_or_default();
        let header = Header::of(first);
        let mut records = Records::new(text, begun.split_off(at), line, header.delimiter);
        records.next_record()?;
        records.expect_columns(header.len());
        Ok(Self {
            header,
            records,
            dates: Vec::new(),
            ahead: VecDeque::new(),
            ahead_size: 0,
            stopped: None,
            ended: false,
            evidence: Evidence::default(),
            number: 0,
            holds_nul,
        })
    }

    /// The names of the columns.
    pub(crate) fn header(&self) -> &Header {
        &self.header
    }

    /// Why a table is not the list that was expected.
    pub(crate) fn refuse(&self, expected: &str) -> ImportError {
        if self.holds_nul {
            return ImportError::Binary {
                found: "bytes that are no text",
            };
        }
        ImportError::OtherFormat {
            expected: expected.to_owned(),
            found: self.header.told(),
        }
    }

    /// Says which columns hold days: rows are then read ahead where their order of day and month is not clear.
    pub(crate) fn with_dates(mut self, columns: &[&str]) -> Self {
        self.dates = columns
            .iter()
            .filter_map(|name| self.header.place(name))
            .collect();
        self
    }

    /// Takes quotation marks for what they are, as a list does that never quotes.
    pub(crate) fn unquoted(mut self) -> Self {
        self.records.take_quotes_as_text();
        self.header.is_unquoted = true;
        self
    }

    /// The next row; `None` at the end, and after the first error.
    pub(crate) fn next_line(&mut self) -> Option<Result<Line, ImportError>> {
        let read = self.ahead.pop_front();
        self.ahead_size -= read.as_ref().map_or(0, Record::size);
        let Some(record) = read.or_else(|| self.fetch()) else {
            return self.stopped.take().map(Err);
        };
        let order = self.order(&record);
        self.number = self.number.saturating_add(1);
        Some(Ok(Line {
            record,
            number: self.number,
            order,
        }))
    }

    /// The next record of the file, without those read ahead.
    fn fetch(&mut self) -> Option<Record> {
        if self.ended {
            return None;
        }
        match self.records.next_record() {
            Ok(Some(record)) => {
                self.evidence.add(self.evidence_of(&record));
                return Some(record);
            }
            Ok(None) => {}
            Err(error) => self.stopped = Some(error),
        }
        self.ended = true;
        None
    }

    fn evidence_of(&self, record: &Record) -> Evidence {
        let mut evidence = Evidence::default();
        for &at in &self.dates {
            evidence.note(record.cell(at));
        }
        evidence
    }

    /// Of a file that is larger than is read ahead, the part that was read counts.
    fn order(&mut self, record: &Record) -> Option<Order> {
        let own = self.evidence_of(record);
        if !own.wants_more() {
            return own.order();
        }
        while self.ahead_size < LOOK_AHEAD
            && let Some(record) = self.fetch()
        {
            self.ahead_size += record.size();
            self.ahead.push_back(record);
        }
        self.evidence.order()
    }
}

/// The first line that holds anything and is whole: its number, and where it begins. Excel's `sep=;` is passed over.
fn first_line(begun: &str) -> Option<(u64, usize)> {
    let (number, at) = unended_line(begun)?;
    begun[at..].contains(['\n', '\r']).then_some((number, at))
}

fn unended_line(begun: &str) -> Option<(u64, usize)> {
    let mut at = 0;
    let mut number = 1;
    for line in begun.split_inclusive(['\n', '\r']) {
        let text = line.trim().trim_matches('\u{feff}');
        if !text.is_empty() && !is_separator_line(text) {
            return Some((number, at));
        }
        at += line.len();
        // The two signs of one line end are one.
        if !(line.ends_with('\r') && begun[at..].starts_with('\n')) {
            number += 1;
        }
    }
    None
}

fn is_separator_line(line: &str) -> bool {
    line.get(..4)
        .is_some_and(|start| start.eq_ignore_ascii_case("sep="))
        && line.chars().count() == 5
}

/// What a file is that begins like a well-known one that is no text.
pub(crate) fn packed(start: &[u8]) -> Option<&'static str> {
    const KNOWN: [(&[u8], &str); 9] = [
        (
            b"PK\x03\x04",
            "a workbook or a packed file (a spreadsheet saves CSV under “Save as”)",
        ),
        (
            b"\xD0\xCF\x11\xE0",
            "an old workbook (a spreadsheet saves CSV under “Save as”)",
        ),
        (b"\x1F\x8B", "a packed file"),
        (b"%PDF", "a PDF"),
        (b"SQLite format 3\0", "a database"),
        (b"\x89PNG", "a picture"),
        (b"\xFF\xD8\xFF", "a picture"),
        (b"GIF8", "a picture"),
        (b"\x7FELF", "a program"),
    ];
    KNOWN
        .into_iter()
        .find(|(magic, _)| start.starts_with(magic))
        .map(|(_, name)| name)
}
