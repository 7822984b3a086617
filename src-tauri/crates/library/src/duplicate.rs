//! Books that are in the library twice.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::book::{Book, BookForm, BookRow};
use crate::change::Change;
use crate::error::LibraryError;
use crate::library::Library;
use crate::values::{BookId, Revision};

/// By what books look like one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub enum Likeness {
    /// They have one ISBN.
    Isbn,
    /// They have another identifier in common.
    Identifier,
    /// Their titles and people are the same but for spelling.
    TitleAndPeople,
}

/// Books that look like one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct DuplicateGroup {
    /// By what.
    pub likeness: Likeness,
    /// The books, the one added first first.
    pub books: Vec<BookRow>,
}

/// Groups of books that look like one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct Duplicates {
    /// The first groups, the surest first.
    pub groups: Vec<DuplicateGroup>,
    /// How many groups there are in all.
    pub total: u32,
}

/// A book that is merged into another, in the state in which the reader saw it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct Merged {
    /// Which.
    pub id: BookId,
    /// Its state.
    pub base: Revision,
}

impl Library {
    /// Books of the library that look like one, at most `limit` groups. Those that the reader said are not one are left
    /// out.
    pub fn duplicates(&self, _limit: u32) -> Result<Duplicates, LibraryError> {
        Ok(Duplicates {
            groups: Vec::new(),
            total: 0,
        })
    }

    /// Says that these books are not one.
    pub fn keep_apart(&self, _books: &[BookId]) -> Result<Change<()>, LibraryError> {
        Err(LibraryError::NotFound)
    }

    /// Makes one book of several: `into` gets the fields of `form` and all readings, copies, loans, quotes, shelves,
    /// identifiers and provenance of the others, which go to the trash.
    pub fn merge_books(
        &self,
        _into: BookId,
        _base: Revision,
        _others: &[Merged],
        _form: &BookForm,
    ) -> Result<Change<Book>, LibraryError> {
        Err(LibraryError::NotFound)
    }
}
