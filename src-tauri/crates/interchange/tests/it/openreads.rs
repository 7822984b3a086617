//! The table of Openreads.

use interchange::{FileFormat, Row};
use library::{BookFields, Format, Identifier, Role, Status};

use crate::lists::{one_of, person, read, reads_fast, told};
use crate::problems;

const SAMPLE: &[u8] = include_bytes!("../samples/openreads.csv");

fn book(cells: &[(&str, &str)]) -> Row {
    let usual = [
        ("title", "T"),
        ("author", "A"),
        ("status", "finished"),
        ("deleted", "false"),
        ("my_review", ""),
        ("book_format", ""),
    ];
    one_of(FileFormat::Openreads, &usual, cells)
}

#[test]
fn the_sample() {
    let rows = read(FileFormat::Openreads, SAMPLE);
    let [study, miserables, kokoro] = rows.as_slice() else {
        panic!("expected three rows, found {}", rows.len());
    };
    assert_eq!(
        study.fields,
        BookFields {
            title: "A Study in Scarlet".into(),
            contributors: vec![person("Arthur Conan Doyle", Role::Author)],
            published: "2001".parse().ok(),
            isbn: "9780000000019".parse().ok(),
            identifiers: vec![Identifier {
                scheme: "openlibrary".into(),
                value: "OL1M".into()
            }],
            format: Some(Format::Paperback),
            pages: Some(123),
            status: Some(Status::Read),
            rating: 18.try_into().ok(),
            favourite: true,
            tags: vec!["crime".into(), "victorian".into()],
            description: Some("Line one, with comma\n\nLine three.".into()),
            review: Some("Sharp.".into()),
            notes: Some("p. 12 is great".into()),
            ..BookFields::default()
        }
    );
    assert_eq!(
        told(&study.extras.readings),
        [
            "2023-01-02..2023-01-15 finished",
            "2024-02-20..2024-02-29 finished (1:30:00)"
        ]
    );
    assert_eq!(study.added.as_ref().unwrap().as_str(), "2024-01-31");
    assert_eq!(
        study.extras.changed.as_ref().unwrap().as_str(),
        "2024-03-01"
    );
    assert_eq!(study.extras.trashed, None);

    assert_eq!(
        miserables.fields.contributors,
        [
            person("Victor Hugo", Role::Author),
            person("Émile Zoë", Role::Author)
        ]
    );
    assert_eq!(miserables.fields.status, Some(Status::WantToRead));
    assert_eq!(miserables.fields.format, Some(Format::Ebook));
    assert_eq!(miserables.fields.rating, None);
    assert!(miserables.extras.readings.is_empty());

    assert_eq!(kokoro.fields.status, Some(Status::DidNotFinish));
    assert_eq!(told(&kokoro.extras.readings), ["2025-03-01.. abandoned"]);
    assert_eq!(
        kokoro.extras.trashed.as_ref().unwrap().as_str(),
        "2025-03-09"
    );
    for row in &rows {
        assert_eq!(problems(row), [""; 0]);
        assert_eq!(row.provenance.source, "openreads");
    }
}

#[test]
fn a_status_that_is_none_and_one_that_is_not_known() {
    assert_eq!(book(&[("status", "unknown")]).fields.status, None);
    let row = book(&[("status", "lent")]);
    assert_eq!(row.status_shelf.as_deref(), Some("lent"));
    assert_eq!(row.extras.shelves, ["lent"]);
    let row = book(&[("status", "in_progress")]);
    assert_eq!(row.fields.status, Some(Status::Reading));
    assert_eq!(told(&row.extras.readings), [".."]);
}

#[test]
fn readings_that_lack_something() {
    let readings = |status, cell| {
        told(
            &book(&[("status", status), ("readings", cell)])
                .extras
                .readings,
        )
    };
    assert_eq!(readings("finished", ""), [""; 0]);
    assert_eq!(readings("finished", "||"), [""; 0]);
    assert_eq!(readings("finished", "||5400000"), [".. finished (1:30:00)"]);
    assert_eq!(
        readings("finished", "2024-01-02T00:00:00.000||"),
        ["2024-01-02.. finished"]
    );
    assert_eq!(
        readings(
            "in_progress",
            "2024-01-02T00:00:00.000||;2023-01-02T00:00:00.000|2023-01-03T00:00:00.000|"
        ),
        ["2023-01-02..2023-01-03 finished", "2024-01-02.."]
    );
    assert_eq!(
        readings(
            "abandoned",
            "2023-01-02T00:00:00.000|2023-01-03T00:00:00.000|;2024-01-02T00:00:00.000|2024-01-09T00:00:00.000|"
        ),
        [
            "2023-01-02..2023-01-03 finished",
            "2024-01-02..2024-01-09 abandoned"
        ]
    );
    // The day from which computers count is no day on which anybody read.
    assert_eq!(
        readings(
            "finished",
            "1970-01-01T00:00:00.000|1970-01-01T00:00:00.000|"
        ),
        [""; 0]
    );
    let row = book(&[("readings", "soon|2024-02-30|x")]);
    assert!(row.extras.readings.is_empty());
    assert_eq!(
        row.fields.notes.as_deref(),
        Some("readings: soon\nreadings: 2024-02-30\nreadings: x")
    );
    assert_eq!(row.problems.len(), 3);
}

#[test]
fn the_columns_of_older_and_newer_tables() {
    let row = book(&[
        ("start_date", "2022-03-01T00:00:00.000"),
        ("finish_date", "2022-03-04T00:00:00.000"),
        ("reading_time", "7200000"),
        ("publisher", "Example House"),
    ]);
    assert_eq!(
        told(&row.extras.readings),
        ["2022-03-01..2022-03-04 finished (2:00:00)"]
    );
    assert_eq!(row.fields.publisher.as_deref(), Some("Example House"));
    assert_eq!(row.fields.notes, None);
}

#[test]
fn deleted_without_any_date_is_told() {
    let row = book(&[("deleted", "true")]);
    assert_eq!(row.extras.trashed, None);
    assert_eq!(row.fields.notes.as_deref(), Some("deleted: true"));
    assert_eq!(
        problems(&row),
        ["deleted: expected since when, found no date at all; kept in the notes"]
    );
}

#[test]
fn thousands_of_rows() {
    reads_fast(
        FileFormat::Openreads,
        "title,author,status,my_review,book_format,readings",
        |row| {
            format!("Book {row},A,finished,,ebook,2024-01-02T00:00:00.000|2024-01-03T00:00:00.000|")
        },
    );
}
