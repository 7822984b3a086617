//! The reading log of Open Library.

use interchange::{FileFormat, Row};
use library::{Role, Status};

use crate::lists::{one, person, read, reads_fast, told};
use crate::problems;

const FIRST: &[u8] = include_bytes!("../samples/openlibrary_reading_log_v1.csv");
const SECOND: &[u8] = include_bytes!("../samples/openlibrary_reading_log_v2.csv");

fn ids(row: &Row) -> Vec<&str> {
    row.fields
        .identifiers
        .iter()
        .map(|id| id.value.as_str())
        .collect()
}

#[test]
fn books_without_a_title_are_called_by_their_ids() {
    let rows = read(FileFormat::OpenLibrary, FIRST);
    let titles: Vec<_> = rows.iter().map(|row| row.fields.title.as_str()).collect();
    assert_eq!(
        titles,
        [
            "Open Library OL1W",
            "Open Library OL2W, OL2M",
            "Open Library OL3W, OL3M"
        ]
    );
    assert_eq!(ids(&rows[1]), ["OL2W", "OL2M"]);
    let statuses: Vec<_> = rows.iter().map(|row| row.fields.status.unwrap()).collect();
    assert_eq!(
        statuses,
        [Status::Reading, Status::WantToRead, Status::Read]
    );
    assert_eq!(told(&rows[0].extras.readings), [".."]);
    assert!(rows[2].extras.readings.is_empty());
    assert_eq!(rows[2].provenance.id, "OL3W");
    assert_eq!(
        problems(&rows[0]),
        ["row: expected a title, found none; called “Open Library OL1W”"]
    );
}

#[test]
fn a_name_with_a_comma_that_is_not_quoted() {
    let rows = read(FileFormat::OpenLibrary, SECOND);
    let row = &rows[0];
    assert_eq!(row.fields.title, "A Study in Scarlet");
    assert_eq!(
        row.fields.contributors,
        [person("Arthur Conan Doyle", Role::Author)]
    );
    assert_eq!(row.fields.first_published.unwrap().to_string(), "1887");
    assert_eq!(row.fields.status, Some(Status::Read));
    assert_eq!(row.fields.rating, None);
    assert_eq!(ids(row), ["OL1W", "OL1M"]);
    assert_eq!(
        row.fields.notes.as_deref(),
        Some("Subjects: Crime | Fiction\nSubject Places: London")
    );
    assert_eq!(problems(row), [""; 0]);
}

#[test]
fn commas_without_a_blank_are_put_together_by_what_follows() {
    let header = std::str::from_utf8(SECOND).unwrap().lines().next().unwrap();
    let read_one = |line: &str| {
        read(
            FileFormat::OpenLibrary,
            format!("{header}\n{line}\n").as_bytes(),
        )
        .remove(0)
    };
    let row = read_one("OL1W,Emma,Austen,Jane,1815,OL1M,1,Want to Read,4,,,True,,,,");
    assert_eq!(row.fields.title, "Emma");
    assert_eq!(
        row.fields.contributors,
        [person("Jane Austen", Role::Author)]
    );
    assert_eq!(row.fields.rating.map(u8::from), Some(16));
    assert_eq!(row.problems.len(), 1);
    // A title and two names, all with their blanks.
    let row =
        read_one("OL1W,Eats, Shoots & Leaves,Truss, Lynne,2003,,1,Already Read,,4.2,900,False,,,,");
    assert_eq!(row.fields.title, "Eats, Shoots & Leaves");
    assert_eq!(
        row.fields.contributors,
        [person("Lynne Truss", Role::Author)]
    );
    assert_eq!((row.fields.rating, row.problems.len()), (None, 0));
    // Quoted as it should be, nothing is put together.
    let row = read_one(
        "OL1W,\"Eats, Shoots & Leaves\",\"Ada Able | Ben Bold\",2003,,1,Read later,,,,,,,,",
    );
    assert_eq!(row.fields.contributors.len(), 2);
    assert_eq!(row.status_shelf.as_deref(), Some("Read later"));
    // Too long, and nothing says where.
    let row = read_one("OL1W,A,B,C,2003,,1,Shelf,,,,,,,,x,y");
    assert!(problems(&row)[0].contains("expected 15 columns, found 17"));
    assert_eq!(row.fields.title, "A");
}

#[test]
fn a_row_of_nothing_but_a_shelf() {
    let row = one(
        FileFormat::OpenLibrary,
        &[
            ("Work Id", ""),
            ("Edition Id", ""),
            ("Bookshelf", "Already Read"),
        ],
    );
    assert_eq!(row.fields.title, "Untitled (row 1)");
}

#[test]
fn thousands_of_rows() {
    reads_fast(
        FileFormat::OpenLibrary,
        "Work Id,Edition Id,Bookshelf",
        |row| format!("OL{row}W,,Already Read"),
    );
}
