//! By what each field orders books: the column, and what of it counts.

use rusqlite::types::ValueRef;

use super::SortField;
use super::order::Key;
use crate::values::PartialDate;

/// More than a day has seconds: an instant is the day and the second of it, and a day without an instant comes before.
pub(super) const INSTANTS: i64 = 100_000;

/// The tables in which the columns stand by which lists are ordered.
pub(super) const TABLES: [&str; 2] = ["figures", "listing"];

/// The table and column by which a field orders; none for the fields that are kept elsewhere.
pub(super) fn column(field: SortField) -> Option<(&'static str, &'static str)> {
    let [figures, listing] = TABLES;
    Some(match field {
        SortField::Title | SortField::Within | SortField::Custom(_) => return None,
        SortField::Author => (listing, "author_key"),
        SortField::Series => (listing, "series_key"),
        SortField::Publisher => (listing, "publisher_key"),
        SortField::Format => (listing, "format_key"),
        SortField::Language => (listing, "language_key"),
        SortField::Published => (figures, "published"),
        SortField::FirstPublished => (figures, "first_published"),
        SortField::Started => (figures, "started"),
        SortField::Finished => (figures, "finished"),
        SortField::Added => (figures, "added"),
        SortField::Changed => (figures, "changed"),
        SortField::Rating => (figures, "rating"),
        SortField::Status => (figures, "nullif(flags & 7, 0)"),
        SortField::Pages => (figures, "pages"),
        SortField::Minutes => (figures, "minutes"),
        SortField::Price => (figures, "currency || printf('%016d', price)"),
    })
}

/// The key of a value.
pub(super) fn key(field: SortField, value: ValueRef<'_>) -> Option<Key<'_>> {
    match (field, value) {
        (SortField::Added | SortField::Changed, ValueRef::Text(text)) => {
            instant(text).map(Key::Number)
        }
        (_, ValueRef::Integer(number)) => Some(Key::Number(number)),
        (_, ValueRef::Text(bytes) | ValueRef::Blob(bytes)) => Some(Key::Bytes(bytes)),
        (_, ValueRef::Null | ValueRef::Real(_)) => None,
    }
}

/// A stamp as a number: `2026-11-22` or `2026-11-22T15:47:03Z`, always of these forms.
fn instant(text: &[u8]) -> Option<i64> {
    let number = |from: usize, to: usize| {
        let digits = text.get(from..to)?;
        digits.iter().try_fold(0_i64, |number, digit| {
            digit
                .is_ascii_digit()
                .then(|| number * 10 + i64::from(digit - b'0'))
        })
    };
    let day = (number(0, 4)? * 13 + number(5, 7)?) * 32 + number(8, 10)?;
    if text.len() == 10 {
        return Some(day * INSTANTS);
    }
    let second = (number(11, 13)? * 60 + number(14, 16)?) * 60 + number(17, 19)?;
    Some(day * INSTANTS + second + 1)
}

/// Whether the date of this key, with all that it may mean, lies between these.
pub(super) fn is_date_within(key: i64, from: i64, to: i64) -> bool {
    // Only a date without a day means several.
    let last = |key: i64| {
        if key % 32 == 0 {
            PartialDate::from_sort_key(key).map_or(key, PartialDate::last_key)
        } else {
            key
        }
    };
    from <= key && key <= to && last(key) <= to
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn instants_are_ordered_as_their_texts() {
        let texts = [
            "0001-01-01",
            "2024-01-30T23:59:59Z",
            "2024-01-31",
            "2024-01-31T00:00:00Z",
            "2024-01-31T00:00:01Z",
            "2024-02-01",
            "9999-12-31T23:59:59Z",
        ];
        let keys: Vec<i64> = texts
            .iter()
            .map(|text| instant(text.as_bytes()).unwrap())
            .collect();
        assert!(keys.is_sorted_by(|a, b| a < b), "{keys:?}");
        assert_eq!(instant(b"yesterday."), None);
    }

    #[test]
    fn a_year_lies_in_what_holds_all_of_it() {
        let key = |text: &str| PartialDate::parse(text).unwrap().sort_key();
        let last = |text: &str| PartialDate::parse(text).unwrap().last_key();
        let lies =
            |date: &str, from: &str, to: &str| is_date_within(key(date), key(from), last(to));
        assert!(lies("2021", "2021", "2021"));
        assert!(lies("2021-05", "2021", "2021"));
        assert!(lies("2021-12-31", "2021", "2021"));
        assert!(!lies("2021", "2021-05", "2021-05"));
        assert!(!lies("2021", "2020", "2021-05"));
        assert!(lies("2021-02", "2020", "2021-02-28"));
        assert!(lies("-0700", "-0700", "-0700"));
    }
}
