//! Reading RIS.

use std::borrow::Cow;
use std::io::Read;

use library::{BookFields, Contributor, Format, Identifier, PartialDate, Role, SeriesPlace};

use super::{OWN_ID, SOURCE};
use crate::cells::Cells;
use crate::lines::{LONGEST, Lines, too_large};
use crate::number::whole;
use crate::rows::{Frame, Rows};
use crate::{ImportError, Row, isbn, people};

const BOOKS: [&str; 4] = ["BOOK", "EBOOK", "EDBOOK", "WHOLE"];

/// Whether a text begins as a list does.
pub(crate) fn begins(text: &str) -> bool {
    tagged(text.split(['\n', '\r']).next().unwrap_or_default()).is_some_and(|(tag, _)| tag == "TY")
}

/// Reads the list.
pub(crate) fn read<R: Read + Send + 'static>(file: R) -> Result<Rows, ImportError> {
    let mut entries = Entries {
        lines: Lines::new(file)?,
        next: None,
        found: false,
    };
    let mut number = 0;
    let rows = std::iter::from_fn(move || {
        let entry = match entries.entry() {
            Ok(entry) => entry?,
            Err(error) => return Some(Err(error)),
        };
        number += 1;
        Some(Ok(row(entry, number)))
    });
    let frame = Frame {
        between: "\n".to_owned(),
        after: "\n".to_owned(),
        extension: "ris",
        ..Frame::default()
    };
    Ok(Rows::new(
        Once {
            rows,
            stopped: false,
        },
        frame,
    ))
}

/// Ends after the first error.
struct Once<I> {
    rows: I,
    stopped: bool,
}

impl<I: Iterator<Item = Result<Row, ImportError>>> Iterator for Once<I> {
    type Item = Result<Row, ImportError>;

    fn next(&mut self) -> Option<Self::Item> {
        let row = if self.stopped { None } else { self.rows.next() };
        self.stopped = !matches!(row, Some(Ok(_)));
        row
    }
}

struct Entry {
    line: u64,
    raw: String,
    tags: Vec<(String, String)>,
    is_begun: bool,
    is_closed: bool,
}

struct Entries<R> {
    lines: Lines<R>,
    /// The entry that begins where the one before it was never ended.
    next: Option<Entry>,
    found: bool,
}

impl<R: Read> Entries<R> {
    fn entry(&mut self) -> Result<Option<Entry>, ImportError> {
        let mut entry = self.next.take();
        while let Some((line, text)) = self.lines.next_line()? {
            match (tagged(&text), &mut entry) {
                (Some(("TY", kind)), _) => {
                    self.found = true;
                    let begun = Entry {
                        line,
                        raw: text.clone(),
                        tags: vec![("TY".to_owned(), kind.to_owned())],
                        is_begun: true,
                        is_closed: false,
                    };
                    if entry.is_some() {
                        self.next = Some(begun);
                        return Ok(entry);
                    }
                    entry = Some(begun);
                }
                (Some(("ER", _)), Some(open)) => {
                    open.raw.push('\n');
                    open.raw.push_str(&text);
                    open.is_closed = true;
                    return Ok(entry);
                }
                (found, Some(open)) => {
                    open.raw.push('\n');
                    open.raw.push_str(&text);
                    if open.raw.len() > LONGEST {
                        return Err(too_large(open.line));
                    }
                    match found {
                        Some((tag, value)) => open.tags.push((tag.to_owned(), value.to_owned())),
                        // A text goes on in the next line.
                        None => {
                            if let Some((_, value)) = open.tags.last_mut() {
                                value.push('\n');
                                value.push_str(text.trim());
                            }
                        }
                    }
                }
                // The line that should begin it is damaged.
                (Some((tag, value)), None) if tag != "ER" && self.found => {
                    entry = Some(Entry {
                        line,
                        raw: text.clone(),
                        tags: vec![(tag.to_owned(), value.to_owned())],
                        is_begun: false,
                        is_closed: false,
                    });
                }
                (_, None) => {}
            }
        }
        if entry.is_none() && !self.found {
            return Err(ImportError::OtherFormat {
                expected: "RIS (entries from TY to ER)".to_owned(),
                found: "none".to_owned(),
            });
        }
        Ok(entry)
    }
}

