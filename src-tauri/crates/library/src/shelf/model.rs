//! What a shelf is, and how it is typed.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::values::ShelfId;

/// A shelf.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct Shelf {
    /// Its name in the library.
    pub id: ShelfId,
    /// What it is called.
    pub name: String,
    /// With a query it is a smart shelf: the query is its content.
    pub query: Option<String>,
    /// How many books of the library are on it.
    pub books: u32,
}

/// A shelf that a book stands on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ShelfName {
    /// Which.
    pub id: ShelfId,
    /// What it is called.
    pub name: String,
}

/// A shelf as it is typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "camelCase", default)]
#[ts(export)]
pub struct ShelfForm {
    /// What it is called. Needed, and not the name of another shelf.
    pub name: String,
    /// The query of a smart shelf. A shelf that is filled by hand has none, and cannot get one.
    pub query: Option<String>,
}
