//! The names of one kind, and finding one of them.

use std::cmp::Reverse;

use rusqlite::{Connection, OptionalExtension};

use super::{NameKind, NameOrder, NameRow, NamesPage};
use crate::error::LibraryError;
use crate::library::Library;
use crate::search::fold;
use crate::values::NameId;

/// The most names that are given at once.
const LARGEST_PAGE: u32 = 500;

impl NameKind {
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
        let names = self.alphabet(kind)?;
        let text = fold(text.trim());
        let holds = |name: &str| fold(name).contains(&*text);
        let mut found: Vec<&NameRow> = names
            .iter()
            .filter(|row| {
                text.is_empty() || holds(&row.name) || row.sort_name.as_deref().is_some_and(holds)
            })
            .collect();
        if order == NameOrder::Books {
            // Stable: among equals the alphabet holds.
            found.sort_by_key(|row| Reverse(row.books));
        }
        Ok(NamesPage {
            total: u32::try_from(found.len()).unwrap_or(u32::MAX),
            names: found
                .into_iter()
                .skip(usize::try_from(from).unwrap_or(usize::MAX))
                .take(usize::try_from(count.min(LARGEST_PAGE)).unwrap_or_default())
                .cloned()
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
fn id_of(db: &Connection, kind: NameKind, name: &str) -> Result<Option<NameId>, LibraryError> {
    let mut statement = db.prepare_cached(kind.select())?;
    let id = statement.query_row([name], |row| row.get(0).map(NameId::from_raw));
    Ok(id.optional()?)
}
