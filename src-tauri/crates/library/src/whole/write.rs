//! Books as they arrive.

use rusqlite::{OptionalExtension, params};

use super::{
    BookExtras, CopyRecord, LoanRecord, NamedValue, ProgressRecord, QuoteRecord, ReadingRecord,
    WishRecord,
};
use crate::book::Provenance;
use crate::cover::CoverPicture;
use crate::custom_field::{self, CustomFieldForm, CustomValue};
use crate::error::LibraryError;
use crate::owning::OwnedCopy;
use crate::reading::ReadingFacts;
use crate::search::fold;
use crate::sequence;
use crate::shelf::ShelfForm;
use crate::values::{BookId, CopyId, FieldId, Money, ReadingId, ShelfId};
use crate::writer::Writer;

impl Writer<'_> {
    /// Adds what belongs to a book and is not there yet; what is there stays. The book is stamped as changed now.
    pub fn add_extras(&mut self, book: BookId, extras: &BookExtras) -> Result<(), LibraryError> {
        let extras = extras.normalised();
        if extras == BookExtras::default() {
            return Ok(());
        }
        extras.check()?;
        self.insert_extras(book, &extras)?;
        self.stamp_book(book)
    }

    /// Writes what belongs to a book, which is as [`BookExtras::normalised`] gives it.
    pub(crate) fn insert_extras(
        &mut self,
        book: BookId,
        extras: &BookExtras,
    ) -> Result<(), LibraryError> {
        for reading in &extras.readings {
            let id = self.insert_reading(book, &reading.facts)?;
            for progress in &reading.progress {
                self.insert_progress((book, id), progress)?;
            }
        }
        for copy in &extras.copies {
            let id = self.insert_copy(book, &copy.facts)?;
            for loan in &copy.loans {
                self.insert_loan((book, id), loan)?;
            }
        }
        if let Some(wish) = &extras.wish {
            self.insert_wish(book, wish)?;
        }
        for quote in &extras.quotes {
            self.insert_quote(book, quote)?;
        }
        for name in &extras.shelves {
            let onto = self.shelf_by_hand(name)?;
            self.put_on_shelf(book, onto)?;
        }
        Ok(())
    }

    /// Writes what more is known of a reading now, and progress that it lacked.
    pub fn fill_reading(
        &mut self,
        book: BookId,
        reading: ReadingId,
        facts: &ReadingFacts,
        progress: &[ProgressRecord],
    ) -> Result<(), LibraryError> {
        let extras = BookExtras {
            readings: vec![ReadingRecord {
                facts: facts.clone(),
                progress: progress.to_vec(),
            }],
            ..BookExtras::default()
        };
        let extras = extras.normalised();
        extras.check()?;
        for record in &extras.readings {
            self.update_reading(book, reading, &record.facts)?;
            for progress in &record.progress {
                self.insert_progress((book, reading), progress)?;
            }
        }
        self.stamp_book(book)
    }

    /// Writes what more is known of a copy now, and loans that it lacked.
    pub fn fill_copy(
        &mut self,
        book: BookId,
        copy: CopyId,
        facts: &OwnedCopy,
        loans: &[LoanRecord],
    ) -> Result<(), LibraryError> {
        let extras = BookExtras {
            copies: vec![CopyRecord {
                facts: facts.clone(),
                loans: loans.to_vec(),
            }],
            ..BookExtras::default()
        };
        let extras = extras.normalised();
        extras.check()?;
        for record in &extras.copies {
            self.update_copy(book, copy, &record.facts)?;
            for loan in &record.loans {
                self.insert_loan((book, copy), loan)?;
            }
        }
        self.stamp_book(book)
    }

    fn insert_wish(&mut self, book: BookId, wish: &WishRecord) -> Result<(), LibraryError> {
        let mut statement = self.db().prepare_cached(
            "INSERT INTO wish (book, priority, price, currency, note, added) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
             ON CONFLICT (book) DO NOTHING",
        )?;
        statement.execute(params![
            book.raw(),
            wish.priority.rank(),
            wish.price.as_ref().map(Money::minor_units),
            wish.price.as_ref().map(Money::currency),
            wish.note,
            wish.added.as_ref().unwrap_or(self.stamp()).as_str(),
        ])?;
        Ok(())
    }

    fn insert_quote(&mut self, book: BookId, quote: &QuoteRecord) -> Result<(), LibraryError> {
        let mut statement = self.db().prepare_cached(
            "INSERT INTO quote (book, position, text, place, note, added)
             SELECT ?1, coalesce(max(position), 0) + 1, ?2, ?3, ?4, ?5 FROM quote WHERE book = ?1",
        )?;
        statement.execute(params![
            book.raw(),
            quote.text,
            quote.place,
            quote.note,
            quote.added.as_ref().unwrap_or(self.stamp()).as_str(),
        ])?;
        Ok(())
    }

    /// The shelf of that name that is filled by hand, made where it is missing. A smart shelf cannot be filled: one with
    /// the number behind its name stands in for it.
    fn shelf_by_hand(&mut self, name: &str) -> Result<ShelfId, LibraryError> {
        let mut number = 1;
        loop {
            let name = if number == 1 {
                name.to_owned()
            } else {
                format!("{name} {number}")
            };
            match self.shelf_named(&name)? {
                Some((id, false)) => return Ok(id),
                Some((_, true)) => number += 1,
                None => return self.make_shelf(&name, None),
            }
        }
    }

    /// The shelf of that name, whatever its case, and whether it is smart.
    fn shelf_named(&self, name: &str) -> Result<Option<(ShelfId, bool)>, LibraryError> {
        let exact = self
            .db()
            .prepare_cached("SELECT id, query IS NOT NULL FROM shelf WHERE name = ?1")?
            .query_row([name], |row| {
                Ok((ShelfId::from_raw(row.get(0)?), row.get(1)?))
            })
            .optional()?;
        if exact.is_some() {
            return Ok(exact);
        }
        let folded = fold(name);
        let mut statement = self
            .db()
            .prepare_cached("SELECT id, query IS NOT NULL, name FROM shelf ORDER BY id")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let other: String = row.get(2)?;
            if fold(&other) == folded {
                return Ok(Some((ShelfId::from_raw(row.get(0)?), row.get(1)?)));
            }
        }
        Ok(None)
    }

    /// Makes a shelf with its query, unless there is one of that name.
    pub fn ensure_shelf(&mut self, form: &ShelfForm) -> Result<ShelfId, LibraryError> {
        let (name, query) = form.check()?;
        match self.shelf_named(&name)? {
            Some((id, _)) => Ok(id),
            None => self.make_shelf(&name, query.as_deref()),
        }
    }

    fn put_on_shelf(&mut self, book: BookId, onto: ShelfId) -> Result<(), LibraryError> {
        let last: Option<i64> = self
            .db()
            .prepare_cached("SELECT max(position) FROM shelf_book WHERE shelf = ?1")?
            .query_row([onto.raw()], |row| row.get(0))?;
        let mut put = self.db().prepare_cached(
            "INSERT INTO shelf_book (book, shelf, position) VALUES (?1, ?2, ?3)
             ON CONFLICT (book, shelf) DO NOTHING",
        )?;
        put.execute(params![book.raw(), onto.raw(), sequence::after(last)])?;
        Ok(())
    }

    /// A value as a field of the reader's own keeps it; the field is made where it is missing. `Err` says why the field
    /// that there is cannot hold the value.
    pub fn named_value(
        &mut self,
        given: &NamedValue,
    ) -> Result<Result<CustomValue, String>, LibraryError> {
        let field = self.ensure_field(&given.field)?;
        let field = custom_field::all(self.db())?
            .into_iter()
            .find(|known| known.id == field)
            .ok_or(LibraryError::NotFound)?;
        Ok(field.keep(&given.value).map(|value| CustomValue {
            field: field.id,
            value,
        }))
    }

    /// Makes a field of the reader's own, unless there is one of that name. A name that the search uses for something else
    /// gets ` (own)` behind it.
    pub fn ensure_field(&mut self, form: &CustomFieldForm) -> Result<FieldId, LibraryError> {
        let mut form = form.checked()?;
        for _ in 0..2 {
            let folded = fold(&form.name).into_owned();
            let known = custom_field::all(self.db())?
                .into_iter()
                .find(|known| fold(&known.name) == folded);
            if let Some(known) = known {
                return Ok(known.id);
            }
            match self.make_field(&form) {
                Err(LibraryError::Invalid(_)) => form.name.push_str(" (own)"),
                made => return made,
            }
        }
        self.make_field(&form)
    }

    /// Remembers where a book came from, and what that list said of it.
    pub fn remember_provenance(
        &mut self,
        book: BookId,
        provenance: &Provenance,
        said: Option<&[u8]>,
    ) -> Result<(), LibraryError> {
        self.put(
            "INSERT INTO provenance (book, source, source_id, said) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT (book, source, source_id) DO NOTHING",
            "UPDATE provenance SET said = ?4
             WHERE book = ?1 AND source = ?2 AND source_id = ?3 AND said IS NOT ?4",
            params![book.raw(), provenance.source, provenance.id, said],
        )
    }

    /// Gives a book that has none a cover.
    pub fn add_cover(&mut self, book: BookId, picture: &CoverPicture) -> Result<(), LibraryError> {
        self.put_cover(book, Some(picture))
    }
}
