//! Books written in other programs' formats, read back into an empty library.

use std::fs;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use interchange::{Choices, FileFormat, LostPart, Source, recognise};
use library::{
    BookExtras, BookFields, Contributor, CopyRecord, Format, Isbn, Label, Library, LibraryKey,
    Outcome, OwnedCopy, PartialDate, Provenance, Rating, ReadingFacts, ReadingRecord, Role,
    SeriesPlace, Status, SystemClock, WholeBook,
};
use proptest::prelude::*;

pub(super) fn shelf(folder: &tempfile::TempDir, name: &str) -> Library {
    let path = folder.path().join(name);
    Library::create(&path, &LibraryKey::new(&[7; 32]), Arc::new(SystemClock)).unwrap()
}

fn only_book(library: &Library) -> WholeBook {
    let mut books = Vec::new();
    let ids = library.all_ids().unwrap();
    library
        .each_whole(&ids, |book| {
            books.push(book);
            Ok::<_, library::LibraryError>(())
        })
        .unwrap();
    assert_eq!(books.len(), 1);
    books.remove(0)
}

/// The file that a book becomes, and the book that the file becomes.
pub(super) fn out_and_in(
    fields: &BookFields,
    extras: &BookExtras,
    format: FileFormat,
) -> (String, WholeBook) {
    let folder = tempfile::tempdir().unwrap();
    let (from, to) = (shelf(&folder, "from.db"), shelf(&folder, "to.db"));
    let provenance = Provenance {
        source: "goodreads".into(),
        id: "900001".into(),
    };
    let added = Some("2024-01-31".parse().unwrap());
    from.commit(
        Label::Imported {
            source: "test".into(),
            count: 1,
        },
        |writer| writer.add_book(fields, added.clone(), Some(&provenance), extras),
    )
    .unwrap();
    let path = folder.path().join("books");
    let ids = from.all_ids().unwrap();
    interchange::export(&from, &ids, format, &path, |_| {}, &Arc::default()).unwrap();
    let source = Source::at(&path).unwrap();
    assert_eq!(recognise(&source).unwrap(), format);
    let rows = interchange::rows(&source, format, None).unwrap();
    let (choices, stop) = (Choices::default(), Arc::default());
    let report = interchange::import(&to, format.name(), rows, &choices, |_| {}, &stop).unwrap();
    assert_eq!(report.problems.len(), 0, "{report:?}");
    (fs::read_to_string(&path).unwrap(), only_book(&to))
}

pub(super) fn reading(outcome: Option<Outcome>, finished: Option<&str>) -> ReadingRecord {
    ReadingRecord {
        facts: ReadingFacts {
            finished: finished.map(|day| PartialDate::parse(day).unwrap()),
            outcome,
            ..ReadingFacts::default()
        },
        progress: Vec::new(),
    }
}

pub(super) fn person(name: &str, role: Role) -> Contributor {
    Contributor {
        name: name.into(),
        role,
    }
}

/// A book of which Goodreads can say everything.
fn sayable() -> BookFields {
    BookFields {
        title: "=A Study, in \"Scarlet\"".into(),
        contributors: vec![
            person("Arthur Conan Doyle", Role::Author),
            person("Ada Able", Role::Author),
            person("Émile Zoë", Role::Translator),
            person("Martin King, Jr.", Role::Contributor),
        ],
        series: vec![
            SeriesPlace {
                name: "Sherlock Holmes".into(),
                number: Some("1".into()),
            },
            SeriesPlace {
                name: "Strand (UK)".into(),
                number: None,
            },
        ],
        publisher: Some("-Example House".into()),
        published: Some(PartialDate::parse("2001").unwrap()),
        first_published: Some(PartialDate::parse("-700").unwrap()),
        isbn: Some(Isbn::parse("0000000019").unwrap()),
        format: Some(Format::MassMarket),
        pages: Some(123),
        status: Some(Status::Read),
        rating: Some(Rating::from_quarters(16).unwrap()),
        tags: vec!["crime".into(), "@home".into()],
        review: Some(
            "@you: *Quick*, and **sharp**.\n\n1 < 2 & [x](https://example.org/)\nend".into(),
        ),
        notes: Some("=1+1\nfrom \"Ada\"".into()),
        ..BookFields::default()
    }
}

