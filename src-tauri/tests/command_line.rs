//! The command line, as the program that is shipped: its words, its output, its exit status.

use std::{
    fs,
    io::{Read, Write},
    path::Path,
    process::{Command, Output, Stdio},
    sync::OnceLock,
};

use serde_json::Value;
use tempfile::TempDir;

use crate::support::PASSWORD;

/// A data folder with the account of Ada.
struct Place {
    folder: TempDir,
}

/// A password costs what it costs a reader, so that one account is made and copied.
fn template() -> &'static TempDir {
    static TEMPLATE: OnceLock<TempDir> = OnceLock::new();
    TEMPLATE.get_or_init(|| {
        let folder = tempfile::tempdir().unwrap();
        let created = bookplate(folder.path(), &["account", "create", "Ada"], PASSWORD);
        assert!(created.status.success(), "{created:?}");
        folder
    })
}

fn bookplate(folder: &Path, words: &[&str], input: &str) -> Output {
    let mut program = Command::new(env!("CARGO_BIN_EXE_bookplate"))
        .args(words)
        .arg("--password-stdin")
        .env("BOOKPLATE_DATA", folder)
        // A computer without a display.
        .env_remove("DISPLAY")
        .env_remove("WAYLAND_DISPLAY")
        .env_remove("BOOKPLATE_ACCOUNT")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // Whoever refuses before it reads does not read.
    let _ = writeln!(program.stdin.take().unwrap(), "{input}");
    program.wait_with_output().unwrap()
}

impl Place {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        copy(template().path(), folder.path());
        Self { folder }
    }

    fn run(&self, words: &[&str]) -> Output {
        bookplate(self.folder.path(), words, PASSWORD)
    }

    /// What is printed for people.
    fn text(&self, words: &[&str]) -> String {
        let output = self.run(words);
        assert!(output.status.success(), "{words:?}: {output:?}");
        String::from_utf8(output.stdout).unwrap()
    }

    /// What is printed for programs.
    fn json(&self, words: &[&str]) -> Value {
        let words = [words, &["--json"]].concat();
        let text = self.text(&words);
        serde_json::from_str(&text).unwrap_or_else(|error| panic!("{error}: {text}"))
    }

    /// Why it is refused.
    fn refused(&self, words: &[&str]) -> String {
        let output = self.run(words);
        assert_eq!(output.status.code(), Some(1), "{words:?}: {output:?}");
        assert!(output.stdout.is_empty(), "{output:?}");
        String::from_utf8(output.stderr).unwrap()
    }

    fn add(&self, words: &[&str]) -> String {
        let book = self.json(&[&["add"], words].concat());
        book["id"].as_str().unwrap().to_owned()
    }

    fn titles(&self, words: &[&str]) -> Vec<String> {
        let list = self.json(&[&["list"], words].concat());
        let titles = list.as_array().unwrap().iter();
        titles
            .map(|book| book["title"].as_str().unwrap().to_owned())
            .collect()
    }
}

