//! The pictures that the history may need.
//!
//! They are not among the recorded changes, where an import of a shelf of covers would be kept a second time. A picture stays
//! as long as a book shows it, or an entry of the history leads to where one does.

use std::collections::BTreeSet;

use rusqlite::{Connection, Params, params};

use crate::error::LibraryError;

/// Notes what pictures an entry may need, and says how many bytes they take that no book shows any more.
pub(super) fn note(
    db: &Connection,
    entry: i64,
    covers: &BTreeSet<Vec<u8>>,
) -> Result<i64, LibraryError> {
    let mut insert =
        db.prepare_cached("INSERT INTO history_cover (entry, cover) VALUES (?1, ?2)")?;
    let mut hidden = db.prepare_cached(
        "SELECT coalesce(sum(length(thumbnail) + length(image)), 0) FROM cover
         WHERE hash = ?1 AND NOT EXISTS (SELECT 1 FROM book WHERE cover = ?1)",
    )?;
    let mut bytes = 0;
    for cover in covers {
        insert.execute(params![entry, cover])?;
        bytes += hidden.query_row([cover], |row| row.get::<_, i64>(0))?;
    }
    Ok(bytes)
}

/// The pictures that an entry needed, which is forgotten.
pub(super) fn of_forgotten(db: &Connection, entry: i64) -> Result<Vec<Vec<u8>>, LibraryError> {
    take(db, "entry = ?1", [entry])
}

/// The pictures that the entries needed which can no longer be redone.
pub(super) fn of_undone(db: &Connection) -> Result<Vec<Vec<u8>>, LibraryError> {
    take(
        db,
        "entry IN (SELECT id FROM history WHERE state = 'undone')",
        [],
    )
}

fn take(db: &Connection, which: &str, params: impl Params) -> Result<Vec<Vec<u8>>, LibraryError> {
    let sql = format!("DELETE FROM history_cover WHERE {which} RETURNING cover");
    let mut statement = db.prepare_cached(&sql)?;
    let covers = statement.query_map(params, |row| row.get(0))?;
    Ok(covers.collect::<Result<_, _>>()?)
}

/// Deletes those that neither a book nor an entry needs.
pub(super) fn let_go(db: &Connection, covers: &[Vec<u8>]) -> Result<(), LibraryError> {
    let mut delete = db.prepare_cached(
        "DELETE FROM cover WHERE hash = ?1 AND NOT EXISTS (SELECT 1 FROM book WHERE cover = ?1)
             AND NOT EXISTS (SELECT 1 FROM history_cover WHERE cover = ?1)",
    )?;
    for cover in covers {
        delete.execute([cover])?;
    }
    Ok(())
}
