//! The few numbers that a library keeps about itself.

use rusqlite::{Connection, OptionalExtension, params};

use crate::error::LibraryError;

/// Another number after every change to the books: lists made under one generation hold until the next.
pub(crate) const GENERATION: &str = "generation";
/// The row of the search index that the next new book gets.
pub(crate) const NEXT_SLOT: &str = "next_slot";
/// The format of the derived tables.
pub(crate) const DERIVED_FORMAT: &str = "derived_format";

/// Whether entries of the history were forgotten: 0 or 1.
pub(crate) const HISTORY_FORGOTTEN: &str = "history_forgotten";
/// How many bytes the history takes. Not there until the first change.
pub(crate) const HISTORY_SIZE: &str = "history_size";

/// Reads a number.
pub(crate) fn get(db: &Connection, name: &str) -> Result<i64, LibraryError> {
    let mut statement = db.prepare_cached("SELECT value FROM state WHERE name = ?1")?;
    Ok(statement.query_row([name], |row| row.get(0))?)
}

/// Writes a number.
pub(crate) fn set(db: &Connection, name: &str, value: i64) -> Result<(), LibraryError> {
    let mut statement = db.prepare_cached("UPDATE state SET value = ?2 WHERE name = ?1")?;
    statement.execute(params![name, value])?;
    Ok(())
}

/// Reads a number that may not be there.
pub(crate) fn find(db: &Connection, name: &str) -> Result<Option<i64>, LibraryError> {
    let mut statement = db.prepare_cached("SELECT value FROM state WHERE name = ?1")?;
    Ok(statement.query_row([name], |row| row.get(0)).optional()?)
}

/// Writes a number that may not have been there.
pub(crate) fn put(db: &Connection, name: &str, value: i64) -> Result<(), LibraryError> {
    db.prepare_cached(
        "INSERT INTO state (name, value) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
    )?
    .execute(params![name, value])?;
    Ok(())
}
