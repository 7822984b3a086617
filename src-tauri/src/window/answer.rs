//! What crosses to the window: a command's answer, or one error of one shape.

use accounts::AccountsError;
use interchange::ImportError;
use library::{Book, FieldError, FieldErrors, HistoryEntry, LibraryError, NameId};
use serde::Serialize;
use ts_rs::TS;

use crate::desk::DeskError;

/// What every command returns.
pub type Answer<T> = Result<T, ApiError>;

/// Runs `work`, which waits for the disk or for Argon2, where it holds nobody up.
pub async fn working<T, E>(work: impl FnOnce() -> Result<T, E> + Send + 'static) -> Answer<T>
where
    T: Send + 'static,
    E: Into<ApiError> + Send + 'static,
{
    match tokio::task::spawn_blocking(work).await {
        Ok(done) => done.map_err(Into::into),
        Err(panic) => {
            tracing::error!(%panic, "a command panicked");
            Err(ApiError::new(
                ErrorCode::Storage,
                "Something went wrong inside Bookplate. Nothing was changed.",
            ))
        }
    }
}

/// What the window treats differently.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub enum ErrorCode {
    /// No valid token: the window shows the lock screen.
    SignedOut,
    /// Signed in, but not the administrator.
    NotPermitted,
    /// Wrong name or wrong password, or another secret that opens nothing.
    WrongCredentials,
    /// Too many wrong ones in a row; `wait` says how long until the next one counts.
    TooManyAttempts,
    /// A backup was made under another password: that one is needed.
    PasswordNeeded,
    /// The right password of an account that was deactivated.
    Deactivated,
    /// Something typed is not right; `fields` says what and where.
    Invalid,
    /// Something typed can be kept, and looks wrong; `fields` asks where. Sent again with `doubts: "keep"`, it is kept.
    Doubtful,
    /// Somebody, or something, has that name already; `taken_by` says what, where the two can be merged.
    NameTaken,
    /// The book was changed meanwhile; `current` is what is saved now.
    Stale,
    /// What was asked for is not there (any more).
    NotFound,
    /// The newest change is another one than was to be undone.
    HistoryMoved,
    /// Later changes build on the one that was to be undone; `entries` says which.
    InTheWay,
    /// There is nothing to undo or redo.
    NothingToUndo,
    /// Stopped as the person asked; nothing was changed.
    Cancelled,
    /// Another program or an import has the library for itself just now.
    Busy,
    /// A file could not be read or written.
    Storage,
}

/// An error as the window gets it.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ApiError {
    /// What the window does about it.
    pub code: ErrorCode,
    /// What was expected and what was found, in the reader's words.
    pub message: String,
    /// What is wrong with which field.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[ts(optional, as = "Option<Vec<FieldError>>")]
    pub fields: Vec<FieldError>,
    /// The book as it is saved now, when an edit was stale.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub current: Option<Box<Book>>,
    /// Who bears the name that was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub taken_by: Option<NameId>,
    /// The changes that stand in the way of an undo, the newest first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[ts(optional, as = "Option<Vec<HistoryEntry>>")]
    pub entries: Vec<HistoryEntry>,
    /// Seconds until another attempt to log in counts.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub wait: Option<u32>,
}

impl ApiError {
    pub(super) fn new(code: ErrorCode, message: impl AsRef<str>) -> Self {
        Self {
            code,
            message: sentence(message.as_ref()),
            fields: Vec::new(),
            current: None,
            taken_by: None,
            entries: Vec::new(),
            wait: None,
        }
    }

    pub(super) fn not_permitted() -> Self {
        Self::new(
            ErrorCode::NotPermitted,
            "Only the administrator of this computer's accounts may do that.",
        )
    }

    pub(super) fn field(field: &str, message: impl AsRef<str>) -> Self {
        let error = Self::new(ErrorCode::Invalid, message);
        Self {
            fields: vec![FieldError {
                field: field.to_owned(),
                message: error.message.clone(),
            }],
            ..error
        }
    }
}

