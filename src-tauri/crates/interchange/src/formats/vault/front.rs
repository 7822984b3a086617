//! What stands at the head of a note: properties, in YAML that every reader of it reads alike.

use std::collections::HashSet;
use std::fmt::{Display, Write as _};

use library::{FieldKind, PartialDate, Stamp};

/// The properties of a note, and those to which programs give a meaning of their own: a field of the reader's takes none of
/// these names.
const TAKEN: [&str; 44] = [
    "title",
    "subtitle",
    "sort_title",
    "original_title",
    "aliases",
    "authors",
    "editors",
    "translators",
    "illustrators",
    "narrators",
    "people",
    "series",
    "publisher",
    "published",
    "first_published",
    "isbn",
    "identifiers",
    "language",
    "format",
    "pages",
    "minutes",
    "price",
    "status",
    "rating",
    "favourite",
    "tags",
    "tags_as_written",
    "shelves",
    "started",
    "finished",
    "copies",
    "lent_to",
    "wish",
    "cover",
    "added",
    "changed",
    "bookplate_id",
    "alias",
    "tag",
    "cssclass",
    "cssclasses",
    "publish",
    "permalink",
    "position",
];

/// Properties as they are written.
pub(super) struct Front {
    text: String,
    taken: HashSet<String>,
}

impl Front {
    pub(super) fn new() -> Self {
        Self {
            text: "---\n".to_owned(),
            taken: TAKEN.iter().map(|&name| name.to_owned()).collect(),
        }
    }

    /// A text, if there is any.
    pub(super) fn text(&mut self, name: &str, text: Option<&str>) {
        if let Some(text) = text {
            self.line(name, &quoted(text));
        }
    }

    /// A number, or `true`.
    pub(super) fn bare(&mut self, name: &str, value: Option<impl Display>) {
        if let Some(value) = value {
            self.line(name, &value.to_string());
        }
    }

    /// A date. A whole day is one to the program that reads it; a month or a year is a text.
    pub(super) fn date(&mut self, name: &str, date: Option<PartialDate>) {
        if let Some(date) = date {
            self.line(name, &dated(date));
        }
    }

    /// Since when.
    pub(super) fn stamp(&mut self, name: &str, stamp: &Stamp) {
        match PartialDate::parse(stamp.as_str()) {
            Ok(day) => self.date(name, Some(day)),
            Err(_) => self.text(name, Some(stamp.as_str())),
        }
    }

    /// Several texts, if there are any.
    pub(super) fn list(&mut self, name: &str, items: impl IntoIterator<Item = String>) {
        let mut items = items.into_iter().peekable();
        if items.peek().is_none() {
            return;
        }
        self.text.push_str(name);
        self.text.push_str(":\n");
        for item in items {
            self.text.push_str("  - ");
            self.text.push_str(&quoted(&item));
            self.text.push('\n');
        }
    }

    /// A value of a field of the reader's own. No two properties have one name, be it in another case.
    pub(super) fn own(&mut self, name: &str, kind: FieldKind, value: &str) {
        let mut name = name.to_owned();
        while !self.taken.insert(name.to_lowercase()) {
            name.push_str(" (own)");
        }
        let value = match (kind, value) {
            (FieldKind::YesNo, "yes") => "true".to_owned(),
            (FieldKind::YesNo, "no") => "false".to_owned(),
            (FieldKind::Number, number) if is_number(number) => number.to_owned(),
            (FieldKind::Date, text) => {
                PartialDate::parse(text).map_or_else(|_| quoted(text), dated)
            }
            (_, text) => quoted(text),
        };
        self.line(&quoted(&name), &value);
    }

    /// The head of the note.
    pub(super) fn finish(mut self) -> String {
        self.text.push_str("---\n");
        self.text
    }

    fn line(&mut self, name: &str, value: &str) {
        self.text.push_str(name);
        self.text.push_str(": ");
        self.text.push_str(value);
        self.text.push('\n');
    }
}

/// A number as YAML and JSON write it: no zeros before it.
fn is_number(text: &str) -> bool {
    let is_digits = |digits: &str| !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
    let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
    let whole = whole.strip_prefix('-').unwrap_or(whole);
    is_digits(whole) && is_digits(fraction) && (whole == "0" || !whole.starts_with('0'))
}

fn dated(date: PartialDate) -> String {
    if date.day().is_some() && date.year() > 0 {
        date.to_string()
    } else {
        quoted(&date.to_string())
    }
}

/// A text between double quotation marks: in YAML 1.1 and 1.2 it can be nothing else.
pub(super) fn quoted(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for sign in text.chars() {
        match sign {
            '"' | '\\' => quoted.extend(['\\', sign]),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            // Signs that YAML does not let stand, and those that older readers take for the end of a line.
            '\u{0}'..='\u{1f}'
            | '\u{7f}'..='\u{9f}'
            | '\u{2028}'
            | '\u{2029}'
            | '\u{feff}'
            | '\u{fffe}'
            | '\u{ffff}' => {
                let _ = write!(quoted, "\\u{:04x}", u32::from(sign));
            }
            sign => quoted.push(sign),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_what_they_look_like() {
        let mut front = Front::new();
        front.text("title", Some("No: \"#1\" \\ @x\n\u{2028}"));
        front.bare("pages", Some(123));
        front.date("published", PartialDate::parse("2001").ok());
        front.date("finished", PartialDate::parse("2024-02-29").ok());
        front.list("tags", ["yes".to_owned(), "- x".to_owned()]);
        front.list("shelves", []);
        for (name, kind, value) in [
            ("Weight", FieldKind::Number, "-12.50"),
            ("weight", FieldKind::Number, "007"),
            ("Title", FieldKind::Text, "true"),
            ("Signed: by", FieldKind::YesNo, "yes"),
            ("Bought", FieldKind::Date, "2024-01"),
        ] {
            front.own(name, kind, value);
        }
        assert_eq!(
            front.finish(),
            r##"---
title: "No: \"#1\" \\ @x\n\u2028"
pages: 123
published: "2001"
finished: 2024-02-29
tags:
  - "yes"
  - "- x"
"Weight": -12.50
"weight (own)": "007"
"Title (own)": "true"
"Signed: by": true
"Bought": "2024-01"
---
"##
        );
    }
}
