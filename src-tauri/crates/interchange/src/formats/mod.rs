//! One module a format: what its columns or fields become, and how it is written where it can be.

pub mod goodreads;
pub(crate) mod storygraph;
pub(crate) mod table;
