//! What holds of every reader, whatever it reads.

use std::io::Read;

use super::Read as Outcome;
use crate::table::Sheet;
use crate::{ImportError, Problem, Row, Rows};

/// The rows are numbered, their problems are about them, a library takes them, there are no more of them than bytes, and
/// nothing follows an error. How many there were, and what stopped the reading.
pub(super) fn rows(bytes: &[u8], read: Result<Rows, ImportError>) -> Outcome {
    let mut number = 0;
    let mut rows = match read {
        Ok(rows) => rows,
        Err(error) => {
            is_told(&error);
            return (number, Some(error));
        }
    };
    while let Some(row) = rows.next() {
        let row = match row {
            Ok(row) => row,
            Err(error) => {
                is_told(&error);
                assert!(rows.next().is_none(), "a row behind an error");
                return (number, Some(error));
            }
        };
        number += 1;
        assert_eq!(row.number, number, "rows are counted from 1");
        assert!(
            row.number as usize <= bytes.len(),
            "more rows than there are bytes"
        );
        is_lawful(&row);
    }
    (number, None)
}

fn is_lawful(row: &Row) {
    assert!(row.line > 0, "lines are counted from 1");
    for problem in &row.problems {
        assert_eq!(problem.row, row.number, "a problem of another row");
        is_plain(&problem.message);
    }
    if let Err(errors) = row.fields.normalised().check() {
        panic!("a library would refuse the row: {errors}");
    }
    if let Err(errors) = row.extras.normalised().check() {
        panic!("a library would refuse what belongs to the row: {errors}");
    }
    assert!(!row.provenance.source.is_empty() && !row.provenance.id.is_empty());
    assert_eq!(
        row.raw.is_some(),
        !row.problems.is_empty(),
        "what is to be mended is written again, and nothing else"
    );
}

/// An error says what was expected in one line that can be shown anywhere.
pub(super) fn is_told(error: &ImportError) {
    is_plain(&error.to_string());
}

fn is_plain(message: &str) {
    assert!(!message.is_empty() && message.len() < 2_000, "{message:?}");
    assert!(
        !message.contains(char::is_control),
        "a message that a terminal would obey: {message:?}"
    );
}

/// Every line of a table that holds anything is a row, up to what stopped the reading.
pub(super) fn each_line_is_a_row(bytes: &[u8], (read, error): Outcome) {
    let Ok(mut sheet) = Sheet::open(bytes) else {
        assert_eq!(read, 0);
        return;
    };
    // It is another table, and that was said.
    if read == 0
        && matches!(
            error,
            Some(ImportError::OtherFormat { .. } | ImportError::Binary { .. })
        )
    {
        return;
    }
    let mut lines = 0;
    let stopped = loop {
        match sheet.next_line() {
            Some(Ok(_)) => lines += 1,
            Some(Err(error)) => break Some(error),
            None => break None,
        }
    };
    // A table that is read twice is refused before its first row.
    assert!(
        read == lines || (read == 0 && error.is_some()),
        "{read} rows of {lines} lines"
    );
    assert_eq!(
        stopped.map(|error| error.to_string()),
        error.map(|error| error.to_string())
    );
}

/// What stands in columns without a meaning is in the notes of its row, under the column's name.
pub(super) fn every_text_is_kept<R: Read>(mut sheet: Sheet<R>, rows: Result<Rows, ImportError>) {
    let Ok(rows) = rows else {
        return;
    };
    let header = sheet.header().clone();
    for row in rows {
        let (Ok(row), Some(Ok(line))) = (row, sheet.next_line()) else {
            return;
        };
        let fields = &row.fields;
        let parts = [&fields.notes, &fields.description];
        let kept: Vec<&str> = parts.into_iter().flatten().map(String::as_str).collect();
        let kept = kept.concat();
        for (at, cell) in line.record.cells().enumerate() {
            let cell = cell.trim();
            if at > 0 && !cell.is_empty() {
                let under = format!("{}: {cell}", header.name(at));
                assert!(
                    kept.contains(&under) || is_cut(&row.problems),
                    "lost: {under:?}"
                );
            }
        }
    }
}

/// A text longer than any field was cut, and it was said.
fn is_cut(problems: &[Problem]) -> bool {
    problems
        .iter()
        .any(|problem| problem.message.contains("expected at most"))
}
