//! One book as it arrives from elsewhere.

use std::sync::Arc;
use std::{fmt, io};

use library::{BookExtras, BookFields, NamedValue, Provenance, Stamp};
use serde::Serialize;
use ts_rs::TS;
use unicode_normalization::UnicodeNormalization;

/// The most characters of one text that a library keeps.
pub(crate) const LONGEST_TEXT: usize = 1_000_000;
/// The most items of one list that a library keeps.
pub(crate) const LONGEST_LIST: usize = 1_000;

/// Something in a row that could not be taken as it stands. What it was about is kept as text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, rename = "ImportProblem")]
pub struct Problem {
    /// The row, counted from 1 after the header; blank lines do not count.
    pub row: u32,
    /// The column as the file names it; absent when it is about the whole row.
    pub column: Option<String>,
    /// What was expected, what was found, and what became of it.
    pub message: String,
}

/// One book as it arrives, complete: what could not be understood stands in its notes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The row, counted from 1 after the header; blank lines do not count.
    pub number: u32,
    /// The line of the file in which the row begins, counted from 1.
    pub line: u64,
    /// The book. Its library takes it as it is.
    pub fields: BookFields,
    /// The times it was read, the copies owned, and what else belongs to it.
    pub extras: BookExtras,
    /// What stands in fields of the reader's own.
    pub custom: Vec<NamedValue>,
    /// Its picture.
    pub cover: Option<CoverSource>,
    /// The shelf that says where the reader stands with it, where it is none that is known: it is among the shelves, and
    /// its status is asked for.
    pub status_shelf: Option<String>,
    /// Since when it is in the list.
    pub added: Option<Stamp>,
    /// What it is called in the list it comes from.
    pub provenance: Provenance,
    /// What it is called in further lists.
    pub further_provenance: Vec<Provenance>,
    /// What could not be taken as it stands.
    pub problems: Vec<Problem>,
    /// The columns of which something stands in the notes, with a remark or without, in their order.
    pub noted: Vec<String>,
    /// The row as its file has it, where there are problems: to be mended and imported again.
    pub raw: Option<String>,
}

impl Row {
    /// What a book without a title is called.
    pub(crate) fn untitled(number: u32) -> String {
        format!("Untitled (row {number})")
    }

    /// Whether the list gives it no title.
    pub(crate) fn is_untitled(&self) -> bool {
        self.fields.title == Self::untitled(self.number)
    }
}

impl Default for Row {
    fn default() -> Self {
        Self {
            number: 0,
            line: 0,
            fields: BookFields::default(),
            extras: BookExtras::default(),
            custom: Vec::new(),
            cover: None,
            status_shelf: None,
            added: None,
            provenance: Provenance {
                source: String::new(),
                id: String::new(),
            },
            further_provenance: Vec::new(),
            problems: Vec::new(),
            noted: Vec::new(),
            raw: None,
        }
    }
}

impl Row {
    /// The bytes of its long texts.
    pub(crate) fn size(&self) -> usize {
        let fields = &self.fields;
        let texts = [
            &fields.description,
            &fields.review,
            &fields.notes,
            &self.raw,
        ];
        let texts: usize = texts.into_iter().flatten().map(String::len).sum();
        let quotes: usize = self.extras.quotes.iter().map(|one| one.text.len()).sum();
        texts + quotes + fields.title.len()
    }
}

/// Reads a picture when it is needed: an import that finds the book already there never does.
#[derive(Clone)]
pub struct CoverSource(Arc<dyn Fn() -> io::Result<Vec<u8>> + Send + Sync>);

impl CoverSource {
    /// A picture that `read` reads.
    pub fn new(read: impl Fn() -> io::Result<Vec<u8>> + Send + Sync + 'static) -> Self {
        Self(Arc::new(read))
    }

    /// Reads it.
    pub fn read(&self) -> io::Result<Vec<u8>> {
        (self.0)()
    }

    /// Whether it can be read at all.
    pub(crate) fn is_there(&self) -> bool {
        self.read().is_ok()
    }
}

impl fmt::Debug for CoverSource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("CoverSource")
    }
}

/// Two sources are one when they are the same reader: the picture itself is not looked at.
impl PartialEq for CoverSource {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl Eq for CoverSource {}

/// What a reader knows of a row that has no field of its own: problems, and texts for the notes.
#[derive(Debug, Default)]
pub(crate) struct Remarks {
    row: u32,
    problems: Vec<Problem>,
    /// Text for the notes.
    kept: Vec<Kept>,
}

/// A text for the notes.
#[derive(Debug)]
struct Kept {
    /// The place of its column.
    at: usize,
    column: String,
    text: String,
}

impl Remarks {
    pub(crate) fn new(row: u32) -> Self {
        Self {
            row,
            ..Self::default()
        }
    }

    /// Reports something.
    pub(crate) fn problem(&mut self, column: Option<&str>, message: impl fmt::Display) {
        let column = column.map(str::to_owned);
        let message = plain(&message.to_string());
        self.problems.push(Problem {
            row: self.row,
            column,
            message,
        });
    }

