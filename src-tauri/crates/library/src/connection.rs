//! One connection to the encrypted file.

use std::path::Path;
use std::sync::Once;
use std::time::Duration;

use rusqlite::{Connection, OpenFlags};

use crate::error::LibraryError;
use crate::key::LibraryKey;

/// How long a write waits for another program's.
const PATIENCE: Duration = Duration::from_secs(5);

/// `SQLite` calls itself ready before it has set up `SQLCipher`, so that a key given on another thread just then is
/// refused. One connection is opened alone first.
static SET_UP: Once = Once::new();

/// What a connection may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Access {
    /// Only read. It leaves the file as it is even when it is the last to close it.
    Read,
    /// Read and write.
    Write,
}

/// Makes `SQLite` ready, once. Whoever opens a file of another program with it asks for this first.
pub fn set_up_sqlite() {
    // Should it fail, the connection that is opened next says why.
    SET_UP.call_once(|| drop(Connection::open_in_memory()));
}

/// Opens an existing file, gives the key and reads a first page to see that it fits.
pub(crate) fn connect(
    path: &Path,
    key: &LibraryKey,
    access: Access,
) -> Result<Connection, LibraryError> {
    set_up_sqlite();
    // Neither creates a file, and neither reads a path as a URI.
    let flags = match access {
        Access::Read => OpenFlags::SQLITE_OPEN_READ_ONLY,
        Access::Write => OpenFlags::SQLITE_OPEN_READ_WRITE,
    };
    let db = keyed(path, key, flags)?;
    db.busy_timeout(PATIENCE)?;
    // `cipher_memory_security` would wipe every page that SQLite frees: it slows an import several times over, while
    // the same texts stand in the program's own memory anyway. The key itself is wiped regardless.
    db.execute_batch("PRAGMA cipher_memory_security = OFF; PRAGMA trusted_schema = OFF;")?;
    // The first statement that reads the file, so the one that finds out about a wrong key.
    db.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))?;
    // 64 MiB: with SQLite's own 2 MB an import takes four times as long. Temporary tables are never encrypted, so they
    // must never reach the disk.
    db.execute_batch(
        "PRAGMA foreign_keys = ON; PRAGMA cache_size = -65536; PRAGMA temp_store = MEMORY;",
    )?;
    if access == Access::Write {
        db.query_row("PRAGMA journal_mode = WAL", [], |_| Ok(()))?;
        db.execute_batch("PRAGMA synchronous = FULL; PRAGMA journal_size_limit = 16777216;")?;
    }
    db.set_prepared_statement_cache_capacity(128);
    Ok(db)
}

/// Opens an empty file that is to become a copy of a library. Nothing in it is durable until it has been synced.
pub(crate) fn connect_to_fill(path: &Path, key: &LibraryKey) -> Result<Connection, LibraryError> {
    set_up_sqlite();
    let db = keyed(path, key, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    db.execute_batch("PRAGMA synchronous = OFF; PRAGMA cache_size = -16384;")?;
    Ok(db)
}

/// Gives the key, and makes sure that it is taken.
fn keyed(path: &Path, key: &LibraryKey, flags: OpenFlags) -> Result<Connection, LibraryError> {
    let db = Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    // A page that does not decrypt comes back as an error: SQLCipher need not write to the standard error stream too.
    db.execute_batch("PRAGMA cipher_log_level = NONE")?;
    db.execute_batch(&key.pragma())?;
    // Without SQLCipher the key would be passed over in silence and the file written in the clear.
    let cipher: Option<String> = db
        .query_row("PRAGMA cipher_version", [], |row| row.get(0))
        .ok();
    assert!(
        cipher.is_some_and(|version| !version.is_empty()),
        "this build has no SQLCipher"
    );
    Ok(db)
}
