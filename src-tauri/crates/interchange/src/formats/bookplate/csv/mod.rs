//! Our own table: one row a book, for a spreadsheet. `docs/formats/csv.md` tells it to its readers.
//!
//! | column | holds |
//! |---|---|
//! | Bookplate Id | `B` and a number, by which the table and its books are known again; empty for a book that was typed in |
//! | Title, Subtitle, Sort title, Original title | one text each |
//! | Authors … Narrators | names |
//! | Other people | `Name (role)`; everybody too who stands behind one of them in the book |
//! | Series | `Name #2` |
//! | Publisher, Published, First published | a text and two dates |
//! | ISBN, Identifiers | thirteen digits; `asin:B0…` |
//! | Language, Format, Pages, Minutes, Price | `9.99 EUR` |
//! | Status, Rating, Favourite | `Read`, stars from 0 to 5 in quarters, `yes` |
//! | Readings | `2023-01-02/2023-01-15`, `2024`, `2024-03/`, `?`; `(did not finish)`; a note behind a bar |
//! | Tags, Shelves | texts |
//! | Copies | how many |
//! | Wish, Wish price, Wish note, Wished since | `low`, `normal`, `high` … |
//! | Quotes | `words`, place, note and day, with bars between them |
//! | Description, Review, Private notes | Markdown, and text |
//! | Added, Changed | a day or an instant |
//! | `Name (own number)` … | a field of the reader's own, and its kind |
//!
//! Several things in one cell are parted by semicolons; a backslash before one makes it part of the text (`list.rs`).
//! A column that is not known is kept in the notes, as in every table.

mod list;
mod own;
mod read;
mod readings;
mod write;

use library::Role;

use crate::table::Header;

pub(crate) use read::read;
pub(crate) use write::CsvShape;

const ID: &str = "Bookplate Id";

/// What stands before the number of a book: without it, a spreadsheet takes the number for one to reckon with, and rounds it.
const BEFORE_ID: char = 'B';

/// The columns for people by what they did, in the order of the table.
const PEOPLE: [(&str, Role); 5] = [
    ("Authors", Role::Author),
    ("Editors", Role::Editor),
    ("Translators", Role::Translator),
    ("Illustrators", Role::Illustrator),
    ("Narrators", Role::Narrator),
];

/// Whether these are the columns of our table.
pub(crate) fn is_header(header: &Header) -> bool {
    header.has(&[ID, "Title"])
}
