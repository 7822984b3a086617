//! The data folder and the accounts in it, also when something is wrong with them.

use std::{fs, path::Path};

use accounts::Accounts;
use bookplate_app::desk::{Desk, DeskError};
use library::{BookFields, LibraryError};

use crate::support::{Fixture, PASSWORD, books, open_desk, password, settings};

#[test]
fn a_library_is_found_again_after_logging_out_and_in() {
    let here = Fixture::new();
    let opened = here.desk.register("Ada", &password()).unwrap();
    here.library(&opened).add(&titled("Middlemarch")).unwrap();
    here.desk.end(opened.session);

    let again = here.desk.log_in("ada", &password()).unwrap();
    assert_eq!(books(&here.library(&again)), ["Middlemarch"]);
}

#[test]
fn one_account_sees_nothing_of_another() {
    let here = Fixture::new();
    let ada = here.desk.register("Ada", &password()).unwrap();
    here.library(&ada).add(&titled("Middlemarch")).unwrap();
    let ben = here.desk.register("Ben", &password()).unwrap();
    assert_eq!(books(&here.library(&ben)), [""; 0]);
    assert_eq!(books(&here.library(&ada)), ["Middlemarch"]);
}

#[test]
fn two_sessions_of_one_account_share_its_library_and_the_last_one_closes_it() {
    let here = Fixture::new();
    let one = here.desk.register("Ada", &password()).unwrap();
    let other = here.desk.log_in("Ada", &password()).unwrap();
    let library = here.library(&one);
    here.desk.end(one.session);
    here.library(&other).add(&titled("Emma")).unwrap();
    assert_eq!(books(&library), ["Emma"]);
    here.desk.end(other.session);
    assert!(matches!(
        library.add(&titled("Emma")),
        Err(LibraryError::Closed)
    ));
}

#[test]
fn ending_a_session_leaves_one_complete_file() {
    let here = Fixture::new();
    let opened = here.desk.register("Ada", &password()).unwrap();
    here.library(&opened).add(&titled("Middlemarch")).unwrap();
    here.desk.end(opened.session);
    let mut names = files_below(&here.path().join("libraries"));
    names.retain(|name| fs::metadata(name).unwrap().len() > 0);
    assert_eq!(names.len(), 1, "{names:?}");
}

#[test]
fn what_another_program_changes_is_noticed() {
    let here = Fixture::new();
    let ada = here.desk.register("Ada", &password()).unwrap();
    let library = here.library(&ada);
    let (heard, ears) = std::sync::mpsc::channel();
    library.subscribe(Box::new(move |version| heard.send(version).unwrap()));
    here.desk.look_around();
    assert!(ears.try_recv().is_err(), "nothing has changed yet");

    let elsewhere = open_desk(here.path()).unwrap();
    let there = elsewhere.log_in("Ada", &password()).unwrap();
    let (_, open) = elsewhere.admit(there.token.text()).unwrap();
    open.library().add(&titled("Middlemarch")).unwrap();
    elsewhere.close();

    here.desk.look_around();
    assert_eq!(ears.try_recv(), Ok(library.version()));
    assert_eq!(books(&library), ["Middlemarch"]);
    here.desk.look_around();
    assert!(ears.try_recv().is_err(), "it is told once");
    library.undo(None).unwrap();
    assert_eq!(books(&library), [""; 0]);
}

#[test]
fn a_deleted_account_takes_its_library_along() {
    let here = Fixture::new();
    let ada = here.desk.register("Ada", &password()).unwrap();
    let ben = here.desk.register("Ben", &password()).unwrap();
    let (who, _) = here.desk.admit(ben.token.text()).unwrap();

    let wrong = accounts::Password::new("not the right password".to_owned());
    assert!(here.desk.delete_own(&who, &wrong).is_err());
    assert!(
        here.desk.admit(ben.token.text()).is_ok(),
        "a wrong password deletes nothing"
    );

    here.desk.delete_own(&who, &password()).unwrap();
    assert!(here.desk.admit(ben.token.text()).is_err());
    assert!(here.desk.log_in("Ben", &password()).is_err());
    assert_eq!(
        fs::read_dir(here.path().join("libraries")).unwrap().count(),
        1
    );
    assert!(here.desk.admit(ada.token.text()).is_ok());
}

