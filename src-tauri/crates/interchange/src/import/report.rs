//! What an import tells while it goes on, and when it is done.

use library::HistoryId;
use serde::Serialize;
use ts_rs::TS;

use super::Fate;
use crate::Problem;

/// The most problems that a report lists; it counts all of them.
pub const MOST_PROBLEMS: usize = 1_000;

/// How many rows became what. Their sum is the number of rows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, rename = "ImportCounts")]
pub struct Tally {
    /// Rows read.
    pub rows: u32,
    /// New books.
    pub added: u32,
    /// Books that were there already, and got something.
    pub updated: u32,
    /// Books that were there already, and stay as they are.
    pub unchanged: u32,
    /// Books that were there already, and contradict the list.
    pub conflicts: u32,
}

/// How far an import has come.
pub type Progress = Tally;

impl Tally {
    pub(super) fn count(&mut self, fate: Fate) {
        self.rows += 1;
        match fate {
            Fate::New => self.added += 1,
            Fate::Updated => self.updated += 1,
            Fate::Unchanged => self.unchanged += 1,
            Fate::Conflict => self.conflicts += 1,
        }
    }

    pub(super) fn progress(&self) -> Progress {
        *self
    }
}

/// What an import did.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, rename = "ImportReport")]
pub struct Report {
    /// How many rows became what.
    #[serde(flatten)]
    pub tally: Tally,
    /// The first problems, by row; at most [`MOST_PROBLEMS`].
    pub problems: Vec<Problem>,
    /// How many problems there are.
    pub problem_count: u32,
    /// The entry in the history, by which the import can be undone; absent when nothing was changed.
    pub entry: Option<HistoryId>,
}

/// Takes in the problems of a row.
pub(super) fn note(listed: &mut Vec<Problem>, count: &mut u32, problems: Vec<Problem>) {
    let more = u32::try_from(problems.len()).unwrap_or(u32::MAX);
    *count = count.saturating_add(more);
    let room = MOST_PROBLEMS.saturating_sub(listed.len());
    listed.extend(problems.into_iter().take(room));
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
        let (mut listed, mut count) = (Vec::new(), 0);
        for row in 0..700 {
            note(&mut listed, &mut count, vec![problem(row), problem(row)]);
        }
        assert_eq!((listed.len(), count), (1_000, 1_400));
        assert_eq!(listed[999].row, 499);
    }
}
