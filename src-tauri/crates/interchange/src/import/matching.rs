//! Which rows a library holds already.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use library::{BookId, Isbn, LibraryError, Provenance, Writer};

use crate::Row;

/// What an import has seen so far, so that its own rows are never taken for books that were there before.
#[derive(Default)]
pub(super) struct Known {
    /// How often each id came up.
    ids: HashMap<String, u32>,
    /// For each ISBN that came up, the books that had it before the import and that no row has been matched with.
    ///
    /// Asked when the ISBN comes up for the first time, when no row with it has been added: so these are books of before,
    /// and a file that holds one ISBN a hundred thousand times asks once.
    unmatched: HashMap<Isbn, Vec<BookId>>,
}

impl Known {
    /// Gives the second row with one id a name of its own, the same whenever the file is imported.
    pub(super) fn make_distinct(&mut self, provenance: &mut Provenance) {
        if let Some(times) = self.ids.get_mut(&provenance.id) {
            *times += 1;
            provenance.id = format!("{}#{times}", provenance.id);
        } else {
            self.ids.insert(provenance.id.clone(), 1);
        }
    }

    /// Whether the library held the row's book before the import.
    pub(super) fn holds(&mut self, writer: &Writer<'_>, row: &Row) -> Result<bool, LibraryError> {
        let Provenance { source, id } = &row.provenance;
        if writer.find_by_provenance(source, id)?.is_some() {
            return Ok(true);
        }
        let Some(isbn) = row.fields.isbn else {
            return Ok(false);
        };
        let unmatched = match self.unmatched.entry(isbn) {
            Entry::Occupied(asked) => asked.into_mut(),
            Entry::Vacant(new) => new.insert(unclaimed(writer, isbn, source)?),
        };
        // Each book of before answers for one row: two rows are two books.
        Ok(unmatched.pop().is_some())
    }
}

/// The books with that ISBN that did not come from that list: a book that did is another edition, or a second copy.
fn unclaimed(writer: &Writer<'_>, isbn: Isbn, source: &str) -> Result<Vec<BookId>, LibraryError> {
    let mut books = Vec::new();
    for book in writer.find_by_isbn(&isbn)? {
        if !writer.has_provenance(book, source)? {
            books.push(book);
        }
    }
    Ok(books)
}
