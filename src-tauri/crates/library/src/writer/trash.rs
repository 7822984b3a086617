//! Throwing books away, taking them back, and deleting them for good.

use rusqlite::{OptionalExtension, params};

use super::Writer;
use crate::book;
use crate::error::LibraryError;
use crate::values::BookId;

/// The tables that hold a book's parts, those that refer to another part first.
const PARTS: &[&str] = &[
    "DELETE FROM progress WHERE book = ?1",
    "DELETE FROM reading WHERE book = ?1",
    "DELETE FROM loan WHERE book = ?1",
    "DELETE FROM copy WHERE book = ?1",
    "DELETE FROM wish WHERE book = ?1",
    "DELETE FROM quote WHERE book = ?1",
    "DELETE FROM shelf_book WHERE book = ?1",
    "DELETE FROM custom_value WHERE book = ?1",
    "DELETE FROM kept_apart WHERE book = ?1 OR other = ?1",
    "DELETE FROM provenance WHERE book = ?1",
    "DELETE FROM identifier WHERE book = ?1",
    "DELETE FROM book_tag WHERE book = ?1",
    "DELETE FROM book_series WHERE book = ?1",
    "DELETE FROM book_contributor WHERE book = ?1",
];

/// How many books were moved or deleted, and the title of the first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Moved {
    /// How many.
    pub count: u32,
    /// The title of the first, whole.
    pub title: String,
}

impl Moved {
    fn add(&mut self, title: String) {
        if self.count == 0 {
            self.title = title;
        }
        self.count += 1;
    }
}

impl Writer<'_> {
    /// Puts books in the trash. Those that are in it already, or gone, are passed over.
    pub fn trash(&mut self, ids: &[BookId]) -> Result<Moved, LibraryError> {
        let stamp = self.stamp.clone();
        let sql = "UPDATE book SET trashed = ?3, revision = ?2 WHERE id = ?1 AND trashed IS NULL RETURNING title";
        let mut moved = Moved::default();
        for id in ids {
            let revision = self.next_revision()?;
            let mut statement = self.db.prepare_cached(sql)?;
            let title = statement
                .query_row(params![id.raw(), revision.raw(), stamp.as_str()], |row| {
                    row.get(0)
                });
            title
                .optional()?
                .into_iter()
                .for_each(|title| moved.add(title));
        }
        Ok(moved)
    }

    /// Takes books out of the trash. Those that are not in it are passed over.
    pub fn restore(&mut self, ids: &[BookId]) -> Result<Moved, LibraryError> {
        let sql = "UPDATE book SET trashed = NULL, revision = ?2 WHERE id = ?1 AND trashed IS NOT NULL RETURNING title";
        let mut moved = Moved::default();
        for id in ids {
            let revision = self.next_revision()?;
            let mut statement = self.db.prepare_cached(sql)?;
            let title = statement.query_row(params![id.raw(), revision.raw()], |row| row.get(0));
            title
                .optional()?
                .into_iter()
                .for_each(|title| moved.add(title));
        }
        Ok(moved)
    }

    /// The books in the trash, the longest there first.
    pub fn trashed(&self) -> Result<Vec<BookId>, LibraryError> {
        let mut statement = self
            .db
            .prepare_cached("SELECT id FROM book WHERE trashed IS NOT NULL ORDER BY trashed, id")?;
        let ids = statement.query_map([], |row| row.get(0).map(BookId::from_raw))?;
        Ok(ids.collect::<Result<_, _>>()?)
    }

    /// Deletes books of the trash. Those that are not in it are passed over: nothing is deleted from the shelf.
    pub fn delete_for_good(&mut self, ids: &[BookId]) -> Result<Moved, LibraryError> {
        let mut sorted: Vec<i64> = ids.iter().map(|id| id.raw()).collect();
        sorted.sort_unstable();
        sorted.dedup();
        let mut moved = Moved::default();
        let db = self.db;
        book::load_each(db, &sorted, |book| {
            if book.trashed.is_none() {
                return Ok(());
            }
            for sql in PARTS {
                db.prepare_cached(sql)?.execute([book.id.raw()])?;
            }
            db.prepare_cached("DELETE FROM book WHERE id = ?1")?
                .execute([book.id.raw()])?;
            self.may_lose_names(&book.fields);
            moved.add(book.fields.title);
            Ok(())
        })?;
        Ok(moved)
    }
}
