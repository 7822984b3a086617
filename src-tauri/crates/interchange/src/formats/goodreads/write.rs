//! Writing the library export of Goodreads: its 24 columns, in its order and in its spellings.
//!
//! What Goodreads knows and nobody here does, the average rating and the places on shelves, is left empty and not made up.

use std::io::Write;

use library::{BookFields, Contributor, Outcome, PartialDate, Role, Status, WholeBook};

use super::SOURCE;
use super::columns::Column;
use crate::export::{ExportError, Shape, Surroundings};
use crate::formats::dialect;
use crate::table::Delimiter;
use crate::{markdown, people, series};

/// The columns that Goodreads writes since 2022.
const COLUMNS: [Column; 24] = [
    Column::BookId,
    Column::Title,
    Column::Author,
    Column::AuthorLastFirst,
    Column::AdditionalAuthors,
    Column::Isbn,
    Column::Isbn13,
    Column::MyRating,
    Column::AverageRating,
    Column::Publisher,
    Column::Binding,
    Column::NumberOfPages,
    Column::YearPublished,
    Column::OriginalPublicationYear,
    Column::DateRead,
    Column::DateAdded,
    Column::Bookshelves,
    Column::BookshelvesWithPositions,
    Column::ExclusiveShelf,
    Column::MyReview,
    Column::Spoiler,
    Column::PrivateNotes,
    Column::ReadCount,
    Column::OwnedCopies,
];

/// Writes the export of Goodreads.
///
/// A text that begins with `=`, `+`, `-` or `@` is written as it is. A spreadsheet takes it for a formula; the sign that
/// would keep it from doing so would be read back as part of the text, by us and by Goodreads.
pub(crate) struct GoodreadsShape;

impl Shape for GoodreadsShape {
    fn begin(&mut self, out: &mut dyn Write, _: &Surroundings<'_>) -> Result<(), ExportError> {
        let header = Delimiter::Comma.join(COLUMNS.iter().map(|column| column.name()));
        Ok(writeln!(out, "{header}")?)
    }

    fn book(
        &mut self,
        out: &mut dyn Write,
        book: &WholeBook,
        _: &Surroundings<'_>,
    ) -> Result<(), ExportError> {
        let cells: Vec<String> = COLUMNS.iter().map(|column| cell(book, *column)).collect();
        let line = Delimiter::Comma.join(cells.iter().map(String::as_str));
        Ok(writeln!(out, "{line}")?)
    }

    fn end(&mut self, _: &mut dyn Write) -> Result<(), ExportError> {
        Ok(())
    }
}

/// What stands in a column for a book.
fn cell(whole: &WholeBook, column: Column) -> String {
    let book = &whole.book;
    let fields = &book.fields;
    let year = |date: Option<PartialDate>| date.map_or(String::new(), |d| d.year().to_string());
    match column {
        Column::BookId => id(whole),
        Column::Title => series::joined(fields),
        Column::Author => people::folded(author(fields)),
        Column::AuthorLastFirst => people::last_first(author(fields)),
        Column::AdditionalAuthors => additional(fields),
        Column::Isbn => guarded(fields.isbn.and_then(library::Isbn::isbn10)),
        Column::Isbn13 => guarded(fields.isbn.map(|isbn| isbn.to_string())),
        Column::MyRating => stars(fields).to_string(),
        Column::Publisher => fields.publisher.clone().unwrap_or_default(),
        Column::Binding => fields
            .format
            .as_ref()
            .map_or_else(String::new, |format| binding(format).to_owned()),
        Column::NumberOfPages => fields.pages.map_or(String::new(), |n| n.to_string()),
        Column::YearPublished => year(fields.published),
        Column::OriginalPublicationYear => year(fields.first_published),
        Column::DateRead => times(whole)
            .1
            .and_then(dialect::slashed)
            .unwrap_or_default(),
        Column::DateAdded => dialect::day(&book.added),
        Column::Bookshelves => shelves(whole),
        Column::ExclusiveShelf => fields.status.map_or("", shelf_of).to_owned(),
        Column::MyReview => markdown::to_html(fields.review.as_deref().unwrap_or_default()),
        Column::PrivateNotes => notes(fields.notes.as_deref().unwrap_or_default()),
        Column::ReadCount => times(whole).0.to_string(),
        Column::OwnedCopies => book.copies.len().to_string(),
        _ => String::new(),
    }
}

