//! The window's way to the desk, which may not be there yet: the data folder can be unusable, and mended meanwhile.

use std::sync::{Arc, Mutex, PoisonError};

use crate::desk::{self, DataFolder, Desk, DeskError, Listener};

/// What every command starts from. Managed by Tauri; clones share one desk.
#[derive(Clone)]
pub struct Front(Arc<Inner>);

struct Inner {
    folder: Option<DataFolder>,
    listener: Listener,
    settings: fn() -> accounts::Settings,
    desk: Mutex<Option<Arc<Desk>>>,
    /// Who locked the app last, for the lock screen's greeting.
    locked: Mutex<Option<String>>,
}

impl Front {
    /// A front to the desk in `folder`, which is opened when it is first needed.
    #[must_use]
    pub fn new(folder: Result<DataFolder, DeskError>, listener: Listener) -> Self {
        Self::with_settings(folder, listener, || accounts::Settings {
            token_lifetime: desk::token_lifetime(),
            ..accounts::Settings::default()
        })
    }

    /// The same with other settings: tests pass a cheap Argon2 and a key they know.
    #[must_use]
    pub fn with_settings(
        folder: Result<DataFolder, DeskError>,
        listener: Listener,
        settings: fn() -> accounts::Settings,
    ) -> Self {
        Self(Arc::new(Inner {
            folder: folder.ok(),
            listener,
            settings,
            desk: Mutex::default(),
            locked: Mutex::default(),
        }))
    }

    /// The desk; opened now if it is not yet, and tried again after a failure.
    pub fn desk(&self) -> Result<Arc<Desk>, DeskError> {
        let mut desk = self.0.desk.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(desk) = &*desk {
            return Ok(Arc::clone(desk));
        }
        let opened = Arc::new(Desk::open(
            self.folder()?,
            (self.0.settings)(),
            Arc::clone(&self.0.listener),
        )?);
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
}
