//! Recording what is done in one commit.

use std::panic::resume_unwind;
use std::thread::JoinHandle;

use rusqlite::Connection;
use rusqlite::session::Session;

use super::{Changes, EntryState, HistoryEntry, Label, changes::Touches, covers, store};
use crate::derived::Touched;
use crate::error::LibraryError;
use crate::schema::{COVER, TRACKED};
use crate::values::{HistoryId, Stamp};

/// Records what is done to the books, for one entry of the history.
///
/// `SQLite` remembers every row that is touched: of an import of a million books that would be a gigabyte. So what was
/// recorded is stored part by part.
pub(crate) struct Recording<'c> {
    db: &'c Connection,
    session: Session<'c>,
    /// The entry, once a part of it is stored.
    begun: Option<Begun>,
}

struct Begun {
    id: i64,
    /// How many parts, and how many bytes.
    parts: i64,
    size: i64,
    /// What the parts touch. That is read out of them meanwhile.
    touches: Vec<JoinHandle<Result<Touches, LibraryError>>>,
    /// The pictures of the entries that it took the place of.
    replaced: Vec<Vec<u8>>,
}

impl<'c> Recording<'c> {
    pub(crate) fn begin(db: &'c Connection) -> Result<Self, LibraryError> {
        Ok(Self {
            db,
            session: session(db)?,
            begun: None,
        })
    }

    /// Stores what was recorded so far, for much will follow. `new_id` gives an id for the entry.
    pub(crate) fn store_part(
        &mut self,
        at: &Stamp,
        new_id: impl FnOnce() -> Result<i64, LibraryError>,
    ) -> Result<(), LibraryError> {
        let recorded = std::mem::replace(&mut self.session, session(self.db)?);
        if let Some(changes) = Changes::of(recorded)? {
            let begun = store(self.db, &mut self.begun, &changes, at, new_id)?;
            begun.touches.push(std::thread::spawn(move || {
                let mut touches = Touches::default();
                touches.add(&changes)?;
                Ok(touches)
            }));
        }
        Ok(())
    }

    /// Makes an entry of all that was recorded, unless that comes to nothing.
    pub(crate) fn finish(
        mut self,
        label: Label,
        at: Stamp,
        new_id: impl FnOnce() -> Result<i64, LibraryError>,
    ) -> Result<Option<(HistoryEntry, Touched)>, LibraryError> {
        let mut all = Touches::default();
        if let Some(changes) = Changes::of(self.session)? {
            store(self.db, &mut self.begun, &changes, &at, new_id)?;
            all.add(&changes)?;
        }
        let Some(begun) = self.begun else {
            return Ok(None);
        };
        for read in begun.touches {
            let read = read.join().unwrap_or_else(|panic| resume_unwind(panic));
            all.append(read?);
        }
        let size = begun.size + covers::note(self.db, begun.id, all.covers())?;
        let touched = all.of(self.db)?;
        let entry = HistoryEntry {
            id: HistoryId::from_raw(begun.id),
            label,
            at,
            books: u32::try_from(touched.len()).unwrap_or(u32::MAX),
            state: EntryState::Done,
        };
        store::end(self.db, &entry, size)?;
        covers::let_go(self.db, &begun.replaced)?;
        Ok(Some((entry, touched)))
    }
}

/// Stores a part, the first of an entry that is begun with it or one more.
fn store<'b>(
    db: &Connection,
    begun: &'b mut Option<Begun>,
    changes: &Changes,
    at: &Stamp,
    new_id: impl FnOnce() -> Result<i64, LibraryError>,
) -> Result<&'b mut Begun, LibraryError> {
    let begun = match begun {
        Some(begun) => begun,
        none => {
            let id = new_id()?.max(store::newest_id(db)? + 1);
            let replaced = store::begin(db, id, at)?;
            none.insert(Begun {
                id,
                parts: 0,
                size: 0,
                touches: Vec::new(),
                replaced,
            })
        }
    };
    for part in changes.stored() {
        begun.size += store::add_part(db, begun.id, begun.parts, part)?;
        begun.parts += 1;
    }
    Ok(begun)
}

fn session(db: &Connection) -> Result<Session<'_>, LibraryError> {
    let mut session = Session::new(db)?;
    for (table, _) in TRACKED.iter().filter(|(table, _)| *table != COVER) {
        session.attach(Some(*table))?;
    }
    Ok(session)
}
