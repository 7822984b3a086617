//! `accounts.db`: plain SQLite, with nothing in it that opens a library without a password.
//!
//! One module a table group; each has the queries of its own tables. Nothing outside this module sees SQL.

mod account;
pub(crate) mod deletion;
pub(crate) mod device;
mod file;
mod installation;
pub(crate) mod key_slot;
mod schema;
pub(crate) mod setting;
pub(crate) mod throttle;

use std::path::Path;

use rusqlite::{Connection, Transaction, TransactionBehavior};

use crate::AccountsError;

pub(crate) use account::{NewAccount, Record, Roll};
pub use key_slot::Stage;

/// The open file. Other handles, in this process or another, may change it at any time.
pub(crate) struct Store {
    conn: Connection,
    roll: Option<(i64, Roll)>,
}

impl Store {
    pub fn open(folder: &Path) -> Result<Self, AccountsError> {
        Ok(Self {
            conn: file::open(folder)?,
            roll: None,
        })
    }

    /// One transaction: it waits for other writers first, and ends with all of `write` or nothing of it.
    pub fn write<T>(
        &mut self,
        write: impl FnOnce(&Transaction<'_>) -> Result<T, AccountsError>,
    ) -> Result<T, AccountsError> {
        // `data_version` does not move for our own writes.
        self.roll = None;
        let tx = self
            .conn
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        let value = write(&tx)?;
        tx.commit()?;
        Ok(value)
    }

    /// For single statements that read.
    pub fn read(&self) -> &Connection {
        &self.conn
    }

    /// All accounts, kept in memory until the file changes: asking whether it did costs a few microseconds.
    pub fn roll(&mut self) -> Result<&Roll, AccountsError> {
        let version: i64 = self
            .conn
            .pragma_query_value(None, "data_version", |row| row.get(0))?;
        let kept = self.roll.take().filter(|(known, _)| *known == version);
        let current = match kept {
            Some(kept) => kept,
            None => (version, Roll::read(&self.conn)?),
        };
        Ok(&self.roll.insert(current).1)
    }
}
