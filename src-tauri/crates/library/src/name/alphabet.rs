//! All names of one kind in their order, remembered from page to page.

use std::collections::HashMap;
use std::sync::Arc;

use rusqlite::{Connection, Row};

use super::{NameKind, NameRow};
use crate::error::LibraryError;
use crate::library::Library;
use crate::listing::{Collation, by_family_name, without_article};
use crate::state;
use crate::values::NameId;

/// The names as they were last read, with the generation that they were read from. To order sixty thousand people takes
/// a tenth of a second, and a list is asked for page by page.
#[derive(Debug, Default)]
pub(crate) struct Alphabets {
    known: HashMap<NameKind, (i64, Arc<[NameRow]>)>,
}

impl NameKind {
    /// Its names with how many books of the library bear each. Only indexes are read: rows of books would cost ten times
    /// as much. The trash is left out, and so are names that only books in the trash bear.
    fn counted(self) -> &'static str {
        match self {
            Self::Person => {
                "SELECT id, name, sort_name, books FROM person JOIN (
                     SELECT person AS named, count(DISTINCT book) AS books FROM book_contributor
                     WHERE book NOT IN (SELECT id FROM book WHERE trashed IS NOT NULL) GROUP BY person
                 ) ON named = id"
            }
            Self::Publisher => {
                "SELECT id, name, NULL, books FROM publisher JOIN (
                     SELECT publisher AS named, count(*) AS books FROM book WHERE publisher IS NOT NULL
                     AND id NOT IN (SELECT id FROM book WHERE trashed IS NOT NULL) GROUP BY publisher
                 ) ON named = id"
            }
            Self::Series => {
                "SELECT id, name, NULL, books FROM series JOIN (
                     SELECT series AS named, count(DISTINCT book) AS books FROM book_series
                     WHERE book NOT IN (SELECT id FROM book WHERE trashed IS NOT NULL) GROUP BY series
                 ) ON named = id"
            }
            Self::Tag => {
                "SELECT id, name, NULL, books FROM tag JOIN (
                     SELECT tag AS named, count(*) AS books FROM book_tag
                     WHERE book NOT IN (SELECT id FROM book WHERE trashed IS NOT NULL) GROUP BY tag
                 ) ON named = id"
            }
        }
    }
}

impl Library {
    /// The names of one kind that books of the library bear, in alphabetical order.
    pub(super) fn alphabet(&self, kind: NameKind) -> Result<Arc<[NameRow]>, LibraryError> {
        enum Found {
            Known(Arc<[NameRow]>),
            Read(i64, Vec<NameRow>),
        }
        let found = self.read(|reader| {
            let (db, alphabets) = reader.names();
            let tx = db.unchecked_transaction()?;
            let generation = state::get(&tx, state::GENERATION)?;
            match alphabets.known.get(&kind) {
                Some((known, names)) if *known == generation => {
                    Ok::<_, LibraryError>(Found::Known(Arc::clone(names)))
                }
                _ => Ok(Found::Read(generation, counted(&tx, kind)?)),
            }
        })?;
        let (generation, mut names) = match found {
            Found::Known(names) => return Ok(names),
            Found::Read(generation, names) => (generation, names),
        };
        // Between the two, so that nobody waits for it who only searches.
        let collation = Collation::new()?;
        names.sort_by_cached_key(|row| (key(&collation, kind, row), row.id));
        let names: Arc<[NameRow]> = names.into();
        self.read(|reader| {
            let (_, alphabets) = reader.names();
            alphabets
                .known
                .insert(kind, (generation, Arc::clone(&names)));
            Ok(())
        })?;
        Ok(names)
    }
}

/// All names of one kind that books of the library bear, in no order.
fn counted(db: &Connection, kind: NameKind) -> Result<Vec<NameRow>, LibraryError> {
    let mut statement = db.prepare_cached(kind.counted())?;
    let names = statement.query_map([], counted_row)?;
    Ok(names.collect::<Result<_, _>>()?)
}

fn counted_row(row: &Row<'_>) -> rusqlite::Result<NameRow> {
    Ok(NameRow {
        id: NameId::from_raw(row.get(0)?),
        name: row.get(1)?,
        sort_name: row.get(2)?,
        books: row.get(3)?,
    })
}

fn key(collation: &Collation, kind: NameKind, row: &NameRow) -> Vec<u8> {
    match (&row.sort_name, kind) {
        (Some(name), _) => collation.key(name),
        (None, NameKind::Person) => collation.key(&by_family_name(&row.name)),
        (None, NameKind::Series) => collation.key(without_article(&row.name, None)),
        (None, NameKind::Publisher | NameKind::Tag) => collation.key(&row.name),
    }
}
