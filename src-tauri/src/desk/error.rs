//! What can go wrong at the desk.

use std::{io, path::Path};

use accounts::AccountsError;
use library::LibraryError;

/// Why the desk refused.
#[derive(Debug, thiserror::Error)]
pub enum DeskError {
    /// No valid token, or its session is over. Which of these it was is nobody's business but the log's.
    #[error("You are signed out. Please log in again.")]
    SignedOut,
    /// The operating system names no home folder for this person.
    #[error(
        "This computer names no folder for your data. Set BOOKPLATE_DATA to a folder that can be written."
    )]
    NoHome,
    /// A folder cannot be made, written or removed.
    #[error("The folder {folder} cannot be used: {reason}")]
    Folder {
        /// Which folder.
        folder: String,
        /// Why, in the reader's words.
        reason: String,
    },
    /// The accounts refused.
    #[error(transparent)]
    Accounts(AccountsError),
    /// The library refused.
    #[error(transparent)]
    Library(#[from] LibraryError),
}

impl DeskError {
    pub(super) fn folder(folder: &Path, error: &io::Error) -> Self {
        tracing::warn!(folder = %folder.display(), %error, "folder refused");
        let reason = match error.kind() {
            io::ErrorKind::PermissionDenied => "you are not allowed to write there".to_owned(),
            io::ErrorKind::ReadOnlyFilesystem => "it is on a read-only disk".to_owned(),
            io::ErrorKind::StorageFull => "the disk is full".to_owned(),
            io::ErrorKind::AlreadyExists | io::ErrorKind::NotADirectory => {
                "a file stands where a folder was expected".to_owned()
            }
            _ => error.to_string(),
        };
        Self::Folder {
            folder: folder.display().to_string(),
            reason,
        }
    }
}

impl From<AccountsError> for DeskError {
    fn from(error: AccountsError) -> Self {
        match error {
            AccountsError::SignedOut => Self::SignedOut,
            error => Self::Accounts(error),
        }
    }
}

impl From<accounts::Refused> for DeskError {
    fn from(_: accounts::Refused) -> Self {
        Self::SignedOut
    }
}
