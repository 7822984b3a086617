//! Readings: the times a book was read, and how far each has come.

mod form;
mod load;
mod model;
mod status;
mod store;
mod write;

pub use form::{ProgressForm, ReadingForm};
pub(crate) use load::of_book;
pub use model::{Outcome, Progress, ProgressUnit, Reading, ReadingFacts};
pub(crate) use status::outcome_of;