#[test]
fn goodreads_gets_its_own_columns_and_spellings() {
    let extras = BookExtras {
        readings: vec![
            reading(Some(Outcome::Finished), None),
            reading(Some(Outcome::Finished), Some("2024-02-29")),
        ],
        copies: vec![CopyRecord {
            facts: OwnedCopy::default(),
            loans: Vec::new(),
        }],
        ..BookExtras::default()
    };
    let (file, _) = out_and_in(&sayable(), &extras, FileFormat::Goodreads);
    let sample = include_str!("../samples/goodreads_24col.csv");
    assert_eq!(file.lines().next(), sample.lines().next());
    for cell in [
        "900001,\"=A Study, in \"\"Scarlet\"\" (Sherlock Holmes, #1; Strand (UK), #)\",",
        ",Arthur Conan Doyle,\"Doyle, Arthur Conan\",",
        "\"Ada Able-Author, Émile Zoë-Translator, Martin King, Jr.\",",
        ",\"=\"\"0000000019\"\"\",\"=\"\"9780000000019\"\"\",4,,",
        ",Mass Market Paperback,123,2001,-700,2024/02/29,2024/01/31,\"crime, @home\",,read,",
        "@you: <i>Quick</i>, and <b>sharp</b>.<br/><br/>1 &lt; 2 &amp; <a href=",
    ] {
        assert!(file.contains(cell), "{cell} is not in {file}");
    }
    assert!(file.trim_end().ends_with(",2,1"), "{file}");
}

#[test]
fn what_goodreads_says_comes_back_as_it_was() {
    let copy = CopyRecord {
        facts: OwnedCopy::default(),
        loans: Vec::new(),
    };
    let finished = Some(Outcome::Finished);
    let abandoned = Some(Outcome::Abandoned);
    for (status, readings) in [
        (None, vec![]),
        (Some(Status::WantToRead), vec![]),
        (Some(Status::Read), vec![]),
        (
            Some(Status::Read),
            vec![
                reading(finished, None),
                reading(finished, Some("2024-02-29")),
            ],
        ),
        (
            Some(Status::Reading),
            vec![reading(finished, Some("2024-02-29")), reading(None, None)],
        ),
        (Some(Status::DidNotFinish), vec![]),
        (
            Some(Status::DidNotFinish),
            vec![
                reading(finished, None),
                reading(abandoned, Some("2024-03-01")),
            ],
        ),
    ] {
        let given = BookFields {
            status,
            ..sayable()
        };
        let extras = BookExtras {
            readings,
            copies: vec![copy.clone(), copy.clone()],
            ..BookExtras::default()
        };
        let (file, back) = out_and_in(&given, &extras, FileFormat::Goodreads);
        assert_eq!(back.book.fields, given, "{file}");
        let facts = |reading: &library::Reading| reading.facts.clone();
        let found: Vec<ReadingFacts> = back.book.readings.iter().map(facts).collect();
        let expected = extras.readings.iter().map(|reading| reading.facts.clone());
        assert_eq!(found, expected.collect::<Vec<_>>(), "{file}");
        assert_eq!(back.book.copies.len(), 2);
        assert_eq!(back.book.added.to_string(), "2024-01-31");
        assert_eq!(back.provenance[0].id, "900001");
    }
}

/// What is said to be lost of a book.
pub(super) fn lost(fields: &BookFields, extras: &BookExtras, format: FileFormat) -> Vec<LostPart> {
    let folder = tempfile::tempdir().unwrap();
    let library = shelf(&folder, "library.db");
    let label = Label::Imported {
        source: "test".into(),
        count: 1,
    };
    library
        .commit(label, |writer| {
            let added = Some("2024-01-31".parse().unwrap());
            writer.add_book(fields, added, None, extras)
        })
        .unwrap();
    let losses = interchange::losses(
        &library,
        &library.all_ids().unwrap(),
        format,
        &AtomicBool::default(),
    )
    .unwrap();
    losses.iter().map(|loss| loss.what).collect()
}

