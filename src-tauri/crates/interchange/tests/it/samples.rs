//! The files in `tests/samples`: invented rows in the export's exact forms, cell by cell.

use interchange::Row;
use library::{
    BookFields, Contributor, Format, Identifier, Outcome, OwnedCopy, ReadingFacts, ReadingRecord,
    Role, SeriesPlace, Status,
};

use crate::{problems, read};

const NEWEST: &[u8] = include_bytes!("../samples/goodreads_23col.csv");
const USUAL: &[u8] = include_bytes!("../samples/goodreads_24col.csv");
const OLDEST: &[u8] = include_bytes!("../samples/goodreads_31col.csv");
const RESAVED: &[u8] = include_bytes!("../samples/goodreads_23col_excel_resaved.csv");

fn person(name: &str, role: Role) -> Contributor {
    Contributor {
        name: name.into(),
        role,
    }
}

fn finished(on: Option<&str>) -> ReadingRecord {
    let finished = on.map(|date| date.parse().unwrap());
    ReadingFacts {
        started: None,
        finished,
        outcome: Some(Outcome::Finished),
        note: None,
    }
    .into()
}

fn expected() -> [BookFields; 5] {
    [
        BookFields {
            title: "A Study in Scarlet".into(),
            contributors: vec![person("Arthur Conan Doyle", Role::Author)],
            series: vec![SeriesPlace {
                name: "Sherlock Holmes".into(),
                number: Some("1".into()),
            }],
            publisher: Some("Example House".into()),
            published: "2001".parse().ok(),
            first_published: "1887".parse().ok(),
            isbn: "9780000000019".parse().ok(),
            format: Some(Format::Paperback),
            pages: Some(123),
            status: Some(Status::Read),
            rating: 16.try_into().ok(),
            tags: vec!["crime".into(), "victorian".into()],
            review: Some(
                "Quick and sharp.\n\nSecond paragraph, with a comma and a \"quote\".".into(),
            ),
            notes: Some("Borrowed from Ada".into()),
            ..BookFields::default()
        },
        BookFields {
            title: "The Odyssey".into(),
            contributors: vec![
                person("Homer", Role::Author),
                person("Émile Zoë", Role::Translator),
                person("Jane Doubled-Space", Role::Contributor),
            ],
            published: "2011".parse().ok(),
            first_published: "-0700".parse().ok(),
            isbn: "9780000000026".parse().ok(),
            format: Some(Format::Ebook),
            status: Some(Status::WantToRead),
            tags: vec!["ancient".into()],
            ..BookFields::default()
        },
        BookFields {
            title: "Les Misérables".into(),
            contributors: vec![person("Victor Hugo", Role::Author)],
            publisher: Some("Éditions Exemple".into()),
            published: "1998".parse().ok(),
            first_published: "1862".parse().ok(),
            format: Some(Format::MassMarket),
            pages: Some(1463),
            status: Some(Status::Read),
            rating: 20.try_into().ok(),
            ..BookFields::default()
        },
        BookFields {
            title: "こころ".into(),
            contributors: vec![
                person("Natsume Sōseki", Role::Author),
                person("夏目 漱石", Role::Contributor),
            ],
            publisher: Some("例書店".into()),
            published: "2010".parse().ok(),
            first_published: "1914".parse().ok(),
            isbn: "9780000000170".parse().ok(),
            format: Some(Format::Hardcover),
            pages: Some(248),
            status: Some(Status::DidNotFinish),
            ..BookFields::default()
        },
        BookFields {
            title: "Middlemarch".into(),
            contributors: vec![person("George Eliot", Role::Author)],
            publisher: Some("Example House".into()),
            published: "2003".parse().ok(),
            first_published: "1871".parse().ok(),
            isbn: "9780000000330".parse().ok(),
            pages: Some(880),
            status: Some(Status::Reading),
            tags: vec!["victorian".into()],
            ..BookFields::default()
        },
    ]
}

fn check(rows: &[Row]) {
    assert_eq!(rows.len(), 5);
    for (at, (row, expected)) in rows.iter().zip(expected()).enumerate() {
        assert_eq!(row.fields.normalised(), expected);
        assert_eq!(problems(row), [""; 0]);
        assert_eq!((row.number as usize, row.line), (at + 1, at as u64 + 2));
        assert_eq!(row.provenance.source, "goodreads");
        assert_eq!(row.provenance.id, (900_001 + at).to_string());
    }
    let added: Vec<_> = rows
        .iter()
        .map(|row| row.added.as_ref().unwrap().as_str())
        .collect();
    assert_eq!(
        added,
        [
            "2024-01-31",
            "2023-11-05",
            "2020-06-15",
            "2025-03-01",
            "2026-01-02"
        ]
    );
    let readings: Vec<_> = rows.iter().map(|row| row.extras.readings.clone()).collect();
    let twice = vec![finished(None), finished(Some("2024-02-29"))];
    assert_eq!(
        readings,
        [
            twice,
            vec![],
            vec![finished(None)],
            vec![],
            vec![ReadingFacts::default().into()]
        ]
    );
    let copies: Vec<_> = rows.iter().map(|row| row.extras.copies.len()).collect();
    assert_eq!(copies, [1, 0, 0, 0, 2]);
}

#[test]
fn every_form_of_the_export_gives_the_same_books() {
    for sample in [NEWEST, USUAL, OLDEST] {
        check(&read(sample));
    }
}

