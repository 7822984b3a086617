//! References: BibTeX and RIS.

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use interchange::{FileFormat, Row};
use library::{Format, Role, Status};

use crate::problems;
use crate::sources::{error_of_file, rows_of_file};

fn bibtex(text: &str) -> Vec<Row> {
    let (format, rows) = rows_of_file(text.as_bytes());
    assert_eq!(format, FileFormat::Bibtex);
    rows
}

fn ris(text: &str) -> Vec<Row> {
    let (format, rows) = rows_of_file(text.as_bytes());
    assert_eq!(format, FileFormat::Ris);
    rows
}

fn people(row: &Row) -> Vec<(&str, &Role)> {
    row.fields
        .contributors
        .iter()
        .map(|person| (person.name.as_str(), &person.role))
        .collect()
}

const BIB: &str = r#"% Encoding: UTF-8
This file was made with JabRef.
@string{exh = "Example House"}
@comment{jabref-meta: databaseType:bibtex;}
@Book{doyle1887,
  author    = {Doyle, Arthur Conan and {Barnes and Noble} and others},
  editor    = "Le Guin, Ursula K. and King, Jr., Martin and Ludwig van Beethoven",
  translator = {Zo{\"e}, {\'E}mile},
  title     = {A {Study} in Scarlet \& Other {\OE}uvres},
  subtitle  = {Being a Reprint},
  series    = {Sherlock Holmes}, number = 1,
  publisher = exh # { \& Sons},
  year      = 2001, month = may,
  isbn      = {0-00-000001-9 (pbk.), 978-0-00-000002-6},
  doi       = {10.1000/xyz_1},
  url       = {http://example.org/~a},
  pages     = {123},
  language  = {english},
  keywords  = {crime, victorian; London},
  abstract  = {A detective -- and a doctor.},
  note      = {Borrowed from Ada},
  ranking   = {rank4}, readstatus = {read},
  edition   = {2nd},
}

@article{one, title = {On Things}, author = {Able, Ada}, journal = {J. of Things}, pages = {12--34}, date = {2001-05-03}, year={2001}} @misc{two, title={Two}}
"#;

#[test]
fn a_book_of_bibtex() {
    let rows = bibtex(BIB);
    assert_eq!(rows.len(), 3);
    let (row, fields) = (&rows[0], rows[0].fields.normalised());
    assert_eq!(problems(row), [""; 0]);
    assert_eq!(row.line, 5);
    assert_eq!(fields.title, "A Study in Scarlet & Other Œuvres");
    assert_eq!(fields.subtitle.as_deref(), Some("Being a Reprint"));
    assert_eq!(
        people(row),
        [
            ("Arthur Conan Doyle", &Role::Author),
            ("Barnes and Noble", &Role::Author),
            ("Ursula K. Le Guin", &Role::Editor),
            ("Martin King, Jr.", &Role::Editor),
            ("Ludwig van Beethoven", &Role::Editor),
            ("Émile Zoë", &Role::Translator),
        ]
    );
    assert_eq!(fields.series[0].name, "Sherlock Holmes");
    assert_eq!(fields.series[0].number.as_deref(), Some("1"));
    assert_eq!(fields.publisher.as_deref(), Some("Example House & Sons"));
    assert_eq!(fields.published, "2001-05".parse().ok());
    assert_eq!(fields.isbn, "9780000000019".parse().ok());
    let codes: Vec<(&str, &str)> = fields
        .identifiers
        .iter()
        .map(|code| (code.scheme.as_str(), code.value.as_str()))
        .collect();
    assert_eq!(
        codes,
        [
            ("isbn", "978-0-00-000002-6"),
            ("doi", "10.1000/xyz_1"),
            ("url", "http://example.org/~a"),
            ("bibtex", "doyle1887"),
        ]
    );
    assert_eq!(fields.pages, Some(123));
    assert_eq!(fields.language.as_deref(), Some("english"));
    assert_eq!(fields.tags, ["crime", "victorian", "London"]);
    assert_eq!(
        fields.description.as_deref(),
        Some("A detective – and a doctor.")
    );
    assert_eq!(
        (fields.rating.map(u8::from), fields.status),
        (Some(16), Some(Status::Read))
    );
    assert_eq!(
        fields.notes.as_deref(),
        Some("Borrowed from Ada\n\nedition: 2nd\nauthor: and others")
    );
    assert!(row.extras.readings.is_empty());
}

#[test]
fn other_kinds_of_entries_say_what_they_are() {
    let rows = bibtex(BIB);
    let fields = &rows[1].fields;
    assert_eq!(fields.title, "On Things");
    assert_eq!(fields.published, "2001-05-03".parse().ok());
    assert_eq!(fields.pages, None);
    assert_eq!(
        fields.notes.as_deref(),
        Some("type: article\njournal: J. of Things\npages: 12–34")
    );
    assert_eq!(rows[2].fields.title, "Two");
    assert_eq!((rows[1].line, rows[2].line), (26, 26));
}

#[test]
fn odd_entries_arrive() {
    let rows = bibtex(
        "@book(round, title = {Round (1)}, year = \"c. 1600\"\n)\n@book{open, title = {Never closed,\n year = 2001\n@book{next, title = {Next}, isbn = {123}}\n@book{bare}\n@book{title = {No key}}\n@book{x, title = {T}, ranking = {rank9223372036854775807}, rubbish }",
    );
    let titles: Vec<&str> = rows.iter().map(|row| row.fields.title.as_str()).collect();
    assert_eq!(titles[0], "Round (1)");
    assert_eq!(rows[0].fields.notes.as_deref(), Some("year: c. 1600"));
    assert!(titles[1].starts_with("Never closed"));
    assert!(
        rows[1].problems[0]
            .message
            .contains("expected the end of a text"),
        "{:?}",
        rows[1].problems
    );
    assert_eq!(titles[2], "Next");
    assert_eq!(rows[2].fields.identifiers[0].scheme, "other");
    assert_eq!(titles[3], "Untitled (row 4)");
    assert_eq!(titles[4], "No key");
    assert!(rows[5].fields.notes.as_deref().unwrap().contains("rubbish"));
    assert_eq!(rows.len(), 6);
}

const RIS: &str = "TY  - BOOK\r\nTI  - A Study in Scarlet\r\nAU  - Doyle, Arthur Conan\r\nAU  - King, Martin, Jr.\r\nA2  - Le Guin, Ursula K.\r\nA4  - Zoë, Émile\r\nT3  - Sherlock Holmes\r\nM1  - 1\r\nPB  - Example House\r\nCY  - London\r\nPY  - 2001/05//spring\r\nDA  - 2001/05/03\r\nSN  - 0-00-000001-9\r\nSN  - 1234-567X\r\nSP  - 123\r\nKW  - crime\r\nKW  - victorian\r\nUR  - http://example.org/a\r\nDO  - 10.1000/1\r\nN2  - A detective\r\nnovel.\r\nN1  - Borrowed from Ada\r\nLA  - en\r\nER  - \r\n\r\nTY  - JOUR\r\nT1  - On Things\r\nJO  - J. of Things\r\nY1  - 2001///\r\nSP  - 12\r\nEP  - 34\r\nER  -\r\n";

#[test]
fn a_book_of_ris() {
    let rows = ris(RIS);
    assert_eq!(rows.len(), 2);
    let (row, fields) = (&rows[0], rows[0].fields.normalised());
    assert_eq!(problems(row), [""; 0]);
    assert_eq!(fields.title, "A Study in Scarlet");
    assert_eq!(
        people(row),
        [
            ("Arthur Conan Doyle", &Role::Author),
            ("Martin King, Jr.", &Role::Author),
            ("Ursula K. Le Guin", &Role::Editor),
            ("Émile Zoë", &Role::Translator),
        ]
    );
    assert_eq!(fields.series[0].number.as_deref(), Some("1"));
    assert_eq!(fields.published, "2001-05-03".parse().ok());
    assert_eq!(fields.isbn, "9780000000019".parse().ok());
    assert_eq!(fields.identifiers[0].scheme, "issn");
    assert_eq!(fields.pages, Some(123));
    assert_eq!(fields.tags, ["crime", "victorian"]);
    assert_eq!(fields.description.as_deref(), Some("A detective\nnovel."));
    assert_eq!(
        fields.notes.as_deref(),
        Some("Borrowed from Ada\n\nCY: London\nPY: 2001/05//spring")
    );
    let fields = &rows[1].fields;
    assert_eq!((fields.title.as_str(), fields.pages), ("On Things", None));
    assert_eq!(fields.published, "2001".parse().ok());
    assert_eq!(
        fields.notes.as_deref(),
        Some("TY: JOUR\nJO: J. of Things\nSP: 12\nEP: 34")
    );
    assert_eq!(rows[1].line, 26);
}

#[test]
fn odd_ris_arrives() {
    let rows = ris(
        "\u{feff}\nTY - EBOOK\nTI - Open\nSN - 123\nTY  - BOOK\nTI  - Next\nPY  - someday\nER  - \nTI  - nobody's\n",
    );
    assert_eq!(rows.len(), 3);
    assert_eq!(rows[0].fields.format, Some(Format::Ebook));
    assert_eq!(problems(&rows[0]).len(), 2);
    assert_eq!(rows[2].fields.title, "nobody's");
    assert_eq!(
        problems(&rows[2])[0],
        "row: expected TY at the beginning of the entry, found none"
    );
    assert_eq!(rows[1].fields.notes.as_deref(), Some("PY: someday"));
    let told = problems(&rows[1]).join("");
    assert!(told.contains("PY: expected a date"), "{told}");
    assert!(error_of_file(b"TY\n").starts_with("expected a list of books"));
}

#[test]
fn thousands_of_references_go_fast() {
    let (mut bib, mut list) = (String::new(), String::new());
    for at in 0..5_000 {
        writeln!(
            bib,
            "@book{{k{at},\n title = {{T{{\\'e}} {at}}},\n author = {{A{at}, B}}\n}}"
        )
        .unwrap();
        writeln!(list, "TY  - BOOK\nTI  - T {at}\nAU  - A{at}, B\nER  - ").unwrap();
    }
    let start = Instant::now();
    assert_eq!(bibtex(&bib).len(), 5_000);
    assert_eq!(ris(&list).len(), 5_000);
    assert!(
        start.elapsed() < Duration::from_secs(5),
        "{:?}",
        start.elapsed()
    );
}
