//! The export of `BookWyrm`.

use interchange::{FileFormat, Row};
use library::{BookFields, Identifier, Role, Status};

use crate::lists::{one_of, person, read, reads_fast, told};
use crate::problems;

const SAMPLE: &[u8] = include_bytes!("../samples/bookwyrm.csv");

fn book(cells: &[(&str, &str)]) -> Row {
    let usual = [
        ("title", "T"),
        ("author_text", "A"),
        ("remote_id", "https://example.com/book/7"),
    ];
    one_of(FileFormat::BookWyrm, &usual, cells)
}

#[test]
fn the_sample() {
    let rows = read(FileFormat::BookWyrm, SAMPLE);
    assert_eq!(rows.len(), 1);
    let row = &rows[0];
    assert_eq!(
        row.fields,
        BookFields {
            title: "A Study in Scarlet".into(),
            contributors: vec![person("Arthur Conan Doyle", Role::Author)],
            isbn: "9780000000019".parse().ok(),
            status: Some(Status::Read),
            rating: 18.try_into().ok(),
            review: Some("Sharp.\nTwo lines.".into()),
            notes: Some("review_published: 2024-03-01".into()),
            ..BookFields::default()
        }
    );
    assert_eq!(
        told(&row.extras.readings),
        ["2024-02-20..2024-02-29 finished"]
    );
    assert_eq!(row.added.as_ref().unwrap().as_str(), "2024-01-31");
    assert_eq!(row.provenance.id, "https://example.com/book/1");
    assert_eq!(problems(row), [""; 0]);
}

#[test]
fn shelves_of_everybody_and_of_ones_own() {
    let status = |shelf| {
        book(&[("shelf", shelf), ("shelf_name", "Any")])
            .fields
            .status
    };
    assert_eq!(
        [
            status("to-read"),
            status("reading"),
            status("read"),
            status("stopped-reading"),
            status("")
        ],
        [
            Some(Status::WantToRead),
            Some(Status::Reading),
            Some(Status::Read),
            Some(Status::DidNotFinish),
            None
        ]
    );
    let row = book(&[("shelf", "cosy-12"), ("shelf_name", "Cosy")]);
    assert_eq!(
        (row.fields.status, row.status_shelf.as_deref()),
        (None, Some("Cosy"))
    );
    assert_eq!(row.extras.shelves, ["Cosy"]);
    // A book on a shelf of its owner's was read if a reading says so.
    let row = book(&[
        ("shelf", "cosy-12"),
        ("shelf_name", "Cosy"),
        ("finish_date", "2024-02-29"),
    ]);
    assert_eq!(
        (row.fields.status, row.status_shelf),
        (Some(Status::Read), None)
    );
}

#[test]
fn readings_that_were_stopped_or_go_on() {
    let readings = |cells: &[(&str, &str)]| told(&book(cells).extras.readings);
    assert_eq!(
        readings(&[
            ("shelf", "stopped-reading"),
            ("start_date", "2024-01-01"),
            ("stopped_date", "2024-01-05")
        ]),
        ["2024-01-01..2024-01-05 abandoned"]
    );
    assert_eq!(
        readings(&[("shelf", "reading"), ("start_date", "2024-01-01")]),
        ["2024-01-01.."]
    );
    assert_eq!(readings(&[("shelf", "reading")]), [".."]);
    assert_eq!(
        readings(&[("shelf", "reading"), ("finish_date", "2020-01-01")]),
        ["..2020-01-01 finished", ".."]
    );
    assert_eq!(readings(&[("shelf", "read")]), [""; 0]);
}

#[test]
fn keys_of_other_catalogues_and_a_review_with_a_name() {
    let row = book(&[
        ("openlibrary_key", "OL1M"),
        ("goodreads_key", "900001"),
        ("oclc_number", "12345"),
        ("rating", "3.50"),
        ("review_name", "Well"),
        ("review_content", "<p>One</p><p>Two</p>"),
        ("review_cw", "blood"),
    ]);
    let identifiers: Vec<(&str, &str)> = row
        .fields
        .identifiers
        .iter()
        .map(|Identifier { scheme, value }| (scheme.as_str(), value.as_str()))
        .collect();
    assert_eq!(
        identifiers,
        [
            ("openlibrary", "OL1M"),
            ("goodreads", "900001"),
            ("oclc", "12345")
        ]
    );
    assert_eq!(row.fields.rating.map(u8::from), Some(14));
    assert_eq!(row.fields.review.as_deref(), Some("**Well**\n\nOne\n\nTwo"));
    assert_eq!(row.fields.notes.as_deref(), Some("review_cw: blood"));
}

#[test]
fn thousands_of_rows() {
    reads_fast(
        FileFormat::BookWyrm,
        "title,author_text,remote_id,rating",
        |row| {
            format!(
                "Book {row},A,https://example.com/book/{row},{}",
                row % 5 + 1
            )
        },
    );
}
