//! A program that is killed at any instant: what was acknowledged is there, what was not is there whole or not at all, and the
//! library always opens.
//!
//! The test starts itself once more as the program that is killed. `BOOKPLATE_ROUNDS` says how often; FIGURES.md has what was
//! found in many.

#![expect(
    clippy::print_stdout,
    reason = "what the killed program prints is what it acknowledges"
)]

use std::{
    env, fs,
    io::{BufRead, BufReader, Write},
    path::Path,
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use accounts::{BundleSecret, Password};
use bookplate_app::desk::{Desk, Opened};
use library::{BookFields, BookId, BulkForm, Library, LibraryError, ListQuery};
use tempfile::TempDir;

use crate::support::{PASSWORD, books, open_desk, password};

const NEW: &str = "eleven loud herons write";
/// What the killed program does, and where.
const ACT: &str = "BOOKPLATE_KILLED_ACT";
const PLACE: &str = "BOOKPLATE_KILLED_PLACE";
/// Books in the library that everything is done to.
const BOOKS: usize = 120;
/// Rows that one import brings.
const ROWS: usize = 300;

fn new_password() -> Password {
    Password::new(NEW.to_owned())
}

fn rounds(usual: u32) -> u32 {
    env::var("BOOKPLATE_ROUNDS")
        .ok()
        .and_then(|rounds| rounds.parse().ok())
        .unwrap_or(usual)
}

fn titled(title: String) -> BookFields {
    BookFields {
        title,
        ..BookFields::default()
    }
}

fn enter(desk: &Desk, password: &Password) -> Option<Opened> {
    desk.log_in("Ada", password).ok()
}

/// What the killed program does until it is killed. Each line that it prints is acknowledged.
fn act(name: &str, place: &Path) {
    let desk = open_desk(place).unwrap();
    let opened = enter(&desk, &password()).unwrap();
    let (who, open) = desk.admit(opened.token.text()).unwrap();
    let library = open.library();
    say("ready");
    match name {
        "edits" => {
            for number in 0.. {
                let title = format!("Added {number}");
                let book = library.add(&titled(title.clone())).unwrap().value;
                let edited = BookFields {
                    notes: Some(title.clone()),
                    ..book.fields
                };
                library.update(book.id, book.revision, &edited).unwrap();
                say(&title);
            }
        }
        "imports" => {
            for number in 0.. {
                import(library, number);
                say(&number.to_string());
            }
        }
        "bulk" => {
            let all = library.list(&ListQuery::default()).unwrap().ids.clone();
            for number in 0.. {
                bulk(library, &all, number);
                say(&number.to_string());
            }
        }
        "password" => loop {
            desk.change_password(&who, &password(), &new_password())
                .unwrap();
            desk.change_password(&who, &new_password(), &password())
                .unwrap();
        },
        "key" => {
            let mut who = who;
            let (mut from, mut to) = (password(), new_password());
            loop {
                let opened = desk.rotate(&who, &from, &to).unwrap();
                (who, _) = desk.admit(opened.token.text()).unwrap();
                (from, to) = (to, from);
            }
        }
        "backup" => loop {
            desk.back_up(&open, &place.join("ada.bookplate"), &|| false)
                .unwrap();
        },
        "restore" => {
            let file = place.join("ada.bookplate");
            let (mut who, mut open) = (who, open);
            loop {
                desk.restore(&who, &open, &file, None).unwrap();
                let opened = enter(&desk, &password()).unwrap();
                (who, open) = desk.admit(opened.token.text()).unwrap();
            }
        }
        other => panic!("{other}"),
    }
}

fn say(line: &str) {
    println!("\n= {line}");
    std::io::stdout().flush().unwrap();
}

fn import(library: &Library, number: usize) {
    let label = library::Label::Imported {
        source: "test".into(),
        count: 0,
    };
    library
        .commit(label, |writer| {
            for row in 0..ROWS {
                let book = titled(format!("Import {number}, row {row}"));
                writer.add_book(&book, None, None, &library::BookExtras::default())?;
            }
            Ok::<_, LibraryError>(())
        })
        .unwrap();
}

fn bulk(library: &Library, books: &[BookId], number: usize) {
    let form = BulkForm {
        add_tags: vec![format!("tag {number}")],
        ..BulkForm::default()
    };
    library.bulk_edit(books, &form).unwrap();
}

/// The program that is killed: this test, started by the others.
#[test]
fn is_killed() {
    if let (Ok(name), Some(place)) = (env::var(ACT), env::var_os(PLACE)) {
        act(&name, Path::new(&place));
    }
}

struct Killed {
    /// What it had acknowledged.
    said: Vec<String>,
}

/// Starts the program, and kills it so long after it is ready.
fn kill(name: &str, place: &Path, after: Duration) -> Killed {
    let mut program = Command::new(env::current_exe().unwrap())
        .args([
            "--exact",
            "killed::is_killed",
            "--nocapture",
            "--test-threads=1",
        ])
        .env(ACT, name)
        .env(PLACE, place)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(program.stdout.take().unwrap()).lines();
    let ready = lines.any(|line| line.unwrap() == "= ready");
    assert!(ready, "{name} did not begin");
    let begun = Instant::now();
    let mut said = Vec::new();
    // What it says is read while it lives, so that it never waits for us.
    let reader = std::thread::spawn(move || {
        let said: Vec<String> = lines
            .map_while(Result::ok)
            .filter_map(|line| line.strip_prefix("= ").map(str::to_owned))
            .collect();
        said
    });
    while begun.elapsed() < after {
        std::hint::spin_loop();
    }
    end(&mut program);
    said.extend(reader.join().unwrap());
    Killed { said }
}

fn end(program: &mut Child) {
    program.kill().unwrap();
    program.wait().unwrap();
}

/// A folder with Ada's library, copied for each round.
pub struct Template(TempDir);

impl Template {
    pub fn path(&self) -> &Path {
        self.0.path()
    }

    /// The room that it takes.
    pub fn kibibytes(&self) -> u64 {
        fn of(folder: &Path) -> u64 {
            let sizes = fs::read_dir(folder).unwrap().map(|entry| {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    of(&path)
                } else {
                    fs::metadata(&path).unwrap().len().div_ceil(4096) * 4
                }
            });
            sizes.sum()
        }
        of(self.path())
    }

    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let desk = open_desk(folder.path()).unwrap();
        let opened = desk.register("Ada", &password()).unwrap();
        let (_, open) = desk.admit(opened.token.text()).unwrap();
        open.library()
            .commit(
                library::Label::Imported {
                    source: "test".into(),
                    count: 0,
                },
                |writer| {
                    for number in 0..BOOKS {
                        let book = titled(format!("Book {number}"));
                        writer.add_book(&book, None, None, &library::BookExtras::default())?;
                    }
                    Ok::<_, LibraryError>(())
                },
            )
            .unwrap();
        desk.back_up(&open, &folder.path().join("ada.bookplate"), &|| false)
            .unwrap();
        desk.close();
        Self(folder)
    }

    fn copy(&self) -> TempDir {
        let folder = tempfile::tempdir().unwrap();
        copy(self.0.path(), folder.path());
        folder
    }
}

