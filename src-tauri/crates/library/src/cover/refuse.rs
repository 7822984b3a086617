//! Why a picture is refused, in the reader's words.

use image::{ImageError, ImageFormat};

use crate::error::LibraryError;

/// The largest file that is kept: what a camera makes of a page is smaller.
pub(super) const MOST_BYTES: usize = 20_000_000;
/// The most pixels that are decoded. Each takes four bytes of memory, in some formats eight.
pub(super) const MOST_PIXELS: u64 = 60_000_000;
/// The longest side.
pub(super) const LONGEST_SIDE: u32 = 20_000;
/// The most memory that a decoded picture takes: sixty megapixels of four bytes.
pub(super) const MOST_MEMORY: u64 = 4 * MOST_PIXELS;

/// Other formats that people have pictures in: what they begin with (after so many bytes), and what they are called.
const OTHERS: [(usize, &[u8], &str); 11] = [
    (0, b"BM", "a BMP picture"),
    (0, b"II*\0", "a TIFF picture"),
    (0, b"MM\0*", "a TIFF picture"),
    (0, b"\0\0\x01\0", "an icon"),
    (4, b"ftypavif", "an AVIF picture"),
    (4, b"ftyphei", "a HEIC picture"),
    (4, b"ftypmif1", "a HEIC picture"),
    (0, b"\0\0\0\x0cJXL ", "a JPEG XL picture"),
    (0, b"\xff\x0a", "a JPEG XL picture"),
    (0, b"<svg", "an SVG drawing"),
    (0, b"%PDF", "a PDF document"),
];

pub(super) fn refused(reason: String) -> LibraryError {
    LibraryError::Picture { reason }
}

/// Too few or too many bytes to look at.
pub(super) fn check_length(bytes: &[u8]) -> Result<(), LibraryError> {
    if bytes.is_empty() {
        return Err(refused("expected a picture; the file is empty".to_owned()));
    }
    if bytes.len() > MOST_BYTES {
        return Err(refused(format!(
            "expected a picture of at most {} MB; this one has {} MB",
            MOST_BYTES / 1_000_000,
            bytes.len().div_ceil(1_000_000)
        )));
    }
    Ok(())
}

/// The format that the content is in, whatever the file is called.
pub(super) fn format_of(bytes: &[u8]) -> Result<(ImageFormat, &'static str), LibraryError> {
    match image::guess_format(bytes) {
        Ok(format @ ImageFormat::Jpeg) => Ok((format, "image/jpeg")),
        Ok(format @ ImageFormat::Png) => Ok((format, "image/png")),
        Ok(format @ ImageFormat::WebP) => Ok((format, "image/webp")),
        Ok(format @ ImageFormat::Gif) => Ok((format, "image/gif")),
        _ => {
            let begins = |(at, start, _): &&(usize, &[u8], &str)| {
                bytes
                    .get(*at..)
                    .is_some_and(|bytes| bytes.starts_with(start))
            };
            let found = OTHERS
                .iter()
                .find(begins)
                .map_or("something else", |(_, _, name)| name);
            Err(refused(format!(
                "expected a JPEG, PNG, WebP or GIF picture; found {found}"
            )))
        }
    }
}

/// Too few or too many pixels to decode, by what the header says.
pub(super) fn check_size(width: u32, height: u32, bytes: u64) -> Result<(), LibraryError> {
    let found = format!("this one has {width} × {height}");
    if width == 0 || height == 0 {
        return Err(refused(format!(
            "expected a picture of at least one pixel; {found}"
        )));
    }
    if width > LONGEST_SIDE || height > LONGEST_SIDE {
        return Err(refused(format!(
            "expected a picture of at most {LONGEST_SIDE} pixels a side; {found}"
        )));
    }
    if u64::from(width) * u64::from(height) > MOST_PIXELS {
        let most = MOST_PIXELS / 1_000_000;
        return Err(refused(format!(
            "expected a picture of at most {most} megapixels; {found}"
        )));
    }
    if bytes > MOST_MEMORY {
        return Err(refused(format!(
            "expected a picture that takes at most {} MB when it is shown; {found} pixels of {} bytes",
            MOST_MEMORY / 1_000_000,
            bytes / (u64::from(width) * u64::from(height))
        )));
    }
    Ok(())
}

/// What came out when the picture was decoded.
pub(super) fn broken(error: &ImageError) -> LibraryError {
    tracing::info!(%error, "a picture was refused");
    refused(match error {
        ImageError::Unsupported(_) => {
            "expected a picture that other programs can show; this one uses something unusual"
                .to_owned()
        }
        ImageError::Limits(_) => {
            "expected a picture that takes less memory when it is shown".to_owned()
        }
        _ => "expected a whole picture; this one is broken or cut short".to_owned(),
    })
}

/// A JPEG that is cut short decodes, with grey for what is missing. Its end marker can only stand after the first scan
/// has begun: what comes before, a thumbnail of a camera among it, is passed over by the lengths that it states (ITU-T
/// T.81, annex B).
pub(super) fn is_whole_jpeg(bytes: &[u8]) -> bool {
    let mut rest = bytes.get(2..).unwrap_or_default();
    loop {
        match rest {
            // Markers may be preceded by any number of fill bytes.
            [0xff, 0xff, ..] => rest = &rest[1..],
            // Start of scan.
            [0xff, 0xda, ..] => return rest.windows(2).any(|pair| pair == [0xff, 0xd9]),
            [0xff, _, high, low, ..] => {
                let length = usize::from(u16::from_be_bytes([*high, *low]));
                match rest.get(2 + length.max(2)..) {
                    Some(after) => rest = after,
                    None => return false,
                }
            }
            // Bytes between segments are an error that decoders step over.
            [_, after @ ..] if after.len() > 2 => rest = after,
            _ => return false,
        }
    }
}
