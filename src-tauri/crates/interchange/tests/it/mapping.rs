//! Tables of no known program, read as their columns were said to be.

use std::io::Write as _;

use interchange::{ColumnMeaning as Is, FileFormat, Mapping, Row, Source, rows};

/// The only row of a table whose columns were given these meanings.
fn mapped(columns: &[(&str, Option<Is>, &str)]) -> Row {
    let mut writer = csv::Writer::from_writer(vec![]);
    for record in [
        columns.iter().map(|(name, ..)| *name).collect::<Vec<_>>(),
        columns.iter().map(|(.., cell)| *cell).collect(),
    ] {
        writer.write_record(record).unwrap();
    }
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(&writer.into_inner().unwrap()).unwrap();
    let mapping = Mapping {
        columns: columns.iter().map(|(_, meaning, _)| *meaning).collect(),
    };
    let source = Source::at(file.path()).unwrap();
    let mut rows = rows(&source, FileFormat::Table, Some(&mapping)).unwrap();
    rows.next().unwrap().unwrap()
}

#[test]
fn of_two_columns_that_say_the_same_the_second_stays_in_the_notes() {
    let row = mapped(&[
        ("Name", Some(Is::Title), "Kim"),
        ("House", Some(Is::Publisher), "Macmillan"),
        ("Imprint", Some(Is::Publisher), "Penguin"),
        ("Stars", Some(Is::Rating5), "4"),
        ("Points", Some(Is::Rating100), "73"),
    ]);
    assert_eq!(row.fields.publisher.as_deref(), Some("Macmillan"));
    assert_eq!(row.fields.rating.map(library::Rating::quarters), Some(16));
    let notes = row.fields.notes.unwrap();
    assert!(notes.contains("Imprint: Penguin"), "{notes}");
    assert!(notes.contains("Points: 73"), "{notes}");
}

#[test]
fn several_columns_may_name_people_and_tags_and_no_number_of_a_series_is_lost() {
    let row = mapped(&[
        ("Name", Some(Is::Title), "Kim"),
        ("First", Some(Is::Author), "Rudyard Kipling"),
        ("Second", Some(Is::Author), "A. N. Other"),
        ("Tags", Some(Is::Tags), "india"),
        ("More", Some(Is::Tags), "spies"),
        ("No.", Some(Is::SeriesNumber), "3"),
        ("Or", Some(Is::SeriesNumber), "4"),
    ]);
    assert_eq!(row.fields.contributors.len(), 2);
    assert_eq!(row.fields.tags, ["india", "spies"]);
    let notes = row.fields.notes.unwrap();
    assert!(
        notes.contains("Number: 3") && notes.contains("Number: 4"),
        "{notes}"
    );
}
