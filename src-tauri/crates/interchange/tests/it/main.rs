//! What a person's file becomes, through the crate's public face.

#![allow(
    clippy::unwrap_used,
    reason = "a helper of a test stops it as the test itself would"
)]

mod arrival;
mod awkward;
mod booklogr;
mod bookwyrm;
mod calibre;
mod calibre_csv;
mod catalogue;
mod content;
mod damage;
mod dialects;
mod documents;
mod editions;
mod exports;
mod import;
mod jelu;
mod librarything;
mod librarything_json;
mod lists;
mod losses;
mod mapping;
mod memory;
mod merging;
mod openlibrary;
mod openreads;
mod openreads_backup;
mod own_json;
mod own_table;
mod references;
mod rows;
mod samples;
mod sources;
mod storygraph;
mod tables;
mod tellico;
mod vault;

use interchange::goodreads;
use interchange::{ImportError, Row};

/// The rows of a file, or what stopped it.
fn try_read(bytes: &[u8]) -> Result<Vec<Row>, ImportError> {
    goodreads::read(bytes)?.collect()
}

/// The rows of a file that is read to its end. Whatever they hold, a library takes them.
fn read(bytes: &[u8]) -> Vec<Row> {
    let rows = try_read(bytes).unwrap();
    for row in &rows {
        row.fields.normalised().check().unwrap();
        row.fields.check().unwrap();
    }
    rows
}

/// The problems of a row as `column: message`.
fn problems(row: &Row) -> Vec<String> {
    let told = |problem: &interchange::Problem| {
        assert_eq!(problem.row, row.number);
        format!(
            "{}: {}",
            problem.column.as_deref().unwrap_or("row"),
            problem.message
        )
    };
    row.problems.iter().map(told).collect()
}

/// A table with the given columns and one row of the given cells.
fn one_row(cells: &[(&str, &str)]) -> Row {
    let mut writer = csv::Writer::from_writer(vec![]);
    writer
        .write_record(cells.iter().map(|(column, _)| column))
        .unwrap();
    writer
        .write_record(cells.iter().map(|(_, cell)| cell))
        .unwrap();
    let mut rows = read(&writer.into_inner().unwrap());
    assert_eq!(rows.len(), 1);
    rows.remove(0)
}

/// A row of a book with further cells.
fn book(cells: &[(&str, &str)]) -> Row {
    let usual = [
        ("Book Id", "1"),
        ("Title", "T"),
        ("Author", "A"),
        ("Exclusive Shelf", "read"),
    ];
    let named = |name: &str| cells.iter().any(|(column, _)| *column == name);
    let all: Vec<_> = usual
        .into_iter()
        .filter(|(name, _)| !named(name))
        .chain(cells.iter().copied())
        .collect();
    one_row(&all)
}
