//! `accounts.db` as it may be found: never overwritten, never taken for an empty start.

use std::fs;
use std::path::{Path, PathBuf};

use accounts::{Accounts, AccountsError};

use crate::scene::{Scene, log_in, register};

/// Every file below the folder with its bytes.
fn snapshot(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let bytes = fs::read(&path).unwrap();
                files.push((path, bytes));
            }
        }
    }
    files.sort();
    files
}

/// Opening fails twice, in the same way, and leaves every byte as it was.
#[track_caller]
fn refused(scene: &Scene) -> AccountsError {
    let before = snapshot(scene.folder());
    let error = scene.try_open().unwrap_err();
    assert_eq!(scene.try_open().unwrap_err(), error);
    assert_eq!(snapshot(scene.folder()), before);
    error
}

fn scene_with_ada() -> Scene {
    let scene = Scene::new();
    register(&scene.open(), "Ada");
    scene
}

#[test]
fn the_first_start_leaves_one_file() {
    let scene = Scene::new();
    scene.open();
    let files = snapshot(scene.folder());
    assert_eq!(files.len(), 1);
    assert_eq!(files[0].0, scene.file());
}

#[cfg(unix)]
#[test]
fn the_file_is_nobody_elses_business() {
    use std::os::unix::fs::PermissionsExt;

    let scene = Scene::new();
    scene.open();
    let mode = fs::metadata(scene.file()).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
}

#[test]
fn many_first_starts_at_once_share_one_file() {
    let scene = Scene::new();
    let handles: Vec<Accounts> = std::thread::scope(|scope| {
        let opening: Vec<_> = (0..8).map(|_| scope.spawn(|| scene.open())).collect();
        opening.into_iter().map(|t| t.join().unwrap()).collect()
    });
    register(&handles[0], "Ada");
    for accounts in &handles {
        log_in(accounts, "Ada");
    }
    assert_eq!(snapshot(scene.folder()).len(), 1);
}

#[test]
fn a_newer_version_is_refused() {
    let scene = scene_with_ada();
    scene.sql().pragma_update(None, "user_version", 3).unwrap();
    assert_eq!(
        refused(&scene),
        AccountsError::NewerVersion { found: 3, known: 2 }
    );
}

#[test]
fn an_empty_file_is_damage_with_or_without_libraries() {
    let scene = Scene::new();
    fs::write(scene.file(), b"").unwrap();
    assert!(matches!(refused(&scene), AccountsError::Damaged { .. }));
    fs::create_dir_all(scene.folder().join("libraries/some")).unwrap();
    assert!(matches!(refused(&scene), AccountsError::Damaged { .. }));
}

#[test]
fn what_is_not_ours_is_refused() {
    for content in [
        &b"not a database, but long enough to be read as a header of one hundred bytes, which it is not at all"[..],
        b"S",
        b"hello",
        &[0; 4096],
        &[0xff; 10_000],
    ] {
        let scene = Scene::new();
        fs::write(scene.file(), content).unwrap();
        let error = refused(&scene);
        assert!(
            matches!(
                error,
                AccountsError::NotAccounts | AccountsError::Damaged { .. }
            ),
            "{error:?}"
        );
    }

    let scene = Scene::new();
    scene
        .sql()
        .execute_batch("CREATE TABLE account (id INTEGER PRIMARY KEY); PRAGMA user_version = 1;")
        .unwrap();
    assert_eq!(refused(&scene), AccountsError::NotAccounts);
}

#[test]
fn a_file_cut_off_anywhere_is_refused() {
    let whole = fs::read(scene_with_ada().file()).unwrap();
    for length in [
        1,
        15,
        16,
        99,
        100,
        512,
        4095,
        4096,
        8192,
        whole.len() - 4096,
        whole.len() - 1,
    ] {
        let scene = Scene::new();
        fs::write(scene.file(), &whole[..length]).unwrap();
        let error = refused(&scene);
        assert!(
            matches!(error, AccountsError::Damaged { .. }),
            "{length}: {error:?}"
        );
    }
}

#[test]
fn pages_of_noise_are_refused() {
    let whole = fs::read(scene_with_ada().file()).unwrap();
    for page in 1..whole.len() / 4096 {
        let scene = Scene::new();
        let mut noise = whole.clone();
        noise[page * 4096..(page + 1) * 4096].fill(0xa5);
        fs::write(scene.file(), noise).unwrap();
        let error = refused(&scene);
        assert!(
            matches!(error, AccountsError::Damaged { .. }),
            "{page}: {error:?}"
        );
    }
}

#[test]
fn libraries_without_accounts_are_not_a_first_start() {
    let scene = scene_with_ada();
    let library = scene.folder().join("libraries/0b5e/library.db");
    fs::create_dir_all(library.parent().unwrap()).unwrap();
    fs::write(&library, b"books").unwrap();
    fs::remove_file(scene.file()).unwrap();
    assert_eq!(refused(&scene), AccountsError::Missing);
    assert!(refused(&scene).to_string().contains("accounts.db"));
}

#[test]
fn an_empty_libraries_folder_is_no_library() {
    let scene = Scene::new();
    fs::create_dir(scene.folder().join("libraries")).unwrap();
    assert!(scene.open().is_empty().unwrap());
}

#[test]
fn a_journal_without_its_file_is_not_a_first_start() {
    let scene = Scene::new();
    fs::write(scene.folder().join("accounts.db-journal"), b"rest").unwrap();
    assert_eq!(refused(&scene), AccountsError::Missing);
}

#[test]
fn a_folder_in_the_files_place_is_refused() {
    let scene = Scene::new();
    fs::create_dir(scene.file()).unwrap();
    assert_eq!(refused(&scene), AccountsError::NotAccounts);
}

#[test]
fn a_data_folder_that_cannot_be_is_told() {
    let scene = Scene::new();
    let file = scene.folder().join("a file");
    fs::write(&file, b"").unwrap();
    for folder in [file.clone(), file.join("below")] {
        let error = Accounts::open(&folder, scene.settings()).unwrap_err();
        assert_eq!(error, AccountsError::ReadOnly);
        assert!(error.to_string().contains("cannot be written"));
    }
}

#[test]
fn a_data_folder_that_does_not_exist_is_made() {
    let scene = Scene::new();
    let folder = scene.folder().join("some/where");
    Accounts::open(&folder, scene.settings()).unwrap();
    assert!(folder.join("accounts.db").exists());
}

#[cfg(unix)]
#[test]
fn a_folder_or_file_that_cannot_be_written_is_told() {
    use std::os::unix::fs::PermissionsExt;

    let set = |path: &Path, mode| {
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    };
    let scene = Scene::new();
    set(scene.folder(), 0o500);
    if fs::write(scene.folder().join("probe"), b"").is_ok() {
        // Whoever is root may write everywhere.
        return;
    }
    assert_eq!(scene.try_open().unwrap_err(), AccountsError::ReadOnly);
    set(scene.folder(), 0o700);

    register(&scene.open(), "Ada");
    set(&scene.file(), 0o400);
    assert_eq!(refused(&scene), AccountsError::ReadOnly);
    set(&scene.file(), 0o600);
    log_in(&scene.open(), "Ada");
}

#[test]
fn what_is_committed_is_on_disk_in_one_file() {
    let scene = scene_with_ada();
    assert_eq!(snapshot(scene.folder()).len(), 1);
    // A copy of that one file, made while it is open, is all there is.
    let open = scene.open();
    register(&open, "Bob");
    let copy = Scene::new();
    fs::copy(scene.file(), copy.file()).unwrap();
    assert_eq!(copy.open().list().unwrap().len(), 2);
}
