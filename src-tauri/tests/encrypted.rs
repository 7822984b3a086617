//! What lies on the disk is what it claims to be: SQLCipher's format, opened by the stock tools with the key alone.

use std::{
    fs,
    io::Write,
    path::Path,
    process::{Command, Output, Stdio},
    sync::Arc,
};

use library::{BookFields, Library, LibraryKey, SystemClock};

use crate::support::{Fixture, password};

const MARKER: &str = "Xylographic Quokkas of Zanzibar";
const KEY: [u8; 32] = [0x5a; 32];
/// The same, one byte of it, as the tools read it.
const KEY_BYTE: &str = "5a";

#[test]
fn the_stock_sqlcipher_opens_a_library_with_its_key_and_sqlite_does_not() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("library.db");
    let library = Library::create(&file, &LibraryKey::new(&KEY), Arc::new(SystemClock)).unwrap();
    library.add(&marked()).unwrap();
    library.close().unwrap();

    let key = KEY_BYTE.repeat(KEY.len());
    let opened = ask(
        "sqlcipher",
        &file,
        &format!("PRAGMA key = \"x'{key}'\"; SELECT title FROM book;"),
    );
    let said = String::from_utf8_lossy(&opened.stdout);
    assert!(said.lines().any(|line| line == MARKER), "{opened:?}");

    let without = ask("sqlite3", &file, "SELECT title FROM book;");
    assert!(!without.status.success(), "{without:?}");
    let wrong = ask(
        "sqlcipher",
        &file,
        &format!(
            "PRAGMA key = \"x'{}'\"; SELECT title FROM book;",
            "00".repeat(32)
        ),
    );
    assert!(
        !String::from_utf8_lossy(&wrong.stdout).contains(MARKER),
        "{wrong:?}"
    );
}

#[test]
fn nothing_in_the_data_folder_tells_what_is_in_a_library() {
    let here = Fixture::new();
    let opened = here.desk.register("Ada", &password()).unwrap();
    here.library(&opened).add(&marked()).unwrap();
    here.library(&opened)
        .save_draft("book:new", MARKER)
        .unwrap();
    // While it is open, with its write-ahead log, and after it was closed.
    assert_eq!(files_telling(here.path(), MARKER), 0);
    assert_eq!(files_telling(here.path(), crate::support::PASSWORD), 0);
    here.desk.end(opened.session);
    assert_eq!(files_telling(here.path(), MARKER), 0);
    // The search would find it: a name is not hidden.
    assert!(files_telling(here.path(), "Ada") > 0);
}

fn marked() -> BookFields {
    BookFields {
        title: MARKER.to_owned(),
        ..BookFields::default()
    }
}

fn ask(tool: &str, file: &Path, question: &str) -> Output {
    let mut running = Command::new(tool)
        .arg("-bail")
        .arg(file)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap_or_else(|error| {
            panic!("{tool} is needed (`cargo xtask test` installs it): {error}")
        });
    running
        .stdin
        .take()
        .unwrap()
        .write_all(question.as_bytes())
        .unwrap();
    running.wait_with_output().unwrap()
}

/// How many files in `folder` hold `text` as it is.
fn files_telling(folder: &Path, text: &str) -> usize {
    fs::read_dir(folder)
        .unwrap()
        .map(|entry| {
            let path = entry.unwrap().path();
            if path.is_dir() {
                return files_telling(&path, text);
            }
            let content = fs::read(&path).unwrap();
            usize::from(
                content
                    .windows(text.len())
                    .any(|part| part == text.as_bytes()),
            )
        })
        .sum()
}
