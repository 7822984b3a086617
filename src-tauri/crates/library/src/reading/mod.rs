//! Readings: the times a book was read, and how far each has come.

mod form;
mod load;
mod model;
mod write;

pub use form::{ProgressForm, ReadingForm};
pub(crate) use load::of_book;
pub use model::{Outcome, Progress, ProgressUnit, Reading, ReadingFacts};
