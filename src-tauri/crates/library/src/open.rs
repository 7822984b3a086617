//! Making a library, opening one, and closing it.

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use rusqlite::Connection;

use crate::clock::Clock;
use crate::connection::{Access, connect};
use crate::error::LibraryError;
use crate::ids::Ids;
use crate::key::LibraryKey;
use crate::library::{Library, Store};
use crate::preparation::Preparation;
use crate::presence::{Alone, Presence};
use crate::pulse::Pulse;
use crate::reader::Reader;
use crate::search::Vocabulary;
use crate::values::Stamp;
use crate::{schema, state};

/// The bytes of a page: `SQLCipher` 4's own size, and no other is ever set.
const PAGE_SIZE: i64 = 4_096;

/// With what a file of `SQLite` begins that is not encrypted.
const PLAIN_HEADER: &[u8; 16] = b"SQLite format 3\0";

impl Library {
    /// Makes a new library. Refuses if there is a file at `path` already; leaves none behind if it fails.
    pub fn create(
        path: &Path,
        key: &LibraryKey,
        clock: Arc<dyn Clock>,
    ) -> Result<Self, LibraryError> {
        create_file(path)?;
        let opened = fill(path, key).and_then(|db| {
            let presence = Presence::of(path, &Stamp::now(&*clock))?;
            assemble(db, path, key, clock, presence)
        });
        if opened.is_err() {
            for suffix in ["", "-wal", "-shm"] {
                // Whatever is left is what could not be made: that it cannot be removed is no second error.
                let _ = fs::remove_file(with_suffix(path, suffix));
            }
        }
        opened
    }

    /// Opens a library. Never makes a file, and changes none that it refuses.
    pub fn open(
        path: &Path,
        key: &LibraryKey,
        clock: Arc<dyn Clock>,
    ) -> Result<Self, LibraryError> {
        check_file(path)?;
        let mut presence = Presence::of(path, &Stamp::now(&*clock))?;
        // First without the right to write: closing the last connection that may write would move what is in the
        // write-ahead log into the file, and a library from a newer version is to be left as it is.
        let reader = connect(path, key, Access::Read).map_err(|error| as_opening(path, error))?;
        let format = schema::check_format(&reader)?;
        check_length(path, &reader)?;
        if format < schema::known_format() {
            drop((reader, presence));
            presence = bring_up_to_date(path, key, &*clock)?;
        }
        let mut db = connect(path, key, Access::Write).map_err(|error| as_opening(path, error))?;
        schema::migrate(&mut db)?;
        assemble(db, path, key, clock, presence)
    }

    /// Brings everything into the one file and closes it. What is asked afterwards fails with
    /// [`LibraryError::Closed`].
    pub fn close(&self) -> Result<(), LibraryError> {
        self.preparation.close();
        // The readers first: while one is open, the write-ahead log cannot be cut.
        let reader = self.lock_reader().take().map(Reader::into_db);
        let aside = self.lock_aside().take();
        let copies = self.lock_copies().take();
        let Some(store) = self.lock_writer().take() else {
            return Ok(());
        };
        let close = |db: Connection| db.close().map_err(|(_, error)| error);
        let closed = [reader, aside, copies].map(|db| db.map_or(Ok(()), close));
        checkpoint(&store.db);
        let closed = closed.into_iter().chain([close(store.db)]);
        let closed = closed.collect::<Result<(), _>>();
        *self.key.lock().unwrap_or_else(PoisonError::into_inner) = None;
        *self.presence.lock().unwrap_or_else(PoisonError::into_inner) = None;
        Ok(closed?)
    }
}

/// Another program that has the library open would go on with the tables of before.
fn bring_up_to_date(
    path: &Path,
    key: &LibraryKey,
    clock: &dyn Clock,
) -> Result<Presence, LibraryError> {
    let now = Stamp::now(clock);
    let alone = Alone::with(path, "bringing it up to date", &now)?;
    let mut db = connect(path, key, Access::Write).map_err(|error| as_opening(path, error))?;
    schema::migrate(&mut db)?;
    drop(db);
    alone.into_presence(&now)
}

/// Moves what is in the write-ahead log into the file. One flipped bit in the log would silently drop all that follows
/// it. Another program that is just reading can keep it from happening, which is no error: it happens next time.
pub(crate) fn checkpoint(db: &Connection) {
    if let Err(error) = db.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(())) {
        tracing::warn!(%error, "the write-ahead log could not be moved into the file");
    }
}

