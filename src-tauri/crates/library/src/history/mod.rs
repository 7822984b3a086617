//! What was done to the library, and how it is undone.

mod changes;
mod entry;
mod footprint;
mod in_the_way;
mod layout;
mod limit;
mod store;
mod take_back;

pub(crate) use changes::{Changes, RowChange, record};
pub(crate) use entry::short_title;
pub use entry::{
    EntryState, HistoryEntry, HistoryPage, Label, LoanAct, PartAct, ReadingAct, WishAct,
};
pub(crate) use limit::set_limit;
use store::entry_and_later;
pub(crate) use store::{append, changes, newest_id, page, redoable, set_state, undoable};
pub(crate) use take_back::take_back;
