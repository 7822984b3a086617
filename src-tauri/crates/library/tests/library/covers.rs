//! Covers: which pictures are kept, how, and when they go.

use std::io::Cursor;

use image::codecs::gif::GifEncoder;
use image::{DynamicImage, Frame, GrayImage, ImageFormat, Rgb, RgbImage, Rgba, RgbaImage};
use library::{Book, Label, LibraryError, PartAct};
use proptest::prelude::*;

use crate::support::{Shelf, dump_books, dump_derived, titled};

fn encoded(picture: impl Into<DynamicImage>, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    picture.into().write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

/// A picture that compresses badly and differs with its seed.
fn noise(width: u32, height: u32, seed: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, y| {
        let mixed = (x * 31 + y * 17 + seed * 101).wrapping_mul(2_654_435_761);
        let [red, green, blue, _] = mixed.to_le_bytes();
        Rgb([red, green, blue])
    })
}

/// A JPEG whose left half is red and whose right half is blue.
fn red_and_blue() -> Vec<u8> {
    let picture = RgbImage::from_fn(64, 32, |x, _| {
        Rgb(if x < 32 { [255, 0, 0] } else { [0, 0, 255] })
    });
    encoded(picture, ImageFormat::Jpeg)
}

/// The JPEG with a note of how the camera was held (Exif 2.3, tag 0x0112), right after its first marker.
fn held(jpeg: &[u8], orientation: u8) -> Vec<u8> {
    let tiff = [
        b"Exif\0\0II*\0\x08\0\0\0\x01\0".as_slice(),
        b"\x12\x01\x03\0\x01\0\0\0",
        &[orientation, 0, 0, 0],
        b"\0\0\0\0",
    ]
    .concat();
    let length = u16::try_from(tiff.len() + 2).unwrap().to_be_bytes();
    [&jpeg[..2], b"\xff\xe1", &length, &tiff, &jpeg[2..]].concat()
}

fn set(shelf: &Shelf, book: &Book, bytes: &[u8]) -> Book {
    shelf
        .library
        .set_cover(book.id, book.revision, bytes)
        .unwrap()
        .value
}

fn refusal(shelf: &Shelf, bytes: &[u8]) -> String {
    let book = shelf.add("Refused");
    match shelf.library.set_cover(book.id, book.revision, bytes) {
        Err(LibraryError::Picture { reason }) => reason,
        other => panic!("expected a refusal, found {other:?}"),
    }
}

fn thumbnail(shelf: &Shelf, book: &Book) -> RgbImage {
    let hash = book.cover.as_ref().unwrap().hash.clone();
    let bytes = shelf.library.thumbnails(&[hash]).unwrap().remove(0);
    let bytes = bytes.unwrap();
    assert_eq!(image::guess_format(&bytes).unwrap(), ImageFormat::Jpeg);
    image::load_from_memory(&bytes).unwrap().into_rgb8()
}

fn covers(shelf: &Shelf) -> i64 {
    let sql = "SELECT count(*) FROM cover";
    shelf.raw().query_row(sql, [], |row| row.get(0)).unwrap()
}

#[test]
fn a_picture_of_each_format_is_kept_as_it_was_with_a_small_one_beside_it() {
    let shelf = Shelf::new();
    let formats = [
        (ImageFormat::Jpeg, "image/jpeg"),
        (ImageFormat::Png, "image/png"),
        (ImageFormat::WebP, "image/webp"),
        (ImageFormat::Gif, "image/gif"),
    ];
    for (format, media) in formats {
        let bytes = encoded(noise(700, 900, 1), format);
        let book = shelf.add(media);
        let book = set(&shelf, &book, &bytes);
        let cover = book.cover.clone().unwrap();
        assert_eq!((cover.width, cover.height), (700, 900));
        let picture = shelf.library.picture(&cover.hash).unwrap();
        assert_eq!((picture.media.as_str(), &picture.bytes), (media, &bytes));
        let small = thumbnail(&shelf, &book);
        assert_eq!(small.dimensions(), (320, 411), "{media}");
        let label = &shelf.library.history(None, 1).unwrap().entries[0].label;
        let (act, title) = (PartAct::Added, media.to_owned());
        assert_eq!(*label, Label::Cover { act, title });
    }
}

