//! Why the command line refuses.

use std::fmt;

use interchange::{ExportError, ImportError};
use library::LibraryError;

use crate::desk::DeskError;

/// A refusal, in the reader's words: printed on the standard error stream, and the exit status is 1.
#[derive(Debug)]
pub struct Refusal(String);

/// What a command gives.
pub type Outcome<T = ()> = Result<T, Refusal>;

impl Refusal {
    /// A refusal in these words.
    pub fn new(words: impl fmt::Display) -> Self {
        Self(words.to_string())
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<DeskError> for Refusal {
    fn from(error: DeskError) -> Self {
        match error {
            DeskError::Library(error) => error.into(),
            other => Self::new(other),
        }
    }
}

impl From<LibraryError> for Refusal {
    fn from(error: LibraryError) -> Self {
        match error {
            LibraryError::Invalid(errors) | LibraryError::Doubtful(errors) => errors.into(),
            other => Self::new(other),
        }
    }
}

impl From<library::FieldErrors> for Refusal {
    fn from(errors: library::FieldErrors) -> Self {
        let said: Vec<String> = errors
            .0
            .iter()
            .map(|error| format!("{}: {}", error.field, error.message))
            .collect();
        Self(said.join("\n"))
    }
}

impl From<ImportError> for Refusal {
    fn from(error: ImportError) -> Self {
        match error {
            ImportError::Library(error) => error.into(),
            other => Self::new(other),
        }
    }
}

impl From<ExportError> for Refusal {
    fn from(error: ExportError) -> Self {
        match error {
            ExportError::Library(error) => error.into(),
            other => Self::new(other),
        }
    }
}

impl From<std::io::Error> for Refusal {
    fn from(error: std::io::Error) -> Self {
        Self::new(error)
    }
}
