//! A reading as it is typed.

use serde::Deserialize;
use ts_rs::TS;

use super::{Outcome, ProgressUnit};

/// A reading as it is typed. Blank texts mean that it is not known.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "camelCase", default)]
#[ts(export)]
pub struct ReadingForm {
    /// When it was begun: `2021`, `2021-05`, `2021-05-17`.
    pub started: Option<String>,
    /// When it ended.
    pub finished: Option<String>,
    /// How it ended; absent while it goes on.
    pub outcome: Option<Outcome>,
    /// Anything else.
    pub note: Option<String>,
}

/// How far a reading has come, as it is typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "camelCase", default)]
#[ts(export)]
pub struct ProgressForm {
    /// In what it is counted.
    pub unit: ProgressUnit,
    /// How far, in digits.
    pub value: String,
    /// The day for which it holds; absent or blank for now.
    pub at: Option<String>,
    /// Anything else.
    pub note: Option<String>,
}
