//! Recording readings. The book's status follows from what is recorded.

use super::{ProgressForm, ReadingForm};
use crate::book::Book;
use crate::change::Change;
use crate::doubt::Doubts;
use crate::error::LibraryError;
use crate::library::Library;
use crate::values::{BookId, ProgressId, ReadingId, Revision};

impl Library {
    /// Writes a reading: a new one, or the one named. The book's status follows.
    pub fn save_reading(
        &self,
        _book: BookId,
        _base: Revision,
        _reading: Option<ReadingId>,
        _form: &ReadingForm,
        _doubts: Doubts,
    ) -> Result<Change<Book>, LibraryError> {
        Err(LibraryError::NotFound)
    }

    /// Deletes a reading with its progress.
    pub fn delete_reading(
        &self,
        _book: BookId,
        _base: Revision,
        _reading: ReadingId,
    ) -> Result<Change<Book>, LibraryError> {
        Err(LibraryError::NotFound)
    }

    /// Notes how far a reading has come. Without a reading it is the one that goes on; if none does, one is begun of
    /// which the start is not known.
    pub fn save_progress(
        &self,
        _book: BookId,
        _base: Revision,
        _reading: Option<ReadingId>,
        _progress: Option<ProgressId>,
        _form: &ProgressForm,
        _doubts: Doubts,
    ) -> Result<Change<Book>, LibraryError> {
        Err(LibraryError::NotFound)
    }

    /// Deletes a note of how far a reading had come.
    pub fn delete_progress(
        &self,
        _book: BookId,
        _base: Revision,
        _reading: ReadingId,
        _progress: ProgressId,
    ) -> Result<Change<Book>, LibraryError> {
        Err(LibraryError::NotFound)
    }

    /// Puts the reading that goes on aside for now.
    pub fn pause_reading(
        &self,
        _book: BookId,
        _base: Revision,
    ) -> Result<Change<Book>, LibraryError> {
        Err(LibraryError::NotFound)
    }

    /// Goes on with a reading that was put aside, or with one that was given up.
    pub fn resume_reading(
        &self,
        _book: BookId,
        _base: Revision,
    ) -> Result<Change<Book>, LibraryError> {
        Err(LibraryError::NotFound)
    }
}
