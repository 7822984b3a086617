//! What a list says of the library as a whole: fields and shelves in their order, and what holds between books.

use std::collections::HashMap;

use library::{BookId, LibraryError, LibraryParts, ShelfForm, ShelfPart, Writer};

use crate::Row;

/// Puts it into a library: what books need before them, and what needs books behind them.
pub(super) struct Whole {
    /// Under which id a book of the list is in the library.
    books: HashMap<BookId, BookId>,
}

impl Whole {
    /// Makes fields and shelves, so that they stand in their order. Those that are there already stay where they are.
    pub(super) fn begin(
        writer: &mut Writer<'_>,
        parts: &LibraryParts,
    ) -> Result<Self, LibraryError> {
        for field in &parts.fields {
            writer.ensure_field(&field.form())?;
        }
        for shelf in &parts.shelves {
            writer.ensure_shelf(&form(shelf))?;
        }
        Ok(Self {
            books: HashMap::new(),
        })
    }

    /// Remembers what became of a row.
    pub(super) fn note(&mut self, row: &Row, book: BookId) {
        if let Some(id) = row.extras.id {
            self.books.insert(id, book);
        }
    }

    /// Writes what holds for the books together.
    pub(super) fn finish(
        self,
        writer: &mut Writer<'_>,
        parts: &LibraryParts,
    ) -> Result<(), LibraryError> {
        for person in &parts.people {
            writer.set_sort_name(person)?;
        }
        let known = |id: &BookId| self.books.get(id).copied();
        for shelf in &parts.shelves {
            let books: Vec<BookId> = shelf.books.iter().filter_map(known).collect();
            if !books.is_empty() {
                writer.order_on_shelf(&form(shelf), &books)?;
            }
        }
        for (one, other) in &parts.kept_apart {
            if let (Some(one), Some(other)) = (known(one), known(other)) {
                writer.keep_pair_apart(one, other)?;
            }
        }
        Ok(())
    }
}

fn form(shelf: &ShelfPart) -> ShelfForm {
    ShelfForm {
        name: shelf.name.clone(),
        query: shelf.query.clone(),
    }
}