pub fn copy(from: &Path, to: &Path) {
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() {
            fs::create_dir(&target).unwrap();
            copy(&path, &target);
        } else {
            fs::copy(&path, &target).unwrap();
        }
    }
}

/// Does `act` in so many folders, kills it at a random instant, and looks at what is left.
fn in_rounds(act: &str, usual: u32, longest: Duration, look: impl Fn(&Path, &[String])) {
    let template = Template::new();
    let mut seed = 0x9e37_79b9_7f4a_7c15_u64;
    for round in 0..rounds(usual) {
        // Xorshift: any spread over the time will do.
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        let part = f64::from(u32::try_from(seed >> 32).unwrap()) / f64::from(u32::MAX);
        let here = template.copy();
        let killed = kill(act, here.path(), longest.mul_f64(part));
        println!("{act}, round {round}: {} acknowledged", killed.said.len());
        look(here.path(), &killed.said);
    }
}

/// The library, opened by whichever of the two passwords does, and found whole.
fn opened(place: &Path) -> (Desk, Opened) {
    let desk = open_desk(place).unwrap();
    let by: Vec<Opened> = [password(), new_password()]
        .iter()
        .filter_map(|password| enter(&desk, password))
        .collect();
    assert_eq!(by.len(), 1, "opens with one of the two passwords");
    let opened = by.into_iter().next().unwrap();
    let (_, open) = desk.admit(opened.token.text()).unwrap();
    let found = open.library().verify().unwrap();
    assert!(found.ok, "{:?}", found.findings);
    (desk, opened)
}

