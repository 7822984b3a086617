//! Covers: pictures kept once by the hash of their content, with a thumbnail.

mod load;
mod picture;
mod refuse;
mod thumbnail;
mod write;

use serde::Serialize;
use ts_rs::TS;

pub(crate) use load::of_book;
pub use picture::CoverPicture;

/// A picture of a book.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct Cover {
    /// The hash of its content, in hexadecimal digits: what it is asked for by.
    pub hash: String,
    /// How wide, in pixels.
    pub width: u32,
    /// How high, in pixels.
    pub height: u32,
}

/// A picture as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// Its media type: `image/jpeg`.
    pub media: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}
