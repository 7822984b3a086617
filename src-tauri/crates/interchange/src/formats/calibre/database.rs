//! Calibre's database, opened without leaving a trace: it may be open in Calibre just now.

use std::collections::HashSet;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use rusqlite::limits::Limit;
use rusqlite::types::ValueRef;
use rusqlite::{Connection, ErrorCode, OpenFlags};
use tempfile::TempDir;

use crate::ImportError;
use crate::table::UNREADABLE;

/// The name of the file in a library folder.
pub(super) const NAME: &str = "metadata.db";
/// How long a read waits while Calibre writes.
const PATIENCE: Duration = Duration::from_secs(5);
/// The most bytes of one value: several times what a library keeps of any.
const LONGEST: i32 = 16 * 1024 * 1024;
/// So often is a copy tried that Calibre writes into meanwhile.
const TRIES: usize = 5;

/// A database that is only read.
pub(super) struct Database {
    pub(super) db: Connection,
    tables: HashSet<String>,
    /// The copy that is read, where reading the file itself would change it or miss something.
    _copy: Option<TempDir>,
}

impl Database {
    /// Opens the file. Nothing is written to it, nor beside it.
    pub(super) fn open(path: &Path) -> Result<Self, ImportError> {
        library::set_up_sqlite();
        let mut header = [0; 20];
        let read = File::open(path)?.read(&mut header)?;
        if read < header.len() || !header.starts_with(b"SQLite format 3\0") {
            return Err(damaged(if read == 0 {
                "expected an SQLite database, found an empty file"
            } else {
                "expected an SQLite database, found something else"
            }));
        }
        // A write-ahead log cannot be read without a file beside it, and a journal that was left behind has to be
        // rolled back first.
        let has_log = header[18] == 2 || header[19] == 2;
        let copy = if has_log || is_pending(path) {
            Some(copied(path)?)
        } else {
            None
        };
        let flags = OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let db = match &copy {
            Some(folder) => Connection::open_with_flags(
                folder.path().join(NAME),
                flags | OpenFlags::SQLITE_OPEN_READ_WRITE,
            ),
            None => Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_READ_ONLY),
        };
        let db = db.map_err(|error| because(&error))?;
        let tables = prepare(&db).map_err(|error| because(&error))?;
        let database = Self {
            db,
            tables,
            _copy: copy,
        };
        if !has_names(&database.db).map_err(|error| because(&error))? {
            return Err(because_damaged("a column's name cannot be read"));
        }
        for table in &database.tables {
            if is_read(table)
                && let Some(found) =
                    examine(&database.db, table).map_err(|error| because(&error))?
            {
                return Err(because_damaged(found));
            }
        }
        for table in ["books", "authors", "books_authors_link"] {
            if !database.has(table) {
                return Err(ImportError::OtherFormat {
                    expected: "a Calibre library".to_owned(),
                    found: format!("a database without the table {table}"),
                });
            }
        }
        Ok(database)
    }

    /// Whether there are tables of that name. A view is none: it could hide anything.
    pub(super) fn has(&self, table: &str) -> bool {
        self.tables.contains(table)
    }
}

/// Nothing in the file is trusted. The names of its tables.
fn prepare(db: &Connection) -> rusqlite::Result<HashSet<String>> {
    db.busy_timeout(PATIENCE)?;
    db.execute_batch("PRAGMA cipher_log_level = NONE")?;
    db.execute_batch("PRAGMA trusted_schema = OFF; PRAGMA query_only = ON;")?;
    db.set_limit(Limit::SQLITE_LIMIT_LENGTH, LONGEST)?;
    let mut statement = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'")?;
    let names = statement.query_map([], |row| row.get(0))?;
    names.collect()
}

