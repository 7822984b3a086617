//! Values that can be kept, and look wrong.

use serde::Deserialize;
use ts_rs::TS;

/// What is done about values that look wrong: page 500 of 300, a loan returned before it was lent.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub enum Doubts {
    /// Nothing is written; [`LibraryError::Doubtful`](crate::LibraryError::Doubtful) asks at the field.
    #[default]
    Ask,
    /// The reader was asked: it is kept as it was typed.
    Keep,
}
