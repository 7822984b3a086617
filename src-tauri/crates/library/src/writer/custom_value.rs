//! What books have in the fields of the reader's own.

use std::collections::HashMap;

use rusqlite::params;

use super::Writer;
use crate::book::{BookFields, FieldErrors};
use crate::custom_field::{self, CustomValue};
use crate::error::LibraryError;
use crate::values::FieldId;

impl Writer<'_> {
    /// The book as it is kept: normalised, checked, and its values in the reader's own fields written as their kinds
    /// write them, in the order of the fields.
    pub(crate) fn kept(&self, book: &BookFields) -> Result<BookFields, LibraryError> {
        let mut kept = book.normalised();
        let mut errors = kept.check().err().unwrap_or_default();
        let custom = self.kept_values(&kept.custom, &mut errors)?;
        errors.into_result()?;
        kept.custom = custom;
        Ok(kept)
    }

    /// Values as they are kept; what is wrong with one is said at `custom.` and the field's id.
    pub(crate) fn kept_values(
        &self,
        values: &[CustomValue],
        errors: &mut FieldErrors,
    ) -> Result<Vec<CustomValue>, LibraryError> {
        if values.is_empty() {
            return Ok(Vec::new());
        }
        let fields = custom_field::all(self.db)?;
        let places: HashMap<FieldId, usize> = fields
            .iter()
            .enumerate()
            .map(|(at, field)| (field.id, at))
            .collect();
        let mut kept: Vec<(usize, CustomValue)> = Vec::with_capacity(values.len());
        for given in values {
            let mut wrong = |message: &str| errors.push(format!("custom.{}", given.field), message);
            let Some(at) = places.get(&given.field).copied() else {
                wrong("expected one of your fields; found one that is no longer there");
                continue;
            };
            if kept.iter().any(|(other, _)| *other == at) {
                wrong("expected one value; found two");
                continue;
            }
            match fields[at].keep(&given.value) {
                Ok(value) => kept.push((
                    at,
                    CustomValue {
                        field: given.field,
                        value,
                    },
                )),
                Err(message) => wrong(&message),
            }
        }
        kept.sort_by_key(|(at, _)| *at);
        Ok(kept.into_iter().map(|(_, value)| value).collect())
    }

    /// Writes what differs between two states of a book.
    pub(super) fn update_custom(
        &mut self,
        book: i64,
        old: &[CustomValue],
        new: &[CustomValue],
    ) -> Result<(), LibraryError> {
        if old == new {
            return Ok(());
        }
        let mut take = self
            .db
            .prepare_cached("DELETE FROM custom_value WHERE book = ?1 AND field = ?2")?;
        for value in old {
            if !new.iter().any(|other| other.field == value.field) {
                take.execute([book, value.field.raw()])?;
            }
        }
        for value in new {
            if !old.contains(value) {
                self.put(
                    "INSERT INTO custom_value (book, field, value) VALUES (?1, ?2, ?3)
                     ON CONFLICT (book, field) DO NOTHING",
                    "UPDATE custom_value SET value = ?3 WHERE book = ?1 AND field = ?2",
                    params![book, value.field.raw(), value.value],
                )?;
            }
        }
        Ok(())
    }
}
