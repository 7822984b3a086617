//! By what a book is ordered in the fields of the reader's own.

use std::collections::HashMap;

use rusqlite::types::Value;
use rusqlite::{CachedStatement, Connection, params};

use crate::book::StoredBook;
use crate::custom_field::FieldKind;
use crate::error::LibraryError;
use crate::listing::Collation;
use crate::values::{FieldId, PartialDate};

/// How many make one, where a number is decimal.
const MILLION: i64 = 1_000_000;

/// Writes the keys.
pub(super) struct CustomKeys<'db> {
    kinds: HashMap<FieldId, FieldKind>,
    delete: CachedStatement<'db>,
    insert: CachedStatement<'db>,
}

impl<'db> CustomKeys<'db> {
    pub(super) fn new(db: &'db Connection) -> Result<Self, LibraryError> {
        let mut statement = db.prepare_cached("SELECT id, kind FROM custom_field")?;
        let kinds = statement
            .query_map([], |row| {
                let kind: String = row.get(1)?;
                Ok((
                    FieldId::from_raw(row.get(0)?),
                    FieldKind::from_name(&kind).unwrap_or_default(),
                ))
            })?
            .collect::<Result<_, _>>()?;
        Ok(Self {
            kinds,
            delete: db.prepare_cached("DELETE FROM custom_key WHERE book = ?1")?,
            insert: db.prepare_cached(
                "INSERT INTO custom_key (field, book, slot, key) VALUES (?1, ?2, ?3, ?4)",
            )?,
        })
    }

    pub(super) fn remove(&mut self, book: i64) -> Result<(), LibraryError> {
        self.delete.execute([book])?;
        Ok(())
    }

    pub(super) fn put(
        &mut self,
        book: &StoredBook,
        slot: i64,
        collation: &Collation,
    ) -> Result<(), LibraryError> {
        for value in &book.fields.custom {
            let kind = self.kinds.get(&value.field).copied().unwrap_or_default();
            if let Some(key) = key(kind, &value.value, collation) {
                let (field, book) = (value.field.raw(), book.id.raw());
                self.insert.execute(params![field, book, slot, key])?;
            }
        }
        Ok(())
    }
}

/// What cannot be understood as what the field holds has no place in its order.
fn key(kind: FieldKind, value: &str, collation: &Collation) -> Option<Value> {
    match kind {
        FieldKind::Text | FieldKind::Choice => Some(Value::Blob(collation.key(value))),
        FieldKind::Number => scaled(value).map(Value::Integer),
        FieldKind::Date => Some(Value::Integer(PartialDate::parse(value).ok()?.sort_key())),
        FieldKind::YesNo => Some(Value::Integer((value == "yes").into())),
    }
}

/// A decimal number in millionths; finer digits do not count, and what is too large is the largest.
fn scaled(text: &str) -> Option<i64> {
    let text = text.trim();
    let (is_negative, body) = match text.strip_prefix(['-', '\u{2212}']) {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let (whole, part) = body.split_once('.').unwrap_or((body, ""));
    let is_plain = |digits: &str| digits.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() && part.is_empty() || !is_plain(whole) || !is_plain(part) {
        return None;
    }
    let digits = |text: &str| {
        text.bytes().fold(0_i64, |number, digit| {
            number
                .saturating_mul(10)
                .saturating_add(i64::from(digit - b'0'))
        })
    };
    let part: String = part.chars().chain("000000".chars()).take(6).collect();
    let number = digits(whole)
        .saturating_mul(MILLION)
        .saturating_add(digits(&part));
    Some(if is_negative { -number } else { number })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scales_decimals() {
        for (text, number) in [
            ("12", Some(12_000_000)),
            ("-3.5", Some(-3_500_000)),
            (".25", Some(250_000)),
            ("7.", Some(7_000_000)),
            ("1.0000009", Some(1_000_000)),
            ("99999999999999999999", Some(i64::MAX)),
            ("", None),
            ("-", None),
            (".", None),
            ("1e3", None),
        ] {
            assert_eq!(scaled(text), number, "{text}");
        }
    }
}
