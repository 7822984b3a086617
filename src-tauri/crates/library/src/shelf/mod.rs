//! Shelves: filled by hand and ordered, or smart ones, which are saved queries.

mod load;
mod model;
mod write;

pub(crate) use load::of_book;
pub use model::{Shelf, ShelfForm, ShelfName};
