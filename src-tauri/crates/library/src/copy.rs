//! A library written once more, whole, into a new file: for backups, for restoring them, and for a new key.

use std::fs::{self, File};
use std::path::Path;

use rusqlite::backup::{Backup, StepResult};
use rusqlite::{Connection, Transaction};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::connection::{Access, connect, connect_to_fill};
use crate::error::LibraryError;
use crate::key::LibraryKey;
use crate::library::Library;
use crate::open::{as_opening, check_file, create_file, io_error, with_suffix};
use crate::presence::Alone;
use crate::{schema, state, verification};

/// Pages copied between two looks at whether it is to stop.
const STRIDE: i32 = 4_096;

/// What a library holds, by number, with one number for all of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct Contents {
    /// Books, those in the trash left out.
    pub books: u32,
    /// Books in the trash.
    pub trashed: u32,
    /// Readings.
    pub readings: u32,
    /// Copies owned.
    pub copies: u32,
    /// Loans.
    pub loans: u32,
    /// Quotes.
    pub quotes: u32,
    /// When the last change was made: an instant in UTC. Nothing in a library whose history is empty.
    pub changed: Option<String>,
    /// The SHA-256 of everything that the reader wrote.
    pub digest: String,
}

impl Contents {
    pub(crate) fn read(tx: &Transaction<'_>) -> Result<Self, LibraryError> {
        let count = |sql: &str| tx.query_row(sql, [], |row| row.get::<_, u32>(0));
        Ok(Self {
            books: count("SELECT count(*) FROM book WHERE trashed IS NULL")?,
            trashed: count("SELECT count(*) FROM book WHERE trashed IS NOT NULL")?,
            readings: count("SELECT count(*) FROM reading")?,
            copies: count("SELECT count(*) FROM copy")?,
            loans: count("SELECT count(*) FROM loan")?,
            quotes: count("SELECT count(*) FROM quote")?,
            changed: tx.query_row("SELECT max(at) FROM history", [], |row| row.get(0))?,
            digest: verification::digest_of(tx)?,
        })
    }
}

impl Library {
    /// What the library holds now.
    pub fn contents(&self) -> Result<Contents, LibraryError> {
        self.read_for_copies(Contents::read)
    }

    /// Writes the library as it is at this moment into a new file under the same key, and says what it holds. Nobody
    /// waits for it: reading and writing go on meanwhile. Leaves no file behind if it fails.
    pub fn copy_to(
        &self,
        path: &Path,
        stopped: &dyn Fn() -> bool,
    ) -> Result<Contents, LibraryError> {
        let key = self.own_key()?;
        self.read_for_copies(|tx| {
            // First, so that the copy is of the state that this tells of.
            let contents = Contents::read(tx)?;
            write_copy(tx, path, &key, stopped)?;
            Ok(contents)
        })
    }

    /// Writes a copy that has another key into a new file under the key of this library.
    pub fn rewrite_copy(
        &self,
        path: &Path,
        key: &LibraryKey,
        target: &Path,
    ) -> Result<Contents, LibraryError> {
        copy_file(path, key, target, &self.own_key()?)
    }

    /// Another number after every change to the books, kept in the file: tells whether anything changed since.
    pub fn generation(&self) -> Result<i64, LibraryError> {
        self.read_aside(|tx| state::get(tx, state::GENERATION))
    }

    /// What a copy of this library holds, once every page and every table of it has been checked. Changes nothing in it.
    pub fn inspect_copy(&self, path: &Path) -> Result<Contents, LibraryError> {
        inspect(path, &self.own_key()?)
    }
}

/// What the library file at `path` holds, once every page and every table of it has been checked. Changes nothing in it.
pub fn inspect(path: &Path, key: &LibraryKey) -> Result<Contents, LibraryError> {
    check_file(path)?;
    // Who may only read leaves an empty log behind.
    let db = connect(path, key, Access::Write).map_err(|error| as_opening(path, error))?;
    schema::check_format(&db)?;
    let tx = db.unchecked_transaction()?;
    verification::require_whole(&tx)?;
    Contents::read(&tx)
}