/// Whether the columns of the books have names that can be read: whoever asks for others by their names would panic.
fn has_names(db: &Connection) -> rusqlite::Result<bool> {
    let mut statement = db.prepare("SELECT name FROM pragma_table_xinfo('books')")?;
    let mut names = statement.query([])?;
    while let Some(name) = names.next()? {
        if name.get_ref(0)?.as_str().is_err() {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Whether books are read from the table. Others are Calibre's own, some of kinds that only it can open.
fn is_read(table: &str) -> bool {
    const READ: [&str; 13] = [
        "books",
        "authors",
        "tags",
        "languages",
        "publishers",
        "series",
        "ratings",
        "identifiers",
        "data",
        "annotations",
        "comments",
        "custom_columns",
        "books_authors_link",
    ];
    READ.contains(&table)
        || table.starts_with("custom_column_")
        || (table.starts_with("books_") && table.ends_with("_link"))
}

/// Looks through a table, so that no book is lost in silence where the file is damaged, and no page of it is read for
/// ever. What is wrong with its pages or its indexes, if anything is.
fn examine(db: &Connection, table: &str) -> Result<Option<String>, rusqlite::Error> {
    // A value that Calibre would not write can still be read.
    let is_readable = |found: &String| {
        found == "ok"
            || found.contains(" value in ")
            || found.starts_with("CHECK constraint")
            || found.starts_with("non-unique")
    };
    let quoted = table.replace('"', "\"\"");
    let look = || {
        let mut statement = db.prepare(&format!("PRAGMA integrity_check(\"{quoted}\")"))?;
        let mut found = statement.query_map([], |row| row.get::<_, String>(0))?;
        found
            .find(|found| !found.as_ref().is_ok_and(is_readable))
            .transpose()
    };
    match look() {
        // It needs a function or an order of words that only Calibre has.
        Err(error) if error.sqlite_error_code() == Some(ErrorCode::Unknown) => Ok(None),
        found => found,
    }
}

/// The file's journals.
fn beside(path: &Path) -> [PathBuf; 2] {
    ["-wal", "-journal"].map(|ending| {
        let mut name = path.as_os_str().to_owned();
        name.push(ending);
        PathBuf::from(name)
    })
}

fn is_pending(path: &Path) -> bool {
    beside(path)
        .iter()
        .any(|path| fs::metadata(path).is_ok_and(|file| file.len() > 0))
}

/// The file and its journals in a folder of their own, all of one moment.
fn copied(path: &Path) -> Result<TempDir, ImportError> {
    for _ in 0..TRIES {
        let folder = TempDir::new()?;
        let before = states(path);
        copy(path, &folder.path().join(NAME))?;
        for (from, to) in beside(path).iter().zip(beside(&folder.path().join(NAME))) {
            match copy(from, &to) {
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                other => other?,
            }
        }
        if states(path) == before {
            return Ok(folder);
        }
    }
    Err(damaged(
        "Calibre is writing to it just now; try again when it is done",
    ))
}

/// Copies the bytes and not the permissions: what may not be written is copied too.
fn copy(from: &Path, to: &Path) -> io::Result<()> {
    if !fs::metadata(from)?.is_file() {
        return Err(io::ErrorKind::NotFound.into());
    }
    let mut from = File::open(from)?;
    io::copy(&mut from, &mut File::create_new(to)?)?;
    Ok(())
}

/// What changes when anything is written.
fn states(path: &Path) -> Vec<Option<(u64, Option<SystemTime>)>> {
    let [log, journal] = beside(path);
    [path, &log, &journal]
        .into_iter()
        .map(|path| {
            fs::metadata(path)
                .ok()
                .map(|file| (file.len(), file.modified().ok()))
        })
        .collect()
}

/// A value as text; nothing for `NULL`.
pub(super) fn text(value: ValueRef<'_>) -> Option<String> {
    let text = match value {
        ValueRef::Null => return None,
        ValueRef::Integer(number) => number.to_string(),
        ValueRef::Real(number) => number.to_string(),
        ValueRef::Text(bytes) | ValueRef::Blob(bytes) => {
            String::from_utf8_lossy(bytes).into_owned()
        }
    };
    Some(if text.contains('\0') {
        text.replace('\0', UNREADABLE)
    } else {
        text
    })
}

pub(super) fn because(error: &rusqlite::Error) -> ImportError {
    match error.sqlite_error_code() {
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => {
            damaged("Calibre is writing to it just now; try again when it is done")
        }
        Some(ErrorCode::TooBig) => damaged("expected at most 32 MiB of one book, found more"),
        Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => because_damaged(error),
        _ => damaged(format_args!(
            "expected a Calibre library, found one that cannot be read ({error})"
        )),
    }
}

pub(super) fn because_damaged(what: impl std::fmt::Display) -> ImportError {
    damaged(format_args!(
        "expected a whole database, found a damaged one ({what}); Calibre can mend it: Library maintenance, Check library"
    ))
}

pub(super) fn damaged(message: impl std::fmt::Display) -> ImportError {
    ImportError::Damaged {
        place: NAME.to_owned(),
        message: message.to_string(),
    }
}
