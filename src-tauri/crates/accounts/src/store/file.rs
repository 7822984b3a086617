//! `accounts.db` as a file: found, refused or made, and never overwritten.

use std::fs::{self, File, OpenOptions};
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, OpenFlags};

use super::schema::{self, APPLICATION_ID, CURRENT, MIGRATIONS};
use crate::{AccountsError, random};

const NAME: &str = "accounts.db";
const LIBRARIES: &str = "libraries";
const HEADER_LENGTH: usize = 100;
/// How long another process may hold the file before we give up.
const PATIENCE: Duration = Duration::from_secs(5);

/// Opens the accounts of a data folder. They are made only where nothing speaks of earlier ones.
pub(super) fn open(folder: &Path) -> Result<Connection, AccountsError> {
    make_folder(folder)?;
    let path = folder.join(NAME);
    if !exists(&path)? {
        refuse_if_accounts_were_here(folder)?;
        create(folder, &path)?;
    }
    inspect(&path)?;
    let mut conn = connect(&path)?;
    check_whole(&conn)?;
    schema::migrate(&mut conn, MIGRATIONS)?;
    Ok(conn)
}

fn make_folder(folder: &Path) -> Result<(), AccountsError> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder).map_err(|error| match error.kind() {
        // A file stands where the folder should be.
        ErrorKind::AlreadyExists => AccountsError::ReadOnly,
        _ => AccountsError::from_io(&error, "making the data folder"),
    })
}

fn exists(path: &Path) -> Result<bool, AccountsError> {
    path.try_exists()
        .map_err(|error| AccountsError::from_io(&error, "looking for accounts.db"))
}

/// Libraries, or a journal, without an accounts file are the remains of accounts: greeting their owner as new would
/// hide the loss, and a journal left beside a new file would be played into it.
fn refuse_if_accounts_were_here(folder: &Path) -> Result<(), AccountsError> {
    for journal in ["accounts.db-journal", "accounts.db-wal"] {
        if exists(&folder.join(journal))? {
            tracing::error!(journal, "accounts.db is missing, its journal is there");
            return Err(AccountsError::Missing);
        }
    }
    match fs::read_dir(folder.join(LIBRARIES)) {
        Ok(mut entries) => match entries.next() {
            None => Ok(()),
            Some(_) => Err(AccountsError::Missing),
        },
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        Err(error) => Err(AccountsError::from_io(&error, "looking for libraries")),
    }
}

/// Makes the file under another name and gives it its own only when it is whole and on disk. So an `accounts.db` that is
/// empty or half-written is always damage and never the trace of a first start that was cut off.
fn create(folder: &Path, path: &Path) -> Result<(), AccountsError> {
    let fresh = Unpublished::new(folder.join(format!("{NAME}.{}.new", random::uuid()?)))?;
    let mut conn = connect(&fresh.path)?;
    schema::migrate(&mut conn, MIGRATIONS)?;
    conn.close().map_err(|(_, error)| error)?;
    fresh.publish(path)?;
    sync_folder(folder)
}

/// A file that vanishes again unless it is published.
struct Unpublished {
    path: PathBuf,
}

impl Unpublished {
    fn new(path: PathBuf) -> Result<Self, AccountsError> {
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        options
            .open(&path)
            .map_err(|error| AccountsError::from_io(&error, "making accounts.db"))?;
        Ok(Self { path })
    }

    /// A hard link, unlike a rename, never replaces what another process has put there in the meantime.
    fn publish(&self, path: &Path) -> Result<(), AccountsError> {
        match fs::hard_link(&self.path, path) {
            // Not for want of the name, so for want of hard links (FAT).
            Err(_) if !exists(path)? => fs::rename(&self.path, path)
                .map_err(|error| AccountsError::from_io(&error, "naming accounts.db")),
            _ => Ok(()),
        }
    }
}

impl Drop for Unpublished {
    fn drop(&mut self) {
        // What remains after a failure here is an empty accounts file under a name that nothing reads.
        let _ = fs::remove_file(&self.path);
    }
}

