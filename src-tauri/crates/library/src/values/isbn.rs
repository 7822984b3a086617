//! International Standard Book Numbers (ISO 2108).

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A book number of thirteen digits whose check digit is right.
///
/// Numbers of ten digits are converted when they come in, so that one book has one number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(try_from = "String", into = "String")]
#[ts(export, as = "String")]
pub struct Isbn(u64);

/// Why a text is no book number.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum IsbnError {
    /// Nothing that counts was given.
    #[error("expected an ISBN of 10 or 13 digits, found none")]
    Empty,
    /// A sign that no ISBN holds.
    #[error("an ISBN holds digits, hyphens and perhaps a final X; found {found:?}")]
    Character {
        /// The first such sign.
        found: char,
    },
    /// Too many digits, or too few.
    #[error("an ISBN has 10 or 13 digits; found {found}")]
    Length {
        /// How many were found.
        found: usize,
    },
    /// Thirteen digits that are another kind of article number.
    #[error(
        "an ISBN of 13 digits begins with 978 or 979 (and 9790 is a music number); found {found}"
    )]
    Prefix {
        /// The first four digits.
        found: String,
    },
    /// The last digit does not fit the others: a digit is mistyped, or two are swapped.
    #[error(
        "the last digit of this ISBN should be {expected}; found {found} (a digit may be mistyped)"
    )]
    CheckDigit {
        /// What the other digits ask for.
        expected: char,
        /// What was given.
        found: char,
    },
}

impl Isbn {
    /// Reads an ISBN of 10 or 13 digits; hyphens, spaces and a leading `ISBN` are passed over.
    pub fn parse(text: &str) -> Result<Self, IsbnError> {
        let digits = significant(text)?;
        match digits.len() {
            0 => Err(IsbnError::Empty),
            10 => from_ten(&digits),
            13 => from_thirteen(&digits),
            found => Err(IsbnError::Length { found }),
        }
    }

    /// The thirteen digits as a number, as the library keeps it.
    pub(crate) fn number(self) -> i64 {
        i64::try_from(self.0).unwrap_or(i64::MAX)
    }

    /// The same number in ten digits, which exists only for those that begin with 978.
    #[must_use]
    pub fn isbn10(self) -> Option<String> {
        let digits = self.to_string();
        let nine = digits.strip_prefix("978")?.get(..9)?.to_owned();
        let check = check_ten(nine.bytes().map(|b| u32::from(b - b'0')));
        Some(format!("{nine}{check}"))
    }
}

/// The digits (and a final X) of the text, in order.
fn significant(text: &str) -> Result<Vec<char>, IsbnError> {
    let text = text.trim();
    let text = match text.get(..4) {
        Some(prefix) if prefix.eq_ignore_ascii_case("isbn") => {
            let rest = &text[4..];
            // "ISBN-13: 978…", "ISBN10 0-14…": the form's name is no part of the number.
            let named = rest.trim_start_matches(['-', ' ', '\u{2010}', '\u{2011}']);
            ["13:", "10:", "13 ", "10 "]
                .iter()
                .find_map(|form| named.strip_prefix(form))
                .unwrap_or(rest)
        }
        _ => text,
    };
    let mut digits = Vec::with_capacity(13);
    for c in text.chars() {
        match c {
            '0'..='9' => digits.push(c),
            // Full-width digits come from Japanese keyboards.
            '\u{ff10}'..='\u{ff19}' => {
                digits.push(char::from_u32(u32::from(c) - 0xff10 + u32::from('0')).unwrap_or(c));
            }
            'x' | 'X' => digits.push('X'),
            ':' | '-' | '.' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{ad}' => {}
            c if c.is_whitespace() => {}
            found => return Err(IsbnError::Character { found }),
        }
    }
    let last = digits.len().saturating_sub(1);
    match digits.iter().position(|c| *c == 'X') {
        Some(at) if at != last || digits.len() != 10 => Err(IsbnError::Character { found: 'X' }),
        _ => Ok(digits),
    }
}

fn from_ten(digits: &[char]) -> Result<Isbn, IsbnError> {
    let values = || digits[..9].iter().filter_map(|c| c.to_digit(10));
    let expected = check_ten(values());
    let found = digits[9];
    if found != expected {
        return Err(IsbnError::CheckDigit { expected, found });
    }
    let body = values().fold(978, |number, digit| number * 10 + u64::from(digit));
    Ok(Isbn(body * 10 + check_thirteen(body)))
}

