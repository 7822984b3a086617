//! The reading log of Open Library (CSV): three columns of ids until 2022, 15 columns since.
//!
//! | column | becomes |
//! |---|---|
//! | Work ID | by what the book is known again, and an identifier |
//! | Edition ID | an identifier |
//! | Title, Authors, First Publish Year | the fields; without a title, the book is called by its ids |
//! | Bookshelf | status |
//! | My Ratings | rating |
//! | Ratings Average, Ratings Count, Edition Count, Has Ebook | nothing: they are the site's |
//! | Subjects and the like | notes, as `Column: text` |
//!
//! The site does not always quote: a comma in a name or title makes a column too many. The pieces are put together again
//! by the blank behind such a comma, else by the columns that follow.

use std::io::Read;

use library::{Contributor, Identifier, ReadingFacts, Role, Status};

use crate::cells::Cells;
use crate::rows::Rows;
use crate::table::{Header, Line, Record, Sheet};
use crate::{ImportError, Row, people, words};

const SOURCE: &str = "openlibrary";
const SHELVES: [&str; 3] = ["Want to Read", "Currently Reading", "Already Read"];

/// Whether these are the columns of the log.
pub(crate) fn is_header(header: &Header) -> bool {
    header.has(&["Work Id", "Edition Id", "Bookshelf"])
}

/// Reads the log.
pub(crate) fn read<R: Read + Send + 'static>(file: R) -> Result<Rows, ImportError> {
    let mut sheet = Sheet::open(file)?;
    if !is_header(sheet.header()) {
        return Err(sheet.refuse(
            "a reading log of Open Library (columns such as Work ID, Edition ID, Bookshelf)",
        ));
    }
    let frame = sheet.header().frame();
    let header = sheet.header().clone();
    let rows = std::iter::from_fn(move || {
        let line = match sheet.next_line()? {
            Ok(line) => line,
            Err(error) => return Some(Err(error)),
        };
        Some(Ok(put_together(&header, line)))
    });
    Ok(Rows::new(rows, frame))
}

fn put_together(header: &Header, line: Line) -> Row {
    if line.record.len() <= header.len() {
        return row(Cells::of_line(header, &line));
    }
    let mut pieces: Vec<String> = line.record.cells().map(str::to_owned).collect();
    // Behind a comma that parts two columns there is no blank.
    let mut at = 1;
    while at < pieces.len() && pieces.len() > header.len() {
        if pieces[at].starts_with(' ') && !pieces[at - 1].is_empty() {
            join(&mut pieces, at - 1);
        } else {
            at += 1;
        }
    }
    let is_guess = pieces.len() > header.len() && by_the_shelf(header, &mut pieces);
    let line = Line {
        record: Record::of_cells(pieces.iter().map(String::as_str), line.record.line()),
        ..line
    };
    let mut cells = Cells::of_line(header, &line);
    if is_guess {
        cells.problem(
            "Authors",
            "expected a name, found commas that are not quoted; what follows the title's first comma is taken for the names",
        );
    }
    row(cells)
}

/// What stands too much before the shelf belongs to the names.
fn by_the_shelf(header: &Header, pieces: &mut Vec<String>) -> bool {
    let (Some(shelf), Some(authors)) = (header.place("Bookshelf"), header.place("Authors")) else {
        return false;
    };
    let Some(found) = pieces
        .iter()
        .position(|piece| SHELVES.contains(&piece.trim()))
    else {
        return false;
    };
    let has_surplus = found > shelf && authors < shelf;
    for _ in shelf..found {
        join(pieces, authors);
    }
    has_surplus
}

fn join(pieces: &mut Vec<String>, at: usize) {
    let next = pieces.remove(at + 1);
    pieces[at].push(',');
    pieces[at].push_str(&next);
}

fn row(mut cells: Cells<'_>) -> Row {
    let mut row = Row::default();
    let ids: Vec<Identifier> = ["Work Id", "Edition Id"]
        .iter()
        .map(|name| cells.peek(name).to_owned())
        .filter(|id| !id.is_empty())
        .map(|value| Identifier {
            scheme: SOURCE.to_owned(),
            value,
        })
        .collect();
    if let Some(provenance) = cells.provenance(SOURCE, "Work Id") {
        row.provenance = provenance;
    }
    cells.ignore(&["Edition Id"]);
    let fields = &mut row.fields;
    if cells.peek("Title").is_empty() && !ids.is_empty() {
        let called: Vec<&str> = ids.iter().map(|id| id.value.as_str()).collect();
        fields.title = format!("Open Library {}", called.join(", "));
        let told = format!("expected a title, found none; called “{}”", fields.title);
        cells.row_problem(told);
    } else {
        cells.title("Title", fields);
    }
    fields.identifiers = ids;
    let people: Vec<Contributor> = people::of_any_list(&cells.take("Authors"))
        .into_iter()
        .map(|name| Contributor {
            name,
            role: Role::Author,
        })
        .collect();
    cells.contributors("Authors", Vec::new(), people, fields);
    fields.first_published = cells.year("First Publish Year");
    fields.rating = cells.rating("My Ratings", 5);
    cells.ignore(&[
        "Ratings Average",
        "Ratings Count",
        "Edition Count",
        "Has Ebook",
    ]);
    words::take_status(&mut cells, "Bookshelf", &mut row);
    if row.fields.status == Some(Status::Reading) {
        row.extras.readings = vec![ReadingFacts::default().into()];
    }
    cells.finish(SOURCE, "", row)
}
