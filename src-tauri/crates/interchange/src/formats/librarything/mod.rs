//! The table of `LibraryThing` (TSV; 49 columns, 54 since prices and conditions are among them).
//!
//! | column | becomes |
//! |---|---|
//! | Book Id | by what the book is known again |
//! | Title, Sort Character | title and series; the sort title where more than an article is passed over |
//! | Primary Author, Secondary Author (parted by bars), their roles | contributors |
//! | Publication | publisher, and what Media and Page Count do not say; kept where not all of it is elsewhere |
//! | Date, Media, Page Count, Languages, List Price | the fields |
//! | Review, Summary (unless it only repeats title and author) | review, description |
//! | Comment, Private Comment | notes |
//! | Rating | rating, in halves |
//! | Acquired, From Where, Purchase Price, Condition, Copies | copies |
//! | Lending … | a loan of the first copy |
//! | Date Started, Date Read | readings |
//! | Tags | tags |
//! | Collections | status, copies, wish, favourite; any of the reader's own is a shelf |
//! | ISBN, ISBNs, ISSN, LCCN, OCLC, Work id | ISBN, identifiers |
//! | Entry Date | added |
//! | Source | nothing: from where the site took what it knows |
//! | any other (Subjects, Dewey Decimal, Weight …) | notes, as `Column: text` |
//!
//! Nothing is quoted. Dates and ISBN stand in square brackets. A line end in a text is `[Return]`, or a line end: such a
//! row goes on in the next line, which begins with no id.

mod collections;
mod lines;
mod list;
mod owning;
mod publication;

use std::io::Read;

use library::{BookFields, Contributor, Identifier, Outcome, ReadingFacts, Role, Status};

use crate::cells::Cells;
use crate::isbn;
use crate::rows::Rows;
use crate::table::{Delimiter, Header, Sheet};
use crate::{ImportError, Row, people};
use collections::Collections;
use lines::WholeLines;

pub(crate) use list::{is_book, read as read_list};

const SOURCE: &str = "librarything";
/// What stands in square brackets.
const BRACKETED: [&str; 7] = [
    "ISBN",
    "Acquired",
    "Date Started",
    "Date Read",
    "Entry Date",
    "Lending Start",
    "Lending End",
];
/// Texts of several lines.
const LONG: [&str; 5] = [
    "Review",
    "Comment",
    "Private Comment",
    "Summary",
    "Physical Description",
];

/// Whether these are the columns of the table.
pub(crate) fn is_header(header: &Header) -> bool {
    header.has(&["Book Id", "Title", "Primary Author"])
}

/// Reads the table.
pub(crate) fn read<R: Read + Send + 'static>(file: R) -> Result<Rows, ImportError> {
    let sheet = Sheet::open_with_ansel(file)?;
    if !is_header(sheet.header()) {
        return Err(
            sheet.refuse("a LibraryThing export (columns such as Book Id, Title, Primary Author)")
        );
    }
    // With another sign between its cells, a spreadsheet saved it, which does quote.
    if sheet.header().delimiter() != Delimiter::Tab {
        return Ok(Rows::of_sheet(sheet, row));
    }
    let sheet = sheet.unquoted();
    let header = sheet.header().clone();
    let frame = header.frame();
    let rows = WholeLines::of(sheet).map(move |line| Ok(row(Cells::of_line(&header, &line?))));
    Ok(Rows::new(rows, frame))
}

/// Understands a book, whose cells are named as the columns are.
fn row(mut cells: Cells<'_>) -> Row {
    let mut row = Row::default();
    for name in BRACKETED {
        cells.rewrite(name, |text| text.replace(['[', ']'], ""));
    }
    for name in LONG {
        cells.rewrite(name, |text| text.replace("[Return]", "\n"));
    }
    if let Some(provenance) = cells.provenance(SOURCE, "Book Id") {
        row.provenance = provenance;
    }
    let fields = &mut row.fields;
    cells.title("Title", fields);
    sort_title(&mut cells, fields);
    contributors(&mut cells, fields);
    numbers(&mut cells, fields);
    fields.published = cells.date("Date");
    publication::take(&mut cells, fields);
    languages(&mut cells, fields);
    fields.rating = cells.rating("Rating", 5);
    fields.review = cells.markdown("Review");
    summary(&mut cells, fields);
    fields.price = owning::price(&mut cells, "List Price");
    let tags = cells.take("Tags");
    cells.tags("Tags", tags.split(',').map(str::to_owned), fields);
    row.added = cells.stamp("Entry Date");
    let mut readings = readings(&mut cells);
    let collections = Collections::take(&mut cells);
    collections.put(&mut row, &readings);
    let goes_on = matches!(row.fields.status, Some(Status::Reading | Status::Paused));
    if goes_on && !readings.iter().any(ReadingFacts::goes_on) {
        readings.push(ReadingFacts::default());
    }
    if let (Some(Status::DidNotFinish), Some(last)) = (row.fields.status, readings.last_mut()) {
        last.outcome = Some(Outcome::Abandoned);
    }
    row.extras.readings = readings.into_iter().map(Into::into).collect();
    row.extras.copies = owning::copies(&mut cells, &collections);
    cells.ignore(&["Source"]);
    let notes = [cells.markdown("Comment"), cells.markdown("Private Comment")];
    let notes: Vec<String> = notes.into_iter().flatten().collect();
    cells.finish(SOURCE, &notes.join("\n\n"), row)
}

