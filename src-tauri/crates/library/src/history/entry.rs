//! One line of the history.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::values::{HistoryId, Stamp};

/// What was done. The window makes the sentence, in its reader's language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(
    tag = "kind",
    rename_all = "camelCase",
    rename_all_fields = "camelCase"
)]
#[ts(export)]
pub enum Label {
    /// A book was added.
    Added {
        /// Its title, shortened.
        title: String,
    },
    /// A book was edited.
    Edited {
        /// Its title, shortened.
        title: String,
    },
    /// Books were put in the trash.
    Trashed {
        /// How many.
        count: u32,
        /// The title of the first, shortened.
        title: String,
    },
    /// Books were taken out of the trash.
    Restored {
        /// How many.
        count: u32,
        /// The title of the first, shortened.
        title: String,
    },
    /// Books of the trash were deleted for good.
    DeletedForGood {
        /// How many.
        count: u32,
        /// The title of the first, shortened.
        title: String,
    },
    /// The whole trash was deleted.
    EmptiedTrash {
        /// How many.
        count: u32,
    },
    /// Books were read in from elsewhere.
    Imported {
        /// From where: `goodreads`.
        source: String,
        /// How many.
        count: u32,
    },
}

/// Whether an entry holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub enum EntryState {
    /// What it says is so.
    Done,
    /// It was undone, and can be redone until the next change.
    Undone,
}

/// One change to the library.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct HistoryEntry {
    /// Its name.
    pub id: HistoryId,
    /// What was done.
    pub label: Label,
    /// When.
    pub at: Stamp,
    /// How many books it touched.
    pub books: u32,
    /// Whether it holds.
    pub state: EntryState,
}

/// A part of the history, the newest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct HistoryPage {
    /// The entries.
    pub entries: Vec<HistoryEntry>,
    /// Whether older ones follow.
    pub more: bool,
    /// What undo would take back.
    pub can_undo: Option<HistoryEntry>,
    /// What redo would do again.
    pub can_redo: Option<HistoryEntry>,
}

/// The most characters of a title that a label repeats.
const LONGEST_TITLE: usize = 200;

/// A title as a label repeats it.
pub(crate) fn short_title(title: &str) -> String {
    match title.char_indices().nth(LONGEST_TITLE) {
        Some((end, _)) => format!("{}…", &title[..end]),
        None => title.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_is_a_tagged_union() {
        let label = Label::Imported {
            source: "goodreads".into(),
            count: 412,
        };
        let json = serde_json::to_string(&label).unwrap();
        assert_eq!(
            json,
            r#"{"kind":"imported","source":"goodreads","count":412}"#
        );
        assert_eq!(serde_json::from_str::<Label>(&json).unwrap(), label);
    }

    #[test]
    fn a_label_repeats_only_the_beginning_of_a_title() {
        assert_eq!(short_title("Kim"), "Kim");
        assert_eq!(short_title(&"é".repeat(100_000)).chars().count(), 201);
    }
}
