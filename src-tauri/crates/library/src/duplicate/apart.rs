//! Books that look alike, and are not one: the reader said so.

use std::collections::{HashMap, HashSet};

use rusqlite::Connection;

use crate::book::FieldErrors;
use crate::change::Change;
use crate::error::LibraryError;
use crate::history::{Label, short_title};
use crate::library::Library;
use crate::values::BookId;
use crate::writer::Writer;

/// The most books that can be said not to be one at once: each pair of them is kept.
const MOST_APART: usize = 200;

impl Library {
    /// Says that these books are not one.
    pub fn keep_apart(&self, books: &[BookId]) -> Result<Change<()>, LibraryError> {
        let mut books = books.to_vec();
        books.sort_unstable();
        books.dedup();
        let mut errors = FieldErrors::default();
        if !(2..=MOST_APART).contains(&books.len()) {
            let found = books.len();
            errors.push(
                "books",
                format!("expected from 2 to {MOST_APART} books; found {found}"),
            );
        }
        errors.into_result()?;
        let label = |title: &str| Label::KeptApart {
            count: u32::try_from(books.len()).unwrap_or(u32::MAX),
            title: short_title(title),
        };
        self.commit(label(""), |writer| {
            let mut first = None;
            for book in &books {
                let title = writer.title(*book)?;
                first.get_or_insert(title);
            }
            writer.set_label(label(&first.unwrap_or_default()));
            writer.keep_apart(&books)
        })
    }
}

impl Writer<'_> {
    /// Keeps each pair. The books are sorted.
    pub(crate) fn keep_apart(&mut self, books: &[BookId]) -> Result<(), LibraryError> {
        let mut keep = self.db().prepare_cached(
            "INSERT INTO kept_apart (book, other) VALUES (?1, ?2) ON CONFLICT DO NOTHING",
        )?;
        for (at, book) in books.iter().enumerate() {
            for other in &books[at + 1..] {
                keep.execute([book.raw(), other.raw()])?;
            }
        }
        Ok(())
    }
}

/// All pairs that are kept apart.
pub(super) struct Apart {
    others: HashMap<i64, Vec<i64>>,
}

impl Apart {
    pub(super) fn read(db: &Connection) -> Result<Self, LibraryError> {
        let mut others: HashMap<i64, Vec<i64>> = HashMap::new();
        let mut statement = db.prepare_cached("SELECT book, other FROM kept_apart")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let (book, other) = (row.get(0)?, row.get(1)?);
            others.entry(book).or_default().push(other);
            others.entry(other).or_default().push(book);
        }
        Ok(Self { others })
    }

    /// What is left of a group without the books that are kept apart from all the others of it.
    pub(super) fn open(&self, group: Vec<i64>) -> Vec<i64> {
        if self.others.is_empty() {
            return group;
        }
        let all: HashSet<i64> = group.iter().copied().collect();
        let is_open = |book: &i64| {
            let others = self.others.get(book).map_or(&[][..], Vec::as_slice);
            let apart = others.iter().filter(|other| all.contains(other)).count();
            apart + 1 < all.len()
        };
        group.into_iter().filter(is_open).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_group_is_open_while_a_pair_of_it_is() {
        let apart = |pairs: &[(i64, i64)]| {
            let mut others: HashMap<i64, Vec<i64>> = HashMap::new();
            for (book, other) in pairs {
                others.entry(*book).or_default().push(*other);
                others.entry(*other).or_default().push(*book);
            }
            Apart { others }
        };
        assert_eq!(apart(&[]).open(vec![1, 2, 3]), [1, 2, 3]);
        assert_eq!(apart(&[(1, 2)]).open(vec![1, 2]), [0; 0]);
        assert_eq!(apart(&[(1, 2)]).open(vec![1, 2, 3]), [1, 2, 3]);
        assert_eq!(apart(&[(1, 2), (1, 3), (1, 9)]).open(vec![1, 2, 3]), [2, 3]);
        assert_eq!(apart(&[(1, 2), (1, 3), (2, 3)]).open(vec![1, 2, 3]), [0; 0]);
    }
}
