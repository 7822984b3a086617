//! Which books a list shows, and in which order.

mod query;

pub use query::{Counts, Direction, ListQuery, Place, SortField, StatusCounts, StatusFilter};
