//! The law of every reader: rows in are rows out, and no text vanishes.

use interchange::Row;
use proptest::prelude::*;
use proptest::sample::Index;

use crate::read;

const COLUMNS: [&str; 33] = [
    "Book Id",
    "Title",
    "Author",
    "Author l-f",
    "Additional Authors",
    "ISBN",
    "ISBN13",
    "My Rating",
    "Average Rating",
    "Publisher",
    "Binding",
    "Number of Pages",
    "Year Published",
    "Original Publication Year",
    "Date Read",
    "Date Added",
    "Bookshelves",
    "Bookshelves with positions",
    "Exclusive Shelf",
    "My Review",
    "Spoiler",
    "Private Notes",
    "Read Count",
    "Recommended For",
    "Recommended By",
    "Owned Copies",
    "Original Purchase Date",
    "Original Purchase Location",
    "Condition",
    "Condition Description",
    "BCID",
    "Mood",
    "",
];

/// Cells that people, spreadsheets and the devil write.
fn cell() -> impl Strategy<Value = String> {
    const KNOWN: [&str; 34] = [
        "=\"0000000019\"",
        "9780000000019",
        "19",
        "9.78E+12",
        "0",
        "1",
        "3",
        "5",
        "4.25",
        "99999",
        "-700",
        "1887",
        "2024/02/29",
        "31/01/2024",
        "6/15/20",
        "2/5/21",
        "########",
        "read",
        "to-read",
        "waiting",
        "currently-reading",
        "dnf",
        "A Study in Scarlet (Sherlock Holmes, #1)",
        "T (A, #1; B #2-3)",
        "Émile Zoë-Translator, Jane  Doe",
        "a, b, A",
        "crime (#3), read (#1)",
        "Kindle Edition",
        "こころ",
        "<b>bold</b> &amp; <x>",
        "say \"it\"",
        "two\nlines",
        "'",
        ";",
    ];
    prop_oneof![
        2 => Just(String::new()),
        4 => any::<Index>().prop_map(|at| (*at.get(&KNOWN)).to_owned()),
        2 => "[\\p{L}0-9 .,;:'()#&<>/-]{0,24}",
        1 => "\\PC{0,24}",
        1 => any::<String>(),
    ]
}

fn table() -> impl Strategy<Value = Vec<Vec<String>>> {
    let row = prop::collection::vec(cell(), COLUMNS.len() - 8..COLUMNS.len() + 3);
    prop::collection::vec(row, 1..6)
}

fn written(table: &[Vec<String>]) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(vec![]);
    writer.write_record(COLUMNS).unwrap();
    for row in table {
        writer.write_record(row).unwrap();
    }
    writer.into_inner().unwrap()
}

