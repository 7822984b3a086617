//! Whether a library is whole: every page, every row, every book, and all that follows from the books.

mod derived;
mod digest;

use rusqlite::{Connection, Transaction};
use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::book::load_one;
use crate::error::LibraryError;
use crate::library::Library;
use crate::values::BookId;

/// The most findings of one kind that are told one by one.
const MOST: usize = 100;

/// What was found in a library.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Verification {
    /// Whether nothing was found that should not be so.
    pub ok: bool,
    /// How many books there are, those in the trash included.
    pub books: u32,
    /// The SHA-256 of everything that the reader wrote, in hexadecimal digits: two libraries have the same when they hold
    /// the same, however their files came about. Absent where it could not all be read.
    pub digest: Option<String>,
    /// What was found, in sentences.
    pub findings: Vec<String>,
}

/// What of a library is checked: gives what it found.
type Check = fn(&Transaction<'_>) -> Result<Vec<String>, LibraryError>;

const CHECKS: [(&str, Check); 6] = [
    ("The pages of the file", pages),
    ("The tables", tables),
    ("What the tables say of one another", references),
    ("The books", books),
    ("The covers", covers),
    ("The lists and the search", derived::findings),
];

impl Library {
    /// Checks everything, and changes nothing. Reads the whole file: seconds in a large library.
    pub fn verify(&self) -> Result<Verification, LibraryError> {
        self.read_for_copies(|tx| {
            let mut findings = Vec::new();
            for (what, check) in CHECKS {
                match check(tx) {
                    Ok(found) => findings.extend(limited(found)),
                    Err(error) => findings.push(unreadable(what, error)?),
                }
            }
            let digest = match digest::of(tx) {
                Ok(digest) => Some(digest),
                Err(error) => {
                    findings.push(unreadable("All that was written", error)?);
                    None
                }
            };
            let count = tx.query_row("SELECT count(*) FROM book", [], |row| row.get(0));
            Ok(Verification {
                ok: findings.is_empty(),
                books: count.unwrap_or(0),
                digest,
                findings,
            })
        })
    }
}

/// The number for everything that the reader wrote.
pub(crate) fn digest_of(tx: &Transaction<'_>) -> Result<String, LibraryError> {
    digest::of(tx)
}

/// That every page is the one that was written, and that the tables are sound.
pub(crate) fn require_whole(tx: &Transaction<'_>) -> Result<(), LibraryError> {
    for check in [pages, tables, references] {
        let found = check(tx)?;
        if !found.is_empty() {
            tracing::error!(?found, "a library is not whole");
            return Err(LibraryError::Damaged);
        }
    }
    Ok(())
}

/// That a part cannot be read is what the check is for; that somebody else is writing is not.
fn unreadable(what: &str, error: LibraryError) -> Result<String, LibraryError> {
    match error {
        LibraryError::Damaged | LibraryError::Storage => {
            Ok(format!("{what} cannot all be read: the file is damaged."))
        }
        other => Err(other),
    }
}

fn limited(mut found: Vec<String>) -> Vec<String> {
    if found.len() > MOST {
        let more = found.len() - MOST;
        found.truncate(MOST);
        found.push(format!("… and {more} more like these."));
    }
    found
}

/// Every page carries a code that only the key can make.
fn pages(tx: &Transaction<'_>) -> Result<Vec<String>, LibraryError> {
    let found = texts(tx, "PRAGMA cipher_integrity_check")?;
    Ok(found
        .into_iter()
        .map(|found| format!("The file is damaged: {found}."))
        .collect())
}

fn tables(tx: &Transaction<'_>) -> Result<Vec<String>, LibraryError> {
    let found = texts(tx, "PRAGMA integrity_check")?;
    Ok(found
        .into_iter()
        .filter(|found| found != "ok")
        .map(|found| format!("A table is damaged: {found}."))
        .collect())
}

fn references(tx: &Transaction<'_>) -> Result<Vec<String>, LibraryError> {
    let mut statement = tx.prepare("PRAGMA foreign_key_check")?;
    let found = statement.query_map([], |row| {
        let (table, missing): (String, String) = (row.get(0)?, row.get(2)?);
        Ok(format!(
            "A row of the table {table} names one of the table {missing} that is not there."
        ))
    })?;
    Ok(found.collect::<Result<_, _>>()?)
}

/// Every book is read, one by one, so that a broken one does not hide those after it.
fn books(tx: &Transaction<'_>) -> Result<Vec<String>, LibraryError> {
    let mut statement = tx.prepare("SELECT id FROM book ORDER BY id")?;
    let mut rows = statement.query([])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let id = BookId::from_raw(row.get(0)?);
        match load_one(tx, id) {
            Ok(Some(book)) if !book.fields.title.trim().is_empty() => {}
            Ok(Some(_)) => found.push(format!("The book {id} has no title.")),
            Ok(None) | Err(_) => found.push(format!("The book {id} cannot be read.")),
        }
    }
    Ok(found)
}

/// A cover is kept under the hash of its content.
fn covers(tx: &Transaction<'_>) -> Result<Vec<String>, LibraryError> {
    let mut statement = tx.prepare("SELECT hash, image FROM cover")?;
    let mut rows = statement.query([])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let hash = row.get_ref(0)?.as_blob().unwrap_or_default();
        let image = row.get_ref(1)?.as_blob().unwrap_or_default();
        if Sha256::digest(image).as_slice() != hash {
            found.push(format!(
                "The cover {} is not the picture that it was.",
                digest::hexadecimal(hash)
            ));
        }
    }
    Ok(found)
}

fn texts(db: &Connection, sql: &str) -> Result<Vec<String>, LibraryError> {
    let mut statement = db.prepare(sql)?;
    let texts = statement.query_map([], |row| row.get(0))?;
    Ok(texts.collect::<Result<_, _>>()?)
}
