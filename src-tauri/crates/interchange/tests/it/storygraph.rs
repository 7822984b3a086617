//! The export of `StoryGraph`.

use interchange::{FileFormat, Row};
use library::{BookFields, Format, Identifier, Role, Status};

use crate::lists::{one_of, person, read, reads_fast, told};
use crate::problems;

const SAMPLE: &[u8] = include_bytes!("../samples/storygraph_23col.csv");

fn book(cells: &[(&str, &str)]) -> Row {
    let usual = [
        ("Title", "T"),
        ("Authors", "A"),
        ("Read Status", "read"),
        ("Star Rating", ""),
    ];
    one_of(FileFormat::StoryGraph, &usual, cells)
}

#[test]
fn the_sample() {
    let rows = read(FileFormat::StoryGraph, SAMPLE);
    assert_eq!(rows.len(), 6);
    assert_eq!(
        rows[0].fields,
        BookFields {
            title: "A Study in Scarlet".into(),
            contributors: vec![person("Arthur Conan Doyle", Role::Author)],
            isbn: "9780000000019".parse().ok(),
            format: Some(Format::Paperback),
            status: Some(Status::Read),
            rating: 17.try_into().ok(),
            tags: vec!["crime".into(), "victorian".into()],
            review: Some("Quick and sharp.\n\nSecond paragraph.".into()),
            notes: Some(
                "Moods: mysterious, tense\nPace: fast\nCharacter- or Plot-Driven?: Plot\n\
                 Strong Character Development?: No\nLoveable Characters?: Yes\nDiverse Characters?: No\n\
                 Flawed Characters?: Yes"
                    .into()
            ),
            ..BookFields::default()
        }
    );
    assert_eq!(
        rows[1].fields.contributors,
        [
            person("Homer", Role::Author),
            person("Émile Zoë", Role::Translator),
            person("Jane Doe", Role::Narrator)
        ]
    );
    assert_eq!(rows[1].fields.isbn.unwrap().to_string(), "9780000000026");
    assert_eq!(rows[1].fields.format, Some(Format::Audiobook));
    assert_eq!(rows[2].fields.title, "Les Misérables");
    assert_eq!(
        (rows[2].fields.isbn, rows[2].fields.identifiers.len()),
        (None, 0)
    );
    assert_eq!(
        rows[3].fields.identifiers,
        [Identifier {
            scheme: "storygraph".into(),
            value: "B00EXAMPLE1".into()
        }]
    );
    assert_eq!(
        rows[5].fields.contributors,
        [
            person("Anon", Role::Author),
            person("Second Author", Role::Author)
        ]
    );
    let ratings: Vec<_> = rows
        .iter()
        .map(|row| row.fields.rating.map(u8::from))
        .collect();
    assert_eq!(ratings, [Some(17), None, Some(20), None, None, Some(2)]);
    let statuses: Vec<_> = rows.iter().map(|row| row.fields.status.unwrap()).collect();
    assert_eq!(
        statuses,
        [
            Status::Read,
            Status::WantToRead,
            Status::Read,
            Status::DidNotFinish,
            Status::Reading,
            Status::Read
        ]
    );
    let readings: Vec<_> = rows
        .iter()
        .map(|row| told(&row.extras.readings).join(", "))
        .collect();
    assert_eq!(
        readings,
        [
            "2023-01-02..2023-01-15 finished, 2024-02-20..2024-02-29 finished",
            "",
            "..2020-07-01 finished",
            "",
            "..",
            ".. finished"
        ]
    );
    let copies: Vec<_> = rows.iter().map(|row| row.extras.copies.len()).collect();
    assert_eq!(copies, [1, 0, 0, 0, 1, 0]);
    assert_eq!(rows[4].added.as_ref().unwrap().as_str(), "2026-01-02");
    for row in &rows {
        assert_eq!(problems(row), [""; 0]);
        assert_eq!(row.provenance.source, "storygraph");
    }
    // No two of them are taken for one.
    let ids: std::collections::HashSet<_> = rows.iter().map(|row| &row.provenance.id).collect();
    assert_eq!(ids.len(), 6);
}

#[test]
fn the_header_of_2021() {
    let file = "Title,Author,ISBN,Read Status,Star Rating,Review\nT,\"Ada Able, Ben Bold\",0000000027,to-read,,\n";
    let row = read(FileFormat::StoryGraph, file.as_bytes()).remove(0);
    assert_eq!(row.fields.contributors.len(), 2);
    assert_eq!(row.fields.isbn.unwrap().to_string(), "9780000000026");
    assert_eq!(row.fields.notes, None);
}

#[test]
fn statuses() {
    let status = |word| book(&[("Read Status", word)]).fields.status;
    assert_eq!(
        [
            status("read"),
            status("currently-reading"),
            status("to-read"),
            status("did-not-finish"),
            status("paused"),
            status("")
        ],
        [
            Some(Status::Read),
            Some(Status::Reading),
            Some(Status::WantToRead),
            Some(Status::DidNotFinish),
            Some(Status::Paused),
            None
        ]
    );
    let row = book(&[("Read Status", "borrowed")]);
    assert_eq!(
        (row.fields.status, row.status_shelf.as_deref()),
        (None, Some("borrowed"))
    );
    assert_eq!(row.extras.shelves, ["borrowed"]);
}

