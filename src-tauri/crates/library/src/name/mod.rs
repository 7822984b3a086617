//! People, publishers, series and tags as things of their own.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::book::{BookRow, Role};
use crate::change::Change;
use crate::error::LibraryError;
use crate::library::Library;
use crate::values::NameId;

/// What bears a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub enum NameKind {
    /// Whoever had a part in a book.
    Person,
    /// Who published it.
    Publisher,
    /// What it belongs to.
    Series,
    /// The reader's own word for it.
    Tag,
}

/// In which order names are listed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub enum NameOrder {
    /// By name; people by family name.
    #[default]
    Name,
    /// Those with the most books first.
    Books,
}

/// A name in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct NameRow {
    /// Which.
    pub id: NameId,
    /// The name.
    pub name: String,
    /// How a person is sorted, where the reader set it: `Le Guin, Ursula K.`
    pub sort_name: Option<String>,
    /// How many books of the library bear it.
    pub books: u32,
}

/// A part of the list of names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct NamesPage {
    /// The names.
    pub names: Vec<NameRow>,
    /// How many there are in all.
    pub total: u32,
}

/// In how many books a person had a part of some kind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct RoleCount {
    /// The part.
    pub role: Role,
    /// In how many books.
    pub books: u32,
}

/// A place in a series: a book that the library has, or a whole number that it lacks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct SeriesEntry {
    /// The place as printed; absent for a book without one.
    pub number: Option<String>,
    /// The book; absent where there is a gap.
    pub book: Option<BookRow>,
}

/// One name, with what there is to know of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct NameDetails {
    /// The name.
    #[serde(flatten)]
    pub row: NameRow,
    /// Of a person: what they did.
    pub roles: Vec<RoleCount>,
    /// Of a series: its books in their order, with the gaps; at most 1,000.
    pub entries: Vec<SeriesEntry>,
}

/// A name as it is typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "camelCase", default)]
#[ts(export)]
pub struct NameForm {
    /// The name. Needed.
    pub name: String,
    /// How a person is sorted; blank to leave it to the program.
    pub sort_name: Option<String>,
}

impl Library {
    /// A part of the names of one kind, those that hold `text` (all when it is blank).
    pub fn names(
        &self,
        _kind: NameKind,
        _text: &str,
        _order: NameOrder,
        _from: u32,
        _count: u32,
    ) -> Result<NamesPage, LibraryError> {
        Ok(NamesPage {
            names: Vec::new(),
            total: 0,
        })
    }

    /// One name.
    pub fn name(&self, _kind: NameKind, _id: NameId) -> Result<NameDetails, LibraryError> {
        Err(LibraryError::NotFound)
    }

    /// The name that is spelled so, apart from case and accents.
    pub fn find_name(&self, _kind: NameKind, _name: &str) -> Result<Option<NameId>, LibraryError> {
        Ok(None)
    }

    /// Renames. If another one has that name, [`LibraryError::NameTaken`] says which, so that the two can be merged.
    pub fn rename(
        &self,
        _kind: NameKind,
        _id: NameId,
        _form: &NameForm,
    ) -> Result<Change<()>, LibraryError> {
        Err(LibraryError::NotFound)
    }

    /// Gives all books of the names `from` to `into`, and says how many books were changed.
    pub fn merge_names(
        &self,
        _kind: NameKind,
        _from: &[NameId],
        _into: NameId,
    ) -> Result<Change<u32>, LibraryError> {
        Err(LibraryError::NotFound)
    }

    /// Takes a name from all its books, and says how many.
    pub fn delete_name(&self, _kind: NameKind, _id: NameId) -> Result<Change<u32>, LibraryError> {
        Err(LibraryError::NotFound)
    }
}
