//! The backup of Openreads.

use std::io::{Cursor, Write as _};

use interchange::FileFormat;
use library::{Format, Outcome, Status};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::problems;
use crate::sources::{error_of_file, rows_of_file};

const BACKUP: &[u8] = include_bytes!("../samples/Openreads-2026_1_7-22_24_41.backup");

/// An archive of these files.
pub(crate) fn archive(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let packed = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated);
    for (name, bytes) in files {
        archive.start_file(*name, packed).unwrap();
        archive.write_all(bytes).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

#[test]
fn a_backup_of_version_5() {
    let (format, rows) = rows_of_file(BACKUP);
    assert_eq!((format, rows.len()), (FileFormat::OpenreadsBackup, 2));
    let fields = rows[0].fields.normalised();
    assert_eq!(fields.title, "A Study in Scarlet");
    assert_eq!(fields.contributors[0].name, "Arthur Conan Doyle");
    assert_eq!(fields.status, Some(Status::Read));
    assert_eq!(fields.rating.map(u8::from), Some(18));
    assert!(fields.favourite);
    assert_eq!(fields.tags, ["crime", "victorian"]);
    assert_eq!(fields.isbn, "9780000000019".parse().ok());
    assert_eq!(fields.identifiers[0].value, "OL1M");
    assert_eq!(fields.format, Some(Format::Paperback));
    assert_eq!(fields.published, "2001".parse().ok());
    assert_eq!(fields.review.as_deref(), Some("Sharp."));
    assert_eq!(fields.notes, None);
    let readings = &rows[0].extras.readings;
    assert_eq!(readings.len(), 2);
    assert_eq!(readings[1].facts.started, "2024-02-20".parse().ok());
    assert_eq!(readings[1].facts.finished, "2024-02-29".parse().ok());
    assert_eq!(readings[1].facts.note.as_deref(), Some("1:30:00"));
    assert_eq!(
        problems(&rows[0]),
        [
            "row: expected books alone, found goals of reading beside them, which are left out: 2025: 24 books; 2026: 30 books, 9000 pages"
        ]
    );
    let fields = rows[1].fields.normalised();
    assert_eq!(problems(&rows[1]), [""; 0]);
    assert_eq!(
        (fields.title.as_str(), fields.status),
        ("Les Misérables", Some(Status::WantToRead))
    );
    assert_eq!((fields.rating, fields.isbn), (None, None));
    assert!(rows[1].extras.readings.is_empty() && rows[1].cover.is_none());
}

#[test]
fn what_joins_the_books_may_stand_in_a_text() {
    let books = "{\"id\":7,\"title\":\"One @@@@@ {two}\",\"author\":\"A\",\"status\":3,\"rating\":5,\"my_review\":\"}@@@@@{ \\\"|||||\\\"\",\"has_cover\":1,\"deleted\":1,\"favourite\":0,\"readings\":\"2024-01-01T00:00:00.000||\",\"date_modified\":\"2024-03-01T09:13:43.335\",\"pages\":null}|||||{\"id\":8,\"title\":\"Two\",\"author\":\"B\",\"status\":1,\"mood\":\"grim\",\"cover\":[1,2,255]}";
    let (_, rows) = rows_of_file(&archive(&[
        ("books.backup", books.as_bytes()),
        ("7.jpg", b"picture"),
        ("../8.jpg", b"no"),
    ]));
    assert_eq!(rows.len(), 2);
    let fields = &rows[0].fields;
    assert_eq!(fields.title, "One @@@@@ {two}");
    assert_eq!(fields.review.as_deref(), Some("}@@@@@{ \"|||||\""));
    assert_eq!(fields.rating.map(u8::from), Some(2));
    assert_eq!(fields.status, Some(Status::DidNotFinish));
    assert_eq!(
        rows[0].extras.readings[0].facts.outcome,
        Some(Outcome::Abandoned)
    );
    assert!(rows[0].extras.trashed.is_some());
    assert_eq!(rows[0].cover.as_ref().unwrap().read().unwrap(), b"picture");
    assert_eq!(rows[1].fields.status, Some(Status::Reading));
    assert_eq!(rows[1].fields.notes.as_deref(), Some("mood: grim"));
    assert_eq!(rows[1].cover.as_ref().unwrap().read().unwrap(), [1, 2, 255]);
}

#[test]
fn one_bad_book_keeps_nobody_from_the_others() {
    let (_, rows) = rows_of_file(&archive(&[(
        "books.backup",
        b"{\"title\": nil}@@@@@{\"title\":\"Two\"}",
    )]));
    assert_eq!(rows.len(), 2);
    assert_eq!(
        rows[0].fields.notes.as_deref(),
        Some("entry: {\"title\": nil}")
    );
    assert!(
        rows[0].problems[0]
            .message
            .starts_with("line 1, column 12: expected JSON"),
        "{:?}",
        rows[0].problems
    );
    assert_eq!(rows[1].fields.title, "Two");
}

#[test]
fn broken_backups_say_where() {
    let cut = error_of_file(&BACKUP[..BACKUP.len() / 2]);
    assert!(
        cut.starts_with("the archive: expected a whole zip archive, found a damaged one"),
        "{cut}"
    );
    let open = error_of_file(&archive(&[(
        "books.backup",
        b"{\"title\":\"One\"}@@@@@{\"title\":",
    )]));
    assert_eq!(
        open,
        "line 1, column 21: expected the end of what begins here, found the end of the file (the file may have been cut off)"
    );
    let other = error_of_file(&archive(&[("books.backup", b"hello")]));
    assert_eq!(other, "line 1, column 1: expected “{”, found “hello”");
    let none = error_of_file(&archive(&[("xl/workbook.xml", b"<a/>")]));
    assert!(none.starts_with("expected a list of books"), "{none}");
}

#[test]
fn a_bomb_is_not_unpacked() {
    let bomb = archive(&[("books.backup", &vec![b'@'; 64 * 1024 * 1024])]);
    assert!(bomb.len() < 100_000);
    let error = error_of_file(&bomb);
    assert!(
        error.starts_with("books.backup: expected a list of books, found more than"),
        "{error}"
    );
}
