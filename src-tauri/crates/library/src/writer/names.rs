//! Names that many books bear: people, publishers, series, tags. Each is kept once.

use std::collections::HashMap;

use rusqlite::{Connection, OptionalExtension, params};

use crate::error::LibraryError;
use crate::name::NameKind;

impl NameKind {
    /// Finds a name by its spelling.
    pub(crate) fn select(self) -> &'static str {
        match self {
            Self::Person => "SELECT id FROM person WHERE name = ?1",
            Self::Publisher => "SELECT id FROM publisher WHERE name = ?1",
            Self::Series => "SELECT id FROM series WHERE name = ?1",
            Self::Tag => "SELECT id FROM tag WHERE name = ?1",
        }
    }

    fn insert(self) -> &'static str {
        match self {
            Self::Person => "INSERT INTO person (id, name) VALUES (?1, ?2)",
            Self::Publisher => "INSERT INTO publisher (id, name) VALUES (?1, ?2)",
            Self::Series => "INSERT INTO series (id, name) VALUES (?1, ?2)",
            Self::Tag => "INSERT INTO tag (id, name) VALUES (?1, ?2)",
        }
    }

    /// Deletes a name that no book bears.
    pub(super) fn delete_unused(self) -> &'static str {
        match self {
            Self::Person => {
                "DELETE FROM person WHERE name = ?1
                 AND NOT EXISTS (SELECT 1 FROM book_contributor WHERE person = person.id)"
            }
            Self::Publisher => {
                "DELETE FROM publisher WHERE name = ?1
                 AND NOT EXISTS (SELECT 1 FROM book WHERE publisher = publisher.id)"
            }
            Self::Series => {
                "DELETE FROM series WHERE name = ?1
                 AND NOT EXISTS (SELECT 1 FROM book_series WHERE series = series.id)"
            }
            Self::Tag => {
                "DELETE FROM tag WHERE name = ?1
                 AND NOT EXISTS (SELECT 1 FROM book_tag WHERE tag = tag.id)"
            }
        }
    }
}

/// The names met so far in one commit: an import asks for the same few thousand names a million times.
#[derive(Default)]
pub(super) struct Names {
    known: HashMap<NameKind, HashMap<String, i64>>,
}

impl Names {
    /// The id of a name, made with `new_id` if the name is new.
    pub(super) fn id(
        &mut self,
        db: &Connection,
        kind: NameKind,
        name: &str,
        new_id: impl FnOnce() -> Result<i64, LibraryError>,
    ) -> Result<i64, LibraryError> {
        let known = self.known.entry(kind).or_default();
        if let Some(id) = known.get(name) {
            return Ok(*id);
        }
        let kept = db
            .prepare_cached(kind.select())?
            .query_row([name], |row| row.get(0))
            .optional()?;
        let id = if let Some(id) = kept {
            id
        } else {
            let id = new_id()?;
            db.prepare_cached(kind.insert())?
                .execute(params![id, name])?;
            id
        };
        known.insert(name.to_owned(), id);
        Ok(id)
    }

    /// Looks names up again: some of this kind are spelled otherwise now, or gone.
    pub(super) fn forget(&mut self, kind: NameKind) {
        self.known.remove(&kind);
    }
}
