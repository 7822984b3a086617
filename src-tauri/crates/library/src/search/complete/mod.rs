//! How a query can go on: names of fields, then the values that the library has for them, the frequent ones first.

mod fields;
mod source;
mod tally;
mod values;
mod vocabulary;

use crate::error::LibraryError;
use crate::library::Library;
use crate::listing::{self, Completion, Completions};
use crate::search::syntax::{At, at_cursor};

pub(crate) use vocabulary::Vocabulary;

/// The most ways that are shown.
const MOST: usize = 12;

impl Library {
    /// The ways to go on with a query at `cursor`, counted in UTF-16 units.
    pub fn complete(&self, text: &str, cursor: u32) -> Result<Completions, LibraryError> {
        let custom = self.read(|reader| listing::custom_fields(reader.db()))?;
        let cursor = at_cursor(text, cursor, &custom);
        let items = match cursor.at {
            At::Word(scope) => fields::named(scope, &cursor.typed, &custom),
            At::Value(field) => self.values(field, &cursor.typed, &custom)?,
            At::Free => Vec::new(),
        };
        Ok(Completions {
            from: cursor.from,
            to: cursor.to,
            items,
        })
    }
}

/// A word as a query takes it for one value: in quotes, if anything in it means something else.
fn quoted(value: &str) -> String {
    let is_plain = !value.is_empty()
        && !value.starts_with(['=', '<', '>', '≥', '≤'])
        && !value.contains(|c: char| c.is_whitespace() || "()\"“”„\\".contains(c));
    if is_plain {
        value.to_owned()
    } else {
        format!("\"{}\"", value.replace('\\', "\\\\").replace('"', "\\\""))
    }
}

fn books(count: u32) -> String {
    let digits = count.to_string();
    let mut grouped = String::with_capacity(digits.len() + 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    let noun = if count == 1 { "book" } else { "books" };
    format!("{grouped} {noun}")
}

/// A way that is shown as what it puts in.
fn plainly(value: &str, detail: Option<String>) -> Completion {
    Completion {
        insert: quoted(value),
        label: value.to_owned(),
        detail,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::syntax::{Match, Query, Test, TextField, parse};
    use proptest::prelude::*;

    #[test]
    fn counts_in_words() {
        for (count, words) in [
            (0, "0 books"),
            (1, "1 book"),
            (999, "999 books"),
            (1_000, "1,000 books"),
            (1_234_567, "1,234,567 books"),
        ] {
            assert_eq!(books(count), words);
        }
    }

    proptest! {
        #[test]
        fn whatever_is_put_in_is_read_as_that(value in "\\PC{1,20}|[-a-z=<>\\\\\"“ ():#.]{1,10}") {
            prop_assume!(!value.trim().is_empty());
            for (before, after) in [("", ""), ("(", ")"), ("-", " x")] {
                let parsed = parse(&format!("{before}tag:{}{after}", quoted(&value)), &[]);
                prop_assert_eq!(&parsed.problems, &Vec::new());
                prop_assert_eq!(tag_in(&parsed.query), Some(value.trim().to_owned()));
            }
        }
    }

    fn tag_in(query: &Query) -> Option<String> {
        match query {
            Query::Test(Test::Text {
                field: Some(TextField::Tag),
                how,
                text,
            }) => {
                assert!(matches!(how, Match::Words | Match::Phrase));
                Some(text.clone())
            }
            Query::Not(query) => tag_in(query),
            Query::All(all) => all.iter().find_map(tag_in),
            _ => None,
        }
    }
}
