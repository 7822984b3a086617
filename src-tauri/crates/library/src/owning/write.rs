//! Recording copies, loans and wishes.

use super::{CopyForm, LoanForm, WishForm};
use crate::book::Book;
use crate::change::Change;
use crate::doubt::Doubts;
use crate::error::LibraryError;
use crate::library::Library;
use crate::values::{BookId, CopyId, LoanId, Revision};

impl Library {
    /// Writes a copy: a new one, or the one named.
    pub fn save_copy(
        &self,
        _book: BookId,
        _base: Revision,
        _copy: Option<CopyId>,
        _form: &CopyForm,
    ) -> Result<Change<Book>, LibraryError> {
        Err(LibraryError::NotFound)
    }

    /// Deletes a copy with its loans.
    pub fn delete_copy(
        &self,
        _book: BookId,
        _base: Revision,
        _copy: CopyId,
    ) -> Result<Change<Book>, LibraryError> {
        Err(LibraryError::NotFound)
    }

    /// Writes a loan: a new one, or the one named. Without a copy it is one that is not lent; a book without a copy gets
    /// one.
    pub fn save_loan(
        &self,
        _book: BookId,
        _base: Revision,
        _copy: Option<CopyId>,
        _loan: Option<LoanId>,
        _form: &LoanForm,
        _doubts: Doubts,
    ) -> Result<Change<Book>, LibraryError> {
        Err(LibraryError::NotFound)
    }

    /// Deletes a loan.
    pub fn delete_loan(
        &self,
        _book: BookId,
        _base: Revision,
        _copy: CopyId,
        _loan: LoanId,
    ) -> Result<Change<Book>, LibraryError> {
        Err(LibraryError::NotFound)
    }

    /// Puts a book on the wish list, or changes the wish.
    pub fn save_wish(
        &self,
        _book: BookId,
        _base: Revision,
        _form: &WishForm,
    ) -> Result<Change<Book>, LibraryError> {
        Err(LibraryError::NotFound)
    }

    /// Takes a book off the wish list.
    pub fn delete_wish(
        &self,
        _book: BookId,
        _base: Revision,
    ) -> Result<Change<Book>, LibraryError> {
        Err(LibraryError::NotFound)
    }

    /// Turns a wish into a copy.
    pub fn buy_wish(
        &self,
        _book: BookId,
        _base: Revision,
        _copy: &CopyForm,
    ) -> Result<Change<Book>, LibraryError> {
        Err(LibraryError::NotFound)
    }
}
