//! Rows into a library: all of them in one change, or none.

mod matching;
mod report;

use std::sync::atomic::{AtomicBool, Ordering};

use library::{Label, Library, Writer};

use crate::{ImportError, Row};
use matching::Known;
pub use report::{MOST_PROBLEMS, Progress, Report};

/// So often is progress told, in rows.
const STEP: u32 = 100;

/// Adds the rows that the library does not hold yet, as one entry of its history.
///
/// A row is there already if a book came from the same place of the same list before, or if a book that did not come from
/// that list has its ISBN. Only books that were in the library before count: two rows of one file with the same ISBN, or
/// even the same id, are two books.
///
/// Tells `progress` every hundred rows and at the end. Once `cancelled` is set, stops at the next row; nothing remains, as
/// after any error.
pub fn import(
    library: &Library,
    rows: impl IntoIterator<Item = Result<Row, ImportError>>,
    mut progress: impl FnMut(Progress),
    cancelled: &AtomicBool,
) -> Result<Report, ImportError> {
    let unnamed = Label::Imported {
        source: String::new(),
        count: 0,
    };
    let change = library.commit(unnamed, |writer| {
        let mut report = Report::default();
        let mut known = Known::default();
        let mut source = None;
        for row in rows {
            stop_if(cancelled)?;
            let mut row = row?;
            source.get_or_insert_with(|| row.provenance.source.clone());
            known.make_distinct(&mut row.provenance);
            report.rows += 1;
            if known.holds(writer, &row)? {
                report.already_there += 1;
            } else {
                add(writer, row, &mut report)?;
            }
            if report.rows % STEP == 0 {
                progress(report.progress());
            }
        }
        stop_if(cancelled)?;
        progress(report.progress());
        let source = source.unwrap_or_default();
        writer.set_label(Label::Imported {
            source,
            count: report.added,
        });
        Ok::<_, ImportError>(report)
    })?;
    let report = Report {
        entry: change.entry,
        ..change.value
    };
    let Report {
        rows,
        added,
        already_there,
        problem_count,
        ..
    } = report;
    tracing::info!(rows, added, already_there, problem_count, "imported");
    Ok(report)
}

fn add(writer: &mut Writer<'_>, row: Row, report: &mut Report) -> Result<(), ImportError> {
    writer.add_book(&row.fields, row.added, Some(&row.provenance), &row.extras)?;
    report.added += 1;
    report.take(row.problems);
    Ok(())
}

fn stop_if(cancelled: &AtomicBool) -> Result<(), ImportError> {
    if cancelled.load(Ordering::Relaxed) {
        Err(ImportError::Cancelled)
    } else {
        Ok(())
    }
}
