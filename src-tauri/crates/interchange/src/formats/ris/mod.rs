//! RIS: one tag a line, `TY  - BOOK` to `ER  - `, as Zotero, `EndNote` and library catalogues write it.
//!
//! | tag | becomes |
//! |---|---|
//! | TY | ebook where it says so; any type that is no book's is kept in the notes |
//! | TI, T1, BT; T3, T2 and M1 of a book | title; series and its number |
//! | A1, AU; A2, ED; A4; A3 | authors; editors; translators; series editors |
//! | PB, PY, Y1, DA, LA, AB, N2, KW, SP of a book | the fields |
//! | SN; DO, UR | ISBN or ISSN; identifiers |
//! | N1 | notes |
//! | ID | which book of a Bookplate library it is, where we wrote it |
//! | any other | notes, as `TAG: text` |

mod read;
mod write;

pub(crate) use read::{begins, read};
pub(crate) use write::RisShape;

const SOURCE: &str = "ris";
/// What stands before the number of a book where we wrote it.
const OWN_ID: &str = "bookplate:";
