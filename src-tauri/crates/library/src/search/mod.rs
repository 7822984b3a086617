//! Finding books by words.
//!
//! Documents and queries go through one `fold`, so that whatever is written alike is found alike.

mod complete;
mod document;
mod entry;
mod fold;
mod mark;
mod matching;
mod names_of;
mod query;
pub(crate) mod syntax;

pub(crate) use complete::Vocabulary;
pub(crate) use entry::Entry;
pub(crate) use fold::fold;
pub(crate) use matching::{matches, words_of};
pub(crate) use query::{custom_expressions, text_expressions};
