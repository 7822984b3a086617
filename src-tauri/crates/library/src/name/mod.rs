//! People, publishers, series and tags as things of their own.

mod alphabet;
mod details;
mod list;
mod model;
mod series_number;
mod write;

pub(crate) use alphabet::Alphabets;
pub use model::{
    NameDetails, NameForm, NameKind, NameOrder, NameRow, NamesPage, RoleCount, SeriesEntry,
};
pub(crate) use series_number::SeriesNumber;
