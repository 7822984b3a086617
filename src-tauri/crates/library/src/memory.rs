//! What the reader decided once and need not decide again: texts under names, outside the history.

use rusqlite::{OptionalExtension, params};

use crate::error::LibraryError;
use crate::library::Library;

impl Library {
    /// What is remembered under a name.
    pub fn remembered(&self, name: &str) -> Result<Option<String>, LibraryError> {
        self.read_aside(|tx| {
            let mut statement = tx.prepare_cached("SELECT value FROM setting WHERE name = ?1")?;
            Ok(statement.query_row([name], |row| row.get(0)).optional()?)
        })
    }

    /// Remembers a text under a name, in the place of the former one.
    pub fn remember(&self, name: &str, value: &str) -> Result<(), LibraryError> {
        let mut guard = self.lock_writer();
        let store = guard.as_mut().ok_or(LibraryError::Closed)?;
        let sql = "INSERT INTO setting (name, value) VALUES (?1, ?2)
                   ON CONFLICT (name) DO UPDATE SET value = excluded.value";
        store
            .db
            .prepare_cached(sql)?
            .execute(params![name, value])?;
        Ok(())
    }
}
