//! The desk: the data folder, the accounts in it, and the libraries that are open now.
//!
//! It is what the window and the command line share. It knows no window; who wants to hear of changes gives it a
//! [`Listener`].

mod backup;
mod data_folder;
mod device;
mod error;
mod keychain;
mod open_library;
mod rotation;
mod seats;
mod selection;

pub use backup::{Backups, Kept, Occasion, Rehearsal, Restored};
pub use data_folder::DataFolder;
pub use device::Stay;
pub use error::DeskError;
pub use keychain::{Keychain, KeychainError, NoKeychain, SystemKeychain};
pub use open_library::{Chosen, ImportTurn, OpenLibrary, read_at_most};
pub use selection::Selection;

use std::{
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use accounts::{
    Account, AccountId, Accounts, NewRecoveryCode, Password, Session, SessionId, Token, Verified,
};
use library::{Library, LibraryKey};

use seats::Seats;

/// What the desk tells whoever listens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DeskEvent {
    /// An open library's content has a new version.
    LibraryChanged(AccountId, u64),
    /// Somebody signed in.
    SessionBegan(SessionId),
    /// A session is over and its library closed.
    SessionEnded {
        /// Which.
        session: SessionId,
        /// How many others go on.
        others: usize,
    },
}

/// Hears of changes; called on the thread that made the change.
pub type Listener = Arc<dyn Fn(DeskEvent) + Send + Sync>;

/// What logging in or registering gives: the token for the window, and whose it is.
#[derive(Debug)]
pub struct Opened {
    /// The access token to send with every call.
    pub token: Token,
    /// Who is signed in.
    pub account: Account,
    /// The session that the token belongs to.
    pub session: SessionId,
}

/// The accounts of one data folder, and the libraries that are open now.
pub struct Desk {
    folder: DataFolder,
    accounts: Accounts,
    seats: Arc<Seats>,
    keychain: Box<dyn Keychain>,
}

impl Desk {
    /// Opens the accounts in `folder`, and finishes the deletions that a crash interrupted there.
    pub fn open(
        folder: DataFolder,
        settings: accounts::Settings,
        listener: Listener,
    ) -> Result<Self, DeskError> {
        folder.prepare()?;
        let accounts = Accounts::open(folder.path(), settings)?;
        let seats = Arc::new(Seats::new(listener));
        let leaving = Arc::clone(&seats);
        accounts.on_session_end(move |end| leaving.leave(end.session));
        let desk = Self {
            folder,
            accounts,
            seats,
            keychain: Box::new(NoKeychain),
        };
        for account in desk.accounts.pending_deletions()? {
            desk.finish_deletion(account);
        }
        Ok(desk)
    }

    /// With a keychain, so that this device can stay signed in.
    #[must_use]
    pub fn with_keychain(self, keychain: Box<dyn Keychain>) -> Self {
        Self { keychain, ..self }
    }

    /// Whether anybody has registered here.
    pub fn has_accounts(&self) -> Result<bool, DeskError> {
        Ok(!self.accounts.is_empty()?)
    }

    /// Creates an account with an empty library and signs it in.
    ///
    /// The library comes first: a crash in between leaves a file that no key opens, never an account without its library.
    pub fn register(&self, name: &str, password: &Password) -> Result<Opened, DeskError> {
        let prepared = self.accounts.prepare(name, password)?;
        let account = prepared.account();
        let key = LibraryKey::new(prepared.data_key().expose());
        self.folder.create_library_folder(account)?;
        let registered = Library::create(&self.folder.library(account), &key, clock())
            .map_err(DeskError::from)
            .and_then(|library| Ok((library, self.accounts.admit(prepared)?)));
        match registered {
            Ok((library, session)) => self.welcome(self.seats.take(session, Arc::new(library))),
            Err(error) => {
                self.folder.remove_library(account)?;
                Err(error)
            }
        }
    }

    /// Checks name and password, opens the library and signs in.
    pub fn log_in(&self, name: &str, password: &Password) -> Result<Opened, DeskError> {
        self.log_in_and(name, password, Stay::No)
    }

    /// Opens the library of a session that has just begun, or ends the session.
    fn seat(&self, session: Session) -> Result<Opened, DeskError> {
        let begun = session.session;
        let opened = {
            let _doors = lock(&self.seats.doors);
            self.library_of(&session)
                .map(|library| self.seats.take(session, library))
        };
        if opened.is_err() {
            self.accounts.end(begun);
        }
        self.welcome(opened?)
    }

    /// The library of a session's account: the one that another session has open, or opened now.
    fn library_of(&self, session: &Session) -> Result<Arc<Library>, DeskError> {
        let account = session.account.id;
        if let Some(library) = self.seats.library_of(account) {
            return Ok(library);
        }
        let library = self.open_library(account, &session.data_key, session.stage)?;
        Ok(Arc::new(library))
    }

    /// Ends every session of an account, so that its library is closed here.
    fn end_all_of(&self, account: AccountId) {
        for session in self.seats.sessions_of(account) {
            self.accounts.end(session);
            // Also one that the accounts have ended already.
            self.seats.leave(session);
        }
    }

    /// Lets in who has just been given a seat, unless the session ended meanwhile: then nobody would ever close its
    /// library.
    fn welcome(&self, opened: Opened) -> Result<Opened, DeskError> {
        if self.accounts.verify(opened.token.text()).is_err() {
            self.seats.leave(opened.session);
            return Err(DeskError::SignedOut);
        }
        self.seats.announce(opened.session);
        Ok(opened)
    }

    /// Whose token this is, and the library that their session has open.
    pub fn admit(&self, token: &str) -> Result<(Verified, Arc<OpenLibrary>), DeskError> {
        let verified = self.accounts.verify(token)?;
        let library = self
            .seats
            .of(verified.session)
            .ok_or(DeskError::SignedOut)?;
        Ok((verified, library))
    }