/// `3` passes over the two signs of `A `. That it does by itself; where more than one short word is passed over, its
/// owner wanted it so.
fn sort_title(cells: &mut Cells<'_>, fields: &mut BookFields) {
    let Ok(at) = cells.peek("Sort Character").parse::<usize>() else {
        return;
    };
    cells.ignore(&["Sort Character"]);
    let Some((begin, _)) = fields.title.char_indices().nth(at.saturating_sub(1)) else {
        return;
    };
    let (passed, rest) = fields.title.split_at(begin);
    if passed.trim().contains(' ') || passed.trim().chars().count() > 4 {
        fields.sort_title = Some(rest.to_owned());
    }
}

/// The names are turned round, `Doyle, Arthur Conan`, and parted by bars, as their roles are.
fn contributors(cells: &mut Cells<'_>, fields: &mut BookFields) {
    let first = people::in_order(&cells.take("Primary Author"));
    let role = cells.take("Primary Author Role");
    let roles = if cells.has("Secondary Author Roles") {
        "Secondary Author Roles"
    } else {
        "Secondary Author Role"
    };
    let (others, roles) = (cells.take("Secondary Author"), cells.take(roles));
    let mut all = vec![Contributor {
        name: first,
        role: role_of(&role, Role::Author),
    }];
    let mut roles = roles.split('|');
    for name in others.split('|') {
        all.push(Contributor {
            name: people::in_order(name),
            role: role_of(roles.next().unwrap_or_default(), Role::Contributor),
        });
    }
    all.retain(|person| !person.name.is_empty());
    cells.contributors("Secondary Author", Vec::new(), all, fields);
}

fn role_of(word: &str, otherwise: Role) -> Role {
    match word.trim() {
        "" => otherwise,
        word => Role::from(word),
    }
}

/// Of several ISBN, the book's own stands alone in a column.
fn numbers(cells: &mut Cells<'_>, fields: &mut BookFields) {
    cells.isbn("ISBN", fields);
    for number in cells.take("ISBNs").split(',').map(str::trim) {
        match isbn::read(isbn::bare(number)) {
            _ if number.is_empty() => {}
            Ok(isbn) if fields.isbn == Some(isbn) => {}
            Ok(isbn) if fields.isbn.is_none() => fields.isbn = Some(isbn),
            _ => fields.identifiers.push(Identifier {
                scheme: "isbn".to_owned(),
                value: number.to_owned(),
            }),
        }
    }
    for (column, scheme) in [
        ("ISSN", "issn"),
        ("LCCN", "lccn"),
        ("OCLC", "oclc"),
        ("Work id", SOURCE),
    ] {
        cells.identifier(column, scheme, fields);
    }
}

/// A book has one language here: the first. Others are kept in the notes.
fn languages(cells: &mut Cells<'_>, fields: &mut BookFields) {
    let given = cells.take("Languages");
    if cells.peek("Original Languages") == given {
        cells.ignore(&["Original Languages"]);
    }
    let mut all = given
        .split(',')
        .map(str::trim)
        .filter(|one| !one.is_empty());
    fields.language = all.next().map(str::to_owned);
    if all.next().is_some() {
        cells.keep("Languages", &given);
    }
}

/// `A Study in Scarlet by Arthur Conan Doyle (2001)` is what the site makes up where nobody wrote one.
fn summary(cells: &mut Cells<'_>, fields: &mut BookFields) {
    let given = cells.peek("Summary");
    let is_made_up = given
        .strip_prefix(fields.title.as_str())
        .is_some_and(|rest| rest.starts_with(" by ") || rest.starts_with(" (") || rest.is_empty())
        && !given.contains('\n');
    if is_made_up {
        cells.ignore(&["Summary"]);
    } else {
        fields.description = cells.markdown("Summary");
    }
}

/// Each finish with the start beside it. A start alone goes on.
fn readings(cells: &mut Cells<'_>) -> Vec<ReadingFacts> {
    let mut dates = |column: &str| -> Vec<_> {
        let given = cells.take(column);
        given
            .split([',', '|'])
            .map(str::trim)
            .map(|part| {
                (!part.is_empty())
                    .then(|| cells.date_in(column, part))
                    .flatten()
            })
            .collect()
    };
    let (started, finished) = (dates("Date Started"), dates("Date Read"));
    let count = started.len().max(finished.len());
    (0..count)
        .map(|at| {
            let started = started.get(at).copied().flatten();
            let finished = finished.get(at).copied().flatten();
            ReadingFacts {
                started,
                finished,
                outcome: finished.map(|_| Outcome::Finished),
                note: None,
            }
        })
        .filter(|reading| reading.started.is_some() || reading.finished.is_some())
        .collect()
}
