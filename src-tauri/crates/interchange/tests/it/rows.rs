//! What becomes of odd cells: nothing is dropped, nothing is made up, and each oddity is told.

use library::{Contributor, ReadingFacts, Role, Status};

use crate::{book, problems, read};

#[track_caller]
fn odd(column: &str, cell: &str, message: &str) {
    let row = book(&[(column, cell)]);
    assert_eq!(
        problems(&row),
        [format!("{column}: {message}; kept in the notes")]
    );
    assert_eq!(row.fields.notes, Some(format!("{column}: {cell}")));
}

#[test]
fn what_cannot_be_read_is_kept_and_told() {
    odd(
        "My Rating",
        "six",
        "expected 1 to 5 stars (0 for none) in quarters, found “six”",
    );
    odd(
        "My Rating",
        "4.3",
        "expected 1 to 5 stars (0 for none) in quarters, found “4.3”",
    );
    odd(
        "Number of Pages",
        "many",
        "expected a number of pages, found “many”",
    );
    odd(
        "Year Published",
        "0",
        "expected a year such as 1887 or -700, found “0”",
    );
    odd(
        "Original Publication Year",
        "c. 1600",
        "expected a year such as 1887 or -700, found “c. 1600”",
    );
    odd(
        "Date Read",
        "2023/02/30",
        "expected a date such as 2024/01/31, found “2023/02/30”",
    );
    odd(
        "Date Added",
        "2024",
        "expected a day such as 2024/01/31, found “2024”",
    );
    odd(
        "Read Count",
        "99999",
        "expected a number of times from 0 to 100, found “99999”",
    );
    odd(
        "Owned Copies",
        "-1",
        "expected a number of copies from 0 to 100, found “-1”",
    );
    odd(
        "Date Read",
        "2/5/21",
        "expected a date such as 2024/01/31, found “2/5/21”, which is 2021-05-02 or 2021-02-05; nothing in the file shows which",
    );
    let row = book(&[("Read Count", "99999"), ("Owned Copies", "99999")]);
    assert!(row.extras.readings.is_empty() && row.extras.copies.is_empty());
}

#[test]
fn ratings_are_the_readers_own() {
    let rating = |cell: &str| {
        book(&[("My Rating", cell), ("Average Rating", "3.99")])
            .fields
            .rating
            .map(u8::from)
    };
    assert_eq!(
        [rating("0"), rating(""), rating("1"), rating("5")],
        [None, None, Some(4), Some(20)]
    );
    assert_eq!([rating("4.25"), rating("4,25")], [Some(17), Some(17)]);
}

#[test]
fn a_days_order_is_learned_from_the_whole_file_if_it_is_of_one_mind() {
    let added = |others: &str| {
        let file = format!("Book Id,Title,Author,Bookshelves,Date Added\n1,T,A,,2/5/21\n{others}");
        read(file.as_bytes())[0]
            .added
            .as_ref()
            .map(ToString::to_string)
    };
    assert_eq!(added("2,U,A,,31/01/2024\n").as_deref(), Some("2021-05-02"));
    assert_eq!(
        added("2,U,A,,3/3/20\n3,V,A,,6/15/20\n").as_deref(),
        Some("2021-02-05")
    );
    assert_eq!(added("2,U,A,,31/01/2024\n3,V,A,,6/15/20\n"), None);
    assert_eq!(added("2,U,A,,2024/01/31\n"), None);
}

#[test]
fn a_days_order_is_not_learned_from_a_row_that_contradicts_itself() {
    let row = book(&[
        ("Date Read", "2/5/21"),
        ("Date Added", "31/1/20"),
        ("Owned Copies", "1"),
        ("Original Purchase Date", "6/15/20"),
    ]);
    assert_eq!(row.fields.notes.as_deref(), Some("Date Read: 2/5/21"));
    assert_eq!(row.added.unwrap().as_str(), "2020-01-31");
}

#[test]
fn contradictory_numbers_are_both_kept() {
    let row = book(&[
        ("ISBN", "=\"0000000027\""),
        ("ISBN13", "=\"9780000000019\""),
    ]);
    assert_eq!(row.fields.isbn.unwrap().to_string(), "9780000000019");
    assert_eq!(row.fields.identifiers[0].value, "0000000027");
    assert_eq!(row.problems.len(), 1);
    let agreeing = book(&[("ISBN", "19"), ("ISBN13", "978-0-00-000001-9")]);
    assert!(agreeing.problems.is_empty() && agreeing.fields.identifiers.is_empty());
}

