//! A library written once more into another file, and put in the place of another.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

use library::{
    Alone, Contents, Library, LibraryError, LibraryKey, Stamp, copy_file, inspect, replace_file,
};

use crate::support::{Shelf, TestClock, key, raw};

const NEVER: &dyn Fn() -> bool = &|| false;

fn other_key() -> LibraryKey {
    LibraryKey::new(&[9; 32])
}

fn now() -> Stamp {
    Stamp::now(&*TestClock::new())
}

fn alone(path: &Path) -> Alone {
    Alone::with(path, "restoring it", &now()).unwrap()
}

fn files(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<String> = entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| !name.contains(".open."))
        .collect();
    names.sort();
    names
}

fn copied(shelf: &Shelf) -> (PathBuf, Contents) {
    let path = shelf.folder.path().join("copy.db");
    let contents = shelf.library.copy_to(&path, NEVER).unwrap();
    (path, contents)
}

#[test]
fn a_copy_is_whole_is_one_file_and_opens_with_the_key_alone() {
    let shelf = Shelf::new();
    let kim = shelf.add("Kim");
    shelf.add("Emma");
    shelf.library.trash(&[kim.id]).unwrap();
    let (path, contents) = copied(&shelf);
    assert_eq!((contents.books, contents.trashed), (1, 1));
    assert_eq!(
        contents.digest,
        shelf.library.verify().unwrap().digest.unwrap()
    );
    // The library is open still, and its log is its own.
    assert_eq!(inspect(&path, &key()).unwrap(), contents);
    assert_eq!(shelf.library.inspect_copy(&path).unwrap(), contents);
    assert!(!files(shelf.folder.path()).contains(&"copy.db-wal".to_owned()));
    assert!(inspect(&path, &other_key()).is_err());
    // What comes after is not in it.
    shelf.add("Persuasion");
    assert_eq!(inspect(&path, &key()).unwrap(), contents);
    let opened = Library::open(&path, &key(), TestClock::new()).unwrap();
    assert!(opened.verify().unwrap().ok);
    assert_eq!(opened.contents().unwrap(), contents);
}

#[test]
fn a_copy_that_is_stopped_or_has_no_place_leaves_nothing() {
    let shelf = Shelf::new();
    for number in 0..200 {
        shelf.add(&format!("Book {number}"));
    }
    shelf
        .library
        .remember("large", &"x".repeat(40_000_000))
        .unwrap();
    let path = shelf.folder.path().join("copy.db");
    let asked = AtomicBool::new(false);
    let stop = || {
        asked.store(true, Ordering::Relaxed);
        true
    };
    let stopped = shelf.library.copy_to(&path, &stop);
    assert!(
        matches!(stopped, Err(LibraryError::Cancelled)),
        "{stopped:?}"
    );
    assert!(asked.load(Ordering::Relaxed) && !path.exists());
    fs::write(&path, "mine").unwrap();
    let refused = shelf.library.copy_to(&path, NEVER);
    assert!(matches!(refused, Err(LibraryError::AlreadyExists { .. })));
    assert_eq!(fs::read(&path).unwrap(), b"mine");
}

#[test]
fn opening_a_copy_does_not_begin_with_changing_how_it_is_written() {
    // Killed in the midst of that, it could not be opened for reading any more.
    let shelf = Shelf::new();
    shelf.add("Kim");
    let (path, _) = copied(&shelf);
    let mode: String = raw(&path)
        .query_row("PRAGMA journal_mode", [], |row| row.get(0))
        .unwrap();
    assert_eq!(mode, "wal");
}

#[test]
fn a_flipped_bit_in_a_copy_is_found() {
    let shelf = Shelf::new();
    shelf.add("Kim");
    let (path, _) = copied(&shelf);
    let whole = fs::read(&path).unwrap();
    for place in [20, 4_096 * 3 + 1_000, whole.len() - 30] {
        let mut bytes = whole.clone();
        bytes[place] ^= 1;
        fs::write(&path, bytes).unwrap();
        assert!(inspect(&path, &key()).is_err(), "byte {place}");
    }
}

#[test]
fn a_new_key_takes_the_place_of_the_old_one_in_one_step() {
    let shelf = Shelf::new();
    shelf.add("Kim");
    let (path, new) = (shelf.path(), shelf.folder.path().join("new.db"));
    let refused = Alone::with(&path, "giving it a new key", &now());
    assert!(matches!(refused, Err(LibraryError::InUse { holders }) if holders.len() == 1));
    shelf.library.close().unwrap();
    let alone = alone(&path);
    // Nobody gets in meanwhile, and is told why.
    let told = Library::open(&path, &key(), TestClock::new()).unwrap_err();
    assert!(told.to_string().contains("restoring it"), "{told}");
    let contents = copy_file(&path, &key(), &new, &other_key()).unwrap();
    assert_eq!(inspect(&new, &other_key()).unwrap(), contents);
    replace_file(&alone, &path, &new, None).unwrap();
    drop(alone);
    assert!(Library::open(&path, &key(), TestClock::new()).is_err());
    let opened = Library::open(&path, &other_key(), TestClock::new()).unwrap();
    assert_eq!(opened.contents().unwrap(), contents);
    opened.close().unwrap();
    assert_eq!(files(shelf.folder.path()), ["library.db", "library.lock"]);
}

#[test]
fn the_former_file_is_kept_with_its_log() {
    let shelf = Shelf::new();
    shelf.add("Kim");
    let (copy, contents) = copied(&shelf);
    shelf.add("Emma");
    let path = shelf.path();
    let kept = shelf.folder.path().join("kept.db");
    // As a killed program leaves it: what was added stands in the log alone.
    let killed = shelf.folder.path().join("killed");
    fs::create_dir(&killed).unwrap();
    let target = killed.join("library.db");
    for suffix in ["", "-wal"] {
        let from = PathBuf::from(format!("{}{suffix}", path.display()));
        fs::copy(from, format!("{}{suffix}", target.display())).unwrap();
    }
    let alone = alone(&target);
    let refused = replace_file(&alone, &target, &copy, None);
    assert!(matches!(refused, Err(LibraryError::Storage)));
    replace_file(&alone, &target, &copy, Some(&kept)).unwrap();
    drop(alone);
    assert_eq!(inspect(&target, &key()).unwrap(), contents);
    let former = Library::open(&kept, &key(), TestClock::new()).unwrap();
    assert_eq!(former.contents().unwrap().books, 2);
}

#[test]
fn the_digest_is_the_same_however_the_file_came_about() {
    let shelf = Shelf::new();
    shelf.add("Kim");
    let (path, contents) = copied(&shelf);
    raw(&shelf.path()).execute_batch("VACUUM").unwrap();
    assert_eq!(shelf.library.contents().unwrap().digest, contents.digest);
    assert_eq!(inspect(&path, &key()).unwrap().digest, contents.digest);
}
