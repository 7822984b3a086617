//! Making one book of several.

use rusqlite::params;

use super::Merged;
use crate::book::{Book, BookFields, BookForm, FieldErrors, Identifier};
use crate::change::Change;
use crate::error::LibraryError;
use crate::history::{Label, short_title};
use crate::library::Library;
use crate::reading::outcome_of;
use crate::values::{BookId, Isbn, Revision, Stamp};
use crate::writer::Writer;

/// What a book has beside its fields, and how it goes over to another. The statements name no more columns than they
/// must, so that a column that is added later is not left behind.
const PARTS: &[&str] = &[
    "UPDATE reading SET book = ?2 WHERE book = ?1",
    "UPDATE progress SET book = ?2 WHERE book = ?1",
    "UPDATE copy SET book = ?2 WHERE book = ?1",
    "UPDATE loan SET book = ?2 WHERE book = ?1",
    // After those that are there already.
    "UPDATE quote SET book = ?2, position = position + coalesce((SELECT max(position) FROM quote WHERE book = ?2), 0)
     WHERE book = ?1",
    // What the other has already stays where it is: a book has one wish, and stands on a shelf once.
    "UPDATE OR IGNORE wish SET book = ?2 WHERE book = ?1",
    "UPDATE OR IGNORE shelf_book SET book = ?2 WHERE book = ?1",
    "UPDATE OR IGNORE provenance SET book = ?2 WHERE book = ?1",
    "UPDATE book SET cover = (SELECT cover FROM book WHERE id = ?1) WHERE id = ?2 AND cover IS NULL
     AND EXISTS (SELECT 1 FROM book WHERE id = ?1 AND cover IS NOT NULL)",
    // What was not the one is not the other: a third book stays apart. The smaller id comes first.
    "INSERT OR IGNORE INTO kept_apart (book, other)
     SELECT min(?2, third), max(?2, third)
     FROM (SELECT CASE book WHEN ?1 THEN other ELSE book END AS third FROM kept_apart WHERE book = ?1 OR other = ?1)
     WHERE third <> ?2",
];

/// What is left with the other, because the book has it already, and would come back with it from the trash.
const LEFT: &[&str] = &[
    "DELETE FROM kept_apart WHERE book = ?1 OR other = ?1",
    "DELETE FROM shelf_book WHERE book = ?1",
    "DELETE FROM provenance WHERE book = ?1",
];

impl Library {
    /// Makes one book of several: `into` gets the fields of `form` and all readings, copies, loans, quotes, shelves,
    /// identifiers and provenance of the others, which go to the trash with the fields they had. What `into` lacks of
    /// custom values, wish and cover it gets too, and it is in the library since the first of them was. Their ISBNs are
    /// kept as identifiers. From what one of them was kept apart, `into` is.
    ///
    /// The status of `form` is one that is set by hand, even if it is the one that `into` had: if it says that the book is
    /// read, or was not finished, it ends the readings that go on, those of the others too, on a day that is not known.
    /// Another status leaves the readings as they are, and then as many go on as did in all books together.
    pub fn merge_books(
        &self,
        into: BookId,
        base: Revision,
        others: &[Merged],
        form: &BookForm,
    ) -> Result<Change<Book>, LibraryError> {
        let fields = form.check()?;
        let mut others = others.to_vec();
        others.sort_unstable_by_key(|other| other.id);
        others.dedup_by_key(|other| other.id);
        others.retain(|other| other.id != into);
        if others.is_empty() {
            let mut errors = FieldErrors::default();
            errors.push("others", "expected another book to merge; found none");
            return Err(errors.into());
        }
        let label = Label::MergedBooks {
            count: u32::try_from(others.len()).unwrap_or(u32::MAX),
            title: short_title(&fields.title),
        };
        self.commit(label, |writer| {
            writer.merge_books(into, base, &others, fields)?;
            writer.book(into)
        })
    }
}

impl Writer<'_> {
    fn merge_books(
        &mut self,
        into: BookId,
        base: Revision,
        others: &[Merged],
        fields: BookFields,
    ) -> Result<(), LibraryError> {
        let kept = self.unmerged(into, base)?;
        let others = others
            .iter()
            .map(|other| self.unmerged(other.id, other.base))
            .collect::<Result<Vec<Book>, _>>()?;
        let fields = self.kept(&united(fields, &kept, &others))?;

        for other in &others {
            self.move_parts(other.id, into)?;
        }
        self.write_difference(into, &kept.fields, &fields)?;
        // After the parts have moved, and though the status may be the one that the book had.
        if let Some(outcome) = fields.status.and_then(outcome_of) {
            self.end_readings(into, outcome)?;
        }
        let added = others.iter().map(|other| &other.added).min();
        if let Some(added) = added.filter(|added| **added < kept.added) {
            self.set_added(into, added)?;
        }
        self.stamp_book(into)?;
        let others: Vec<BookId> = others.iter().map(|other| other.id).collect();
        self.trash(&others)?;
        Ok(())
    }

    /// A book that is in the library, in the state that the reader saw.
    fn unmerged(&self, id: BookId, base: Revision) -> Result<Book, LibraryError> {
        let book = self.book_at(id, base)?;
        if book.trashed.is_some() {
            return Err(LibraryError::NotFound);
        }
        Ok(book)
    }

    fn move_parts(&mut self, from: BookId, into: BookId) -> Result<(), LibraryError> {
        // A reading moves before its progress: in between they refer to nothing. Until the commit.
        self.db().execute_batch("PRAGMA defer_foreign_keys = ON")?;
        for sql in PARTS {
            self.db()
                .prepare_cached(sql)?
                .execute([from.raw(), into.raw()])?;
        }
        for sql in LEFT {
            self.db().prepare_cached(sql)?.execute([from.raw()])?;
        }
        Ok(())
    }

    fn set_added(&mut self, book: BookId, added: &Stamp) -> Result<(), LibraryError> {
        self.db()
            .prepare_cached("UPDATE book SET added = ?2 WHERE id = ?1")?
            .execute(params![book.raw(), added.as_str()])?;
        Ok(())
    }
}

/// The fields with what the others have beside it: codes, and values of the reader's own fields that it lacks.
fn united(mut fields: BookFields, kept: &Book, others: &[Book]) -> BookFields {
    let isbns = others
        .iter()
        .chain([kept])
        .filter_map(|book| book.fields.isbn);
    let isbns = isbns
        .filter(|isbn| Some(*isbn) != fields.isbn)
        .map(isbn_beside)
        .collect::<Vec<_>>();
    let codes = others.iter().flat_map(|other| &other.fields.identifiers);
    for code in isbns.iter().chain(codes) {
        if !fields.identifiers.contains(code) {
            fields.identifiers.push(code.clone());
        }
    }
    for value in others.iter().flat_map(|other| &other.fields.custom) {
        // A value that the book had and the form lacks was taken out by the reader.
        let mut own = fields.custom.iter().chain(&kept.fields.custom);
        if !own.any(|own| own.field == value.field) {
            fields.custom.push(value.clone());
        }
    }
    fields
}

fn isbn_beside(isbn: Isbn) -> Identifier {
    Identifier {
        scheme: "isbn".to_owned(),
        value: isbn.to_string(),
    }
}
