//! The library through its public face.

// A test that cannot go on should say where, which is what `unwrap` does.
#![allow(clippy::unwrap_used)]

mod books;
mod bulk;
mod completion;
mod copies;
mod covers;
mod custom_fields;
mod duplicates;
mod files;
mod history;
mod laws;
mod lending;
mod lists;
mod merging;
mod names;
mod owning;
mod queries;
mod quotes;
mod reading_forms;
mod reading_status;
mod readings;
mod shelves;
mod support;
mod take_back;
mod together;
mod verifying;
mod wishes;
