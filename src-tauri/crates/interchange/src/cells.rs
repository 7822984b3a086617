//! One row of any list as texts under names, and what becomes of each.
//!
//! A reader takes the texts that it understands, one by one. **What it never asked for is kept** in the book's notes as
//! `Name: text` when the row is finished: so nothing is lost by being forgotten here.

use std::borrow::Cow;
use std::collections::HashSet;
use std::fmt;

use library::{
    BookFields, Contributor, Format, Identifier, Isbn, PartialDate, Provenance, Rating, Stamp,
};

use crate::date::{self, Order};
use crate::isbn::{self, Unread};
use crate::markdown;
use crate::number::{is_rounded, whole, without_decimals};
use crate::row::{LONGEST_LIST, LONGEST_TEXT, Remarks, Row, cut, quoted};
use crate::table::{Header, Line, UNREADABLE};
use crate::{binding, limits, people, provenance, series};

/// A row being read.
pub(crate) struct Cells<'a> {
    names: Vec<Cow<'a, str>>,
    texts: Vec<Cow<'a, str>>,
    used: Vec<bool>,
    order: Option<Order>,
    number: u32,
    line: u64,
    remarks: Remarks,
    raw: Raw<'a>,
}

/// The row as it stands in its file, to be written again where it has problems.
enum Raw<'a> {
    Table(&'a Header, &'a Line),
    Text(Cow<'a, str>),
}

impl<'a> Cells<'a> {
    /// Begins a row of a table. Reports what is odd about the row itself.
    pub(crate) fn of_line(header: &'a Header, line: &'a Line) -> Self {
        let record = &line.record;
        // A cell that is missing is empty, and takes no room: a header may name as many columns as it likes.
        let width = record.len();
        let mut cells = Self {
            names: (0..width).map(|at| header.name(at)).collect(),
            texts: (0..width)
                .map(|at| Cow::Borrowed(record.cell(at).trim()))
                .collect(),
            used: vec![false; width],
            order: line.order,
            number: line.number,
            line: record.line(),
            remarks: Remarks::new(line.number),
            raw: Raw::Table(header, line),
        };
        if let Some(flaw) = record.flaw() {
            cells.remarks.problem(None, flaw);
        }
        let (expected, found) = (header.len(), record.len());
        if found < expected {
            cells.remarks.problem(
                None,
                format_args!(
                    "expected {expected} columns, found {found}; the missing ones are taken for empty"
                ),
            );
        } else if record
            .cells()
            .skip(expected)
            .any(|cell| !cell.trim().is_empty())
        {
            cells.remarks.problem(
                None,
                format_args!(
                    "expected {expected} columns, found {found}; the further ones are kept in the notes"
                ),
            );
        }
        cells.look_for_unreadable();
        cells
    }

