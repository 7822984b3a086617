//! JSON in pieces: a file of any size, with no more of it held than one book.

mod members;
mod mended;
mod pieces;
#[cfg(test)]
mod tests;

pub(crate) use members::{Members, told};
pub(crate) use pieces::{Piece, Pieces, Top};
