//! The export of Jelu (CSV, 15 columns: seven for Goodreads, the others for anybody).
//!
//! | column | becomes |
//! |---|---|
//! | Title, authors (Author is their first), Publisher | the fields |
//! | isbn13, isbn10, ISBN | ISBN |
//! | `read_dates`, `dropped_dates`, `currently_reading` | readings: the days on which they ended, or began |
//! | Date Read | the day of the last of them, unless the lists have it |
//! | Shelves | status, which the readings say where it is empty |
//! | tags (Bookshelves has them without their blanks) | tags |
//! | owned | a copy |

use std::io::Read;

use library::{BookExtras, Outcome, OwnedCopy, PartialDate, ReadingFacts, Status};

use crate::cells::Cells;
use crate::rows::Rows;
use crate::table::{Header, Sheet};
use crate::{ImportError, Row, date, people, words};

const SOURCE: &str = "jelu";

/// Whether these are the columns of the export.
pub(crate) fn is_header(header: &Header) -> bool {
    header.has(&["Title", "Author", "read_dates", "authors"])
}

/// Reads the export.
pub(crate) fn read<R: Read + Send + 'static>(file: R) -> Result<Rows, ImportError> {
    let sheet = Sheet::open(file)?;
    if !is_header(sheet.header()) {
        return Err(
            sheet.refuse("a Jelu export (columns such as Title, Author, read_dates, authors)")
        );
    }
    Ok(Rows::of_sheet(sheet.with_dates(&["Date Read"]), row))
}

fn row(mut cells: Cells<'_>) -> Row {
    let mut row = Row::default();
    let fields = &mut row.fields;
    cells.title("Title", fields);
    let wrote = authors(&mut cells);
    cells.contributors("authors", wrote, Vec::new(), fields);
    for column in ["isbn13", "isbn10", "ISBN"] {
        cells.isbn(column, fields);
    }
    fields.publisher = cells.text("Publisher");
    let tags = cells.take("tags");
    cells.tags("tags", tags.split(',').map(str::to_owned), fields);
    let is_tag = |word: &str| tags.split(',').any(|tag| tag.replace(' ', "") == word);
    if cells.peek("Bookshelves").split(' ').all(is_tag) {
        cells.ignore(&["Bookshelves"]);
    }
    words::take_status(&mut cells, "Shelves", &mut row);
    let readings = readings(&mut cells, row.fields.status);
    if row.fields.status.is_none() && row.status_shelf.is_none() {
        row.fields.status = readings.last().map(|last| match last.outcome {
            Some(Outcome::Finished) => Status::Read,
            Some(Outcome::Abandoned) => Status::DidNotFinish,
            None => Status::Reading,
        });
    }
    let owned = words::yes_or_no(cells.peek("owned"));
    match owned {
        Some(_) => cells.ignore(&["owned"]),
        None => cells.unexpected("owned", "true or nothing"),
    }
    let copy = owned.unwrap_or(false).then(OwnedCopy::default);
    row.extras = BookExtras {
        shelves: std::mem::take(&mut row.extras.shelves),
        ..BookExtras::of(readings, copy)
    };
    cells.finish(SOURCE, "", row)
}

/// The names are parted by commas. The first stands alone in a column of its own, which says where its own commas are.
fn authors(cells: &mut Cells<'_>) -> Vec<String> {
    let first = cells.take("Author");
    let all = cells.take("authors");
    match all.strip_prefix(&first) {
        Some(rest) if rest.is_empty() || rest.starts_with(',') => {
            let mut names: Vec<String> = Some(people::in_order(&first))
                .filter(|name| !name.is_empty())
                .into_iter()
                .collect();
            names.extend(people::listed(rest));
            names
        }
        _ => people::listed(&format!("{first},{all}")),
    }
}

fn readings(cells: &mut Cells<'_>, status: Option<Status>) -> Vec<ReadingFacts> {
    let ended = |finished, outcome| ReadingFacts {
        finished,
        outcome: Some(outcome),
        ..ReadingFacts::default()
    };
    let began = |started| ReadingFacts {
        started,
        ..ReadingFacts::default()
    };
    let mut readings: Vec<ReadingFacts> = days(cells, "read_dates")
        .into_iter()
        .map(|day| ended(day, Outcome::Finished))
        .collect();
    let dropped = days(cells, "dropped_dates").into_iter();
    readings.extend(dropped.map(|day| ended(day, Outcome::Abandoned)));
    readings.extend(days(cells, "currently_reading").into_iter().map(began));
    let is_reading = matches!(status, Some(Status::Reading | Status::Paused));
    let last = date::read(cells.peek("Date Read"), None).ok();
    let is_listed = readings
        .iter()
        .any(|reading| last.is_some() && reading.finished.or(reading.started) == last);
    // Where nothing else tells of a reading, even a day that stands for none is kept in the notes.
    if is_listed || (last.is_some_and(date::is_filler) && !readings.is_empty()) {
        cells.ignore(&["Date Read"]);
    } else if is_reading && !readings.iter().any(ReadingFacts::goes_on) {
        readings.push(began(cells.date("Date Read")));
    }
    readings.sort_by_key(|reading| {
        let day = reading.finished.or(reading.started);
        // Of two on one day, the one that goes on is the last.
        (day.map(PartialDate::sort_key), reading.goes_on())
    });
    readings
}

/// Days parted by commas. One that stands for none leaves a reading without a day.
fn days(cells: &mut Cells<'_>, column: &str) -> Vec<Option<PartialDate>> {
    let given = cells.take(column);
    given
        .split(',')
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .filter_map(|part| cells.date_in(column, part))
        .map(|day| (!date::is_filler(day)).then_some(day))
        .collect()
}