    /// Begins a row that is no table's: texts under names, and the text of the whole as it stands in its file.
    pub(crate) fn of_pairs(
        pairs: impl IntoIterator<Item = (Cow<'a, str>, Cow<'a, str>)>,
        number: u32,
        line: u64,
        raw: impl Into<Cow<'a, str>>,
    ) -> Self {
        // No library keeps a NUL.
        let cell = |text: Cow<'a, str>| {
            if text.contains('\0') {
                Cow::from(text.replace('\0', UNREADABLE))
            } else {
                text
            }
        };
        let (names, cells): (Vec<_>, Vec<_>) = pairs
            .into_iter()
            .map(|(name, text)| (cell(name), cell(text)))
            .unzip();
        let mut row = Self {
            used: vec![false; names.len()],
            names,
            texts: cells,
            order: None,
            number,
            line,
            remarks: Remarks::new(number),
            raw: Raw::Text(raw.into()),
        };
        row.look_for_unreadable();
        row
    }

    fn look_for_unreadable(&mut self) {
        for (name, cell) in self.names.iter().zip(&self.texts) {
            if cell.contains(UNREADABLE) {
                self.remarks.problem(
                    Some(name),
                    "holds “\u{fffd}”, which stands for a character that could not be read",
                );
            }
        }
    }

    /// The row, counted from 1.
    pub(crate) fn number(&self) -> u32 {
        self.number
    }

    fn place(&self, name: &str) -> Option<usize> {
        self.names
            .iter()
            .position(|known| known.eq_ignore_ascii_case(name))
    }

    /// Whether there is such a column, whatever stands in it.
    pub(crate) fn has(&self, name: &str) -> bool {
        match self.raw {
            Raw::Table(header, _) => header.place(name).is_some(),
            Raw::Text(_) => self.place(name).is_some(),
        }
    }

    /// What stands under a name, without outer blanks; empty where there is none. Asking takes it: it is not kept by
    /// itself any more.
    pub(crate) fn take(&mut self, name: &str) -> String {
        let Some(at) = self.place(name) else {
            return String::new();
        };
        self.used[at] = true;
        self.texts[at].trim().to_owned()
    }

    /// What stands under a name, which stays to be taken or kept.
    pub(crate) fn peek(&self, name: &str) -> &str {
        self.place(name).map_or("", |at| self.texts[at].trim())
    }

    /// Puts another text in the place of what stands under a name, where there is anything.
    pub(crate) fn rewrite(&mut self, name: &str, with: impl FnOnce(&str) -> String) {
        if let Some(at) = self.place(name).filter(|at| !self.texts[*at].is_empty()) {
            self.texts[at] = Cow::Owned(with(&self.texts[at]));
        }
    }

    /// Sets aside what says nothing about the reader: a stranger's rating, a counter of the other program.
    pub(crate) fn ignore(&mut self, names: &[&str]) {
        for name in names {
            if let Some(at) = self.place(name) {
                self.used[at] = true;
            }
        }
    }

    /// Reports something, of which nothing needs keeping.
    pub(crate) fn problem(&mut self, name: &str, message: impl fmt::Display) {
        self.remarks.problem(Some(name), message);
    }

    /// Reports something about the row as a whole.
    pub(crate) fn row_problem(&mut self, message: impl fmt::Display) {
        self.remarks.problem(None, message);
    }

    /// Keeps a text in the notes under a name.
    pub(crate) fn keep(&mut self, name: &str, text: &str) {
        let at = self.place(name).unwrap_or(self.names.len());
        self.remarks.keep(at, name, text);
    }

    /// Reports a text that cannot be taken, and keeps it in the notes.
    pub(crate) fn odd(&mut self, name: &str, message: impl fmt::Display) {
        self.problem(name, format_args!("{message}; kept in the notes"));
        let text = self.take(name);
        self.keep(name, &text);
    }

    /// The same, with what stands there: `expected …, found “six”; kept in the notes`.
    pub(crate) fn unexpected(&mut self, name: &str, expected: impl fmt::Display) {
        let found = quoted(self.peek(name));
        self.odd(name, format_args!("expected {expected}, found {found}"));
    }

    /// The text under a name, if there is any. A text that no field can hold is kept in the notes.
    pub(crate) fn text(&mut self, name: &str) -> Option<String> {
        let text = self.take(name);
        if text.is_empty() {
            return None;
        }
        let (begins, rest) = cut(&text);
        if rest.is_empty() {
            return Some(text);
        }
        self.problem(
            name,
            format_args!(
                "expected at most {LONGEST_TEXT} characters, found more; the rest is kept in the notes"
            ),
        );
        self.keep(name, rest);
        Some(begins.to_owned())
    }

    /// The Markdown or HTML under a name, as Markdown.
    pub(crate) fn markdown(&mut self, name: &str) -> Option<String> {
        let text = self.text(name)?;
        if !markdown::is_html(&text) {
            return Some(text);
        }
        let markdown = markdown::from_html(&text);
        let (begins, rest) = cut(&markdown);
        if !rest.is_empty() {
            self.problem(
                name,
                format_args!(
                    "expected at most {LONGEST_TEXT} characters, found more; the rest is kept in the notes"
                ),
            );
            self.keep(name, rest);
        }
        Some(begins.to_owned()).filter(|text| !text.is_empty())
    }

    /// The title, parted from the series that may stand in it. A book without one is called by its row.
    pub(crate) fn title(&mut self, name: &str, fields: &mut BookFields) {
        match self.text(name) {
            Some(title) if title.chars().any(|c| !c.is_whitespace() && !c.is_control()) => {
                let (title, series) = series::parted(&title);
                title.clone_into(&mut fields.title);
                fields.series.extend(series);
            }
            _ => {
                fields.title = Row::untitled(self.number);
                let called = format!("expected a title, found none; called “{}”", fields.title);
                self.problem(name, called);
            }
        }
    }

    /// The day under a name, as exactly as it is given.
    pub(crate) fn date(&mut self, name: &str) -> Option<PartialDate> {
        let text = self.take(name);
        if text.is_empty() {
            return None;
        }
        match date::read(&text, self.order) {
            Ok(date) => Some(date),
            Err(error) => {
                self.odd(name, error);
                None
            }
        }
    }

    /// A day out of a longer text, in the order of day and month of this row.
    pub(crate) fn date_of(&self, text: &str) -> Result<PartialDate, date::DateError> {
        date::read(text, self.order)
    }

    /// A day out of a longer text under a name, such as one of a list. Reported and kept where it is none.
    pub(crate) fn date_in(&mut self, name: &str, text: &str) -> Option<PartialDate> {
        match date::read(text, self.order) {
            Ok(date) => Some(date),
            Err(error) => {
                self.problem(name, format_args!("{error}; kept in the notes"));
                self.keep(name, text);
                None
            }
        }
    }

    /// The year under a name, which may be one before our era.
    pub(crate) fn year(&mut self, name: &str) -> Option<PartialDate> {
        let text = self.take(name);
        if text.is_empty() {
            return None;
        }
        let year = PartialDate::parse(without_decimals(&text)).ok();
        if year.is_none() {
            self.unexpected(name, "a year such as 1887 or -700");
        }
        year
    }

    /// Since when: an instant or a day. A time of day is not made up.
    pub(crate) fn stamp(&mut self, name: &str) -> Option<Stamp> {
        let text = self.take(name);
        if text.is_empty() {
            return None;
        }
        let stamp = text.parse().ok().or_else(|| {
            let date = date::read(&text, self.order).ok()?;
            day(date)
        });
        if stamp.is_none() {
            self.unexpected(name, "a day such as 2024-01-31");
        }
        stamp
    }

    /// A whole number from 1 to a million under a name: pages, minutes. Nothing for 0.
    pub(crate) fn count(&mut self, name: &str, of: &str) -> Option<u32> {
        let text = self.take(name);
        if text.is_empty() {
            return None;
        }
        match whole(&text) {
            Some(0) => None,
            Some(count) if count <= 1_000_000 => Some(count),
            _ => {
                self.unexpected(name, format_args!("a number of {of}"));
                None
            }
        }
    }

    /// How often: a whole number from 0 to `most`; 0 where there is none.
    pub(crate) fn times(&mut self, name: &str, most: u32) -> u32 {
        let text = self.take(name);
        if text.is_empty() {
            return 0;
        }
        let times = whole(&text).filter(|times| *times <= most);
        if times.is_none() {
            self.unexpected(name, format_args!("a number from 0 to {most}"));
        }
        times.unwrap_or(0)
    }

    /// The rating under a name, of so many points at best; 0 is unrated.
    pub(crate) fn rating(&mut self, name: &str, best: u32) -> Option<Rating> {
        let text = self.take(name);
        if text.is_empty() {
            return None;
        }
        match crate::number::quarters_of(&text, best) {
            Some(0) => None,
            Some(quarters) => Rating::from_quarters(quarters).ok(),
            None => {
                self.unexpected(
                    name,
                    format_args!(
                        "a rating from 1 to {best} (0 for none) that is quarters of a star"
                    ),
                );
                None
            }
        }
    }

    /// The ISBN under a name. A wrong one becomes another identifier; a second, different one too.
    pub(crate) fn isbn(&mut self, name: &str, fields: &mut BookFields) {
        let cell = self.take(name);
        let bare = isbn::bare(&cell);
        if bare.is_empty() {
            return;
        }
        match isbn::read(bare) {
            Ok(isbn) => self.take_isbn(name, isbn, bare, fields),
            Err(error @ Unread::Rounded) => self.odd(name, error),
            Err(error @ Unread::Invalid(_)) => {
                self.problem(name, format_args!("{error}; kept as another identifier"));
                fields.identifiers.push(Identifier {
                    scheme: "other".to_owned(),
                    value: bare.to_owned(),
                });
            }
        }
    }

    fn take_isbn(&mut self, name: &str, isbn: Isbn, typed: &str, fields: &mut BookFields) {
        match fields.isbn {
            None => fields.isbn = Some(isbn),
            Some(known) if known == isbn => {}
            Some(known) => {
                self.problem(
                    name,
                    format_args!(
                        "expected the same book's number ({known}), found another's ({typed}); kept as another identifier"
                    ),
                );
                fields.identifiers.push(Identifier {
                    scheme: "isbn".to_owned(),
                    value: typed.to_owned(),
                });
            }
        }
    }

    /// The code under a name, as an identifier of that scheme.
    pub(crate) fn identifier(&mut self, name: &str, scheme: &str, fields: &mut BookFields) {
        if let Some(value) = self.text(name) {
            fields.identifiers.push(Identifier {
                scheme: scheme.to_owned(),
                value: without_decimals(&value).to_owned(),
            });
        }
    }

    /// The form under a name: the library's word for it, or the list's own.
    pub(crate) fn format(&mut self, name: &str) -> Option<Format> {
        self.text(name).map(|binding| binding::format(&binding))
    }

    /// The people of a list that is parted by commas.
    pub(crate) fn people(&mut self, name: &str) -> Vec<String> {
        people::listed(&self.take(name))
    }

    /// The people of the book, at most as many as a library keeps.
    pub(crate) fn contributors(
        &mut self,
        name: &str,
        authors: Vec<String>,
        others: Vec<Contributor>,
        fields: &mut BookFields,
    ) {
        fields.contributors = people::together(authors, others);
        if fields.contributors.len() > LONGEST_LIST {
            let rest: Vec<Contributor> = fields.contributors.drain(LONGEST_LIST..).collect();
            let names: Vec<&str> = rest.iter().map(|person| person.name.as_str()).collect();
            self.problem(
                name,
                format_args!(
                    "expected at most {LONGEST_LIST} people, found more; the others are kept in the notes"
                ),
            );
            self.keep(name, &names.join(", "));
        }
    }

    /// Tags, at most as many as a library keeps, each once.
    pub(crate) fn tags(
        &mut self,
        name: &str,
        tags: impl IntoIterator<Item = String>,
        fields: &mut BookFields,
    ) {
        let known = fields.tags.iter().map(|tag| tag.to_lowercase());
        let mut known: HashSet<String> = known.collect();
        let mut rest = String::new();
        for tag in tags {
            let (tag, folded) = (tag.trim(), tag.trim().to_lowercase());
            if tag.is_empty() || known.contains(&folded) {
                continue;
            }
            if fields.tags.len() < LONGEST_LIST {
                known.insert(folded);
                fields.tags.push(tag.to_owned());
            } else {
                rest.push_str(if rest.is_empty() { "" } else { ", " });
                rest.push_str(tag);
            }
        }
        if !rest.is_empty() {
            self.problem(
                name,
                format_args!(
                    "expected at most {LONGEST_LIST} tags, found more; the others are kept in the notes"
                ),
            );
            self.keep(name, &rest);
        }
    }

    /// What the book is called in its list: the id under a name; without one, a digest of title and first person.
    pub(crate) fn provenance(&mut self, source: &str, name: &str) -> Option<Provenance> {
        const LONGEST_ID: usize = 200;
        let id = self.take(name);
        if is_rounded(&id) {
            self.unexpected(name, "an id, not a number that a spreadsheet rounded");
        } else if id.chars().count() > LONGEST_ID {
            self.unexpected(
                name,
                format_args!("an id of at most {LONGEST_ID} characters"),
            );
        } else if !id.is_empty() {
            return Some(Provenance {
                source: source.to_owned(),
                id: without_decimals(&id).to_owned(),
            });
        }
        None
    }

    /// Ends the row. `own_notes` are what the list itself calls notes. A row whose list gave it no id gets one from its
    /// title and first person, so that it is known again.
    pub(crate) fn finish(mut self, source: &str, own_notes: &str, mut row: Row) -> Row {
        limits::keep(&mut self, &mut row);
        for at in 0..self.used.len() {
            let cell = self.texts[at].trim();
            if !self.used[at] && !cell.is_empty() {
                self.remarks.keep(at, &self.names[at], cell);
            }
        }
        row.number = self.number;
        row.line = self.line;
        self.remarks.finish(own_notes, &mut row);
        if row.provenance.id.is_empty() {
            row.provenance = provenance::of_work(source, &row);
        }
        if !row.problems.is_empty() {
            row.raw = Some(match self.raw {
                Raw::Table(header, line) => header.join(line.record.cells()),
                Raw::Text(text) => text.into_owned(),
            });
        }
        row
    }
}

/// A whole day as a stamp without a time.
pub(crate) fn day(date: PartialDate) -> Option<Stamp> {
    let year = i16::try_from(date.year()).ok()?;
    let month = i8::try_from(date.month()?).ok()?;
    let day = i8::try_from(date.day()?).ok()?;
    Stamp::day(year, month, day).ok()
}
