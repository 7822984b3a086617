//! Restoring a backup: looked into first, restored beside what is there, and put in its place in one step.

use std::{fs, path::Path};

use accounts::{AccountId, AccountsError, BundleSecret, Verified};
use library::{Alone, Contents, Library, LibraryError, LibraryKey};

use super::{
    super::{Desk, DeskError, OpenLibrary, Opened, clock, stamp},
    Scratch, file,
};

/// What a restore replaced: kept until the next backup.
const FORMER: &str = "library.before-restore.db";

/// A backup that has been looked into.
#[derive(Debug)]
pub struct Restored {
    /// What the account was called.
    pub name: String,
    /// When the backup was made: an instant in UTC.
    pub made: String,
    /// What it holds, every page of it checked.
    pub contents: Contents,
}

impl Desk {
    /// Whose backup a file is, when it was made, and whether that account is here. Needs no password.
    pub fn backup_at(&self, path: &Path) -> Result<(String, String, bool), DeskError> {
        let manifest = file::read(path)?;
        let here = self.accounts.is_here(&manifest.keys)?;
        Ok((manifest.keys.name().to_owned(), manifest.made, here))
    }

    /// Looks into a backup with the password, or the recovery code, of when it was made.
    pub fn look_into(&self, path: &Path, secret: &BundleSecret) -> Result<Restored, DeskError> {
        let manifest = file::read(path)?;
        let key = self.accounts.open_bundle(&manifest.keys, secret)?;
        let account = manifest.keys.account();
        let taken_out = Scratch::new(self, account, "looked-into");
        let contents = taken_out.and_then(|taken_out| {
            file::extract(path, taken_out.path())?;
            Ok(library::inspect(
                taken_out.path(),
                &LibraryKey::new(key.expose()),
            )?)
        });
        if !self.accounts.is_here(&manifest.keys)? {
            self.folder.leave_empty_folder(account);
        }
        Ok(Restored {
            name: manifest.keys.name().to_owned(),
            made: manifest.made,
            contents: contents?,
        })
    }

    /// Adds the account of a backup that is not on this computer, with its library, and signs it in.
    pub fn restore_account(
        &self,
        path: &Path,
        secret: &BundleSecret,
        name: Option<&str>,
    ) -> Result<(Opened, Contents), DeskError> {
        let manifest = file::read(path)?;
        let keys = manifest.keys;
        let name = name.unwrap_or(keys.name());
        self.accounts.check_adoption(&keys, name)?;
        let data_key = self.accounts.open_bundle(&keys, secret)?;
        let key = LibraryKey::new(data_key.expose());
        let account = keys.account();
        let target = self.folder.library(account);
        let contents = {
            let taken_out = Scratch::new(self, account, "restored")?;
            file::extract(path, taken_out.path())?;
            let contents = library::inspect(taken_out.path(), &key)?;
            let alone = Alone::with(&target, "restoring it", &stamp())?;
            // A library without an account may lie here, whoever it belonged to.
            let former = self.folder.beside_library(account, FORMER);
            library::replace_file(&alone, &target, taken_out.path(), Some(&former))?;
            contents
        };
        let library = Library::open(&target, &key, clock())?;
        let session = self.accounts.adopt(&keys, data_key, name)?;
        let opened = self.welcome(self.seats.take(session, library.into()))?;
        Ok((opened, contents))
    }

    /// What a backup of this account holds. Where it was made under another key than the library has now, the password or
    /// the recovery code of then is needed.
    pub fn look_into_own(
        &self,
        open: &OpenLibrary,
        path: &Path,
        secret: Option<&BundleSecret>,
    ) -> Result<Restored, DeskError> {
        let manifest = file::read(path)?;
        let (_, contents) = self.take_out(open, path, &manifest, secret)?;
        Ok(Restored {
            name: manifest.keys.name().to_owned(),
            made: manifest.made,
            contents,
        })
    }

    /// Puts what a backup of this account holds in the place of its library. Its sessions end; the former library is kept
    /// until the next backup.
    pub fn restore(
        &self,
        by: &Verified,
        open: &OpenLibrary,
        path: &Path,
        secret: Option<&BundleSecret>,
    ) -> Result<Contents, DeskError> {
        let account = by.account.id;
        let manifest = file::read(path)?;
        let (taken_out, contents) = self.take_out(open, path, &manifest, secret)?;
        self.end_all_of(account);
        let target = self.folder.library(account);
        let alone = Alone::with(&target, "restoring it", &stamp())?;
        let former = self.folder.beside_library(account, FORMER);
        library::replace_file(&alone, &target, taken_out.path(), Some(&former))?;
        Ok(contents)
    }

    /// Takes the library out of a backup of this account, checked, and under the key that the account has now.
    fn take_out(
        &self,
        open: &OpenLibrary,
        path: &Path,
        manifest: &file::Manifest,
        secret: Option<&BundleSecret>,
    ) -> Result<(Scratch, Contents), DeskError> {
        if manifest.keys.account() != open.account() {
            return Err(DeskError::AnothersBackup {
                name: manifest.keys.name().to_owned(),
            });
        }
        let taken_out = Scratch::new(self, open.account(), "restored")?;
        file::extract(path, taken_out.path())?;
        match open.library().inspect_copy(taken_out.path()) {
            Err(LibraryError::NotALibrary { .. }) => {}
            found => return Ok((taken_out, found?)),
        }
        let secret = secret.ok_or(DeskError::BackupNeedsPassword)?;
        let key = self.accounts.open_bundle(&manifest.keys, secret)?;
        let key = LibraryKey::new(key.expose());
        let found = library::inspect(taken_out.path(), &key)?;
        let encrypted_anew = Scratch::new(self, open.account(), "encrypted-anew")?;
        let library = open.library();
        library.rewrite_copy(taken_out.path(), &key, encrypted_anew.path())?;
        let contents = library.inspect_copy(encrypted_anew.path())?;
        if contents != found {
            return Err(AccountsError::Storage.into());
        }
        Ok((encrypted_anew, contents))
    }
}

/// Removes what a restore replaced.
pub(super) fn forget_former(desk: &Desk, account: AccountId) {
    for suffix in ["", "-wal"] {
        let former = desk
            .folder
            .beside_library(account, &format!("{FORMER}{suffix}"));
        let _ = fs::remove_file(former);
    }
}
