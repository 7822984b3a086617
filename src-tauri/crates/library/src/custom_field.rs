//! Fields of the reader's own.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::change::Change;
use crate::error::LibraryError;
use crate::library::Library;
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

impl Library {
    /// All fields, in the order that the reader gave them.
    pub fn custom_fields(&self) -> Result<Vec<CustomField>, LibraryError> {
        Ok(Vec::new())
    }

    /// Makes a field, or changes the one named. Refuses a kind or choices that values of books do not fit.
    pub fn save_custom_field(
        &self,
        _field: Option<FieldId>,
        _form: &CustomFieldForm,
    ) -> Result<Change<FieldId>, LibraryError> {
        Err(LibraryError::NotFound)
    }

    /// Deletes a field with all its values.
    pub fn delete_custom_field(&self, _field: FieldId) -> Result<Change<()>, LibraryError> {
        Err(LibraryError::NotFound)
    }

    /// Puts a field before another, or at the end.
    pub fn move_custom_field(
        &self,
        _field: FieldId,
        _before: Option<FieldId>,
    ) -> Result<Change<()>, LibraryError> {
        Err(LibraryError::NotFound)
    }
}
