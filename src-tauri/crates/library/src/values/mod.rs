//! Values that carry their own rules: parsed once where they come in, trusted from there on.

pub(crate) mod currency;
pub(crate) mod decimal;
mod id;
mod isbn;
mod money;
mod partial_date;
mod rating;
mod stamp;

pub use id::{
    BookId, CopyId, FieldId, HistoryId, LoanId, NameId, ProgressId, QuoteId, ReadingId, Revision,
    ShelfId,
};
pub use isbn::{Isbn, IsbnError};
pub use money::{Money, MoneyError};
pub use partial_date::{PartialDate, PartialDateError};
pub use rating::{Rating, RatingError};
pub use stamp::{Stamp, StampError};
