//! A catalogue of Calibre.

use std::fmt::Write as _;

use interchange::{FileFormat, Row};
use library::{BookFields, FieldKind, Format, Identifier, Role, SeriesPlace};

use crate::lists::{one_of, person, read, reads_fast};
use crate::problems;

const SAMPLE: &[u8] = include_bytes!("../samples/calibre_catalog.csv");

fn book(cells: &[(&str, &str)]) -> Row {
    let usual = [
        ("title", "T"),
        ("authors", "A"),
        ("author_sort", "A"),
        ("title_sort", "T"),
    ];
    one_of(FileFormat::CalibreCsv, &usual, cells)
}

#[test]
fn the_sample() {
    let rows = read(FileFormat::CalibreCsv, SAMPLE);
    let [study, odyssey] = rows.as_slice() else {
        panic!("expected two rows, found {}", rows.len());
    };
    assert_eq!(
        study.fields,
        BookFields {
            title: "A Study in Scarlet".into(),
            contributors: vec![person("Arthur Conan Doyle", Role::Author)],
            series: vec![SeriesPlace {
                name: "Sherlock Holmes".into(),
                number: Some("1".into())
            }],
            publisher: Some("Example House".into()),
            published: "2001-01-01".parse().ok(),
            isbn: "9780000000019".parse().ok(),
            identifiers: vec![Identifier {
                scheme: "goodreads".into(),
                value: "900001".into()
            }],
            language: Some("eng".into()),
            format: Some(Format::Ebook),
            rating: 18.try_into().ok(),
            tags: vec!["Crime".into(), "Victorian".into()],
            description: Some("A **detective** novel.".into()),
            notes: Some("formats: epub, original_epub".into()),
            ..BookFields::default()
        }
    );
    assert_eq!(
        study.added.as_ref().unwrap().as_str(),
        "2024-01-31T13:01:12Z"
    );
    assert_eq!(study.provenance.source, "calibre");
    assert_eq!(study.provenance.id, "3051ed45-8943-4900-a22a-000000000001");
    assert_eq!(
        (
            study.further_provenance[0].source.as_str(),
            study.further_provenance[0].id.as_str()
        ),
        ("goodreads", "900001")
    );
    let [read] = study.custom.as_slice() else {
        panic!("{:?}", study.custom)
    };
    assert_eq!(
        (
            read.field.name.as_str(),
            read.field.kind,
            read.value.as_str()
        ),
        ("read", FieldKind::YesNo, "yes")
    );

    assert_eq!(
        odyssey.fields.contributors,
        [
            person("Homer", Role::Author),
            person("Émile Zoë", Role::Author)
        ]
    );
    assert_eq!(odyssey.fields.published, None);
    assert_eq!(
        (odyssey.fields.rating, odyssey.fields.series.len()),
        (None, 0)
    );
    assert_eq!(odyssey.fields.language.as_deref(), Some("grc"));
    assert_eq!(odyssey.fields.notes.as_deref(), Some("languages: grc, fra"));
    assert!(odyssey.custom.is_empty());
    for row in &rows {
        assert_eq!(problems(row), [""; 0]);
    }
}

#[test]
fn a_field_of_ones_own_is_of_the_kind_that_all_its_cells_are() {
    let kinds = |cells: [&str; 3]| {
        let mut file = "title,author_sort,title_sort,#x\n".to_owned();
        for cell in cells {
            writeln!(file, "T,A,T,\"{cell}\"").unwrap();
        }
        let rows = read(FileFormat::CalibreCsv, file.as_bytes());
        let values: Vec<String> = rows
            .iter()
            .flat_map(|row| &row.custom)
            .map(|value| value.value.clone())
            .collect();
        let kind = rows
            .iter()
            .flat_map(|row| &row.custom)
            .map(|value| value.field.kind)
            .next();
        assert!(rows.iter().all(|row| row.problems.is_empty()));
        (kind, values.join(";"))
    };
    assert_eq!(
        kinds(["True", "", "False"]),
        (Some(FieldKind::YesNo), "yes;no".into())
    );
    assert_eq!(
        kinds(["True", "", "perhaps"]),
        (Some(FieldKind::Text), "True;perhaps".into())
    );
    assert_eq!(
        kinds(["12", "-3.5", "4.0"]),
        (Some(FieldKind::Number), "12;-3.5;4".into())
    );
    assert_eq!(
        kinds([
            "2024-02-29T01:00:00+01:00",
            "0101-01-01T00:00:00+00:00",
            "2024-03-01T10:00:00-05:00"
        ]),
        (Some(FieldKind::Date), "2024-02-29;2024-03-01".into())
    );
    assert_eq!(kinds(["", "", ""]), (None, String::new()));
}

