//! Reading the fields back.

use std::collections::HashMap;

use rusqlite::Connection;

use super::{CustomField, FieldKind};
use crate::error::LibraryError;
use crate::library::Library;
use crate::values::FieldId;

impl Library {
    /// All fields, in the order that the reader gave them.
    pub fn custom_fields(&self) -> Result<Vec<CustomField>, LibraryError> {
        self.read(|reader| {
            let tx = reader.db().unchecked_transaction()?;
            all(&tx)
        })
    }
}

/// All fields in their order, with how many books of the library have a value.
pub(crate) fn all(db: &Connection) -> Result<Vec<CustomField>, LibraryError> {
    let mut statement = db
        .prepare_cached("SELECT id, name, kind, choices FROM custom_field ORDER BY position, id")?;
    let fields = statement.query_map([], |row| {
        let kind: String = row.get(2)?;
        let choices: Option<String> = row.get(3)?;
        Ok((FieldId::from_raw(row.get(0)?), row.get(1)?, kind, choices))
    })?;
    let fields = fields.collect::<Result<Vec<(_, String, _, _)>, _>>()?;
    if fields.is_empty() {
        return Ok(Vec::new());
    }
    let mut statement = db.prepare_cached(
        "SELECT field, count(*) FROM custom_value
         WHERE book NOT IN (SELECT id FROM book WHERE trashed IS NOT NULL) GROUP BY field",
    )?;
    let counts =
        statement.query_map([], |row| Ok((FieldId::from_raw(row.get(0)?), row.get(1)?)))?;
    let counts: HashMap<FieldId, u32> = counts.collect::<Result<_, _>>()?;
    fields
        .into_iter()
        .map(|(id, name, kind, choices)| {
            let choices = choices.map(|json| serde_json::from_str(&json));
            Ok(CustomField {
                id,
                name,
                kind: FieldKind::from_name(&kind).ok_or(LibraryError::Damaged)?,
                choices: choices
                    .transpose()
                    .map_err(|_| LibraryError::Damaged)?
                    .unwrap_or_default(),
                books: counts.get(&id).copied().unwrap_or_default(),
            })
        })
        .collect()
}
