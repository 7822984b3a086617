//! What can go wrong at the desk.

use std::{io, path::Path};

use accounts::{AccountsError, Stage};
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
    /// A rotation of the key was cut off, and the other one of two passwords opens the account.
    #[error(
        "Bookplate was stopped while the password was being changed. {}",
        if *.typed == Stage::Pending {
            "The change did not take effect: the former password still opens this account."
        } else {
            "The change took effect: the new password opens this account."
        }
    )]
    KeyChanging {
        /// The stage of the password that was typed.
        typed: Stage,
    },
    /// A file that was to be a backup is something else, or damaged.
    #[error("{file} is not a Bookplate backup, or it is damaged.")]
    NotABackup {
        /// Its name.
        file: String,
    },
    /// A newer Bookplate wrote the backup.
    #[error(
        "This backup was made by a newer version of Bookplate (format {found}; this version knows up to {known})."
    )]
    NewerBackup {
        /// The format of the file.
        found: u32,
        /// The newest format that this version reads.
        known: u32,
    },
    /// A backup cannot be read or written.
    #[error("{file} could not be {done}: {reason}.")]
    BackupFile {
        /// Its name.
        file: String,
        /// Read or written.
        done: &'static str,
        /// Why, in the reader's words.
        reason: String,
    },
    /// What was restored from a backup for a rehearsal was not what was saved.
    #[error(
        "The backup was written, but restoring it for a rehearsal did not give the same library. It was removed; make          another one, in another place."
    )]
    BackupUnequal,
    /// The backup has another key than the library has now, and nothing was typed that opens it.
    #[error("This backup was made under an earlier password of this account. Type that password.")]
    BackupNeedsPassword,
    /// The backup is another account's.
    #[error(
        "This backup is of the account {name}, not of this one. Restore it from the screen for logging in."
    )]
    AnothersBackup {
        /// What that account was called.
        name: String,
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
            io::ErrorKind::AlreadyExists | io::ErrorKind::NotADirectory => {
                "a file stands where a folder was expected".to_owned()
            }
            _ => reason(error),
        };
        Self::Folder {
            folder: folder.display().to_string(),
            reason,
        }
    }

    pub(super) fn not_a_backup(path: &Path) -> Self {
        Self::NotABackup { file: name(path) }
    }

    pub(super) fn reading_backup(path: &Path, error: &io::Error) -> Self {
        // The archive's own sum over the bytes, or its end.
        if matches!(
            error.kind(),
            io::ErrorKind::InvalidData | io::ErrorKind::UnexpectedEof | io::ErrorKind::Other
        ) {
            return Self::not_a_backup(path);
        }
        Self::backup_file(path, "read", error)
    }

    pub(super) fn writing_backup(path: &Path, error: &io::Error) -> Self {
        Self::backup_file(path, "written", error)
    }

    fn backup_file(path: &Path, done: &'static str, error: &io::Error) -> Self {
        tracing::warn!(path = %path.display(), %error, "backup");
        Self::BackupFile {
            file: name(path),
            done,
            reason: reason(error),
        }
    }
}

fn name(path: &Path) -> String {
    let name = path.file_name().unwrap_or(path.as_os_str());
    name.to_string_lossy().into_owned()
}

fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "it is not there".to_owned(),
        io::ErrorKind::PermissionDenied => "you are not allowed to write there".to_owned(),
        io::ErrorKind::ReadOnlyFilesystem => "it is on a read-only disk".to_owned(),
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => "the disk is full".to_owned(),
        _ => error.to_string(),
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
