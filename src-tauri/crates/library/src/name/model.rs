//! What there is to know of a name.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::book::{BookRow, Role};
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
