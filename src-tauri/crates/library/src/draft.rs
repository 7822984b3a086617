//! What was being typed when the window closed: kept in the encrypted file, outside the history.

use rusqlite::params;
use serde::Serialize;
use ts_rs::TS;

use crate::book::{FieldErrors, parsed};
use crate::error::LibraryError;
use crate::library::Library;
use crate::values::Stamp;

/// The longest draft, in bytes: twice the largest book, since an edit keeps what it began from.
const LONGEST_BODY: usize = 32_000_000;
/// The longest key, in bytes.
const LONGEST_KEY: usize = 200;

/// Text that was being edited and is not saved yet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct Draft {
    /// What the draft belongs to, as the window named it.
    pub key: String,
    /// The text, usually JSON: this crate does not look into it.
    pub body: String,
    /// When it was kept.
    pub saved: Stamp,
}

impl Library {
    /// Keeps a draft, in the place of the former one of that key.
    pub fn save_draft(&self, key: &str, body: &str) -> Result<(), LibraryError> {
        check(key, body)?;
        let saved = Stamp::now(&*self.clock);
        let mut guard = self.lock_writer();
        let store = guard.as_mut().ok_or(LibraryError::Closed)?;
        let sql = "INSERT INTO draft (key, body, saved) VALUES (?1, ?2, ?3)
                   ON CONFLICT (key) DO UPDATE SET body = excluded.body, saved = excluded.saved";
        store
            .db
            .prepare_cached(sql)?
            .execute(params![key, body, saved.as_str()])?;
        Ok(())
    }

    /// All drafts, the latest first.
    pub fn drafts(&self) -> Result<Vec<Draft>, LibraryError> {
        let guard = self.lock_reader();
        let reader = guard.as_ref().ok_or(LibraryError::Closed)?;
        let mut statement = reader
            .db()
            .prepare_cached("SELECT key, body, saved FROM draft ORDER BY saved DESC, key")?;
        let mut rows = statement.query([])?;
        let mut drafts = Vec::new();
        while let Some(row) = rows.next()? {
            let saved = parsed(row, 2, str::parse)?.ok_or(LibraryError::Damaged)?;
            drafts.push(Draft {
                key: row.get(0)?,
                body: row.get(1)?,
                saved,
            });
        }
        Ok(drafts)
    }

    /// Throws a draft away. That there is none is no error.
    pub fn discard_draft(&self, key: &str) -> Result<(), LibraryError> {
        let mut guard = self.lock_writer();
        let store = guard.as_mut().ok_or(LibraryError::Closed)?;
        store
            .db
            .prepare_cached("DELETE FROM draft WHERE key = ?1")?
            .execute([key])?;
        Ok(())
    }
}

fn check(key: &str, body: &str) -> Result<(), FieldErrors> {
    let mut errors = FieldErrors::default();
    if key.is_empty() || key.len() > LONGEST_KEY || key.contains('\0') {
        errors.push(
            "key",
            format!(
                "a draft needs a name of 1 to {LONGEST_KEY} bytes; found {}",
                key.len()
            ),
        );
    }
    if body.len() > LONGEST_BODY {
        errors.push(
            "body",
            format!(
                "a draft has at most {LONGEST_BODY} bytes; found {}",
                body.len()
            ),
        );
    }
    if body.contains('\0') {
        errors.push(
            "body",
            "this text holds a NUL character, which cannot be kept",
        );
    }
    errors.into_result()
}
