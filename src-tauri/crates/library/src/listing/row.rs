//! The row that a list shows of a book, and by which it is ordered.

use rusqlite::{CachedStatement, Connection, OptionalExtension, Row, params};

use super::flags::{Flag, Flags};
use super::sort_text::{Collation, by_family_name, without_article};
use crate::book::{self, BookFields, BookRow, Format, Role, SeriesPlace, StoredBook};
use crate::custom_field::CustomValue;
use crate::derived::Particulars;
use crate::error::LibraryError;
use crate::values::{BookId, FieldId, Money, PartialDate, Rating, Stamp};

/// Between the tags of a row: no text that is kept holds it, one line never has control characters.
const SEPARATOR: &str = "\u{1f}";

/// A row of the table `listing`.
pub(crate) struct ListingRow<'a> {
    book: &'a StoredBook,
    parts: &'a Particulars,
    flags: Flags,
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
            (book, slot, flags, rating, pages, minutes, published, first_published, started, finished, progress, times,
             copies, price, currency, added, changed, author_key, series_key, publisher_key, format_key, language_key,
             trashed, language, format, authors, series, publisher, tags, title, subtitle, lent_to, due, cover)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22,
                ?23, ?24, ?25, ?26, ?27, ?28, ?29, ?30, ?31, ?32, ?33, ?34)";

    /// Writes what every list must know of the book.
    pub(crate) const PUT_IN_CATALOG: &'static str =
        "INSERT OR REPLACE INTO catalog (book, slot, flags, title_key) VALUES (?1, ?2, ?3, ?4)";

    /// Composes the row of a book.
    pub(crate) fn of(book: &'a StoredBook, parts: &'a Particulars, collation: &Collation) -> Self {
        let fields = &book.fields;
        let title = match &book.fields.sort_title {
            Some(title) => title,
            None => without_article(&fields.title, fields.language.as_deref()),
        };
        let chief_series = fields.series.first();
        let author_key = match &parts.sort_name {
            Some(name) => Some(collation.key(name)),
            None => chief_person(fields).map(|name| collation.key(&by_family_name(name))),
        };
        Self {
            book,
            parts,
            flags: flags(book, parts),
            authors: authors(fields),
            series: chief_series.map(series),
            title_key: collation.key(title),
            author_key,
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
        let (fields, parts) = (&self.book.fields, self.parts);
        let tags = (!fields.tags.is_empty()).then(|| fields.tags.join(SEPARATOR));
        let key = |date: Option<PartialDate>| date.map(PartialDate::sort_key);
        let loans = parts.open_loans();
        let loan = loans.first();
        catalog.execute(params![
            self.book.id.raw(),
            slot,
            self.flags.raw(),
            self.title_key
        ])?;
        list.execute(params![
            self.book.id.raw(),
            slot,
            self.flags.raw(),
            fields.rating.map(Rating::quarters),
            fields.pages,
            fields.minutes,
            key(fields.published),
            key(fields.first_published),
            key(parts.started()),
            key(parts.finished()),
            parts.progress(self.book),
            parts.times(),
            count(parts.copies.len()),
            fields.price.as_ref().map(Money::minor_units),
            fields.price.as_ref().map(Money::currency),
            self.book.added.as_str(),
            self.book.changed.as_str(),
            self.author_key,
            self.series_key,
            self.publisher_key,
            self.format_key,
            self.language_key,
            self.book.trashed.as_ref().map(Stamp::as_str),
            fields.language,
            fields.format.as_ref().map(Format::name),
            self.authors,
            self.series,
            fields.publisher,
            tags,
            fields.title,
            fields.subtitle,
            loan.map(|loan| &loan.person),
            key(loan.and_then(|loan| loan.due)),
            parts.cover,
        ])?;
        Ok(())
    }
}

/// A book has at most a thousand of anything.
fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// What the book is and has.
fn flags(book: &StoredBook, parts: &Particulars) -> Flags {
    let mut flags = Flags::of(&book.fields);
    for (flag, is_set) in [
        (Flag::Trashed, book.trashed.is_some()),
        (Flag::Cover, parts.cover.is_some()),
        (Flag::Reading, !parts.readings.is_empty()),
        (Flag::Copy, !parts.copies.is_empty()),
        (Flag::Loan, !parts.loans.is_empty()),
        (Flag::Lent, parts.loans.iter().any(|loan| !loan.is_back)),
        (Flag::Quote, !parts.quotes.is_empty()),
        (Flag::Shelf, parts.is_shelved),
    ] {
        if is_set {
            flags.set(flag);
        }
    }
    if let Some(priority) = parts.wish {
        flags.set(Flag::wished(priority));
    }
    flags
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
                price, currency, tags, added, changed, trashed, cover, started, finished, progress, copies, lent_to, due
         FROM listing WHERE book = ?1",
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
        publisher: row.get(8)?,
        language: row.get(9)?,
        format: format.map(Format::from),
        pages: row.get(11)?,
        price: book::money(row, 12)?,
        tags: tags
            .map(|tags| tags.split(SEPARATOR).map(str::to_owned).collect())
            .unwrap_or_default(),
        favourite: flags.has(Flag::Favourite),
        cover: row.get(18)?,
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
