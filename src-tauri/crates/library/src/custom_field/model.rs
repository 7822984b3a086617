//! What a field of the reader's own is, and how it is typed.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::values::FieldId;

/// What a field of the reader's own holds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub enum FieldKind {
    /// One line.
    #[default]
    Text,
    /// A number, with a point and decimals or without: `12`, `-3.5`.
    Number,
    /// A partial date.
    Date,
    /// `yes` or `no`.
    YesNo,
    /// One of a few words.
    Choice,
}

/// A field of the reader's own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct CustomField {
    /// Its name in the library.
    pub id: FieldId,
    /// What it is called.
    pub name: String,
    /// What it holds.
    pub kind: FieldKind,
    /// The words to choose from.
    pub choices: Vec<String>,
    /// How many books have a value.
    pub books: u32,
}

/// A field as it is typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "camelCase", default)]
#[ts(export)]
pub struct CustomFieldForm {
    /// What it is called. Needed, and not the name of another field.
    pub name: String,
    /// What it holds.
    pub kind: FieldKind,
    /// The words to choose from; needed for a choice.
    pub choices: Vec<String>,
}

/// What a book has in a field of the reader's own.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct CustomValue {
    /// The field.
    pub field: FieldId,
    /// The value as the field's kind writes it; never blank.
    pub value: String,
}
