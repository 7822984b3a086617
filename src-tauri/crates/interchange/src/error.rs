//! Why a file cannot be imported, in the reader's words.

use std::io;

use library::LibraryError;

use crate::row::plain;

/// Why an import cannot begin, or stopped. Nothing of it remains in the library.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// There is nothing in the file.
    #[error("expected a list of books, found an empty file")]
    Empty,
    /// The file is no text.
    #[error("expected a list of books as text (CSV), found {found}")]
    Binary {
        /// What it seems to be.
        found: &'static str,
    },
    /// It is no table, and nothing else that is known.
    #[error("expected a list of books, found {}", plain(found))]
    NoTable {
        /// What it begins with, told briefly.
        found: String,
    },
    /// It is a list, and not of the format that was asked for.
    #[error("expected {}, found {}", plain(expected), plain(found))]
    OtherFormat {
        /// What was asked for.
        expected: String,
        /// What it seems to be.
        found: String,
    },
    /// The content is damaged, or was cut off.
    #[error("{}: {}", plain(place), plain(message))]
    Damaged {
        /// Where: `line 12`, `books.backup`.
        place: String,
        /// What was expected and what was found.
        message: String,
    },
    /// A quotation mark opens a text and none closes it: the file is damaged, or was cut off.
    #[error(
        "line {line}, column {column}: expected a second quotation mark that closes the text begun here, found the end of the file \
         (the file may have been cut off)"
    )]
    UnclosedQuote {
        /// The line of the quotation mark, counted from 1.
        line: u64,
        /// The column, counted from 1.
        column: usize,
    },
    /// One text is longer than any book's.
    #[error(
        "line {line}, column {column}: expected at most {} MiB in one row, found more (a quotation mark in this line \
         may never be closed)",
        limit / (1024 * 1024)
    )]
    TooLarge {
        /// The line in which the text begins, counted from 1.
        line: u64,
        /// The column, counted from 1.
        column: usize,
        /// The most bytes of one row.
        limit: usize,
    },
    /// One row has more columns than any table.
    #[error("line {line}: expected at most {limit} columns, found more")]
    TooManyColumns {
        /// The line in which the row begins, counted from 1.
        line: u64,
        /// The most columns of a row.
        limit: usize,
    },
    /// The file could not be read.
    #[error("the file could not be read: {}", unread(.0))]
    Unreadable(#[source] io::Error),
    /// What was to be saved could not be written.
    #[error("the file could not be written: {}", unwritten(.0))]
    Unwritable(#[source] io::Error),
    /// It was asked to stop; nothing was changed.
    #[error("stopped; nothing was changed")]
    Cancelled,
    /// The library could not take it; nothing was changed.
    #[error(transparent)]
    Library(#[from] LibraryError),
}

impl From<io::Error> for ImportError {
    fn from(error: io::Error) -> Self {
        Self::Unreadable(error)
    }
}

/// What the operating system said, in words that name what to do where there is something.
fn unread(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::IsADirectory => "expected a file, found a folder".to_owned(),
        io::ErrorKind::NotFound => "there is no such file".to_owned(),
        io::ErrorKind::PermissionDenied => "this program may not read it".to_owned(),
        _ => error.to_string(),
    }
}

/// The same of a file that is to be made.
pub(crate) fn unwritten(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::IsADirectory => "expected a file, found a folder".to_owned(),
        io::ErrorKind::NotFound => "there is no such folder".to_owned(),
        io::ErrorKind::PermissionDenied => "this program may not write there".to_owned(),
        io::ErrorKind::StorageFull => "the disk is full".to_owned(),
        _ => error.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_say_expected_and_found() {
        let limit = 64 * 1024 * 1024;
        let too_large = ImportError::TooLarge {
            line: 7,
            column: 3,
            limit,
        }
        .to_string();
        assert!(
            too_large.starts_with("line 7, column 3: expected at most 64 MiB"),
            "{too_large}"
        );
        let folder = ImportError::from(io::Error::from(io::ErrorKind::IsADirectory));
        assert_eq!(
            folder.to_string(),
            "the file could not be read: expected a file, found a folder"
        );
    }
}
