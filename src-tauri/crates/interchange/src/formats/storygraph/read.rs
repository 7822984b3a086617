//! Reading the export of `StoryGraph`.

use std::io::Read;

use library::{
    BookExtras, Contributor, Identifier, Outcome, OwnedCopy, PartialDate, ReadingFacts, Role,
    Status,
};

use super::SOURCE;
use crate::cells::Cells;
use crate::people;
use crate::rows::Rows;
use crate::table::{Header, Sheet};
use crate::{ImportError, Row, words};

const DATES: [&str; 2] = ["Date Added", "Last Date Read"];
/// The most readings that are believed; beyond it, the count is a slip of the keyboard.
const MOST_READINGS: u32 = 100;

/// Whether these are the columns of the export.
pub(crate) fn is_header(header: &Header) -> bool {
    header.has(&["Title", "Read Status", "Star Rating"])
        && (header.has(&["Authors"]) || header.has(&["Author"]))
}

/// Reads the export.
pub(crate) fn read<R: Read + Send + 'static>(file: R) -> Result<Rows, ImportError> {
    let sheet = Sheet::open(file)?;
    if !is_header(sheet.header()) {
        return Err(sheet.refuse(
            "a StoryGraph export (columns such as Title, Authors, Read Status, Star Rating)",
        ));
    }
    Ok(Rows::of_sheet(sheet.with_dates(&DATES), row))
}

fn row(mut cells: Cells<'_>) -> Row {
    let mut row = Row::default();
    let fields = &mut row.fields;
    cells.title("Title", fields);
    let authors = if cells.has("Authors") {
        "Authors"
    } else {
        "Author"
    };
    let wrote = cells.people(authors);
    let others = cells.people("Contributors");
    let others: Vec<Contributor> = others
        .iter()
        .map(|name| people::with_role(name, Role::Contributor))
        .collect();
    cells.contributors("Contributors", wrote, others, fields);
    number(&mut cells, fields);
    fields.format = cells.format("Format");
    fields.rating = cells.rating("Star Rating", 5);
    fields.review = cells.markdown("Review");
    let tags = cells.take("Tags");
    cells.tags("Tags", tags.split(',').map(str::to_owned), fields);
    row.added = cells.stamp("Date Added");
    words::take_status(&mut cells, "Read Status", &mut row);
    let readings = readings(&mut cells, row.fields.status);
    row.extras = BookExtras {
        shelves: std::mem::take(&mut row.extras.shelves),
        ..BookExtras::of(readings, copies(&mut cells))
    };
    cells.finish(SOURCE, "", row)
}

/// `ISBN/UID` may be no ISBN: books without one have an id of Amazon's or of the site's own there.
fn number(cells: &mut Cells<'_>, fields: &mut library::BookFields) {
    let column = if cells.has("ISBN/UID") {
        "ISBN/UID"
    } else {
        "ISBN"
    };
    let text = cells.peek(column);
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let has_letters = text
        .trim_end_matches(['x', 'X'])
        .contains(char::is_alphabetic);
    if has_letters && digits < text.len() {
        let is_asin = text.len() == 10
            && text.starts_with('B')
            && text.bytes().all(|byte| byte.is_ascii_alphanumeric());
        let scheme = if is_asin { "asin" } else { SOURCE };
        let value = cells.take(column);
        fields.identifiers.push(Identifier {
            scheme: scheme.to_owned(),
            value,
        });
    } else {
        cells.isbn(column, fields);
    }
}

/// The dated readings as they are given, and before them as many without a date as the count says there were more. How the
/// last one ended, the status says.
fn readings(cells: &mut Cells<'_>, status: Option<Status>) -> Vec<ReadingFacts> {
    let count = cells.times("Read Count", MOST_READINGS);
    let given = cells.take("Dates Read");
    let mut dated: Vec<ReadingFacts> = given
        .split(',')
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .filter_map(|part| reading(cells, part))
        .collect();
    let last = cells.date("Last Date Read");
    if dated.is_empty() && last.is_some() {
        dated.push(ReadingFacts {
            finished: last,
            ..ReadingFacts::default()
        });
    } else if let Some(last) = last
        && !dated.iter().any(|reading| reading.finished == Some(last))
    {
        cells.keep("Last Date Read", &last.to_string());
    }
    dated.sort_by_key(|reading| {
        reading
            .finished
            .or(reading.started)
            .map(PartialDate::sort_key)
    });
    for reading in &mut dated {
        reading.outcome = reading.finished.map(|_| Outcome::Finished);
    }
    if let Some(last) = dated.last_mut() {
        match status {
            Some(Status::Read) => last.outcome = Some(Outcome::Finished),
            Some(Status::DidNotFinish) => last.outcome = Some(Outcome::Abandoned),
            _ => {}
        }
    }
    let is_open = matches!(status, Some(Status::Reading | Status::Paused));
    if is_open && !dated.iter().any(ReadingFacts::goes_on) {
        dated.push(ReadingFacts::default());
    }
    let ended = dated.iter().filter(|reading| !reading.goes_on()).count();
    let missing = usize::try_from(count).unwrap_or(0).saturating_sub(ended);
    let undated = ReadingFacts {
        outcome: Some(Outcome::Finished),
        ..ReadingFacts::default()
    };
    std::iter::repeat_n(undated, missing).chain(dated).collect()
}

/// `2023/01/02-2023/01/15`, a finish alone, or `2023/01/02-` without one.
fn reading(cells: &mut Cells<'_>, part: &str) -> Option<ReadingFacts> {
    let is_year = |text: &str| text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    let (started, finished) = match part.split_once('-') {
        Some((started, finished))
            if started.contains('/')
                || finished.contains('/')
                || started.is_empty()
                || (is_year(started) && (is_year(finished) || finished.is_empty())) =>
        {
            (started.trim(), finished.trim())
        }
        // Dates with hyphens have none between them but ` - `.
        _ => part.split_once(" - ").unwrap_or(("", part)),
    };
    let mut date = |text: &str| {
        (!text.is_empty())
            .then(|| cells.date_in("Dates Read", text))
            .flatten()
    };
    let (started, finished) = (date(started), date(finished));
    started.or(finished)?;
    Some(ReadingFacts {
        started,
        finished,
        outcome: None,
        note: None,
    })
}

fn copies(cells: &mut Cells<'_>) -> Option<OwnedCopy> {
    let owned = cells.peek("Owned?").to_lowercase();
    match owned.as_str() {
        "yes" | "true" => {}
        "no" | "false" | "" => {
            cells.ignore(&["Owned?"]);
            return None;
        }
        _ => {
            cells.unexpected("Owned?", "Yes or No");
            return None;
        }
    }
    cells.take("Owned?");
    Some(OwnedCopy::default())
}
