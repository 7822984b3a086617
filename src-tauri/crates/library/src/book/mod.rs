//! What a book is.

mod check;
mod fields;
mod form;
mod kind;
mod normal;
mod people;
mod row;
mod status;

pub use check::{FieldError, FieldErrors};
pub use fields::{
    Book, BookExtras, BookFields, Contributor, Identifier, Outcome, OwnedCopy, Provenance, Reading,
    SeriesPlace,
};
pub use form::{BookForm, PriceForm};
pub use kind::Format;
pub use people::Role;
pub use row::BookRow;
pub use status::Status;
