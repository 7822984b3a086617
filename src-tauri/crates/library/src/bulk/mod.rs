//! Changing many books at once.

mod edit;
mod form;
mod write;

use edit::BulkEdit;
pub use form::{BulkField, BulkForm};