/// The letters and digits of a text: what blanks, marks and escapes leave.
fn letters(text: &str) -> String {
    text.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// Everything that a row holds, as letters.
fn told(row: &Row) -> String {
    let fields = &row.fields;
    let mut parts = vec![row.provenance.id.clone(), fields.title.clone()];
    for person in &fields.contributors {
        parts.extend([person.name.clone(), person.role.name().to_owned()]);
    }
    for place in &fields.series {
        parts.extend([place.name.clone(), place.number.clone().unwrap_or_default()]);
    }
    parts.extend(
        fields
            .identifiers
            .iter()
            .map(|identifier| identifier.value.clone()),
    );
    parts.extend(fields.tags.clone());
    for text in [&fields.publisher, &fields.review, &fields.notes] {
        parts.extend(text.clone());
    }
    parts.extend(fields.format.iter().map(|format| format.name().to_owned()));
    parts.extend(fields.pages.iter().map(ToString::to_string));
    parts.extend(row.extras.shelves.iter().cloned());
    for copy in &row.extras.copies {
        parts.extend(
            [copy.facts.source.clone(), copy.facts.condition.clone()]
                .into_iter()
                .flatten(),
        );
    }
    parts
        .iter()
        .map(|part| letters(part))
        .collect::<Vec<_>>()
        .join(" ")
}

/// The words of a cell that must be found again, in the columns whose text is taken as it stands. The others hold numbers,
/// dates and names of statuses: there, either the value is understood or the whole cell is kept.
fn words(column: &str, cell: &str) -> Vec<String> {
    let whole = |text: &str| vec![letters(text)];
    match column {
        "Title" | "Additional Authors" => cell
            .split([',', ';', '(', ')', '#', '-'])
            .flat_map(whole)
            .collect(),
        "Bookshelves" => cell
            .split(',')
            .filter(|shelf| !is_status(shelf))
            .flat_map(whole)
            .collect(),
        "Author"
        | "Publisher"
        | "Condition"
        | "Original Purchase Location"
        | "Spoiler"
        | "Recommended For"
        | "Recommended By"
        | "Condition Description"
        | "BCID"
        | "Mood"
        | "" => whole(cell),
        // Tags go, their text stays; what is between < and > may be either.
        "My Review" | "Private Notes" if !cell.contains(['<', '&']) => whole(cell),
        _ => vec![],
    }
}

fn is_status(shelf: &str) -> bool {
    matches!(
        letters(shelf).as_str(),
        "read" | "toread" | "currentlyreading" | "dnf"
    )
}

/// Whether a column of numbers, dates or statuses was understood or kept.
fn is_accounted_for(row: &Row, column: &str, cell: &str) -> bool {
    let (fields, extras) = (&row.fields, &row.extras);
    let kept = fields
        .notes
        .as_deref()
        .is_some_and(|notes| notes.contains(&format!("{column}: {}", cell.trim())));
    kept || match column {
        "ISBN" | "ISBN13" => {
            fields.isbn.is_some() || !fields.identifiers.is_empty() || letters(cell).is_empty()
        }
        "My Rating" => fields.rating.is_some() || cell.trim().starts_with('0'),
        "Number of Pages" => fields.pages.is_some(),
        "Year Published" => fields.published.is_some(),
        "Original Publication Year" => fields.first_published.is_some(),
        "Date Read" => extras
            .readings
            .iter()
            .any(|reading| reading.facts.finished.is_some()),
        "Date Added" => row.added.is_some(),
        "Original Purchase Date" => extras
            .copies
            .iter()
            .any(|copy| copy.facts.acquired.is_some()),
        "Read Count" => !extras.readings.is_empty() || cell.trim() == "0",
        "Owned Copies" => !extras.copies.is_empty() || cell.trim() == "0",
        "Exclusive Shelf" => {
            fields.status.is_some() || row.status_shelf.as_deref() == Some(cell.trim())
        }
        "Binding" => fields.format.is_some(),
        _ => true,
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn every_row_arrives_and_no_text_vanishes(table in table()) {
        let rows = read(&written(&table));
        let given: Vec<&Vec<String>> =
            table.iter().filter(|row| row.iter().any(|cell| !cell.trim().is_empty())).collect();
        prop_assert_eq!(rows.len(), given.len());
        for (at, (row, given)) in rows.iter().zip(given).enumerate() {
            prop_assert_eq!(row.number as usize, at + 1);
            prop_assert!(!row.fields.title.trim().is_empty());
            let told = told(row);
            for (at, cell) in given.iter().enumerate() {
                let column = COLUMNS.get(at).copied().unwrap_or("");
                for word in words(column, cell) {
                    prop_assert!(told.contains(&word), "{column} {cell:?}: {word:?} is not in {row:#?}");
                }
                if !cell.trim().is_empty() {
                    prop_assert!(is_accounted_for(row, column, cell), "{column} {cell:?} is not in {row:#?}");
                }
            }
        }
    }

    #[test]
    fn bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let _ = crate::try_read(&bytes);
        let mut after_header = b"Book Id,Title,Author,Bookshelves\n".to_vec();
        after_header.extend(bytes);
        let _ = crate::try_read(&after_header);
    }
}
