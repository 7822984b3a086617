//! Books written as other programs write them, beside Goodreads: their spellings, and what comes back.

use interchange::{FileFormat, LostPart};
use library::{
    BookExtras, BookFields, CopyRecord, Format, Identifier, Outcome, OwnedCopy, PartialDate,
    Rating, ReadingFacts, ReadingRecord, Role, SeriesPlace, Status,
};

use crate::exports::{lost, out_and_in, person};

fn date(text: &str) -> Option<PartialDate> {
    (!text.is_empty()).then(|| PartialDate::parse(text).unwrap())
}

fn reading(started: &str, finished: &str, outcome: Option<Outcome>) -> ReadingRecord {
    ReadingRecord {
        facts: ReadingFacts {
            started: date(started),
            finished: date(finished),
            outcome,
            note: None,
        },
        progress: Vec::new(),
    }
}

fn copy() -> CopyRecord {
    CopyRecord {
        facts: OwnedCopy::default(),
        loans: Vec::new(),
    }
}

/// A book of which `StoryGraph` can say everything.
fn told_by_storygraph() -> BookFields {
    BookFields {
        title: "=A Study, in \"Scarlet\"".into(),
        contributors: vec![
            person("Arthur Conan Doyle", Role::Author),
            person("Ada Able", Role::Author),
            person("Émile Zoë", Role::Translator),
            person("Martin King, Jr.", Role::Contributor),
        ],
        series: vec![SeriesPlace {
            name: "Sherlock Holmes".into(),
            number: Some("1".into()),
        }],
        isbn: "9780000000019".parse().ok(),
        format: Some(Format::Ebook),
        status: Some(Status::Read),
        rating: Some(Rating::from_quarters(17).unwrap()),
        tags: vec!["crime".into(), "@home".into()],
        review: Some("@you: *Quick*.\n\nSecond & last\nline".into()),
        notes: Some("Moods: dark, tense\nFlawed Characters?: Yes\nContent Warnings: Death".into()),
        ..BookFields::default()
    }
}

#[test]
fn storygraph_gets_its_own_columns_and_spellings() {
    let extras = BookExtras {
        readings: vec![
            reading("", "", Some(Outcome::Finished)),
            reading("2023-01-02", "2023-01-15", Some(Outcome::Finished)),
            reading("", "2024-02", Some(Outcome::Finished)),
        ],
        copies: vec![copy()],
        ..BookExtras::default()
    };
    let given = told_by_storygraph();
    let (file, back) = out_and_in(&given, &extras, FileFormat::StoryGraph);
    let sample = include_str!("../samples/storygraph_23col.csv");
    assert_eq!(file.lines().next(), sample.lines().next());
    for cell in [
        "\"=A Study, in \"\"Scarlet\"\" (Sherlock Holmes, #1)\",\"Arthur Conan Doyle, Ada Able\",",
        "\"Émile Zoë (Translator), Martin King, Jr.\",9780000000019,digital,read,2024/01/31,2024/02,",
        ",\"2023/01/02-2023/01/15, 2024/02\",3,\"dark, tense\",,,,,,Yes,4.25,",
        "<div>@you: <i>Quick</i>.<br><br>Second &amp; last<br>line</div>,Death,,\"crime, @home\",Yes",
    ] {
        assert!(file.contains(cell), "{cell} is not in {file}");
    }
    assert_eq!(back.book.fields, given, "{file}");
}

#[test]
fn readings_come_back_from_storygraph_as_they_went() {
    let (finished, abandoned) = (Some(Outcome::Finished), Some(Outcome::Abandoned));
    for (status, readings) in [
        (None, vec![]),
        (Some(Status::Read), vec![]),
        (
            Some(Status::Read),
            vec![
                reading("", "", finished),
                reading("2019", "2020", finished),
                reading("2024-02-01", "2024-02-29", finished),
            ],
        ),
        (
            Some(Status::Reading),
            vec![
                reading("", "2020-07-01", finished),
                reading("2024-02-20", "", None),
            ],
        ),
        (Some(Status::Paused), vec![reading("", "", None)]),
        (
            Some(Status::DidNotFinish),
            vec![
                reading("", "2020", finished),
                reading("2024-02-20", "2024-03-01", abandoned),
            ],
        ),
    ] {
        let given = BookFields {
            status,
            ..told_by_storygraph()
        };
        let extras = BookExtras {
            readings,
            ..BookExtras::default()
        };
        let (file, back) = out_and_in(&given, &extras, FileFormat::StoryGraph);
        let facts = |reading: &library::Reading| reading.facts.clone();
        let found: Vec<ReadingFacts> = back.book.readings.iter().map(facts).collect();
        let expected = extras.readings.iter().map(|reading| reading.facts.clone());
        assert_eq!(found, expected.collect::<Vec<_>>(), "{file}");
        assert_eq!(back.book.fields, given);
        let losses = lost(&given, &extras, FileFormat::StoryGraph);
        assert_eq!(losses, [], "{file}");
    }
}

