//! What can go wrong with accounts, in the reader's words.

use std::time::Duration;

use crate::name::NameProblem;
use crate::password::PasswordProblem;
use crate::recovery_code::RecoveryCodeProblem;
use crate::token::Refused;

/// Why something could not be done. The message is for the person at the screen; SQL and paths go to the log.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum AccountsError {
    /// The name breaks a rule.
    #[error(transparent)]
    InvalidName(#[from] NameProblem),
    /// The new password breaks a rule.
    #[error(transparent)]
    InvalidPassword(#[from] PasswordProblem),
    /// Another account has this name, without regard to case.
    #[error("There is already an account with this name.")]
    NameTaken,
    /// Unknown name or wrong password: one error, so that nobody learns which names exist.
    #[error("The name or the password is not right.")]
    WrongCredentials,
    /// Unknown name, no recovery code, or a wrong one: one error, for the same reason.
    #[error("The name or the recovery code is not right, or this account has no recovery code.")]
    WrongRecoveryCode,
    /// What was typed is no recovery code.
    #[error(transparent)]
    InvalidRecoveryCode(#[from] RecoveryCodeProblem),
    /// A backup has the password of when it was made.
    #[error("This is not the password that the account had when the backup was made.")]
    WrongBackupPassword,
    /// A backup has the recovery code of when it was made.
    #[error("This is not the recovery code that the account had when the backup was made.")]
    WrongBackupRecoveryCode,
    /// The account of a backup need not be added: it is there.
    #[error(
        "The account of this backup is on this computer already, as {name}. Log in to it, and restore in its settings."
    )]
    AlreadyHere {
        /// What it is called here.
        name: String,
    },
    /// Name and password are right, but the administrator has deactivated the account.
    #[error("This account is deactivated. The administrator can activate it again.")]
    Deactivated,
    /// Too many wrong passwords in a row.
    #[error("Too many wrong passwords. Try again in {} seconds.", wait.as_secs())]
    TooManyAttempts {
        /// How long until the next attempt counts.
        wait: Duration,
    },
    /// The session that asked for it has ended.
    #[error("You are signed out. Log in again.")]
    SignedOut,
    /// Only an administrator may do this, and not to itself.
    #[error("Only the administrator can do this, and only to other accounts.")]
    NotPermitted,
    /// There is no such account (any more).
    #[error("This account does not exist any more.")]
    NotFound,
    /// There are libraries, but no accounts to open them with.
    #[error(
        "The file accounts.db is missing from the data folder, though there are libraries in it. Without it no library \
         can be opened: put it back from a backup."
    )]
    Missing,
    /// The file is something else.
    #[error("The file accounts.db in the data folder is not a Bookplate accounts file.")]
    NotAccounts,
    /// The file is ours, but what it holds is not whole.
    #[error(
        "The file accounts.db in the data folder is damaged ({detail}). It was left as it is: put it back from a backup."
    )]
    Damaged {
        /// What was found.
        detail: &'static str,
    },
    /// A newer Bookplate wrote the file.
    #[error(
        "The accounts were written by a newer version of Bookplate (format {found}; this version knows up to {known}). \
         Nothing was changed: install the newer version."
    )]
    NewerVersion {
        /// The format of the file.
        found: u32,
        /// The newest format that this version reads.
        known: u32,
    },
    /// The file or its folder does not allow writing.
    #[error(
        "The data folder cannot be written. Check that it exists and that you may change the files in it."
    )]
    ReadOnly,
    /// No room for the write; nothing was changed.
    #[error("The disk is full. Nothing was changed.")]
    DiskFull,
    /// Another process held the file for longer than five seconds.
    #[error("The accounts are in use by another program. Try again.")]
    Busy,
    /// The memory that a password check needs is not there.
    #[error(
        "Checking a password needs {mebibytes} MiB of free memory. Close something and try again."
    )]
    OutOfMemory {
        /// The memory needed.
        mebibytes: u32,
    },
    /// The operating system gives no random numbers, without which no key can be made.
    #[error("The operating system gives no random numbers, without which no key can be made.")]
    NoRandomness,
    /// Any other trouble with the file; the log says more.
    #[error("The accounts could not be read or written.")]
    Storage,
}

impl AccountsError {
    pub(crate) fn damaged(detail: &'static str) -> Self {
        Self::Damaged { detail }
    }

    /// Logs what the file system said and keeps what the reader can act on.
    pub(crate) fn from_io(error: &std::io::Error, doing: &'static str) -> Self {
        use std::io::ErrorKind;

        tracing::error!(%error, doing, "file system");
        match error.kind() {
            ErrorKind::PermissionDenied
            | ErrorKind::ReadOnlyFilesystem
            | ErrorKind::NotFound
            | ErrorKind::NotADirectory => Self::ReadOnly,
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => Self::DiskFull,
            _ => Self::Storage,
        }
    }
}

impl From<Refused> for AccountsError {
    fn from(Refused: Refused) -> Self {
        Self::SignedOut
    }
}

impl From<rusqlite::Error> for AccountsError {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode;

        tracing::error!(%error, "accounts.db");
        match &error {
            rusqlite::Error::FromSqlConversionFailure(..)
            | rusqlite::Error::IntegralValueOutOfRange(..)
            | rusqlite::Error::InvalidColumnType(..) => {
                return Self::damaged("it holds a value that cannot be");
            }
            _ => {}
        }
        match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Busy,
            Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied | ErrorCode::CannotOpen) => {
                Self::ReadOnly
            }
            Some(ErrorCode::DiskFull) => Self::DiskFull,
            Some(ErrorCode::NotADatabase) => Self::NotAccounts,
            Some(ErrorCode::DatabaseCorrupt) => Self::damaged("its pages do not fit together"),
            _ => Self::Storage,
        }
    }
}