fn copy(from: &Path, to: &Path) {
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

#[test]
fn books_are_added_listed_edited_and_deleted() {
    let here = Place::new();
    let kim = here.add(&[
        "--title",
        "Kim",
        "--author",
        "Rudyard Kipling",
        "--set",
        "rating=4.25",
        "--set",
        "series=India #1",
    ]);
    here.add(&["--title", "雪国", "--author", "川端康成"]);

    let book = here.json(&["show", &kim]);
    assert_eq!(book["rating"], 4.25);
    assert_eq!(book["contributors"][0]["name"], "Rudyard Kipling");
    assert_eq!(book["contributors"][0]["role"], "author");
    assert_eq!(book["series"][0]["number"], "1");
    assert_eq!(here.titles(&["author:kipling"]), ["Kim"]);
    assert_eq!(here.titles(&["--sort", "-title"]).last().unwrap(), "Kim");
    assert_eq!(here.titles(&["--limit", "1"]), ["Kim"]);
    let table = here.text(&["list"]);
    assert_eq!(table.lines().count(), 3);
    assert!(table.contains("雪国"));

    let edited = here.json(&["edit", &kim, "--set", "status=read", "--set", "rating="]);
    assert_eq!(edited["status"], "read");
    assert!(edited.get("rating").is_none());
    let refusal = here.refused(&["edit", &kim, "--set", "pages=many"]);
    assert!(refusal.contains("pages: expected"), "{refusal}");
    assert!(refusal.contains("found \"many\""), "{refusal}");

    here.text(&["delete", &kim]);
    assert_eq!(here.titles(&[]), ["雪国"]);
    assert_eq!(here.titles(&["--trash"]), ["Kim"]);
    assert!(
        here.refused(&["show", "4"])
            .contains("no book with the id 4")
    );
}

#[test]
fn what_was_done_is_undone_and_redone() {
    let here = Place::new();
    here.add(&["--title", "Kim"]);
    assert_eq!(here.json(&["history"])[0]["label"]["kind"], "added");
    assert!(here.text(&["undo"]).contains("Added “Kim”"));
    assert_eq!(here.titles(&[]), [""; 0]);
    here.text(&["redo"]);
    assert_eq!(here.titles(&[]), ["Kim"]);
    assert!(here.refused(&["redo"]).contains("nothing to redo"));
}

#[test]
fn a_library_is_verified_and_counted() {
    let here = Place::new();
    here.add(&["--title", "Kim", "--set", "status=read"]);
    let verified = here.json(&["verify"]);
    assert_eq!(verified["ok"], true);
    assert_eq!(verified["books"], 1);
    assert_eq!(verified["findings"], serde_json::json!([]));
    assert_eq!(verified["digest"].as_str().unwrap().len(), 64);
    assert_eq!(here.json(&["stats"])["counts"]["perStatus"]["read"], 1);
    assert!(here.text(&["stats", "--year", "2021"]).contains("December"));
}

#[test]
fn accounts_are_told_apart() {
    let here = Place::new();
    let folder = here.folder.path();
    let created = bookplate(
        folder,
        &["account", "create", "Ben"],
        "eleven loud geese write",
    );
    assert!(created.status.success(), "{created:?}");
    assert_eq!(here.json(&["account", "list"]).as_array().unwrap().len(), 2);
    let refusal = here.refused(&["list"]);
    assert!(
        refusal.contains("--account NAME or BOOKPLATE_ACCOUNT"),
        "{refusal}"
    );
    assert!(
        here.refused(&["list", "--account", "Ben"])
            .contains("not right")
    );
    assert_eq!(here.titles(&["--account", "ada"]), [""; 0]);

    let both = "eleven loud geese write\nthirteen tall herons sleep";
    let changed = bookplate(folder, &["account", "passwd", "Ben"], both);
    assert!(changed.status.success(), "{changed:?}");
    let deleted = bookplate(
        folder,
        &["account", "delete", "Ben"],
        "thirteen tall herons sleep",
    );
    assert!(deleted.status.success(), "{deleted:?}");
    assert_eq!(here.json(&["account", "list"]).as_array().unwrap().len(), 1);
}

#[test]
fn a_list_is_imported_twice() {
    let here = Place::new();
    let file = here.folder.path().join("goodreads.csv");
    let mut list = Vec::new();
    interchange::goodreads::sample::write(40, &mut list).unwrap();
    fs::write(&file, list).unwrap();
    let file = file.to_str().unwrap();
    let report = here.folder.path().join("report.json");

    let planned = here.json(&["import", file, "--dry-run"]);
    assert_eq!(planned["rows"], 40);
    assert_eq!(here.titles(&[]), [""; 0]);
    let first = here.json(&["import", file, "--report", report.to_str().unwrap()]);
    let sum = ["added", "updated", "unchanged", "conflicts"]
        .map(|count| first[count].as_u64().unwrap())
        .iter()
        .sum::<u64>();
    assert_eq!(first["rows"].as_u64(), Some(sum));
    assert_eq!(first["files"].as_array().unwrap().len(), 1);
    assert!(first["problems"].is_array());
    assert!(report.is_file());
    let again = here.json(&["import", file]);
    assert_eq!(again["unchanged"], 40);
    assert_eq!(here.json(&["history"]).as_array().unwrap().len(), 1);
    assert!(
        here.refused(&["import", "/nowhere.csv"])
            .contains("/nowhere.csv")
    );
}

#[test]
fn a_file_that_is_refused_does_not_hide_what_became_of_those_before() {
    let here = Place::new();
    let list = here.folder.path().join("list.csv");
    fs::write(&list, "Title,Author\nKim,Rudyard Kipling\n").unwrap();
    let list = list.to_str().unwrap();
    let output = here.run(&["import", list, "/nowhere.csv", list, "--json"]);
    assert_eq!(output.status.code(), Some(1));
    let told: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!((&told["rows"], &told["added"]), (&1.into(), &1.into()));
    let refusal = String::from_utf8(output.stderr).unwrap();
    assert!(refusal.contains("/nowhere.csv"), "{refusal}");
    assert!(refusal.contains("before it is imported"), "{refusal}");
    assert_eq!(here.titles(&[]), ["Kim"]);
}

#[test]
fn what_is_imported_is_never_written_over() {
    let here = Place::new();
    let file = here.folder.path().join("books.csv");
    let list = "Title,Author,Date Read\nKim,A,soon\n";
    fs::write(&file, list).unwrap();
    let file = file.to_str().unwrap();
    for option in ["--problems", "--report"] {
        let refusal = here.refused(&["import", file, option, file]);
        assert!(refusal.contains("expected a file of its own"), "{refusal}");
        let folder = here.folder.path().to_str().unwrap();
        let refusal = here.refused(&["import", folder, option, file]);
        assert!(refusal.contains("lies in what is imported"), "{refusal}");
    }
    assert_eq!(fs::read_to_string(file).unwrap(), list);
    let problems = here.folder.path().join("problems.csv");
    here.json(&["import", file, "--problems", problems.to_str().unwrap()]);
    assert_eq!(fs::read_to_string(problems).unwrap(), list);
}

#[test]
fn nothing_is_imported_whose_report_could_not_be_written() {
    let here = Place::new();
    let list = here.folder.path().join("books.csv");
    let kept = here.folder.path().join("kept.csv");
    fs::write(&list, "Title,Author,Date Read\nKim,A,soon\n").unwrap();
    fs::write(&kept, "of an earlier import").unwrap();
    let (list, kept) = (list.to_str().unwrap(), kept.to_str().unwrap());
    for option in ["--problems", "--report"] {
        let refusal = here.refused(&["import", list, option, "/nowhere/there.csv"]);
        assert!(
            refusal.contains("/nowhere/there.csv: the file could not be written: there is no"),
            "{refusal}"
        );
        let folder = here.folder.path().to_str().unwrap();
        let other = here.refused(&["import", "/nowhere.csv", option, kept]);
        assert!(other.contains("there is no such file"), "{other}");
        assert!(
            here.refused(&["import", list, option, folder])
                .contains("found a folder")
        );
    }
    assert_eq!(fs::read_to_string(kept).unwrap(), "of an earlier import");
    assert_eq!(here.titles(&[]), [""; 0]);
}

#[test]
fn no_text_and_no_name_of_a_file_moves_the_cursor() {
    let here = Place::new();
    let review = "review=Good\u{1b}[2J\u{7}";
    let id = here.add(&["--title", "Kim\u{1b}[2J", "--set", review]);
    for words in [&["list"][..], &["show", &id], &["undo"]] {
        let told = here.text(words);
        assert!(!told.contains(['\u{1b}', '\u{7}']), "{told:?}");
    }
    let refusal = here.refused(&["import", "/no\u{1b}[2Jwhere.csv"]);
    assert!(!refusal.contains('\u{1b}'), "{refusal:?}");
}

#[test]
fn books_are_exported() {
    let here = Place::new();
    here.add(&["--title", "Kim", "--set", "rating=4.25"]);
    let file = here.folder.path().join("books.json");
    let written = here.json(&["export", file.to_str().unwrap()]);
    assert_eq!(written["books"], 1);
    assert_eq!(written["losses"], serde_json::json!([]));
    let json: Value = serde_json::from_slice(&fs::read(&file).unwrap()).unwrap();
    let listed = here.json(&["list"]);
    assert_eq!(json["books"][0]["id"], listed[0]["id"]);
    assert_eq!(json["books"][0]["rating"], 4.25);
    let notes = here.folder.path().join("notes");
    let to_notes = ["export", notes.to_str().unwrap(), "--format", "markdown"];
    assert_eq!(here.json(&to_notes)["books"], 1);
    assert!(notes.join("Kim.md").is_file());
    assert!(here.refused(&to_notes).contains("empty folder"));
    let refusal = here.refused(&["export", "books.xyz"]);
    assert!(refusal.contains("--format"), "{refusal}");
}

#[test]
fn words_that_are_not_understood_are_told_from_refusals() {
    let here = Place::new();
    for words in [
        &["burn"][..],
        &["show"],
        &["show", "first"],
        &["edit", "1"],
        &["edit", "1", "--set", "title"],
        &["list", "--sort", "title:up"],
        &["add", "--author", "A"],
        &["import", "a.csv", "--format", "html"],
        &["export", "a.csv", "--format", "tellico"],
        &["--password", PASSWORD],
    ] {
        let output = here.run(words);
        assert_eq!(output.status.code(), Some(2), "{words:?}: {output:?}");
    }
    for words in [&["--help"][..], &["--version"], &["import", "--help"]] {
        assert_eq!(here.run(words).status.code(), Some(0), "{words:?}");
    }
    let wrong = bookplate(here.folder.path(), &["list"], "not the right password");
    assert_eq!(wrong.status.code(), Some(1));
    assert!(!String::from_utf8_lossy(&wrong.stderr).contains("not the right password"));
}

#[test]
fn the_manual_and_the_completions_know_every_command() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("manual");
    let output = bookplate(folder.path(), &["write-manual", path.to_str().unwrap()], "");
    assert!(output.status.success(), "{output:?}");
    for name in [
        "bookplate.1",
        "bookplate.bash",
        "_bookplate",
        "bookplate.fish",
    ] {
        let text = fs::read_to_string(path.join(name)).unwrap();
        for word in ["import", "verify", "redo"] {
            assert!(text.contains(word), "{name}: {word}");
        }
        assert!(!text.contains("write-manual") || name != "bookplate.1");
    }
}