fn id(whole: &WholeBook) -> String {
    let is_number = |id: &String| id.bytes().all(|byte| byte.is_ascii_digit());
    let known = whole.provenance.iter().find(|known| known.source == SOURCE);
    // A digest stands for a book that had no number there: it would be taken for one.
    known
        .map(|known| known.id.clone())
        .filter(is_number)
        .unwrap_or_default()
}

fn first_author(fields: &BookFields) -> Option<usize> {
    let people = &fields.contributors;
    people.iter().position(|person| person.role == Role::Author)
}

fn author(fields: &BookFields) -> &str {
    first_author(fields).map_or("", |at| fields.contributors[at].name.as_str())
}

/// Everybody but the first author, as Goodreads writes them: `Émile Zoë-Translator`. A further author is marked as one, for
/// without a mark it is a contributor.
fn additional(fields: &BookFields) -> String {
    let first = first_author(fields);
    let others = fields.contributors.iter().enumerate();
    let others = others.filter(|(at, _)| Some(*at) != first);
    let others: Vec<String> = others.map(|(_, person)| marked(person)).collect();
    others.join(", ")
}

fn marked(person: &Contributor) -> String {
    let name = people::without_commas(&person.name);
    let role = match &person.role {
        // Of a role that is only the reader's word, the reader of this list would make a part of the name.
        Role::Contributor | Role::Other(_) => return name,
        role => role.name(),
    };
    format!("{name}-{}", dialect::capital(role))
}

/// A number as Goodreads guards it against spreadsheets, which would take its zeros away.
fn guarded(number: Option<String>) -> String {
    format!("=\"{}\"", number.unwrap_or_default())
}

/// Whole stars, halves rounded up. 0 says that there is no rating, so the least one is 1.
fn stars(fields: &BookFields) -> u8 {
    let stars = fields.rating.map(|rating| (rating.quarters() + 2) / 4);
    stars.map_or(0, |stars| stars.max(1))
}

/// Goodreads' word for a form.
fn binding(format: &library::Format) -> &str {
    use library::Format;
    match format {
        Format::Hardcover => "Hardcover",
        Format::Paperback => "Paperback",
        Format::MassMarket => "Mass Market Paperback",
        Format::Ebook => "Kindle Edition",
        Format::Audiobook => "Audiobook",
        Format::Other(text) => text,
    }
}

/// How often it was read, and the last day: so that what is read back is what was written. Goodreads counts the reading that
/// goes on, or that was given up, where the shelf says so.
fn times(whole: &WholeBook) -> (usize, Option<PartialDate>) {
    let readings = &whole.book.readings;
    let with = |outcome: Option<Outcome>| {
        readings
            .iter()
            .filter(move |reading| reading.facts.outcome == outcome)
    };
    let last_day = |outcome| {
        let days = with(Some(outcome)).filter_map(|reading| reading.facts.finished);
        days.filter(|date| date.day().is_some() && date.year() > 999)
            .max_by_key(|date| date.sort_key())
    };
    let finished = with(Some(Outcome::Finished)).count();
    match whole.book.fields.status {
        Some(Status::DidNotFinish) if with(Some(Outcome::Abandoned)).next().is_none() => (0, None),
        Some(Status::DidNotFinish) => (finished + 1, last_day(Outcome::Abandoned)),
        Some(Status::Reading | Status::Paused) => (finished + 1, last_day(Outcome::Finished)),
        _ => (finished, last_day(Outcome::Finished)),
    }
}

/// The exclusive shelf of a status. Goodreads has none for a pause.
fn shelf_of(status: Status) -> &'static str {
    match status {
        Status::WantToRead => "to-read",
        Status::Reading | Status::Paused => "currently-reading",
        Status::Read => "read",
        Status::DidNotFinish => "did-not-finish",
    }
}

/// Tags and shelves. Goodreads repeats the exclusive shelf before them, unless it is `read`.
fn shelves(whole: &WholeBook) -> String {
    let status = whole.book.fields.status;
    let exclusive = status.map(shelf_of).filter(|shelf| *shelf != "read");
    let own = dialect::tags_and_shelves(whole);
    match exclusive {
        Some(shelf) if own.is_empty() => shelf.to_owned(),
        Some(shelf) => format!("{shelf}, {own}"),
        None => own,
    }
}

/// Notes are plain text in the export, unless they look like tags.
fn notes(notes: &str) -> String {
    if markdown::is_html(notes) {
        markdown::to_html(notes)
    } else {
        notes.to_owned()
    }
}