/// Writes the library file at `path`, which nobody changes meanwhile, into a new file under another key, whole as it is,
/// and says what it holds.
pub fn copy_file(
    path: &Path,
    key: &LibraryKey,
    target: &Path,
    target_key: &LibraryKey,
) -> Result<Contents, LibraryError> {
    check_file(path)?;
    let db = connect(path, key, Access::Read).map_err(|error| as_opening(path, error))?;
    schema::check_format(&db)?;
    let tx = db.unchecked_transaction()?;
    let contents = Contents::read(&tx)?;
    write_copy(&tx, target, target_key, &|| false)?;
    Ok(contents)
}

/// Puts the file at `new` in the place of the library at `path`, at once and for good. Who opens it finds the one or the
/// other. `kept` is where the former one goes, if it is to be kept.
pub fn replace_file(
    alone: &Alone,
    path: &Path,
    new: &Path,
    kept: Option<&Path>,
) -> Result<(), LibraryError> {
    // To have it is the permission.
    let _ = alone;
    let told = |error: std::io::Error| io_error(path, &error);
    let log = with_suffix(path, "-wal");
    let logged = fs::metadata(&log).is_ok_and(|log| log.len() > 0);
    if logged && kept.is_none() {
        tracing::error!("what stands in the write-ahead log alone would be lost");
        return Err(LibraryError::Storage);
    }
    if let Some(kept) = kept.filter(|_| path.exists()) {
        for suffix in ["", "-wal"] {
            remove_if_there(&with_suffix(kept, suffix)).map_err(told)?;
        }
        // A link, so that there is no moment without a library.
        fs::hard_link(path, kept)
            .or_else(|_| fs::copy(path, kept).map(drop))
            .map_err(told)?;
        if logged {
            fs::rename(&log, with_suffix(kept, "-wal")).map_err(told)?;
        }
    }
    // The log of the former file must never be played into the new one.
    for suffix in ["-wal", "-shm"] {
        remove_if_there(&with_suffix(path, suffix)).map_err(told)?;
    }
    fs::rename(new, path).map_err(told)?;
    sync_folder(path).map_err(told)
}

fn remove_if_there(path: &Path) -> std::io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// Makes a new name durable. Windows does so by itself and cannot open a folder.
fn sync_folder(path: &Path) -> std::io::Result<()> {
    match path.parent() {
        Some(folder) if cfg!(unix) => File::open(folder)?.sync_all(),
        _ => Ok(()),
    }
}

fn write_copy(
    tx: &Transaction<'_>,
    path: &Path,
    key: &LibraryKey,
    stopped: &dyn Fn() -> bool,
) -> Result<(), LibraryError> {
    create_file(path)?;
    let written = fill(tx, path, key, stopped);
    if written.is_err() {
        for suffix in ["", "-wal", "-shm", "-journal"] {
            // What is left is what could not be written: that it cannot be removed is no second error.
            let _ = fs::remove_file(with_suffix(path, suffix));
        }
    }
    written
}

fn fill(
    source: &Connection,
    path: &Path,
    key: &LibraryKey,
    stopped: &dyn Fn() -> bool,
) -> Result<(), LibraryError> {
    let mut target = connect_to_fill(path, key)?;
    {
        let copy = Backup::new(source, &mut target)?;
        loop {
            match copy.step(STRIDE)? {
                StepResult::Done => break,
                StepResult::More if stopped() => return Err(LibraryError::Cancelled),
                StepResult::More => {}
                _ => return Err(LibraryError::Busy),
            }
        }
    }
    // The copy has a write-ahead log as the library has: a program that is killed while it changes that leaves a file that
    // cannot be read without being written to.
    target.close().map_err(|(_, error)| error)?;
    File::options()
        .write(true)
        .open(path)
        .and_then(|file| file.sync_all())
        .map_err(|error| io_error(path, &error))
}
