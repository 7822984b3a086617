//! Files that are not what they should be: a clear word, and no memory taken.

use std::io::{self, Read};

use interchange::{ImportError, goodreads};

use crate::{problems, read, try_read};

const HEADER: &str = "Book Id,Title,Author,Exclusive Shelf,My Review\n";

#[track_caller]
fn refused(bytes: &[u8], message: &str) {
    let error = try_read(bytes).unwrap_err().to_string();
    assert!(
        error.contains(message),
        "expected “{message}”, found “{error}”"
    );
}

#[test]
fn nothing_in_it() {
    for empty in ["", "\u{feff}", "\n\r\n  \n", "sep=;\n"] {
        assert!(
            matches!(try_read(empty.as_bytes()), Err(ImportError::Empty)),
            "{empty:?}"
        );
    }
    assert_eq!(read(HEADER.as_bytes()), []);
    assert_eq!(read(HEADER.trim_end().as_bytes()), []);
    assert_eq!(
        read(format!("{HEADER},,,,\n\n,,\n").as_bytes()),
        [],
        "rows without any text are blank lines"
    );
}

#[test]
fn a_line_of_the_spreadsheets_own_is_passed_over() {
    let rows = read(b"sep=;\r\n\r\nBook Id;Title;Author;Bookshelves\r\n1;Kim;A;\r\n");
    assert_eq!((rows[0].fields.title.as_str(), rows[0].line), ("Kim", 4));
}

#[test]
fn something_else() {
    refused(
        b"title,isbn,description\nKim,,\n",
        "found the columns “title”, “isbn”, “description”",
    );
    refused(b"Dear diary\ntoday\n", "found a first line of “Dear diary”");
    refused(b"PK\x03\x04\x14\x00", "a workbook or a packed file");
    refused(&[0, 159, 146, 150, 0, 1, 2, 3], "bytes that are no text");
    refused(
        &vec![b'x'; 3_000_000],
        "a first line of more than a million characters",
    );
    refused(
        include_bytes!("../../Cargo.toml"),
        "expected a Goodreads export",
    );
}

#[test]
fn a_quote_that_never_closes() {
    let error =
        try_read(format!("{HEADER}1,\"Kim,A,read,\n2,Emma,B,read,\n").as_bytes()).unwrap_err();
    assert!(
        error
            .to_string()
            .starts_with("line 2, column 2: expected a second quotation mark"),
        "{error}"
    );
}

#[test]
fn the_rows_before_the_damage_are_read_even_when_days_are_looked_for_ahead() {
    let file = "Book Id,Title,Author,Bookshelves,Date Added\n1,Kim,A,,2/5/21\n2,Emma,B,,\n3,\"Cut";
    let mut reader = goodreads::read(file.as_bytes()).unwrap();
    assert_eq!(reader.next().unwrap().unwrap().fields.title, "Kim");
    assert_eq!(reader.next().unwrap().unwrap().fields.title, "Emma");
    assert!(matches!(
        reader.next(),
        Some(Err(ImportError::UnclosedQuote { line: 4, column: 2 }))
    ));
    assert!(reader.next().is_none());
}

#[test]
fn a_cell_without_end() {
    let endless = HEADER
        .as_bytes()
        .chain(&b"1,Kim,A,read,\""[..])
        .chain(io::repeat(b'x'));
    let error = goodreads::read(endless)
        .unwrap()
        .find_map(Result::err)
        .unwrap();
    assert!(
        matches!(
            error,
            ImportError::TooLarge {
                line: 2,
                column: 5,
                ..
            }
        ),
        "{error}"
    );
}

struct Broken;

impl Read for Broken {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        Err(io::Error::other("the disk is on fire"))
    }
}

#[test]
fn a_folder_and_a_broken_disk() {
    let folder = std::fs::File::open(std::env::temp_dir());
    if let Ok(folder) = folder {
        let error = goodreads::read(folder).map(|_| ()).unwrap_err();
        assert_eq!(
            error.to_string(),
            "the file could not be read: expected a file, found a folder"
        );
    }
    let error = goodreads::read(HEADER.as_bytes().chain(Broken))
        .map(|_| ())
        .unwrap_err();
    assert_eq!(
        error.to_string(),
        "the file could not be read: the disk is on fire"
    );
}

