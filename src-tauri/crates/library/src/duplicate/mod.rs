//! Books that are in the library twice.

mod apart;
mod find;
mod likeness;
mod merge;
mod model;
mod title;

pub use model::{DuplicateGroup, Duplicates, Likeness, Merged};
