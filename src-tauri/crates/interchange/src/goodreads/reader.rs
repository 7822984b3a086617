//! The export as a stream of rows.

use std::collections::VecDeque;
use std::io::Read;

use super::columns::Columns;
use super::{entry, row};
use crate::ImportError;
use crate::date::{Evidence, Order};
use crate::row::{Row, quoted};
use crate::table::{Delimiter, Record, Records, Text};

/// The most bytes of the line that names the columns.
const LONGEST_HEADER: usize = 1024 * 1024;
/// The most bytes of rows read ahead to learn in which order a spreadsheet wrote dates: some twenty thousand rows.
const LOOK_AHEAD: usize = 8 * 1024 * 1024;

/// Begins to read a Goodreads export, which is known by the names of its columns and never by the name of the file.
///
/// UTF-8, UTF-16 or Windows-1252; commas, semicolons or tabs; any line ends; the columns in any order, further ones too.
pub fn read<R: Read>(source: R) -> Result<Reader<R>, ImportError> {
    let mut text = Text::new(source)?;
    if let Some(found) = packed(text.start()) {
        return Err(ImportError::Binary { found });
    }
    let mut begun = String::new();
    let (line, at) = loop {
        match first_line(&begun) {
            Some(found) => break found,
            None if begun.len() > LONGEST_HEADER => {
                let found = "a first line of more than a million characters".to_owned();
                return Err(ImportError::NotGoodreads { found });
            }
            None => {}
        }
        let piece = text.next_piece()?;
        if piece.is_empty() {
            break unended_line(&begun).ok_or(ImportError::Empty)?;
        }
        begun.push_str(piece);
    };
    let header = begun[at..]
        .lines()
        .flat_map(|line| line.split('\r'))
        .next()
        .unwrap_or_default();
    let candidates =
        Delimiter::ALL.map(|delimiter| (delimiter, Columns::of(&delimiter.split(header))));
    let best = candidates
        .into_iter()
        .rev()
        .max_by_key(|(_, columns)| columns.known());
    let Some((delimiter, columns)) = best.filter(|(_, columns)| columns.are_goodreads()) else {
        return Err(if text.nul_near_start() {
            ImportError::Binary {
                found: "bytes that are no text",
            }
        } else {
            ImportError::NotGoodreads {
                found: told(header),
            }
        });
    };
    let mut records = Records::new(text, begun.split_off(at), line, delimiter);
    records.next_record()?;
    Ok(Reader {
        records,
        columns,
        ahead: VecDeque::new(),
        stopped: None,
        ended: false,
        evidence: Evidence::default(),
        number: 0,
    })
}

/// The rows of a Goodreads export, one by one. Ends after the first error.
pub struct Reader<R> {
    records: Records<R>,
    columns: Columns,
    /// Rows read ahead.
    ahead: VecDeque<Record>,
    /// What ended the reading ahead, told when its turn comes.
    stopped: Option<ImportError>,
    ended: bool,
    /// What the dates read so far show.
    evidence: Evidence,
    number: u32,
}

impl<R: Read> Reader<R> {
    /// The next record of the file, without those read ahead.
    fn fetch(&mut self) -> Option<Record> {
        if self.ended {
            return None;
        }
        match self.records.next_record() {
            Ok(Some(record)) => {
                self.note(&record);
                return Some(record);
            }
            Ok(None) => {}
            Err(error) => self.stopped = Some(error),
        }
        self.ended = true;
        None
    }

    fn note(&mut self, record: &Record) {
        self.evidence.add(entry::evidence(&self.columns, record));
    }

    /// The order of day and month in a row: as its own dates show it, else as all dates of the file do. Of a file that is
    /// larger than is read ahead, the part that was read counts.
    fn order(&mut self, record: &Record) -> Option<Order> {
        let own = entry::evidence(&self.columns, record);
        if !own.wants_more() {
            return own.order();
        }
        let mut size: usize = self.ahead.iter().map(Record::size).sum();
        while size < LOOK_AHEAD
            && let Some(record) = self.fetch()
        {
            size += record.size();
            self.ahead.push_back(record);
        }
        self.evidence.order()
    }
}

impl<R: Read> Iterator for Reader<R> {
    type Item = Result<Row, ImportError>;

    fn next(&mut self) -> Option<Self::Item> {
        let Some(record) = self.ahead.pop_front().or_else(|| self.fetch()) else {
            return self.stopped.take().map(Err);
        };
        let order = self.order(&record);
        self.number = self.number.saturating_add(1);
        Some(Ok(row::read(&self.columns, &record, self.number, order)))
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
fn packed(start: &[u8]) -> Option<&'static str> {
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

/// A header as a message tells it.
fn told(header: &str) -> String {
    let delimiter = Delimiter::ALL
        .into_iter()
        .max_by_key(|delimiter| delimiter.split(header).len());
    let cells = delimiter
        .map(|delimiter| delimiter.split(header))
        .unwrap_or_default();
    let shown: Vec<String> = cells
        .iter()
        .filter(|cell| !cell.is_empty())
        .take(5)
        .map(|cell| quoted(cell))
        .collect();
    let more = if cells.len() > shown.len() {
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
