//! Putting the lists of books in order after rows of theirs were written one by one.

use rusqlite::Connection;

use super::Writer;
use crate::book;
use crate::error::LibraryError;
use crate::name::NameKind;

const LISTS: [&str; 4] = ["book_contributor", "book_series", "identifier", "book_tag"];

impl Writer<'_> {
    /// Closes the gaps in the lists of these books and leaves out what stands there twice, as an edit would. The ids are
    /// sorted; books that are gone are passed over.
    pub(crate) fn tidy_lists(&mut self, books: &[i64]) -> Result<(), LibraryError> {
        let db = self.db;
        book::load_each(db, books, |book| {
            let id = book.id.raw();
            let tidy = book.fields.normalised();
            if has_gap(db, id)? || tidy != book.fields {
                for list in LISTS {
                    let sql = format!("DELETE FROM {list} WHERE book = ?1");
                    db.prepare_cached(&sql)?.execute([id])?;
                }
                self.insert_parts(id, &tidy)?;
                self.may_lose_names(&book.fields);
            }
            Ok(())
        })
    }

    /// Remembers a name that may have lost its last book.
    pub(crate) fn may_be_unused(&mut self, kind: NameKind, name: String) {
        self.may_be_unused.insert((kind, name));
    }
}

fn has_gap(db: &Connection, book: i64) -> Result<bool, LibraryError> {
    for list in LISTS {
        let sql = format!(
            "SELECT coalesce(max(position), -1) + 1 > count(*) FROM {list} WHERE book = ?1"
        );
        if db
            .prepare_cached(&sql)?
            .query_row([book], |row| row.get(0))?
        {
            return Ok(true);
        }
    }
    Ok(false)
}
