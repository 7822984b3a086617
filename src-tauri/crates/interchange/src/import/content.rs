//! What a row says of its book, for people to look at before it is imported.

use library::{
    BookFields, Contributor, CopyRecord, LoanRecord, QuoteRecord, Role, Stamp, WishRecord,
};
use serde::Serialize;
use ts_rs::TS;

use super::Part;
use super::plan::shown;
use crate::{ImportError, Row, money, told};

/// What a row says of its book.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, rename = "ImportContent")]
pub struct Content {
    /// What it says of each part that it says anything of; of the title, the list of rows tells.
    pub parts: Vec<PartContent>,
    /// Since when the book is in the list.
    pub added: Option<Stamp>,
}

/// What a row says of a part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, rename = "ImportPartContent")]
pub struct PartContent {
    /// The part.
    pub part: Part,
    /// What it says; of what there is or is not, nothing.
    pub text: String,
}

/// What the row of that number says. Nothing where there is none.
pub fn content(
    mut rows: impl Iterator<Item = Result<Row, ImportError>>,
    number: u32,
) -> Result<Option<Content>, ImportError> {
    let found = rows.find(|row| row.as_ref().map_or(true, |row| row.number == number));
    Ok(found.transpose()?.as_ref().map(of))
}

fn of(row: &Row) -> Content {
    let said = of_the_book(&row.fields).into_iter().chain(of_yours(row));
    Content {
        parts: said
            .filter_map(|(part, text)| {
                let text = shown(&text?);
                Some(PartContent { part, text })
            })
            .collect(),
        added: row.added.clone(),
    }
}

/// What is the same for everyone who has the book.
fn of_the_book(fields: &BookFields) -> [(Part, Option<String>); 16] {
    let people = fields.contributors.iter().map(person);
    let series = fields.series.iter().map(told::series_place);
    let identifiers = fields
        .identifiers
        .iter()
        .map(|known| format!("{} {}", known.scheme, known.value));
    let format = fields.format.as_ref().map(told::format);
    let published = fields.published.as_ref();
    let first_published = fields.first_published.as_ref();
    let isbn = fields.isbn.as_ref();
    [
        (Part::Subtitle, fields.subtitle.clone()),
        (Part::SortTitle, fields.sort_title.clone()),
        (Part::OriginalTitle, fields.original_title.clone()),
        (Part::Contributors, lines(people)),
        (Part::Series, lines(series)),
        (Part::Publisher, fields.publisher.clone()),
        (Part::Published, published.map(ToString::to_string)),
        (
            Part::FirstPublished,
            first_published.map(ToString::to_string),
        ),
        (Part::Isbn, isbn.map(ToString::to_string)),
        (Part::Identifiers, lines(identifiers)),
        (Part::Language, fields.language.clone()),
        (Part::Format, format.map(str::to_owned)),
        (Part::Pages, fields.pages.map(|pages| pages.to_string())),
        (
            Part::Minutes,
            fields.minutes.map(|minutes| minutes.to_string()),
        ),
        (Part::Price, fields.price.as_ref().map(money::told)),
        (Part::Description, fields.description.clone()),
    ]
}

/// What the reader and owner has to say of it.
fn of_yours(row: &Row) -> [(Part, Option<String>); 13] {
    let Row { fields, extras, .. } = row;
    let readings = extras.readings.iter();
    let own = row.custom.iter();
    let status = fields.status.map(told::status);
    [
        (Part::Status, status.map(str::to_owned)),
        (Part::Rating, fields.rating.map(told::stars)),
        (Part::Favourite, fields.favourite.then(String::new)),
        (
            Part::Readings,
            lines(readings.map(|reading| told::reading(&reading.facts))),
        ),
        (Part::Review, fields.review.clone()),
        (Part::Notes, fields.notes.clone()),
        (Part::Quotes, lines(extras.quotes.iter().map(quoted))),
        (Part::Shelves, lines(extras.shelves.iter().cloned())),
        (Part::Tags, lines(fields.tags.iter().cloned())),
        (Part::Copies, lines(extras.copies.iter().map(copy))),
        (Part::Wish, extras.wish.as_ref().map(wished)),
        (
            Part::Custom,
            lines(own.map(|own| format!("{}: {}", own.field.name, own.value))),
        ),
        (Part::Cover, row.cover.as_ref().map(|_| String::new())),
    ]
}

/// A line for each.
fn lines(items: impl Iterator<Item = String>) -> Option<String> {
    items.reduce(|lines, line| lines + "\n" + &line)
}

fn person(person: &Contributor) -> String {
    match &person.role {
        Role::Author => person.name.clone(),
        role => format!("{} ({})", person.name, role.name()),
    }
}

fn copy(copy: &CopyRecord) -> String {
    let loans = copy.loans.iter().map(loan);
    let told: Vec<_> = told::copy(&copy.facts).into_iter().chain(loans).collect();
    told.join(", ")
}

fn loan(loan: &LoanRecord) -> String {
    let is_back = loan.back || loan.returned.is_some();
    let since = loan.since.iter().map(|date| format!(" since {date}"));
    let back = is_back.then_some(", back");
    format!(
        "lent to {}{}{}",
        loan.person,
        since.collect::<String>(),
        back.unwrap_or_default()
    )
}

fn wished(wish: &WishRecord) -> String {
    let told = [
        Some(format!("{} priority", told::priority(wish.priority))),
        wish.price.as_ref().map(money::told),
        wish.note.clone(),
    ];
    told.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

fn quoted(quote: &QuoteRecord) -> String {
    match &quote.place {
        Some(place) => format!("“{}” ({place})", quote.text),
        None => format!("“{}”", quote.text),
    }
}
