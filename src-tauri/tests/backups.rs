//! Backups: what is saved is what is restored, here and on another computer.

use std::fs;
use std::path::PathBuf;

use accounts::{AccountsError, BundleSecret, Password};
use bookplate_app::desk::{Desk, DeskError, Occasion, Opened};
use library::{BookFields, Contents, LibraryError};
use tempfile::TempDir;

use crate::support::{Fixture, PASSWORD, books, open_desk, password};

const NEW: &str = "eleven loud herons write";

fn new_password() -> Password {
    Password::new(NEW.to_owned())
}

fn secret(text: &str) -> BundleSecret {
    BundleSecret::Password(Password::new(text.to_owned()))
}

fn add(here: &Fixture, opened: &Opened, title: &str) {
    let book = BookFields {
        title: title.to_owned(),
        ..BookFields::default()
    };
    here.library(opened).add(&book).unwrap();
}

/// Ada with a book, and a place for backups.
fn scene() -> (Fixture, Opened, TempDir, PathBuf) {
    let here = Fixture::new();
    let ada = here.desk.register("Ada", &password()).unwrap();
    add(&here, &ada, "Middlemarch");
    let place = tempfile::tempdir().unwrap();
    let target = place.path().join("ada.bookplate");
    (here, ada, place, target)
}

fn back_up(desk: &Desk, opened: &Opened, target: &std::path::Path) -> Contents {
    let (_, open) = desk.admit(opened.token.text()).unwrap();
    desk.back_up(&open, target, &|| false).unwrap().contents
}

fn files_beside_the_library(here: &Fixture, opened: &Opened) -> Vec<String> {
    let folder = here
        .path()
        .join("libraries")
        .join(opened.account.id.to_string());
    let mut names: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| {
            !name.contains(".open.") && !name.ends_with("-wal") && !name.ends_with("-shm")
        })
        .collect();
    names.sort();
    names
}

#[test]
fn a_backup_opens_on_another_computer_with_the_password() {
    let (here, ada, _place, target) = scene();
    let contents = back_up(&here.desk, &ada, &target);
    assert_eq!(contents, here.library(&ada).contents().unwrap());
    assert_eq!(
        files_beside_the_library(&here, &ada),
        ["library.db", "library.lock"]
    );

    let elsewhere = Fixture::new();
    let (name, _, is_here) = elsewhere.desk.backup_at(&target).unwrap();
    assert_eq!((name.as_str(), is_here), ("Ada", false));
    let refused = elsewhere.desk.look_into(&target, &secret(NEW)).unwrap_err();
    assert!(matches!(
        refused,
        DeskError::Accounts(AccountsError::WrongBackupPassword)
    ));
    let looked = elsewhere
        .desk
        .look_into(&target, &secret(PASSWORD))
        .unwrap();
    assert_eq!(looked.contents, contents);
    let libraries = elsewhere.path().join("libraries");
    assert_eq!(fs::read_dir(&libraries).unwrap().count(), 0);

    let (opened, restored) = elsewhere
        .desk
        .restore_account(&target, &secret(PASSWORD), None)
        .unwrap();
    assert_eq!(restored, contents);
    assert_eq!(books(&elsewhere.library(&opened)), ["Middlemarch"]);
    elsewhere.desk.end(opened.session);
    let again = elsewhere.desk.log_in("Ada", &password()).unwrap();
    assert_eq!(elsewhere.library(&again).contents().unwrap(), contents);
    let twice = elsewhere
        .desk
        .restore_account(&target, &secret(PASSWORD), None)
        .unwrap_err();
    assert!(twice.to_string().contains("as Ada"), "{twice}");
}

#[test]
fn nothing_in_a_backup_is_in_the_clear_but_the_name() {
    let (here, ada, _place, target) = scene();
    back_up(&here.desk, &ada, &target);
    let bytes = fs::read(&target).unwrap();
    let has = |text: &str| {
        bytes
            .windows(text.len())
            .any(|window| window == text.as_bytes())
    };
    assert!(!has("Middlemarch") && !has(PASSWORD) && !has("SQLite format 3"));
    assert!(has("Ada"));
}

#[test]
fn restoring_takes_the_place_of_the_library_and_keeps_what_was_there() {
    let (here, ada, _place, target) = scene();
    let contents = back_up(&here.desk, &ada, &target);
    add(&here, &ada, "Emma");
    let (who, open) = here.desk.admit(ada.token.text()).unwrap();
    let looked = here.desk.look_into_own(&open, &target, None).unwrap();
    assert_eq!(looked.contents, contents);
    assert_eq!(books(&here.library(&ada)), ["Emma", "Middlemarch"]);

    here.desk.restore(&who, &open, &target, None).unwrap();
    assert!(here.desk.admit(ada.token.text()).is_err());
    let again = here.desk.log_in("Ada", &password()).unwrap();
    assert_eq!(here.library(&again).contents().unwrap(), contents);
    let former = "library.before-restore.db".to_owned();
    assert!(files_beside_the_library(&here, &again).contains(&former));
    let (_, open) = here.desk.admit(again.token.text()).unwrap();
    here.desk.back_up_now(&open).unwrap();
    assert!(!files_beside_the_library(&here, &again).contains(&former));
}

