//! A desk in a folder of its own.

use std::{path::Path, sync::Arc};

use accounts::{Cost, Password, Settings, TokenKey};
use bookplate_app::desk::{DataFolder, Desk, DeskError, Opened};
use library::{Library, ListQuery};
use tempfile::TempDir;

/// A password that the rules accept.
pub const PASSWORD: &str = "seven quiet otters read";

/// The password as it is handed over.
pub fn password() -> Password {
    Password::new(PASSWORD.to_owned())
}

/// The key that every token of the tests is signed with, so that a test can sign what is wrong in one thing only.
pub fn signing_key() -> [u8; 32] {
    [0x2a; 32]
}

/// Accounts that cost next to nothing.
pub fn settings() -> Settings {
    // What a failing test prints tells the cause, which errors keep from the reader.
    let _ = tracing_subscriber::fmt()
        .with_max_level(tracing::Level::DEBUG)
        .with_test_writer()
        .try_init();
    Settings {
        cost: Cost::for_tests(),
        token_key: TokenKey::known_to_a_test(signing_key()),
        ..Settings::default()
    }
}

/// A desk whose folder goes when the test ends.
pub struct Fixture {
    pub desk: Desk,
    folder: TempDir,
}

impl Fixture {
    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let desk = open_desk(folder.path()).unwrap();
        Self { desk, folder }
    }

    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// The library that `opened` has open.
    pub fn library(&self, opened: &Opened) -> Arc<Library> {
        let (_, library) = self.desk.admit(opened.token.text()).unwrap();
        Arc::clone(library.library())
    }

    /// Closes the desk and keeps the folder.
    pub fn leave(self) -> TempDir {
        self.desk.close();
        self.folder
    }
}

pub fn open_desk(folder: &Path) -> Result<Desk, DeskError> {
    Desk::open(
        DataFolder::new(folder.to_owned()),
        settings(),
        Arc::new(|_| ()),
    )
}

/// The titles in a library, in order.
pub fn books(library: &Library) -> Vec<String> {
    let list = library.list(&ListQuery::default()).unwrap();
    library
        .rows(&list.ids)
        .unwrap()
        .into_iter()
        .map(|row| row.title)
        .collect()
}
