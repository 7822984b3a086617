//! One person's library: an encrypted file of books, with its search, its ordering and its history.
//!
//! This crate knows `SQLite` and what a book is. It knows no window, no account and no file format but its own.
//! Every change goes through [`Library::commit`], from which history, undo, redo and the search index follow.

mod book;
mod change;
mod clock;
mod commit;
mod connection;
mod derived;
mod draft;
mod error;
mod history;
mod ids;
mod key;
mod library;
mod listing;
mod open;
mod pulse;
mod reader;
mod schema;
mod search;
mod state;
mod values;
mod writer;

pub use book::{
    Book, BookExtras, BookFields, BookForm, BookRow, Contributor, FieldError, FieldErrors, Format,
    Identifier, Outcome, OwnedCopy, PriceForm, Provenance, Reading, Role, SeriesPlace, Status,
};
pub use change::Change;
pub use clock::{Clock, SystemClock};
pub use draft::Draft;
pub use error::LibraryError;
pub use history::{EntryState, HistoryEntry, HistoryPage, Label};
pub use key::LibraryKey;
pub use library::Library;
pub use listing::{
    BookList, Counts, Direction, ListQuery, Place, SortField, StatusCounts, StatusFilter,
};
pub use values::{
    BookId, HistoryId, Isbn, IsbnError, Money, MoneyError, PartialDate, PartialDateError, Rating,
    RatingError, Revision, Stamp, StampError,
};
pub use writer::{Moved, Writer};