#[test]
fn goodreads_loses_what_is_told_and_nothing_else() {
    let none = BookExtras::default();
    let goodreads = FileFormat::Goodreads;
    assert_eq!(lost(&sayable(), &none, goodreads), []);
    let given = sayable();
    for (fields, part) in [
        (
            BookFields {
                rating: Some(Rating::from_quarters(15).unwrap()),
                ..given.clone()
            },
            LostPart::FractionsOfStars,
        ),
        (
            BookFields {
                tags: vec!["one, two".into()],
                ..given.clone()
            },
            LostPart::Tags,
        ),
        (
            BookFields {
                contributors: vec![person("A", Role::Other("Letterer".into()))],
                ..given.clone()
            },
            LostPart::Roles,
        ),
        (
            BookFields {
                series: vec![SeriesPlace {
                    name: "One; Two".into(),
                    number: Some("1".into()),
                }],
                ..given.clone()
            },
            LostPart::Series,
        ),
        (
            BookFields {
                language: Some("en".into()),
                ..given.clone()
            },
            LostPart::Languages,
        ),
    ] {
        assert_eq!(lost(&fields, &none, goodreads), [part]);
        let (_, back) = out_and_in(&fields, &none, goodreads);
        assert_ne!(back.book.fields, fields.normalised(), "{part:?}");
    }
    // Nobody said since when it is read: the reading that comes back is named too.
    let paused = BookFields {
        status: Some(Status::Paused),
        ..given.clone()
    };
    let losses = lost(&paused, &none, goodreads);
    assert_eq!(losses, [LostPart::Paused, LostPart::OpenReading]);
    let (_, back) = out_and_in(&paused, &none, goodreads);
    assert_eq!(back.book.fields.status, Some(Status::Reading));
    assert_eq!(back.book.readings.len(), 1);
    let given_up = BookExtras {
        readings: vec![reading(Some(Outcome::Abandoned), None)],
        ..BookExtras::default()
    };
    assert_eq!(lost(&given, &given_up, goodreads), [LostPart::Readings]);
    let (_, back) = out_and_in(&given, &given_up, goodreads);
    assert!(back.book.readings.is_empty());
}

#[test]
fn a_rating_is_rounded_to_whole_stars_and_never_to_none() {
    for (quarters, stars) in [(0, 1), (1, 1), (5, 1), (6, 2), (18, 5), (20, 5)] {
        let given = BookFields {
            rating: Some(Rating::from_quarters(quarters).unwrap()),
            ..sayable()
        };
        let (_, back) = out_and_in(&given, &BookExtras::default(), FileFormat::Goodreads);
        let found = back.book.fields.rating.map(Rating::quarters);
        assert_eq!(found, Some(stars * 4), "{quarters}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn no_sign_in_a_cell_breaks_a_table(
        title in "[=+@-][a-z\",;\t=é ]{0,12}x",
        tag in "[=+@-][a-z\";= ]{0,8}x",
        notes in "[=+@-][a-z\",;\n= ]{0,12}x",
    ) {
        let given = BookFields { title, tags: vec![tag], notes: Some(notes), ..BookFields::default() };
        let (file, back) = out_and_in(&given, &BookExtras::default(), FileFormat::Goodreads);
        prop_assert_eq!(back.book.fields, given.normalised(), "{}", file);
    }
}

#[test]
fn a_look_at_the_losses_that_nobody_waits_for_is_given_up() {
    let folder = tempfile::tempdir().unwrap();
    let library = shelf(&folder, "library.db");
    let label = Label::Imported {
        source: "test".into(),
        count: 1,
    };
    library
        .commit(label, |writer| {
            writer.add_book(&sayable(), None, None, &BookExtras::default())
        })
        .unwrap();
    let (ids, stopped) = (library.all_ids().unwrap(), AtomicBool::new(true));
    for format in [FileFormat::Goodreads, FileFormat::Html] {
        let losses = interchange::losses(&library, &ids, format, &stopped);
        assert!(
            matches!(losses, Err(interchange::ExportError::Cancelled)),
            "{format:?}: {losses:?}"
        );
    }
}
