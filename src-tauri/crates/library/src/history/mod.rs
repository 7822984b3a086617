//! What was done to the library, and how it is undone.

mod changes;
mod entry;
mod limit;
mod store;

pub(crate) use changes::{Changes, record};
pub(crate) use entry::short_title;
pub use entry::{
    EntryState, HistoryEntry, HistoryPage, Label, LoanAct, PartAct, ReadingAct, WishAct,
};
pub(crate) use limit::set_limit;
pub(crate) use store::{append, changes, newest_id, page, redoable, set_state, undoable};