    /// Keeps a text in the notes under its column's name. `at` is the column's place, in the order of which they stand.
    pub(crate) fn keep(&mut self, at: usize, column: &str, text: &str) {
        self.kept.push(Kept {
            at,
            column: column.to_owned(),
            text: text.to_owned(),
        });
    }

    /// Ends the row: the reader's own notes and the kept texts are the book's notes, and its problems are told. What the
    /// notes cannot hold goes on in the description.
    pub(crate) fn finish(mut self, own_notes: &str, row: &mut Row) {
        self.kept.sort_by_key(|kept| kept.at);
        let kept = self
            .kept
            .iter()
            .map(|Kept { column, text, .. }| format!("{column}: {text}"))
            .collect::<Vec<_>>()
            .join("\n");
        let fields = &mut row.fields;
        let notes = [own_notes.trim(), kept.as_str()];
        let notes = notes
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join("\n\n");
        let (notes, rest) = cut(&notes);
        if !rest.is_empty() {
            let before = fields.description.take().map(|text| text + "\n\n");
            let goes_on = before.unwrap_or_default() + rest;
            let (goes_on, lost) = cut(&goes_on);
            fields.description = Some(goes_on.to_owned());
            let lost = match lost.chars().count() {
                0 => String::new(),
                lost => format!(", and its last {lost} characters were left out"),
            };
            self.problem(
                None,
                format_args!(
                    "expected at most {LONGEST_TEXT} characters of notes, found more; they go on in the description{lost}"
                ),
            );
        }
        fields.notes = (!notes.is_empty()).then(|| notes.to_owned());
        row.noted = self.kept.into_iter().map(|kept| kept.column).collect();
        row.noted.dedup();
        row.problems = self.problems;
    }
}

/// As much of a text as a library keeps, and the rest.
///
/// A library composes accents before it counts, and there are signs that become up to three by it.
pub(crate) fn cut(text: &str) -> (&str, &str) {
    // Bytes are never fewer than characters, nor a third of what composing makes of them.
    if text.len() <= LONGEST_TEXT / 3 || (text.len() <= LONGEST_TEXT && text.is_ascii()) {
        return (text, "");
    }
    let mut length = 0;
    for (at, c) in text.char_indices() {
        length += if c.is_ascii() {
            1
        } else {
            std::iter::once(c).nfc().count()
        };
        if length > LONGEST_TEXT {
            return text.split_at(at);
        }
    }
    (text, "")
}

/// A text as part of a message that may be shown anywhere: in one line, without signs that a terminal obeys, and not at
/// length.
pub(crate) fn plain(text: &str) -> String {
    const LONGEST: usize = 800;
    let mut plain: String = text
        .chars()
        .take(LONGEST)
        .map(|sign| if sign.is_control() { ' ' } else { sign })
        .collect();
    if plain.len() < text.len() {
        plain.push('…');
    }
    plain
}

/// A text as a message repeats it: between quotation marks, and not at length.
pub(crate) fn quoted(text: &str) -> String {
    const LONGEST: usize = 60;
    let text = text.trim();
    let (shown, dots) = match text.char_indices().nth(LONGEST) {
        Some((end, _)) => (&text[..end], "…"),
        None => (text, ""),
    };
    format!("“{}{dots}”", shown.replace(char::is_control, " "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kept_texts_follow_the_notes_in_the_order_of_their_columns() {
        let mut remarks = Remarks::new(3);
        remarks.keep(9, "BCID", "x-1");
        remarks.keep(2, "My Rating", "six");
        remarks.problem(Some("My Rating"), "odd");
        remarks.keep(9, "BCID", "x-2");
        let mut row = Row::default();
        remarks.finish(" mine \n", &mut row);
        assert_eq!(
            row.fields.notes.as_deref(),
            Some("mine\n\nMy Rating: six\nBCID: x-1\nBCID: x-2")
        );
        assert_eq!(row.noted, ["My Rating", "BCID"]);
        assert_eq!(
            row.problems,
            [Problem {
                row: 3,
                column: Some("My Rating".into()),
                message: "odd".into()
            }]
        );
    }

    #[test]
    fn notes_beyond_the_limit_go_on_and_what_is_lost_is_counted() {
        for (length, goes_on, lost) in [
            (1_000_000, 0, false),
            (1_500_000, 500_000, false),
            (2_000_007, 1_000_000, true),
        ] {
            let mut row = Row::default();
            row.fields.title = "T".into();
            Remarks::new(1).finish(&"é".repeat(length), &mut row);
            let (fields, problems) = (row.fields, row.problems);
            assert!(fields.check().is_ok());
            assert_eq!(
                fields.description.map_or(0, |text| text.chars().count()),
                goes_on
            );
            assert_eq!(problems.len(), usize::from(goes_on > 0));
            assert_eq!(
                problems
                    .iter()
                    .any(|p| p.message.contains("last 7 characters were left out")),
                lost
            );
        }
    }

    #[test]
    fn a_message_repeats_a_text_shortly() {
        assert_eq!(quoted(" a\nb "), "“a b”");
        assert_eq!(quoted(&"é".repeat(70)).chars().count(), 63);
        assert_eq!(plain("a\u{1b}[31m\nb"), "a [31m b");
        assert_eq!(plain(&"é".repeat(2_000)).chars().count(), 801);
    }
}