/// What a person sees at a terminal who answers each prompt with `answer` as soon as it is there, and the exit status.
#[cfg(target_os = "linux")]
fn at_a_terminal(here: &Place, words: &str, answer: &[u8]) -> (String, Option<i32>) {
    let mut terminal = Command::new("script")
        .args(["--quiet", "--return", "--command"])
        .arg(format!("{} {words}", env!("CARGO_BIN_EXE_bookplate")))
        .arg("/dev/null")
        .env("BOOKPLATE_DATA", here.folder.path())
        .env_remove("BOOKPLATE_ACCOUNT")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut keys = terminal.stdin.take().unwrap();
    let mut screen = terminal.stdout.take().unwrap();
    let (mut seen, mut some) = (Vec::new(), [0; 1024]);
    loop {
        let read = screen.read(&mut some).unwrap();
        if read == 0 {
            break;
        }
        seen.extend_from_slice(&some[..read]);
        if seen.ends_with(b": ") {
            keys.write_all(answer).unwrap();
        }
    }
    let status = terminal.wait().unwrap().code();
    (String::from_utf8(seen).unwrap(), status)
}

#[cfg(target_os = "linux")]
#[test]
fn a_password_is_never_seen_however_soon_it_is_typed() {
    let here = Place::new();
    let typed = format!("{PASSWORD}\n");
    let (seen, status) = at_a_terminal(&here, "list", typed.as_bytes());
    assert_eq!(status, Some(0), "{seen}");
    assert!(seen.starts_with("Password of Ada: \r\n"), "{seen:?}");
    assert!(!seen.contains(PASSWORD), "{seen}");
}

