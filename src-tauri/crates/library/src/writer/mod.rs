//! What can be done to a library, inside a commit.

mod add;
mod custom_value;
mod edit;
mod find;
mod name_change;
mod names;
mod part;
mod shelve;
mod tidy;
mod trash;

use std::collections::HashSet;

use jiff::Timestamp;
use rusqlite::Connection;

use crate::book::{self, Book};
use crate::derived::Touched;
use crate::error::LibraryError;
use crate::history::{HistoryEntry, Label, Recording};
use crate::ids::Ids;
use crate::name::NameKind;
use crate::values::{BookId, Revision, Stamp};

use names::Names;
pub use trash::Moved;

/// Changes a library, inside [`Library::commit`](crate::Library::commit). What it does is kept as one entry of the
/// history, or not at all.
pub struct Writer<'c> {
    db: &'c Connection,
    ids: &'c mut Ids,
    names: Names,
    now: Timestamp,
    stamp: Stamp,
    label: Label,
    may_be_unused: HashSet<(NameKind, String)>,
    recording: Recording<'c>,
    /// How many books were added since the last part of the recording was stored.
    unstored: usize,
}

/// After so many new books what was recorded of them is stored: each is remembered in a kilobyte or more until then.
const PART: usize = 5_000;

impl<'c> Writer<'c> {
    pub(crate) fn new(
        db: &'c Connection,
        ids: &'c mut Ids,
        now: Timestamp,
        stamp: Stamp,
        label: Label,
    ) -> Result<Self, LibraryError> {
        Ok(Self {
            recording: Recording::begin(db)?,
            unstored: 0,
            db,
            ids,
            names: Names::default(),
            now,
            stamp,
            label,
            may_be_unused: HashSet::new(),
        })
    }

    /// Says what the history will call this, where that is known only at the end: how many books were imported.
    pub fn set_label(&mut self, label: Label) {
        self.label = label;
    }

    /// A book as it is now, in the library or in its trash.
    pub fn book(&self, id: BookId) -> Result<Book, LibraryError> {
        book::load_one(self.db, id)?.ok_or(LibraryError::NotFound)
    }

    /// Tidies up, and makes an entry of the history of what was done, unless that comes to nothing. Gives the entry, and
    /// the books that it touches.
    pub(crate) fn finish(mut self) -> Result<Option<(HistoryEntry, Touched)>, LibraryError> {
        self.drop_unused_names()?;
        let Self {
            ids,
            now,
            recording,
            ..
        } = self;
        recording.finish(self.label, self.stamp, || ids.next(now))
    }

    /// Says that a book is new, of which much is recorded.
    fn note_new(&mut self) -> Result<(), LibraryError> {
        self.unstored += 1;
        if self.unstored == PART {
            self.unstored = 0;
            self.recording
                .store_part(&self.stamp, || self.ids.next(self.now))?;
        }
        Ok(())
    }

    /// An id that nothing has yet.
    pub(crate) fn next_id(&mut self) -> Result<i64, LibraryError> {
        self.ids.next(self.now)
    }

    fn next_revision(&mut self) -> Result<Revision, LibraryError> {
        self.next_id().map(Revision::from_raw)
    }

    /// The id of a name, made now if the name is new.
    fn name_id(&mut self, kind: NameKind, name: &str) -> Result<i64, LibraryError> {
        self.names
            .id(self.db, kind, name, || self.ids.next(self.now))
    }

    /// Deletes the names that books no longer bear. Last, because another book of the same commit may bear them.
    fn drop_unused_names(&mut self) -> Result<(), LibraryError> {
        for (kind, name) in self.may_be_unused.drain() {
            self.db
                .prepare_cached(kind.delete_unused())?
                .execute([name])?;
        }
        Ok(())
    }
}
