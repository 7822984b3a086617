//! Writing references: one `@book` a book, in UTF-8, with the fields of BibTeX and of BibLaTeX after it.
//!
//! What LaTeX would take for a sign of its own is written as it asks for it. Braces become words, for BibTeX counts them even
//! where LaTeX would not.

use std::collections::HashSet;
use std::io::Write;

use library::{BookFields, PartialDate, Role, Status, WholeBook};
use unicode_normalization::UnicodeNormalization;

use super::{OWN_ID, SOURCE};
use crate::export::{ExportError, Shape, Surroundings};
use crate::formats::dialect;

/// The fields that hold people, by what they did. What no field is for is told as a contributor.
const PEOPLE: [(&str, Role); 8] = [
    ("author", Role::Author),
    ("editor", Role::Editor),
    ("translator", Role::Translator),
    ("illustrator", Role::Illustrator),
    ("narrator", Role::Narrator),
    ("foreword", Role::Foreword),
    ("afterword", Role::Afterword),
    ("contributor", Role::Contributor),
];

/// Writes references. No text needs a sign against spreadsheets here.
#[derive(Default)]
pub(crate) struct BibtexShape {
    keys: HashSet<String>,
}

impl Shape for BibtexShape {
    fn begin(&mut self, _: &mut dyn Write, _: &Surroundings<'_>) -> Result<(), ExportError> {
        Ok(())
    }

    fn book(
        &mut self,
        out: &mut dyn Write,
        book: &WholeBook,
        _: &Surroundings<'_>,
    ) -> Result<(), ExportError> {
        let mut entry = Entry::default();
        let fields = &book.book.fields;
        let own_key = self.own_key(fields);
        let key = own_key.clone().unwrap_or_else(|| self.made_key(fields));
        describe(&mut entry, book);
        if own_key.is_none() {
            // The key is none that the reader of the book gave it.
            entry.raw(OWN_ID, &book.book.id.to_string());
        }
        Ok(write!(out, "@book{{{key},\n{}}}\n\n", entry.0)?)
    }

    fn end(&mut self, _: &mut dyn Write) -> Result<(), ExportError> {
        Ok(())
    }
}

impl BibtexShape {
    /// The key under which the book came, where it is one and free.
    fn own_key(&mut self, fields: &BookFields) -> Option<String> {
        let known = fields.identifiers.iter();
        let keys = known.filter(|known| known.scheme == SOURCE);
        let is_plain = |key: &str| {
            let is_sign = |c: char| c.is_ascii_alphanumeric() || "-_:.+/".contains(c);
            !key.is_empty() && key.chars().all(is_sign)
        };
        keys.map(|known| known.value.clone())
            .find(|key| is_plain(key) && self.keys.insert(key.to_lowercase()))
    }

    /// `doyle1887study`; the second of these is `doyle1887study-2`.
    fn made_key(&mut self, fields: &BookFields) -> String {
        let people = fields.contributors.iter();
        let mut authors = people.filter(|person| person.role == Role::Author);
        let family = authors.next().and_then(|person| {
            let name = person.name.split(',').next();
            name.and_then(|name| name.split_whitespace().next_back())
        });
        let year = fields.published.or(fields.first_published);
        let year = year.map_or(String::new(), |date| date.year().unsigned_abs().to_string());
        let mut words = fields.title.split_whitespace().map(letters);
        let word = words.find(|word| word.len() > 3).unwrap_or_default();
        let begins = letters(family.unwrap_or_default()) + &year + &word;
        let begins = if begins.is_empty() { "book" } else { &begins };
        let mut key = begins.to_owned();
        let mut times = 1_u32;
        while !self.keys.insert(key.clone()) {
            times += 1;
            key = format!("{begins}-{times}");
        }
        key
    }
}

/// The letters of a word that any program takes in a key.
fn letters(word: &str) -> String {
    let letters = word.nfd().filter(char::is_ascii_alphanumeric);
    letters.map(|c| c.to_ascii_lowercase()).take(30).collect()
}

/// The fields of an entry.
#[derive(Default)]
struct Entry(String);

impl Entry {
    fn text(&mut self, name: &str, text: &str) {
        if !text.is_empty() {
            self.line(name, &escaped(text));
        }
    }

    /// An address or a number is no LaTeX. One that would open or close a brace is left out.
    fn raw(&mut self, name: &str, text: &str) {
        if !text.is_empty() && !text.contains(['{', '}', '\\', '\n', '\r']) {
            self.line(name, text);
        }
    }