/// `AU  - Doyle, Arthur Conan`; blanks around the hyphen are often lost.
pub(super) fn tagged(line: &str) -> Option<(&str, &str)> {
    let line = line.trim_start_matches('\u{feff}').trim_start();
    let tag = line.get(..2)?;
    let mut signs = tag.bytes();
    let is_tag = signs.next().is_some_and(|sign| sign.is_ascii_uppercase())
        && signs
            .next()
            .is_some_and(|sign| sign.is_ascii_uppercase() || sign.is_ascii_digit());
    let behind = line[2..]
        .strip_prefix([' ', '\t'])?
        .trim_start()
        .strip_prefix('-')?;
    is_tag.then(|| (tag, behind.trim()))
}

fn row(entry: Entry, number: u32) -> Row {
    let mut pairs: Vec<(Cow<'_, str>, Cow<'_, str>)> = Vec::new();
    for (tag, value) in entry.tags {
        if value.is_empty() {
            continue;
        }
        match pairs.iter_mut().find(|(name, _)| *name == tag) {
            Some((_, known)) => {
                known.to_mut().push('\n');
                known.to_mut().push_str(&value);
            }
            None => pairs.push((tag.into(), value.into())),
        }
    }
    let mut cells = Cells::of_pairs(pairs, number, entry.line, entry.raw);
    if !entry.is_begun {
        cells.row_problem("expected TY at the beginning of the entry, found none");
    }
    if !entry.is_closed {
        cells.row_problem("expected ER at the end of the entry, found none");
    }
    let mut row = Row::default();
    let fields = &mut row.fields;
    let is_book = BOOKS.contains(&cells.peek("TY"));
    if is_book {
        if cells.peek("TY") == "EBOOK" {
            fields.format = Some(Format::Ebook);
        }
        cells.ignore(&["TY"]);
    }
    let title = ["TI", "T1", "BT", "CT"]
        .into_iter()
        .find(|tag| !cells.peek(tag).is_empty());
    cells.title(title.unwrap_or("TI"), fields);
    if is_book {
        series(&mut cells, fields);
        let is_count = cells.peek("EP").is_empty() && whole(cells.peek("SP")).is_some();
        if is_count {
            fields.pages = cells.count("SP", "pages");
        }
    }
    contributors(&mut cells, fields);
    fields.publisher = cells.text("PB");
    fields.published = published(&mut cells);
    fields.language = cells.text("LA");
    let about = ["AB", "N2"]
        .into_iter()
        .find(|tag| !cells.peek(tag).is_empty());
    fields.description = about.and_then(|tag| cells.markdown(tag));
    let tags = cells.take("KW");
    cells.tags("KW", tags.split(['\n', ';']).map(str::to_owned), fields);
    numbers(&mut cells, fields);
    let notes = cells.markdown("N1").unwrap_or_default();
    let own_id = cells.peek("ID").strip_prefix(OWN_ID);
    row.extras.id = own_id.and_then(|id| id.parse().ok());
    if row.extras.id.is_some() {
        cells.ignore(&["ID"]);
    }
    cells.finish(SOURCE, &notes, row)
}

/// Of the two tags, the one that is no shorter form of the other program's.
fn series(cells: &mut Cells<'_>, fields: &mut BookFields) {
    let tag = ["T3", "T2"]
        .into_iter()
        .find(|tag| !cells.peek(tag).is_empty());
    if let Some(name) = tag.and_then(|tag| cells.text(tag)) {
        let number = cells.text("M1");
        fields.series.insert(0, SeriesPlace { name, number });
    }
}

