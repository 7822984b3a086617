//! What a book is.

mod batch;
mod check;
mod fields;
mod form;
mod kind;
mod load;
mod normal;
mod people;
mod row;
mod status;

pub(crate) use batch::{BATCH, Batch};
pub use check::{FieldError, FieldErrors};
pub(crate) use check::{LONGEST_LIST, check_list, check_optional, check_room, check_text};
pub use fields::{Book, BookFields, Contributor, Identifier, Provenance, SeriesPlace};
pub use form::{BookForm, PriceForm};
pub(crate) use form::{filled, minutes, parsed as parsed_field};
pub use kind::Format;
pub(crate) use load::{
    StoredBook, each as load_each, each_whole, money, one as load_one, parsed, stamp,
};
pub(crate) use normal::{line, optional_line, optional_text, text};
pub use people::Role;
pub use row::BookRow;
pub use status::Status;
