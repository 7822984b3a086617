//! What a book is.

mod check;
mod fields;
mod form;
mod kind;
mod load;
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
pub(crate) use load::{StoredBook, each as load_each, money, one as load_one, parsed, stamp};
pub use people::Role;
pub use row::BookRow;
pub use status::Status;
