//! Fields of the reader's own.

mod load;
mod model;
mod value;
mod write;

pub(crate) use load::all;
pub use model::{CustomField, CustomFieldForm, CustomValue, FieldKind};
