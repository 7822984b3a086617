//! The tables, and how an older library is brought up to date.

mod tracked;

use rusqlite::{Connection, TransactionBehavior};

pub(crate) use tracked::{BOOK_COVER, COVER, TRACKED, Touch, Words};

use crate::error::LibraryError;

/// Says that a file is a Bookplate library: "BKPL".
pub(crate) const APPLICATION_ID: i32 = 0x424b_504c;

/// Each step brings a library from its place in this list to the next. Never edited, only added to.
const MIGRATIONS: &[&str] = &[
    include_str!("v1.sql"),
    include_str!("v2.sql"),
    include_str!("v3.sql"),
    include_str!("v4.sql"),
];

/// The tables that are derived from the books.
pub(crate) const DERIVED: &str = include_str!("derived.sql");

/// The newest format that this version of the program knows.
pub(crate) fn known_format() -> u32 {
    u32::try_from(MIGRATIONS.len()).unwrap_or(u32::MAX)
}

/// The format of the library, or that it is none, or a newer one. Writes nothing.
pub(crate) fn check_format(db: &Connection) -> Result<u32, LibraryError> {
    let application: i32 = db.query_row("PRAGMA application_id", [], |row| row.get(0))?;
    let format: i64 = db.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    let format = u32::try_from(format).map_err(|_| LibraryError::Damaged)?;
    if application != APPLICATION_ID || format == 0 {
        tracing::warn!(
            application,
            format,
            "the file opens with the key, but is no library"
        );
        return Err(LibraryError::Damaged);
    }
    if format > known_format() {
        return Err(LibraryError::NewerVersion {
            found: format,
            known: known_format(),
        });
    }
    Ok(format)
}

/// Brings the library to the newest format: wholly, or not at all.
pub(crate) fn migrate(db: &mut Connection) -> Result<(), LibraryError> {
    // Immediate, so that of two programs that open an old library at once the second finds the work done.
    let tx = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let format: u32 = tx.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    if format > known_format() {
        return Err(LibraryError::NewerVersion {
            found: format,
            known: known_format(),
        });
    }
    let steps = MIGRATIONS
        .iter()
        .skip(usize::try_from(format).unwrap_or(usize::MAX));
    if steps.len() > 0 {
        for step in steps {
            tx.execute_batch(step)?;
        }
        tx.pragma_update(None, "application_id", APPLICATION_ID)?;
        tx.pragma_update(None, "user_version", known_format())?;
    }
    crate::derived::bring_up_to_date(&tx)?;
    tx.commit()?;
    Ok(())
}
