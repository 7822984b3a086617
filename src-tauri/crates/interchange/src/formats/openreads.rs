//! The table of Openreads (CSV with CRLF; 19 columns, 20 with `publisher`; before readings were counted, `start_date`,
//! `finish_date` and `reading_time`).
//!
//! | column | becomes |
//! |---|---|
//! | title, subtitle, author, description | the fields; authors are parted |
//! | status | status; `unknown` is none |
//! | favourite, rating (0.5 to 5) | the fields |
//! | deleted | the trash, since the last change |
//! | isbn, olid | ISBN; an identifier |
//! | tags, parted by five bars | tags |
//! | `my_review`, notes, pages, publisher, `publication_year`, `book_format` | the fields |
//! | readings, `start\|finish\|milliseconds` parted by semicolons | readings; the time spent as their note |
//! | `date_added`, `date_modified` | added and changed, by their day: the clock's zone is not said |

use std::io::Read;

use library::{BookExtras, Contributor, Outcome, PartialDate, ReadingFacts, Role, Status};

use crate::cells::Cells;
use crate::row::quoted;
use crate::rows::Rows;
use crate::table::{Header, Sheet};
use crate::{ImportError, Row, date, people, words};

const SOURCE: &str = "openreads";
const DATES: [&str; 4] = ["date_added", "date_modified", "start_date", "finish_date"];

/// Whether these are the columns of the table.
pub(crate) fn is_header(header: &Header) -> bool {
    header.has(&["title", "author", "status", "my_review", "book_format"])
}

/// Reads the table.
pub(crate) fn read<R: Read + Send + 'static>(file: R) -> Result<Rows, ImportError> {
    let sheet = Sheet::open(file)?;
    if !is_header(sheet.header()) {
        return Err(sheet.refuse(
            "an Openreads export (columns such as title, status, my_review, book_format)",
        ));
    }
    Ok(Rows::of_sheet(sheet.with_dates(&DATES), row))
}

/// Understands a book, whose cells are named as the columns are.
pub(super) fn row(mut cells: Cells<'_>) -> Row {
    let mut row = Row::default();
    let fields = &mut row.fields;
    cells.title("title", fields);
    fields.subtitle = cells.text("subtitle");
    let people: Vec<Contributor> = people::of_any_list(&cells.take("author"))
        .iter()
        .map(|name| people::with_role(name, Role::Author))
        .collect();
    cells.contributors("author", Vec::new(), people, fields);
    fields.description = cells.markdown("description");
    fields.publisher = cells.text("publisher");
    fields.published = cells.year("publication_year");
    fields.pages = cells.count("pages", "pages");
    fields.rating = cells.rating("rating", 5);
    fields.format = cells.format("book_format");
    fields.review = cells.markdown("my_review");
    cells.isbn("isbn", fields);
    cells.identifier("olid", "openlibrary", fields);
    let tags = cells.take("tags");
    cells.tags("tags", tags.split("|||||").map(str::to_owned), fields);
    if let Some(favourite) = words::yes_or_no(cells.peek("favourite")) {
        fields.favourite = favourite;
        cells.ignore(&["favourite"]);
    }
    if cells.peek("status") == "unknown" {
        cells.ignore(&["status"]);
    }
    words::take_status(&mut cells, "status", &mut row);
    row.extras = BookExtras {
        shelves: std::mem::take(&mut row.extras.shelves),
        ..BookExtras::of(readings(&mut cells, row.fields.status), None)
    };
    row.added = cells.stamp("date_added");
    row.extras.changed = cells.stamp("date_modified");
    trash(&mut cells, &mut row);
    let notes = cells.take("notes");
    cells.finish(SOURCE, &notes, row)
}

/// A deleted book is in the trash since it was changed last, or since it is there at all.
fn trash(cells: &mut Cells<'_>, row: &mut Row) {
    match words::yes_or_no(cells.peek("deleted")) {
        Some(true) => {
            row.extras.trashed = row.extras.changed.clone().or_else(|| row.added.clone());
            if row.extras.trashed.is_some() {
                cells.ignore(&["deleted"]);
            } else {
                cells.odd("deleted", "expected since when, found no date at all");
            }
        }
        Some(false) => cells.ignore(&["deleted"]),
        None => cells.unexpected("deleted", "true or false"),
    }
}

/// The readings in the order of time. How the last one ended, the status says.
fn readings(cells: &mut Cells<'_>, status: Option<Status>) -> Vec<ReadingFacts> {
    let given = cells.take("readings");
    let mut readings: Vec<ReadingFacts> = given
        .split(';')
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .filter_map(|part| reading(cells, part))
        .collect();
    if let Some(only) = before_readings(cells) {
        readings.push(only);
    }
    readings.sort_by_key(|reading| {
        reading
            .finished
            .or(reading.started)
            .map(PartialDate::sort_key)
    });
    for reading in &mut readings {
        reading.outcome = reading.finished.map(|_| Outcome::Finished);
    }
    if let Some(last) = readings.last_mut() {
        match status {
            Some(Status::Read) => last.outcome = Some(Outcome::Finished),
            Some(Status::DidNotFinish) => last.outcome = Some(Outcome::Abandoned),
            _ => {}
        }
    }
    let is_open = matches!(status, Some(Status::Reading | Status::Paused));
    if is_open && !readings.iter().any(ReadingFacts::goes_on) {
        readings.push(ReadingFacts::default());
    }
    readings
}

/// `2023-01-02T00:00:00.000|2023-01-15T00:00:00.000|5400000`, of which any part may be empty.
fn reading(cells: &mut Cells<'_>, part: &str) -> Option<ReadingFacts> {
    let mut parts = part.split('|').map(str::trim);
    let mut next = || parts.next().unwrap_or_default();
    let (started, finished, spent) = (next(), next(), next());
    let mut day = |text: &str| {
        (!text.is_empty())
            .then(|| cells.date_in("readings", text))
            .flatten()
            .filter(|date| !date::is_filler(*date))
    };
    let (started, finished) = (day(started), day(finished));
    let note = time_spent(spent);
    if note.is_none() && !matches!(spent, "" | "0") {
        cells.problem(
            "readings",
            format_args!(
                "expected the time spent in milliseconds, found {}; kept in the notes",
                quoted(spent)
            ),
        );
        cells.keep("readings", spent);
    }
    (started.is_some() || finished.is_some() || note.is_some()).then_some(ReadingFacts {
        started,
        finished,
        outcome: None,
        note,
    })
}

/// The one reading of older tables.
fn before_readings(cells: &mut Cells<'_>) -> Option<ReadingFacts> {
    let filler = |date: &PartialDate| !date::is_filler(*date);
    let started = cells.date("start_date").filter(filler);
    let finished = cells.date("finish_date").filter(filler);
    let spent = time_spent(cells.peek("reading_time"));
    if spent.is_some() {
        cells.ignore(&["reading_time"]);
    }
    (started.is_some() || finished.is_some() || spent.is_some()).then_some(ReadingFacts {
        started,
        finished,
        outcome: None,
        note: spent,
    })
}

/// `5400000` is `1:30:00`.
fn time_spent(milliseconds: &str) -> Option<String> {
    let seconds = milliseconds.parse::<u64>().ok()?.div_ceil(1_000);
    (seconds > 0).then(|| {
        format!(
            "{}:{:02}:{:02}",
            seconds / 3_600,
            seconds / 60 % 60,
            seconds % 60
        )
    })
}
