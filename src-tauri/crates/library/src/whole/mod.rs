//! Whole books: with all that belongs to them, as they arrive from elsewhere and as they leave for elsewhere.

mod holdings;
mod model;
mod parts;
mod read;
mod write;

pub use holdings::{Holdings, Known};
pub use model::{
    BookExtras, CopyRecord, LoanRecord, NamedValue, ProgressRecord, QuoteRecord, ReadingRecord,
    WishRecord,
};
pub use parts::{FieldPart, LibraryParts, ShelfPart, SortName};
pub use read::WholeBook;
