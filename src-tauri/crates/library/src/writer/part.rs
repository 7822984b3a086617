//! Changing a part of a book: a reading, a copy, a quote, its cover.

use rusqlite::{Connection, OptionalExtension, params};

use super::Writer;
use crate::book::Book;
use crate::change::Change;
use crate::error::LibraryError;
use crate::history::Label;
use crate::library::Library;
use crate::values::{BookId, Revision, Stamp};

impl Library {
    /// Changes parts of a book. `base` is the revision that the edit was made from: if the book was changed since,
    /// nothing is written and [`LibraryError::Stale`] brings the book as it is now.
    ///
    /// `f` gets the book as it is, writes the part, and says what the history will call that. If nothing differs
    /// afterwards, the book keeps its revision and there is no entry.
    pub(crate) fn change_part(
        &self,
        id: BookId,
        base: Revision,
        f: impl FnOnce(&mut Writer<'_>, &Book) -> Result<Label, LibraryError>,
    ) -> Result<Change<Book>, LibraryError> {
        let not_yet_known = Label::Edited {
            title: String::new(),
            fields: Vec::new(),
        };
        self.commit(not_yet_known, |writer| {
            let before = writer.book_at(id, base)?;
            let label = f(writer, &before)?;
            writer.set_label(label);
            let after = writer.book(id)?;
            if after == before {
                return Ok(before);
            }
            writer.stamp_book(id)?;
            writer.book(id)
        })
    }
}

impl<'c> Writer<'c> {
    /// The book, if it is still in the state `base`.
    pub(crate) fn book_at(&self, id: BookId, base: Revision) -> Result<Book, LibraryError> {
        let current = self.book(id)?;
        if current.revision == base {
            Ok(current)
        } else {
            Err(LibraryError::Stale {
                current: Box::new(current),
            })
        }
    }

    /// The title of a book.
    pub(crate) fn title(&self, id: BookId) -> Result<String, LibraryError> {
        let mut statement = self
            .db
            .prepare_cached("SELECT title FROM book WHERE id = ?1")?;
        let title = statement.query_row([id.raw()], |row| row.get(0));
        title.optional()?.ok_or(LibraryError::NotFound)
    }

    /// Gives the book a new revision and says that it was changed now.
    pub(crate) fn stamp_book(&mut self, id: BookId) -> Result<(), LibraryError> {
        let revision = self.next_revision()?;
        let mut statement = self
            .db
            .prepare_cached("UPDATE book SET revision = ?2, changed = ?3 WHERE id = ?1")?;
        statement.execute(params![id.raw(), revision.raw(), self.stamp.as_str()])?;
        Ok(())
    }

    /// Gives many books a new state. One revision serves them all: it tells the states of one book apart.
    pub(crate) fn stamp_books(&mut self, ids: &[i64]) -> Result<(), LibraryError> {
        if ids.is_empty() {
            return Ok(());
        }
        let revision = self.next_revision()?;
        let mut statement = self
            .db
            .prepare_cached("UPDATE book SET revision = ?2, changed = ?3 WHERE id = ?1")?;
        for id in ids {
            statement.execute(params![id, revision.raw(), self.stamp.as_str()])?;
        }
        Ok(())
    }

    /// The connection, for the statements of a part, which stand beside that part.
    pub(crate) fn db(&self) -> &'c Connection {
        self.db
    }

    /// When this change is made.
    pub(crate) fn stamp(&self) -> &Stamp {
        &self.stamp
    }
}
