//! What was done to the library, and how it is undone.

mod changes;
mod covers;
mod entry;
mod footprint;
mod in_the_way;
mod layout;
mod limit;
mod recording;
mod store;
mod take_back;

pub(crate) use changes::{Changes, RowChange};
pub(crate) use entry::short_title;
pub use entry::{
    EntryState, HistoryEntry, HistoryPage, Label, LoanAct, PartAct, ReadingAct, WishAct,
};
pub(crate) use limit::set_limit;
pub(crate) use recording::Recording;
use store::entry_and_later;
pub(crate) use store::{changes, page, redoable, set_state, undoable};
pub(crate) use take_back::take_back;
