//! A disk that is full, at one write after another: it is said in plain words, and the library is what it was before.
//!
//! The test starts itself once more inside a namespace of its own, in which it may mount a small disk. `BOOKPLATE_STEP` says by
//! how many KiB the disk grows from one try to the next; FIGURES.md has what was found in steps of one page.

#![cfg(target_os = "linux")]
#![expect(
    clippy::print_stdout,
    reason = "what the program on the small disk prints is what it found"
)]

use std::{
    env,
    path::Path,
    process::{Command, Stdio},
};

use accounts::Password;
use bookplate_app::desk::{Desk, DeskError, Opened};
use library::{BookExtras, BookFields, Contents, Label, LibraryError};

use crate::{
    killed::{Template, copy},
    support::{open_desk, password},
};

const NEW: &str = "eleven loud herons write";
const ACT: &str = "BOOKPLATE_FULL_ACT";
const TEMPLATE: &str = "BOOKPLATE_FULL_TEMPLATE";
const PLACE: &str = "BOOKPLATE_FULL_PLACE";
const SIZE: &str = "BOOKPLATE_FULL_SIZE";

fn step(usual: u64) -> u64 {
    env::var("BOOKPLATE_STEP")
        .ok()
        .and_then(|step| step.parse().ok())
        .unwrap_or(usual)
}

fn mount(options: &str, place: &Path) {
    let mounted = Command::new("mount")
        .args(["-t", "tmpfs", "-o", options, "tmpfs"])
        .arg(place)
        .status()
        .unwrap();
    assert!(mounted.success());
}

/// What is done on the disk.
fn act(name: &str, desk: &Desk, opened: &Opened, place: &Path) -> Result<(), DeskError> {
    let (who, open) = desk.admit(opened.token.text())?;
    let library = open.library();
    let new = Password::new(NEW.to_owned());
    match name {
        "edit" => {
            let book = BookFields {
                title: "One more".to_owned(),
                notes: Some("n".repeat(20_000)),
                ..BookFields::default()
            };
            library.add(&book)?;
        }
        "import" => {
            let label = Label::Imported {
                source: "test".into(),
                count: 0,
            };
            library.commit(label, |writer| {
                for row in 0..400 {
                    let book = BookFields {
                        title: format!("Row {row}"),
                        ..BookFields::default()
                    };
                    writer.add_book(&book, None, None, &BookExtras::default())?;
                }
                Ok::<_, LibraryError>(())
            })?;
        }
        "backup" => drop(desk.back_up(&open, &place.join("new.bookplate"), &|| false)?),
        "key" => drop(desk.rotate(&who, &password(), &new)?),
        "restore" => {
            drop(desk.restore(&who, &open, &place.join("ada.bookplate"), None)?);
        }
        other => panic!("{other}"),
    }
    Ok(())
}

/// The program on the small disk: this test, started by the others.
#[test]
fn fills() {
    let Ok(name) = env::var(ACT) else {
        return;
    };
    let (template, place) = (env::var_os(TEMPLATE).unwrap(), env::var_os(PLACE).unwrap());
    let place = Path::new(&place);
    mount(&format!("size={}k", env::var(SIZE).unwrap()), place);
    copy(Path::new(&template), place);
    let desk = open_desk(place).unwrap();
    let opened = desk.log_in("Ada", &password());
    let done = opened.and_then(|opened| act(&name, &desk, &opened, place));
    desk.close();
    drop(desk);

    // Room again: everything is there.
    mount("remount,size=100m", place);
    let desk = open_desk(place).unwrap();
    let password = match (name.as_str(), &done) {
        ("key", Ok(())) => Password::new(NEW.to_owned()),
        _ => password(),
    };
    let opened = desk.log_in("Ada", &password).unwrap();
    let (_, open) = desk.admit(opened.token.text()).unwrap();
    let found = open.library().verify().unwrap();
    assert!(found.ok, "{:?}", found.findings);
    let contents = open.library().contents().unwrap();
    println!("\n= {}", serde_json::to_string(&contents).unwrap());
    match done {
        Ok(()) => println!("\n= done"),
        Err(error) => println!("\n= {error}"),
    }
    let left: Vec<_> = std::fs::read_dir(place)
        .unwrap()
        .map(|entry| entry.unwrap().file_name())
        .filter(|name| name.to_string_lossy().ends_with(".new"))
        .collect();
    assert!(left.is_empty(), "{left:?}");
}

/// What was found on a disk of so many KiB: what the library holds, and `done` or why not.
fn on_a_disk_of(kibibytes: u64, name: &str, template: &Template) -> (Contents, String) {
    let place = tempfile::tempdir().unwrap();
    let output = Command::new("unshare")
        .args(["--map-root-user", "--mount"])
        .arg(env::current_exe().unwrap())
        .args([
            "--exact",
            "full_disk::fills",
            "--nocapture",
            "--test-threads=1",
        ])
        .env(ACT, name)
        .env(TEMPLATE, template.path())
        .env(PLACE, place.path())
        .env(SIZE, kibibytes.to_string())
        .stderr(Stdio::piped())
        .output()
        .unwrap();
    let text = String::from_utf8_lossy(&output.stdout);
    let said: Vec<&str> = text
        .lines()
        .filter_map(|line| line.strip_prefix("= "))
        .collect();
    let [contents, ended] = said[..] else {
        panic!(
            "{name} on {kibibytes} KiB: {text}{}",
            String::from_utf8_lossy(&output.stderr)
        );
    };
    (serde_json::from_str(contents).unwrap(), ended.to_owned())
}

fn namespaces() -> bool {
    let tried = Command::new("unshare")
        .args(["--map-root-user", "--mount", "true"])
        .status();
    tried.is_ok_and(|status| status.success())
}

/// Tries it on disks that have more and more room, until it succeeds.
fn on_small_disks(name: &str, usual_step: u64) {
    if !namespaces() {
        println!("skipped: this computer lets nobody mount a disk of their own");
        return;
    }
    let template = Template::new();
    let (before, ended) = on_a_disk_of(100_000, "edit", &template);
    assert_eq!(ended, "done");
    let before = Contents {
        books: before.books - 1,
        ..before
    };
    let mut refused = 0;
    let mut size = template.kibibytes() + 40;
    loop {
        let (contents, ended) = on_a_disk_of(size, name, &template);
        if ended == "done" {
            break;
        }
        let plain = [
            "disk is full",
            "cannot be written",
            "could not be read or written",
        ];
        assert!(plain.iter().any(|words| ended.contains(words)), "{ended}");
        assert_eq!(contents.books, before.books, "on {size} KiB");
        refused += 1;
        size += step(usual_step);
        assert!(size < 60_000, "never enough room");
    }
    println!("{name}: refused on {refused} disks, nothing was changed");
    assert!(refused > 0, "the first disk was large enough");
}

#[test]
fn an_edit_on_a_full_disk_changes_nothing() {
    on_small_disks("edit", 24);
}

#[test]
fn an_import_on_a_full_disk_changes_nothing() {
    on_small_disks("import", 300);
}

#[test]
fn a_backup_on_a_full_disk_leaves_nothing() {
    on_small_disks("backup", 500);
}

#[test]
fn a_new_key_on_a_full_disk_leaves_the_old_one() {
    on_small_disks("key", 300);
}

#[test]
fn a_restore_on_a_full_disk_leaves_the_library() {
    on_small_disks("restore", 300);
}
