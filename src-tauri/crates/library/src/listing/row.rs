//! The row that a list shows of a book, and by which it is ordered.

use rusqlite::{CachedStatement, Connection, OptionalExtension, Row, params};

use super::flags::{Flag, Flags};
use super::sort_text::{Collation, by_family_name, without_article};
use crate::book::{self, BookFields, BookRow, Format, Role, SeriesPlace, StoredBook};
use crate::custom_field::CustomValue;
use crate::derived::Particulars;
use crate::error::LibraryError;
use crate::values::{BookId, FieldId, PartialDate, Rating};

/// Between the tags of a row: no text that is kept holds it, one line never has control characters.
const SEPARATOR: &str = "\u{1f}";

/// What a row of the table `listing` holds beyond what stands in the book itself.
pub(crate) struct ListingRow {
    authors: Option<String>,
    series: Option<String>,
    author_key: Option<Vec<u8>>,
    series_key: Option<Vec<u8>>,
    publisher_key: Option<Vec<u8>>,
    format_key: Option<Vec<u8>>,
    language_key: Option<Vec<u8>>,
}

impl ListingRow {
    /// Writes a row, in the place of the book's former one if there was one.
    pub(crate) const PUT: &'static str = "\
        INSERT OR REPLACE INTO listing
            (book, slot, author_key, series_key, publisher_key, format_key, language_key, language, format, authors,
             series, publisher, tags, title, subtitle, lent_to)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)";

    /// Composes the row of a book.
    pub(crate) fn of(fields: &BookFields, parts: &Particulars, collation: &Collation) -> Self {
        let chief_series = fields.series.first();
        let key = |text: Option<&str>| text.map(|text| collation.key(text));
        let author_key = match &parts.sort_name {
            Some(name) => Some(collation.key(name)),
            None => chief_person(fields).map(|name| collation.key(&by_family_name(name))),
        };
        Self {
            authors: authors(fields),
            series: chief_series.map(series),
            author_key,
            series_key: chief_series.map(|place| {
                let name = without_article(&place.name, fields.language.as_deref());
                collation.series_key(name, place.number.as_deref())
            }),
            publisher_key: key(fields.publisher.as_deref()),
            format_key: key(fields.format.as_ref().map(Format::name)),
            language_key: key(fields.language.as_deref()),
        }
    }

    /// Writes it, with a statement made of [`Self::PUT`].
    pub(crate) fn put(
        &self,
        list: &mut CachedStatement<'_>,
        slot: i64,
        book: &StoredBook,
        parts: &Particulars,
    ) -> Result<(), LibraryError> {
        let fields = &book.fields;
        let tags = (!fields.tags.is_empty()).then(|| fields.tags.join(SEPARATOR));
        let loans = parts.open_loans();
        list.execute(params![
            book.id.raw(),
            slot,
            self.author_key,
            self.series_key,
            self.publisher_key,
            self.format_key,
            self.language_key,
            fields.language,
            fields.format.as_ref().map(Format::name),
            self.authors,
            self.series,
            fields.publisher,
            tags,
            fields.title,
            fields.subtitle,
            loans.first().map(|loan| &loan.person),
        ])?;
        Ok(())
    }
}

/// By what a book is ordered among titles.
pub(crate) fn title_key(fields: &BookFields, collation: &Collation) -> Vec<u8> {
    let title = match &fields.sort_title {
        Some(title) => title,
        None => without_article(&fields.title, fields.language.as_deref()),
    };
    collation.key(title)
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
        "SELECT book, title, subtitle, authors, series, flags, rating, published, publisher, language, format, pages,
                price, currency, tags, added, changed, trashed, lower(hex(cover)), started, finished, progress, copies,
                lent_to, due, minutes, first_published
         FROM listing JOIN figures USING (book) WHERE book = ?1",
    )?;
    let mut custom = db.prepare_cached(
        "SELECT field, value FROM custom_value JOIN custom_field ON custom_field.id = field
         WHERE book = ?1 ORDER BY position, field",
    )?;
    let mut found = Vec::with_capacity(ids.len());
    for id in ids {
        let Some(mut row) = statement.query_row([id.raw()], shown).optional()? else {
            continue;
        };
        let values = custom.query_map([id.raw()], |row| {
            Ok(CustomValue {
                field: FieldId::from_raw(row.get(0)?),
                value: row.get(1)?,
            })
        })?;
        row.custom = values.collect::<Result<_, _>>()?;
        found.push(row);
    }
    Ok(found)
}

fn shown(row: &Row<'_>) -> rusqlite::Result<BookRow> {
    let flags = Flags::from_raw(row.get(5)?);
    let format: Option<String> = row.get(10)?;
    let tags: Option<String> = row.get(14)?;
    let date = |column: usize| -> rusqlite::Result<Option<PartialDate>> {
        let key: Option<i64> = row.get(column)?;
        Ok(key.and_then(PartialDate::from_sort_key))
    };
    Ok(BookRow {
        id: BookId::from_raw(row.get(0)?),
        title: row.get(1)?,
        subtitle: row.get(2)?,
        authors: row.get(3)?,
        series: row.get(4)?,
        status: flags.status(),
        rating: row
            .get::<_, Option<i64>>(6)?
            .and_then(|quarters| Rating::from_quarters(quarters).ok()),
        published: date(7)?,
        first_published: date(26)?,
        publisher: row.get(8)?,
        language: row.get(9)?,
        format: format.map(Format::from),
        pages: row.get(11)?,
        minutes: row.get(25)?,
        price: book::money(row, 12)?,
        tags: tags
            .map(|tags| tags.split(SEPARATOR).map(str::to_owned).collect())
            .unwrap_or_default(),
        favourite: flags.has(Flag::Favourite),
        cover: row
            .get::<_, Option<String>>(18)?
            .filter(|hash| !hash.is_empty()),
        started: date(19)?,
        finished: date(20)?,
        progress: row.get(21)?,
        copies: row.get(22)?,
        lent_to: row.get(23)?,
        due: date(24)?,
        wished: flags.wish().is_some(),
        custom: Vec::new(),
        added: book::stamp(row, 15)?,
        changed: book::stamp(row, 16)?,
        trashed: book::parsed(row, 17, str::parse)?,
    })
}
