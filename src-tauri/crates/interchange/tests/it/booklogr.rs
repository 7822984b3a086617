//! The export of `BookLogr`.

use interchange::{FileFormat, Row};
use library::{QuoteRecord, Status};

use crate::lists::{one_of, read, reads_fast, told};
use crate::problems;

const SAMPLE: &[u8] = include_bytes!("../samples/booklogr.csv");

fn book(cells: &[(&str, &str)]) -> Row {
    let usual = [
        ("title", "T"),
        ("reading_status", "Read"),
        ("current_page", "0"),
        ("total_pages", "100"),
    ];
    one_of(FileFormat::BookLogr, &usual, cells)
}

#[test]
fn the_sample() {
    let rows = read(FileFormat::BookLogr, SAMPLE);
    let titles: Vec<_> = rows.iter().map(|row| row.fields.title.as_str()).collect();
    assert_eq!(
        titles,
        [
            "A Study in Scarlet",
            "Les Misérables",
            "Middlemarch",
            "Kokoro"
        ]
    );
    let statuses: Vec<_> = rows.iter().map(|row| row.fields.status.unwrap()).collect();
    assert_eq!(
        statuses,
        [
            Status::Read,
            Status::WantToRead,
            Status::Reading,
            Status::DidNotFinish
        ]
    );
    let study = &rows[0];
    assert_eq!(
        study.fields.description.as_deref(),
        Some("Line one\nline two")
    );
    assert_eq!(study.fields.rating.map(u8::from), Some(18));
    assert_eq!(
        study.extras.quotes,
        [QuoteRecord {
            text: "A fine \"quote\"".into(),
            place: Some("12".into()),
            note: None,
            added: Some("2024-02-29".parse().unwrap()),
        }]
    );
    let readings: Vec<_> = rows.iter().map(|row| told(&row.extras.readings)).collect();
    assert_eq!(
        readings,
        [
            vec![],
            vec![],
            vec![".. at page 120".to_owned()],
            vec![".. abandoned at page 40".to_owned()]
        ]
    );
    assert_eq!(rows[3].fields.contributors[0].name, "Natsume Sōseki");
    assert_eq!(rows[3].fields.rating.map(u8::from), Some(4));
    for row in &rows {
        assert_eq!(problems(row), [""; 0]);
        assert_eq!(row.fields.notes, None);
    }
}

#[test]
fn notes_are_quotes_only_where_they_have_a_page() {
    let row = book(&[(
        "notes",
        r#"[{"content":"One","quote_page":null,"created_on":"2024-02-29 20:15:00"},{"content":"Two"},{"content":" "}]"#,
    )]);
    assert!(row.extras.quotes.is_empty());
    assert_eq!(row.fields.notes.as_deref(), Some("2024-02-29: One\n\nTwo"));
    let row = book(&[("notes", "[{")]);
    assert_eq!(row.fields.notes.as_deref(), Some("notes: [{"));
    assert_eq!(
        problems(&row),
        ["notes: expected a list of notes in JSON, found “[{”; kept in the notes"]
    );
}

#[test]
fn a_page_that_no_reading_has_is_kept() {
    let row = book(&[("current_page", "40")]);
    assert!(row.extras.readings.is_empty());
    assert_eq!(row.fields.notes.as_deref(), Some("current_page: 40"));
    let row = book(&[("reading_status", "On the pile")]);
    assert_eq!(
        (row.fields.status, row.status_shelf.as_deref()),
        (None, Some("On the pile"))
    );
    // The status of the row before is not its own.
    let row = book(&[("reading_status", "")]);
    assert_eq!((row.fields.status, row.status_shelf), (None, None));
}

#[test]
fn thousands_of_rows() {
    reads_fast(
        FileFormat::BookLogr,
        "title,reading_status,current_page,total_pages,notes",
        |row| format!("Book {row},Currently reading,{},900,[]", row % 800 + 1),
    );
}
