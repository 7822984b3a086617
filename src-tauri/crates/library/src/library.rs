//! An open library: reading it, and the small writes.

use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rusqlite::{Connection, Transaction};

use crate::book::{self, Book, BookFields, BookRow};
use crate::change::Change;
use crate::clock::Clock;
use crate::error::LibraryError;
use crate::history::{self, HistoryPage, Label, short_title};
use crate::ids::Ids;
use crate::key::LibraryKey;
use crate::listing::{self, BookList, Counts, ListQuery, Moment};
use crate::preparation::{Preparation, SharedReader};
use crate::presence::Presence;
use crate::pulse::Pulse;
use crate::reader::Reader;
use crate::search::Vocabulary;
use crate::values::{BookId, HistoryId, Revision};
use crate::whole::BookExtras;
use crate::writer::Moved;

/// An open library. Shared between threads: reads go on while a write runs, writes wait for one another.
pub struct Library {
    pub(crate) writer: Mutex<Option<Store>>,
    pub(crate) reader: SharedReader,
    /// A further connection that only reads: for what takes longer than a keystroke may wait.
    pub(crate) aside: Mutex<Option<Connection>>,
    /// And one for what reads the whole file.
    pub(crate) copies: Mutex<Option<Connection>>,
    /// For copies of the file, for as long as it is open.
    pub(crate) key: Mutex<Option<LibraryKey>>,
    pub(crate) preparation: Preparation,
    pub(crate) vocabulary: Vocabulary,
    pub(crate) pulse: Pulse,
    pub(crate) clock: Arc<dyn Clock>,
    /// The last to go: who needs the library alone finds it closed.
    pub(crate) presence: Mutex<Option<Presence>>,
}

/// The connection that writes.
pub(crate) struct Store {
    pub(crate) db: Connection,
    pub(crate) ids: Ids,
}

impl Library {
    /// A book, in the library or in its trash.
    pub fn book(&self, id: BookId) -> Result<Book, LibraryError> {
        self.read(|reader| {
            // One transaction, so that a book's parts are of one state.
            let tx = reader.db().unchecked_transaction()?;
            book::load_one(&tx, id)?.ok_or(LibraryError::NotFound)
        })
    }

    /// The books that a query finds, in its order. No text is a mistake.
    pub fn list(&self, query: &ListQuery) -> Result<Arc<BookList>, LibraryError> {
        let moment = self.moment();
        let listed = self.read(|reader| reader.list(query, &self.pulse, &moment))?;
        if listed.lacks_orders {
            self.preparation.begin(&self.reader);
        }
        Ok(Arc::new(BookList {
            version: self.pulse.saw(listed.generation),
            ids: listed.ids,
            problems: listed.problems,
        }))
    }

    /// How many books a query finds: quicker than to list them.
    pub fn count(&self, query: &ListQuery) -> Result<u32, LibraryError> {
        let moment = self.moment();
        let (count, generation) = self.read(|reader| reader.count(query, &self.pulse, &moment))?;
        self.pulse.saw(generation);
        Ok(u32::try_from(count).unwrap_or(u32::MAX))
    }

    fn moment(&self) -> Moment {
        Moment {
            today: self.clock.today(),
            zone: self.clock.zone(),
        }
    }

    /// Waits until what is made in the background is made. For those who measure: nobody else need wait.
    pub fn settle(&self) {
        self.preparation.wait();
    }

    /// What a list shows of these books, in the order given. Books that are gone are passed over.
    pub fn rows(&self, ids: &[BookId]) -> Result<Vec<BookRow>, LibraryError> {
        self.read(|reader| {
            let tx = reader.db().unchecked_transaction()?;
            listing::rows(&tx, ids)
        })
    }

    /// How many books there are.
    pub fn counts(&self) -> Result<Counts, LibraryError> {
        let (counts, generation) = self.read(|reader| reader.counts(&self.pulse))?;
        self.pulse.saw(generation);
        Ok(counts)
    }

    /// A part of the history, the newest first: the entries before `before`, at most `limit` (and at most 1,000).
    pub fn history(
        &self,
        before: Option<HistoryId>,
        limit: u32,
    ) -> Result<HistoryPage, LibraryError> {
        self.read(|reader| {
            let tx = reader.db().unchecked_transaction()?;
            history::page(&tx, before, limit)
        })
    }

    /// A number that grows with every change to the books, another program's included.
    ///
    /// Asking for it is how another program's changes are noticed when nothing else is read; listeners are told.
    pub fn version(&self) -> u64 {
        let generation = match self.reader.try_lock() {
            Ok(mut guard) => guard.as_mut().and_then(|reader| reader.generation().ok()),
            // Whoever is reading will notice.
            Err(_) => None,
        };
        match generation {
            Some(generation) => self.pulse.saw(generation),
            None => self.pulse.version(),
        }
    }

