//! The table of attempts to log in.

use rusqlite::{Connection, OptionalExtension, named_params};

use crate::AccountsError;
use crate::throttle::{Attempts, Subject};

pub(crate) fn of(conn: &Connection, subject: Subject) -> Result<Attempts, AccountsError> {
    Ok(conn
        .prepare_cached("SELECT attempts, last FROM throttle WHERE subject = :subject")?
        .query_row(named_params! {":subject": subject.0}, |row| {
            Ok(Attempts {
                count: row.get(0)?,
                last: row.get(1)?,
            })
        })
        .optional()?
        .unwrap_or_default())
}

pub(crate) fn keep(
    conn: &Connection,
    subject: Subject,
    attempts: Attempts,
) -> Result<(), AccountsError> {
    conn.prepare_cached(
        "INSERT OR REPLACE INTO throttle (subject, attempts, last)
         VALUES (:subject, :attempts, :last)",
    )?
    .execute(named_params! {
        ":subject": subject.0,
        ":attempts": attempts.count,
        ":last": attempts.last,
    })?;
    Ok(())
}

pub(crate) fn forget(conn: &Connection, subject: Subject) -> Result<(), AccountsError> {
    conn.prepare_cached("DELETE FROM throttle WHERE subject = :subject")?
        .execute(named_params! {":subject": subject.0})?;
    Ok(())
}
