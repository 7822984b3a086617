//! A new key for a library: its password has leaked, or was forgotten.

use std::fs;

use accounts::{Accounts, Password, Stage};
use bookplate_app::desk::{Desk, DeskError, Opened};
use library::{Alone, BookFields, LibraryError, LibraryKey, Stamp, SystemClock};

use crate::support::{Fixture, books, open_desk, password, settings};

const NEW: &str = "eleven loud herons write";

fn new_password() -> Password {
    Password::new(NEW.to_owned())
}

fn with_a_book(here: &Fixture) -> Opened {
    let opened = here.desk.register("Ada", &password()).unwrap();
    add(here, &opened, "Middlemarch");
    opened
}

fn add(here: &Fixture, opened: &Opened, title: &str) {
    let book = BookFields {
        title: title.to_owned(),
        ..BookFields::default()
    };
    here.library(opened).add(&book).unwrap();
}

fn recovery_code(desk: &Desk, opened: &Opened) -> String {
    let (who, _) = desk.admit(opened.token.text()).unwrap();
    let made = desk.make_recovery_code(&who, &password()).unwrap();
    desk.keep_recovery_code(&who, &made).unwrap();
    made.code().shown().to_string()
}

#[test]
fn after_a_leak_the_former_key_opens_nothing() {
    let here = Fixture::new();
    let opened = with_a_book(&here);
    let (who, open) = here.desk.admit(opened.token.text()).unwrap();
    let path = library_of(&here, &opened);
    let before = fs::read(here.path().join("accounts.db")).unwrap();
    let again = here
        .desk
        .rotate(&who, &password(), &new_password())
        .unwrap();
    assert_eq!(books(&here.library(&again)), ["Middlemarch"]);
    assert!(matches!(open.library().counts(), Err(LibraryError::Closed)));
    assert!(here.desk.admit(opened.token.text()).is_err());
    add(&here, &again, "Emma");
    here.desk.end(again.session);
    assert!(here.desk.log_in("Ada", &password()).is_err());

    // The thief has the accounts of before, and the library of now.
    let theft = tempfile::tempdir().unwrap();
    fs::write(theft.path().join("accounts.db"), before).unwrap();
    let stolen = theft.path().join(path.strip_prefix(here.path()).unwrap());
    fs::create_dir_all(stolen.parent().unwrap()).unwrap();
    fs::copy(&path, &stolen).unwrap();
    let refused = open_desk(theft.path())
        .unwrap()
        .log_in("Ada", &password())
        .unwrap_err();
    assert!(matches!(
        refused,
        DeskError::Library(LibraryError::NotALibrary { .. })
    ));

    let again = here.desk.log_in("Ada", &new_password()).unwrap();
    assert_eq!(books(&here.library(&again)), ["Emma", "Middlemarch"]);
}

#[test]
fn the_recovery_code_opens_a_library_whose_password_is_forgotten() {
    let here = Fixture::new();
    let opened = with_a_book(&here);
    let code = recovery_code(&here.desk, &opened);
    here.desk.end(opened.session);
    let recovered = here
        .desk
        .recover("ada", &code.to_lowercase(), &new_password())
        .unwrap();
    assert_eq!(books(&here.library(&recovered)), ["Middlemarch"]);
    here.desk.end(recovered.session);
    assert!(here.desk.log_in("Ada", &password()).is_err());
    let opened = here.desk.log_in("Ada", &new_password()).unwrap();
    assert_eq!(books(&here.library(&opened)), ["Middlemarch"]);
    here.desk.end(opened.session);
    here.desk.recover("Ada", &code, &password()).unwrap();
}

#[test]
fn while_another_program_has_the_library_open_it_is_named_and_nothing_changes() {
    let here = Fixture::new();
    let opened = with_a_book(&here);
    let elsewhere = open_desk(here.path()).unwrap();
    let there = elsewhere.log_in("Ada", &password()).unwrap();
    let (who, _) = here.desk.admit(opened.token.text()).unwrap();
    let refused = here
        .desk
        .rotate(&who, &password(), &new_password())
        .unwrap_err();
    let process = std::process::id().to_string();
    assert!(refused.to_string().contains(&process), "{refused}");
    assert!(elsewhere.admit(there.token.text()).is_ok());
    elsewhere.close();
    let again = here.desk.log_in("Ada", &password()).unwrap();
    assert_eq!(books(&here.library(&again)), ["Middlemarch"]);
    assert!(here.desk.log_in("Ada", &new_password()).is_err());
}

/// What a program leaves that is killed after so many steps of giving a library a new key.
fn cut_off_after(steps: usize) -> Fixture {
    let here = Fixture::new();
    let opened = with_a_book(&here);
    let path = library_of(&here, &opened);
    let accounts = Accounts::open(here.path(), settings()).unwrap();
    let session = accounts.log_in("Ada", &password()).unwrap();
    let who = accounts.verify(session.token.text()).unwrap();
    here.desk.close();
    let rotation = accounts
        .prepare_rotation(&who, &password(), &new_password())
        .unwrap();
    let key = |bytes: &[u8; 32]| LibraryKey::new(bytes);
    let (former, next) = (
        key(rotation.former().expose()),
        key(rotation.next().expose()),
    );
    let new = path.with_file_name("library.new-key.db");
    let alone = Alone::with(&path, "a test", &Stamp::now(&SystemClock)).unwrap();
    let all: [&dyn Fn(); 3] = [
        &|| accounts.begin_rotation(&rotation).unwrap(),
        &|| drop(library::copy_file(&path, &former, &new, &next).unwrap()),
        &|| library::replace_file(&alone, &path, &new, None).unwrap(),
    ];
    for step in &all[..steps] {
        step();
    }
    here
}

#[test]
fn cut_off_anywhere_the_library_opens_with_one_of_the_two_passwords() {
    for steps in 0..=3 {
        let here = cut_off_after(steps);
        let (holds, does_not) = if steps < 3 {
            (password(), new_password())
        } else {
            (new_password(), password())
        };
        let refused = here.desk.log_in("Ada", &does_not).unwrap_err();
        let told = refused.to_string();
        // From the first step on, who types the other one learns which of them holds.
        let expected = match steps {
            0 => "The name or the password is not right",
            1 | 2 => "the former password still opens",
            _ => "the new password opens",
        };
        assert!(told.contains(expected), "after {steps} steps: {told}");
        let opened = here.desk.log_in("Ada", &holds).unwrap();
        assert_eq!(books(&here.library(&opened)), ["Middlemarch"]);
        here.desk.end(opened.session);
        // That settled it.
        let accounts = Accounts::open(here.path(), settings()).unwrap();
        let session = accounts.log_in("Ada", &holds).unwrap();
        assert_eq!(session.stage, Stage::Current);
        assert!(accounts.log_in("Ada", &does_not).is_err());
        // And it can be done again.
        let opened = here.desk.log_in("Ada", &holds).unwrap();
        let (who, _) = here.desk.admit(opened.token.text()).unwrap();
        let again = here.desk.rotate(&who, &holds, &third()).unwrap();
        assert_eq!(books(&here.library(&again)), ["Middlemarch"]);
    }
}

fn third() -> Password {
    Password::new("nine slow badgers count".to_owned())
}

fn library_of(here: &Fixture, opened: &Opened) -> std::path::PathBuf {
    let account = opened.account.id.to_string();
    here.path()
        .join("libraries")
        .join(account)
        .join("library.db")
}
