//! Finding books by words.
//!
//! Documents and queries go through one `fold`, so that whatever is written alike is found alike.

mod document;
mod fold;
mod query;

pub(crate) use document::Document;
pub(crate) use query::expression;