fn titles(place: &Path) -> Vec<String> {
    let (desk, opened) = opened(place);
    let (_, open) = desk.admit(opened.token.text()).unwrap();
    let titles = books(open.library());
    desk.close();
    titles
}

#[test]
fn an_acknowledged_edit_is_never_lost() {
    in_rounds("edits", 6, Duration::from_millis(400), |place, said| {
        let (desk, opened) = opened(place);
        let (_, open) = desk.admit(opened.token.text()).unwrap();
        let query = |text: &str| ListQuery {
            text: text.to_owned(),
            ..ListQuery::default()
        };
        for title in said {
            let found = open
                .library()
                .list(&query(&format!("notes:\"{title}\"")))
                .unwrap();
            assert!(!found.ids.is_empty(), "{title} is lost");
        }
        desk.close();
    });
}

#[test]
fn an_import_is_there_whole_or_not_at_all() {
    in_rounds("imports", 6, Duration::from_millis(1500), |place, said| {
        let titles = titles(place);
        let imported = titles.len() - BOOKS;
        assert_eq!(imported % ROWS, 0, "half an import");
        assert!(
            imported / ROWS >= said.len(),
            "an acknowledged import is lost"
        );
        assert!(imported / ROWS <= said.len() + 1);
    });
}

#[test]
fn a_bulk_edit_is_there_whole_or_not_at_all() {
    in_rounds("bulk", 6, Duration::from_millis(800), |place, said| {
        let (desk, opened) = opened(place);
        let (_, open) = desk.admit(opened.token.text()).unwrap();
        let tagged = |number: usize| {
            let query = ListQuery {
                text: format!("tag:\"tag {number}\""),
                ..ListQuery::default()
            };
            open.library().list(&query).unwrap().ids.len()
        };
        for number in 0..said.len() {
            assert_eq!(tagged(number), BOOKS, "edit {number} is lost");
        }
        let last = tagged(said.len());
        assert!(last == 0 || last == BOOKS, "half a bulk edit: {last}");
        desk.close();
    });
}

#[test]
fn a_password_change_leaves_one_of_the_two() {
    in_rounds("password", 4, Duration::from_millis(120), |place, _| {
        assert_eq!(titles(place).len(), BOOKS);
    });
}

#[test]
fn a_new_key_leaves_one_of_the_two() {
    in_rounds("key", 6, Duration::from_millis(900), |place, _| {
        assert_eq!(titles(place).len(), BOOKS);
    });
}

#[test]
fn a_backup_is_the_former_or_the_new_one() {
    in_rounds("backup", 4, Duration::from_millis(600), |place, _| {
        assert_eq!(titles(place).len(), BOOKS);
        let elsewhere = tempfile::tempdir().unwrap();
        let desk = open_desk(elsewhere.path()).unwrap();
        let secret = BundleSecret::Password(Password::new(PASSWORD.to_owned()));
        let looked = desk.look_into(&place.join("ada.bookplate"), &secret);
        assert_eq!(looked.unwrap().contents.books as usize, BOOKS);
    });
}

#[test]
fn a_restore_leaves_the_former_or_the_restored_library() {
    in_rounds("restore", 4, Duration::from_millis(900), |place, _| {
        assert_eq!(titles(place).len(), BOOKS);
    });
}
