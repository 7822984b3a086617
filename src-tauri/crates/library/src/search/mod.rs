//! Finding books by words.
//!
//! Documents and queries go through one `fold`, so that whatever is written alike is found alike.

mod complete;
mod document;
mod entry;
mod fold;
mod mark;
mod names_of;
mod query;
#[allow(dead_code, unused_imports)] // Until the lists use it.
pub(crate) mod syntax;

pub(crate) use complete::Vocabulary;
pub(crate) use entry::Entry;
pub(crate) use fold::fold;
pub(crate) use query::expression;
