//! One person's library: an encrypted file of books, with its search, its ordering and its history.
//!
//! This crate knows `SQLite` and what a book is. It knows no window, no account and no file format but its own.
//! Every change goes through [`Library::commit`], from which history, undo, redo and the search index follow.

mod book;
mod bulk;
mod change;
mod clock;
mod commit;
mod connection;
mod copy;
mod cover;
mod custom_field;
mod derived;
mod doubt;
mod draft;
mod duplicate;
mod error;
mod history;
mod ids;
mod key;
mod library;
mod listing;
mod memory;
mod name;
mod open;
mod owning;
mod preparation;
mod presence;
mod pulse;
mod quote;
mod reader;
mod reading;
mod schema;
mod search;
mod sequence;
mod shelf;
mod state;
mod statistics;
mod values;
mod verification;
mod whole;
mod writer;

pub use book::{
    Book, BookFields, BookForm, BookRow, Contributor, FieldError, FieldErrors, Format, Identifier,
    PriceForm, Provenance, Role, SeriesPlace, Status,
};
pub use bulk::{BulkField, BulkForm};
pub use change::Change;
pub use clock::{Clock, SystemClock};
pub use connection::set_up_sqlite;
pub use copy::{Contents, copy_file, inspect, replace_file};
pub use cover::{Cover, CoverPicture, Picture};
pub use custom_field::{CustomField, CustomFieldForm, CustomValue, FieldKind};
pub use doubt::Doubts;
pub use draft::Draft;
pub use duplicate::{DuplicateGroup, Duplicates, Likeness, Merged};
pub use error::LibraryError;
pub use history::{
    EntryState, HistoryEntry, HistoryPage, Label, LoanAct, PartAct, ReadingAct, WishAct,
};
pub use key::LibraryKey;
pub use library::Library;
pub use listing::{
    BookList, Completion, Completions, Counts, Direction, ListQuery, Place, QueryProblem,
    SortField, StatusCounts, StatusFilter, Within,
};
pub use name::{
    NameDetails, NameForm, NameKind, NameOrder, NameRow, NamesPage, RoleCount, SeriesEntry,
};
pub use owning::{
    BookCopy, CopyForm, Loan, LoanForm, LoanRow, OwnedCopy, Priority, Wish, WishForm, WishList,
    WishRow,
};
pub use presence::{Alone, Holder};
pub use quote::{Quote, QuoteForm};
pub use reading::{
    Outcome, Progress, ProgressForm, ProgressUnit, Reading, ReadingFacts, ReadingForm,
};
pub use shelf::{Shelf, ShelfForm, ShelfName};
pub use statistics::{NumberedPeriod, Period, Statistics};
pub use values::{
    BookId, CopyId, FieldId, HistoryId, Isbn, IsbnError, LoanId, Money, MoneyError, NameId,
    PartialDate, PartialDateError, ProgressId, QuoteId, Rating, RatingError, ReadingId, Revision,
    ShelfId, Stamp, StampError,
};
pub use verification::Verification;
pub use whole::{
    BookExtras, CopyRecord, FieldPart, Holdings, Known, LibraryParts, LoanRecord, NamedValue,
    ProgressRecord, QuoteRecord, ReadingRecord, ShelfPart, SortName, WholeBook, WishRecord,
};
pub use writer::{Moved, Writer};
