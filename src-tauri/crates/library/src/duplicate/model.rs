//! What books that look alike are shown as.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::book::BookRow;
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
