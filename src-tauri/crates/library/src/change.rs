//! What a write gives back.

use serde::Serialize;
use ts_rs::TS;

use crate::values::HistoryId;

/// The outcome of a write: what it made, and the history entry by which it can be undone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct Change<T> {
    /// What the write made.
    pub value: T,
    /// The entry in the history, absent when nothing was changed.
    pub entry: Option<HistoryId>,
}

impl<T> Change<T> {
    /// The same change with another value.
    pub fn map<U>(self, f: impl FnOnce(T) -> U) -> Change<U> {
        Change {
            value: f(self.value),
            entry: self.entry,
        }
    }
}