#[test]
fn a_small_picture_is_not_made_larger_and_a_thin_one_keeps_a_pixel() {
    let shelf = Shelf::new();
    for (size, small) in [
        ((3, 2), (3, 2)),
        ((2_000, 1), (320, 1)),
        ((1, 481), (1, 480)),
    ] {
        let book = shelf.add("Kim");
        let bytes = encoded(noise(size.0, size.1, 1), ImageFormat::Png);
        let book = set(&shelf, &book, &bytes);
        assert_eq!(thumbnail(&shelf, &book).dimensions(), small);
    }
}

#[test]
fn a_photograph_that_lies_on_its_side_stands_upright() {
    let shelf = Shelf::new();
    let is_red = |pixel: &Rgb<u8>| pixel.0[0] > 200 && pixel.0[2] < 60;
    // Where the left, red half of the file is to be seen, by orientation.
    let cases = [
        (1, (64, 32), (8, 16)),
        (2, (64, 32), (56, 16)),
        (3, (64, 32), (56, 16)),
        (5, (32, 64), (16, 8)),
        (6, (32, 64), (16, 8)),
        (8, (32, 64), (16, 56)),
        (77, (64, 32), (8, 16)),
    ];
    for (orientation, size, red) in cases {
        let book = shelf.add("Kim");
        let book = set(&shelf, &book, &held(&red_and_blue(), orientation));
        let cover = book.cover.clone().unwrap();
        assert_eq!((cover.width, cover.height), size, "{orientation}");
        let small = thumbnail(&shelf, &book);
        assert_eq!(small.dimensions(), size, "{orientation}");
        let pixel = small.get_pixel(red.0, red.1);
        assert!(is_red(pixel), "{orientation}: {pixel:?}");
    }
}

#[test]
fn what_is_transparent_stands_on_white() {
    let shelf = Shelf::new();
    // Hidden under full transparency lies green; the other half is half black.
    let picture = RgbaImage::from_fn(1_600, 1_600, |x, _| {
        Rgba(if x < 800 {
            [0, 255, 0, 0]
        } else {
            [0, 0, 0, 128]
        })
    });
    let book = shelf.add("Kim");
    let book = set(&shelf, &book, &encoded(picture, ImageFormat::Png));
    let small = thumbnail(&shelf, &book);
    assert_eq!(small.get_pixel(40, 100).0, [255, 255, 255]);
    for channel in small.get_pixel(280, 100).0 {
        assert!((120..=134).contains(&channel), "{channel}");
    }
}

#[test]
fn of_a_moving_picture_the_first_frame_is_shown() {
    let shelf = Shelf::new();
    let mut bytes = Vec::new();
    {
        let mut encoder = GifEncoder::new(&mut bytes);
        for colour in [[200, 0, 0, 255], [0, 0, 200, 255]] {
            let frame = RgbaImage::from_pixel(40, 60, Rgba(colour));
            encoder.encode_frame(Frame::new(frame)).unwrap();
        }
    }
    let book = shelf.add("Kim");
    let book = set(&shelf, &book, &bytes);
    let pixel = *thumbnail(&shelf, &book).get_pixel(20, 30);
    assert!(pixel.0[0] > 150 && pixel.0[2] < 50, "{pixel:?}");
    let hash = book.cover.unwrap().hash;
    assert_eq!(shelf.library.picture(&hash).unwrap().bytes, bytes);
}

#[test]
fn what_is_no_picture_is_refused_with_what_was_found() {
    let shelf = Shelf::new();
    let cases: [(&[u8], &str); 6] = [
        (b"", "empty"),
        (b"Dear diary, this is cover.jpg", "found something else"),
        (b"BM\x9a\0\0\0", "a BMP picture"),
        (b"\0\0\0\x18ftypheic\0\0\0\0", "a HEIC picture"),
        (b"%PDF-1.7", "a PDF document"),
        (b"\x89PNG\r\n\x1a\n", "broken"),
    ];
    for (bytes, expected) in cases {
        let reason = refusal(&shelf, bytes);
        assert!(reason.contains(expected), "{reason}");
    }
    assert_eq!(covers(&shelf), 0);
}

#[test]
fn a_picture_that_is_cut_short_is_refused() {
    let shelf = Shelf::new();
    for format in [
        ImageFormat::Jpeg,
        ImageFormat::Png,
        ImageFormat::WebP,
        ImageFormat::Gif,
    ] {
        let whole = encoded(noise(300, 300, 1), format);
        for length in [20, whole.len() / 10, whole.len() / 2, whole.len() * 9 / 10] {
            let reason = refusal(&shelf, &whole[..length]);
            assert!(reason.contains("whole picture"), "{format:?}: {reason}");
        }
    }
    // The thumbnail that a camera puts in front has an end of its own.
    let inner = red_and_blue();
    let whole = encoded(noise(300, 300, 1), ImageFormat::Jpeg);
    let length = u16::try_from(inner.len() + 2).unwrap().to_be_bytes();
    let with_inner = [&whole[..2], b"\xff\xe1", &length, &inner, &whole[2..]].concat();
    let book = shelf.add("Kim");
    set(&shelf, &book, &with_inner);
    let reason = refusal(&shelf, &with_inner[..with_inner.len() - 100]);
    assert!(reason.contains("missing"), "{reason}");
}

