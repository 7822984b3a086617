//! Writing RIS: one tag a line, from `TY` to `ER`.

use std::io::Write;

use library::{BookFields, Format, PartialDate, Role, WholeBook};

use super::OWN_ID;
use super::read::tagged;
use crate::export::{ExportError, Shape, Surroundings};
use crate::people;

/// The tags for people, by what they did. There is none for others.
const PEOPLE: [(&str, Role); 3] = [
    ("AU", Role::Author),
    ("A2", Role::Editor),
    ("A4", Role::Translator),
];

/// Writes RIS. No text needs a sign against spreadsheets here.
pub(crate) struct RisShape;

impl Shape for RisShape {
    fn begin(&mut self, _: &mut dyn Write, _: &Surroundings<'_>) -> Result<(), ExportError> {
        Ok(())
    }

    fn book(
        &mut self,
        out: &mut dyn Write,
        book: &WholeBook,
        _: &Surroundings<'_>,
    ) -> Result<(), ExportError> {
        Ok(out.write_all(entry(book).as_bytes())?)
    }

    fn end(&mut self, _: &mut dyn Write) -> Result<(), ExportError> {
        Ok(())
    }
}

fn entry(whole: &WholeBook) -> String {
    let fields = &whole.book.fields;
    let mut lines = Lines::default();
    let is_ebook = fields.format == Some(Format::Ebook);
    lines.line("TY", if is_ebook { "EBOOK" } else { "BOOK" });
    lines.line("ID", &format!("{OWN_ID}{}", whole.book.id));
    lines.line("TI", &crate::series::with_subtitle(fields));
    people(&mut lines, fields);
    if let Some(place) = fields.series.first() {
        lines.line("T3", &place.name);
        lines.known("M1", place.number.as_ref());
    }
    lines.known("PB", fields.publisher.as_ref());
    published(&mut lines, fields.published);
    lines.known("SN", fields.isbn.as_ref());
    lines.known("SP", fields.pages.as_ref());
    lines.known("LA", fields.language.as_ref());
    for known in &fields.identifiers {
        match known.scheme.as_str() {
            "doi" => lines.line("DO", &known.value),
            "url" => lines.line("UR", &known.value),
            "issn" => lines.line("SN", &known.value),
            _ => {}
        }
    }
    for tag in &fields.tags {
        lines.line("KW", tag);
    }
    for shelf in &whole.book.shelves {
        lines.line("KW", &shelf.name);
    }
    lines.known("AB", fields.description.as_ref());
    lines.known("N1", fields.notes.as_ref());
    lines.0 + "ER  - \n\n"
}

/// The lines of an entry.
#[derive(Default)]
struct Lines(String);

impl Lines {
    fn known(&mut self, tag: &str, text: Option<&impl ToString>) {
        if let Some(text) = text {
            self.line(tag, &text.to_string());
        }
    }

    /// A text goes on in the next line, unless that line would be taken for a tag.
    fn line(&mut self, tag: &str, text: &str) {
        if text.trim().is_empty() {
            return;
        }
        self.0.push_str(tag);
        self.0.push_str("  - ");
        for (at, line) in text.lines().enumerate() {
            if at > 0 {
                self.0.push(if tagged(line).is_some() { ' ' } else { '\n' });
            }
            self.0.push_str(line);
        }
        self.0.push('\n');
    }
}

/// `Doyle, Arthur Conan`, as the format asks for.
fn people(lines: &mut Lines, fields: &BookFields) {
    for (tag, role) in &PEOPLE {
        let people = fields.contributors.iter();
        for person in people.filter(|person| person.role == *role) {
            lines.line(tag, &people::last_first(&person.name));
        }
    }
    let is_series_editor =
        |role: &Role| matches!(role, Role::Other(word) if word == "series editor");
    let others = fields.contributors.iter();
    for person in others.filter(|person| is_series_editor(&person.role)) {
        lines.line("A3", &people::last_first(&person.name));
    }
}

/// `PY` is a year; `DA` has month and day, and a place for other words behind them.
fn published(lines: &mut Lines, date: Option<PartialDate>) {
    let Some(date) = date else { return };
    lines.line("PY", &date.year().to_string());
    if let Some(month) = date.month().filter(|_| date.year() > 999) {
        let day = date.day().map_or(String::new(), |day| format!("{day:02}"));
        lines.line("DA", &format!("{:04}/{month:02}/{day}/", date.year()));
    }
}
