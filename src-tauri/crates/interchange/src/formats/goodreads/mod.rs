//! The library export of Goodreads (CSV): 31 columns until 2022, 24 since, 23 in 2026 (no `Average Rating`).
//!
//! What becomes of each column:
//!
//! | column | becomes |
//! |---|---|
//! | Book Id | provenance; without one, a digest of title and author |
//! | Title | title; the parenthesis with a `#` at its end becomes series |
//! | Author, Additional Authors | contributors |
//! | Author l-f | nothing, for it can be wrong; in the notes if it says other words than Author |
//! | ISBN, ISBN13 | ISBN; a wrong or contradictory one becomes another identifier |
//! | My Rating | rating; 0 is unrated |
//! | Average Rating | nothing: it is what strangers think |
//! | Publisher, Number of Pages, Binding | publisher, pages, format |
//! | Year Published, Original Publication Year | published, first published |
//! | Date Read, Read Count | readings |
//! | Date Added | added, a day without a time |
//! | Exclusive Shelf | status; a shelf of the reader's own becomes a shelf, and its status is asked for |
//! | Bookshelves | tags |
//! | Bookshelves with positions | tags, where Bookshelves lacks them; the positions are not kept |
//! | My Review | review, as Markdown |
//! | Private Notes | notes |
//! | Owned Copies, Original Purchase Date and Location, Condition | copies |
//! | any other | notes, as `Column: text` |
//!
//! What does not fit its column becomes a problem and stands in the notes as `Column: text`.

mod columns;
mod copies;
mod entry;
mod identity;
mod reader;
mod readings;
mod row;
#[cfg(any(test, feature = "sample"))]
pub mod sample;
mod shelves;
mod work;
mod write;

pub use reader::{Reader, read};
pub(crate) use reader::{is_header, rows};
pub(crate) use write::GoodreadsShape;

/// The name under which the library remembers where a book came from.
pub const SOURCE: &str = "goodreads";
