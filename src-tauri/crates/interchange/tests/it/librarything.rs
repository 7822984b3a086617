//! The table of `LibraryThing`.

use interchange::{FileFormat, Row};
use library::{
    BookFields, Contributor, CopyRecord, Format, Identifier, LoanRecord, OwnedCopy, Role, Status,
};

use crate::lists::{person, read, reads_fast, told};
use crate::problems;

const USUAL: &[u8] = include_bytes!("../samples/librarything_49col.tsv");
const NEWEST: &[u8] = include_bytes!("../samples/librarything_54col.tsv");

fn table(cells: &[(&str, &str)]) -> Vec<u8> {
    let usual = [
        ("Book Id", "1"),
        ("Title", "T"),
        ("Primary Author", "A"),
        ("Copies", "1"),
    ];
    let named = |name: &str| cells.iter().any(|(column, _)| *column == name);
    let all: Vec<_> = usual
        .iter()
        .filter(|(name, _)| !named(name))
        .chain(cells)
        .collect();
    let line = |cells: Vec<&str>| cells.join("\t") + "\n";
    let header = all.iter().map(|(name, _)| *name).collect();
    let cells = all.iter().map(|(_, cell)| *cell).collect();
    (line(header) + &line(cells)).into_bytes()
}

fn book(cells: &[(&str, &str)]) -> Row {
    let mut rows = read(FileFormat::LibraryThing, &table(cells));
    assert_eq!(rows.len(), 1);
    rows.remove(0)
}

fn identifier(scheme: &str, value: &str) -> Identifier {
    Identifier {
        scheme: scheme.into(),
        value: value.into(),
    }
}

#[test]
fn the_samples() {
    for (sample, is_newest) in [(USUAL, false), (NEWEST, true)] {
        let rows = read(FileFormat::LibraryThing, sample);
        let [study, miserables] = rows.as_slice() else {
            panic!("expected two rows, found {}", rows.len());
        };
        assert_eq!(
            study.fields,
            BookFields {
                title: "A Study in Scarlet".into(),
                contributors: vec![person("Arthur Conan Doyle", Role::Author)],
                publisher: Some("Example House".into()),
                published: "2001".parse().ok(),
                isbn: "9780000000019".parse().ok(),
                identifiers: vec![identifier("librarything", "12345")],
                language: Some("English".into()),
                format: Some(Format::Paperback),
                pages: Some(123),
                status: Some(Status::Read),
                rating: 18.try_into().ok(),
                price: is_newest.then(|| library::Money::new(999, "USD").unwrap()),
                tags: vec!["crime".into(), "victorian".into()],
                review: Some("Sharp".into()),
                notes: Some(
                    "Physical Description: 123 p.; 7.24 inches\nWeight: 0.5 pounds\nHeight: 7.24 inches\n\
                     Subjects: Detective fiction|Brontüe, Emily > Criticism\nDewey Decimal: 823"
                        .into()
                ),
                ..BookFields::default()
            }
        );
        assert_eq!(
            told(&study.extras.readings),
            ["2024-02-20..2024-02-29 finished"]
        );
        assert_eq!(
            study.extras.copies,
            [CopyRecord {
                facts: OwnedCopy {
                    acquired: "2023-12-25".parse().ok(),
                    price: is_newest.then(|| library::Money::new(450, "EUR").unwrap()),
                    condition: is_newest.then(|| "Very good".into()),
                    ..OwnedCopy::default()
                },
                loans: vec![LoanRecord {
                    person: "Ada".into(),
                    since: "2024-03-01".parse().ok(),
                    ..LoanRecord::default()
                }],
            }]
        );
        // It is among those that are owned and among those that are not: the second stays to be seen.
        assert_eq!(study.extras.shelves, ["Read but unowned"]);
        assert_eq!(study.added.as_ref().unwrap().as_str(), "2024-01-31");
        assert_eq!(study.provenance.id, "800001");

        assert_eq!(
            miserables.fields,
            BookFields {
                title: "Les Misérables".into(),
                contributors: vec![
                    person("Victor Hugo", Role::Author),
                    person("Émile Zoë", Role::Translator)
                ],
                publisher: Some("Éditions Exemple".into()),
                published: "1998".parse().ok(),
                language: Some("French".into()),
                format: Some(Format::Other("Broché".into())),
                status: Some(Status::WantToRead),
                rating: 20.try_into().ok(),
                notes: Some("Publication: Éditions Exemple (1998), Poche".into()),
                ..BookFields::default()
            }
        );
        assert!(miserables.extras.copies.is_empty() && miserables.extras.shelves.is_empty());
        for row in &rows {
            assert_eq!(problems(row), [""; 0]);
        }
    }
}

