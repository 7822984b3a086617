//! What is known of a reading.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::book::{FieldErrors, check_optional, optional_text};
use crate::values::{PartialDate, ProgressId, ReadingId, Stamp};

/// How a reading ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub enum Outcome {
    /// Read to the end.
    Finished,
    /// Put aside.
    Abandoned,
}

impl Outcome {
    /// The name under which the library keeps it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Finished => "finished",
            Self::Abandoned => "abandoned",
        }
    }

    /// The outcome of that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Finished, Self::Abandoned]
            .into_iter()
            .find(|outcome| outcome.name() == name)
    }
}

/// What is known of one reading. Every part is absent where it is not known: no date is made up. Without an outcome it
/// goes on.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", default)]
#[ts(export)]
pub struct ReadingFacts {
    /// When it was begun.
    pub started: Option<PartialDate>,
    /// When it ended.
    pub finished: Option<PartialDate>,
    /// How it ended.
    pub outcome: Option<Outcome>,
    /// Anything else.
    pub note: Option<String>,
}

impl ReadingFacts {
    /// Whether it has not ended yet.
    #[must_use]
    pub fn goes_on(&self) -> bool {
        self.outcome.is_none()
    }

    /// The same facts with outer blanks cut.
    pub(crate) fn normalised(&self) -> Self {
        Self {
            note: optional_text(self.note.as_deref()),
            ..self.clone()
        }
    }

    /// Says what keeps them from being written. `within` is where their fields are: `readings.3.`, or nothing.
    pub(crate) fn check(&self, errors: &mut FieldErrors, within: &str) {
        check_optional(errors, within, "note", self.note.as_deref());
    }

    /// What of them can be so, and looks wrong.
    pub(super) fn doubts(&self, today: PartialDate) -> FieldErrors {
        let mut doubts = FieldErrors::default();
        for (field, date) in [("started", self.started), ("finished", self.finished)] {
            if let Some(date) = date.filter(|date| today.is_before(*date)) {
                doubts.push(
                    field,
                    format!("expected a date up to today, {today}; found {date}"),
                );
            }
        }
        if let Some((started, finished)) = self.started.zip(self.finished)
            && finished.is_before(started)
        {
            doubts.push(
                "finished",
                format!("expected a date from {started} on, when it was begun; found {finished}"),
            );
        }
        if let (Some(finished), None) = (self.finished, self.outcome) {
            doubts.push(
                "outcome",
                format!(
                    "it ended on {finished}: expected that it was finished or given up; found neither"
                ),
            );
        }
        doubts
    }
}

/// One reading of a book.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct Reading {
    /// Its name.
    pub id: ReadingId,
    /// What is known of it.
    #[serde(flatten)]
    pub facts: ReadingFacts,
    /// How far it came, the earliest first.
    pub progress: Vec<Progress>,
}

/// In what progress is counted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub enum ProgressUnit {
    /// The page that was reached.
    #[default]
    Page,
    /// Whole percents of the book.
    Percent,
    /// Minutes of an audiobook that were heard.
    Minute,
}

impl ProgressUnit {
    /// The name under which the library keeps it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Page => "page",
            Self::Percent => "percent",
            Self::Minute => "minute",
        }
    }

    /// The unit of that name; the table admits no others.
    pub(crate) fn from_name(name: &str) -> Self {
        match name {
            "percent" => Self::Percent,
            "minute" => Self::Minute,
            _ => Self::Page,
        }
    }
}

/// How far a reading had come at some time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct Progress {
    /// Its name.
    pub id: ProgressId,
    /// When it was noted, or the day for which it was.
    pub at: Stamp,
    /// In what it is counted.
    pub unit: ProgressUnit,
    /// How far.
    pub value: u32,
    /// Anything else.
    pub note: Option<String>,
}
