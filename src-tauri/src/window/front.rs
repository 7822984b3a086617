//! The window's way to the desk, which may not be there yet: the data folder can be unusable, and mended meanwhile.

use std::{
    path::PathBuf,
    sync::{Arc, Mutex, PoisonError},
};

use crate::desk::{
    self, DataFolder, Desk, DeskError, Keychain, Listener, Occasion, SystemKeychain,
};

/// What every command starts from. Managed by Tauri; clones share one desk.
#[derive(Clone)]
pub struct Front(Arc<Inner>);

struct Inner {
    folder: Option<DataFolder>,
    listener: Listener,
    settings: fn() -> accounts::Settings,
    keychain: fn(&DataFolder) -> Box<dyn Keychain>,
    desk: Mutex<Option<Arc<Desk>>>,
    /// Who locked the app last, for the lock screen's greeting.
    locked: Mutex<Option<String>>,
    /// The backup that was chosen before anybody was signed in, with what the window calls it.
    backup: Mutex<Option<(u32, PathBuf)>>,
}

impl Front {
    /// A front to the desk in `folder`, which is opened when it is first needed.
    #[must_use]
    pub fn new(folder: Result<DataFolder, DeskError>, listener: Listener) -> Self {
        let settings = || accounts::Settings {
            token_lifetime: desk::token_lifetime(),
            ..accounts::Settings::default()
        };
        let keychain = |folder: &DataFolder| -> Box<dyn Keychain> {
            Box::new(SystemKeychain::of(folder.path()))
        };
        Self::with_settings(folder, listener, settings, keychain)
    }

    /// The same with other settings: tests pass a cheap Argon2, a key they know, and a keychain of their own.
    #[must_use]
    pub fn with_settings(
        folder: Result<DataFolder, DeskError>,
        listener: Listener,
        settings: fn() -> accounts::Settings,
        keychain: fn(&DataFolder) -> Box<dyn Keychain>,
    ) -> Self {
        Self(Arc::new(Inner {
            folder: folder.ok(),
            listener,
            settings,
            keychain,
            desk: Mutex::default(),
            locked: Mutex::default(),
            backup: Mutex::default(),
        }))
    }

    /// The desk; opened now if it is not yet, and tried again after a failure.
    pub fn desk(&self) -> Result<Arc<Desk>, DeskError> {
        let mut desk = self.0.desk.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(desk) = &*desk {
            return Ok(Arc::clone(desk));
        }
        let folder = self.folder()?;
        let keychain = (self.0.keychain)(&folder);
        let settings = (self.0.settings)();
        let opened = Desk::open(folder, settings, Arc::clone(&self.0.listener))?;
        let opened = Arc::new(opened.with_keychain(keychain));
        *desk = Some(Arc::clone(&opened));
        Ok(opened)
    }

    /// The desk, if it is open already.
    #[must_use]
    pub fn opened(&self) -> Option<Arc<Desk>> {
        self.0
            .desk
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    /// The data folder, where this computer has one.
    pub fn folder(&self) -> Result<DataFolder, DeskError> {
        self.0.folder.clone().ok_or(DeskError::NoHome)
    }

    /// Ends every session and closes every library.
    pub fn close(&self) {
        if let Some(desk) = self.opened() {
            desk.close();
        }
    }

    /// Whether a library is open.
    #[must_use]
    pub fn is_anybody_in(&self) -> bool {
        self.opened().is_some_and(|desk| desk.is_anybody_in())
    }

    /// Makes the backups that the occasion asks for.
    pub fn back_up(&self, occasion: Occasion) {
        if let Some(desk) = self.opened() {
            desk.back_up_all(occasion);
        }
    }

    /// Who locked the app last.
    #[must_use]
    pub fn locked(&self) -> Option<String> {
        self.0
            .locked
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    /// Remembers who locked the app, or that nobody did.
    pub fn set_locked(&self, name: Option<String>) {
        *self.0.locked.lock().unwrap_or_else(PoisonError::into_inner) = name;
    }

    /// Keeps the backup that was chosen, and gives the number that stands for it.
    pub fn choose_backup(&self, path: PathBuf) -> u32 {
        let mut backup = self.0.backup.lock().unwrap_or_else(PoisonError::into_inner);
        let number = backup
            .as_ref()
            .map_or(1, |(number, _)| number.wrapping_add(1));
        *backup = Some((number, path));
        number
    }

    /// The backup that `number` stands for.
    #[must_use]
    pub fn backup(&self, number: u32) -> Option<PathBuf> {
        let backup = self.0.backup.lock().unwrap_or_else(PoisonError::into_inner);
        let chosen = backup.as_ref().filter(|(chosen, _)| *chosen == number);
        chosen.map(|(_, path)| path.clone())
    }
}
