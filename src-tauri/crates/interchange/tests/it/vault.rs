//! A folder of notes: one a book, whatever the books are called and hold.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use interchange::{Choices, ExportError, FileFormat, LostPart, Source};
use library::{BookFields, Contributor, Library, LibraryError, LibraryKey, Role, SystemClock};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use serde_json::Value;

use super::own_json::{fill, whole};

fn library(folder: &Path) -> Library {
    let (path, key) = (folder.join("library.db"), LibraryKey::new(&[7; 32]));
    Library::create(&path, &key, Arc::new(SystemClock)).unwrap()
}

fn export(library: &Library, folder: &Path) -> PathBuf {
    let target = folder.join("notes");
    let ids = library.all_ids().unwrap();
    let format = FileFormat::Markdown;
    let done = interchange::export(library, &ids, format, &target, |_| {}, &Arc::default());
    assert_eq!(usize::try_from(done.unwrap().books).unwrap(), ids.len());
    target
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<String> = entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

/// The properties of a note: each line is a name and a value, or one of a list.
fn properties(note: &str) -> Vec<(String, Vec<Value>)> {
    let mut properties: Vec<(String, Vec<Value>)> = Vec::new();
    let (head, _) = note
        .strip_prefix("---\n")
        .unwrap()
        .split_once("\n---\n")
        .unwrap();
    // A text between quotation marks is one of JSON too; a day stands alone.
    let value = |text: &str| {
        serde_json::from_str(text).unwrap_or_else(|_| {
            assert!(text.len() == 10 && text.is_ascii(), "{text}");
            Value::from(text)
        })
    };
    for line in head.split('\n') {
        if let Some(item) = line.strip_prefix("  - ") {
            properties.last_mut().unwrap().1.push(value(item));
        } else if let Some(name) = line.strip_suffix(':') {
            properties.push((name.to_owned(), Vec::new()));
        } else {
            let (name, given) = line.split_once(": ").unwrap();
            properties.push((name.to_owned(), vec![value(given)]));
        }
    }
    properties
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn every_book_is_a_note_with_properties_that_can_be_read(given in prop::collection::vec(whole(), 0..6)) {
        let folder = tempfile::tempdir().unwrap();
        let library = library(folder.path());
        fill(&library, &given);
        let target = export(&library, folder.path());
        let mut notes: Vec<Vec<(String, Vec<Value>)>> = Vec::new();
        for name in names(&target).iter().filter(|name| *name != "covers") {
            notes.push(properties(&fs::read_to_string(target.join(name)).unwrap()));
        }
        prop_assert_eq!(notes.len(), given.len());
        for note in &notes {
            let keys: HashSet<String> = note.iter().map(|(name, _)| name.to_lowercase()).collect();
            prop_assert_eq!(keys.len(), note.len(), "{:?}", note);
        }
        let mut books = Vec::new();
        let ids = library.all_ids().unwrap();
        library.each_whole(&ids, |book| {
            books.push(book.book);
            Ok::<_, LibraryError>(())
        }).unwrap();
        for book in books {
            let id = Value::from(format!("B{}", book.id));
            let is_its = |note: &&Vec<(String, Vec<Value>)>| note.contains(&("bookplate_id".to_owned(), vec![id.clone()]));
            let note = notes.iter().find(is_its).unwrap();
            let of = |name: &str| {
                let found = note.iter().find(|(known, _)| known == name);
                found.map_or_else(Vec::new, |(_, values)| values.clone())
            };
            prop_assert_eq!(of("title"), [Value::from(book.fields.title)]);
            prop_assert_eq!(of("publisher"), book.fields.publisher.map(Value::from).into_iter().collect::<Vec<_>>());
            let rating = of("rating").first().and_then(Value::as_f64);
            prop_assert_eq!(rating, book.fields.rating.map(|rating| f64::from(rating.quarters()) / 4.0));
            prop_assert_eq!(of("pages").first().and_then(Value::as_u64), book.fields.pages.map(u64::from));
        }
    }
}

#[test]
fn nothing_is_lost_but_what_no_reader_wants() {
    let folder = tempfile::tempdir().unwrap();
    let library = library(folder.path());
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let given: Vec<_> = (0..40)
        .map(|_| whole().new_tree(&mut runner).unwrap().current())
        .collect();
    fill(&library, &given);
    let ids = library.all_ids().unwrap();
    let losses =
        interchange::losses(&library, &ids, FileFormat::Markdown, &AtomicBool::default()).unwrap();
    let mut lost: Vec<LostPart> = losses.iter().map(|loss| loss.what).collect();
    lost.sort();
    assert_eq!(
        lost,
        [LostPart::ShelfOrder, LostPart::Provenance, LostPart::Trash]
    );
}

#[test]
fn names_of_files_are_taken_by_every_system() {
    let folder = tempfile::tempdir().unwrap();
    let library = library(folder.path());
    let titles = [
        "Kim",
        "KIM",
        "kim",
        "con",
        "???",
        "AC/DC",
        "..",
        "Caf\u{e9}",
        "CAFE\u{301}",
    ];
    for (at, title) in titles.into_iter().enumerate() {
        let person = Contributor {
            name: "Rudyard Kipling".into(),
            role: Role::Author,
        };
        let fields = BookFields {
            title: title.into(),
            contributors: (at < 3).then_some(person).into_iter().collect(),
            ..BookFields::default()
        };
        library.add(&fields).unwrap();
    }
    let long = BookFields {
        title: "本".repeat(400),
        ..BookFields::default()
    };
    library.add(&long).unwrap();
    let ids = library.all_ids().unwrap();
    let mut expected = vec![
        "Kim.md".to_owned(),
        "KIM (Rudyard Kipling).md".to_owned(),
        format!("kim (B{}).md", ids[2]),
        "_con.md".to_owned(),
        format!(" (B{}).md", ids[4]).trim_start().to_owned(),
        "AC-DC.md".to_owned(),
        format!(" (B{}).md", ids[6]).trim_start().to_owned(),
        "Caf\u{e9}.md".to_owned(),
        format!("CAF\u{c9} (B{}).md", ids[8]),
        format!("{}.md", "本".repeat(40)),
    ];
    expected.sort();
    assert_eq!(names(&export(&library, folder.path())), expected);
}

#[test]
fn a_folder_with_something_in_it_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let library = library(folder.path());
    let (ids, stop) = (library.all_ids().unwrap(), Arc::default());
    let target = folder.path().join("vault");
    fs::create_dir(&target).unwrap();
    fs::write(target.join("mine.md"), "mine").unwrap();
    let done = interchange::export(&library, &ids, FileFormat::Markdown, &target, |_| {}, &stop);
    assert!(matches!(done, Err(ExportError::NotEmpty)));
    assert_eq!(names(&target), ["mine.md"]);
}

