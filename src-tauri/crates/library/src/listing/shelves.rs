//! Shelves, as queries name them.

use rusqlite::{Connection, OptionalExtension};

use crate::error::LibraryError;
use crate::search::syntax::Match;
use crate::search::{matches, words_of};
use crate::values::ShelfId;

/// The shelves whose names match, or `None` when the text holds no word.
pub(super) fn named(
    db: &Connection,
    how: Match,
    text: &str,
) -> Result<Option<Vec<ShelfId>>, LibraryError> {
    if words_of(text).is_empty() && how != Match::Exact {
        return Ok(None);
    }
    let mut statement = db.prepare_cached("SELECT id, name FROM shelf")?;
    let mut rows = statement.query([])?;
    let mut shelves = Vec::new();
    while let Some(row) = rows.next()? {
        let name: String = row.get(1)?;
        if matches(&name, how, text) {
            shelves.push(ShelfId::from_raw(row.get(0)?));
        }
    }
    Ok(Some(shelves))
}

/// The query of a smart shelf. A shelf that is filled by hand has none, nor has one that is gone.
pub(super) fn query(db: &Connection, shelf: ShelfId) -> Result<Option<String>, LibraryError> {
    let mut statement = db.prepare_cached("SELECT query FROM shelf WHERE id = ?1")?;
    let query = statement.query_row([shelf.raw()], |row| row.get(0));
    Ok(query.optional()?.flatten())
}