#[test]
fn readings() {
    let readings = |status, dates, count| {
        let row = book(&[
            ("Read Status", status),
            ("Dates Read", dates),
            ("Read Count", count),
        ]);
        told(&row.extras.readings).join(", ")
    };
    assert_eq!(
        readings("read", "2020/07/01", "3"),
        ".. finished, .. finished, ..2020-07-01 finished"
    );
    assert_eq!(
        readings("read", "2020/07-2020/08, 2019", "2"),
        "..2019 finished, 2020-07..2020-08 finished"
    );
    assert_eq!(readings("read", "2019-2020", "1"), "2019..2020 finished");
    assert_eq!(
        readings("read", "2024-02-20 - 2024-02-29", "1"),
        "2024-02-20..2024-02-29 finished"
    );
    assert_eq!(readings("read", "2024-02-29", "1"), "..2024-02-29 finished");
    assert_eq!(
        readings("read", "2024/02/20-", "1"),
        "2024-02-20.. finished"
    );
    assert_eq!(
        readings("read", "-2024/02/20", "1"),
        "..2024-02-20 finished"
    );
    assert_eq!(
        readings("currently-reading", "2024/02/20-", "0"),
        "2024-02-20.."
    );
    assert_eq!(
        readings("currently-reading", "2020/07/01", "1"),
        "..2020-07-01 finished, .."
    );
    assert_eq!(readings("paused", "", "0"), "..");
    // Only the last of them was given up.
    assert_eq!(
        readings("did-not-finish", "2024/02/20-2024/03/01, 2020/07/01", "1"),
        "..2020-07-01 finished, 2024-02-20..2024-03-01 abandoned"
    );
    assert_eq!(readings("read", "", "0"), "");
    assert_eq!(readings("read", "", "2"), ".. finished, .. finished");
}

#[test]
fn dates_that_are_none_and_a_last_one_that_is_not_among_them() {
    let row = book(&[
        ("Dates Read", "2020/02/30, soon-2021/01/01"),
        ("Read Count", "many"),
    ]);
    assert_eq!(told(&row.extras.readings), ["..2021-01-01 finished"]);
    assert_eq!(row.problems.len(), 3);
    assert!(row.fields.notes.as_deref().unwrap().contains("2020/02/30"));
    let row = book(&[
        ("Dates Read", "2020/02/03"),
        ("Last Date Read", "2022/01/01"),
    ]);
    assert_eq!(
        row.fields.notes.as_deref(),
        Some("Last Date Read: 2022-01-01")
    );
    let row = book(&[("Last Date Read", "2022/01/01")]);
    assert_eq!(
        (told(&row.extras.readings).join(""), row.fields.notes),
        ("..2022-01-01 finished".to_owned(), None)
    );
}

#[test]
fn numbers_that_are_no_isbn() {
    let found = |number| {
        let row = book(&[("ISBN/UID", number)]);
        let ids: Vec<String> = row
            .fields
            .identifiers
            .iter()
            .map(|id| format!("{}:{}", id.scheme, id.value))
            .collect();
        (
            row.fields.isbn.map(|isbn| isbn.to_string()),
            ids.join(","),
            row.problems.len(),
        )
    };
    assert_eq!(
        found("080442957X"),
        (Some("9780804429573".into()), String::new(), 0)
    );
    assert_eq!(found("B00EXAMPL1"), (None, "asin:B00EXAMPL1".into(), 0));
    assert_eq!(
        found("3f6c-77aa-91"),
        (None, "storygraph:3f6c-77aa-91".into(), 0)
    );
    assert_eq!(
        found("9780000000018"),
        (None, "other:9780000000018".into(), 1)
    );
    assert_eq!(found(""), (None, String::new(), 0));
}

#[test]
fn quarters_of_a_star_and_nothing_between_them() {
    let rating = |cell| book(&[("Star Rating", cell)]).fields.rating.map(u8::from);
    assert_eq!(
        [
            rating("4.25"),
            rating("0.5"),
            rating("5.0"),
            rating("0.0"),
            rating("")
        ],
        [Some(17), Some(2), Some(20), None, None]
    );
    let row = book(&[("Star Rating", "4.3")]);
    assert_eq!(
        (
            row.fields.rating,
            row.fields.notes.as_deref(),
            row.problems.len()
        ),
        (None, Some("Star Rating: 4.3"), 1)
    );
    assert_eq!(
        problems(&book(&[("Owned?", "perhaps")])),
        ["Owned?: expected Yes or No, found “perhaps”; kept in the notes"]
    );
}

#[test]
fn thousands_of_rows() {
    reads_fast(
        FileFormat::StoryGraph,
        "Title,Authors,Read Status,Star Rating,Dates Read",
        |row| format!("Book {row},A,read,4.25,\"2023/01/02-2023/01/15, 2024/02/20-2024/02/29\""),
    );
}
