//! Our table: out of one library, into an empty one, with everything but what is said to be lost.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use interchange::{Choices, FileFormat, LostPart, Report, Source, json_book, recognise};
use library::{BookFields, Library, LibraryError, LibraryKey, Status, SystemClock, WholeBook};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use serde_json::Value;

use super::own_json::{fill, whole};

const TABLE: FileFormat = FileFormat::BookplateCsv;

fn library(folder: &Path, name: &str) -> Library {
    Library::create(
        &folder.join(name),
        &LibraryKey::new(&[7; 32]),
        Arc::new(SystemClock),
    )
    .unwrap()
}

fn export(library: &Library, folder: &Path) -> PathBuf {
    let path = folder.join("books.csv");
    let ids = library.all_ids().unwrap();
    interchange::export(library, &ids, TABLE, &path, |_| {}, &Arc::default()).unwrap();
    path
}

fn import(library: &Library, path: &Path) -> Report {
    let source = Source::at(path).unwrap();
    assert_eq!(recognise(&source).unwrap(), TABLE);
    let rows = interchange::rows(&source, TABLE, None).unwrap();
    let choices = Choices::default();
    interchange::import(library, "csv", rows, &choices, |_| {}, &Arc::default()).unwrap()
}

fn import_text(text: &str) -> (Report, Vec<WholeBook>) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("typed.csv");
    fs::write(&path, text).unwrap();
    let library = library(folder.path(), "library.db");
    let report = import(&library, &path);
    (report, books(&library))
}

fn books(library: &Library) -> Vec<WholeBook> {
    let mut books = Vec::new();
    library
        .each_whole(&library.all_ids().unwrap(), |book| {
            books.push(book);
            Ok::<_, LibraryError>(())
        })
        .unwrap();
    books
}

/// The books of a library without what the table cannot say.
fn said(library: &Library) -> Vec<Value> {
    let fields = library.custom_fields().unwrap();
    let mut said: Vec<Value> = books(library)
        .iter()
        .map(|book| json_book(book, &fields))
        .collect();
    for book in &mut said {
        let members = book.as_object_mut().unwrap();
        for lost in ["cover", "provenance", "trashed"] {
            members.remove(lost);
        }
        // The order of shelves belongs to the library, not to the book.
        if let Some(shelves) = members.get_mut("shelves").and_then(Value::as_array_mut) {
            shelves.sort_by_key(ToString::to_string);
        }
        for copy in members
            .get_mut("copies")
            .and_then(Value::as_array_mut)
            .into_iter()
            .flatten()
        {
            *copy = Value::Null;
        }
        for reading in members
            .get_mut("readings")
            .and_then(Value::as_array_mut)
            .into_iter()
            .flatten()
        {
            reading.as_object_mut().unwrap().remove("progress");
        }
    }
    said
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn out_and_in_is_the_same_but_for_what_is_told(given in prop::collection::vec(whole(), 0..6)) {
        let folder = tempfile::tempdir().unwrap();
        let (from, to) = (library(folder.path(), "from.db"), library(folder.path(), "to.db"));
        fill(&from, &given);
        let path = export(&from, folder.path());
        let report = import(&to, &path);
        prop_assert_eq!(&report.problems, &[]);
        prop_assert_eq!(usize::try_from(report.tally.added).unwrap(), given.len());
        prop_assert_eq!(said(&to), said(&from));
        let kinds = |library: &Library| {
            let fields = library.custom_fields().unwrap();
            fields.into_iter().map(|field| (field.name, field.kind)).collect::<Vec<_>>()
        };
        prop_assert_eq!(kinds(&to), kinds(&from));
        // The same table says nothing new, to neither of them.
        prop_assert_eq!(import(&to, &path).entry, None);
        prop_assert_eq!(import(&from, &path).entry, None);
    }
}

#[test]
fn what_is_lost_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let library = library(folder.path(), "library.db");
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let given: Vec<_> = (0..40)
        .map(|_| whole().new_tree(&mut runner).unwrap().current())
        .collect();
    fill(&library, &given);
    let losses = interchange::losses(
        &library,
        &library.all_ids().unwrap(),
        TABLE,
        &AtomicBool::default(),
    )
    .unwrap();
    let mut lost: Vec<LostPart> = losses.iter().map(|loss| loss.what).collect();
    lost.sort();
    assert_eq!(
        lost,
        [
            LostPart::Progress,
            LostPart::CopyDetails,
            LostPart::Loans,
            LostPart::ShelfOrder,
            LostPart::Covers,
            LostPart::Provenance,
            LostPart::Trash
        ]
    );
}

