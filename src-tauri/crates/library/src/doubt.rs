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

/// What somebody else changed since a form was begun: to save it would take that back unseen.
#[derive(Debug, Default)]
pub(crate) struct Overtaken(FieldErrors);

impl Overtaken {
    /// Compares what a field was with what it is now.
    pub(crate) fn field(mut self, field: &str, was: &str, now: &str) -> Self {
        if was != now {
            let now = match now {
                "" => "it is blank now".to_owned(),
                now => format!("it is {now:?} now"),
            };
            let message =
                format!("this was changed in the meantime: {now}; save again to replace that");
            self.0.push(field, message);
        }
        self
    }

    /// Asks, if anything was changed.
    pub(crate) fn check(self) -> Result<(), LibraryError> {
        Doubts::Ask.settle(self.0)
    }
}
