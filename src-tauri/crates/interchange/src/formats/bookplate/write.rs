//! Writing our JSON: one book a line, so that a text tool can look at it too.

use std::io::{self, Write};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use library::{CustomField, LibraryParts, Money, WholeBook};
use serde::Serialize;
use serde_json::{Number, Value};

use super::VERSION;
use super::model::{
    BookJson, CopyJson, CoverJson, LoanJson, PriceJson, ProgressJson, ProvenanceJson, QuoteJson,
    ReadingJson, SeriesJson, WishJson,
};
use crate::export::{ExportError, Shape, Surroundings};
use crate::money;

/// Writes our JSON.
#[derive(Default)]
pub(crate) struct JsonShape {
    books: u64,
}

impl Shape for JsonShape {
    fn begin(&mut self, out: &mut dyn Write, around: &Surroundings<'_>) -> Result<(), ExportError> {
        write!(out, "{{\n\"bookplate\": {VERSION},\n")?;
        let LibraryParts {
            fields,
            people,
            shelves,
            kept_apart,
        } = &around.parts;
        member(out, "fields", fields)?;
        member(out, "people", people)?;
        member(out, "shelves", shelves)?;
        member(out, "keptApart", kept_apart)?;
        Ok(out.write_all(b"\"books\": [")?)
    }

    fn book(
        &mut self,
        out: &mut dyn Write,
        book: &WholeBook,
        around: &Surroundings<'_>,
    ) -> Result<(), ExportError> {
        let mut json = of_book(book, &around.fields);
        if let Some(cover) = &book.book.cover {
            let picture = around.library.picture(&cover.hash)?;
            json.cover = Some(CoverJson {
                media: picture.media,
                data: STANDARD.encode(picture.bytes),
            });
        }
        out.write_all(if self.books == 0 { b"\n" } else { b",\n" })?;
        self.books += 1;
        Ok(serde_json::to_writer(out, &json).map_err(io::Error::from)?)
    }

    fn end(&mut self, out: &mut dyn Write) -> Result<(), ExportError> {
        Ok(out.write_all(b"\n]\n}\n")?)
    }
}

fn member(out: &mut dyn Write, name: &str, items: &[impl Serialize]) -> Result<(), ExportError> {
    if items.is_empty() {
        return Ok(());
    }
    write!(out, "\"{name}\": [")?;
    for (at, item) in items.iter().enumerate() {
        out.write_all(if at == 0 { b"\n" } else { b",\n" })?;
        serde_json::to_writer(&mut *out, item).map_err(io::Error::from)?;
    }
    Ok(out.write_all(b"\n],\n")?)
}

/// A book in the shape of our JSON; of its cover, only what kind of picture it is.
#[must_use]
pub fn json_book(book: &WholeBook, fields: &[CustomField]) -> Value {
    serde_json::to_value(of_book(book, fields)).unwrap_or_default()
}

fn of_book(whole: &WholeBook, own: &[CustomField]) -> BookJson {
    let book = &whole.book;
    let fields = &book.fields;
    BookJson {
        id: Some(book.id),
        title: fields.title.clone(),
        subtitle: fields.subtitle.clone(),
        sort_title: fields.sort_title.clone(),
        original_title: fields.original_title.clone(),
        contributors: fields.contributors.clone(),
        series: fields
            .series
            .iter()
            .map(|place| SeriesJson {
                name: place.name.clone(),
                number: place.number.clone(),
            })
            .collect(),
        publisher: fields.publisher.clone(),
        published: fields.published,
        first_published: fields.first_published,
        isbn13: fields.isbn,
        isbn10: book.isbn10.clone(),
        identifiers: fields.identifiers.clone(),
        language: fields.language.clone(),
        format: fields.format.clone(),
        pages: fields.pages,
        minutes: fields.minutes,
        price: fields.price.as_ref().map(price),
        status: fields.status,
        rating: fields.rating.and_then(|rating| stars(rating.quarters())),
        favourite: fields.favourite,
        tags: fields.tags.clone(),
        shelves: book
            .shelves
            .iter()
            .map(|shelf| shelf.name.clone())
            .collect(),
        readings: book.readings.iter().map(reading).collect(),
        copies: book.copies.iter().map(copy).collect(),
        wish: book.wish.as_ref().map(|wish| WishJson {
            priority: wish.priority,
            price: wish.price.as_ref().map(price),
            note: wish.note.clone(),
            added: Some(wish.added.clone()),
        }),
        quotes: book
            .quotes
            .iter()
            .map(|quote| QuoteJson {
                text: quote.text.clone(),
                place: quote.place.clone(),
                note: quote.note.clone(),
                added: Some(quote.added.clone()),
            })
            .collect(),
        description: fields.description.clone(),
        review: fields.review.clone(),
        private_notes: fields.notes.clone(),
        custom: fields
            .custom
            .iter()
            .filter_map(|value| {
                let field = own.iter().find(|field| field.id == value.field)?;
                Some((field.name.clone(), value.value.clone()))
            })
            .collect(),
        provenance: whole
            .provenance
            .iter()
            .map(|known| ProvenanceJson {
                source: known.source.clone(),
                id: known.id.clone(),
            })
            .collect(),
        added: Some(book.added.clone()),
        changed: Some(book.changed.clone()),
        trashed: book.trashed.clone(),
        ..BookJson::default()
    }
}

fn price(amount: &Money) -> PriceJson {
    PriceJson {
        amount: money::amount(amount),
        currency: amount.currency().to_owned(),
    }
}

/// 17 quarters are 4.25 stars; whole stars have no point.
fn stars(quarters: u8) -> Option<Number> {
    if quarters.is_multiple_of(4) {
        Some(Number::from(quarters / 4))
    } else {
        Number::from_f64(f64::from(quarters) / 4.0)
    }
}

fn reading(reading: &library::Reading) -> ReadingJson {
    ReadingJson {
        started: reading.facts.started,
        finished: reading.facts.finished,
        outcome: reading.facts.outcome,
        note: reading.facts.note.clone(),
        progress: reading
            .progress
            .iter()
            .map(|progress| ProgressJson {
                at: Some(progress.at.clone()),
                unit: progress.unit,
                value: progress.value,
                note: progress.note.clone(),
            })
            .collect(),
    }
}

fn copy(copy: &library::BookCopy) -> CopyJson {
    let facts = &copy.facts;
    CopyJson {
        location: facts.location.clone(),
        condition: facts.condition.clone(),
        acquired: facts.acquired,
        price: facts.price.as_ref().map(price),
        source: facts.source.clone(),
        note: facts.note.clone(),
        loans: copy
            .loans
            .iter()
            // The library gives the latest first; they are written in the order in which they were made.
            .rev()
            .map(|loan| LoanJson {
                person: loan.person.clone(),
                since: loan.since,
                due: loan.due,
                returned: loan.returned,
                back: loan.back,
                note: loan.note.clone(),
            })
            .collect(),
    }
}
