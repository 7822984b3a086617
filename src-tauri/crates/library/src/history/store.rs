//! The table of the history.

use rusqlite::{Connection, OptionalExtension, Row, params};

use super::{Changes, EntryState, HistoryEntry, HistoryPage, Label, covers, limit};
use crate::book::stamp;
use crate::error::LibraryError;
use crate::state;
use crate::values::{HistoryId, Stamp};

/// How much of a part one row holds.
const PIECE: usize = 1 << 20;
/// How many places a part has for its pieces: those of the first begin at 0, those of the second here.
const PIECES: i64 = 1 << 20;

const COLUMNS: &str = "SELECT id, state, at, books, label FROM history";

/// Begins an entry at the end of the history. What was undone can no longer be redone: it was another future. Gives the
/// pictures that belonged to that.
pub(super) fn begin(db: &Connection, id: i64, at: &Stamp) -> Result<Vec<Vec<u8>>, LibraryError> {
    let size = limit::size(db)? - limit::size_undone(db)?;
    let undone =
        "DELETE FROM history_piece WHERE entry IN (SELECT id FROM history WHERE state = 'undone')";
    db.prepare_cached(undone)?.execute([])?;
    let replaced = covers::of_undone(db)?;
    db.prepare_cached("DELETE FROM history WHERE state = 'undone'")?
        .execute([])?;
    limit::set_size(db, size)?;
    db.prepare_cached(
        "INSERT INTO history (id, state, at, books, label, size) VALUES (?1, 'done', ?2, 0, '', 0)",
    )?
    .execute(params![id, at.as_str()])?;
    Ok(replaced)
}

/// Stores a part of an entry's changes, and says how many bytes it takes.
pub(super) fn add_part(
    db: &Connection,
    entry: i64,
    part: i64,
    bytes: &[u8],
) -> Result<i64, LibraryError> {
    let mut insert = db
        .prepare_cached("INSERT INTO history_piece (entry, position, bytes) VALUES (?1, ?2, ?3)")?;
    for (position, piece) in (part * PIECES..).zip(bytes.chunks(PIECE)) {
        insert.execute(params![entry, position, piece])?;
    }
    Ok(i64::try_from(bytes.len()).unwrap_or(i64::MAX))
}

/// Ends an entry, of which the changes take so many bytes, and forgets the oldest if the history grows beyond its limit.
pub(super) fn end(db: &Connection, entry: &HistoryEntry, size: i64) -> Result<(), LibraryError> {
    let label = serde_json::to_string(&entry.label).map_err(|error| {
        tracing::error!(%error, "writing a label");
        LibraryError::Storage
    })?;
    db.prepare_cached("UPDATE history SET books = ?2, label = ?3, size = ?4 WHERE id = ?1")?
        .execute(params![entry.id.raw(), entry.books, label, size])?;
    limit::set_size(db, limit::size(db)? + size)?;
    limit::forget(db)
}

/// The greatest id given so far. A clock that was set back must not put an entry before its elders.
pub(super) fn newest_id(db: &Connection) -> Result<i64, LibraryError> {
    let mut statement = db.prepare_cached("SELECT coalesce(max(id), 0) FROM history")?;
    Ok(statement.query_row([], |row| row.get(0))?)
}

/// The changes of an entry.
pub(crate) fn changes(db: &Connection, id: HistoryId) -> Result<Changes, LibraryError> {
    let mut statement = db.prepare_cached(
        "SELECT position, bytes FROM history_piece WHERE entry = ?1 ORDER BY position",
    )?;
    let mut rows = statement.query([id.raw()])?;
    let mut parts: Vec<(i64, Vec<u8>)> = Vec::new();
    while let Some(row) = rows.next()? {
        let part = row.get::<_, i64>(0)? / PIECES;
        let bytes = row.get_ref(1)?.as_blob().map_err(rusqlite::Error::from)?;
        match parts.last_mut() {
            Some((last, whole)) if *last == part => whole.extend_from_slice(bytes),
            _ => parts.push((part, bytes.to_vec())),
        }
    }
    let parts = parts.into_iter().map(|(_, bytes)| bytes);
    Ok(Changes::from_stored(parts.collect()))
}

