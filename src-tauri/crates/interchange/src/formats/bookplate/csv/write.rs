//! Writing our table.

use std::io::Write;

use library::{BookFields, Contributor, FieldPart, Money, Quote, Role, WholeBook};

use super::list::guarded;
use super::{BEFORE_ID, ID, PEOPLE, own, readings};
use crate::export::{ExportError, Shape, Surroundings};
use crate::table::Delimiter;
use crate::{money, told};

/// Writes our table. As in the one of Goodreads, a text that begins like a formula is written as it is.
#[derive(Default)]
pub(crate) struct CsvShape;

impl Shape for CsvShape {
    fn begin(&mut self, out: &mut dyn Write, around: &Surroundings<'_>) -> Result<(), ExportError> {
        let own = around.parts.fields.iter().map(own_column);
        let known = COLUMNS.iter().map(|(name, _)| (*name).to_owned());
        let names: Vec<String> = known.chain(own).collect();
        // By its first three bytes a spreadsheet knows that the rest is UTF-8.
        write!(out, "\u{feff}")?;
        line(out, &names)
    }

    fn book(
        &mut self,
        out: &mut dyn Write,
        book: &WholeBook,
        around: &Surroundings<'_>,
    ) -> Result<(), ExportError> {
        let mut cells: Vec<String> = COLUMNS.iter().map(|(_, cell)| cell(book)).collect();
        let values = &book.book.fields.custom;
        for part in &around.parts.fields {
            let field = around.fields.iter().find(|field| field.name == part.name);
            let value = field.and_then(|field| values.iter().find(|value| value.field == field.id));
            cells.push(value.map_or_else(String::new, |value| value.value.clone()));
        }
        line(out, &cells)
    }

    fn end(&mut self, _: &mut dyn Write) -> Result<(), ExportError> {
        Ok(())
    }
}

fn line(out: &mut dyn Write, cells: &[String]) -> Result<(), ExportError> {
    let line = Delimiter::Comma.join(cells.iter().map(String::as_str));
    Ok(writeln!(out, "{line}")?)
}

fn own_column(field: &FieldPart) -> String {
    own::column(&field.name, field.kind, &field.choices)
}

type Cell = fn(&WholeBook) -> String;

/// The columns, and what stands in them for a book.
const COLUMNS: &[(&str, Cell)] = &[
    (ID, |whole| format!("{BEFORE_ID}{}", whole.book.id)),
    ("Title", |whole| whole.book.fields.title.clone()),
    ("Subtitle", |whole| {
        text(whole.book.fields.subtitle.as_ref())
    }),
    ("Sort title", |whole| {
        text(whole.book.fields.sort_title.as_ref())
    }),
    ("Original title", |whole| {
        text(whole.book.fields.original_title.as_ref())
    }),
    (PEOPLE[0].0, |whole| people(&whole.book.fields, 0)),
    (PEOPLE[1].0, |whole| people(&whole.book.fields, 1)),
    (PEOPLE[2].0, |whole| people(&whole.book.fields, 2)),
    (PEOPLE[3].0, |whole| people(&whole.book.fields, 3)),
    (PEOPLE[4].0, |whole| people(&whole.book.fields, 4)),
    ("Other people", |whole| others(&whole.book.fields)),
    ("Series", |whole| series(&whole.book.fields)),
    ("Publisher", |whole| {
        text(whole.book.fields.publisher.as_ref())
    }),
    ("Published", |whole| {
        text(whole.book.fields.published.as_ref())
    }),
    ("First published", |whole| {
        text(whole.book.fields.first_published.as_ref())
    }),
    ("ISBN", |whole| text(whole.book.fields.isbn.as_ref())),
    ("Identifiers", |whole| identifiers(&whole.book.fields)),
    ("Language", |whole| {
        text(whole.book.fields.language.as_ref())
    }),
    ("Format", |whole| {
        whole
            .book
            .fields
            .format
            .as_ref()
            .map_or_else(String::new, |format| format.name().to_owned())
    }),
    ("Pages", |whole| text(whole.book.fields.pages.as_ref())),
    ("Minutes", |whole| text(whole.book.fields.minutes.as_ref())),
    ("Price", |whole| price(whole.book.fields.price.as_ref())),
    ("Status", |whole| {
        whole.book.fields.status.map_or("", told::status).to_owned()
    }),
    ("Rating", |whole| {
        whole
            .book
            .fields
            .rating
            .map_or_else(String::new, told::stars)
    }),
    ("Favourite", |whole| {
        if whole.book.fields.favourite {
            "yes"
        } else {
            ""
        }
        .to_owned()
    }),
    ("Readings", |whole| {
        together(
            whole
                .book
                .readings
                .iter()
                .map(|reading| readings::told(&reading.facts)),
        )
    }),
    ("Tags", |whole| {
        together(
            whole
                .book
                .fields
                .tags
                .iter()
                .map(|tag| guarded(tag, &[';'])),
        )
    }),
    ("Shelves", |whole| {
        together(
            whole
                .book
                .shelves
                .iter()
                .map(|shelf| guarded(&shelf.name, &[';'])),
        )
    }),
    ("Copies", |whole| match whole.book.copies.len() {
        0 => String::new(),
        count => count.to_string(),
    }),
    ("Wish", |whole| {
        whole
            .book
            .wish
            .as_ref()
            .map_or("", |wish| told::priority(wish.priority))
            .to_owned()
    }),
    ("Wish price", |whole| {
        price(
            whole
                .book
                .wish
                .as_ref()
                .and_then(|wish| wish.price.as_ref()),
        )
    }),
    ("Wish note", |whole| {
        text(whole.book.wish.as_ref().and_then(|wish| wish.note.as_ref()))
    }),
    ("Wished since", |whole| {
        text(whole.book.wish.as_ref().map(|wish| &wish.added))
    }),
    ("Quotes", |whole| {
        let quotes: Vec<String> = whole.book.quotes.iter().map(quote).collect();
        quotes.join(";\n")
    }),
    ("Description", |whole| {
        text(whole.book.fields.description.as_ref())
    }),
    ("Review", |whole| text(whole.book.fields.review.as_ref())),
    ("Private notes", |whole| {
        text(whole.book.fields.notes.as_ref())
    }),
    ("Added", |whole| whole.book.added.to_string()),
    ("Changed", |whole| whole.book.changed.to_string()),
];

