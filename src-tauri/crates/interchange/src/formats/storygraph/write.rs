//! Writing the export of `StoryGraph`: its 23 columns, in its order and in its spellings.
//!
//! What `StoryGraph` asks of a book and Bookplate does not, its moods and warnings, is kept in the notes when such a list is
//! imported, as `Moods: dark, tense`: from such lines it goes back into its columns.

use std::io::Write;

use library::{BookFields, Contributor, Format, Outcome, ReadingFacts, Role, Status, WholeBook};

use super::SOURCE;
use crate::export::{ExportError, Shape, Surroundings};
use crate::formats::dialect;
use crate::table::Delimiter;
use crate::{markdown, people, series};

/// A text of a book.
type Cell = fn(&WholeBook) -> String;

/// The columns, and what stands in them for a book; without a cell it is the line of that name in the notes.
const COLUMNS: [(&str, Option<Cell>); 23] = [
    ("Title", Some(|whole| series::joined(&whole.book.fields))),
    ("Authors", Some(|whole| authors(&whole.book.fields))),
    ("Contributors", Some(|whole| others(&whole.book.fields))),
    ("ISBN/UID", Some(|whole| number(&whole.book.fields))),
    ("Format", Some(|whole| format(&whole.book.fields))),
    (
        "Read Status",
        Some(|whole| whole.book.fields.status.map_or("", status).to_owned()),
    ),
    ("Date Added", Some(|whole| dialect::day(&whole.book.added))),
    ("Last Date Read", Some(last_day)),
    ("Dates Read", Some(days)),
    ("Read Count", Some(|whole| count(whole).to_string())),
    ("Moods", None),
    ("Pace", None),
    ("Character- or Plot-Driven?", None),
    ("Strong Character Development?", None),
    ("Loveable Characters?", None),
    ("Diverse Characters?", None),
    ("Flawed Characters?", None),
    ("Star Rating", Some(|whole| stars(&whole.book.fields))),
    ("Review", Some(|whole| review(&whole.book.fields))),
    ("Content Warnings", None),
    ("Content Warning Description", None),
    ("Tags", Some(dialect::tags_and_shelves)),
    (
        "Owned?",
        Some(|whole| {
            if whole.book.copies.is_empty() {
                "No"
            } else {
                "Yes"
            }
            .to_owned()
        }),
    ),
];

/// Writes the export of `StoryGraph`.
///
/// As in the one of Goodreads, a text that begins like a formula is written as it is: a sign before it would be read back as
/// part of the text.
pub(crate) struct StoryGraphShape;

impl Shape for StoryGraphShape {
    fn begin(&mut self, out: &mut dyn Write, _: &Surroundings<'_>) -> Result<(), ExportError> {
        let header = Delimiter::Comma.join(COLUMNS.iter().map(|(name, _)| *name));
        Ok(writeln!(out, "{header}")?)
    }

    fn book(
        &mut self,
        out: &mut dyn Write,
        book: &WholeBook,
        _: &Surroundings<'_>,
    ) -> Result<(), ExportError> {
        let cells: Vec<String> = COLUMNS
            .iter()
            .map(|(name, cell)| cell.map_or_else(|| noted(book, name), |cell| cell(book)))
            .collect();
        let line = Delimiter::Comma.join(cells.iter().map(String::as_str));
        Ok(writeln!(out, "{line}")?)
    }

    fn end(&mut self, _: &mut dyn Write) -> Result<(), ExportError> {
        Ok(())
    }
}

/// The line of the notes that begins with a column's name.
fn noted(whole: &WholeBook, column: &str) -> String {
    let notes = whole.book.fields.notes.as_deref().unwrap_or_default();
    let said = notes.lines().find_map(|line| {
        let rest = line.strip_prefix(column)?.strip_prefix(':')?;
        Some(rest.trim().to_owned())
    });
    said.unwrap_or_default()
}

fn authors(fields: &BookFields) -> String {
    let people = fields.contributors.iter();
    let authors = people.filter(|person| person.role == Role::Author);
    let names: Vec<String> = authors
        .map(|person| people::without_commas(&person.name))
        .collect();
    names.join(", ")
}

/// Everybody else: `Émile Zoë (Translator)`.
fn others(fields: &BookFields) -> String {
    let people = fields.contributors.iter();
    let others = people.filter(|person| person.role != Role::Author);
    others.map(marked).collect::<Vec<_>>().join(", ")
}

