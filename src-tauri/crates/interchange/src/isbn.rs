//! Book numbers as exports and spreadsheets write them.

use library::{Isbn, IsbnError};

use crate::number::{is_rounded, without_decimals};

/// Why a text was not read as a book number.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Unread {
    /// What is left is no number any more.
    #[error("expected an ISBN, found a number rounded by a spreadsheet: its last digits are gone")]
    Rounded,
    /// It is a number, and not a right one.
    #[error(transparent)]
    Invalid(#[from] IsbnError),
}

/// The number in a cell: `="0439023483"` guards it against a spreadsheet, which would take its zeros away.
pub(crate) fn bare(cell: &str) -> &str {
    let cell = cell.trim();
    let cell = cell.strip_prefix('=').unwrap_or(cell).trim();
    cell.trim_matches(['"', '\'']).trim()
}

/// Reads a number that may have lost its leading zeros.
pub(crate) fn read(number: &str) -> Result<Isbn, Unread> {
    if is_rounded(number) {
        return Err(Unread::Rounded);
    }
    let number = without_decimals(number);
    Isbn::parse(number).or_else(|error| padded(number).ok_or(error.into()))
}

/// The number with its zeros again, if the check digit then fits; nine in ten of wrong guesses would not.
fn padded(number: &str) -> Option<Isbn> {
    let digits = number.strip_suffix(['x', 'X']).unwrap_or(number);
    if number.len() >= 10
        || !digits.bytes().all(|byte| byte.is_ascii_digit())
        || digits.bytes().all(|byte| byte == b'0')
    {
        return None;
    }
    Isbn::parse(&format!("{number:0>10}")).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn digits(cell: &str) -> Option<String> {
        read(bare(cell)).ok().map(|isbn| isbn.to_string())
    }

    #[test]
    fn reads_what_is_left_of_a_number() {
        for cell in [
            "=\"0000000019\"",
            "0000000019",
            "19",
            "=19",
            "\"19\"",
            "19.0",
            "'0000000019",
            "9780000000019",
            "978-0-00-000001-9",
        ] {
            assert_eq!(digits(cell).as_deref(), Some("9780000000019"), "{cell}");
        }
        assert_eq!(
            digits("80442957X").as_deref(),
            Some("9780804429573"),
            "a lost zero before a check digit X"
        );
        assert_eq!(bare("=\"\""), "");
    }

    #[test]
    fn does_not_make_numbers_up() {
        assert_eq!(read("9.78E+12"), Err(Unread::Rounded));
        for cell in [
            "18",
            "0",
            "000",
            "9780000000018",
            "978000000001",
            "B00EXAMPLE",
            "X",
        ] {
            assert!(matches!(read(cell), Err(Unread::Invalid(_))), "{cell}");
        }
    }
}