#[test]
fn single_bytes_of_the_libraries_old_character_set() {
    let mut file = table(&[("Title", "Les Misérables")]);
    let header = file.iter().position(|byte| *byte == b'\n').unwrap() + 1;
    file.extend_from_slice(b"2\tBront\xe8e, Emily\t1\tDvo\xe9r\xe2ak\n");
    let rows = read(FileFormat::LibraryThing, &file);
    assert_eq!(rows[0].fields.title, "Les Misérables");
    assert_eq!(rows[1].fields.title, "Dvořák");
    assert_eq!(rows[1].fields.contributors[0].name, "Emily Brontë");
    // Without any UTF-8 in the file, a spreadsheet saved it.
    let mut file = file[..header].to_vec();
    file.extend_from_slice(b"1\tA\t1\tLes Mis\xe9rables\n");
    assert_eq!(
        read(FileFormat::LibraryThing, &file)[0].fields.title,
        "Les Misérables"
    );
}

#[test]
fn quotation_marks_are_text() {
    let row = book(&[
        ("Title", "\"Repent, Harlequin!\" Said the Ticktockman"),
        ("Review", "\"Good\""),
    ]);
    assert_eq!(
        row.fields.title,
        "\"Repent, Harlequin!\" Said the Ticktockman"
    );
    assert_eq!(row.fields.review.as_deref(), Some("\"Good\""));
    // What goes into the file of odd rows can be read again.
    let row = book(&[
        ("Title", "5\" shells"),
        ("Rating", "six"),
        ("Review", "a[Return]b"),
    ]);
    let raw = row.raw.unwrap();
    assert_eq!(raw, "1\tA\t1\t5\" shells\tsix\ta[Return]b");
}

#[test]
fn line_ends_within_a_text() {
    let row = book(&[("Review", "One[Return][Return]Two")]);
    assert_eq!(row.fields.review.as_deref(), Some("One\n\nTwo"));
    let file = b"Book Id\tTitle\tPrimary Author\tReview\tRating\tCopies\n\
        1\tT\tA\tOne\n\n1984 was better.\nThree\t4\t1\n2\tU\tB\tFine\t3.5\t1\n3\tShort\tC\n";
    let rows = read(FileFormat::LibraryThing, file);
    assert_eq!(rows.len(), 3);
    assert_eq!(
        rows[0].fields.review.as_deref(),
        Some("One\n\n1984 was better.\nThree")
    );
    assert_eq!(rows[0].fields.rating.map(u8::from), Some(16));
    assert_eq!(
        (rows[1].line, rows[1].fields.rating.map(u8::from)),
        (6, Some(14))
    );
    assert_eq!(problems(&rows[0]), [""; 0]);
    assert_eq!(
        problems(&rows[2]),
        ["row: expected 6 columns, found 3; the missing ones are taken for empty"]
    );
}

