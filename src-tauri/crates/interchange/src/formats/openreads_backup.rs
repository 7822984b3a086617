//! The backup of Openreads (a zip archive, versions 4 and 5).
//!
//! `books.backup` holds one JSON object a book, joined by `@@@@@` (`|||||` in the oldest), which may occur in a text too;
//! its members are the columns of the table, with a number for the status and ten times the rating. `<id>.jpg` are the
//! covers; version 4 wrote them into the object, byte by byte. `challenges.backup` holds the goals of each year, for which
//! a library has no place: they are told once.

use std::borrow::Cow;
use std::io::Read;

use serde_json::Value;

use super::openreads;
use crate::archive::Archive;
use crate::cells::Cells;
use crate::json::{Members, Piece, Pieces, told};
use crate::rows::{Frame, Rows};
use crate::{CoverSource, ImportError, Row, Source};

const BOOKS: &str = "books.backup";
const GOALS: &str = "challenges.backup";
/// What joins the objects.
const JOINTS: &[char] = &['@', '|'];

/// Whether the archive is such a backup.
pub(crate) fn is_backup(archive: &Archive) -> bool {
    archive.holds(BOOKS)
}

/// Reads the backup.
pub(crate) fn read(source: &Source) -> Result<Rows, ImportError> {
    let archive = Archive::open(source)?;
    if !is_backup(&archive) {
        return Err(ImportError::OtherFormat {
            expected: format!("an Openreads backup (an archive with {BOOKS} in it)"),
            found: "another archive".to_owned(),
        });
    }
    let goals = archive
        .short_text(GOALS)
        .and_then(|goals| told_goals(&goals));
    books(archive.list(BOOKS)?, Some(archive), goals)
}

/// Reads the list alone, as it lies in the archive.
#[cfg(any(test, feature = "fuzz"))]
pub(crate) fn read_list<R: Read + Send + 'static>(list: R) -> Result<Rows, ImportError> {
    books(list, None, None)
}

fn books<R: Read + Send + 'static>(
    list: R,
    archive: Option<Archive>,
    mut goals: Option<String>,
) -> Result<Rows, ImportError> {
    let rows = Pieces::joined(list, JOINTS)?
        .zip(1..)
        .map(move |(piece, number)| Ok(book(&piece?, number, archive.as_ref(), goals.take())));
    let frame = Frame {
        between: "@@@@@".to_owned(),
        extension: "backup",
        ..Frame::default()
    };
    Ok(Rows::new(rows, frame))
}

fn book(piece: &Piece, number: u32, archive: Option<&Archive>, goals: Option<String>) -> Row {
    let (Members(members), problem) = piece.members();
    let mut cover = None;
    let mut pairs: Vec<(Cow<'_, str>, Cow<'_, str>)> = Vec::new();
    for (name, value) in members {
        match name.as_str() {
            "id" => cover = cover.or_else(|| archive?.picture(&format!("{}.jpg", told(&value)))),
            "cover" => cover = bytes(&value).or(cover),
            // What the app shows until the cover is loaded, and whether there is one.
            "blur_hash" | "has_cover" => {}
            _ => {
                let (name, text) = column(name, &value);
                pairs.push((name.into(), text.into()));
            }
        }
    }
    let mut cells = Cells::of_pairs(pairs, number, piece.line, piece.text.as_str());
    if let Some(problem) = problem {
        cells.row_problem(problem);
    }
    if let Some(goals) = goals {
        cells.row_problem(format_args!(
            "expected books alone, found goals of reading beside them, which are left out: {goals}"
        ));
    }
    Row {
        cover,
        ..openreads::row(cells)
    }
}

/// A member as the table has it.
fn column(name: String, value: &Value) -> (String, String) {
    let text = told(value);
    let number = value.as_u64();
    match (name.as_str(), number) {
        ("status", Some(status @ 0..=4)) => {
            let words = ["finished", "in_progress", "planned", "abandoned", "unknown"];
            let word = words.get(usize::try_from(status).unwrap_or(4)).copied();
            (name, word.unwrap_or_default().to_owned())
        }
        ("rating", Some(tenfold)) => (name, format!("{}.{}", tenfold / 10, tenfold % 10)),
        ("favourite" | "deleted", Some(0)) => (name, "false".to_owned()),
        ("favourite" | "deleted", Some(1)) => (name, "true".to_owned()),
        ("book_type", _) => ("book_format".to_owned(), text),
        _ => (name, text),
    }
}

/// A picture as a list of its bytes.
fn bytes(value: &Value) -> Option<CoverSource> {
    let bytes: Vec<u8> = value
        .as_array()?
        .iter()
        .map(|byte| byte.as_u64().and_then(|byte| u8::try_from(byte).ok()))
        .collect::<Option<_>>()?;
    (!bytes.is_empty()).then(|| CoverSource::new(move || Ok(bytes.clone())))
}

/// `2025: 24 books; 2026: 30 books, 9000 pages`
fn told_goals(text: &str) -> Option<String> {
    let goals = text.split("|||||").filter_map(|goal| {
        let goal: Value = serde_json::from_str(goal).ok()?;
        let parts: Vec<String> = ["books", "pages"]
            .into_iter()
            .filter_map(|of| Some(format!("{} {of}", goal[of].as_u64()?)))
            .collect();
        Some(format!("{}: {}", told(&goal["year"]), parts.join(", ")))
    });
    let goals: Vec<String> = goals.collect();
    match goals.as_slice() {
        [] if text.trim().is_empty() => None,
        [] => Some(crate::row::quoted(text)),
        goals => Some(goals.join("; ")),
    }
}
