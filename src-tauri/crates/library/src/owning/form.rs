//! Copies, loans and wishes as they are typed. Blank texts mean that it is not known.

use serde::Deserialize;
use ts_rs::TS;

use super::Priority;
use crate::book::PriceForm;

/// A copy as it is typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "camelCase", default)]
#[ts(export)]
pub struct CopyForm {
    /// Where it stands.
    pub location: Option<String>,
    /// In what state it is.
    pub condition: Option<String>,
    /// Since when it is owned: `2021`, `2021-05`, `2021-05-17`.
    pub acquired: Option<String>,
    /// What was paid.
    pub price: Option<PriceForm>,
    /// Where it came from.
    pub source: Option<String>,
    /// Anything else.
    pub note: Option<String>,
}

/// A loan as it is typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "camelCase", default)]
#[ts(export)]
pub struct LoanForm {
    /// To whom. Needed.
    pub person: String,
    /// Since when.
    pub since: Option<String>,
    /// When it is to come back.
    pub due: Option<String>,
    /// When it came back.
    pub returned: Option<String>,
    /// Whether it is back, also where the day is not known.
    pub back: bool,
    /// Anything else.
    pub note: Option<String>,
}

/// A wish as it is typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "camelCase", default)]
#[ts(export)]
pub struct WishForm {
    /// How much.
    pub priority: Priority,
    /// What it would cost.
    pub price: Option<PriceForm>,
    /// Anything else.
    pub note: Option<String>,
}
