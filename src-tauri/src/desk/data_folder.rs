//! Where things lie: `accounts.db` and `libraries/<account>/library.db` in one folder.

use std::{
    fs::{self, File},
    io::{self, Write},
    path::{Path, PathBuf},
};

use accounts::AccountId;

use super::DeskError;

/// The folder that holds everything Bookplate keeps.
#[derive(Debug, Clone)]
pub struct DataFolder(PathBuf);

impl DataFolder {
    /// The folder at `path`, which need not exist yet.
    #[must_use]
    pub fn new(path: PathBuf) -> Self {
        Self(path)
    }

    /// The folder that `BOOKPLATE_DATA` names, or this person's on this operating system.
    pub fn of_this_person() -> Result<Self, DeskError> {
        if let Some(named) = std::env::var_os("BOOKPLATE_DATA").filter(|path| !path.is_empty()) {
            return Ok(Self(PathBuf::from(named)));
        }
        let name = if cfg!(target_os = "linux") {
            "bookplate"
        } else {
            "Bookplate"
        };
        dirs::data_local_dir()
            .map(|folder| Self(folder.join(name)))
            .ok_or(DeskError::NoHome)
    }

    /// Where it is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.0
    }

    /// Makes the folder, closed to the computer's other users, and checks that it can be written.
    pub(super) fn prepare(&self) -> Result<(), DeskError> {
        create_private(&self.0)
            .and_then(|()| probe(&self.0))
            .map_err(|error| DeskError::folder(&self.0, &error))
    }

    /// Puts `content` in the place of the file `name`: a reader finds the old or the new one, never a half.
    pub fn replace_file(&self, name: &str, content: &[u8]) -> Result<(), DeskError> {
        let new = self.0.join(format!("{name}.new"));
        File::create(&new)
            .and_then(|mut file| file.write_all(content).and_then(|()| file.sync_all()))
            .and_then(|()| fs::rename(&new, self.0.join(name)))
            .map_err(|error| DeskError::folder(&self.0, &error))
    }

    pub(super) fn library(&self, account: AccountId) -> PathBuf {
        self.library_folder(account).join("library.db")
    }

    pub(super) fn create_library_folder(&self, account: AccountId) -> Result<(), DeskError> {
        let folder = self.library_folder(account);
        create_private(&folder).map_err(|error| DeskError::folder(&folder, &error))
    }

    /// Removes an account's library and the backups of it in here, if they are there.
    pub(super) fn remove_library(&self, account: AccountId) -> Result<(), DeskError> {
        for folder in [self.library_folder(account), self.backups(account)] {
            match fs::remove_dir_all(&folder) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => {
                    return Err(DeskError::folder(&folder, &error));
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// Takes away the folder of an account that is not here, if there is nothing in it.
    pub(super) fn leave_empty_folder(&self, account: AccountId) {
        // That something is in it is the usual case.
        let _ = fs::remove_dir(self.library_folder(account));
    }

    /// A file beside an account's library, for what is being made of it.
    pub(super) fn beside_library(&self, account: AccountId, name: &str) -> PathBuf {
        self.library_folder(account).join(name)
    }

    /// Where an account's automatic backups go unless it wishes otherwise.
    pub(super) fn backups(&self, account: AccountId) -> PathBuf {
        self.0.join("backups").join(account.to_string())
    }

    fn library_folder(&self, account: AccountId) -> PathBuf {
        self.0.join("libraries").join(account.to_string())
    }
}

pub(super) fn create_private(folder: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

/// Permissions tell too little (access lists, read-only media, sandboxes): writing tells.
pub(super) fn probe(folder: &Path) -> io::Result<()> {
    let file = folder.join(".writable");
    fs::write(&file, b"")?;
    fs::remove_file(file)
}
