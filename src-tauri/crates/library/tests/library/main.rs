//! The library through its public face.

mod books;
mod files;
mod history;
mod laws;
mod lists;
mod support;
mod together;
