//! Books that are in the library twice.

mod apart;
mod find;
mod likeness;
mod merge;
mod model;
mod title;

pub(crate) use title::PlainTitle;

pub use model::{DuplicateGroup, Duplicates, Likeness, Merged};
