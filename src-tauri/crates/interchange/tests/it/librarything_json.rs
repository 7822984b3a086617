//! The export of `LibraryThing` as JSON.

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use interchange::FileFormat;
use library::{Format, Role, Status};

use crate::problems;
use crate::sources::{error_of_file, rows_of_file};

const EXPORT: &[u8] = include_bytes!("../samples/librarything.json");

#[test]
fn the_sample() {
    let (format, rows) = rows_of_file(EXPORT);
    assert_eq!((format, rows.len()), (FileFormat::LibraryThingJson, 2));
    let (row, fields) = (&rows[0], rows[0].fields.normalised());
    assert_eq!(problems(row), [""; 0]);
    assert_eq!(fields.title, "A Study in Scarlet");
    assert_eq!(fields.contributors.len(), 1);
    assert_eq!(fields.contributors[0].name, "Arthur Conan Doyle");
    assert_eq!(fields.isbn, "9780000000019".parse().ok());
    assert_eq!(fields.publisher.as_deref(), Some("Example House"));
    assert_eq!(fields.published, "2001".parse().ok());
    assert_eq!(fields.format, Some(Format::Paperback));
    assert_eq!(fields.pages, Some(123));
    assert_eq!(fields.rating.map(u8::from), Some(18));
    assert_eq!(fields.tags, ["crime"]);
    assert_eq!(fields.language.as_deref(), Some("English"));
    assert_eq!(row.extras.copies.len(), 1);
    assert_eq!(row.added.as_ref().unwrap().as_str(), "2024-01-31");
    assert_eq!(
        (row.provenance.source.as_str(), row.provenance.id.as_str()),
        ("librarything", "800001")
    );
    let notes = fields.notes.unwrap();
    assert!(
        notes.contains("Dewey Decimal: 823\nDewey Wording: English fiction"),
        "{notes}"
    );
    assert!(notes.contains("genre: Fiction"), "{notes}");

    let (row, fields) = (&rows[1], rows[1].fields.normalised());
    assert_eq!(problems(row), [""; 0]);
    assert_eq!(
        (fields.title.as_str(), fields.status),
        ("Untitled Pamphlet", Some(Status::WantToRead))
    );
    assert_eq!(
        (fields.isbn, fields.rating, fields.published),
        (None, None, None)
    );
    assert_eq!(fields.notes.as_deref(), Some("LC Classification: PZ1 .A1"));
    assert!(fields.contributors.is_empty() && row.extras.copies.is_empty());
}

#[test]
fn every_form_of_a_member() {
    let (_, rows) = rows_of_file(
        br#"{"1": {"books_id": "1", "title": "Ty&ouml;p&auml;iv&auml;", "primaryauthor": "Zo&euml;, &Eacute;mile",
            "authors": [{"lf": "Able, Ada", "fl": "Ada Able", "role": ""}, {"lf": "Bold, Ben", "fl": "Ben Bold"}, {"fl": "Cy Cool", "role": "Translator"}],
            "isbn": ["0000000019", "9780000000026"], "lcc": [], "ean": ["4006381333931"], "series": ["Holmes (1)", "Saga"],
            "originaltitle": "Ty&ouml;", "asin": "B000000001", "pages": "349 ", "rating": 5, "language": "Finnish",
            "datestarted": "2024-02-20", "dateread": "2024-02-29", "collections": {"1": "Your library", "2": "Keepers"}, "public": "0"},
 "2": {"books_id": "2", "title": "Two", "primaryauthor": "Zo&euml;, Emile", "authors": [], "odd": {"a": [1, null]}},
 "3": {"title": "Three"}}"#,
    );
    let (row, fields) = (&rows[0], rows[0].fields.normalised());
    assert_eq!(problems(row), [""; 0]);
    assert_eq!(
        (fields.title.as_str(), fields.original_title.as_deref()),
        ("Työpäivä", Some("Työ"))
    );
    let people: Vec<(&str, &Role)> = fields
        .contributors
        .iter()
        .map(|p| (p.name.as_str(), &p.role))
        .collect();
    assert_eq!(
        people,
        [
            ("Ada Able", &Role::Author),
            ("Ben Bold", &Role::Contributor),
            ("Cy Cool", &Role::Translator)
        ]
    );
    assert_eq!(fields.isbn, "9780000000019".parse().ok());
    let codes: Vec<(&str, &str)> = fields
        .identifiers
        .iter()
        .map(|code| (code.scheme.as_str(), code.value.as_str()))
        .collect();
    assert_eq!(codes, [("isbn", "9780000000026"), ("asin", "B000000001")]);
    let series: Vec<(&str, Option<&str>)> = fields
        .series
        .iter()
        .map(|place| (place.name.as_str(), place.number.as_deref()))
        .collect();
    assert_eq!(series, [("Holmes", Some("1")), ("Saga", None)]);
    assert_eq!(
        (fields.pages, fields.rating.map(u8::from)),
        (Some(349), Some(20))
    );
    assert_eq!(
        row.extras.readings[0].facts.finished,
        "2024-02-29".parse().ok()
    );
    assert_eq!(
        (fields.status, &row.extras.shelves),
        (Some(Status::Read), &vec!["Keepers".to_owned()])
    );
    assert_eq!(
        fields.notes.as_deref(),
        Some("ean: 4006381333931\npublic: 0")
    );
    assert_eq!(rows[1].fields.contributors[0].name, "Emile Zoë");
    assert_eq!(rows[1].fields.notes.as_deref(), Some("odd: a: 1"));
    assert_eq!((rows[2].provenance.id.as_str(), rows[2].line), ("3", 7));
}

#[test]
fn broken_exports_say_where_and_a_bad_book_keeps_nobody_from_the_others() {
    let cut = error_of_file(&EXPORT[..EXPORT.len() - 60]);
    assert!(
        cut.starts_with("line ") && cut.contains("may have been cut off"),
        "{cut}"
    );
    let (_, rows) = rows_of_file(
        b"{\"1\": {\"books_id\": \"1\", \"title\": \"One\"}, \"2\": {\"title\": nil}, \"3\": 7}",
    );
    assert_eq!(rows.len(), 3);
    assert_eq!(
        rows[1].fields.notes.as_deref(),
        Some("entry: {\"title\": nil}")
    );
    assert_eq!(rows[1].raw.as_deref(), Some("\"2\": {\"title\": nil}"));
    assert_eq!(rows[2].fields.notes.as_deref(), Some("entry: 7"));
}

#[test]
fn thousands_of_books_go_fast() {
    let mut json = "{".to_owned();
    for id in 0..5_000 {
        let comma = if id > 0 { "," } else { "" };
        write!(
            json,
            "{comma}\"{id}\":{{\"books_id\":\"{id}\",\"title\":\"T {id}\",\"tags\":[\"a\",\"b\"]}}"
        )
        .unwrap();
    }
    json.push('}');
    let start = Instant::now();
    assert_eq!(rows_of_file(json.as_bytes()).1.len(), 5_000);
    assert!(
        start.elapsed() < Duration::from_secs(5),
        "{:?}",
        start.elapsed()
    );
}