#[test]
fn signs_that_cannot_be_kept() {
    let rows = read(format!("{HEADER}1,K\0im,A,read,\n").as_bytes());
    assert_eq!(rows[0].fields.title, "K\u{fffd}im");
    assert_eq!(
        problems(&rows[0]),
        ["Title: holds “\u{fffd}”, which stands for a character that could not be read"]
    );
}

#[test]
fn texts_longer_than_any_field() {
    let long = |length: usize| "é".repeat(length);
    let title = long(100_000);
    assert_eq!(
        read(format!("{HEADER}1,{title},A,read,\n").as_bytes())[0]
            .fields
            .title,
        title
    );

    let row = &read(
        format!(
            "{HEADER}1,{},{},read,{}\n",
            long(1_000_009),
            long(600_000),
            long(1_000_003)
        )
        .as_bytes(),
    )[0];
    assert_eq!(row.fields.title.chars().count(), 1_000_000);
    assert_eq!(
        row.fields.review.as_ref().unwrap().chars().count(),
        1_000_000
    );
    let notes = row.fields.notes.as_ref().unwrap();
    assert!(
        notes.contains(&format!("Title: {}\n", long(9)))
            && notes.ends_with(&format!("My Review: {}", long(3)))
    );
    assert!(notes.contains(&format!("Author: {}\n", long(600_000))));
    let told = problems(row);
    assert_eq!(told.len(), 3, "{told:?}");
    assert!(
        told.iter()
            .all(|problem| problem.contains("expected at most 1000000")),
        "{told:?}"
    );
}

#[test]
fn lists_longer_than_any_field() {
    let names: Vec<String> = (0..1_500).map(|at| format!("N{at}")).collect();
    let row = crate::book(&[
        ("Additional Authors", &names.join(",")),
        ("Bookshelves", &names.join(",")),
    ]);
    assert_eq!(
        (row.fields.contributors.len(), row.fields.tags.len()),
        (1_000, 1_000)
    );
    let notes = row.fields.notes.as_ref().unwrap();
    assert!(notes.contains("Bookshelves: N1000, ") && notes.contains("Additional Authors: N999, "));
    assert!(notes.ends_with("N1499"));
    assert_eq!(row.problems.len(), 2);
}

#[test]
fn rows_that_a_mark_without_its_second_swallowed_are_rows_again() {
    let header = "Book Id,Title,Author,My Rating,Date Read,Exclusive Shelf,My Review\n";
    for (swallowed, title) in [
        ("2,B,Y,3,,read,ok\n3,C,Z,3,,read,\"fine\"\n", "B"),
        ("2,\"B, b\",Y,3,,read,ok\n3,C,Z,3,,read,fine\n", "B, b"),
    ] {
        let list = format!("{header}1,A,X,4,2020/01/02,read,\"never closes\n{swallowed}");
        let rows = read(list.as_bytes());
        let titles: Vec<_> = rows.iter().map(|row| row.fields.title.as_str()).collect();
        assert_eq!(titles, ["A", title, "C"]);
        assert_eq!(rows[0].fields.review.as_deref(), Some("\"never closes"));
        assert_eq!(
            problems(&rows[0]),
            [
                "row: expected a second quotation mark to the one in line 2, column 7, found none; it is taken for text"
            ]
        );
        assert_eq!(rows[2].line, 4);
    }
}

#[test]
fn a_text_that_goes_on_behind_its_closing_mark_is_told() {
    let list = "Book Id,Title,Author,Exclusive Shelf,My Review\n\
        1,A,X,read,\"One line,\nand he said \"hello\" to me\"\n2,B,Y,read,\n";
    let rows = read(list.as_bytes());
    assert_eq!(rows.len(), 2);
    let told = problems(&rows[0]).join("");
    assert!(told.contains("begins in line 2, column 5"), "{told}");
    assert!(rows[0].fields.review.as_ref().unwrap().contains("hello"));
}