#[test]
fn a_picture_that_is_too_large_is_refused_before_it_is_decoded() {
    let shelf = Shelf::new();
    let hundred_megapixels = encoded(GrayImage::new(10_000, 10_000), ImageFormat::Png);
    assert!(hundred_megapixels.len() < 2_000_000);
    let reason = refusal(&shelf, &hundred_megapixels);
    assert!(
        reason.contains("60 megapixels; this one has 10000 × 10000"),
        "{reason}"
    );

    let long = encoded(GrayImage::new(20_001, 2), ImageFormat::Png);
    let reason = refusal(&shelf, &long);
    assert!(reason.contains("20000 pixels a side"), "{reason}");

    // A header is enough: were it believed, seventeen gigabytes would be asked for.
    let mut gif = encoded(noise(9, 9, 1), ImageFormat::Gif);
    gif[6..10].copy_from_slice(&[0xff; 4]);
    let reason = refusal(&shelf, &gif);
    assert!(reason.contains("65535 × 65535"), "{reason}");
    gif[6..10].copy_from_slice(&[0, 0, 9, 0]);
    let reason = refusal(&shelf, &gif);
    assert!(
        reason.contains("at least one pixel; this one has 0 × 9"),
        "{reason}"
    );

    let mut file = encoded(noise(10, 10, 1), ImageFormat::Png);
    file.resize(20_000_001, 0);
    let reason = refusal(&shelf, &file);
    assert!(reason.contains("20 MB; this one has 21 MB"), "{reason}");
    assert_eq!(covers(&shelf), 0);
}

#[test]
fn a_picture_is_kept_once_while_a_book_shows_it_or_may_show_it_again() {
    let shelf = Shelf::new();
    let bytes = encoded(noise(50, 50, 1), ImageFormat::Png);
    let other = encoded(noise(50, 50, 2), ImageFormat::Png);
    let one = shelf.add("One");
    let two = shelf.add("Two");
    let one = set(&shelf, &one, &bytes);
    let two = set(&shelf, &two, &bytes);
    assert_eq!(one.cover, two.cover);
    assert_eq!(covers(&shelf), 1);

    let db = shelf.raw();
    let both = (dump_books(&db), dump_derived(&db));
    let one = set(&shelf, &one, &other);
    assert_eq!(covers(&shelf), 2);
    let replaced = (dump_books(&db), dump_derived(&db));
    let cleared = shelf.library.clear_cover(two.id, two.revision).unwrap();
    assert_eq!(cleared.value.cover, None);
    shelf.library.trash(&[one.id]).unwrap();
    shelf.library.delete_for_good(&[one.id]).unwrap();
    assert_eq!(covers(&shelf), 2, "both may come back");

    for _ in 0..3 {
        shelf.library.undo(None).unwrap();
    }
    assert_eq!((dump_books(&db), dump_derived(&db)), replaced);
    let hash = one.cover.unwrap().hash;
    assert_eq!(shelf.library.picture(&hash).unwrap().bytes, other);
    shelf.library.undo(None).unwrap();
    assert_eq!((dump_books(&db), dump_derived(&db)), both);
    assert_eq!(covers(&shelf), 2, "the other may come back");
    shelf.add("Three");
    assert_eq!(covers(&shelf), 1, "what was undone cannot be done again");
}

#[test]
fn what_pictures_the_history_alone_keeps_counts_to_its_limit() {
    let shelf = Shelf::new();
    let pictures: Vec<_> = (0..4)
        .map(|seed| encoded(noise(400, 400, seed), ImageFormat::Png))
        .collect();
    let large = pictures[0].len() as u64;
    assert!(large > 400_000, "{large}");
    let mut book = shelf.add("Kim");
    let size = || shelf.library.history(None, 1).unwrap().size;
    book = set(&shelf, &book, &pictures[0]);
    assert!(size() < 5_000, "it is not kept a second time: {}", size());
    for picture in &pictures[1..] {
        book = set(&shelf, &book, picture);
    }
    assert!(size() > 3 * large);
    assert_eq!(covers(&shelf), 4);
    shelf.library.set_history_limit(1 << 20).unwrap();
    assert!(size() <= 1 << 20);
    assert_eq!(covers(&shelf), 2, "the oldest are forgotten");
    while shelf.library.undo(None).is_ok() {}
    assert_eq!(
        shelf.library.book(book.id).unwrap().cover.map(|_| ()),
        Some(())
    );
}

