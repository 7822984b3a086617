//! Staying signed in on this device, with the keychain of the person at the computer.

use std::sync::{Arc, Mutex, PoisonError};

use bookplate_app::desk::{Desk, Keychain, KeychainError, Stay};
use tempfile::TempDir;
use zeroize::Zeroizing;

use crate::support::{books, open_desk, password};

/// A keychain that can be taken away.
#[derive(Clone, Default)]
struct TestKeychain(Arc<Mutex<(Option<String>, bool)>>);

impl TestKeychain {
    fn text(&self) -> Option<String> {
        self.kept().0.clone()
    }

    fn break_down(&self, broken: bool) {
        self.kept().1 = broken;
    }

    fn kept(&self) -> std::sync::MutexGuard<'_, (Option<String>, bool)> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Keychain for TestKeychain {
    fn problem(&self) -> Option<String> {
        self.kept().1.then(|| "broken".to_owned())
    }

    fn read(&self) -> Result<Option<Zeroizing<String>>, KeychainError> {
        let kept = self.kept();
        if kept.1 {
            return Err(KeychainError);
        }
        Ok(kept.0.clone().map(Zeroizing::new))
    }

    fn write(&self, text: &str) -> Result<(), KeychainError> {
        let mut kept = self.kept();
        if kept.1 {
            return Err(KeychainError);
        }
        kept.0 = Some(text.to_owned());
        Ok(())
    }

    fn forget(&self) -> Result<(), KeychainError> {
        self.kept().0 = None;
        Ok(())
    }
}

struct Device {
    folder: TempDir,
    keychain: TestKeychain,
}

impl Device {
    fn new() -> Self {
        let here = Self {
            folder: tempfile::tempdir().unwrap(),
            keychain: TestKeychain::default(),
        };
        let desk = here.start();
        let ada = desk.register("Ada", &password()).unwrap();
        let (_, open) = desk.admit(ada.token.text()).unwrap();
        let book = library::BookFields {
            title: "Middlemarch".to_owned(),
            ..library::BookFields::default()
        };
        open.library().add(&book).unwrap();
        desk.close();
        here
    }

    /// Another launch.
    fn start(&self) -> Desk {
        let desk = open_desk(self.folder.path()).unwrap();
        desk.with_keychain(Box::new(self.keychain.clone()))
    }

    fn log_in(&self, stay: Stay) {
        let desk = self.start();
        desk.log_in_and("Ada", &password(), stay).unwrap();
        desk.close();
    }

    /// The books that are there without a password; nothing when one is asked for.
    fn resumed(&self) -> Option<Vec<String>> {
        let desk = self.start();
        let opened = desk.resume().unwrap()?;
        let (_, open) = desk.admit(opened.token.text()).unwrap();
        let found = books(open.library());
        desk.close();
        Some(found)
    }
}

#[test]
fn who_wished_it_is_signed_in_at_the_next_start_and_nobody_else() {
    let here = Device::new();
    assert_eq!(here.resumed(), None);
    here.log_in(Stay::No);
    assert_eq!(here.resumed(), None);
    here.log_in(Stay::Yes);
    let first = here.keychain.text().unwrap();
    for _ in 0..3 {
        assert_eq!(here.resumed().unwrap(), ["Middlemarch"]);
    }
    // What was copied from the keychain before opens nothing.
    here.keychain.write(&first).unwrap();
    assert_eq!(here.resumed(), None);
    assert_eq!(here.keychain.text(), None);
}

#[test]
fn a_keychain_that_breaks_down_asks_for_the_password_and_ends_nothing() {
    let here = Device::new();
    here.log_in(Stay::Yes);
    here.keychain.break_down(true);
    assert!(here.start().no_keychain().is_some());
    assert_eq!(here.resumed(), None);
    here.log_in(Stay::Yes);
    here.keychain.break_down(false);
    assert_eq!(here.resumed().unwrap(), ["Middlemarch"]);
    assert_eq!(here.start().no_keychain(), None);
}

#[test]
fn a_device_is_listed_and_revoked_and_forgotten_by_logging_out() {
    let here = Device::new();
    here.log_in(Stay::Yes);
    let desk = here.start();
    let opened = desk.resume().unwrap().unwrap();
    let (who, _) = desk.admit(opened.token.text()).unwrap();
    let (devices, this) = desk.devices(&who).unwrap();
    assert_eq!((devices.len(), Some(devices[0].id)), (1, this));
    desk.forget_device(&who, devices[0].id).unwrap();
    assert!(desk.devices(&who).unwrap().0.is_empty());
    desk.close();
    assert_eq!(here.keychain.text(), None);
    assert_eq!(here.resumed(), None);

    here.log_in(Stay::Yes);
    let desk = here.start();
    let opened = desk.resume().unwrap().unwrap();
    let (who, _) = desk.admit(opened.token.text()).unwrap();
    desk.forget_this_device(&who).unwrap();
    desk.close();
    assert_eq!(here.resumed(), None);
}
