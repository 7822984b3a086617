//! The names of one kind, and finding one of them.

use rusqlite::{Connection, OptionalExtension, Row};

use super::{NameKind, NameOrder, NameRow, NamesPage};
use crate::error::LibraryError;
use crate::library::Library;
use crate::listing::{Collation, by_family_name, without_article};
use crate::search::fold;
use crate::values::NameId;

/// The most names that are given at once.
const LARGEST_PAGE: u32 = 500;

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

    fn all(self) -> &'static str {
        match self {
            Self::Person => "SELECT id, name FROM person ORDER BY id",
            Self::Publisher => "SELECT id, name FROM publisher ORDER BY id",
            Self::Series => "SELECT id, name FROM series ORDER BY id",
            Self::Tag => "SELECT id, name FROM tag ORDER BY id",
        }
    }
}

impl Library {
    /// A part of the names of one kind that books of the library bear, those that hold `text` (all when it is blank).
    /// At most 500 come at once.
    pub fn names(
        &self,
        kind: NameKind,
        text: &str,
        order: NameOrder,
        from: u32,
        count: u32,
    ) -> Result<NamesPage, LibraryError> {
        let mut names = self.read(|reader| counted(reader.db(), kind))?;
        // The rest does not hold up whoever reads next.
        let text = fold(text.trim());
        if !text.is_empty() {
            names.retain(|row| {
                fold(&row.name).contains(&*text)
                    || row
                        .sort_name
                        .as_deref()
                        .is_some_and(|name| fold(name).contains(&*text))
            });
        }
        sort(kind, order, &mut names)?;
        Ok(NamesPage {
            total: u32::try_from(names.len()).unwrap_or(u32::MAX),
            names: names
                .into_iter()
                .skip(usize::try_from(from).unwrap_or(usize::MAX))
                .take(usize::try_from(count.min(LARGEST_PAGE)).unwrap_or_default())
                .collect(),
        })
    }

    /// The name that is spelled so, apart from case and accents.
    pub fn find_name(&self, kind: NameKind, name: &str) -> Result<Option<NameId>, LibraryError> {
        let name = crate::book::line(name);
        self.read(|reader| {
            let tx = reader.db().unchecked_transaction()?;
            if let Some(id) = id_of(&tx, kind, &name)? {
                return Ok(Some(id));
            }
            let folded = fold(&name);
            let mut statement = tx.prepare_cached(kind.all())?;
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                let other: String = row.get(1)?;
                if fold(&other) == folded {
                    return Ok(Some(NameId::from_raw(row.get(0)?)));
                }
            }
            Ok(None)
        })
    }
}

/// The name that is spelled exactly so.
pub(crate) fn id_of(
    db: &Connection,
    kind: NameKind,
    name: &str,
) -> Result<Option<NameId>, LibraryError> {
    let mut statement = db.prepare_cached(kind.select())?;
    let id = statement.query_row([name], |row| row.get(0).map(NameId::from_raw));
    Ok(id.optional()?)
}

/// All names of one kind that books of the library bear, in no order.
pub(crate) fn counted(db: &Connection, kind: NameKind) -> Result<Vec<NameRow>, LibraryError> {
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

fn sort(kind: NameKind, order: NameOrder, names: &mut [NameRow]) -> Result<(), LibraryError> {
    let collation = Collation::new()?;
    names.sort_by_cached_key(|row| {
        let first = match order {
            NameOrder::Name => 0,
            NameOrder::Books => u32::MAX - row.books,
        };
        (first, key(&collation, kind, row), row.id)
    });
    Ok(())
}

fn key(collation: &Collation, kind: NameKind, row: &NameRow) -> Vec<u8> {
    match (&row.sort_name, kind) {
        (Some(name), _) => collation.key(name),
        (None, NameKind::Person) => collation.key(&by_family_name(&row.name)),
        (None, NameKind::Series) => collation.key(without_article(&row.name, None)),
        (None, NameKind::Publisher | NameKind::Tag) => collation.key(&row.name),
    }
}
