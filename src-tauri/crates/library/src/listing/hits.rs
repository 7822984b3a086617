//! What the index found of late.
//!
//! Who types adds a letter to the last word, so all words but that one were looked for a moment ago. And the first letter
//! of a word finds half of a library, which takes its time: those are looked for before they are typed.

use std::collections::HashMap;

use rusqlite::Connection;

use super::bits::Bits;
use crate::error::LibraryError;

/// How many expressions are remembered.
const REMEMBERED: usize = 128;
/// After a change to more books it is quicker to look again.
const FEW: usize = 32;

/// What the index found for expressions.
#[derive(Debug, Default)]
pub(super) struct Hits {
    known: HashMap<String, Known>,
    /// Counts the questions.
    asked: u64,
}

#[derive(Debug)]
struct Known {
    books: Bits,
    /// Books that were changed since.
    stale: Vec<u32>,
    last_asked: u64,
}

impl Hits {
    /// The books of which all of these expressions hold; of no expressions none.
    pub(super) fn all(
        &mut self,
        db: &Connection,
        expressions: Vec<String>,
    ) -> Result<Bits, LibraryError> {
        let mut found: Option<Bits> = None;
        let mut unknown = Vec::new();
        for expression in expressions {
            let Some(books) = self.get(db, &expression)? else {
                unknown.push(expression);
                continue;
            };
            match &mut found {
                Some(found) => found.intersect(books),
                None => found = Some(books.clone()),
            }
        }
        if unknown.is_empty() {
            return Ok(found.unwrap_or_default());
        }
        // Nothing is left that could be taken away.
        if found.as_ref().is_some_and(Bits::is_empty) {
            return Ok(Bits::default());
        }
        // Asked at once: the index goes through the rarest and looks the others up.
        let expression = match unknown.len() {
            1 => unknown.remove(0),
            _ => format!("({})", unknown.join(") AND (")),
        };
        let books = look_up(db, &expression)?;
        let found = match found {
            Some(mut found) => {
                found.intersect(&books);
                found
            }
            None => books.clone(),
        };
        self.keep(expression, books);
        Ok(found)
    }

    /// Remembers that these books were changed.
    pub(super) fn expire(&mut self, changed: &[(i64, u32)]) {
        self.known.retain(|_, known| {
            known.stale.extend(changed.iter().map(|(_, slot)| *slot));
            known.stale.len() <= FEW
        });
    }

    fn get(&mut self, db: &Connection, expression: &str) -> Result<Option<&Bits>, LibraryError> {
        self.asked += 1;
        let Some(known) = self.known.get_mut(expression) else {
            return Ok(None);
        };
        known.last_asked = self.asked;
        if !known.stale.is_empty() {
            let mut statement =
                db.prepare_cached("SELECT 1 FROM search WHERE search MATCH ?1 AND rowid = ?2")?;
            for slot in known.stale.drain(..) {
                if statement.exists((expression, slot))? {
                    known.books.insert(slot);
                } else {
                    known.books.remove(slot);
                }
            }
        }
        Ok(Some(&known.books))
    }

    fn keep(&mut self, expression: String, books: Bits) {
        if self.known.len() >= REMEMBERED {
            let oldest = self.known.iter().min_by_key(|(_, known)| known.last_asked);
            if let Some((oldest, _)) = oldest {
                let oldest = oldest.clone();
                self.known.remove(&oldest);
            }
        }
        let known = Known {
            books,
            stale: Vec::new(),
            last_asked: self.asked,
        };
        self.known.insert(expression, known);
    }
}

/// The books that the index finds.
fn look_up(db: &Connection, expression: &str) -> Result<Bits, LibraryError> {
    let mut statement = db.prepare_cached("SELECT rowid FROM search WHERE search MATCH ?1")?;
    let mut rows = statement.query([expression])?;
    let mut books = Bits::default();
    while let Some(row) = rows.next()? {
        books.insert(row.get(0)?);
    }
    Ok(books)
}
