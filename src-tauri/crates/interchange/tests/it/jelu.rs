//! The export of Jelu.

use interchange::{FileFormat, Row};
use library::{BookFields, Role, Status};

use crate::lists::{one_of, person, read, reads_fast, told};
use crate::problems;

const SAMPLE: &[u8] = include_bytes!("../samples/jelu.csv");

fn book(cells: &[(&str, &str)]) -> Row {
    let usual = [
        ("Title", "T"),
        ("Author", "A"),
        ("read_dates", ""),
        ("authors", "A"),
    ];
    one_of(FileFormat::Jelu, &usual, cells)
}

#[test]
fn the_sample() {
    let rows = read(FileFormat::Jelu, SAMPLE);
    assert_eq!(rows.len(), 1);
    assert_eq!(
        rows[0].fields,
        BookFields {
            title: "A Study in Scarlet".into(),
            contributors: vec![person("Arthur Conan Doyle", Role::Author)],
            publisher: Some("Example House".into()),
            isbn: "9780000000019".parse().ok(),
            status: Some(Status::Read),
            tags: vec!["crime".into(), "science fiction".into()],
            ..BookFields::default()
        }
    );
    assert_eq!(
        told(&rows[0].extras.readings),
        ["..2023-01-15 finished", "..2024-02-29 finished"]
    );
    assert_eq!(rows[0].extras.copies.len(), 1);
    assert_eq!(problems(&rows[0]), [""; 0]);
}

#[test]
fn a_day_that_stands_for_none_is_kept_where_nothing_else_tells_of_a_reading() {
    let row = book(&[("Date Read", "1970/01/01")]);
    assert_eq!(row.extras.readings, []);
    let notes = row.fields.notes.as_deref();
    assert_eq!(notes, Some("Date Read: 1970/01/01"));
}

#[test]
fn events_say_the_status_where_no_shelf_does() {
    let row = book(&[
        ("read_dates", "2023/01/15"),
        ("dropped_dates", "2024/03/01"),
        ("Date Read", "2024/03/01"),
    ]);
    assert_eq!(row.fields.status, Some(Status::DidNotFinish));
    assert_eq!(
        told(&row.extras.readings),
        ["..2023-01-15 finished", "..2024-03-01 abandoned"]
    );
    let row = book(&[
        ("read_dates", "2023/01/15"),
        ("currently_reading", "2024/03/01"),
        ("Shelves", "currently-reading"),
        ("Date Read", "2024/03/01"),
    ]);
    assert_eq!(row.fields.status, Some(Status::Reading));
    assert_eq!(
        told(&row.extras.readings),
        ["..2023-01-15 finished", "2024-03-01.."]
    );
    let row = book(&[
        ("read_dates", "2023/01/15"),
        ("Shelves", "to-read"),
        ("Date Read", "2023/01/15"),
    ]);
    assert_eq!(row.fields.status, Some(Status::WantToRead));
    assert_eq!(book(&[]).fields.status, None);
}

#[test]
fn a_day_that_stands_for_none_is_none() {
    let row = book(&[("read_dates", "1970/01/01"), ("Date Read", "1970/01/01")]);
    assert_eq!(told(&row.extras.readings), [".. finished"]);
    assert_eq!(
        (row.fields.status, row.fields.notes),
        (Some(Status::Read), None)
    );
    // What the lists do not have may be a reading given up: older exports do not say.
    let row = book(&[("Date Read", "2024/03/01")]);
    assert_eq!(row.fields.notes.as_deref(), Some("Date Read: 2024/03/01"));
}

#[test]
fn names_that_hold_commas() {
    let names = |first, all| -> Vec<String> {
        let row = book(&[("Author", first), ("authors", all)]);
        row.fields
            .contributors
            .into_iter()
            .map(|person| person.name)
            .collect()
    };
    assert_eq!(
        names("Doyle, Arthur Conan", "Doyle, Arthur Conan,Émile Zoë"),
        ["Arthur Conan Doyle", "Émile Zoë"]
    );
    assert_eq!(names("A", "A,B"), ["A", "B"]);
    assert_eq!(names("", ""), [""; 0]);
    assert_eq!(names("A", ""), ["A"]);
}

#[test]
fn tags_that_only_goodreads_would_be_given() {
    let row = book(&[
        ("tags", "science fiction"),
        ("Bookshelves", "sciencefiction"),
    ]);
    assert_eq!((row.fields.tags.len(), row.fields.notes), (1, None));
    let row = book(&[
        ("tags", "science fiction"),
        ("Bookshelves", "sciencefiction other"),
    ]);
    assert_eq!(
        row.fields.notes.as_deref(),
        Some("Bookshelves: sciencefiction other")
    );
}

#[test]
fn thousands_of_rows() {
    reads_fast(FileFormat::Jelu, "Title,Author,read_dates,authors", |row| {
        format!("Book {row},A,\"2023/01/15,2024/02/29\",A")
    });
}
