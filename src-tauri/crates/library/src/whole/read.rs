//! Books as they leave.

use rusqlite::Connection;

use crate::book::{Book, Provenance, each_whole};
use crate::error::LibraryError;
use crate::library::Library;
use crate::values::BookId;

/// A book with everything that the library knows of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WholeBook {
    /// The book.
    pub book: Book,
    /// What it is called in the lists that it came from, in the order of their names.
    pub provenance: Vec<Provenance>,
}

impl Library {
    /// Hands over each of these books in the order given, all of one state of the library. Those that are gone are passed
    /// over.
    pub fn each_whole<E: From<LibraryError>>(
        &self,
        ids: &[BookId],
        mut f: impl FnMut(WholeBook) -> Result<(), E>,
    ) -> Result<(), E> {
        let mut stopped = None;
        self.read_aside(|tx| {
            each_whole(tx, ids, |book| {
                let provenance = provenance_of(tx, book.id)?;
                match f(WholeBook { book, provenance }) {
                    Ok(()) => Ok(true),
                    Err(error) => {
                        stopped = Some(error);
                        Ok(false)
                    }
                }
            })
        })?;
        stopped.map_or(Ok(()), Err)
    }

    /// The ids of all books, those of the trash included, in the order in which they were added.
    pub fn all_ids(&self) -> Result<Vec<BookId>, LibraryError> {
        self.read_aside(|tx| {
            let mut statement = tx.prepare_cached("SELECT id FROM book ORDER BY id")?;
            let ids = statement.query_map([], |row| row.get(0).map(BookId::from_raw))?;
            Ok(ids.collect::<Result<_, _>>()?)
        })
    }
}

fn provenance_of(db: &Connection, book: BookId) -> Result<Vec<Provenance>, LibraryError> {
    let mut statement = db.prepare_cached(
        "SELECT source, source_id FROM provenance WHERE book = ?1 ORDER BY source, source_id",
    )?;
    let rows = statement.query_map([book.raw()], |row| {
        Ok(Provenance {
            source: row.get(0)?,
            id: row.get(1)?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}
