//! Lists of books from other programs: read, understood, and brought into a library.
//!
//! Reading ([`goodreads`]) is pure: bytes in, [`Row`]s out, nothing written and nothing held but the row at hand. Writing
//! ([`import`]) knows no format. A further format adds a reader of its own beside `goodreads`, over the same parts (tables,
//! dates, people, series, Markdown), and gives the same rows.
//!
//! Two promises bind every reader here. **Every row arrives**: what cannot be understood becomes a [`Problem`] and is kept
//! as text in the book's notes under its column's name. **Nothing is invented**: no date, no rating, no time of day.

mod date;
mod error;
pub mod goodreads;
pub mod import;
mod isbn;
mod markdown;
mod number;
mod people;
mod row;
mod series;
mod table;

pub use error::ImportError;
pub use import::{Progress, Report, import};
pub use row::{Problem, Row};