fn marked(person: &Contributor) -> String {
    let name = people::without_commas(&person.name);
    match &person.role {
        // Of a role that is only the reader's word, the reader of this list would make a part of the name.
        Role::Contributor | Role::Other(_) => name,
        role => format!("{name} ({})", dialect::capital(role.name())),
    }
}

/// The ISBN; without one, what `StoryGraph` or Amazon calls it.
fn number(fields: &BookFields) -> String {
    let with = |scheme: &str| {
        let mut known = fields.identifiers.iter();
        known
            .find(|known| known.scheme == scheme)
            .map(|known| known.value.clone())
    };
    let isbn = fields.isbn.map(|isbn| isbn.to_string());
    let number = isbn.or_else(|| with(SOURCE)).or_else(|| with("asin"));
    number.unwrap_or_default()
}

/// `StoryGraph` has a word for four forms.
fn format(fields: &BookFields) -> String {
    let word = match &fields.format {
        None => "",
        Some(Format::Hardcover) => "hardcover",
        Some(Format::Paperback | Format::MassMarket) => "paperback",
        Some(Format::Ebook) => "digital",
        Some(Format::Audiobook) => "audio",
        Some(Format::Other(text)) => text,
    };
    word.to_owned()
}

fn status(status: Status) -> &'static str {
    match status {
        Status::WantToRead => "to-read",
        Status::Reading => "currently-reading",
        Status::Paused => "paused",
        Status::Read => "read",
        Status::DidNotFinish => "did-not-finish",
    }
}

/// 17 quarters are `4.25`, 20 are `5.0`. Nothing says that there is no rating, so the least one is a quarter.
fn stars(fields: &BookFields) -> String {
    fields.rating.map_or_else(String::new, |rating| {
        let quarters = rating.quarters().max(1);
        let fraction = ["0", "25", "5", "75"][usize::from(quarters % 4)];
        format!("{}.{fraction}", quarters / 4)
    })
}

fn review(fields: &BookFields) -> String {
    fields.review.as_deref().map_or_else(String::new, |review| {
        let html = markdown::to_html(review).replace("<br/>", "<br>");
        format!("<div>{html}</div>")
    })
}

/// The readings that can be told: how one ended is not said beside it, so that those given up would be taken for finished
/// ones, but for the last of a book that was not finished.
fn told(whole: &WholeBook) -> Vec<&ReadingFacts> {
    let gave_up = whole.book.fields.status == Some(Status::DidNotFinish);
    let readings = whole.book.readings.iter().map(|reading| &reading.facts);
    let mut told: Vec<&ReadingFacts> = readings
        .filter(|facts| match facts.outcome {
            Some(Outcome::Abandoned) => gave_up && dates(facts).is_some(),
            Some(Outcome::Finished) => true,
            None => facts.started.is_some() && facts.finished.is_none(),
        })
        .collect();
    told.sort_by_key(|facts| {
        let date = facts.finished.or(facts.started);
        date.map(library::PartialDate::sort_key)
    });
    let last = told.iter().rposition(|facts| dates(facts).is_some());
    let mut at = 0;
    told.retain(|facts| {
        at += 1;
        facts.outcome != Some(Outcome::Abandoned) || Some(at - 1) == last
    });
    told
}

/// `2023/01/02-2023/01/15`, `2023/01/15` or `2023/01/02-`; nothing where no day is known, or none that can be written.
fn dates(facts: &ReadingFacts) -> Option<String> {
    let started = facts.started.and_then(dialect::slashed);
    let finished = facts.finished.and_then(dialect::slashed);
    match (started, finished) {
        (None, None) => None,
        (None, Some(finished)) => Some(finished),
        (Some(started), None) => Some(format!("{started}-")),
        (Some(started), Some(finished)) => Some(format!("{started}-{finished}")),
    }
}

fn days(whole: &WholeBook) -> String {
    let days: Vec<String> = told(whole).into_iter().filter_map(dates).collect();
    days.join(", ")
}

fn last_day(whole: &WholeBook) -> String {
    let last = told(whole)
        .into_iter()
        .filter_map(|facts| facts.finished.and_then(dialect::slashed))
        .next_back();
    last.unwrap_or_default()
}

/// How often it was read, the reading that goes on apart.
fn count(whole: &WholeBook) -> usize {
    let told = told(whole);
    told.iter().filter(|facts| !facts.goes_on()).count()
}