fn text(text: Option<&impl ToString>) -> String {
    text.map_or_else(String::new, ToString::to_string)
}

fn together(items: impl Iterator<Item = String>) -> String {
    items.collect::<Vec<_>>().join("; ")
}

/// Parts the people of a book: those who stand in the order of the columns, by column, and everybody from the first on who
/// does not.
fn by_column(fields: &BookFields) -> (Vec<(usize, &Contributor)>, &[Contributor]) {
    let mut placed = Vec::new();
    let mut from = 0;
    for (at, person) in fields.contributors.iter().enumerate() {
        let column = PEOPLE.iter().position(|(_, role)| *role == person.role);
        match column.filter(|column| *column >= from) {
            Some(column) => {
                from = column;
                placed.push((column, person));
            }
            None => return (placed, &fields.contributors[at..]),
        }
    }
    (placed, &[])
}

fn people(fields: &BookFields, column: usize) -> String {
    let (placed, _) = by_column(fields);
    let here = placed.into_iter().filter(|(at, _)| *at == column);
    together(here.map(|(_, person)| guarded(&person.name, &[';'])))
}

fn others(fields: &BookFields) -> String {
    together(by_column(fields).1.iter().map(|person| {
        let name = guarded(&person.name, &[';', '(']);
        let role = match &person.role {
            Role::Contributor => return name,
            role => guarded(role.name(), &[';', '(']),
        };
        format!("{name} ({role})")
    }))
}

fn series(fields: &BookFields) -> String {
    together(fields.series.iter().map(|place| {
        let name = guarded(&place.name, &[';', '#']);
        match &place.number {
            Some(number) => format!("{name} #{}", guarded(number, &[';', '#'])),
            None => name,
        }
    }))
}

fn identifiers(fields: &BookFields) -> String {
    together(fields.identifiers.iter().map(|code| {
        let scheme = guarded(&code.scheme, &[';', ':']);
        format!("{scheme}:{}", guarded(&code.value, &[';']))
    }))
}

fn price(price: Option<&Money>) -> String {
    price.map_or_else(String::new, money::told)
}

fn quote(quote: &Quote) -> String {
    let part = |part: Option<&str>| guarded(part.unwrap_or_default(), &[';', '|']);
    [
        part(Some(&quote.text)),
        part(quote.place.as_deref()),
        part(quote.note.as_deref()),
        quote.added.to_string(),
    ]
    .join(" | ")
}
