//! The row that a list shows of a book, and by which it is ordered.

use rusqlite::{CachedStatement, Connection, OptionalExtension, Row, params};

use super::sort_text::{Collation, by_family_name, without_article};
use crate::book::{self, BookFields, BookRow, Format, Role, SeriesPlace, Status, StoredBook};
use crate::error::LibraryError;
use crate::values::{BookId, Money, PartialDate, Rating, Stamp};

/// Between the tags of a row: no text that is kept holds it, one line never has control characters.
const SEPARATOR: &str = "\u{1f}";

/// A row of the table `listing`.
pub(crate) struct ListingRow<'a> {
    book: &'a StoredBook,
    authors: Option<String>,
    series: Option<String>,
    title_key: Vec<u8>,
    author_key: Option<Vec<u8>>,
    series_key: Option<Vec<u8>>,
    publisher_key: Option<Vec<u8>>,
    format_key: Option<Vec<u8>>,
    language_key: Option<Vec<u8>>,
}

impl<'a> ListingRow<'a> {
    /// Writes a row, in the place of the book's former one if there was one.
    pub(crate) const PUT: &'static str = "\
        INSERT OR REPLACE INTO listing
            (book, slot, status, trashed, author_key, series_key, publisher_key, format_key, language_key,
             published_key, added, changed, rating, pages, price, currency, published, language, format, authors,
             series, publisher, tags, title, subtitle)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22,
                ?23, ?24, ?25)";

    /// Writes what every list must know of the book.
    pub(crate) const PUT_IN_CATALOG: &'static str = "\
        INSERT OR REPLACE INTO catalog (book, slot, status, trashed, title_key) VALUES (?1, ?2, ?3, ?4, ?5)";

    /// Composes the row of a book.
    pub(crate) fn of(book: &'a StoredBook, collation: &Collation) -> Self {
        let fields = &book.fields;
        let title = match &book.fields.sort_title {
            Some(title) => title,
            None => without_article(&fields.title, fields.language.as_deref()),
        };
        let chief_series = fields.series.first();
        Self {
            book,
            authors: authors(fields),
            series: chief_series.map(series),
            title_key: collation.key(title),
            author_key: chief_person(fields).map(|name| collation.key(&by_family_name(name))),
            series_key: chief_series.map(|place| {
                let name = without_article(&place.name, fields.language.as_deref());
                collation.series_key(name, place.number.as_deref())
            }),
            publisher_key: fields.publisher.as_deref().map(|name| collation.key(name)),
            format_key: fields
                .format
                .as_ref()
                .map(|format| collation.key(format.name())),
            language_key: fields
                .language
                .as_deref()
                .map(|language| collation.key(language)),
        }
    }

    /// Writes it, with statements made of [`Self::PUT`] and [`Self::PUT_IN_CATALOG`].
    pub(crate) fn put(
        &self,
        list: &mut CachedStatement<'_>,
        catalog: &mut CachedStatement<'_>,
        slot: i64,
    ) -> Result<(), LibraryError> {
        let fields = &self.book.fields;
        let tags = (!fields.tags.is_empty()).then(|| fields.tags.join(SEPARATOR));
        let status = fields.status.map(Status::rank);
        let trashed = self.book.trashed.as_ref().map(Stamp::as_str);
        catalog.execute(params![
            self.book.id.raw(),
            slot,
            status,
            trashed,
            self.title_key
        ])?;
        list.execute(params![
            self.book.id.raw(),
            slot,
            status,
            trashed,
            self.author_key,
            self.series_key,
            self.publisher_key,
            self.format_key,
            self.language_key,
            fields.published.map(PartialDate::sort_key),
            self.book.added.as_str(),
            self.book.changed.as_str(),
            fields.rating.map(Rating::quarters),
            fields.pages,
            fields.price.as_ref().map(Money::minor_units),
            fields.price.as_ref().map(Money::currency),
            fields.published.map(|date| date.to_string()),
            fields.language,
            fields.format.as_ref().map(Format::name),
            self.authors,
            self.series,
            fields.publisher,
            tags,
            fields.title,
            fields.subtitle,
        ])?;
        Ok(())
    }
}

/// The authors as a list shows them; where a book has none, the others.
fn authors(fields: &BookFields) -> Option<String> {
    let by = |wanted: fn(&Role) -> bool| -> Vec<&str> {
        let people = fields
            .contributors
            .iter()
            .filter(|person| wanted(&person.role));
        people.map(|person| person.name.as_str()).collect()
    };
    let mut names = by(|role| *role == Role::Author);
    if names.is_empty() {
        names = by(|_| true);
    }
    (!names.is_empty()).then(|| names.join(", "))
}

fn chief_person(fields: &BookFields) -> Option<&str> {
    let author = fields
        .contributors
        .iter()
        .find(|person| person.role == Role::Author);
    author
        .or_else(|| fields.contributors.first())
        .map(|person| person.name.as_str())
}

fn series(place: &SeriesPlace) -> String {
    match &place.number {
        Some(number) => format!("{} #{number}", place.name),
        None => place.name.clone(),
    }
}

/// The rows of these books in the order given; books that are gone are passed over.
pub(crate) fn rows(db: &Connection, ids: &[BookId]) -> Result<Vec<BookRow>, LibraryError> {
    let mut statement = db.prepare_cached(
        "SELECT book, title, subtitle, authors, series, status, rating, published, publisher, language, format, pages,
                price, currency, tags, added, changed, trashed
         FROM listing WHERE book = ?1",
    )?;
    let mut found = Vec::with_capacity(ids.len());
    for id in ids {
        found.extend(statement.query_row([id.raw()], shown).optional()?);
    }
    Ok(found)
}

fn shown(row: &Row<'_>) -> rusqlite::Result<BookRow> {
    let status: Option<u8> = row.get(5)?;
    let format: Option<String> = row.get(10)?;
    let tags: Option<String> = row.get(14)?;
    Ok(BookRow {
        id: BookId::from_raw(row.get(0)?),
        title: row.get(1)?,
        subtitle: row.get(2)?,
        authors: row.get(3)?,
        series: row.get(4)?,
        status: status.and_then(|rank| Status::ALL.get(usize::from(rank)).copied()),
        rating: row
            .get::<_, Option<i64>>(6)?
            .and_then(|quarters| Rating::from_quarters(quarters).ok()),
        published: book::parsed(row, 7, PartialDate::parse)?,
        publisher: row.get(8)?,
        language: row.get(9)?,
        format: format.map(Format::from),
        pages: row.get(11)?,
        price: book::money(row, 12)?,
        tags: tags
            .map(|tags| tags.split(SEPARATOR).map(str::to_owned).collect())
            .unwrap_or_default(),
        favourite: false,
        cover: None,
        started: None,
        finished: None,
        progress: None,
        copies: 0,
        lent_to: None,
        due: None,
        wished: false,
        custom: Vec::new(),
        added: book::stamp(row, 15)?,
        changed: book::stamp(row, 16)?,
        trashed: book::parsed(row, 17, str::parse)?,
    })
}