#[test]
fn however_it_was_saved_again() {
    let text = std::str::from_utf8(USUAL).unwrap();
    let quoted_again = |delimiter: u8| {
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .from_reader(USUAL);
        let mut writer = csv::WriterBuilder::new()
            .delimiter(delimiter)
            .quote_style(csv::QuoteStyle::Always)
            .from_writer(vec![]);
        reader
            .records()
            .for_each(|record| writer.write_record(&record.unwrap()).unwrap());
        writer.into_inner().unwrap()
    };
    check(&read(format!("\u{feff}{text}").as_bytes()));
    check(&read(text.replace('\n', "\r\n").as_bytes()));
    check(&read(text.replace('\n', "\r").as_bytes()));
    check(&read(&quoted_again(b';')));
    check(&read(&quoted_again(b'\t')));
    check(&read(&utf16(text, u16::to_le_bytes)));
    check(&read(&utf16(text, u16::to_be_bytes)));
}

#[test]
fn the_columns_stand_in_any_order() {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(OLDEST);
    let mut writer = csv::Writer::from_writer(vec![]);
    for record in reader.records() {
        let record = record.unwrap();
        writer.write_record(record.iter().rev()).unwrap();
    }
    check(&read(&writer.into_inner().unwrap()));
}

#[test]
fn windows_1252_line_by_line() {
    let (latin, _, _) =
        encoding_rs::WINDOWS_1252.encode("900003,Les Misérables,Victor Hugo,read,“Éditions” – 5€");
    let mut bytes = b"Book Id,Title,Author,Exclusive Shelf,Publisher\n".to_vec();
    bytes.extend("900004,こころ,Natsume Sōseki,read,例書店\n".as_bytes());
    bytes.extend(&*latin);
    let rows = read(&bytes);
    assert_eq!(rows[0].fields.title, "こころ");
    assert_eq!(rows[1].fields.title, "Les Misérables");
    assert_eq!(rows[1].fields.publisher.as_deref(), Some("“Éditions” – 5€"));
}

#[test]
fn after_a_trip_through_a_spreadsheet() {
    let rows = read(RESAVED);
    let [study, odyssey, miserables] = rows.as_slice() else {
        panic!("expected three rows, found {}", rows.len());
    };

    let [
        mut expected_study,
        mut expected_odyssey,
        mut expected_miserables,
        ..,
    ] = expected();
    (expected_study.review, expected_study.notes) = (None, None);
    assert_eq!(study.fields, expected_study);
    assert_eq!(problems(study), [""; 0]);
    assert_eq!(study.added.as_ref().unwrap().as_str(), "2024-01-31");
    assert_eq!(
        study.extras.readings,
        [finished(None), finished(Some("2024-02-29"))]
    );

    // The ISBN comes from the ten digits: the thirteen are gone, and so is the day.
    expected_odyssey.contributors.truncate(1);
    expected_odyssey.tags.clear();
    expected_odyssey.notes = Some("ISBN13: 9.78E+12\nDate Added: ########".into());
    assert_eq!(odyssey.fields, expected_odyssey);
    assert_eq!(odyssey.added, None);
    assert_eq!(
        problems(odyssey),
        [
            "ISBN13: expected an ISBN, found a number rounded by a spreadsheet: its last digits are gone; kept in the notes",
            "Date Added: expected a date, found only # signs, which a spreadsheet shows where a column is too narrow: the \
         date itself is gone; kept in the notes",
        ]
    );

    // 6/15/20 in the same row shows that the month stands first.
    expected_miserables.format = Some(Format::Paperback);
    assert_eq!(miserables.fields, expected_miserables);
    assert_eq!(problems(miserables), [""; 0]);
    assert_eq!(miserables.added.as_ref().unwrap().as_str(), "2020-06-15");
    assert_eq!(miserables.extras.readings, [finished(Some("2021-02-05"))]);
}

#[test]
fn the_columns_that_only_the_oldest_form_has() {
    let row = crate::book(&[
        ("Owned Copies", "2"),
        ("Original Purchase Date", "2012/05/04"),
        ("Original Purchase Location", "A fair in Ghent"),
        ("Condition", "Very Good"),
        ("Condition Description", "spine faded"),
        ("Recommended For", "sailors"),
        ("Recommended By", "Ada"),
        ("BCID", "123-456"),
        ("ISBN", "=\"0000000018\""),
    ]);
    let first = OwnedCopy {
        acquired: "2012-05-04".parse().ok(),
        source: Some("A fair in Ghent".into()),
        condition: Some("Very Good".into()),
        ..OwnedCopy::default()
    };
    assert_eq!(
        row.extras.copies,
        [first.into(), OwnedCopy::default().into()]
    );
    let notes = "Condition Description: spine faded\nRecommended For: sailors\nRecommended By: Ada\nBCID: 123-456";
    assert_eq!(row.fields.notes.as_deref(), Some(notes));
    assert_eq!(row.fields.isbn, None);
    assert_eq!(
        row.fields.identifiers,
        [Identifier {
            scheme: "other".into(),
            value: "0000000018".into()
        }]
    );
    assert_eq!(
        problems(&row),
        [
            "ISBN: the last digit of this ISBN should be 9; found 8 (a digit may be mistyped); kept as another identifier"
        ]
    );
}

fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    "\u{feff}"
        .encode_utf16()
        .chain(text.encode_utf16())
        .flat_map(bytes)
        .collect()
}
