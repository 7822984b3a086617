//! The export of `BookLogr` (CSV, nine columns; `notes` came late).
//!
//! | column | becomes |
//! |---|---|
//! | title, author, isbn, description, `total_pages`, rating | the fields |
//! | `reading_status` | status |
//! | `current_page` | how far the reading came that goes on, or was given up |
//! | notes, a list in JSON | quotes where they have a page, else notes |

use std::io::Read;

use library::{
    BookFields, Contributor, Outcome, ProgressRecord, ProgressUnit, QuoteRecord, ReadingFacts,
    ReadingRecord, Role, Status,
};
use serde::Deserialize;

use crate::cells::Cells;
use crate::date;
use crate::number::whole;
use crate::rows::Rows;
use crate::table::{Header, Sheet};
use crate::{ImportError, Row, people, words};

const SOURCE: &str = "booklogr";

/// Whether these are the columns of the export.
pub(crate) fn is_header(header: &Header) -> bool {
    header.has(&["title", "reading_status", "current_page", "total_pages"])
}

/// Reads the export.
pub(crate) fn read<R: Read + Send + 'static>(file: R) -> Result<Rows, ImportError> {
    let sheet = Sheet::open(file)?;
    if !is_header(sheet.header()) {
        return Err(sheet.refuse(
            "a BookLogr export (columns such as title, reading_status, current_page, total_pages)",
        ));
    }
    Ok(Rows::of_sheet(sheet, row))
}

fn row(mut cells: Cells<'_>) -> Row {
    let mut row = Row::default();
    let fields = &mut row.fields;
    cells.title("title", fields);
    let people: Vec<Contributor> = people::of_any_list(&cells.take("author"))
        .iter()
        .map(|name| people::with_role(name, Role::Author))
        .collect();
    cells.contributors("author", Vec::new(), people, fields);
    cells.isbn("isbn", fields);
    fields.description = cells.markdown("description");
    fields.pages = cells.count("total_pages", "pages");
    fields.rating = cells.rating("rating", 5);
    words::take_status(&mut cells, "reading_status", &mut row);
    row.extras.readings = reading(&mut cells, &row.fields).into_iter().collect();
    let notes = notes(&mut cells, &mut row.extras.quotes);
    cells.finish(SOURCE, &notes, row)
}

/// The page that was reached belongs to a reading that goes on or was given up. A book that was read has none by that
/// alone.
fn reading(cells: &mut Cells<'_>, fields: &BookFields) -> Option<ReadingRecord> {
    let page = whole(cells.peek("current_page")).unwrap_or(0);
    let outcome = match fields.status {
        Some(Status::Reading | Status::Paused) => None,
        Some(Status::DidNotFinish) if page > 0 => Some(Outcome::Abandoned),
        _ => {
            let says_nothing = page == 0 || fields.pages == Some(page);
            if says_nothing && !cells.peek("current_page").contains(char::is_alphabetic) {
                cells.ignore(&["current_page"]);
            }
            return None;
        }
    };
    let reached = cells.count("current_page", "pages");
    Some(ReadingRecord {
        facts: ReadingFacts {
            outcome,
            ..ReadingFacts::default()
        },
        progress: reached
            .map(|value| ProgressRecord {
                at: None,
                unit: ProgressUnit::Page,
                value,
                note: None,
            })
            .into_iter()
            .collect(),
    })
}

/// A note as the list writes it.
#[derive(Deserialize)]
struct Note {
    content: Option<String>,
    quote_page: Option<u32>,
    created_on: Option<String>,
}

/// What has a page is a quote; the others are the book's notes, with the day on which they were written.
fn notes(cells: &mut Cells<'_>, quotes: &mut Vec<QuoteRecord>) -> String {
    let Ok(notes) = serde_json::from_str::<Vec<Note>>(cells.peek("notes")) else {
        if !cells.peek("notes").is_empty() {
            cells.unexpected("notes", "a list of notes in JSON");
        }
        return String::new();
    };
    cells.ignore(&["notes"]);
    let mut texts = Vec::new();
    for note in notes {
        let text = note.content.unwrap_or_default();
        let written = note
            .created_on
            .as_deref()
            .and_then(|text| date::read(text.get(..10).unwrap_or(text), None).ok());
        match (note.quote_page, written) {
            _ if text.trim().is_empty() => {}
            (Some(page), _) => quotes.push(QuoteRecord {
                text,
                place: Some(page.to_string()),
                note: None,
                added: written.and_then(crate::cells::day),
            }),
            (None, Some(date)) => texts.push(format!("{date}: {text}")),
            (None, None) => texts.push(text),
        }
    }
    texts.join("\n\n")
}
