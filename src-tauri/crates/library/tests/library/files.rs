//! The file: what opens, what is refused, and what can be read in it without the key.

use std::fs;
use std::path::Path;

use library::{Library, LibraryError, LibraryKey};

use crate::support::{Shelf, TestClock, key, raw, titled};

fn open(path: &Path) -> Result<Library, LibraryError> {
    Library::open(path, &key(), TestClock::new())
}

/// A closed library with a book in it.
fn closed() -> Shelf {
    let shelf = Shelf::new();
    shelf.add("Zanzibar");
    shelf.library.close().unwrap();
    shelf
}

/// Refused, and left byte for byte as it was.
fn refused(path: &Path) -> LibraryError {
    let before = fs::read(path).unwrap();
    let error = open(path).unwrap_err();
    assert!(
        fs::read(path).unwrap() == before,
        "a refused file was changed"
    );
    error
}

#[test]
fn what_was_written_is_there_again() {
    let mut shelf = Shelf::new();
    let book = shelf.add("Kim");
    shelf.reopen();
    assert_eq!(shelf.library.book(book.id).unwrap(), book);
    assert_eq!(shelf.find("kim"), ["Kim"]);
}

#[test]
fn a_missing_file_is_not_made() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("library.db");
    assert!(matches!(open(&path), Err(LibraryError::Missing { .. })));
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn a_file_in_the_way_is_not_written_over() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("library.db");
    fs::write(&path, "mine").unwrap();
    let error = Library::create(&path, &key(), TestClock::new()).unwrap_err();
    assert!(matches!(error, LibraryError::AlreadyExists { .. }));
    assert_eq!(fs::read(&path).unwrap(), b"mine");
}

#[test]
fn nothing_is_left_where_none_can_be_made() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("no such folder").join("library.db");
    assert!(matches!(
        Library::create(&path, &key(), TestClock::new()),
        Err(LibraryError::Missing { .. })
    ));
}

#[test]
fn another_key_opens_nothing() {
    let shelf = closed();
    let before = fs::read(shelf.path()).unwrap();
    let error = Library::open(
        &shelf.path(),
        &LibraryKey::new(&[8; 32]),
        shelf.clock.clone(),
    )
    .unwrap_err();
    assert!(
        matches!(error, LibraryError::NotALibrary { .. }),
        "{error:?}"
    );
    assert!(fs::read(shelf.path()).unwrap() == before);
    assert!(open(&shelf.path()).is_ok());
}

#[test]
fn what_is_no_library_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("library.db");
    let noise: Vec<u8> = (0..20_000_u32)
        .map(|at| at.wrapping_mul(2_654_435_761).to_be_bytes()[1])
        .collect();
    for content in [&b""[..], b"short", b"SQLite format 3\0 and so on", &noise] {
        fs::write(&path, content).unwrap();
        assert!(
            matches!(refused(&path), LibraryError::NotALibrary { .. }),
            "{} bytes",
            content.len()
        );
    }
    assert!(matches!(
        open(folder.path()),
        Err(LibraryError::NotALibrary { .. })
    ));
}

#[test]
fn a_plain_database_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("library.db");
    rusqlite::Connection::open(&path)
        .unwrap()
        .execute_batch("CREATE TABLE book (id)")
        .unwrap();
    assert!(matches!(refused(&path), LibraryError::NotALibrary { .. }));
}

#[test]
fn an_encrypted_file_of_something_else_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("library.db");
    raw(&path).execute_batch("CREATE TABLE book (id)").unwrap();
    assert!(matches!(refused(&path), LibraryError::Damaged));
}

#[test]
fn a_truncated_file_is_refused() {
    let shelf = closed();
    let whole = fs::read(shelf.path()).unwrap();
    for length in [
        1,
        15,
        16,
        1_000,
        4_095,
        4_096,
        5_000,
        whole.len() / 2,
        whole.len() - 4_096,
        whole.len() - 1,
    ] {
        fs::write(shelf.path(), &whole[..length]).unwrap();
        let error = refused(&shelf.path());
        let known = matches!(
            error,
            LibraryError::NotALibrary { .. } | LibraryError::Damaged
        );
        assert!(known, "{length} of {} bytes: {error:?}", whole.len());
    }
}

#[test]
fn a_newer_library_is_left_untouched() {
    let shelf = closed();
    raw(&shelf.path())
        .execute_batch("PRAGMA user_version = 999")
        .unwrap();
    let error = refused(&shelf.path());
    assert!(matches!(
        error,
        LibraryError::NewerVersion { found: 999, .. }
    ));
    assert!(error.to_string().contains("999"));
}

