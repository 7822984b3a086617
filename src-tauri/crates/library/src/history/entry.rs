//! One line of the history.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::bulk::BulkField;
use crate::name::NameKind;
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
        /// Which of its fields were changed.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        #[ts(as = "Option<Vec<BulkField>>", optional)]
        fields: Vec<BulkField>,
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
    /// A reading was recorded.
    Reading {
        /// What was recorded.
        act: ReadingAct,
        /// The book's title, shortened.
        title: String,
    },
    /// A copy was recorded.
    Copy {
        /// What was done.
        act: PartAct,
        /// The book's title, shortened.
        title: String,
    },
    /// A book was lent, or came back.
    Loan {
        /// What was done.
        act: LoanAct,
        /// The book's title, shortened.
        title: String,
        /// To whom, shortened.
        person: String,
    },
    /// A wish was recorded.
    Wish {
        /// What was done.
        act: WishAct,
        /// The book's title, shortened.
        title: String,
    },
    /// A quote was recorded.
    Quote {
        /// What was done.
        act: PartAct,
        /// The book's title, shortened.
        title: String,
    },
    /// A book got a cover, or lost it (`removed`).
    Cover {
        /// What was done.
        act: PartAct,
        /// The book's title, shortened.
        title: String,
    },
    /// A shelf was made, changed or deleted.
    Shelf {
        /// What was done.
        act: PartAct,
        /// Its name, shortened.
        name: String,
    },
    /// Books were put on a shelf.
    Shelved {
        /// How many.
        count: u32,
        /// The title of the first, shortened.
        title: String,
        /// The shelf, shortened.
        shelf: String,
    },
    /// Books were taken off a shelf.
    Unshelved {
        /// How many.
        count: u32,
        /// The title of the first, shortened.
        title: String,
        /// The shelf, shortened.
        shelf: String,
    },
    /// The books of a shelf were put in another order.
    OrderedShelf {
        /// The shelf, shortened.
        shelf: String,
    },
    /// A field of the reader's own was made, changed or deleted.
    CustomField {
        /// What was done.
        act: PartAct,
        /// Its name, shortened.
        name: String,
    },
    /// A person, publisher, series or tag got another name.
    Renamed {
        /// What it is.
        what: NameKind,
        /// The name before, shortened.
        from: String,
        /// The name now, shortened.
        to: String,
    },
    /// People, publishers, series or tags became one.
    MergedNames {
        /// What they are.
        what: NameKind,
        /// How many went into the other.
        count: u32,
        /// The name of the other, shortened.
        into: String,
    },
    /// A person, publisher, series or tag was taken from all books.
    DeletedName {
        /// What it was.
        what: NameKind,
        /// Its name, shortened.
        name: String,
    },
    /// Many books were changed at once.
    BulkEdited {
        /// How many.
        count: u32,
    },
    /// Several books became one.
    MergedBooks {
        /// How many went into the other.
        count: u32,
        /// The title of the other, shortened.
        title: String,
    },
    /// Books that look alike were said not to be one.
    KeptApart {
        /// How many.
        count: u32,
        /// The title of the first, shortened.
        title: String,
    },
    /// An earlier change was taken back by itself.
    TookBack {
        /// Which entry that was.
        entry: HistoryId,
        /// The change.
        label: Box<Label>,
    },
    /// Books were read in from elsewhere.
    Imported {
        /// From where: `goodreads`.
        source: String,
        /// How many.
        count: u32,
    },
}

/// What was done to a part of a book or of the library.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub enum PartAct {
    /// It is new.
    Added,
    /// It was changed.
    Edited,
    /// It was deleted.
    Removed,
    /// It was put in another place among its like.
    Moved,
}

/// What was recorded of a reading.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub enum ReadingAct {
    /// It was begun.
    Started,
    /// How far it came.
    Progressed,
    /// It ended with the end of the book.
    Finished,
    /// It was given up.
    Abandoned,
    /// It was put aside for now.
    Paused,
    /// It goes on.
    Resumed,
    /// An earlier reading was added.
    Added,
    /// It was changed.
    Edited,
    /// It, or a note of how far it came, was deleted.
    Removed,
}

/// What was done with a loan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub enum LoanAct {
    /// The book was lent.
    Lent,
    /// It came back.
    Returned,
    /// What is known of the loan was changed.
    Edited,
    /// The loan was deleted.
    Removed,
}

/// What was done with a wish.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub enum WishAct {
    /// The book was put on the list.
    Added,
    /// The wish was changed.
    Edited,
    /// The book was taken off the list.
    Removed,
    /// The book was bought.
    Bought,
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
    /// How many bytes the whole history takes.
    #[ts(type = "number")]
    pub size: u64,
    /// How many bytes it may take before the oldest entries are forgotten.
    #[ts(type = "number")]
    pub limit: u64,
    /// Whether older entries were forgotten.
    pub forgotten: bool,
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
