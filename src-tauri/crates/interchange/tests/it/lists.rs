//! Lists in whatever format: recognised by what they hold, and read.

use std::io::Write as _;

use interchange::{FileFormat, ImportError, Row, Source, recognise, rows};
use library::{Contributor, ReadingFacts, ReadingRecord, Role};

/// The rows of a list, or what stopped it.
pub fn try_read(bytes: &[u8]) -> Result<(FileFormat, Vec<Row>), ImportError> {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(bytes).unwrap();
    let source = Source::at(file.path())?;
    let format = recognise(&source)?;
    let rows = rows(&source, format, None)?.collect::<Result<_, _>>()?;
    Ok((format, rows))
}

/// The rows of a list of that format, read to its end. Whatever they hold, a library takes them.
pub fn read(expected: FileFormat, bytes: &[u8]) -> Vec<Row> {
    let (format, rows) = try_read(bytes).unwrap();
    assert_eq!(format, expected);
    for (at, row) in rows.iter().enumerate() {
        row.fields.normalised().check().unwrap();
        assert_eq!(row.number as usize, at + 1);
        assert!(!row.provenance.source.is_empty() && !row.provenance.id.is_empty());
        assert_eq!(row.raw.is_some(), !row.problems.is_empty());
    }
    rows
}

/// A table of these columns with one row.
pub fn one(expected: FileFormat, cells: &[(&str, &str)]) -> Row {
    let mut writer = csv::Writer::from_writer(vec![]);
    writer
        .write_record(cells.iter().map(|(column, _)| column))
        .unwrap();
    writer
        .write_record(cells.iter().map(|(_, cell)| cell))
        .unwrap();
    let mut rows = read(expected, &writer.into_inner().unwrap());
    assert_eq!(rows.len(), 1);
    rows.remove(0)
}

/// The same with further cells in place of the usual ones.
pub fn one_of(expected: FileFormat, usual: &[(&str, &str)], cells: &[(&str, &str)]) -> Row {
    let named = |name: &str| cells.iter().any(|(column, _)| *column == name);
    let all: Vec<_> = usual
        .iter()
        .filter(|(name, _)| !named(name))
        .chain(cells)
        .copied()
        .collect();
    one(expected, &all)
}

/// A person who did that.
pub fn person(name: &str, role: Role) -> Contributor {
    Contributor {
        name: name.into(),
        role,
    }
}

/// The readings as text: `2023-01-02..2023-01-15 finished (1:30:00)`.
pub fn told(readings: &[ReadingRecord]) -> Vec<String> {
    let told = |reading: &ReadingRecord| {
        let ReadingFacts {
            started,
            finished,
            outcome,
            note,
        } = &reading.facts;
        let day = |date: &Option<library::PartialDate>| {
            date.map(|date| date.to_string()).unwrap_or_default()
        };
        let mut told = format!("{}..{}", day(started), day(finished));
        if let Some(outcome) = outcome {
            told = format!("{told} {outcome:?}").to_lowercase();
        }
        if let Some(note) = note {
            told = format!("{told} ({note})");
        }
        for progress in &reading.progress {
            told += &format!(" at {:?} {}", progress.unit, progress.value).to_lowercase();
        }
        told
    };
    readings.iter().map(told).collect()
}

/// Some thousands of rows are read in a moment.
#[track_caller]
pub fn reads_fast(expected: FileFormat, header: &str, row: impl Fn(u32) -> String) {
    let mut file = header.to_owned() + "\n";
    for number in 0..5_000 {
        file += &row(number);
        file.push('\n');
    }
    let begun = std::time::Instant::now();
    assert_eq!(read(expected, file.as_bytes()).len(), 5_000);
    // A quarter of a second where nothing is optimised; only what is not linear takes as long as this.
    assert!(begun.elapsed().as_secs() < 10, "{:?}", begun.elapsed());
}