/// An entry, and those after it that hold, the newest first.
pub(super) fn entry_and_later(
    db: &Connection,
    id: HistoryId,
) -> Result<(HistoryEntry, Vec<HistoryEntry>), LibraryError> {
    let sql = format!("{COLUMNS} WHERE id = ?1");
    let mut statement = db.prepare_cached(&sql)?;
    let found = statement.query_row([id.raw()], entry).optional()?;
    let found = found.ok_or(LibraryError::NotFound)?;
    let sql = format!("{COLUMNS} WHERE id > ?1 AND state = 'done' ORDER BY id DESC");
    let mut statement = db.prepare_cached(&sql)?;
    let later = statement.query_map([id.raw()], entry)?;
    Ok((found, later.collect::<Result<_, _>>()?))
}

/// Says whether an entry holds.
pub(crate) fn set_state(
    db: &Connection,
    id: HistoryId,
    state: EntryState,
) -> Result<(), LibraryError> {
    db.prepare_cached("UPDATE history SET state = ?2 WHERE id = ?1")?
        .execute(params![id.raw(), name(state)])?;
    Ok(())
}

/// What undo would take back: the newest entry that holds.
pub(crate) fn undoable(db: &Connection) -> Result<Option<HistoryEntry>, LibraryError> {
    let sql = format!("{COLUMNS} WHERE state = 'done' ORDER BY id DESC LIMIT 1");
    Ok(db.prepare_cached(&sql)?.query_row([], entry).optional()?)
}

/// What redo would do again: the oldest entry that was undone.
pub(crate) fn redoable(db: &Connection) -> Result<Option<HistoryEntry>, LibraryError> {
    let sql = format!("{COLUMNS} WHERE state = 'undone' ORDER BY id LIMIT 1");
    Ok(db.prepare_cached(&sql)?.query_row([], entry).optional()?)
}

/// A part of the history, the newest first.
pub(crate) fn page(
    db: &Connection,
    before: Option<HistoryId>,
    limit: u32,
) -> Result<HistoryPage, LibraryError> {
    let limit = limit.clamp(1, 1_000);
    let sql = format!("{COLUMNS} WHERE id < ?1 ORDER BY id DESC LIMIT ?2");
    let mut statement = db.prepare_cached(&sql)?;
    let before = before.map_or(i64::MAX, HistoryId::raw);
    // One more than asked for tells whether more follow.
    let entries = statement.query_map(params![before, limit + 1], entry)?;
    let mut entries = entries.collect::<Result<Vec<_>, _>>()?;
    let asked = usize::try_from(limit).unwrap_or(usize::MAX);
    let more = entries.len() > asked;
    entries.truncate(asked);
    Ok(HistoryPage {
        entries,
        more,
        size: u64::try_from(limit::size(db)?).unwrap_or(0),
        limit: limit::limit(db)?,
        forgotten: state::get(db, state::HISTORY_FORGOTTEN)? != 0,
        can_undo: undoable(db)?,
        can_redo: redoable(db)?,
    })
}

fn entry(row: &Row<'_>) -> rusqlite::Result<HistoryEntry> {
    let (state, label): (String, String) = (row.get(1)?, row.get(4)?);
    Ok(HistoryEntry {
        id: HistoryId::from_raw(row.get(0)?),
        state: if state == name(EntryState::Done) {
            EntryState::Done
        } else {
            EntryState::Undone
        },
        at: stamp(row, 2)?,
        books: row.get(3)?,
        label: serde_json::from_str(&label).unwrap_or_else(|error| {
            // A label is only words: one that cannot be read must not hide the history.
            tracing::error!(%error, "reading a label");
            Label::Edited {
                title: String::new(),
                fields: Vec::new(),
            }
        }),
    })
}

fn name(state: EntryState) -> &'static str {
    match state {
        EntryState::Done => "done",
        EntryState::Undone => "undone",
    }
}