/// Makes an empty file that only its owner may read, where there is none.
pub(crate) fn create_file(path: &Path) -> Result<(), LibraryError> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    match options.open(path) {
        Ok(_) => Ok(()),
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {
            Err(LibraryError::AlreadyExists {
                path: path.to_owned(),
            })
        }
        Err(error) => Err(io_error(path, &error)),
    }
}

/// Makes the tables of a new library, and makes sure that it is encrypted.
fn fill(path: &Path, key: &LibraryKey) -> Result<Connection, LibraryError> {
    let mut db = connect(path, key, Access::Write)?;
    schema::migrate(&mut db)?;
    checkpoint(&db);
    let header = header(path)?;
    assert!(
        header.len() == PLAIN_HEADER.len() && header != PLAIN_HEADER,
        "a new library must be encrypted"
    );
    Ok(db)
}

fn assemble(
    db: Connection,
    path: &Path,
    key: &LibraryKey,
    clock: Arc<dyn Clock>,
    presence: Presence,
) -> Result<Library, LibraryError> {
    let reader = connect(path, key, Access::Read)?;
    let aside = connect(path, key, Access::Read)?;
    let copies = connect(path, key, Access::Read)?;
    // They read most things once, so that a large cache would only take room.
    for reads_once in [&aside, &copies] {
        reads_once.execute_batch("PRAGMA cache_size = -16384")?;
    }
    let generation = state::get(&db, state::GENERATION)?;
    Ok(Library {
        writer: Mutex::new(Some(Store {
            db,
            ids: Ids::default(),
        })),
        reader: Arc::new(Mutex::new(Some(Reader::new(reader)))),
        aside: Mutex::new(Some(aside)),
        copies: Mutex::new(Some(copies)),
        key: Mutex::new(Some(key.clone())),
        preparation: Preparation::new(connect(path, key, Access::Read)?),
        vocabulary: Vocabulary::default(),
        pulse: Pulse::new(generation),
        clock,
        presence: Mutex::new(Some(presence)),
    })
}

/// Says what is wrong with a file before `SQLite` touches it: it would take an empty one for a new library.
pub(crate) fn check_file(path: &Path) -> Result<(), LibraryError> {
    let metadata = fs::metadata(path).map_err(|error| io_error(path, &error))?;
    let not_a_library = || LibraryError::NotALibrary {
        path: PathBuf::from(path),
    };
    if !metadata.is_file() {
        return Err(not_a_library());
    }
    let header = header(path)?;
    if header.len() < PLAIN_HEADER.len() || header == PLAIN_HEADER {
        return Err(not_a_library());
    }
    Ok(())
}

/// Notices a file whose end is missing. `SQLite` itself does not miss a part of the last page, until it reads it.
fn check_length(path: &Path, db: &Connection) -> Result<(), LibraryError> {
    let length = |path: &Path| fs::metadata(path).map(|metadata| metadata.len());
    let log = with_suffix(path, "-wal");
    if length(&log).is_ok_and(|length| length > 0) {
        // Pages at the end may stand in the log alone.
        return Ok(());
    }
    let pages: i64 = db.query_row("PRAGMA page_count", [], |row| row.get(0))?;
    let found = length(path).map_err(|error| io_error(path, &error))?;
    let expected = u64::try_from(pages.saturating_mul(PAGE_SIZE)).unwrap_or(u64::MAX);
    if found < expected {
        tracing::warn!(found, expected, "the end of the file is missing");
        return Err(LibraryError::NotALibrary {
            path: path.to_owned(),
        });
    }
    Ok(())
}

pub(crate) fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}

fn header(path: &Path) -> Result<Vec<u8>, LibraryError> {
    let mut header = Vec::with_capacity(PLAIN_HEADER.len());
    let file = fs::File::open(path).map_err(|error| io_error(path, &error))?;
    let length = u64::try_from(PLAIN_HEADER.len()).unwrap_or(u64::MAX);
    file.take(length)
        .read_to_end(&mut header)
        .map_err(|error| io_error(path, &error))?;
    Ok(header)
}

pub(crate) fn as_opening(path: &Path, error: LibraryError) -> LibraryError {
    match error {
        LibraryError::Damaged => LibraryError::NotALibrary {
            path: path.to_owned(),
        },
        other => other,
    }
}

pub(crate) fn io_error(path: &Path, error: &std::io::Error) -> LibraryError {
    use std::io::ErrorKind;

    tracing::warn!(%error, path = %path.display(), "opening a library");
    match error.kind() {
        ErrorKind::NotFound => LibraryError::Missing {
            path: path.to_owned(),
        },
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => LibraryError::ReadOnly,
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => LibraryError::DiskFull,
        _ => LibraryError::Storage,
    }
}
