//! A report as a text that people can keep.

use std::fmt::Write as _;
use std::io::Write;
use std::path::Path;

use super::Report;
use crate::ImportError;

/// Writes a report: as JSON where the name of its file ends so, else as text.
pub fn write_report(report: &Report, name: &Path, out: &mut impl Write) -> Result<(), ImportError> {
    let is_json = name
        .extension()
        .is_some_and(|extension| extension.eq_ignore_ascii_case("json"));
    let text = if is_json {
        let json = serde_json::to_string_pretty(report);
        json.map_err(|error| ImportError::Unwritable(error.into()))?
    } else {
        told(report)
    };
    out.write_all(text.as_bytes())
        .map_err(ImportError::Unwritable)
}

fn told(report: &Report) -> String {
    let tally = report.tally;
    let mut text = String::new();
    let lines = [
        ("Rows read", tally.rows),
        ("New books", tally.added),
        ("Books updated", tally.updated),
        ("Books with contradictions", tally.conflicts),
        ("Books already there", tally.unchanged),
        ("Problems", report.problem_count),
    ];
    for (label, count) in lines {
        // Writing to a string does not fail.
        let _ = writeln!(text, "{label}: {count}");
    }
    text.push('\n');
    for problem in &report.problems {
        let column = problem.column.as_deref().map(|name| format!(", {name}"));
        let column = column.unwrap_or_default();
        let _ = writeln!(text, "Row {}{column}: {}", problem.row, problem.message);
    }
    let listed = u32::try_from(report.problems.len()).unwrap_or(u32::MAX);
    if report.problem_count > listed {
        let more = report.problem_count - listed;
        let _ = writeln!(text, "… and {more} more");
    }
    text
}
