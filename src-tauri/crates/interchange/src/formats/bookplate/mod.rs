//! Our own formats: JSON that holds everything, documented in `docs/formats/json.md`, and a table for spreadsheets.

pub(crate) mod csv;
mod model;
mod read;
mod write;

pub(crate) use read::{begins, is_list, read};
pub(crate) use write::JsonShape;
pub use write::json_book;

/// The version of the format. A file of a newer one is refused.
pub(crate) const VERSION: u64 = 1;