/// Makes the new name itself durable. Windows does this on its own and cannot open a folder.
fn sync_folder(folder: &Path) -> Result<(), AccountsError> {
    if cfg!(unix) {
        File::open(folder)
            .and_then(|folder| folder.sync_all())
            .map_err(|error| AccountsError::from_io(&error, "syncing the data folder"))?;
    }
    Ok(())
}

/// Reads the header without SQLite, which would already roll a journal back: a file that is not ours, or is newer than
/// we are, must stay as it is to the byte.
fn inspect(path: &Path) -> Result<(), AccountsError> {
    let unreadable = |error: &std::io::Error| AccountsError::from_io(error, "reading accounts.db");
    let file = File::open(path).map_err(|error| unreadable(&error))?;
    let metadata = file.metadata().map_err(|error| unreadable(&error))?;
    if !metadata.is_file() {
        return Err(AccountsError::NotAccounts);
    }
    let length = metadata.len();
    let mut bytes = Vec::with_capacity(HEADER_LENGTH);
    file.take(HEADER_LENGTH as u64)
        .read_to_end(&mut bytes)
        .map_err(|error| unreadable(&error))?;
    let header = Header::read(&bytes, length)?;
    if header.application_id != APPLICATION_ID || header.version == 0 {
        return Err(AccountsError::NotAccounts);
    }
    if header.version > CURRENT {
        return Err(AccountsError::NewerVersion {
            found: header.version,
            known: CURRENT,
        });
    }
    // While a journal stands, a write was cut off and SQLite will restore the length.
    if length < header.length && !exists(&path.with_file_name("accounts.db-journal"))? {
        return Err(AccountsError::damaged("its end is missing"));
    }
    Ok(())
}

/// What SQLite's database header tells (file format, section 1.3).
struct Header {
    application_id: u32,
    version: u32,
    length: u64,
}

impl Header {
    fn read(bytes: &[u8], length: u64) -> Result<Self, AccountsError> {
        if length == 0 {
            return Err(AccountsError::damaged("it is empty"));
        }
        let magic = b"SQLite format 3\0";
        if !bytes.starts_with(&magic[..magic.len().min(bytes.len())]) {
            return Err(AccountsError::NotAccounts);
        }
        let Ok(bytes) = <&[u8; HEADER_LENGTH]>::try_from(bytes) else {
            return Err(AccountsError::damaged("its end is missing"));
        };
        let number = |at: usize| {
            u32::from_be_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]])
        };
        let page_size = match u16::from_be_bytes([bytes[16], bytes[17]]) {
            1 => 65536,
            size => u64::from(size),
        };
        Ok(Self {
            application_id: number(68),
            version: number(60),
            length: page_size * u64::from(number(28)),
        })
    }
}

/// Never creates: a file that vanished in between is an error, not a fresh start.
fn connect(path: &Path) -> Result<Connection, AccountsError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let conn = Connection::open_with_flags(path, flags)?;
    conn.busy_timeout(PATIENCE)?;
    if conn.is_readonly(rusqlite::MAIN_DB)? {
        return Err(AccountsError::ReadOnly);
    }
    // One file is the whole of it: with a rollback journal there is no log beside it to lose or to forget in a copy, and
    // writes are too rare to need one. EXTRA, because in this mode a commit is the deletion of the journal, and only
    // EXTRA makes that durable.
    conn.pragma_update_and_check(None, "journal_mode", "DELETE", |_| Ok(()))?;
    conn.pragma_update(None, "synchronous", "EXTRA")?;
    // A key slot that is destroyed is overwritten, not only forgotten.
    conn.pragma_update_and_check(None, "secure_delete", "ON", |_| Ok(()))?;
    conn.pragma_update(None, "foreign_keys", "ON")?;
    conn.pragma_update(None, "trusted_schema", "OFF")?;
    conn.pragma_update(None, "cell_size_check", "ON")?;
    Ok(conn)
}

/// The file is a few pages: checking all of it takes less than a millisecond and finds damage before it spreads.
fn check_whole(conn: &Connection) -> Result<(), AccountsError> {
    let report: String = conn.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))?;
    let orphans = conn.prepare("PRAGMA foreign_key_check")?.exists([])?;
    if report == "ok" && !orphans {
        return Ok(());
    }
    tracing::error!(report, orphans, "accounts.db is damaged");
    Err(AccountsError::damaged("its pages do not fit together"))
}