fn contributors(cells: &mut Cells<'_>, fields: &mut BookFields) {
    let mut all = Vec::new();
    for (tag, role) in [
        ("A1", Role::Author),
        ("AU", Role::Author),
        ("A2", Role::Editor),
        ("ED", Role::Editor),
        ("A4", Role::Translator),
        ("A3", Role::Other("series editor".to_owned())),
    ] {
        let names = cells.take(tag);
        for name in names.lines().map(str::trim).filter(|name| !name.is_empty()) {
            all.push(Contributor {
                name: turned(name),
                role: role.clone(),
            });
        }
    }
    cells.contributors("AU", Vec::new(), all, fields);
}

/// `King, Martin, Jr.` is Martin King, Jr.
fn turned(name: &str) -> String {
    let parts: Vec<&str> = name
        .split(',')
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .collect();
    match parts.as_slice() {
        [family, given, suffix] => format!("{given} {family}, {suffix}"),
        _ => people::in_order(name.trim_end_matches([',', ' '])),
    }
}

/// `2001/05/03/spring`, of which any part may be empty; the most exact of the three tags.
fn published(cells: &mut Cells<'_>) -> Option<PartialDate> {
    let mut found: Option<PartialDate> = None;
    for tag in ["PY", "Y1", "DA"] {
        let text = cells.peek(tag);
        let mut parts = text.splitn(4, '/').map(str::trim);
        let date: Vec<&str> = parts
            .by_ref()
            .take(3)
            .take_while(|part| !part.is_empty())
            .collect();
        let rest: String = parts.next().unwrap_or_default().to_owned();
        let Ok(date) = PartialDate::parse(&date.join("-")) else {
            if !text.is_empty() {
                cells.unexpected(tag, "a date (2001/05/03)");
            }
            continue;
        };
        let is_finer = |known: PartialDate| {
            known.year() == date.year()
                && known.day().is_none()
                && (date.month().is_some() || known.month().is_none())
        };
        if found.is_none_or(is_finer) {
            found = Some(date);
        } else if found != Some(date) {
            continue;
        }
        // A season, or other words.
        if rest.is_empty() {
            cells.ignore(&[tag]);
        }
    }
    found
}

fn numbers(cells: &mut Cells<'_>, fields: &mut BookFields) {
    let given = cells.take("SN");
    for number in given
        .split(['\n', ';', ','])
        .flat_map(parted)
        .filter(|number| !number.is_empty())
    {
        let identifier = |scheme: &str| Identifier {
            scheme: scheme.to_owned(),
            value: number.to_owned(),
        };
        match isbn::read(isbn::bare(number)) {
            Ok(isbn) if fields.isbn.is_none() => fields.isbn = Some(isbn),
            Ok(isbn) if fields.isbn == Some(isbn) => {}
            Ok(_) => fields.identifiers.push(identifier("isbn")),
            Err(_) if is_issn(number) => fields.identifiers.push(identifier("issn")),
            Err(error) => {
                cells.problem("SN", format_args!("{error}; kept as another identifier"));
                fields.identifiers.push(identifier("other"));
            }
        }
    }
    cells.identifier("DO", "doi", fields);
    for address in cells.take("UR").lines() {
        fields.identifiers.push(Identifier {
            scheme: "url".to_owned(),
            value: address.trim().to_owned(),
        });
    }
}

/// Several numbers in a line are parted by blanks, and one number may hold blanks.
fn parted(line: &str) -> Vec<&str> {
    if isbn::read(isbn::bare(line.trim())).is_ok() {
        vec![line.trim()]
    } else {
        line.split_whitespace()
            .filter(|word| !word.starts_with('('))
            .collect()
    }
}

fn is_issn(number: &str) -> bool {
    number.len() == 9
        && number.char_indices().all(|(at, sign)| match at {
            4 => sign == '-',
            8 => sign.is_ascii_digit() || sign == 'X',
            _ => sign.is_ascii_digit(),
        })
}