fn from_thirteen(digits: &[char]) -> Result<Isbn, IsbnError> {
    let number = digits
        .iter()
        .filter_map(|c| c.to_digit(10))
        .fold(0, |number, digit| number * 10 + u64::from(digit));
    let prefix = number / 1_000_000_000;
    if !matches!(prefix / 10, 978 | 979) || prefix == 9790 {
        return Err(IsbnError::Prefix {
            found: format!("{prefix:04}"),
        });
    }
    let (expected, found) = (check_thirteen(number / 10), number % 10);
    if found == expected {
        Ok(Isbn(number))
    } else {
        let sign =
            |digit: u64| char::from_digit(u32::try_from(digit).unwrap_or(0), 10).unwrap_or('0');
        Err(IsbnError::CheckDigit {
            expected: sign(expected),
            found: sign(found),
        })
    }
}

/// The check digit of nine digits: weights 10 to 2, modulo 11, ten written X (ISO 2108:1992).
fn check_ten(nine: impl Iterator<Item = u32>) -> char {
    let sum: u32 = nine
        .zip((2..=10).rev())
        .map(|(digit, weight)| digit * weight)
        .sum();
    match (11 - sum % 11) % 11 {
        10 => 'X',
        digit => char::from_digit(digit, 10).unwrap_or('0'),
    }
}

/// The check digit of twelve digits: weights 1 and 3, modulo 10 (ISO 2108:2017).
fn check_thirteen(twelve: u64) -> u64 {
    let (mut rest, mut sum, mut weight) = (twelve, 0, 3);
    while rest > 0 {
        sum += rest % 10 * weight;
        weight = 4 - weight;
        rest /= 10;
    }
    (10 - sum % 10) % 10
}

impl fmt::Display for Isbn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:013}", self.0)
    }
}

impl FromStr for Isbn {
    type Err = IsbnError;

    fn from_str(text: &str) -> Result<Self, IsbnError> {
        Self::parse(text)
    }
}

impl TryFrom<String> for Isbn {
    type Error = IsbnError;

    fn try_from(text: String) -> Result<Self, IsbnError> {
        Self::parse(&text)
    }
}

impl From<Isbn> for String {
    fn from(isbn: Isbn) -> Self {
        isbn.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn parsed(text: &str) -> String {
        Isbn::parse(text).unwrap().to_string()
    }

    #[test]
    fn reads_both_forms_however_they_are_written() {
        for text in [
            "9780306406157",
            "978-0-306-40615-7",
            "ISBN 978 0 306 40615 7",
            "0306406152",
            "isbn: 0-306-40615-2",
        ] {
            assert_eq!(parsed(text), "9780306406157", "{text}");
        }
        assert_eq!(parsed("ISBN-13: 978-0-306-40615-7"), "9780306406157");
        assert_eq!(parsed("ISBN-10: 0-306-40615-2"), "9780306406157");
        assert_eq!(parsed("978–0–306–40615–7"), "9780306406157");
        assert_eq!(parsed("９７８０３０６４０６１５７"), "9780306406157");
        assert_eq!(parsed("080442957x"), "9780804429573");
    }

    #[test]
    fn ten_digits_exist_only_under_978() {
        assert_eq!(
            Isbn::parse("9780804429573").unwrap().isbn10().as_deref(),
            Some("080442957X")
        );
        assert_eq!(Isbn::parse("9791034902934").unwrap().isbn10(), None);
    }

    #[test]
    fn says_what_is_wrong() {
        let error = |text| Isbn::parse(text).unwrap_err();
        assert_eq!(error(""), IsbnError::Empty);
        assert_eq!(error("ISBN"), IsbnError::Empty);
        assert_eq!(error("97803064061"), IsbnError::Length { found: 11 });
        assert_eq!(
            error("9780306406158"),
            IsbnError::CheckDigit {
                expected: '7',
                found: '8'
            }
        );
        assert_eq!(
            error("0306406153"),
            IsbnError::CheckDigit {
                expected: '2',
                found: '3'
            }
        );
        assert_eq!(error("B000FA5KJG"), IsbnError::Character { found: 'B' });
        assert_eq!(error("978X306406157"), IsbnError::Character { found: 'X' });
        assert_eq!(
            error("4006381333931"),
            IsbnError::Prefix {
                found: "4006".into()
            }
        );
        assert_eq!(
            error("9790060115615"),
            IsbnError::Prefix {
                found: "9790".into()
            }
        );
        assert!(
            error("9780306406158")
                .to_string()
                .contains("should be 7; found 8")
        );
    }

    proptest! {
        #[test]
        fn never_panics(text in "\\PC*") {
            let _ = Isbn::parse(&text);
        }

        #[test]
        fn ten_and_thirteen_are_one_number(body in 0_u64..1_000_000_000) {
            let twelve = 978_000_000_000 + body;
            let isbn = Isbn::parse(&format!("{twelve}{}", check_thirteen(twelve))).unwrap();
            prop_assert_eq!(Isbn::parse(&isbn.isbn10().unwrap()).unwrap(), isbn);
        }
    }
}
