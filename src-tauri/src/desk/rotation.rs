//! A new key for a library: after its password has leaked, or when the recovery code opened the account.

use std::fs;

use accounts::{AccountId, DataKey, Password, Rotation, Stage, Verified};
use library::{Alone, Library, LibraryError, LibraryKey};

use super::{Desk, DeskError, Opened, backup::sweep_beside, clock, stamp};

impl Desk {
    /// Gives `verified`'s account a new password and its library a new key: the former password opens nothing any more,
    /// not even a copy of `accounts.db` from before together with the library of now. All its sessions end, and a new one
    /// begins. The recovery code ends with the old key.
    pub fn rotate(
        &self,
        verified: &Verified,
        current: &Password,
        new: &Password,
    ) -> Result<Opened, DeskError> {
        let rotation = self.accounts.prepare_rotation(verified, current, new)?;
        self.carry_out(rotation)
    }

    /// Gives an account a new password, and its library a new key, by the recovery code. It goes on to hold.
    pub fn recover(&self, name: &str, code: &str, new: &Password) -> Result<Opened, DeskError> {
        let rotation = self.accounts.prepare_recovery(name, code, new)?;
        self.carry_out(rotation)
    }

    fn carry_out(&self, rotation: Rotation) -> Result<Opened, DeskError> {
        let account = rotation.account();
        self.end_all_of(account);
        let path = self.folder.library(account);
        // Opened once: the key fits, what a rotation before it may have left is settled, and its log is in the file.
        self.open_library(account, rotation.former(), rotation.stage())?
            .close()?;
        let alone = Alone::with(&path, "giving it a new key", &stamp())?;
        self.accounts.begin_rotation(&rotation)?;
        if let Err(error) = self.encrypt_anew(&alone, &rotation) {
            self.accounts.settle_rotation(account, Stage::Current)?;
            return Err(error);
        }
        let session = self.accounts.finish_rotation(rotation)?;
        drop(alone);
        self.seat(session)
    }

    fn encrypt_anew(&self, alone: &Alone, rotation: &Rotation) -> Result<(), DeskError> {
        let account = rotation.account();
        let path = self.folder.library(account);
        let new = self.folder.beside_library(account, "library.new-key.db");
        // What a killed program left is worth nothing.
        let _ = fs::remove_file(&new);
        let (former, next) = (key(rotation.former()), key(rotation.next()));
        let replaced = library::copy_file(&path, &former, &new, &next)
            .and_then(|contents| {
                if library::inspect(&new, &next)? == contents {
                    Ok(())
                } else {
                    Err(LibraryError::Storage)
                }
            })
            .and_then(|()| library::replace_file(alone, &path, &new, None));
        if replaced.is_err() {
            let _ = fs::remove_file(&new);
        }
        Ok(replaced?)
    }

    /// Opens an account's library with one of its keys. Where a rotation was cut off, that settles which of them holds.
    pub(super) fn open_library(
        &self,
        account: AccountId,
        data_key: &DataKey,
        stage: Stage,
    ) -> Result<Library, DeskError> {
        let path = self.folder.library(account);
        sweep_beside(&path);
        match Library::open(&path, &key(data_key), clock()) {
            Ok(library) => {
                if self.accounts.is_rotating(account)? {
                    self.accounts.settle_rotation(account, stage)?;
                }
                Ok(library)
            }
            Err(LibraryError::NotALibrary { .. }) if self.accounts.is_rotating(account)? => {
                Err(DeskError::KeyChanging { typed: stage })
            }
            Err(error) => Err(error.into()),
        }
    }
}

fn key(data_key: &DataKey) -> LibraryKey {
    LibraryKey::new(data_key.expose())
}
