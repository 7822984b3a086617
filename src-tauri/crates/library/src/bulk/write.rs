//! Writing a change to many books: read and written a batch at a time, so that memory does not grow with their number.

use std::collections::HashSet;

use super::{BulkEdit, BulkForm};
use crate::book;
use crate::change::Change;
use crate::error::LibraryError;
use crate::history::Label;
use crate::library::Library;
use crate::values::BookId;
use crate::writer::Writer;

impl Library {
    /// Changes all these books in one entry of the history, and says how many were changed. Books that are gone are
    /// passed over, and books that are so already stay untouched.
    pub fn bulk_edit(
        &self,
        books: &[BookId],
        form: &BulkForm,
    ) -> Result<Change<u32>, LibraryError> {
        let edit = BulkEdit::of(form)?;
        self.commit(Label::BulkEdited { count: 0 }, |writer| {
            let mut changed = writer.edit_books(books, edit)?;
            for shelf in &form.shelve {
                changed.extend(writer.shelve(*shelf, books)?);
            }
            for shelf in &form.unshelve {
                changed.extend(writer.unshelve(*shelf, books)?);
            }
            let count = u32::try_from(changed.len()).unwrap_or(u32::MAX);
            writer.set_label(Label::BulkEdited { count });
            Ok(count)
        })
    }
}

impl Writer<'_> {
    /// Writes the fields of each book, and gives the books that were not so already.
    fn edit_books(
        &mut self,
        books: &[BookId],
        mut edit: BulkEdit,
    ) -> Result<HashSet<BookId>, LibraryError> {
        let mut changed = HashSet::new();
        if !edit.writes_fields() {
            return Ok(changed);
        }
        edit.fit_custom(self)?;
        let mut sorted: Vec<i64> = books.iter().map(|id| id.raw()).collect();
        sorted.sort_unstable();
        sorted.dedup();
        book::load_each(self.db(), &sorted, |book| {
            let new = edit.applied_to(&book.fields)?;
            if new != book.fields {
                self.write_difference(book.id, &book.fields, &new)?;
                changed.insert(book.id);
            }
            Ok(())
        })?;
        Ok(changed)
    }
}