    /// Calls `listener` with the new version after every change to the books. It is called on the thread that made or
    /// noticed the change and may read the library, but should hand longer work to another thread.
    pub fn subscribe(&self, listener: Box<dyn Fn(u64) + Send + Sync>) {
        self.pulse.subscribe(listener);
    }

    /// Adds a book.
    pub fn add(&self, book: &BookFields) -> Result<Change<Book>, LibraryError> {
        let label = Label::Added {
            title: short_title(book.title.trim()),
        };
        self.commit(label, |writer| {
            let id = writer.add_book(book, None, None, &BookExtras::default())?;
            writer.book(id)
        })
    }

    /// Changes a book, writing only what differs. `base` is the revision that the edit was made from: if the book was
    /// changed since, nothing is written and [`LibraryError::Stale`] brings the book as it is now.
    pub fn update(
        &self,
        id: BookId,
        base: Revision,
        book: &BookFields,
    ) -> Result<Change<Book>, LibraryError> {
        let label = |fields| Label::Edited {
            title: short_title(book.title.trim()),
            fields,
        };
        self.commit(label(Vec::new()), |writer| {
            let fields = writer.update_book(id, base, book)?;
            writer.set_label(label(fields));
            writer.book(id)
        })
    }

    /// Puts books in the trash, and says how many.
    pub fn trash(&self, ids: &[BookId]) -> Result<Change<u32>, LibraryError> {
        self.commit(
            Label::Trashed {
                count: 0,
                title: String::new(),
            },
            |writer| {
                let Moved { count, title } = writer.trash(ids)?;
                writer.set_label(Label::Trashed {
                    count,
                    title: short_title(&title),
                });
                Ok(count)
            },
        )
    }

    /// Takes books out of the trash, and says how many.
    pub fn restore(&self, ids: &[BookId]) -> Result<Change<u32>, LibraryError> {
        self.commit(
            Label::Restored {
                count: 0,
                title: String::new(),
            },
            |writer| {
                let Moved { count, title } = writer.restore(ids)?;
                writer.set_label(Label::Restored {
                    count,
                    title: short_title(&title),
                });
                Ok(count)
            },
        )
    }

    /// Deletes these books of the trash, and says how many. Books that are not in the trash stay.
    pub fn delete_for_good(&self, ids: &[BookId]) -> Result<Change<u32>, LibraryError> {
        self.commit(
            Label::DeletedForGood {
                count: 0,
                title: String::new(),
            },
            |writer| {
                let Moved { count, title } = writer.delete_for_good(ids)?;
                writer.set_label(Label::DeletedForGood {
                    count,
                    title: short_title(&title),
                });
                Ok(count)
            },
        )
    }

    /// Deletes all books of the trash, and says how many.
    pub fn empty_trash(&self) -> Result<Change<u32>, LibraryError> {
        self.commit(Label::EmptiedTrash { count: 0 }, |writer| {
            let trashed = writer.trashed()?;
            let Moved { count, .. } = writer.delete_for_good(&trashed)?;
            writer.set_label(Label::EmptiedTrash { count });
            Ok(count)
        })
    }

    pub(crate) fn read<T>(
        &self,
        f: impl FnOnce(&mut Reader) -> Result<T, LibraryError>,
    ) -> Result<T, LibraryError> {
        f(self.lock_reader().as_mut().ok_or(LibraryError::Closed)?)
    }

    /// Reads beside the lists, which go on meanwhile.
    pub(crate) fn read_aside<T>(
        &self,
        f: impl FnOnce(&Transaction<'_>) -> Result<T, LibraryError>,
    ) -> Result<T, LibraryError> {
        let guard = self.lock_aside();
        // One transaction, so that all that is read is of one state.
        f(&guard
            .as_ref()
            .ok_or(LibraryError::Closed)?
            .unchecked_transaction()?)
    }

    /// Reads the whole of it, beside everything else.
    pub(crate) fn read_for_copies<T>(
        &self,
        f: impl FnOnce(&Transaction<'_>) -> Result<T, LibraryError>,
    ) -> Result<T, LibraryError> {
        let guard = self.lock_copies();
        f(&guard
            .as_ref()
            .ok_or(LibraryError::Closed)?
            .unchecked_transaction()?)
    }

    /// The key that the file has.
    pub(crate) fn own_key(&self) -> Result<LibraryKey, LibraryError> {
        let key = self.key.lock().unwrap_or_else(PoisonError::into_inner);
        key.clone().ok_or(LibraryError::Closed)
    }

    pub(crate) fn lock_copies(&self) -> MutexGuard<'_, Option<Connection>> {
        self.copies.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn lock_aside(&self) -> MutexGuard<'_, Option<Connection>> {
        self.aside.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A panic in a commit is rolled back before the lock is let go, so what it leaves behind is sound.
    pub(crate) fn lock_writer(&self) -> MutexGuard<'_, Option<Store>> {
        self.writer.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn lock_reader(&self) -> MutexGuard<'_, Option<Reader>> {
        self.reader.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for Library {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Library")
            .field("pulse", &self.pulse)
            .finish_non_exhaustive()
    }
}