#[test]
fn a_newer_library_is_left_untouched_with_its_log() {
    let shelf = Shelf::new();
    // Another program has it open: the newer version stands in the write-ahead log alone.
    let other = shelf.raw();
    other
        .execute_batch("PRAGMA wal_autocheckpoint = 0; PRAGMA user_version = 999")
        .unwrap();
    assert!(matches!(
        refused(&shelf.path()),
        LibraryError::NewerVersion { found: 999, .. }
    ));
}

#[test]
fn nothing_can_be_read_without_the_key() {
    let shelf = Shelf::new();
    let marker = "Xylophonmarkierung";
    let mut book = titled(marker);
    book.notes = Some(format!("{marker} ").repeat(2_000));
    let book = shelf.add_fields(&book);
    shelf.library.save_draft("book", marker).unwrap();
    shelf.library.trash(&[book.id]).unwrap();
    assert!(
        fs::metadata(shelf.folder.path().join("library.db-wal"))
            .unwrap()
            .len()
            > 0
    );
    let search = || {
        for entry in fs::read_dir(shelf.folder.path()).unwrap() {
            let path = entry.unwrap().path();
            let bytes = fs::read(&path).unwrap().to_ascii_lowercase();
            let plain = marker.to_lowercase();
            assert!(
                !bytes
                    .windows(plain.len())
                    .any(|window| window == plain.as_bytes()),
                "{}",
                path.display()
            );
        }
    };
    search();
    shelf.library.close().unwrap();
    search();
    assert_ne!(&fs::read(shelf.path()).unwrap()[..16], b"SQLite format 3\0");
}

#[test]
fn closing_leaves_one_file_and_no_way_in() {
    let shelf = Shelf::new();
    let book = shelf.add("Kim");
    shelf.library.close().unwrap();
    shelf.library.close().unwrap();
    let left: Vec<_> = fs::read_dir(shelf.folder.path())
        .unwrap()
        .map(|entry| entry.unwrap())
        .filter(|entry| entry.metadata().unwrap().len() > 0)
        .map(|entry| entry.file_name())
        .collect();
    // The lock beside it is empty.
    assert_eq!(left, ["library.db"]);
    assert!(matches!(
        shelf.library.book(book.id),
        Err(LibraryError::Closed)
    ));
    assert!(matches!(
        shelf.library.add(&titled("x")),
        Err(LibraryError::Closed)
    ));
    assert!(matches!(
        shelf.library.undo(None),
        Err(LibraryError::Closed)
    ));
    assert!(matches!(
        shelf.library.save_draft("a", "b"),
        Err(LibraryError::Closed)
    ));
    shelf.library.version();
}

#[cfg(unix)]
#[test]
fn only_its_owner_may_read_the_file() {
    use std::os::unix::fs::PermissionsExt;

    let shelf = Shelf::new();
    shelf.add("Kim");
    for entry in fs::read_dir(shelf.folder.path()).unwrap() {
        let path = entry.unwrap().path();
        let mode = fs::metadata(&path).unwrap().permissions().mode();
        assert_eq!(mode & 0o077, 0, "{}", path.display());
    }
}

#[test]
fn drafts_are_kept_outside_the_history() {
    let mut shelf = Shelf::new();
    let version = shelf.library.version();
    shelf
        .library
        .save_draft("new", "{\"title\":\"Ki\"}")
        .unwrap();
    shelf.clock.advance(1);
    shelf.library.save_draft("book:12", "{}").unwrap();
    shelf.clock.advance(1);
    shelf
        .library
        .save_draft("new", "{\"title\":\"Kim\"}")
        .unwrap();
    shelf.reopen();
    let drafts = shelf.library.drafts().unwrap();
    let seen: Vec<(&str, &str)> = drafts
        .iter()
        .map(|draft| (draft.key.as_str(), draft.body.as_str()))
        .collect();
    assert_eq!(seen, [("new", "{\"title\":\"Kim\"}"), ("book:12", "{}")]);
    shelf.library.discard_draft("new").unwrap();
    shelf.library.discard_draft("new").unwrap();
    assert_eq!(shelf.library.drafts().unwrap().len(), 1);
    assert_eq!(shelf.library.version(), version);
    assert!(shelf.library.history(None, 10).unwrap().entries.is_empty());
}

#[test]
fn a_draft_has_an_end() {
    let shelf = Shelf::new();
    assert!(
        shelf
            .library
            .save_draft("new", &"x".repeat(32_000_000))
            .is_ok()
    );
    let error = shelf
        .library
        .save_draft("new", &"x".repeat(32_000_001))
        .unwrap_err();
    assert!(matches!(error, LibraryError::Invalid(errors) if errors.0[0].field == "body"));
    assert!(shelf.library.save_draft("", "x").is_err());
    assert!(shelf.library.save_draft("new", "\0").is_err());
}