#[test]
fn a_text_that_begins_like_a_formula_comes_back_as_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let (from, to) = (
        library(folder.path(), "from.db"),
        library(folder.path(), "to.db"),
    );
    let given: Vec<BookFields> = ["=1+1", "+49 30", "-1", "@home", "\"quoted\"", "'tis"]
        .into_iter()
        .map(|text| BookFields {
            title: text.to_owned(),
            publisher: Some(text.to_owned()),
            tags: vec![text.to_owned()],
            review: Some(text.to_owned()),
            notes: Some(text.to_owned()),
            ..BookFields::default()
        })
        .collect();
    for fields in &given {
        from.add(fields).unwrap();
    }
    let path = export(&from, folder.path());
    assert_eq!(import(&to, &path).problems, []);
    let back: Vec<BookFields> = books(&to)
        .into_iter()
        .map(|whole| whole.book.fields)
        .collect();
    assert_eq!(back, given);
    let text = fs::read_to_string(path).unwrap();
    let id = from.all_ids().unwrap()[0];
    assert!(text.contains(&format!("\nB{id},=1+1,")), "{text}");
}

#[test]
fn a_table_that_a_spreadsheet_wrote_back() {
    let (report, books) = import_text(
        "Bookplate Id;Title;Authors;Status;Rating;Readings;Tags;Added;Mood (own choice: calm; merry)\r\n\
         ;Kim;Rudyard Kipling;gelesen;4,5;\"2/15/2024; 2023; 2024-03/ | on the train; ? (did not finish)\";one;2024-01-31;merry\r\n",
    );
    // The choices of an own field hold the sign that parts these columns; without quotation marks they are two columns.
    assert_eq!(books.len(), 1, "{report:?}");
    let book = &books[0].book;
    assert_eq!(book.fields.status, Some(Status::Read));
    assert_eq!(book.fields.rating.unwrap().quarters(), 18);
    let readings: Vec<String> = book
        .readings
        .iter()
        .map(|reading| format!("{:?}", reading.facts.finished.map(|date| date.to_string())))
        .collect();
    assert_eq!(
        readings,
        ["Some(\"2024-02-15\")", "Some(\"2023\")", "None", "None"]
    );
    assert_eq!(book.readings[2].facts.note.as_deref(), Some("on the train"));
}

#[test]
fn what_cannot_be_understood_is_kept_and_told() {
    let (report, books) = import_text(
        "Bookplate Id,Title,Rating,Readings,Price,Wish,Wish note,Quotes,Copies,Favourite,Colour,Weight (own number)\n\
         x1,Kim,6,2024; soon; 2024 | a | b,cheap,badly,for my birthday,words | p. 1 | | someday,many,perhaps,red,heavy\n\
         ,,,,,,,,,,,\n,,,,,,,,,,blue,\n",
    );
    let notes = books[0].book.fields.notes.as_deref().unwrap();
    for kept in [
        "Bookplate Id: x1",
        "Rating: 6",
        "Readings: soon",
        "Readings: 2024 | a | b",
        "Price: cheap",
        "Wish: badly",
        "Wish note: for my birthday",
        "Quotes: words | p. 1 | | someday",
        "Copies: many",
        "Favourite: perhaps",
        "Colour: red",
        "Weight: heavy",
    ] {
        assert!(notes.contains(kept), "{kept} is not in {notes}");
    }
    assert_eq!(books[0].book.readings.len(), 1);
    assert_eq!(books[0].book.wish, None);
    for column in [
        "Bookplate Id",
        "Rating",
        "Readings",
        "Price",
        "Wish",
        "Quotes",
        "Copies",
        "Favourite",
    ] {
        let is_told = |problem: &interchange::Problem| problem.column.as_deref() == Some(column);
        assert!(report.problems.iter().any(is_told), "{column}");
    }
    let last = books.last().unwrap();
    assert!(last.book.fields.title.starts_with("Untitled"));
    assert_eq!(last.book.fields.notes.as_deref(), Some("Colour: blue"));
}