impl From<DeskError> for ApiError {
    fn from(error: DeskError) -> Self {
        match error {
            DeskError::SignedOut => Self::new(ErrorCode::SignedOut, error.to_string()),
            DeskError::NoHome | DeskError::Folder { .. } => {
                Self::new(ErrorCode::Storage, error.to_string())
            }
            DeskError::KeyChanging { .. } => {
                Self::new(ErrorCode::WrongCredentials, error.to_string())
            }
            DeskError::BackupNeedsPassword => {
                Self::new(ErrorCode::PasswordNeeded, error.to_string())
            }
            DeskError::NotABackup { .. }
            | DeskError::NewerBackup { .. }
            | DeskError::AnothersBackup { .. }
            | DeskError::BackupFile { .. }
            | DeskError::BackupUnequal => Self::new(ErrorCode::Storage, error.to_string()),
            DeskError::Accounts(error) => error.into(),
            DeskError::Library(error) => error.into(),
        }
    }
}

impl From<AccountsError> for ApiError {
    fn from(error: AccountsError) -> Self {
        let message = error.to_string();
        match error {
            AccountsError::InvalidName(_) => Self::field("name", message),
            AccountsError::InvalidPassword(_) => Self::field("password", message),
            AccountsError::NameTaken => Self {
                code: ErrorCode::NameTaken,
                ..Self::field("name", message)
            },
            AccountsError::InvalidRecoveryCode(_) => Self::field("code", message),
            AccountsError::WrongCredentials
            | AccountsError::WrongRecoveryCode
            | AccountsError::WrongBackupPassword
            | AccountsError::WrongBackupRecoveryCode => {
                Self::new(ErrorCode::WrongCredentials, message)
            }
            AccountsError::Deactivated => Self::new(ErrorCode::Deactivated, message),
            AccountsError::NotPermitted => Self::new(ErrorCode::NotPermitted, message),
            AccountsError::NotFound => Self::new(ErrorCode::NotFound, message),
            AccountsError::TooManyAttempts { wait } => Self {
                wait: Some(u32::try_from(wait.as_secs()).unwrap_or(u32::MAX)),
                ..Self::new(ErrorCode::TooManyAttempts, message)
            },
            AccountsError::Busy => Self::new(ErrorCode::Busy, message),
            _ => Self::new(ErrorCode::Storage, message),
        }
    }
}

impl From<LibraryError> for ApiError {
    fn from(error: LibraryError) -> Self {
        let message = error.to_string();
        match error {
            LibraryError::Invalid(fields) => fields.into(),
            LibraryError::Doubtful(fields) => Self {
                code: ErrorCode::Doubtful,
                ..fields.into()
            },
            LibraryError::NameTaken { by, .. } => Self {
                code: ErrorCode::NameTaken,
                taken_by: by,
                ..Self::field("name", message)
            },
            LibraryError::Picture { .. } => Self::field("cover", message),
            LibraryError::InTheWay { entries } => Self {
                entries,
                ..Self::new(ErrorCode::InTheWay, message)
            },
            LibraryError::Stale { current } => Self {
                current: Some(current),
                ..Self::new(ErrorCode::Stale, message)
            },
            // The session ended between the guard and the call.
            LibraryError::Closed => DeskError::SignedOut.into(),
            LibraryError::NotFound => Self::new(ErrorCode::NotFound, message),
            LibraryError::HistoryMoved { .. } => Self::new(ErrorCode::HistoryMoved, message),
            LibraryError::NothingToUndo | LibraryError::NothingToRedo => {
                Self::new(ErrorCode::NothingToUndo, message)
            }
            LibraryError::Cancelled => Self::new(ErrorCode::Cancelled, message),
            LibraryError::Busy
            | LibraryError::InUse { .. }
            | LibraryError::OpenElsewhere { .. } => Self::new(ErrorCode::Busy, message),
            _ => Self::new(ErrorCode::Storage, message),
        }
    }
}

impl From<FieldErrors> for ApiError {
    fn from(errors: FieldErrors) -> Self {
        Self {
            fields: errors.0.clone(),
            ..Self::new(ErrorCode::Invalid, errors.to_string())
        }
    }
}

impl From<ImportError> for ApiError {
    fn from(error: ImportError) -> Self {
        match error {
            ImportError::Library(error) => error.into(),
            ImportError::Cancelled => Self::new(ErrorCode::Cancelled, error.to_string()),
            _ => Self::new(ErrorCode::Storage, error.to_string()),
        }
    }
}

/// A message as a sentence: the crates' errors begin small and end without a stop, as errors in Rust do.
fn sentence(message: &str) -> String {
    let mut letters = message.chars();
    let mut sentence: String = letters
        .next()
        .into_iter()
        .flat_map(char::to_uppercase)
        .collect();
    sentence.push_str(letters.as_str());
    if !sentence.ends_with(['.', '!', '?', '…', ')']) {
        sentence.push('.');
    }
    sentence
}
