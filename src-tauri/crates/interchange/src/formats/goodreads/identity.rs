//! By which numbers a book is known.

use library::{BookFields, Identifier, Isbn, Provenance};

use super::SOURCE;
use super::columns::Column;
use super::entry::Entry;
use crate::isbn::{self, Unread};
use crate::number::{is_rounded, without_decimals};
use crate::provenance;

/// What Goodreads calls the book.
///
/// Without a `Book Id`, a digest of title and author stands for it, so that the same file imported again is known again.
pub(super) fn provenance(entry: &mut Entry<'_>) -> Provenance {
    let cell = entry.cell(Column::BookId);
    if is_rounded(cell) {
        entry.unexpected(
            Column::BookId,
            "a number of a book, not one that a spreadsheet rounded",
        );
    } else if cell.chars().count() > LONGEST_ID {
        entry.unexpected(
            Column::BookId,
            format_args!("a number of at most {LONGEST_ID} characters"),
        );
    } else if !cell.is_empty() {
        return Provenance {
            source: SOURCE.to_owned(),
            id: without_decimals(cell).to_owned(),
        };
    }
    provenance::of_texts(
        SOURCE,
        entry.cell(Column::Title),
        entry.cell(Column::Author),
    )
}

/// Goodreads' own ids have eight or nine digits.
const LONGEST_ID: usize = 100;

/// The ISBN, from either of its two columns. Where they contradict each other, the newer form is right more often: it is
/// what the book prints first today. The other becomes an identifier, as does one that is wrong.
pub(super) fn isbn(entry: &mut Entry<'_>, fields: &mut BookFields) {
    let thirteen = number(entry, Column::Isbn13, fields);
    let ten = number(entry, Column::Isbn, fields);
    if let (Some(thirteen), Some(ten)) = (thirteen, ten)
        && thirteen != ten
    {
        let typed = isbn::bare(entry.cell(Column::Isbn)).to_owned();
        entry.problem(
            Column::Isbn,
            format_args!(
                "expected the number of ISBN13 ({thirteen}) in ten digits, found another book's ({typed}); \
                 kept as another identifier"
            ),
        );
        fields.identifiers.push(Identifier {
            scheme: "isbn".to_owned(),
            value: typed,
        });
    }
    fields.isbn = thirteen.or(ten);
}

fn number(entry: &mut Entry<'_>, column: Column, fields: &mut BookFields) -> Option<Isbn> {
    let bare = isbn::bare(entry.cell(column));
    if bare.is_empty() {
        return None;
    }
    match isbn::read(bare) {
        Ok(isbn) => Some(isbn),
        Err(error @ Unread::Rounded) => {
            entry.odd(column, error);
            None
        }
        Err(error @ Unread::Invalid(_)) => {
            entry.problem(column, format_args!("{error}; kept as another identifier"));
            fields.identifiers.push(Identifier {
                scheme: "other".to_owned(),
                value: bare.to_owned(),
            });
            None
        }
    }
}
