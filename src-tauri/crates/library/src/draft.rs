//! What was being typed when the window closed: kept in the encrypted file, outside the history.

use serde::Serialize;
use ts_rs::TS;

use crate::values::Stamp;

/// Text that was being edited and is not saved yet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct Draft {
    /// What the draft belongs to, as the window named it.
    pub key: String,
    /// The text, usually JSON: this crate does not look into it.
    pub body: String,
    /// When it was kept.
    pub saved: Stamp,
}
