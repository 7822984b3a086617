//! Owning: copies, loans of them, and wishes.

mod form;
mod list;
mod load;
mod model;
mod store;
mod write;

pub use form::{CopyForm, LoanForm, WishForm};
pub(crate) use load::{copies_of_book, wish_of_book};
pub use model::{BookCopy, Loan, LoanRow, OwnedCopy, Priority, Wish, WishList, WishRow};
