//! The names of things. On the Rust side an id is an integer; in the window it is a string, because a JavaScript
//! number cannot hold 63 bits.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Why a text is no id.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("expected an id (a positive whole number), found {found:?}")]
pub struct IdError {
    found: String,
}

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
        #[serde(try_from = "String", into = "String")]
        #[ts(export, as = "String")]
        pub struct $name(i64);

        impl $name {
            /// The id that a row of this library holds.
            #[must_use]
            pub const fn from_raw(raw: i64) -> Self {
                Self(raw)
            }

            /// The id as a row of this library holds it.
            #[must_use]
            pub const fn raw(self) -> i64 {
                self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = IdError;

            fn from_str(text: &str) -> Result<Self, IdError> {
                match text.parse::<i64>() {
                    Ok(raw) if raw > 0 => Ok(Self(raw)),
                    _ => Err(IdError { found: text.chars().take(40).collect() }),
                }
            }
        }

        impl TryFrom<String> for $name {
            type Error = IdError;

            fn try_from(text: String) -> Result<Self, IdError> {
                text.parse()
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> Self {
                id.to_string()
            }
        }
    };
}

id! {
    /// Names one book, in this library and in every copy of it.
    BookId
}
id! {
    /// Names one entry of the history.
    HistoryId
}
id! {
    /// Names one state of one book. Every change gives a fresh one and undo brings the old one back, so equal revisions
    /// mean equal contents.
    Revision
}

id! {
    /// Names one reading of a book.
    ReadingId
}
id! {
    /// Names one note of how far a reading has come.
    ProgressId
}
id! {
    /// Names one copy of a book.
    CopyId
}
id! {
    /// Names one loan of a copy.
    LoanId
}
id! {
    /// Names one quote of a book.
    QuoteId
}
id! {
    /// Names one shelf.
    ShelfId
}
id! {
    /// Names one field of the reader's own.
    FieldId
}
id! {
    /// Names one person, publisher, series or tag.
    NameId
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn crosses_as_a_string() {
        let id = BookId::from_raw(9_007_199_254_740_993);
        assert_eq!(serde_json::to_string(&id).unwrap(), "\"9007199254740993\"");
        assert_eq!(
            serde_json::from_str::<BookId>("\"9007199254740993\"").unwrap(),
            id
        );
    }

    #[test]
    fn refuses_what_is_no_id() {
        for text in ["", "0", "-4", "x", "1.5", "99999999999999999999"] {
            assert!(text.parse::<BookId>().is_err(), "{text}");
        }
        assert!(serde_json::from_str::<BookId>("12").is_err());
    }
}