    /// A fresh token for a live session.
    pub fn renew(&self, verified: &Verified) -> Result<Token, DeskError> {
        Ok(self.accounts.renew(verified)?)
    }

    /// Ends a session: its tokens are worth nothing from here on, and its library closes unless another session of the
    /// same account has it open.
    pub fn end(&self, session: SessionId) {
        self.accounts.end(session);
    }

    /// Ends every session whose token has run out, or whose account another program deactivated.
    pub fn sweep(&self) -> Result<(), DeskError> {
        Ok(self.accounts.sweep()?)
    }

    /// Looks whether another program, such as the command line, changed a library that is open here; the listener hears of
    /// it.
    pub fn look_around(&self) {
        // With no lock held: the listener may ask the desk anything.
        for library in self.seats.libraries() {
            library.version();
        }
    }

    /// Whether a library is open.
    #[must_use]
    pub fn is_anybody_in(&self) -> bool {
        !self.seats.taken().is_empty()
    }

    /// Ends every session and closes every library: before the app quits.
    pub fn close(&self) {
        for session in self.seats.taken() {
            self.accounts.end(session);
            // Also one that the accounts have ended already.
            self.seats.leave(session);
        }
    }

    /// Changes the password that opens `verified`'s account; its other sessions end.
    pub fn change_password(
        &self,
        verified: &Verified,
        current: &Password,
        new: &Password,
    ) -> Result<(), DeskError> {
        Ok(self.accounts.change_password(verified, current, new)?)
    }

    /// Makes a recovery code for `verified`'s account. It is kept once a part of it has been typed back.
    pub fn make_recovery_code(
        &self,
        verified: &Verified,
        password: &Password,
    ) -> Result<NewRecoveryCode, DeskError> {
        Ok(self.accounts.make_recovery_code(verified, password)?)
    }

    /// Keeps a recovery code that has been written down; an earlier one opens nothing any more.
    pub fn keep_recovery_code(
        &self,
        verified: &Verified,
        new: &NewRecoveryCode,
    ) -> Result<(), DeskError> {
        Ok(self.accounts.keep_recovery_code(verified, new)?)
    }

    /// Takes the recovery code of `verified`'s account away.
    pub fn remove_recovery_code(
        &self,
        verified: &Verified,
        password: &Password,
    ) -> Result<(), DeskError> {
        Ok(self.accounts.remove_recovery_code(verified, password)?)
    }

    /// When the recovery code of `verified`'s account was made; nothing where it has none.
    pub fn recovery_code_made(&self, verified: &Verified) -> Result<Option<String>, DeskError> {
        Ok(self.accounts.recovery_code_made(verified.account.id)?)
    }

    /// What `verified`'s account wishes under that name.
    pub fn setting(&self, verified: &Verified, name: &str) -> Result<Option<String>, DeskError> {
        Ok(self.accounts.setting(verified.account.id, name)?)
    }

    /// Keeps a wish of `verified`'s account.
    pub fn keep_setting(
        &self,
        verified: &Verified,
        name: &str,
        value: &str,
    ) -> Result<(), DeskError> {
        Ok(self
            .accounts
            .keep_setting(verified.account.id, name, Some(value))?)
    }

    /// Deletes the account of `verified` and its library, for good.
    pub fn delete_own(&self, verified: &Verified, password: &Password) -> Result<(), DeskError> {
        let account = self.accounts.begin_own_deletion(verified, password)?;
        self.finish_deletion(account);
        Ok(())
    }

    /// Every account here; for the administrator.
    pub fn list_accounts(&self) -> Result<Vec<Account>, DeskError> {
        Ok(self.accounts.list()?)
    }

    /// Lets `account` log in again; for the administrator `by`.
    pub fn activate(&self, by: &Verified, account: AccountId) -> Result<(), DeskError> {
        Ok(self.accounts.activate(by, account)?)
    }

    /// Ends `account`'s sessions and lets it log in no longer; for the administrator `by`.
    pub fn deactivate(&self, by: &Verified, account: AccountId) -> Result<(), DeskError> {
        Ok(self.accounts.deactivate(by, account)?)
    }

    /// Deletes `account` and its library, for good; for the administrator `by`.
    pub fn delete_account(&self, by: &Verified, account: AccountId) -> Result<(), DeskError> {
        self.accounts.begin_deletion(by, account)?;
        self.finish_deletion(account);
        Ok(())
    }

    /// Removes the folder of an account that is gone. Its key is gone already, so what cannot be removed now is waste that
    /// nobody can read; it is tried again at the next start, and must keep nobody else from logging in.
    fn finish_deletion(&self, account: AccountId) {
        let finished = self
            .folder
            .remove_library(account)
            .and_then(|()| Ok(self.accounts.finish_deletion(account)?));
        if let Err(error) = finished {
            tracing::warn!(%account, %error, "a deleted account's folder stays for now");
        }
    }
}

/// The token lifetime that the environment asks for: `BOOKPLATE_TOKEN_SECONDS` can only make it shorter.
#[must_use]
pub fn token_lifetime() -> Duration {
    let usual = accounts::token::LIFETIME;
    std::env::var("BOOKPLATE_TOKEN_SECONDS")
        .ok()
        .and_then(|seconds| seconds.parse().ok())
        .map_or(usual, |seconds: u64| {
            usual.min(Duration::from_secs(seconds))
        })
}

fn clock() -> Arc<dyn library::Clock> {
    Arc::new(library::SystemClock)
}

fn stamp() -> library::Stamp {
    library::Stamp::now(&library::SystemClock)
}

/// A panic while a lock was held leaves nothing half-done in these maps: go on with them.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