#[test]
fn a_backup_of_an_earlier_key_needs_the_password_of_then_and_gets_the_key_of_now() {
    let (here, ada, _place, target) = scene();
    let contents = back_up(&here.desk, &ada, &target);
    let (who, _) = here.desk.admit(ada.token.text()).unwrap();
    let ada = here
        .desk
        .rotate(&who, &password(), &new_password())
        .unwrap();
    add(&here, &ada, "Emma");
    let (who, open) = here.desk.admit(ada.token.text()).unwrap();
    let refused = here.desk.restore(&who, &open, &target, None).unwrap_err();
    assert!(matches!(refused, DeskError::BackupNeedsPassword));
    let wrong = here.desk.restore(&who, &open, &target, Some(&secret(NEW)));
    assert!(wrong.is_err());
    assert_eq!(books(&here.library(&ada)), ["Emma", "Middlemarch"]);
    here.desk
        .restore(&who, &open, &target, Some(&secret(PASSWORD)))
        .unwrap();
    assert!(here.desk.log_in("Ada", &password()).is_err());
    let again = here.desk.log_in("Ada", &new_password()).unwrap();
    assert_eq!(here.library(&again).contents().unwrap(), contents);
    assert!(here.library(&again).verify().unwrap().ok);
}

#[test]
fn anothers_backup_and_what_is_none_replace_nothing() {
    let (here, ada, place, target) = scene();
    back_up(&here.desk, &ada, &target);
    let ben = here.desk.register("Ben", &password()).unwrap();
    let (who, open) = here.desk.admit(ben.token.text()).unwrap();
    let refused = here
        .desk
        .restore(&who, &open, &target, Some(&secret(PASSWORD)));
    let refused = refused.unwrap_err();
    assert!(
        matches!(&refused, DeskError::AnothersBackup { name } if name == "Ada"),
        "{refused}"
    );
    let none = place.path().join("notes.txt");
    for content in [&b""[..], b"PK\x03\x04", b"some notes", &[0; 4096]] {
        fs::write(&none, content).unwrap();
        let refused = here.desk.restore(&who, &open, &none, None).unwrap_err();
        assert!(matches!(refused, DeskError::NotABackup { .. }), "{refused}");
    }
    assert!(here.desk.admit(ben.token.text()).is_ok());
}

#[test]
fn damage_to_a_backup_is_found_before_anything_is_replaced() {
    let (here, ada, _place, target) = scene();
    back_up(&here.desk, &ada, &target);
    let (who, open) = here.desk.admit(ada.token.text()).unwrap();
    let whole = fs::read(&target).unwrap();
    let places = (0..whole.len()).step_by(whole.len() / 97);
    for place in places.chain([whole.len() - 1]) {
        let mut bytes = whole.clone();
        bytes[place] ^= 4;
        fs::write(&target, &bytes).unwrap();
        // What changes nothing that is read (a date in the archive, say) may pass: then all of it is what was saved.
        if let Ok(looked) = here.desk.look_into_own(&open, &target, None) {
            assert_eq!(looked.contents, here.library(&ada).contents().unwrap());
        }
        fs::write(&target, &whole[..place]).unwrap();
        assert!(here.desk.restore(&who, &open, &target, None).is_err());
    }
    assert_eq!(books(&here.library(&ada)), ["Middlemarch"]);
}

#[test]
fn a_backup_replaces_the_one_of_that_name_only_when_it_is_whole() {
    let (here, ada, place, target) = scene();
    fs::write(&target, "an older one").unwrap();
    let (_, open) = here.desk.admit(ada.token.text()).unwrap();
    let stopped = here.desk.back_up(&open, &target, &|| true);
    // A library this small is copied in one go.
    assert!(stopped.is_ok());
    fs::write(&target, "an older one").unwrap();
    let nowhere = place.path().join("none").join("ada.bookplate");
    let refused = here.desk.back_up(&open, &nowhere, &|| false).unwrap_err();
    assert!(refused.to_string().contains("is not there"), "{refused}");
    here.desk.end(ada.session);
    let closed = here.desk.back_up(&open, &target, &|| false).unwrap_err();
    assert!(matches!(closed, DeskError::Library(LibraryError::Closed)));
    assert_eq!(fs::read(&target).unwrap(), b"an older one");
    assert_eq!(fs::read_dir(place.path()).unwrap().count(), 1);
}