#[test]
fn a_picture_that_several_books_lose_at_once_counts_once() {
    let shelf = Shelf::new();
    let picture = encoded(noise(400, 400, 1), ImageFormat::Png);
    let books = ["One", "Two", "Three"].map(|title| {
        let book = shelf.add(title);
        set(&shelf, &book, &picture).id
    });
    let size = || shelf.library.history(None, 1).unwrap().size;
    shelf.library.trash(&books).unwrap();
    let before = size();
    shelf.library.delete_for_good(&books).unwrap();
    let large = picture.len() as u64;
    assert!((large..2 * large).contains(&(size() - before)));
}

#[test]
fn the_same_picture_again_is_no_change() {
    let shelf = Shelf::new();
    let bytes = encoded(noise(50, 50, 1), ImageFormat::Png);
    let book = shelf.add("Kim");
    assert_eq!(
        shelf
            .library
            .clear_cover(book.id, book.revision)
            .unwrap()
            .entry,
        None
    );
    let shown = set(&shelf, &book, &bytes);
    let again = shelf
        .library
        .set_cover(book.id, shown.revision, &bytes)
        .unwrap();
    assert_eq!((again.value, again.entry), (shown, None));
}

#[test]
fn a_cover_for_a_book_that_moved_on_is_refused() {
    let shelf = Shelf::new();
    let book = shelf.add("Kim");
    shelf
        .library
        .update(book.id, book.revision, &titled("Kim 2"))
        .unwrap();
    let bytes = encoded(noise(50, 50, 1), ImageFormat::Png);
    let errors = [
        shelf.library.set_cover(book.id, book.revision, &bytes),
        shelf.library.clear_cover(book.id, book.revision),
    ];
    for error in errors {
        assert!(matches!(error, Err(LibraryError::Stale { .. })));
    }
    assert_eq!(covers(&shelf), 0);
}

#[test]
fn thumbnails_come_in_the_order_asked() {
    let shelf = Shelf::new();
    let hashes: Vec<String> = (0..3)
        .map(|seed| {
            let book = shelf.add("Kim");
            let bytes = encoded(noise(10 + seed, 10, seed), ImageFormat::Png);
            set(&shelf, &book, &bytes).cover.unwrap().hash
        })
        .collect();
    let asked = [
        hashes[2].clone(),
        "00".repeat(32),
        hashes[0].clone(),
        "not a hash".to_owned(),
        hashes[2].clone(),
    ];
    let widths: Vec<Option<u32>> = shelf
        .library
        .thumbnails(&asked)
        .unwrap()
        .into_iter()
        .map(|bytes| Some(image::load_from_memory(&bytes?).unwrap().width()))
        .collect();
    assert_eq!(widths, [Some(12), None, Some(10), None, Some(12)]);
    assert!(matches!(
        shelf.library.picture("not a hash"),
        Err(LibraryError::NotFound)
    ));
}

#[test]
fn no_bytes_make_it_stumble() {
    let shelf = Shelf::new();
    let book = shelf.add("Kim");
    let whole: Vec<Vec<u8>> = [
        ImageFormat::Jpeg,
        ImageFormat::Png,
        ImageFormat::WebP,
        ImageFormat::Gif,
    ]
    .map(|format| encoded(noise(40, 30, 1), format))
    .into();
    let config = ProptestConfig {
        cases: 400,
        failure_persistence: None,
        ..ProptestConfig::default()
    };
    let changes = proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8);
    proptest!(config, |(which in 0..4_usize, changes in changes, cut in proptest::option::of(any::<prop::sample::Index>()))| {
        let mut bytes = whole[which].clone();
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if let Some(cut) = cut {
            bytes.truncate(cut.index(bytes.len()));
        }
        // Kept or refused: either will do, and nothing else.
        let now = shelf.library.book(book.id).unwrap();
        match shelf.library.set_cover(book.id, now.revision, &bytes) {
            Ok(_) | Err(LibraryError::Picture { .. }) => {}
            Err(error) => prop_assert!(false, "{error:?}"),
        }
    });
}
