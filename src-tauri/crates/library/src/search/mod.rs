//! Finding books by words.
//!
//! Documents and queries go through one `fold`, so that whatever is written alike is found alike.

mod document;
mod fold;
mod query;
#[allow(dead_code, unused_imports)] // Until the lists use it.
pub(crate) mod syntax;

pub(crate) use document::Document;
pub(crate) use fold::fold;
pub(crate) use query::expression;