#[test]
fn collections_say_the_status_what_is_owned_and_what_is_wished_for() {
    let status = |collections| book(&[("Collections", collections)]).fields.status;
    assert_eq!(
        [
            status("Currently reading"),
            status("Your library, To read"),
            status("Read but unowned"),
            status("Your library"),
            status("Did not finish")
        ],
        [
            Some(Status::Reading),
            Some(Status::WantToRead),
            Some(Status::Read),
            None,
            Some(Status::DidNotFinish)
        ]
    );
    let row = book(&[
        ("Collections", "Wishlist, Cosy"),
        ("Entry Date", "[2020-06-15]"),
    ]);
    assert_eq!(
        row.extras.wish.unwrap().added.unwrap().as_str(),
        "2020-06-15"
    );
    assert_eq!(row.extras.shelves, ["Cosy"]);
    assert!(row.extras.copies.is_empty() && row.fields.notes.is_none());
    let row = book(&[("Collections", "Your library, Favorites"), ("Copies", "2")]);
    assert_eq!(
        (
            row.extras.copies.len(),
            row.fields.favourite,
            row.extras.shelves.len()
        ),
        (2, true, 0)
    );
    // What is read now is not what waits to be read.
    let row = book(&[("Collections", "To read, Currently reading")]);
    assert_eq!(
        (row.fields.status, row.extras.shelves),
        (Some(Status::Reading), vec!["To read".to_owned()])
    );
    // Nobody buys what is only wished for: the price paid stays in the notes.
    let row = book(&[
        ("Collections", "Wishlist"),
        ("Purchase Price", "$3"),
        ("Copies", "2"),
    ]);
    assert_eq!(
        row.fields.notes.as_deref(),
        Some("Purchase Price: $3\nCopies: 2")
    );
    assert_eq!(book(&[("Acquired", "[2020-01-02]")]).extras.copies.len(), 1);
    assert_eq!(book(&[]).extras.copies.len(), 0);
}

#[test]
fn readings() {
    let readings = |cells: &[(&str, &str)]| told(&book(cells).extras.readings);
    assert_eq!(
        readings(&[("Date Started", "[2024-01-02]")]),
        ["2024-01-02.."]
    );
    assert_eq!(
        readings(&[
            ("Date Started", "[2010-01-02], [2024-01-02]"),
            ("Date Read", "[2010-02-01]")
        ]),
        ["2010-01-02..2010-02-01 finished", "2024-01-02.."]
    );
    assert_eq!(readings(&[("Date Read", "[2007]")]), ["..2007 finished"]);
    assert_eq!(
        readings(&[
            ("Collections", "Currently reading"),
            ("Date Read", "[2007-04-16]")
        ]),
        ["..2007-04-16 finished", ".."]
    );
    assert_eq!(
        readings(&[("Collections", "Abandoned"), ("Date Read", "[2007-04-16]")]),
        ["..2007-04-16 abandoned"]
    );
    let row = book(&[("Date Read", "[soon]")]);
    assert_eq!(row.fields.notes.as_deref(), Some("Date Read: soon"));
    assert_eq!(row.fields.status, None);
}

#[test]
fn people_and_their_roles() {
    let row = book(&[
        ("Primary Author", "Le Guin, Ursula K."),
        ("Secondary Author", "Zoë, Émile|Doe, Jane|Ōe, Ken"),
        ("Secondary Author Roles", "Translator||Cover artist"),
    ]);
    assert_eq!(
        row.fields.contributors,
        [
            person("Ursula K. Le Guin", Role::Author),
            person("Émile Zoë", Role::Translator),
            person("Jane Doe", Role::Contributor),
            person("Ken Ōe", Role::from("Cover artist")),
        ]
    );
    let people = |cells: &[(&str, &str)]| -> Vec<Contributor> { book(cells).fields.contributors };
    assert_eq!(
        people(&[
            ("Primary Author", "Doe, Jane"),
            ("Primary Author Role", "Editor")
        ]),
        [person("Jane Doe", Role::Editor)]
    );
    assert_eq!(people(&[("Primary Author", "")]), []);
}

#[test]
fn the_line_about_the_edition() {
    let found = |line, media, pages| {
        let row = book(&[
            ("Publication", line),
            ("Media", media),
            ("Page Count", pages),
            ("Date", "2001"),
        ]);
        (
            row.fields.publisher,
            row.fields.format.map(|format| format.name().to_owned()),
            row.fields.pages,
            row.fields.notes,
        )
    };
    let house = || Some("Example House".to_owned());
    let paper = || Some("paperback".to_owned());
    assert_eq!(
        found("Example House (2001), Paperback, 123 pages", "", ""),
        (house(), paper(), Some(123), None)
    );
    assert_eq!(
        found("Example House (2001), 123 pages", "Paperback", "123 "),
        (house(), paper(), Some(123), None)
    );
    // Whatever is not elsewhere stays to be read.
    let kept = |line: &str| Some(format!("Publication: {line}"));
    let line = "Example House (1999), Edition: 2nd, 123 pages";
    assert_eq!(
        found(line, "Paperback", "120"),
        (house(), paper(), Some(120), kept(line))
    );
    let line = "London : Example House, 2001.";
    assert_eq!(found(line, "", ""), (None, None, None, kept(line)));
    assert_eq!(
        book(&[("Publication", "Example House (1999)")])
            .fields
            .published
            .unwrap()
            .to_string(),
        "1999"
    );
}

