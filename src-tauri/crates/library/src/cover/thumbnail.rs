//! Making a picture small.

use std::error::Error;

use fast_image_resize::Resizer;
use image::error::{EncodingError, ImageFormatHint};
use image::metadata::Orientation;
use image::{DynamicImage, ImageError, ImageFormat, ImageResult};
use jpeg_encoder::{ColorType, Encoder, SamplingFactor};

/// The box that thumbnails are fitted in, in pixels: the largest cover of a grid at twice the usual density.
pub(super) const WIDEST: u32 = 320;
pub(super) const HIGHEST: u32 = 480;

const QUALITY: u8 = 82;

/// Longer colour profiles are tables for printing, which a thumbnail does without.
const LONGEST_PROFILE: usize = 16_384;

/// Whether a picture is to be turned by a quarter, so that its width becomes its height.
pub(super) fn turns(orientation: Orientation) -> bool {
    use Orientation::{Rotate90, Rotate90FlipH, Rotate270, Rotate270FlipH};

    matches!(
        orientation,
        Rotate90 | Rotate270 | Rotate90FlipH | Rotate270FlipH
    )
}

/// A JPEG of the picture as it is looked at: upright, on white where it is transparent, fitted in the box and never
/// larger than it was.
pub(super) fn of(
    picture: DynamicImage,
    orientation: Orientation,
    profile: Option<Vec<u8>>,
) -> ImageResult<Vec<u8>> {
    let fitting = if turns(orientation) {
        (HIGHEST, WIDEST)
    } else {
        (WIDEST, HIGHEST)
    };
    // Made small first: to turn a large picture would take as much memory again.
    let mut small = shrunk(on_white(picture), fitting)?;
    small.apply_orientation(orientation);
    let small = small.into_rgb8();
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, QUALITY);
    encoder.set_sampling_factor(SamplingFactor::F_1_1);
    if let Some(profile) = profile.filter(|profile| is_short_rgb(profile)) {
        // Without its profile a picture of a wide colour space looks pale.
        encoder.add_icc_profile(&profile).map_err(unmade)?;
    }
    // The box is smaller than the longest side of a JPEG.
    let width = u16::try_from(small.width()).map_err(unmade)?;
    let height = u16::try_from(small.height()).map_err(unmade)?;
    encoder
        .encode(&small, width, height, ColorType::Rgb)
        .map_err(unmade)?;
    Ok(bytes)
}

fn unmade(error: impl Error + Send + Sync + 'static) -> ImageError {
    ImageError::Encoding(EncodingError::new(
        ImageFormatHint::Exact(ImageFormat::Jpeg),
        error,
    ))
}

/// Whether a colour profile is one for red, green and blue: the header has the colour space at byte 16 (ICC.1, 7.2.6).
fn is_short_rgb(profile: &[u8]) -> bool {
    profile.len() <= LONGEST_PROFILE && profile.get(16..20) == Some(b"RGB ")
}

/// Before the picture is made small: the hidden colour of what is transparent must not be mixed in.
fn on_white(picture: DynamicImage) -> DynamicImage {
    if !picture.color().has_alpha() {
        return picture;
    }
    let mut pixels = picture.into_rgba8();
    for pixel in pixels.pixels_mut() {
        let [red, green, blue, alpha] = pixel.0;
        if alpha < 255 {
            let mixed = |colour: u8| {
                let sum = u32::from(colour) * u32::from(alpha) + 255 * u32::from(255 - alpha);
                u8::try_from((sum + 127) / 255).unwrap_or(255)
            };
            pixel.0 = [mixed(red), mixed(green), mixed(blue), 255];
        }
    }
    DynamicImage::ImageRgba8(pixels)
}

fn shrunk(picture: DynamicImage, (widest, highest): (u32, u32)) -> ImageResult<DynamicImage> {
    let (width, height) = fitted(picture.width(), picture.height(), widest, highest);
    if (width, height) == (picture.width(), picture.height()) {
        return Ok(picture);
    }
    let mut small = DynamicImage::new(width, height, picture.color());
    Resizer::new()
        .resize(&picture, &mut small, None)
        .map_err(unmade)?;
    Ok(small)
}

/// The size with the same proportions that fits in the box. A side is never less than a pixel.
fn fitted(width: u32, height: u32, widest: u32, highest: u32) -> (u32, u32) {
    if width <= widest && height <= highest {
        return (width, height);
    }
    let scaled = |side: u32, most: u32, whole: u32| {
        let rounded =
            (u64::from(side) * u64::from(most) + u64::from(whole) / 2) / u64::from(whole.max(1));
        u32::try_from(rounded).unwrap_or(most).max(1)
    };
    if u64::from(width) * u64::from(highest) > u64::from(height) * u64::from(widest) {
        (widest, scaled(height, widest, width))
    } else {
        (scaled(width, highest, height), highest)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fits_and_keeps_the_proportions() {
        assert_eq!(fitted(100, 100, 320, 480), (100, 100));
        assert_eq!(fitted(640, 960, 320, 480), (320, 480));
        assert_eq!(fitted(1000, 1500, 320, 480), (320, 480));
        assert_eq!(fitted(1000, 1000, 320, 480), (320, 320));
        assert_eq!(fitted(300, 3_000, 320, 480), (48, 480));
        assert_eq!(fitted(20_000, 1, 320, 480), (320, 1));
        assert_eq!(fitted(1, 20_000, 320, 480), (1, 480));
    }
}