#[test]
fn a_deletion_that_a_crash_cut_short_is_finished_at_the_next_start() {
    let here = Fixture::new();
    here.desk.register("Ada", &password()).unwrap();
    let ben = here.desk.register("Ben", &password()).unwrap();
    let (_, library) = here.desk.admit(ben.token.text()).unwrap();
    let folder = here
        .path()
        .join("libraries")
        .join(library.account().to_string());
    drop(library);
    // What `delete_own` does first; the crash comes before the folder is removed.
    let other = Accounts::open(here.path(), settings()).unwrap();
    let session = other.log_in("Ben", &password()).unwrap();
    let verified = other.verify(session.token.text()).unwrap();
    other.begin_own_deletion(&verified, &password()).unwrap();
    drop(other);
    assert!(folder.exists());

    let path = here.leave();
    let desk = open_desk(path.path()).unwrap();
    assert!(!folder.exists());
    assert!(desk.log_in("Ben", &password()).is_err());
    assert!(desk.log_in("Ada", &password()).is_ok());
}

#[test]
fn a_folder_that_cannot_be_removed_keeps_nobody_from_logging_in() {
    let here = Fixture::new();
    here.desk.register("Ada", &password()).unwrap();
    let ben = here.desk.register("Ben", &password()).unwrap();
    let (who, library) = here.desk.admit(ben.token.text()).unwrap();
    let folder = here
        .path()
        .join("libraries")
        .join(library.account().to_string());
    drop(library);
    // A file where the folder was is what even the computer's administrator cannot remove as a folder.
    fs::rename(&folder, here.path().join("elsewhere")).unwrap();
    fs::write(&folder, "in the way").unwrap();

    here.desk.delete_own(&who, &password()).unwrap();
    let path = here.leave();
    let desk = open_desk(path.path()).unwrap();
    assert!(desk.log_in("Ada", &password()).is_ok());
    assert!(desk.log_in("Ben", &password()).is_err());
}

#[test]
fn closing_the_desk_closes_every_library() {
    let here = Fixture::new();
    let ada = here.library(&here.desk.register("Ada", &password()).unwrap());
    let ben = here.library(&here.desk.register("Ben", &password()).unwrap());
    here.desk.close();
    for library in [ada, ben] {
        assert!(matches!(
            library.add(&titled("Emma")),
            Err(LibraryError::Closed)
        ));
    }
}

#[test]
fn a_session_that_ends_during_an_import_leaves_nothing_of_it() {
    let here = Fixture::new();
    let ada = here.desk.register("Ada", &password()).unwrap();
    let (_, open) = here.desk.admit(ada.token.text()).unwrap();
    let mut file = Vec::new();
    interchange::goodreads::sample::write(2_000, &mut file).unwrap();
    let turn = open.begin_import().unwrap();
    assert!(open.begin_import().is_none(), "one import at a time");
    std::thread::scope(|scope| {
        let mut ending = None;
        let rows = interchange::goodreads::read(&file[..]).unwrap();
        let imported = interchange::import(
            open.library(),
            "goodreads",
            rows,
            &interchange::Choices::default(),
            |_| {
                ending.get_or_insert_with(|| scope.spawn(|| here.desk.end(ada.session)));
                while !turn.cancelled().load(std::sync::atomic::Ordering::Relaxed) {
                    std::thread::yield_now();
                }
            },
            turn.cancelled(),
        );
        assert!(
            matches!(imported, Err(interchange::ImportError::Cancelled)),
            "{imported:?}"
        );
    });
    let again = here.desk.log_in("Ada", &password()).unwrap();
    assert_eq!(books(&here.library(&again)), [""; 0]);
}

#[test]
fn only_the_last_look_goes_on_and_none_outlives_its_session() {
    let here = Fixture::new();
    let ada = here.desk.register("Ada", &password()).unwrap();
    let (_, open) = here.desk.admit(ada.token.text()).unwrap();
    let looks = [open.begin_look(), open.begin_look()];
    let stopped = || {
        looks
            .each_ref()
            .map(|look| look.load(std::sync::atomic::Ordering::Relaxed))
    };
    assert_eq!(stopped(), [true, false]);
    here.desk.end(ada.session);
    assert_eq!(stopped(), [true, true]);
}