#[cfg(target_os = "linux")]
#[test]
fn a_prompt_that_is_not_answered_refuses() {
    let here = Place::new();
    let (seen, status) = at_a_terminal(&here, "list", b"\x04");
    assert_eq!(status, Some(1), "{seen}");
    let (seen, status) = at_a_terminal(&here, "list", b"\x03");
    assert_ne!(status, Some(0), "{seen}");
}

const NEW_PASSWORD: &str = "eleven loud herons write";

#[test]
fn a_backup_is_checked_and_restored_here_and_on_another_computer() {
    let here = Place::new();
    here.add(&["--title", "Kim"]);
    let file = here.folder.path().join("ada.bookplate");
    let file = file.to_str().unwrap();
    let made = here.text(&["backup", file]);
    assert!(
        made.contains("1 book") && made.contains("all equal"),
        "{made}"
    );
    assert!(here.text(&["verify", file]).contains("whole"));
    let kim = here.json(&["list"])[0]["id"].as_str().unwrap().to_owned();
    here.text(&["delete", &kim]);
    let compared = here.json(&["restore", file, "--dry-run"]);
    assert_eq!(compared["contents"]["books"], 1);
    assert_eq!(compared["here"]["books"], 0);
    assert_eq!(here.titles(&[]), [""; 0]);
    here.text(&["restore", file]);
    assert_eq!(here.titles(&[]), ["Kim"]);

    let elsewhere = tempfile::tempdir().unwrap();
    let wrong = bookplate(elsewhere.path(), &["restore", file], NEW_PASSWORD);
    let told = String::from_utf8(wrong.stderr).unwrap();
    assert!(told.contains("when the backup was made"), "{told}");
    let restored = bookplate(elsewhere.path(), &["restore", file], PASSWORD);
    assert!(restored.status.success(), "{restored:?}");
    let list = bookplate(elsewhere.path(), &["list"], PASSWORD);
    assert!(String::from_utf8(list.stdout).unwrap().contains("Kim"));
}

