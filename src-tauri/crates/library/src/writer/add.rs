//! Adding a book.

use rusqlite::{ToSql, params};

use super::Writer;
use crate::book::{BookFields, Contributor, Format, Identifier, Provenance, SeriesPlace, Status};
use crate::error::LibraryError;
use crate::name::NameKind;
use crate::values::{BookId, Isbn, Money, PartialDate, Rating, Stamp};
use crate::whole::BookExtras;

impl Writer<'_> {
    /// Adds a book. `added` says since when it is known elsewhere; without it, it is new now.
    pub fn add_book(
        &mut self,
        book: &BookFields,
        added: Option<Stamp>,
        provenance: Option<&Provenance>,
        extras: &BookExtras,
    ) -> Result<BookId, LibraryError> {
        let (fields, extras) = (self.kept(book)?, extras.normalised());
        extras.check()?;
        let id = match extras.id {
            Some(id) if self.is_free(id)? => id.raw(),
            _ => self.next_id()?,
        };
        self.insert_book(id, &fields, added, &extras)?;
        self.insert_parts(id, &fields)?;
        let book = BookId::from_raw(id);
        self.insert_extras(book, &extras)?;
        if let Some(provenance) = provenance {
            self.remember_provenance(book, provenance, None)?;
        }
        self.note_new()?;
        Ok(book)
    }

    /// Whether an id from elsewhere can be taken: it is one that was given by now, and no book has it.
    fn is_free(&mut self, id: BookId) -> Result<bool, LibraryError> {
        let mut statement = self.db.prepare_cached("SELECT 1 FROM book WHERE id = ?1")?;
        Ok(id.raw() < self.next_id()? && !statement.exists([id.raw()])?)
    }

    fn insert_book(
        &mut self,
        id: i64,
        fields: &BookFields,
        added: Option<Stamp>,
        extras: &BookExtras,
    ) -> Result<(), LibraryError> {
        let publisher = match &fields.publisher {
            Some(name) => Some(self.name_id(NameKind::Publisher, name)?),
            None => None,
        };
        let revision = self.next_revision()?;
        let mut statement = self.db.prepare_cached(
            "INSERT INTO book (id, revision, title, subtitle, original_title, publisher, published, first_published,
                 isbn, language, format, pages, price, currency, status, rating, added, changed, description, review,
                 notes, sort_title, minutes, favourite, trashed)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21,
                 ?22, ?23, ?24, ?25)",
        )?;
        statement.execute(params![
            id,
            revision.raw(),
            fields.title,
            fields.subtitle,
            fields.original_title,
            publisher,
            fields.published.map(date),
            fields.first_published.map(date),
            fields.isbn.map(Isbn::number),
            fields.language,
            fields.format.as_ref().map(Format::name),
            fields.pages,
            fields.price.as_ref().map(Money::minor_units),
            fields.price.as_ref().map(Money::currency),
            fields.status.map(Status::name),
            fields.rating.map(Rating::quarters),
            added.as_ref().unwrap_or(&self.stamp).as_str(),
            extras.changed.as_ref().unwrap_or(&self.stamp).as_str(),
            fields.description,
            fields.review,
            fields.notes,
            fields.sort_title,
            fields.minutes,
            fields.favourite,
            extras.trashed.as_ref().map(Stamp::as_str),
        ])?;
        Ok(())
    }

    pub(super) fn insert_parts(
        &mut self,
        id: i64,
        fields: &BookFields,
    ) -> Result<(), LibraryError> {
        for (position, person) in fields.contributors.iter().enumerate() {
            self.put_contributor(id, position, person)?;
        }
        for (position, place) in fields.series.iter().enumerate() {
            self.put_series(id, position, place)?;
        }
        for (position, identifier) in fields.identifiers.iter().enumerate() {
            self.put_identifier(id, position, identifier)?;
        }
        for (position, tag) in fields.tags.iter().enumerate() {
            self.put_tag(id, position, tag)?;
        }
        self.update_custom(id, &[], &fields.custom)
    }

    pub(super) fn put_contributor(
        &mut self,
        book: i64,
        at: usize,
        person: &Contributor,
    ) -> Result<(), LibraryError> {
        let name = self.name_id(NameKind::Person, &person.name)?;
        self.put(
            "INSERT INTO book_contributor (book, position, person, role) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT (book, position) DO NOTHING",
            "UPDATE book_contributor SET person = ?3, role = ?4 WHERE book = ?1 AND position = ?2",
            params![book, position(at), name, person.role.name()],
        )
    }

    pub(super) fn put_series(
        &mut self,
        book: i64,
        at: usize,
        place: &SeriesPlace,
    ) -> Result<(), LibraryError> {
        let name = self.name_id(NameKind::Series, &place.name)?;
        self.put(
            "INSERT INTO book_series (book, position, series, number) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT (book, position) DO NOTHING",
            "UPDATE book_series SET series = ?3, number = ?4 WHERE book = ?1 AND position = ?2",
            params![book, position(at), name, place.number],
        )
    }

    pub(super) fn put_identifier(
        &mut self,
        book: i64,
        at: usize,
        identifier: &Identifier,
    ) -> Result<(), LibraryError> {
        self.put(
            "INSERT INTO identifier (book, position, scheme, value) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT (book, position) DO NOTHING",
            "UPDATE identifier SET scheme = ?3, value = ?4 WHERE book = ?1 AND position = ?2",
            params![book, position(at), identifier.scheme, identifier.value],
        )
    }

    pub(super) fn put_tag(&mut self, book: i64, at: usize, tag: &str) -> Result<(), LibraryError> {
        let name = self.name_id(NameKind::Tag, tag)?;
        self.put(
            "INSERT INTO book_tag (book, position, tag) VALUES (?1, ?2, ?3) ON CONFLICT (book, position) DO NOTHING",
            "UPDATE book_tag SET tag = ?3 WHERE book = ?1 AND position = ?2",
            params![book, position(at), name],
        )
    }

    /// Puts a row in its place, whether there was one or not. Not in one statement that does either: that one would keep
    /// a journal of its own each time, and an import writes a million rows.
    pub(crate) fn put(
        &self,
        insert: &str,
        update: &str,
        values: &[&dyn ToSql],
    ) -> Result<(), LibraryError> {
        if self.db.prepare_cached(insert)?.execute(values)? == 0 {
            self.db.prepare_cached(update)?.execute(values)?;
        }
        Ok(())
    }
}

pub(super) fn date(date: PartialDate) -> String {
    date.to_string()
}

/// A list has at most a thousand items.
pub(super) fn position(at: usize) -> i64 {
    i64::try_from(at).unwrap_or(i64::MAX)
}
