//! How much of the history is kept.
//!
//! What is forgotten leaves free pages in the file, which later changes fill again. The file is not made smaller: that
//! would mean to write all of it anew, and a history that is at its limit will need the pages at the next change.

use rusqlite::{Connection, OptionalExtension, params};

use super::covers;
use crate::book::FieldErrors;
use crate::error::LibraryError;
use crate::state;

/// How many bytes of changes are kept if the reader does not say otherwise: covers apart, years of reading.
const USUAL: u64 = 256 << 20;
/// The least that can be said: below, a single cover could push out all that went before it.
const LEAST: u64 = 1 << 20;

const SETTING: &str = "history_limit";

/// How many bytes the history may take.
pub(crate) fn limit(db: &Connection) -> Result<u64, LibraryError> {
    let mut statement = db.prepare_cached("SELECT value FROM setting WHERE name = ?1")?;
    let kept: Option<String> = statement
        .query_row([SETTING], |row| row.get(0))
        .optional()?;
    Ok(kept.and_then(|text| text.parse().ok()).unwrap_or(USUAL))
}

/// Says how many bytes the history may take, and forgets what is beyond that.
pub(crate) fn set_limit(db: &Connection, bytes: u64) -> Result<(), LibraryError> {
    if bytes < LEAST {
        let mut errors = FieldErrors::default();
        errors.push(
            "historyLimit",
            format!("expected at least {LEAST} bytes, which is 1 MiB; found {bytes}"),
        );
        return Err(errors.into());
    }
    db.prepare_cached(
        "INSERT INTO setting (name, value) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
    )?
    .execute(params![SETTING, bytes.to_string()])?;
    forget(db)
}

/// How many bytes the history takes. Kept as a running sum: to add up a long history after every change would cost more
/// than the change.
pub(crate) fn size(db: &Connection) -> Result<i64, LibraryError> {
    match state::find(db, state::HISTORY_SIZE)? {
        Some(size) => Ok(size),
        // A library that was made before there was a sum.
        None => sum(db, ""),
    }
}

/// Writes down that the history has grown to so many bytes, or shrunk.
pub(super) fn set_size(db: &Connection, size: i64) -> Result<(), LibraryError> {
    state::put(db, state::HISTORY_SIZE, size)
}

/// How many bytes the entries take that can be redone.
pub(super) fn size_undone(db: &Connection) -> Result<i64, LibraryError> {
    sum(db, " WHERE state = 'undone'")
}

fn sum(db: &Connection, which: &str) -> Result<i64, LibraryError> {
    let sql = format!("SELECT coalesce(sum(size), 0) FROM history{which}");
    let mut statement = db.prepare_cached(&sql)?;
    Ok(statement.query_row([], |row| row.get(0))?)
}

/// Forgets the oldest entries that are beyond the limit. The newest that holds stays, however large it is, so that the
/// last change can always be undone; and so does what can be redone, which the next change clears away.
pub(crate) fn forget(db: &Connection) -> Result<(), LibraryError> {
    let limit = i64::try_from(limit(db)?).unwrap_or(i64::MAX);
    let mut size = size(db)?;
    if size <= limit {
        return Ok(());
    }
    let mut statement = db.prepare_cached(
        "SELECT id, size FROM history
         WHERE state = 'done' AND id < (SELECT max(id) FROM history WHERE state = 'done') ORDER BY id",
    )?;
    let mut oldest = statement.query([])?;
    let mut forgotten = Vec::new();
    while size > limit
        && let Some(row) = oldest.next()?
    {
        forgotten.push(row.get::<_, i64>(0)?);
        size -= row.get::<_, i64>(1)?;
    }
    let mut pictures = Vec::new();
    for id in &forgotten {
        db.prepare_cached("DELETE FROM history_piece WHERE entry = ?1")?
            .execute([id])?;
        pictures.append(&mut covers::of_forgotten(db, *id)?);
        db.prepare_cached("DELETE FROM history WHERE id = ?1")?
            .execute([id])?;
    }
    covers::let_go(db, &pictures)?;
    if !forgotten.is_empty() {
        set_size(db, size)?;
        state::set(db, state::HISTORY_FORGOTTEN, 1)?;
    }
    Ok(())
}
