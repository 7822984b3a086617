//! By what `list` orders.

use std::str::FromStr;

use library::{Direction, SortField};

/// A field to order by, and which end comes first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sorting {
    /// The field as it was written; a field of the reader's own is only known in the library.
    pub field: SortName,
    /// Which end comes first.
    pub direction: Direction,
}

/// A field to order by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SortName {
    /// One that every library has.
    Known(SortField),
    /// Perhaps one of the reader's own.
    Own(String),
}

impl FromStr for Sorting {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (name, direction) = if let Some(name) = text.strip_prefix('-') {
            (name, Direction::Descending)
        } else if let Some((name, direction)) = text.rsplit_once(':') {
            let direction = match direction.to_ascii_lowercase().as_str() {
                "asc" | "ascending" => Direction::Ascending,
                "desc" | "descending" => Direction::Descending,
                found => {
                    return Err(format!(
                        "expected asc or desc after the colon; found {found:?}"
                    ));
                }
            };
            (name, direction)
        } else {
            (text, Direction::Ascending)
        };
        let known = SortField::ALL
            .into_iter()
            .find(|field| same(&String::from(*field), name));
        if name.trim().is_empty() {
            return Err("expected a field to sort by; found nothing".to_owned());
        }
        Ok(Self {
            field: known.map_or_else(|| SortName::Own(name.to_owned()), SortName::Known),
            direction,
        })
    }
}

/// Whether two names of fields are one: `firstPublished`, `first-published`, `First published`.
pub fn same(one: &str, other: &str) -> bool {
    let plain = |name: &str| -> String {
        name.chars()
            .filter(|c| c.is_alphanumeric())
            .flat_map(char::to_lowercase)
            .collect()
    };
    plain(one) == plain(other)
}

/// What can be sorted by in every library, for a message.
pub fn known() -> String {
    let names: Vec<String> = SortField::ALL.into_iter().map(String::from).collect();
    names.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_minus_or_a_word_turns_the_order_round() {
        for (text, field, direction) in [
            ("title", SortField::Title, Direction::Ascending),
            ("-title", SortField::Title, Direction::Descending),
            ("rating:desc", SortField::Rating, Direction::Descending),
            ("rating:asc", SortField::Rating, Direction::Ascending),
            (
                "first-published",
                SortField::FirstPublished,
                Direction::Ascending,
            ),
        ] {
            let sorting: Sorting = text.parse().unwrap();
            assert_eq!(sorting.field, SortName::Known(field), "{text}");
            assert_eq!(sorting.direction, direction, "{text}");
        }
        assert!("title:up".parse::<Sorting>().is_err());
        assert!("-".parse::<Sorting>().is_err());
    }

    #[test]
    fn what_is_not_known_may_be_a_field_of_the_readers_own() {
        let sorting: Sorting = "-Signed by".parse().unwrap();
        assert_eq!(sorting.field, SortName::Own("Signed by".to_owned()));
    }
}