#[test]
fn what_the_site_makes_up_is_left_out() {
    let row = book(&[
        ("Title", "Emma"),
        ("Summary", "Emma by Jane Austen (2001)"),
        ("Source", "Amazon.com"),
        ("Sort Character", "1"),
    ]);
    assert_eq!(
        (
            row.fields.description,
            row.fields.notes,
            row.fields.sort_title
        ),
        (None, None, None)
    );
    let row = book(&[("Summary", "A young <i>woman</i>.[Return]Twice")]);
    assert_eq!(
        row.fields.description.as_deref(),
        Some("A young *woman*.\nTwice")
    );
    let sort = |title, at| {
        book(&[("Title", title), ("Sort Character", at)])
            .fields
            .sort_title
    };
    assert_eq!(sort("The Odyssey", "5"), None);
    assert_eq!(sort("The Life of Emma", "13").as_deref(), Some("Emma"));
    assert_eq!(sort("T", "99"), None);
}

#[test]
fn numbers_notes_and_languages() {
    let row = book(&[
        ("ISBN", "[0000000019]"),
        ("ISBNs", "0000000019, 9780000000019, 9780000000330"),
        ("ISSN", "1234-5678"),
        ("LCCN", "12345"),
        ("OCLC", "678"),
        ("Comment", "public"),
        ("Private Comment", "private[Return]too"),
        ("Languages", "French, English"),
        ("Original Languages", "French"),
        ("List Price", "dear"),
    ]);
    assert_eq!(row.fields.isbn.unwrap().to_string(), "9780000000019");
    assert_eq!(
        row.fields.identifiers,
        [
            identifier("isbn", "9780000000330"),
            identifier("issn", "1234-5678"),
            identifier("lccn", "12345"),
            identifier("oclc", "678")
        ]
    );
    assert_eq!(row.fields.language.as_deref(), Some("French"));
    assert_eq!(
        row.fields.notes.as_deref(),
        Some(
            "public\n\nprivate\ntoo\n\nLanguages: French, English\nOriginal Languages: French\nList Price: dear"
        )
    );
    assert_eq!(
        problems(&row),
        [
            "List Price: expected a price with its currency, such as 9.99 EUR, found “dear”; kept in the notes"
        ]
    );
}

#[test]
fn loans_that_are_out_and_back() {
    let loan = |status, end| {
        book(&[
            ("Lending Patron", "Ada"),
            ("Lending Status", status),
            ("Lending End", end),
        ])
        .extras
        .copies[0]
            .loans[0]
            .clone()
    };
    let out = loan("lent", "[2024-04-01]");
    assert_eq!(
        (
            out.back,
            out.due.is_some(),
            out.returned.is_some(),
            out.note
        ),
        (false, true, false, None)
    );
    let back = loan("returned", "[2024-04-01]");
    assert_eq!(
        (
            back.back,
            back.due.is_some(),
            back.returned.is_some(),
            back.note
        ),
        (true, false, true, None)
    );
    assert_eq!(loan("overdue", "").note.as_deref(), Some("overdue"));
}

#[test]
fn saved_again_by_a_spreadsheet_as_a_quoted_table() {
    let file = "Book Id,Title,Primary Author,Collections\n1,\"T, \"\"or\"\" U\",\"Doyle, Arthur\",\"Your library, To read\"\n";
    let rows = read(FileFormat::LibraryThing, file.as_bytes());
    assert_eq!(rows[0].fields.title, "T, \"or\" U");
    assert_eq!(rows[0].extras.copies.len(), 1);
}

#[test]
fn thousands_of_rows() {
    reads_fast(
        FileFormat::LibraryThing,
        "Book Id\tTitle\tPrimary Author\tReview\tCopies",
        |row| format!("{row}\tBook {row}\tDoe, Jane\tone\ntwo\t1"),
    );
}