#[test]
fn automatic_backups_are_made_when_something_changed_and_never_of_nothing() {
    let here = Fixture::new();
    let ada = here.desk.register("Ada", &password()).unwrap();
    let (_, open) = here.desk.admit(ada.token.text()).unwrap();
    let made = |occasion| {
        let made = here.desk.back_up_by_itself(&open, occasion).unwrap();
        made.map(|made| made.contents.books)
    };
    let kept = || here.desk.backups(&open).unwrap().kept.len();
    assert_eq!(made(Occasion::Leaving), None);
    add(&here, &ada, "Middlemarch");
    assert_eq!(made(Occasion::Daily), Some(1));
    assert_eq!(made(Occasion::Leaving), None);
    add(&here, &ada, "Emma");
    // Not a day old.
    assert_eq!(made(Occasion::Daily), None);
    assert_eq!(kept(), 1);
    let rehearsal = here.desk.backups(&open).unwrap().rehearsal.unwrap();
    assert_eq!(rehearsal.contents.books, 1);
    assert_eq!(made(Occasion::Leaving), Some(2));
    // Of one day, the newest is kept.
    let backups = here.desk.backups(&open).unwrap();
    assert_eq!((backups.kept.len(), backups.chosen), (1, false));
    let newest = &backups.kept[0].path;
    assert_eq!(
        here.desk
            .look_into_own(&open, newest, None)
            .unwrap()
            .contents,
        here.library(&ada).contents().unwrap()
    );
}

#[test]
fn automatic_backups_go_where_the_person_wishes() {
    let (here, ada, place, _) = scene();
    let (who, open) = here.desk.admit(ada.token.text()).unwrap();
    let chosen = place.path().join("on a stick");
    here.desk.keep_backups_in(&open, Some(&chosen)).unwrap();
    here.desk.back_up_now(&open).unwrap();
    assert_eq!(fs::read_dir(&chosen).unwrap().count(), 1);
    assert!(here.desk.backups(&open).unwrap().chosen);
    fs::write(place.path().join("file"), "").unwrap();
    let refused = here
        .desk
        .keep_backups_in(&open, Some(&place.path().join("file")));
    assert!(refused.is_err());
    here.desk.keep_backups_in(&open, None).unwrap();
    here.desk.back_up_now(&open).unwrap();
    let usual = here.path().join("backups");
    assert!(usual.exists());
    // Deleted for good means the backups in here, too.
    here.desk.delete_own(&who, &password()).unwrap();
    assert_eq!(fs::read_dir(&usual).unwrap().count(), 0);
    assert_eq!(fs::read_dir(&chosen).unwrap().count(), 1);
}

#[test]
fn a_restored_account_and_one_of_another_name_live_side_by_side() {
    let (here, ada, _place, target) = scene();
    back_up(&here.desk, &ada, &target);
    let elsewhere = Fixture::new();
    elsewhere.desk.register("ada", &new_password()).unwrap();
    let taken = elsewhere
        .desk
        .restore_account(&target, &secret(PASSWORD), None)
        .unwrap_err();
    assert!(matches!(
        taken,
        DeskError::Accounts(AccountsError::NameTaken)
    ));
    let libraries = elsewhere.path().join("libraries");
    assert_eq!(fs::read_dir(&libraries).unwrap().count(), 1);
    let (opened, _) = elsewhere
        .desk
        .restore_account(&target, &secret(PASSWORD), Some("Ada the first"))
        .unwrap();
    assert_eq!(opened.account.name, "Ada the first");
    let folder = elsewhere.leave();
    let desk = open_desk(folder.path()).unwrap();
    assert!(desk.log_in("Ada the first", &password()).is_ok());
    assert!(desk.log_in("Ada", &new_password()).is_ok());
}

#[test]
fn what_a_killed_program_left_unfinished_goes_after_a_while() {
    let (here, ada, _place, _) = scene();
    let (_, open) = here.desk.admit(ada.token.text()).unwrap();
    let made = here.desk.back_up_now(&open).unwrap();
    let backup = format!("{}.new", made.file);
    let beside = here
        .path()
        .join("libraries")
        .join(ada.account.id.to_string());
    let [old, new] = ["1.scratch.copied.db", "2.scratch.copied.db"].map(|name| beside.join(name));
    let yesterday = std::time::SystemTime::now() - std::time::Duration::from_hours(24);
    for (path, modified) in [
        (old.as_path(), Some(yesterday)),
        (&new, None),
        (backup.as_ref(), Some(yesterday)),
    ] {
        let file = fs::File::create(path).unwrap();
        if let Some(modified) = modified {
            file.set_modified(modified).unwrap();
        }
    }
    here.desk.end(ada.session);
    let ada = here.desk.log_in("Ada", &password()).unwrap();
    let (_, open) = here.desk.admit(ada.token.text()).unwrap();
    here.desk.back_up_now(&open).unwrap();
    assert!(!old.exists() && new.exists());
    assert!(!std::path::Path::new(&backup).exists());
}
