//! What `calibredb list --for-machine` prints: an array of objects.
//!
//! Authors are one text, joined by ` & ` with an ampersand in a name doubled; custom columns are named `*label`; a date
//! that is not known is `"None"` or the first of the year 101.

use std::borrow::Cow;
use std::io::Read;
use std::path::{Path, PathBuf};

use library::FieldKind;
use serde_json::Value;

use super::row::{Column, Lists, row};
use crate::cells::Cells;
use crate::json::{Members, Piece, Pieces, Top, told};
use crate::rows::{Frame, Rows};
use crate::source::picture_at;
use crate::{CoverSource, ImportError, Row};

/// Whether an element is one of such a list.
pub(crate) fn is_list(element: &Members) -> bool {
    element.has(&["id", "title"])
        && (element.has(&["uuid"]) || element.has(&["authors"]) || element.has(&["formats"]))
}

/// Reads the list.
pub(crate) fn read<R: Read + Send + 'static>(file: R) -> Result<Rows, ImportError> {
    let pieces = Pieces::new(file, &[])?;
    if pieces.top() != Top::Array {
        return Err(ImportError::OtherFormat {
            expected: "what calibredb list --for-machine prints (a list in [ ])".to_owned(),
            found: "an object in { }".to_owned(),
        });
    }
    let rows = pieces
        .zip(1..)
        .map(|(piece, number)| Ok(book(&piece?, number)));
    let frame = Frame {
        before: "[\n".to_owned(),
        between: ",\n".to_owned(),
        after: "\n]\n".to_owned(),
        extension: "json",
    };
    Ok(Rows::new(rows, frame))
}

fn book(piece: &Piece, number: u32) -> Row {
    let mut lists = Lists::default();
    let mut pairs: Vec<(String, String)> = Vec::new();
    let (Members(members), problem) = piece.members();
    for (name, value) in members {
        take(name, value, &mut pairs, &mut lists);
    }
    let pairs = pairs
        .into_iter()
        .map(|(name, text)| (Cow::from(name), Cow::from(text)));
    let mut cells = Cells::of_pairs(pairs, number, piece.line, piece.text.as_str());
    if let Some(problem) = problem {
        cells.row_problem(problem);
    }
    row(cells, lists)
}

fn take(name: String, value: Value, pairs: &mut Vec<(String, String)>, lists: &mut Lists) {
    match (name.as_str(), &value) {
        // A number of the list's own; the size of a file; a text that its user's template makes of the rest.
        ("id" | "size" | "template", _) => {}
        ("authors", Value::String(names)) => lists.authors = parted(names),
        ("authors", Value::Array(_)) => lists.authors = words(&value),
        ("tags", Value::Array(_)) => lists.tags = words(&value),
        ("tags", Value::String(tags)) => lists.tags = tags.split(',').map(str::to_owned).collect(),
        ("languages", Value::Array(_)) => lists.languages = words(&value),
        ("languages", Value::String(codes)) => {
            lists.languages = codes
                .split(',')
                .map(|code| code.trim().to_owned())
                .collect();
        }
        ("formats", Value::Array(_)) => {
            lists.formats = words(&value).iter().map(|path| ending(path)).collect();
        }
        // Another is kept as text.
        ("cover", Value::String(path)) if cover(path).is_some() => lists.cover = cover(path),
        ("identifiers", Value::Object(identifiers)) => {
            for (scheme, code) in identifiers {
                if scheme == "isbn" {
                    pairs.insert(0, ("isbn".to_owned(), told(code)));
                } else {
                    lists.identifiers.push((scheme.clone(), told(code)));
                }
            }
        }
        // The same number again, mostly.
        ("isbn", Value::String(isbn))
            if pairs
                .iter()
                .any(|(name, text)| name == "isbn" && text == isbn) => {}
        _ => match name.strip_prefix('*') {
            Some(label) => lists.columns.extend(column(label, &value)),
            None => pairs.push((name, told(&value))),
        },
    }
}

/// `Ada Able & Bold && Sons` are two.
fn parted(names: &str) -> Vec<String> {
    const AMPERSAND: &str = "\u{0}";
    names
        .replace("&&", AMPERSAND)
        .split('&')
        .map(|name| name.replace(AMPERSAND, "&").trim().to_owned())
        .collect()
}

fn words(list: &Value) -> Vec<String> {
    list.as_array().into_iter().flatten().map(told).collect()
}

/// The format that a file's name ends in.
fn ending(path: &str) -> String {
    let ending = path.rsplit_once('.').map_or(path, |(_, ending)| ending);
    ending.to_uppercase()
}

/// The list says only what a column is called, and how its value is written.
fn column(label: &str, value: &Value) -> Option<Column> {
    let (kind, value) = match value {
        Value::Bool(answer) => (
            FieldKind::YesNo,
            if *answer { "yes" } else { "no" }.to_owned(),
        ),
        Value::Number(number) => {
            let number = number.to_string();
            (
                FieldKind::Number,
                number.strip_suffix(".0").unwrap_or(&number).to_owned(),
            )
        }
        Value::String(text) if text == "None" => return None,
        Value::String(text) if is_instant(text) => (FieldKind::Date, text.clone()),
        other => (FieldKind::Text, told(other)),
    };
    Some(Column {
        name: label.to_owned(),
        kind,
        choices: Vec::new(),
        value,
    })
}

/// `2024-02-29T00:00:00+00:00`
fn is_instant(text: &str) -> bool {
    let form: String = text
        .chars()
        .take(19)
        .map(|c| if c.is_ascii_digit() { '0' } else { c })
        .collect();
    form == "0000-00-00T00:00:00"
}

/// The picture that lies beside a book in a library on this computer.
pub(crate) fn cover(path: &str) -> Option<CoverSource> {
    // Two slashes begin the name of another computer.
    if path.starts_with("\\\\") || path.starts_with("//") || !path.ends_with("cover.jpg") {
        return None;
    }
    let path = PathBuf::from(path);
    Path::is_absolute(&path).then(|| CoverSource::new(move || picture_at(&path)))
}
