//! What an import tells while it goes on, and when it is done.

use library::HistoryId;
use serde::Serialize;
use ts_rs::TS;

use crate::Problem;

/// The most problems that a report lists; it counts all of them.
pub const MOST_PROBLEMS: usize = 1_000;

/// How far an import has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, rename = "ImportCounts")]
pub struct Progress {
    /// Rows read.
    pub rows: u32,
    /// Books added.
    pub added: u32,
    /// Books that were there already.
    pub already_there: u32,
}

/// What an import did.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, rename = "ImportReport")]
pub struct Report {
    /// Rows read: the sum of what became of each.
    pub rows: u32,
    /// Books added.
    pub added: u32,
    /// Books that were there already, and were left as they are.
    pub already_there: u32,
    /// The first problems of the books added, by row; at most [`MOST_PROBLEMS`].
    pub problems: Vec<Problem>,
    /// How many problems there are.
    pub problem_count: u32,
    /// The entry in the history, by which the import can be undone; absent when nothing was added.
    pub entry: Option<HistoryId>,
}

impl Report {
    pub(super) fn progress(&self) -> Progress {
        let Self {
            rows,
            added,
            already_there,
            ..
        } = *self;
        Progress {
            rows,
            added,
            already_there,
        }
    }

    pub(super) fn take(&mut self, problems: Vec<Problem>) {
        let count = u32::try_from(problems.len()).unwrap_or(u32::MAX);
        self.problem_count = self.problem_count.saturating_add(count);
        let room = MOST_PROBLEMS - self.problems.len();
        self.problems.extend(problems.into_iter().take(room));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_the_first_problems_and_counts_all() {
        let problem = |row| Problem {
            row,
            column: None,
            message: "odd".into(),
        };
        let mut report = Report::default();
        for row in 0..700 {
            report.take(vec![problem(row), problem(row)]);
        }
        assert_eq!(
            (report.problems.len(), report.problem_count),
            (1_000, 1_400)
        );
        assert_eq!(report.problems[999].row, 499);
    }
}