const NOTE: &str = r#"---
title: "A Study in Scarlet"
sort_title: "Study in Scarlet"
authors:
  - "Arthur Conan Doyle"
translators:
  - "Émile Zoë"
series:
  - "Sherlock Holmes #1"
publisher: "Example House"
published: "2001-05"
first_published: "1887"
isbn: "9780000000019"
identifiers:
  - "asin:B000000001"
language: "en"
format: "Paperback"
pages: 123
price: "9.99 EUR"
status: "Read"
rating: 4.25
favourite: true
tags:
  - "crime"
shelves:
  - "Hallway"
started: 2024-01-02
finished: 2024-01-15
copies: 1
"Weight": 210
added: 2024-01-31
changed: "2024-02-01T10:20:30Z"
bookplate_id: "B1"
---

# A Study in Scarlet

## Review

*Quick*, and **sharp**.

## Quotes

> There's the scarlet thread.
>
> — p. 42, 2024-01-08

## Private notes

From the flea market.

## Readings

- 2024-01-02 to 2024-01-15, finished. On the train.
  - 2024-01-07: page 60

## Copies

- Hallway, worn, acquired 2019, 2.00 GBP
  - lent to Ada, since 2024-02, due 2024-03-01, back
"#;

#[test]
fn a_note_as_it_is_written() {
    let folder = tempfile::tempdir().unwrap();
    let library = library(folder.path());
    let given = folder.path().join("given.json");
    fs::write(&given, super::documents::example()).unwrap();
    let source = Source::at(&given).unwrap();
    let rows = interchange::rows(&source, FileFormat::BookplateJson, None).unwrap();
    let (choices, stop) = (Choices::default(), Arc::default());
    interchange::import(&library, "json", rows, &choices, |_| {}, &stop).unwrap();
    let target = export(&library, folder.path());
    assert_eq!(
        names(&target),
        ["A Study in Scarlet (B2).md", "A Study in Scarlet.md"]
    );
    let note = fs::read_to_string(target.join("A Study in Scarlet.md")).unwrap();
    assert_eq!(note, NOTE);
}