#[test]
fn a_book_without_an_isbn_keeps_the_number_that_storygraph_gave_it() {
    for scheme in ["storygraph", "asin"] {
        let given = BookFields {
            isbn: None,
            identifiers: vec![Identifier {
                scheme: scheme.into(),
                value: "B00EXAMPL1".replace('1', if scheme == "asin" { "1" } else { "E1" }),
            }],
            ..told_by_storygraph()
        };
        let (_, back) = out_and_in(&given, &BookExtras::default(), FileFormat::StoryGraph);
        assert_eq!(back.book.fields, given);
    }
}

#[test]
fn storygraph_loses_what_is_told_and_nothing_else() {
    let format = FileFormat::StoryGraph;
    let given = told_by_storygraph();
    let none = BookExtras::default();
    for (fields, part) in [
        (
            BookFields {
                publisher: Some("House".into()),
                ..given.clone()
            },
            LostPart::Publishers,
        ),
        (
            BookFields {
                format: Some(Format::MassMarket),
                ..given.clone()
            },
            LostPart::Formats,
        ),
        (
            BookFields {
                rating: Rating::from_quarters(0).ok(),
                ..given.clone()
            },
            LostPart::FractionsOfStars,
        ),
        (
            BookFields {
                notes: Some("Moods: dark\nMine alone".into()),
                ..given.clone()
            },
            LostPart::Notes,
        ),
        (
            BookFields {
                subtitle: Some("Or not".into()),
                ..given.clone()
            },
            LostPart::Subtitles,
        ),
    ] {
        let losses = lost(&fields, &none, format);
        assert_eq!(losses, [part]);
    }
    let extras = BookExtras {
        readings: vec![reading("", "", Some(Outcome::Abandoned))],
        copies: vec![copy(), copy()],
        ..BookExtras::default()
    };
    let losses = lost(&given, &extras, format);
    assert_eq!(losses, [LostPart::Readings, LostPart::FurtherCopies]);
}

/// A book of which references can say everything.
fn told_by_references() -> BookFields {
    BookFields {
        title: "@book(A Study} in {Scarlet, 50% & C_4 -- \\x".into(),
        contributors: vec![
            person("Arthur Conan Doyle", Role::Author),
            person("Martin King, Jr.", Role::Author),
            person("Ursula Le Guin", Role::Editor),
            person("Émile Zoë", Role::Translator),
        ],
        series: vec![SeriesPlace {
            name: "Sherlock Holmes".into(),
            number: Some("1".into()),
        }],
        publisher: Some("Example House".into()),
        published: PartialDate::parse("2001-05-03").ok(),
        isbn: "9780000000019".parse().ok(),
        identifiers: vec![Identifier {
            scheme: "doi".into(),
            value: "10.1000/xyz_1".into(),
        }],
        language: Some("en".into()),
        pages: Some(123),
        tags: vec!["crime".into(), "ישראל 🙂".into()],
        description: Some("One.\n\n@book{two\nTY is - three\nAB - four".into()),
        notes: Some("=1+1".into()),
        ..BookFields::default()
    }
}

#[test]
fn references_come_back_as_they_went() {
    let given = told_by_references();
    let none = BookExtras::default();
    let (file, back) = out_and_in(&given, &none, FileFormat::Bibtex);
    for line in [
        "@book{doyle2001booka,\n",
        "  author = {Arthur Conan Doyle and {Martin King, Jr.}},\n",
        "  date = {2001-05-03},\n  year = {2001},\n  month = {5},\n",
        "  doi = {10.1000/xyz_1},\n",
    ] {
        assert!(file.contains(line), "{line} is not in {file}");
    }
    assert_eq!(back.book.fields, given, "{file}");
    let losses = lost(&given, &none, FileFormat::Bibtex);
    assert_eq!(losses, [LostPart::Added], "{file}");

    let (file, back) = out_and_in(&given, &none, FileFormat::Ris);
    for line in [
        "TY  - BOOK\nID  - bookplate:",
        "\nAU  - Doyle, Arthur Conan\nAU  - Martin King, Jr.\nA2  - Guin, Ursula Le\n",
        "\nPY  - 2001\nDA  - 2001/05/03/\n",
        "\nTY is - three AB - four\n",
        "\nER  - \n",
    ] {
        assert!(file.contains(line), "{line} is not in {file}");
    }
    let looks = BookFields {
        description: back.book.fields.description.clone(),
        ..given.clone()
    };
    assert_eq!(back.book.fields, looks, "{file}");
    let losses = lost(&given, &none, FileFormat::Ris);
    assert_eq!(losses, [LostPart::Looks, LostPart::Added], "{file}");
}
