//! Values that can be kept, and look wrong.

use serde::Deserialize;
use ts_rs::TS;

use crate::book::FieldErrors;
use crate::error::LibraryError;

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

impl Doubts {
    /// Asks about what looks wrong, if the reader was not asked before.
    pub(crate) fn settle(self, found: FieldErrors) -> Result<(), LibraryError> {
        match self {
            Self::Ask if !found.0.is_empty() => Err(LibraryError::Doubtful(found)),
            Self::Ask | Self::Keep => Ok(()),
        }
    }
}