#[test]
fn a_forgotten_password_is_replaced_by_the_recovery_code_and_a_leaked_one_by_a_new_key() {
    let here = Place::new();
    here.add(&["--title", "Kim"]);
    let folder = here.folder.path();
    let made = here.json(&["account", "recovery-code", "Ada"]);
    let code = made["recoveryCode"].as_str().unwrap();
    let both = format!("{code}\n{NEW_PASSWORD}");
    let recovered = bookplate(folder, &["account", "recover", "Ada"], &both);
    assert!(recovered.status.success(), "{recovered:?}");
    assert!(!bookplate(folder, &["list"], PASSWORD).status.success());
    let list = bookplate(folder, &["list"], NEW_PASSWORD);
    assert!(String::from_utf8(list.stdout).unwrap().contains("Kim"));

    let back = format!("{NEW_PASSWORD}\n{PASSWORD}");
    let leaked = bookplate(folder, &["account", "passwd", "Ada", "--leaked"], &back);
    assert!(leaked.status.success(), "{leaked:?}");
    assert_eq!(here.titles(&[]), ["Kim"]);
    let late = bookplate(folder, &["account", "recover", "Ada"], &both);
    let told = String::from_utf8(late.stderr).unwrap();
    assert!(told.contains("recovery code is not right"), "{told}");
}
