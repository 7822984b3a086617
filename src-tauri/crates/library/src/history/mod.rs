//! What was done to the library, and how it is undone.

mod entry;

pub use entry::{EntryState, HistoryEntry, HistoryPage, Label};
