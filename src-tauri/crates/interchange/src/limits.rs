//! What a library keeps at most: of lists that few books fill, and of texts that no reader shortened.

use library::{Contributor, CopyRecord, Identifier, LoanRecord, QuoteRecord, ReadingRecord};
use library::{ReadingFacts, Role, SeriesPlace};

use crate::Row;
use crate::cells::Cells;
use crate::row::{LONGEST_LIST, LONGEST_TEXT, cut};

/// Keeps in the notes what the book's lists and texts cannot hold: one book must not stop the others.
pub(crate) fn keep(cells: &mut Cells<'_>, row: &mut Row) {
    lists(cells, row);
    let fields = &mut row.fields;
    text(cells, "title", &mut fields.title);
    for (name, value) in [
        ("subtitle", &mut fields.subtitle),
        ("sort title", &mut fields.sort_title),
        ("original title", &mut fields.original_title),
        ("publisher", &mut fields.publisher),
        ("language", &mut fields.language),
        ("description", &mut fields.description),
        ("review", &mut fields.review),
    ] {
        optional(cells, name, value);
    }
    for person in &mut fields.contributors {
        text(cells, "name", &mut person.name);
        if !cut(person.role.name()).1.is_empty() {
            let role = std::mem::replace(&mut person.role, Role::Contributor);
            cells.keep("role", role.name());
        }
    }
    for place in &mut fields.series {
        text(cells, "series", &mut place.name);
        optional(cells, "series number", &mut place.number);
    }
    for code in &mut fields.identifiers {
        text(cells, "identifier", &mut code.scheme);
        text(cells, "identifier", &mut code.value);
    }
    for tag in &mut fields.tags {
        text(cells, "tag", tag);
    }
    let extras = &mut row.extras;
    for shelf in &mut extras.shelves {
        text(cells, "shelf", shelf);
    }
    for quote in &mut extras.quotes {
        text(cells, "quote", &mut quote.text);
        optional(cells, "quote", &mut quote.place);
        optional(cells, "quote", &mut quote.note);
    }
    for reading in &mut extras.readings {
        optional(cells, "reading", &mut reading.facts.note);
        for progress in &mut reading.progress {
            optional(cells, "progress", &mut progress.note);
        }
    }
    for copy in &mut extras.copies {
        let facts = &mut copy.facts;
        for value in [
            &mut facts.location,
            &mut facts.condition,
            &mut facts.source,
            &mut facts.note,
        ] {
            optional(cells, "copy", value);
        }
        for loan in &mut copy.loans {
            text(cells, "loan", &mut loan.person);
            optional(cells, "loan", &mut loan.note);
        }
    }
    if let Some(wish) = &mut extras.wish {
        optional(cells, "wish", &mut wish.note);
    }
}

fn lists(cells: &mut Cells<'_>, row: &mut Row) {
    let (fields, extras) = (&mut row.fields, &mut row.extras);
    within(
        cells,
        "people",
        &mut fields.contributors,
        |person: Contributor| person.name,
    );
    within(cells, "tags", &mut fields.tags, |tag: String| tag);
    within(
        cells,
        "identifiers",
        &mut fields.identifiers,
        |code: Identifier| format!("{} {}", code.scheme, code.value),
    );
    within(cells, "series", &mut fields.series, |place: SeriesPlace| {
        format!("{} {}", place.name, place.number.unwrap_or_default())
    });
    within(cells, "quotes", &mut extras.quotes, |quote: QuoteRecord| {
        quote.text
    });
    within(cells, "shelves", &mut extras.shelves, |shelf: String| shelf);
    within(cells, "readings", &mut extras.readings, told_reading);
    within(cells, "copies", &mut extras.copies, told_copy);
    for copy in &mut extras.copies {
        within(cells, "loans", &mut copy.loans, told_loan);
    }
}

/// Keeps of one list what a library can hold, and the rest in the notes.
pub(crate) fn within<T>(
    cells: &mut Cells<'_>,
    name: &str,
    list: &mut Vec<T>,
    told: impl Fn(T) -> String,
) {
    if list.len() <= LONGEST_LIST {
        return;
    }
    let rest: Vec<String> = list.drain(LONGEST_LIST..).map(told).collect();
    cells.row_problem(format_args!(
        "expected at most {LONGEST_LIST} {name}, found more; the others are kept in the notes"
    ));
    cells.keep(name, &rest.join("\n"));
}

fn optional(cells: &mut Cells<'_>, name: &str, value: &mut Option<String>) {
    if let Some(value) = value {
        text(cells, name, value);
    }
}

fn text(cells: &mut Cells<'_>, name: &str, value: &mut String) {
    let (begins, rest) = cut(value);
    if rest.is_empty() {
        return;
    }
    cells.problem(
        name,
        format_args!(
            "expected at most {LONGEST_TEXT} characters, found more; the rest is kept in the notes"
        ),
    );
    cells.keep(name, rest);
    let length = begins.len();
    value.truncate(length);
}

/// What is known of a reading, in a line.
fn told_reading(reading: ReadingRecord) -> String {
    let ReadingFacts {
        started,
        finished,
        outcome,
        note,
    } = reading.facts;
    let mut parts = vec![
        started.map(|day| day.to_string()).unwrap_or_default(),
        "–".to_owned(),
        finished.map(|day| day.to_string()).unwrap_or_default(),
        outcome
            .map(|outcome| format!("{outcome:?}"))
            .unwrap_or_default(),
        note.unwrap_or_default(),
    ];
    for progress in reading.progress {
        parts.push(format!("{:?} {}", progress.unit, progress.value));
        parts.extend(progress.at.map(|at| at.to_string()));
        parts.extend(progress.note);
    }
    parts.retain(|part| !part.is_empty());
    parts.join(" ")
}

/// What is known of a copy, in a line.
fn told_copy(copy: CopyRecord) -> String {
    let facts = copy.facts;
    let acquired = facts.acquired.map(|day| day.to_string());
    let price = facts.price.as_ref().map(crate::money::told);
    let mut parts: Vec<String> = [
        facts.location,
        facts.condition,
        acquired,
        price,
        facts.source,
    ]
    .into_iter()
    .chain([facts.note])
    .flatten()
    .collect();
    parts.extend(copy.loans.into_iter().map(told_loan));
    parts.join(", ")
}

fn told_loan(loan: LoanRecord) -> String {
    let days = [loan.since, loan.due, loan.returned];
    let days = days.into_iter().flatten().map(|day| day.to_string());
    let parts: Vec<String> = std::iter::once(loan.person)
        .chain(days)
        .chain(loan.note)
        .collect();
    parts.join(" ")
}