#[test]
fn a_name_that_is_taken_leaves_no_library_behind() {
    let here = Fixture::new();
    here.desk.register("Ada", &password()).unwrap();
    assert!(here.desk.register("ADA", &password()).is_err());
    assert_eq!(
        fs::read_dir(here.path().join("libraries")).unwrap().count(),
        1
    );
}

#[test]
fn a_file_in_the_place_of_the_data_folder_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("bookplate");
    fs::write(&file, "not a folder").unwrap();
    let Err(error) = open_desk(&file) else {
        panic!("a file is no data folder");
    };
    assert!(matches!(error, DeskError::Folder { .. }), "{error}");
    assert!(error.to_string().contains("bookplate"), "{error}");
    assert_eq!(fs::read(&file).unwrap(), b"not a folder");
}

#[test]
fn a_missing_library_is_said_and_never_replaced_by_an_empty_one() {
    refused_log_in(|library| fs::remove_file(library).unwrap());
}

#[test]
fn a_truncated_library_is_said_and_left_as_it_is() {
    refused_log_in(|library| {
        let content = fs::read(library).unwrap();
        fs::write(library, &content[..1000]).unwrap();
    });
}

#[test]
fn a_library_that_is_something_else_is_said_and_left_as_it_is() {
    refused_log_in(|library| fs::write(library, "my shopping list").unwrap());
}

#[test]
fn an_empty_library_file_is_said_and_left_as_it_is() {
    refused_log_in(|library| fs::write(library, "").unwrap());
}

/// Spoils the library of a logged-out account, and checks that logging in says so, changes nothing and lets others in.
fn refused_log_in(spoil: impl Fn(&Path)) {
    let here = Fixture::new();
    here.desk.register("Ben", &password()).unwrap();
    let opened = here.desk.register("Ada", &password()).unwrap();
    let (_, library) = here.desk.admit(opened.token.text()).unwrap();
    let file = here
        .path()
        .join("libraries")
        .join(library.account().to_string())
        .join("library.db");
    library.library().add(&titled("Middlemarch")).unwrap();
    here.desk.end(opened.session);
    spoil(&file);
    let spoiled = fs::read(&file).ok();

    let Err(error) = here.desk.log_in("Ada", &password()) else {
        panic!("a spoiled library must not open");
    };
    assert!(matches!(error, DeskError::Library(_)), "{error}");
    assert!(!error.to_string().contains(PASSWORD));
    assert_eq!(fs::read(&file).ok(), spoiled, "the file is left as it is");
    assert!(here.desk.log_in("Ben", &password()).is_ok());
}

#[test]
fn a_spoiled_accounts_file_is_said_and_left_as_it_is() {
    for spoiled in [&b""[..], b"not a database", &[0; 4096]] {
        let here = Fixture::new();
        here.desk.register("Ada", &password()).unwrap();
        let folder = here.leave();
        let file = folder.path().join("accounts.db");
        for beside in ["accounts.db-wal", "accounts.db-shm"] {
            let _ = fs::remove_file(folder.path().join(beside));
        }
        fs::write(&file, spoiled).unwrap();
        let refused = open_desk(folder.path()).and_then(|desk: Desk| desk.has_accounts());
        assert!(
            matches!(refused, Err(DeskError::Accounts(_))),
            "{refused:?}"
        );
        assert_eq!(fs::read(&file).unwrap(), spoiled);
    }
}

fn titled(title: &str) -> BookFields {
    BookFields {
        title: title.to_owned(),
        ..BookFields::default()
    }
}

fn files_below(folder: &Path) -> Vec<std::path::PathBuf> {
    fs::read_dir(folder)
        .unwrap()
        .flat_map(|entry| {
            let path = entry.unwrap().path();
            if path.is_dir() {
                files_below(&path)
            } else {
                vec![path]
            }
        })
        .collect()
}
