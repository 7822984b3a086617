//! Orders made before anybody asks for them, on a thread and a connection of their own, so that no keystroke waits.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;

use rusqlite::{Connection, InterruptHandle};

use crate::error::LibraryError;
use crate::listing::Catalog;
use crate::reader::Reader;
use crate::state;

/// In a smaller library an order is made between two keystrokes.
const WORTHWHILE: usize = 5_000;

/// The reader, as the library shares it with the thread.
pub(crate) type SharedReader = Arc<Mutex<Option<Reader>>>;

/// What makes the orders.
pub(crate) struct Preparation {
    state: Mutex<State>,
    stop: Arc<AtomicBool>,
}

enum State {
    Idle(Connection),
    Working {
        thread: JoinHandle<Connection>,
        interrupt: InterruptHandle,
    },
    Closed,
}

impl Preparation {
    /// Reads with this connection, once there is something to make.
    pub(crate) fn new(db: Connection) -> Self {
        Self {
            state: Mutex::new(State::Idle(db)),
            stop: Arc::new(AtomicBool::new(false)),
        }
    }

    /// Begins to make what the reader lacks, unless that is going on.
    pub(crate) fn begin(&self, reader: &SharedReader) {
        let mut state = self.lock();
        *state = match std::mem::replace(&mut *state, State::Closed) {
            State::Idle(db) => self.working(db, reader),
            State::Working { thread, .. } if thread.is_finished() => match thread.join() {
                Ok(db) => self.working(db, reader),
                Err(_) => State::Closed,
            },
            other => other,
        };
    }

    fn working(&self, db: Connection, reader: &SharedReader) -> State {
        let (reader, stop) = (Arc::clone(reader), Arc::clone(&self.stop));
        let interrupt = db.get_interrupt_handle();
        let thread = std::thread::Builder::new().name("lists".to_owned());
        let started = thread.spawn(move || {
            if let Err(error) = prepare(&db, &reader, &stop) {
                tracing::debug!(%error, "lists were not prepared");
            }
            db
        });
        match started {
            Ok(thread) => State::Working { thread, interrupt },
            Err(error) => {
                tracing::warn!(%error, "lists are made when they are asked for");
                State::Closed
            }
        }
    }

    /// Waits until what is going on is done.
    pub(crate) fn wait(&self) {
        let mut state = self.lock();
        *state = match std::mem::replace(&mut *state, State::Closed) {
            State::Working { thread, .. } => thread.join().map_or(State::Closed, State::Idle),
            other => other,
        };
    }

    /// Ends what is going on and closes the connection.
    pub(crate) fn close(&self) {
        self.stop.store(true, Ordering::Relaxed);
        let state = std::mem::replace(&mut *self.lock(), State::Closed);
        if let State::Working { thread, interrupt } = state {
            interrupt.interrupt();
            // What it read is of no use any more, however it ended.
            let _ = thread.join();
        }
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Preparation {
    fn drop(&mut self) {
        self.close();
    }
}

/// Whether a library of so many books is worth a thread.
pub(crate) fn is_worthwhile(books: usize) -> bool {
    books >= WORTHWHILE
}

/// Reads all books, makes all orders, and hands them to the reader if they are still of its generation.
fn prepare(db: &Connection, reader: &SharedReader, stop: &AtomicBool) -> Result<(), LibraryError> {
    // It reads everything once, so that what it keeps in its cache would only take room.
    db.execute_batch("PRAGMA cache_size = -4096")?;
    let tx = db.unchecked_transaction()?;
    let generation = state::get(&tx, state::GENERATION)?;
    let mut catalog = Catalog::read(&tx)?;
    catalog.complete(&tx, || stop.load(Ordering::Relaxed))?;
    drop(tx);
    let mut guard = reader.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(reader) = guard.as_mut() {
        reader.offer(generation, catalog);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::BookFields;
    use crate::clock::SystemClock;
    use crate::history::Label;
    use crate::key::LibraryKey;
    use crate::library::Library;
    use crate::listing::{ListQuery, SortField};
    use crate::whole::BookExtras;

    fn is_complete(library: &Library) -> bool {
        let reader = library.lock_reader();
        !reader.as_ref().unwrap().lacks_orders()
    }

    #[test]
    fn a_large_library_has_its_orders_before_they_are_asked_for() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("library.db");
        let key = LibraryKey::new(&[1; 32]);
        let library = Library::create(&path, &key, Arc::new(SystemClock)).unwrap();
        let label = Label::Imported {
            source: "test".into(),
            count: 0,
        };
        let count = u32::try_from(WORTHWHILE).unwrap();
        library
            .commit(label, |writer| {
                for number in 0..count {
                    let book = BookFields {
                        title: format!("Book {}", number % 1_000),
                        pages: (number % 3 > 0).then_some(number % 100),
                        ..BookFields::default()
                    };
                    writer.add_book(&book, None, None, &BookExtras::default())?;
                }
                Ok::<_, LibraryError>(())
            })
            .unwrap();
        library.list(&ListQuery::default()).unwrap();
        library.settle();
        assert!(is_complete(&library));
        let by_pages = ListQuery {
            sort: SortField::Pages,
            ..ListQuery::default()
        };
        let prepared = library.list(&by_pages).unwrap();
        let fresh = Library::open(&path, &key, Arc::new(SystemClock)).unwrap();
        assert_eq!(prepared.ids, fresh.list(&by_pages).unwrap().ids);
        fresh.close().unwrap();
        // A small change is patched in, not read anew.
        library.trash(&prepared.ids[..1]).unwrap();
        assert_eq!(library.list(&by_pages).unwrap().ids, prepared.ids[1..]);
        assert!(is_complete(&library));
        library.list(&ListQuery::default()).unwrap();
        library.close().unwrap();
        assert!(
            !path.with_extension("db-wal").exists(),
            "the last connection tidies up"
        );
    }
}