#[test]
fn days_whatever_the_clock_was() {
    let published = |cell| {
        book(&[("pubdate", cell)])
            .fields
            .published
            .map(|date| date.to_string())
    };
    assert_eq!(
        published("2001-01-01T00:00:00+01:00").as_deref(),
        Some("2001-01-01")
    );
    assert_eq!(
        published("2000-12-31T19:00:00-05:00").as_deref(),
        Some("2001-01-01")
    );
    assert_eq!(published("0100-12-31T19:00:00-05:00"), None);
    assert_eq!(published("0101-01-01T00:00:00+00:00"), None);
    assert_eq!(
        book(&[("timestamp", "0101-01-01T00:00:00+00:00")]).added,
        None
    );
    let row = book(&[("pubdate", "soon")]);
    assert_eq!(row.fields.notes.as_deref(), Some("pubdate: soon"));
}

#[test]
fn names_of_older_catalogues_and_of_firms() {
    let names = |authors, sort| -> Vec<String> {
        let row = book(&[("authors", authors), ("author_sort", sort)]);
        row.fields
            .contributors
            .into_iter()
            .map(|person| person.name)
            .collect()
    };
    assert_eq!(
        names("Homer, Émile Zoë", "Homer & Zoë, Émile"),
        ["Homer", "Émile Zoë"]
    );
    assert_eq!(
        names("Martin King, Jr.", "King, Martin, Jr."),
        ["Martin King, Jr."]
    );
    assert_eq!(
        names("Simon && Schuster", "Simon && Schuster"),
        ["Simon & Schuster"]
    );
    let row = book(&[("authors", "Plato"), ("author_sort", "Aristocles")]);
    assert_eq!(row.fields.notes.as_deref(), Some("author_sort: Aristocles"));
}

#[test]
fn what_sorts_differently_says_so_and_an_isbn_that_lost_its_x_is_whole() {
    let row = book(&[("title", "The Odyssey"), ("title_sort", "Odyssey, The")]);
    assert_eq!(row.fields.sort_title, None);
    let row = book(&[("title", "1984"), ("title_sort", "Nineteen Eighty-Four")]);
    assert_eq!(
        row.fields.sort_title.as_deref(),
        Some("Nineteen Eighty-Four")
    );
    let row = book(&[
        ("isbn", "080442957"),
        ("identifiers", "isbn:080442957X,mobi-asin:B00EXAMPLE,lonely"),
    ]);
    assert_eq!(
        row.fields.isbn.unwrap().isbn10().as_deref(),
        Some("080442957X")
    );
    assert_eq!(row.fields.identifiers.len(), 1);
    assert_eq!(
        (row.fields.notes.as_deref(), problems(&row).len()),
        (Some("identifiers: lonely"), 0)
    );
}

#[test]
fn a_series_and_its_number() {
    let series = |cells: &[(&str, &str)]| book(cells).fields.series;
    assert_eq!(series(&[("series", ""), ("series_index", "1.0")]), []);
    assert_eq!(
        series(&[("series", "S"), ("series_index", "1.5")])[0]
            .number
            .as_deref(),
        Some("1.5")
    );
    let twice = series(&[
        ("title", "T (S, #2)"),
        ("series", "S"),
        ("series_index", "2.00"),
    ]);
    assert_eq!((twice.len(), twice[0].number.as_deref()), (1, Some("2")));
}

#[test]
fn thousands_of_rows() {
    reads_fast(
        FileFormat::CalibreCsv,
        "title,author_sort,title_sort,#x",
        |row| format!("Book {row},A,\"Book {row}\",{row}"),
    );
}

#[test]
fn a_cover_comes_along_from_where_the_list_says_that_it_lies() {
    let folder = tempfile::tempdir().unwrap();
    let cover = folder.path().join("cover.jpg");
    std::fs::write(&cover, crate::own_json::PIXEL).unwrap();
    let path = cover.display().to_string();
    let rows = |cover: &str| {
        let list = format!("title,authors,cover,id,uuid,timestamp,formats\nA,X,{cover},1,uu,,\n");
        read(FileFormat::CalibreCsv, list.as_bytes())
    };
    assert!(rows(&path)[0].cover.as_ref().unwrap().read().is_ok());
    let elsewhere = &rows("https://example.org/picture.png")[0];
    assert!(elsewhere.cover.is_none());
    let notes = elsewhere.fields.notes.as_deref().unwrap_or_default();
    assert!(notes.contains("picture.png"), "{notes}");
}
