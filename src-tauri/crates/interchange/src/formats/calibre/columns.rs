//! The custom columns of a Calibre library.

use library::FieldKind;
use serde_json::Value;

use super::book::{ids, ordered};
use super::database::{Database, text};

/// A custom column.
pub(super) struct CustomColumn {
    id: i64,
    pub(super) name: String,
    pub(super) kind: FieldKind,
    pub(super) choices: Vec<String>,
    pub(super) holds: Holds,
}

/// What a custom column's values are in its table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Holds {
    /// The value itself.
    Value,
    /// 0 to 10, shown as stars.
    HalfStars,
    /// 0 or 1.
    YesNo,
    /// A series, with the book's place in it.
    Series,
}

/// The columns that there are, in the order in which they were made. Those that Calibre computes hold nothing.
pub(super) fn all(database: &Database) -> rusqlite::Result<Vec<CustomColumn>> {
    if !database.has("custom_columns") {
        return Ok(Vec::new());
    }
    let mut statement = database.db.prepare(
        "SELECT id, name, label, datatype, display FROM custom_columns WHERE NOT mark_for_delete ORDER BY id",
    )?;
    let columns = statement.query_map([], |row| {
        let cell = |at| row.get_ref(at).map(|value| text(value).unwrap_or_default());
        let (name, label, datatype) = (cell(1)?, cell(2)?, cell(3)?);
        let display: Value = serde_json::from_str(&cell(4)?).unwrap_or_default();
        let choices = display["enum_values"].as_array().into_iter().flatten();
        let choices: Vec<String> = choices
            .filter_map(Value::as_str)
            .map(str::to_owned)
            .collect();
        let (kind, holds) = match datatype.as_str() {
            "int" | "float" => (FieldKind::Number, Holds::Value),
            "rating" => (FieldKind::Number, Holds::HalfStars),
            "datetime" => (FieldKind::Date, Holds::Value),
            "bool" => (FieldKind::YesNo, Holds::YesNo),
            "enumeration" if !choices.is_empty() => (FieldKind::Choice, Holds::Value),
            "series" => (FieldKind::Text, Holds::Series),
            _ => (FieldKind::Text, Holds::Value),
        };
        Ok(CustomColumn {
            id: row.get(0)?,
            name: if name.trim().is_empty() { label } else { name },
            kind,
            choices: if kind == FieldKind::Choice {
                choices
            } else {
                Vec::new()
            },
            holds,
        })
    })?;
    columns.collect()
}

impl CustomColumn {
    /// The query for its values, of the books from one id to another.
    pub(super) fn query(&self, database: &Database) -> Option<String> {
        let id = self.id;
        let (table, link) = (
            format!("custom_column_{id}"),
            format!("books_custom_column_{id}_link"),
        );
        if !database.has(&table) {
            return None;
        }
        Some(if database.has(&link) {
            let place = match self.holds {
                Holds::Series => "l.extra",
                _ => "NULL",
            };
            format!(
                "SELECT l.book, c.value, {place} FROM {} l CROSS JOIN {table} c ON c.id = l.value",
                ordered(&link, "book, id")
            )
        } else {
            format!(
                "SELECT v.book, v.value, NULL FROM {} l CROSS JOIN {table} v ON v.id = l.id",
                ids(&table, "book, id")
            )
        })
    }

    /// A value as its field keeps it.
    pub(super) fn told(&self, value: String, place: Option<&str>) -> Option<String> {
        match self.holds {
            Holds::Value => Some(value),
            Holds::YesNo => Some(if value == "0" { "no" } else { "yes" }.to_owned()),
            Holds::HalfStars => match value.parse::<u32>() {
                // Unrated.
                Ok(0) => None,
                Ok(half) => Some((f64::from(half) / 2.0).to_string()),
                Err(_) => Some(value),
            },
            Holds::Series => Some(match place {
                Some(place) => format!("{value} [{place}]"),
                None => value,
            }),
        }
    }
}
