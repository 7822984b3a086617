//! The export of `BookWyrm` (CSV; 27 columns, 28 with `finna_key`): the last reading, the last review and one shelf a book.
//!
//! | column | becomes |
//! |---|---|
//! | title, `author_text` | title and series, authors |
//! | `remote_id` | by what the book is known again |
//! | `isbn_13`, `isbn_10`, and the keys of other catalogues | ISBN, identifiers |
//! | `start_date`, `finish_date`, `stopped_date` | a reading |
//! | rating | rating |
//! | `review_name`, `review_content` | review, as Markdown |
//! | shelf, `shelf_name`, `shelf_date` | status or a shelf; added |
//! | `review_cw`, `review_published` | notes, as `column: text` |

use std::io::Read;

use library::{Outcome, ReadingFacts, Status};

use crate::cells::Cells;
use crate::rows::Rows;
use crate::table::{Header, Sheet};
use crate::{ImportError, Row, date};

const SOURCE: &str = "bookwyrm";
const DATES: [&str; 5] = [
    "start_date",
    "finish_date",
    "stopped_date",
    "review_published",
    "shelf_date",
];
/// The catalogues whose keys stand in columns of their own, and how the library calls them.
const KEYS: [(&str, &str); 12] = [
    ("openlibrary_key", "openlibrary"),
    ("finna_key", "finna"),
    ("inventaire_id", "inventaire"),
    ("librarything_key", "librarything"),
    ("goodreads_key", "goodreads"),
    ("bnf_id", "bnf"),
    ("viaf", "viaf"),
    ("wikidata", "wikidata"),
    ("asin", "asin"),
    ("aasin", "aasin"),
    ("isfdb", "isfdb"),
    ("oclc_number", "oclc"),
];

/// Whether these are the columns of the export.
pub(crate) fn is_header(header: &Header) -> bool {
    header.has(&["title", "author_text", "remote_id"])
}

/// Reads the export.
pub(crate) fn read<R: Read + Send + 'static>(file: R) -> Result<Rows, ImportError> {
    let sheet = Sheet::open(file)?;
    if !is_header(sheet.header()) {
        return Err(
            sheet.refuse("a BookWyrm export (columns such as title, author_text, remote_id)")
        );
    }
    Ok(Rows::of_sheet(sheet.with_dates(&DATES), row))
}

fn row(mut cells: Cells<'_>) -> Row {
    let mut row = Row::default();
    if let Some(provenance) = cells.provenance(SOURCE, "remote_id") {
        row.provenance = provenance;
    }
    let fields = &mut row.fields;
    cells.title("title", fields);
    let wrote = cells.people("author_text");
    cells.contributors("author_text", wrote, Vec::new(), fields);
    for column in ["isbn_13", "isbn_10"] {
        cells.isbn(column, fields);
    }
    for (column, scheme) in KEYS {
        cells.identifier(column, scheme, fields);
    }
    fields.rating = cells.rating("rating", 5);
    let called = cells.text("review_name");
    let review = cells.markdown("review_content");
    fields.review = match (called, review) {
        (Some(called), Some(review)) => Some(format!("**{called}**\n\n{review}")),
        (called, review) => called.or(review),
    };
    row.added = cells.stamp("shelf_date");
    let reading = reading(&mut cells);
    shelf(&mut cells, reading.as_ref(), &mut row);
    let goes_on = matches!(row.fields.status, Some(Status::Reading | Status::Paused));
    let open = goes_on.then(ReadingFacts::default);
    row.extras.readings = match reading {
        Some(reading) if goes_on && !reading.goes_on() => {
            vec![reading.into(), ReadingFacts::default().into()]
        }
        reading => reading.or(open).map(Into::into).into_iter().collect(),
    };
    cells.finish(SOURCE, "", row)
}

fn reading(cells: &mut Cells<'_>) -> Option<ReadingFacts> {
    let mut day = |name| cells.date(name).filter(|date| !date::is_filler(*date));
    let (started, finished, stopped) = (day("start_date"), day("finish_date"), day("stopped_date"));
    started.or(finished).or(stopped)?;
    let outcome = match (finished, stopped) {
        (Some(_), _) => Some(Outcome::Finished),
        (None, Some(_)) => Some(Outcome::Abandoned),
        (None, None) => None,
    };
    Some(ReadingFacts {
        started,
        finished: finished.or(stopped),
        outcome,
        note: None,
    })
}

/// One of the four shelves that everybody has says the status. Any other is a shelf; the status is then what the reading
/// says.
fn shelf(cells: &mut Cells<'_>, reading: Option<&ReadingFacts>, row: &mut Row) {
    let shelf = cells.take("shelf");
    let status = match shelf.as_str() {
        "to-read" => Some(Status::WantToRead),
        "reading" => Some(Status::Reading),
        "read" => Some(Status::Read),
        "stopped-reading" => Some(Status::DidNotFinish),
        _ => None,
    };
    let named = cells.take("shelf_name");
    row.fields.status = status;
    if status.is_some() {
        return;
    }
    row.fields.status = reading.map(|reading| match reading.outcome {
        Some(Outcome::Finished) => Status::Read,
        Some(Outcome::Abandoned) => Status::DidNotFinish,
        None => Status::Reading,
    });
    let own = if named.is_empty() { shelf } else { named };
    if !own.is_empty() {
        if row.fields.status.is_none() {
            row.status_shelf = Some(own.clone());
        }
        row.extras.shelves.push(own);
    }
}
