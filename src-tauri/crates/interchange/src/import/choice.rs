//! What the reader decides before an import is done.

use std::collections::HashMap;

use library::Status;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Part;

/// What becomes of a part of which the list and the book say different things.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub enum Resolution {
    /// What the book holds stays.
    #[default]
    Keep,
    /// The list's takes its place.
    Take,
    /// What the book holds stays, and the list's is added: behind it in a long text, otherwise in the notes.
    Both,
}

/// The decision about one part of one row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ConflictChoice {
    /// The row, as the plan counts it.
    pub row: u32,
    /// The part.
    pub part: Part,
    /// What becomes of it.
    pub resolution: Resolution,
}

/// The decision about a shelf that says where the reader stands with its books.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct StatusChoice {
    /// The shelf.
    pub shelf: String,
    /// The status of its books; absent for none.
    pub status: Option<Status>,
}

/// What the reader decided. Nothing decided is `Keep`, and no status.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", default)]
#[ts(export, rename = "ImportChoices")]
pub struct Choices {
    /// What becomes of parts that are not decided one by one.
    pub otherwise: Resolution,
    /// Decisions one by one.
    pub conflicts: Vec<ConflictChoice>,
    /// What shelves say of the status.
    pub statuses: Vec<StatusChoice>,
}

impl Choices {
    /// The status that each shelf was said to stand for.
    pub(super) fn statuses(&self) -> HashMap<String, Option<Status>> {
        self.statuses
            .iter()
            .map(|choice| (choice.shelf.clone(), choice.status))
            .collect()
    }
}

/// The decisions about contradictions, ready to be asked for every row.
pub(super) struct Decided {
    otherwise: Resolution,
    conflicts: HashMap<(u32, Part), Resolution>,
}

impl Decided {
    pub(super) fn of(choices: &Choices) -> Self {
        Self {
            otherwise: choices.otherwise,
            conflicts: choices
                .conflicts
                .iter()
                .map(|choice| ((choice.row, choice.part), choice.resolution))
                .collect(),
        }
    }

    pub(super) fn resolution(&self, row: u32, part: Part) -> Resolution {
        self.conflicts
            .get(&(row, part))
            .copied()
            .unwrap_or(self.otherwise)
    }
}
