//! What can go wrong with a library, in the reader's words.

use std::path::PathBuf;

use crate::book::{Book, FieldErrors};
use crate::history::HistoryEntry;
use crate::presence::Holder;
use crate::values::{HistoryId, NameId};

/// Why a library could not do what was asked. What `SQLite` said goes to the log, never in here.
#[derive(Debug, thiserror::Error)]
pub enum LibraryError {
    /// No such book, entry or draft.
    #[error("this is no longer in the library")]
    NotFound,
    /// The book was changed since it was read.
    #[error("this book was changed in the meantime")]
    Stale {
        /// The book as it is now.
        current: Box<Book>,
    },
    /// What was given cannot be kept.
    #[error("{0}")]
    Invalid(#[from] FieldErrors),
    /// What was given can be kept, and looks wrong: the reader is asked.
    #[error("{0}")]
    Doubtful(FieldErrors),
    /// Another person, publisher, series, tag, shelf or field has that name.
    #[error("another one is called {name:?} already")]
    NameTaken {
        /// The name.
        name: String,
        /// Which one has it, where the two can be merged.
        by: Option<NameId>,
    },
    /// The bytes are no picture that can be kept.
    #[error("{reason}")]
    Picture {
        /// What was expected and what was found.
        reason: String,
    },
    /// Later changes build on the one that was to be undone.
    #[error("later changes build on this one: undo them first")]
    InTheWay {
        /// They, the newest first.
        entries: Vec<HistoryEntry>,
    },
    /// The library was closed.
    #[error("the library is closed")]
    Closed,
    /// Another program is writing and did not end in time.
    #[error("another program is writing to this library; try again in a moment")]
    Busy,
    /// Others have the library open, and it was needed alone; or another needs it alone.
    #[error("this library is in use: {}", names(holders))]
    InUse {
        /// Who has it open.
        holders: Vec<Holder>,
    },
    /// Another computer had the library open, and may have still. Said once: the next attempt succeeds.
    #[error(
        "this library was open in {holder} and may still be; two computers at one library damage it. Close it there, then try again"
    )]
    OpenElsewhere {
        /// Who had it open.
        holder: Holder,
    },
    /// There is no file.
    #[error("there is no library at {}", path.display())]
    Missing {
        /// Where it was looked for.
        path: PathBuf,
    },
    /// There is a file already.
    #[error("there is a file at {} already", path.display())]
    AlreadyExists {
        /// Where it is.
        path: PathBuf,
    },
    /// The file does not open with this key. From outside, a damaged file, a foreign one and a wrong key look alike.
    #[error("the file at {} is damaged, is not a Bookplate library, or belongs to another key", path.display())]
    NotALibrary {
        /// Where it is.
        path: PathBuf,
    },
    /// The file opened, and a part of it cannot be read.
    #[error("the library's file is damaged: a part of it cannot be read")]
    Damaged,
    /// The file was written by a newer version of the program. It was left untouched.
    #[error(
        "this library was last used by a newer version of Bookplate (its format is {found}, this version knows up to {known}); nothing was changed"
    )]
    NewerVersion {
        /// The format found.
        found: u32,
        /// The newest known here.
        known: u32,
    },
    /// The disk is full; nothing was changed.
    #[error("the disk is full; nothing was changed")]
    DiskFull,
    /// The file cannot be written to.
    #[error("the library's file cannot be written to")]
    ReadOnly,
    /// It was asked to stop; nothing was changed.
    #[error("stopped; nothing was changed")]
    Cancelled,
    /// There is nothing to undo.
    #[error("there is nothing to undo")]
    NothingToUndo,
    /// There is nothing to redo.
    #[error("there is nothing to redo")]
    NothingToRedo,
    /// Something else was done in the meantime, so that another entry is the newest.
    #[error(
        "something else was changed in the meantime, so this can no longer be undone by itself"
    )]
    HistoryMoved {
        /// The newest entry that holds.
        newest: Option<HistoryId>,
    },
    /// The file could not be read or written.
    #[error("the library's file could not be read or written")]
    Storage,
}

impl LibraryError {
    /// What an error of `SQLite` means for the reader. The text goes to the log: it may name tables, never a key.
    fn from_sqlite(error: &rusqlite::Error) -> Self {
        use rusqlite::ErrorCode;

        let meaning = match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Busy,
            Some(ErrorCode::DiskFull) => Self::DiskFull,
            Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied | ErrorCode::CannotOpen) => {
                Self::ReadOnly
            }
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => Self::Damaged,
            Some(ErrorCode::OperationInterrupted) => Self::Cancelled,
            _ => Self::Storage,
        };
        tracing::error!(%error, ?meaning, "SQLite");
        meaning
    }
}

impl From<rusqlite::Error> for LibraryError {
    fn from(error: rusqlite::Error) -> Self {
        Self::from_sqlite(&error)
    }
}

fn names(holders: &[Holder]) -> String {
    if holders.is_empty() {
        return "another program has it open".to_owned();
    }
    let names: Vec<String> = holders.iter().map(Holder::to_string).collect();
    format!("it is open in {}", names.join(" and in "))
}
