//! Looking at bytes that are to be a cover.

use std::io::Cursor;
use std::sync::{Mutex, PoisonError};

use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits};
use sha2::{Digest, Sha256};

use super::refuse::{
    MOST_MEMORY, broken, check_length, check_size, format_of, is_whole_jpeg, refused,
};
use super::thumbnail;
use crate::error::LibraryError;

/// A large picture takes some hundred megabytes while it is decoded: two at once must not take twice as much.
static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());
/// From so many bytes on a decoded picture is large. Covers of books seldom are, and several are looked at at once.
const LARGE: u64 = 16 << 20;

/// A picture that can be kept, with what is kept beside it.
pub struct CoverPicture {
    pub(super) bytes: Vec<u8>,
    /// SHA-256 of the bytes.
    pub(super) hash: Vec<u8>,
    pub(super) media: &'static str,
    /// As it is looked at: a photograph may lie on its side in the file.
    pub(super) width: u32,
    pub(super) height: u32,
    /// A JPEG.
    pub(super) thumbnail: Vec<u8>,
}

impl CoverPicture {
    /// Looks at the picture and makes its thumbnail. Its size is read from the header before anything is decoded.
    pub fn of(bytes: Vec<u8>) -> Result<Self, LibraryError> {
        check_length(&bytes)?;
        let (format, media) = format_of(&bytes)?;
        let mut limits = Limits::default();
        // What a decoder needs beside the picture itself: a progressive JPEG is put together from coefficients of two
        // bytes each.
        limits.max_alloc = Some(2 * MOST_MEMORY);
        let mut reader = ImageReader::with_format(Cursor::new(bytes.as_slice()), format);
        reader.limits(limits);
        let mut decoder = reader.into_decoder().map_err(|error| broken(&error))?;
        let (width, height) = decoder.dimensions();
        check_size(width, height, decoder.total_bytes())?;
        if format == ImageFormat::Jpeg && !is_whole_jpeg(&bytes) {
            return Err(refused(
                "expected a whole picture; the end of this one is missing".to_owned(),
            ));
        }
        // Notes that a camera left and that cannot be read are no reason to refuse the picture.
        let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
        let profile = decoder.icc_profile().ok().flatten();

        let thumbnail = {
            let _guard = (decoder.total_bytes() >= LARGE)
                .then(|| ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner));
            let picture = DynamicImage::from_decoder(decoder).map_err(|error| broken(&error))?;
            thumbnail::of(picture, orientation, profile).map_err(|error| broken(&error))?
        };
        let (width, height) = if thumbnail::turns(orientation) {
            (height, width)
        } else {
            (width, height)
        };
        Ok(Self {
            hash: Sha256::digest(&bytes).to_vec(),
            bytes,
            media,
            width,
            height,
            thumbnail,
        })
    }
}