#[test]
fn shelves() {
    let shelved = |exclusive: &str, shelves: &str| {
        let row = book(&[("Exclusive Shelf", exclusive), ("Bookshelves", shelves)]);
        (
            row.fields.status,
            row.fields.tags.join("|"),
            row.problems.len(),
        )
    };
    assert_eq!(
        shelved("read", "crime, Crime, read"),
        (Some(Status::Read), "crime".into(), 0)
    );
    assert_eq!(
        shelved("DNF", "dnf, crime"),
        (Some(Status::DidNotFinish), "DNF|crime".into(), 0),
        "a shelf of the reader's own stays, also one that the status follows from"
    );
    assert_eq!(
        shelved("did-not-finish", "abandoned, did-not-finish"),
        (Some(Status::DidNotFinish), "abandoned".into(), 0)
    );
    assert_eq!(
        shelved("waiting", "crime, waiting"),
        (None, "crime".into(), 0)
    );
    assert_eq!(
        shelved("read", "to-read"),
        (Some(Status::Read), "to-read".into(), 0)
    );
    assert_eq!(
        shelved("", "to-read, crime"),
        (Some(Status::WantToRead), "crime".into(), 0)
    );
    assert_eq!(shelved("", ""), (None, String::new(), 0));
    let row = book(&[("Bookshelves with positions", "read (#4), crime (#3)")]);
    assert_eq!(row.fields.tags, ["crime"]);
    let row = book(&[("Exclusive Shelf", "waiting")]);
    assert_eq!(row.status_shelf.as_deref(), Some("waiting"));
    assert_eq!(row.extras.shelves, ["waiting"]);
}

#[test]
fn no_reading_and_no_date_is_made_up() {
    let readings = |cells: &[(&str, &str)]| book(cells).extras.readings;
    assert_eq!(readings(&[("Read Count", "0")]), []);
    assert_eq!(readings(&[]), []);
    let row = book(&[
        ("Exclusive Shelf", "currently-reading"),
        ("Read Count", "1"),
    ]);
    assert_eq!(row.extras.readings, [ReadingFacts::default().into()]);
    let row = book(&[("Exclusive Shelf", "to-read"), ("Read Count", "2")]);
    assert_eq!(row.extras.readings.len(), 2);
    assert!(
        row.extras
            .readings
            .iter()
            .all(|reading| reading.facts.finished.is_none() && reading.facts.outcome.is_some())
    );
}

#[test]
fn people() {
    let row = book(&[
        ("Author", "Homer"),
        ("Author l-f", "Somebody, Else"),
        (
            "Additional Authors",
            "homer, Ada  Lovelace, Ada Lovelace, Émile Zoë-Translator, J. Doe-Letterer",
        ),
    ]);
    let person = |name: &str, role| Contributor {
        name: name.into(),
        role,
    };
    assert_eq!(
        row.fields.contributors,
        [
            person("Homer", Role::Author),
            person("Ada Lovelace", Role::Contributor),
            person("Émile Zoë", Role::Translator),
            person("J. Doe-Letterer", Role::Contributor),
        ]
    );
    assert_eq!(
        row.fields.notes.as_deref(),
        Some("Author l-f: Somebody, Else")
    );
    assert!(row.problems.is_empty());
}

#[test]
fn columns_that_nobody_knows_are_kept() {
    let row = book(&[
        ("Spoiler", "true"),
        ("Mood", "grim\nand long"),
        ("Private Notes", "lent to <b>Ada</b>"),
    ]);
    assert_eq!(
        row.fields.notes.as_deref(),
        Some("lent to **Ada**\n\nSpoiler: true\nMood: grim\nand long")
    );
    assert!(row.problems.is_empty());
}

#[test]
fn rows_of_the_wrong_length_arrive() {
    let rows = read(
        b"Book Id,Title,Author,Exclusive Shelf\n1,Short\n2,Long,A,read,,more,\n3,Exact,A,read,,,\n",
    );
    assert_eq!(
        rows.iter()
            .map(|row| row.fields.title.as_str())
            .collect::<Vec<_>>(),
        ["Short", "Long", "Exact"]
    );
    assert_eq!(
        problems(&rows[0]),
        ["row: expected 4 columns, found 2; the missing ones are taken for empty"]
    );
    assert_eq!(
        problems(&rows[1]),
        ["row: expected 4 columns, found 7; the further ones are kept in the notes"]
    );
    assert_eq!(rows[1].fields.notes.as_deref(), Some("Column 6: more"));
    assert_eq!(
        problems(&rows[2]),
        [""; 0],
        "empty cells at the end say nothing"
    );
}

#[test]
fn a_row_without_a_title_arrives() {
    let row = book(&[("Title", " ")]);
    assert_eq!(row.fields.title, "Untitled (row 1)");
    assert_eq!(
        problems(&row),
        ["Title: expected a title, found none; called “Untitled (row 1)”"]
    );
}

#[test]
fn a_book_without_an_id_is_known_again() {
    let id = |title: &str| book(&[("Book Id", ""), ("Title", title)]).provenance.id;
    assert_eq!(id("T"), id("T"));
    assert_ne!(id("T"), id("U"));
    let row = book(&[("Book Id", "9.00E+05")]);
    assert!(row.provenance.id.starts_with("title:"));
    assert_eq!(row.fields.notes.as_deref(), Some("Book Id: 9.00E+05"));
}
