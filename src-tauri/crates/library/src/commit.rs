//! The one way in for every change, and the two ways back.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use rusqlite::{Connection, Transaction, TransactionBehavior};

use crate::change::Change;
use crate::derived::Touched;
use crate::error::LibraryError;
use crate::history::{self, Changes, EntryState, HistoryEntry, Label};
use crate::library::{Library, Store};
use crate::open::checkpoint;
use crate::pulse::Pulse;
use crate::values::{HistoryId, Stamp};
use crate::writer::Writer;
use crate::{derived, state};

/// From so many books on a commit is followed by a checkpoint: an import must not hang on the write-ahead log.
const LARGE: usize = 1_000;
/// So many steps of a statement pass before it is asked whether to stop.
const STEPS: std::ffi::c_int = 10_000;

impl Library {
    /// Changes the library: all that `f` does, or nothing if it fails or panics.
    ///
    /// What it did becomes one entry of the history, called `label`; if it comes to nothing there is none. Inside `f`
    /// the library itself must not be written to, which would wait for ever; reading it shows the state before.
    pub fn commit<T, E>(
        &self,
        label: Label,
        f: impl FnOnce(&mut Writer<'_>) -> Result<T, E>,
    ) -> Result<Change<T>, E>
    where
        E: From<LibraryError>,
    {
        self.commit_watched(None, label, f)
    }

    /// As [`Self::commit`], for long work: once `cancelled` is set, whatever is going on stops, that which follows from the
    /// change included, and nothing of it remains. Then the error is [`LibraryError::Cancelled`].
    pub fn commit_unless<T, E>(
        &self,
        cancelled: &Arc<AtomicBool>,
        label: Label,
        f: impl FnOnce(&mut Writer<'_>) -> Result<T, E>,
    ) -> Result<Change<T>, E>
    where
        E: From<LibraryError>,
    {
        self.commit_watched(Some(cancelled), label, f)
    }

    fn commit_watched<T, E>(
        &self,
        cancelled: Option<&Arc<AtomicBool>>,
        label: Label,
        f: impl FnOnce(&mut Writer<'_>) -> Result<T, E>,
    ) -> Result<Change<T>, E>
    where
        E: From<LibraryError>,
    {
        let (value, made) = {
            let mut guard = self.lock_writer();
            let store = guard.as_mut().ok_or(LibraryError::Closed)?;
            watch(&mut store.db, cancelled)?;
            let made = self.write(store, label, f);
            watch(&mut store.db, None)?;
            made?
        };
        // After the lock is let go: a listener may read, and even write.
        if let Some((_, generation)) = made {
            self.pulse.saw(generation);
        }
        Ok(Change {
            value,
            entry: made.map(|(entry, _)| entry),
        })
    }

    /// Does all that `f` does in one transaction. Gives the entry of the history and the new generation, if anything came
    /// of it.
    fn write<T, E>(
        &self,
        Store { db, ids }: &mut Store,
        label: Label,
        f: impl FnOnce(&mut Writer<'_>) -> Result<T, E>,
    ) -> Result<(T, Option<(HistoryId, i64)>), E>
    where
        E: From<LibraryError>,
    {
        let now = self.clock.now();
        let at = Stamp::now(&*self.clock);
        let tx = begin(db)?;

        let mut writer = Writer::new(&tx, ids, now, at, label)?;
        let value = f(&mut writer)?;
        let Some((entry, touched)) = writer.finish()? else {
            return Ok((value, None));
        };
        let generation = finish(tx, &touched, &self.pulse)?;
        if touched.len() >= LARGE {
            checkpoint(db);
        }
        Ok((value, Some((entry.id, generation))))
    }

    /// Takes back the newest change that holds. With `expected`, only if it is that one.
    pub fn undo(&self, expected: Option<HistoryId>) -> Result<HistoryEntry, LibraryError> {
        self.step(|tx| {
            let newest = history::undoable(tx)?;
            if let Some(expected) = expected
                && newest.as_ref().map(|entry| entry.id) != Some(expected)
            {
                return Err(LibraryError::HistoryMoved {
                    newest: newest.map(|entry| entry.id),
                });
            }
            let entry = newest.ok_or(LibraryError::NothingToUndo)?;
            let changes = history::changes(tx, entry.id)?.inverted()?;
            Ok((
                HistoryEntry {
                    state: EntryState::Undone,
                    ..entry
                },
                changes,
            ))
        })
    }

    /// Does again what was undone last.
    pub fn redo(&self) -> Result<HistoryEntry, LibraryError> {
        self.step(|tx| {
            let entry = history::redoable(tx)?.ok_or(LibraryError::NothingToRedo)?;
            let changes = history::changes(tx, entry.id)?;
            Ok((
                HistoryEntry {
                    state: EntryState::Done,
                    ..entry
                },
                changes,
            ))
        })
    }

    /// Takes back one earlier change by itself, as a new change. If later ones build on it,
    /// [`LibraryError::InTheWay`] says which.
    pub fn undo_alone(&self, entry: HistoryId) -> Result<Change<()>, LibraryError> {
        let not_yet_known = Label::Edited {
            title: String::new(),
            fields: Vec::new(),
        };
        self.commit(not_yet_known, |writer| history::take_back(writer, entry))
    }

    /// Says how many bytes the history may take. The oldest entries beyond that are forgotten, now and after each change.
    pub fn set_history_limit(&self, bytes: u64) -> Result<(), LibraryError> {
        let mut guard = self.lock_writer();
        let Store { db, .. } = guard.as_mut().ok_or(LibraryError::Closed)?;
        let tx = begin(db)?;
        history::set_limit(&tx, bytes)?;
        Ok(tx.commit()?)
    }

    /// Moves one step along the history.
    fn step(
        &self,
        choose: impl FnOnce(&Transaction<'_>) -> Result<(HistoryEntry, Changes), LibraryError>,
    ) -> Result<HistoryEntry, LibraryError> {
        let (entry, generation) = {
            let mut guard = self.lock_writer();
            let Store { db, .. } = guard.as_mut().ok_or(LibraryError::Closed)?;
            let db = Unreferenced::of(db)?;
            let tx = begin(db.0)?;
            let (entry, changes) = choose(&tx)?;
            changes.apply(&tx)?;
            history::set_state(&tx, entry.id, entry.state)?;
            let touched = changes.touched(&tx)?;
            let generation = finish(tx, &touched, &self.pulse)?;
            if touched.len() >= LARGE {
                checkpoint(db.0);
            }
            (entry, generation)
        };
        self.pulse.saw(generation);
        Ok(entry)
    }
}

/// Lets a connection ask now and then whether to stop, while statements run.
fn watch(db: &mut Connection, cancelled: Option<&Arc<AtomicBool>>) -> Result<(), LibraryError> {
    match cancelled.map(Arc::clone) {
        Some(cancelled) => {
            db.progress_handler(STEPS, Some(move || cancelled.load(Ordering::Relaxed)))?;
        }
        None => db.progress_handler(0, None::<fn() -> bool>)?,
    }
    Ok(())
}

/// A connection that does not look at references between tables.
///
/// A changeset leads from one state that was checked to another, so there is nothing to look for; but a statement that
/// checks references opens a journal of its own inside the savepoint of the changeset, and closing that costs as much
/// as the savepoint is long: the undo of an import of 100,000 books took minutes.
struct Unreferenced<'c>(&'c mut Connection);

impl<'c> Unreferenced<'c> {
    /// Only outside a transaction: inside one the pragma does nothing.
    fn of(db: &'c mut Connection) -> Result<Self, LibraryError> {
        db.pragma_update(None, "foreign_keys", false)?;
        Ok(Self(db))
    }
}

impl Drop for Unreferenced<'_> {
    fn drop(&mut self) {
        if let Err(error) = self.0.pragma_update(None, "foreign_keys", true) {
            tracing::error!(%error, "references are no longer checked");
        }
    }
}

/// Begins a write. At once rather than at the first statement, so that what is read in it is what it writes upon.
fn begin(db: &mut Connection) -> Result<Transaction<'_>, LibraryError> {
    Ok(db.transaction_with_behavior(TransactionBehavior::Immediate)?)
}

/// Derives what follows from the touched books and commits. Gives the new generation.
fn finish(tx: Transaction<'_>, touched: &Touched, pulse: &Pulse) -> Result<i64, LibraryError> {
    derived::refresh(&tx, touched)?;
    let generation = state::get(&tx, state::GENERATION)? + 1;
    state::set(&tx, state::GENERATION, generation)?;
    pulse.expect(generation, touched.books());
    if let Err(error) = tx.commit() {
        pulse.disappoint(generation);
        return Err(error.into());
    }
    Ok(generation)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::book::BookFields;
    use crate::clock::SystemClock;
    use crate::key::LibraryKey;
    use crate::listing::ListQuery;
    use crate::whole::BookExtras;

    fn titled(title: &str) -> BookFields {
        BookFields {
            title: title.into(),
            notes: Some("note ".repeat(2_000)),
            ..BookFields::default()
        }
    }

    /// Lets the file grow by so many pages, as a disk would that is nearly full.
    fn leave_room_for(library: &Library, pages: i64) {
        let guard = library.lock_writer();
        let db = &guard.as_ref().unwrap().db;
        let count: i64 = db
            .query_row("PRAGMA page_count", [], |row| row.get(0))
            .unwrap();
        db.query_row(
            &format!("PRAGMA max_page_count = {}", count + pages),
            [],
            |_| Ok(()),
        )
        .unwrap();
    }

    #[test]
    fn a_full_disk_leaves_the_library_as_it_was() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("library.db");
        let library =
            Library::create(&path, &LibraryKey::new(&[1; 32]), Arc::new(SystemClock)).unwrap();
        let book = library.add(&titled("One")).unwrap().value;
        // Full in the middle of what the reader does, and full in what follows from it.
        for pages in [0, 5, 20, 100, 300, 400] {
            leave_room_for(&library, pages);
            let failed = library.commit(
                Label::Imported {
                    source: "test".into(),
                    count: 200,
                },
                |writer| {
                    for at in 0..200 {
                        writer.add_book(
                            &titled(&format!("Book {at}")),
                            None,
                            None,
                            &BookExtras::default(),
                        )?;
                    }
                    Ok::<_, LibraryError>(())
                },
            );
            assert!(
                matches!(failed, Err(LibraryError::DiskFull)),
                "{pages} pages: {failed:?}"
            );
            assert_eq!(library.list(&ListQuery::default()).unwrap().ids, [book.id]);
            assert_eq!(library.book(book.id).unwrap(), book);
            assert_eq!(library.history(None, 10).unwrap().entries.len(), 1);
        }
        leave_room_for(&library, 1_000_000);
        library.add(&titled("Two")).unwrap();
        library.undo(None).unwrap();
        library.undo(None).unwrap();
        assert_eq!(library.counts().unwrap().all, 0);
    }

    #[test]
    fn references_are_checked_again_after_an_undo() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("library.db");
        let library =
            Library::create(&path, &LibraryKey::new(&[1; 32]), Arc::new(SystemClock)).unwrap();
        library.add(&titled("One")).unwrap();
        library.undo(None).unwrap();
        let guard = library.lock_writer();
        let dangling = "INSERT INTO reading (book, id) VALUES (1, 1)";
        assert!(guard.as_ref().unwrap().db.execute(dangling, []).is_err());
    }
}
