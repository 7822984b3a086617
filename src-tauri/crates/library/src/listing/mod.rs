//! Which books a list shows, and in which order.

mod bits;
mod catalog;
mod evaluate;
mod facts;
mod flags;
mod hits;
mod list;
mod order;
mod query;
mod row;
mod shelves;
mod slots;
mod sort_key;
mod sort_text;

use crate::values::BookId;

pub(crate) use catalog::Catalog;
pub(crate) use flags::{Flag, Flags};
pub(crate) use list::{Moment, count, custom_fields, list};
pub use query::{
    Completion, Completions, Counts, Direction, ListQuery, Place, QueryProblem, SortField,
    StatusCounts, StatusFilter, Within,
};
pub(crate) use row::{ListingRow, rows, title_key};
pub(crate) use sort_text::{Collation, by_family_name, without_article};

/// The books that a query found, in its order. Kept on this side: the window asks for the rows that it shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BookList {
    /// The library's version that the list was made from.
    pub version: u64,
    /// The books.
    pub ids: Vec<BookId>,
    /// What of the query was not understood.
    pub problems: Vec<QueryProblem>,
}