    fn line(&mut self, name: &str, value: &str) {
        self.0.push_str("  ");
        self.0.push_str(name);
        self.0.push_str(" = {");
        self.0.push_str(value);
        self.0.push_str("},\n");
    }
}

fn describe(entry: &mut Entry, whole: &WholeBook) {
    let fields = &whole.book.fields;
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    for (name, role) in &PEOPLE {
        let is_here = |held: &Role| {
            held == role || (*role == Role::Contributor && matches!(held, Role::Other(_)))
        };
        let people = fields.contributors.iter();
        let names = people.filter(|person| is_here(&person.role));
        let names: Vec<String> = names.map(|person| name_of(&person.name)).collect();
        if !names.is_empty() {
            entry.line(name, &names.join(" and "));
        }
    }
    entry.text("title", &fields.title);
    entry.text("subtitle", &text(&fields.subtitle));
    if let Some(place) = fields.series.first() {
        entry.text("series", &place.name);
        entry.text("number", &text(&place.number));
    }
    entry.text("publisher", &text(&fields.publisher));
    published(entry, fields.published);
    if let Some(date) = fields.first_published {
        entry.raw("origdate", &date.to_string());
    }
    if let Some(isbn) = fields.isbn {
        entry.raw("isbn", &isbn.to_string());
    }
    for known in &fields.identifiers {
        match known.scheme.as_str() {
            name @ ("doi" | "url") => entry.raw(name, &known.value),
            name @ ("issn" | "lccn" | "oclc" | "asin") => entry.text(name, &known.value),
            _ => {}
        }
    }
    entry.text("language", &text(&fields.language));
    if let Some(pages) = fields.pages {
        entry.raw("pagetotal", &pages.to_string());
    }
    entry.text("keywords", &dialect::tags_and_shelves(whole));
    entry.text("abstract", &text(&fields.description));
    entry.text("note", &text(&fields.notes));
    opinion(entry, fields);
}

/// BibTeX knows a year and a month; of a day, only BibLaTeX knows.
fn published(entry: &mut Entry, date: Option<PartialDate>) {
    let Some(date) = date else { return };
    if date.day().is_some() {
        entry.raw("date", &date.to_string());
    }
    entry.raw("year", &date.year().to_string());
    if let Some(month) = date.month() {
        entry.raw("month", &month.to_string());
    }
}

/// As `JabRef` has them.
fn opinion(entry: &mut Entry, fields: &BookFields) {
    if let Some(rating) = fields.rating.filter(|rating| rating.quarters() > 0) {
        if rating.quarters() % 4 == 0 {
            entry.raw("ranking", &format!("rank{}", rating.quarters() / 4));
        } else {
            entry.raw("rating", &crate::told::stars(rating));
        }
    }
    if fields.status == Some(Status::Read) {
        entry.raw("readstatus", "read");
    }
}

/// A name as it is spoken, which BibTeX takes apart better than anybody could here. In braces it stays whole.
fn name_of(name: &str) -> String {
    let parts_names = |word: &str| ["and", "others"].contains(&word.to_lowercase().as_str());
    if name.contains(',') || name.split_whitespace().any(parts_names) {
        format!("{{{}}}", escaped(name))
    } else {
        escaped(name)
    }
}

/// A text as LaTeX has it.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for sign in text.chars() {
        match sign {
            '\\' => out.push_str("\\textbackslash{}"),
            '{' => out.push_str("\\textbraceleft{}"),
            '}' => out.push_str("\\textbraceright{}"),
            '~' => out.push_str("\\textasciitilde{}"),
            '^' => out.push_str("\\textasciicircum{}"),
            '&' | '%' | '$' | '#' | '_' => {
                out.push('\\');
                out.push(sign);
            }
            // Two of them are another sign.
            '-' | '`' | '\'' if out.ends_with(sign) => {
                out.push_str("{}");
                out.push(sign);
            }
            // At the beginning of a line, it would begin an entry.
            '@' => out.push_str("{@}"),
            sign => out.push(sign),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::latex::plain;
    use super::escaped;

    #[test]
    fn signs_that_mean_something() {
        assert_eq!(
            escaped(r"50% of {a_b} & c\d --- ~e"),
            r"50\% of \textbraceleft{}a\_b\textbraceright{} \& c\textbackslash{}d -{}-{}- \textasciitilde{}e"
        );
    }

    proptest! {
        #[test]
        fn is_read_back_as_it_was(text in "(\\PC|[-{}\\\\~^&%$#_`'@ \"\n]){0,40}") {
            use unicode_normalization::UnicodeNormalization;
            let given: String = text.nfc().collect();
            prop_assert_eq!(plain(&escaped(&given)), given.trim());
        }
    }
}
