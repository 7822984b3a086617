//! The operating system's keychain: the one place for the secret of a device that stays signed in. Never a file.

use std::fmt;

use keyring::{Entry, Error};
use zeroize::Zeroizing;

/// One secret text in a keychain.
pub trait Keychain: Send + Sync {
    /// Why there is none to be had, in the reader's words; nothing where there is one.
    fn problem(&self) -> Option<String>;

    /// What it holds, if anything.
    fn read(&self) -> Result<Option<Zeroizing<String>>, KeychainError>;

    /// Keeps a text in the place of the former one.
    fn write(&self, text: &str) -> Result<(), KeychainError>;

    /// Forgets the text. That there is none is no error.
    fn forget(&self) -> Result<(), KeychainError>;
}

/// The keychain refused; the log says more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KeychainError;

impl fmt::Display for KeychainError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the keychain of this computer refused")
    }
}

/// None: for programs that ask for the password each time.
#[derive(Debug, Clone, Copy)]
pub struct NoKeychain;

impl Keychain for NoKeychain {
    fn problem(&self) -> Option<String> {
        Some("No keychain is used here.".to_owned())
    }

    fn read(&self) -> Result<Option<Zeroizing<String>>, KeychainError> {
        Ok(None)
    }

    fn write(&self, _: &str) -> Result<(), KeychainError> {
        Err(KeychainError)
    }

    fn forget(&self) -> Result<(), KeychainError> {
        Ok(())
    }
}

/// Secret Service (Linux), the Keychain (macOS) or the Credential Manager (Windows) of the person at the computer.
#[derive(Debug)]
pub struct SystemKeychain {
    /// Each data folder has an entry of its own.
    entry: String,
}

const SERVICE: &str = "app.bookplate.desktop";

impl SystemKeychain {
    /// The entry for the data in a folder.
    #[must_use]
    pub fn of(folder: &std::path::Path) -> Self {
        Self {
            entry: format!("stay signed in: {}", folder.display()),
        }
    }

    fn entry(&self) -> Result<Entry, KeychainError> {
        Entry::new(SERVICE, &self.entry).map_err(told)
    }
}

impl Keychain for SystemKeychain {
    fn problem(&self) -> Option<String> {
        // Asking for an entry that need not be there tells most: a keychain may be set up and locked for good.
        self.read().err()?;
        Some(if cfg!(target_os = "linux") {
            "No keychain answers on this computer (GNOME Keyring, KWallet or another Secret Service).".to_owned()
        } else {
            "The keychain of this computer does not answer.".to_owned()
        })
    }

    fn read(&self) -> Result<Option<Zeroizing<String>>, KeychainError> {
        match self.entry()?.get_password() {
            Ok(text) => Ok(Some(Zeroizing::new(text))),
            Err(Error::NoEntry) => Ok(None),
            Err(error) => Err(told(error)),
        }
    }

    fn write(&self, text: &str) -> Result<(), KeychainError> {
        self.entry()?.set_password(text).map_err(told)
    }

    fn forget(&self) -> Result<(), KeychainError> {
        match self.entry()?.delete_credential() {
            Ok(()) | Err(Error::NoEntry) => Ok(()),
            Err(error) => Err(told(error)),
        }
    }
}

fn told(error: Error) -> KeychainError {
    tracing::warn!(%error, "keychain");
    KeychainError
}
