//! Files that other programs, broken disks and strangers make: whatever they hold arrives, or is said.

use std::fs;

use interchange::{FileFormat, ImportError, Row, Source, recognise, rows};
use rusqlite::Connection;

use crate::openreads_backup::archive;
use crate::problems;
use crate::sources::{error_of_file, rows_of_file};

fn all(bytes: &[u8]) -> Vec<Row> {
    rows_of_file(bytes).1
}

fn notes(row: &Row) -> &str {
    row.fields.notes.as_deref().unwrap_or_default()
}

#[test]
fn a_table_in_any_encoding_with_any_line_ends() {
    let table = "Title,Author,Mood\nÉmile,Zoë “Z”,café\r\nKim,B,\rEmma,C,x\u{2028}y\n";
    let wide =
        |order: fn(u16) -> [u8; 2]| -> Vec<u8> { table.encode_utf16().flat_map(order).collect() };
    let (little, big) = (wide(u16::to_le_bytes), wide(u16::to_be_bytes));
    for bytes in [
        table.as_bytes().to_vec(),
        [b"\xef\xbb\xbf", table.as_bytes()].concat(),
        little.clone(),
        big.clone(),
        [b"\xff\xfe".to_vec(), little].concat(),
        [b"\xfe\xff".to_vec(), big].concat(),
    ] {
        let rows = all(&bytes);
        let told: Vec<(&str, u64)> = rows
            .iter()
            .map(|row| (row.fields.title.as_str(), row.line))
            .collect();
        assert_eq!(told, [("Émile", 2), ("Kim", 3), ("Emma", 4)]);
        assert_eq!(rows[0].fields.contributors[0].name, "Zoë “Z”");
        assert_eq!(
            (notes(&rows[0]), notes(&rows[2])),
            ("Mood: café", "Mood: x\u{2028}y")
        );
        assert!(rows.iter().all(|row| row.problems.is_empty()));
    }
    // Windows-1252 in one line, and UTF-8 in another.
    let mixed = [&b"Title,Author\nCaf\xe9,Zo\xeb\n"[..], "Été,Ü\n".as_bytes()].concat();
    let rows = all(&mixed);
    assert_eq!(
        (rows[0].fields.title.as_str(), rows[1].fields.title.as_str()),
        ("Café", "Été")
    );
}

#[test]
fn half_a_sign_at_the_end_of_utf_16_is_said() {
    let mut bytes: Vec<u8> = "Title,Author\nKim,A\n"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    bytes.extend([0x00, 0xd8, 0x41]);
    let rows = all(&bytes);
    assert_eq!(rows[0].fields.title, "Kim");
    assert!(
        problems(&rows[1])[1].contains("a character that could not be read"),
        "{:?}",
        rows[1].problems
    );
}

#[test]
fn rows_of_other_lengths_arrive() {
    let rows = all(b"Title,Author,Mood\nKim\nEmma,B,x,y,,z\n\"A\"\"B\",C,\"d\"e\n");
    assert_eq!(rows.len(), 3);
    assert_eq!(
        problems(&rows[0]),
        ["row: expected 3 columns, found 1; the missing ones are taken for empty"]
    );
    assert_eq!(notes(&rows[1]), "Mood: x\nColumn 4: y\nColumn 6: z");
    assert_eq!(rows[2].fields.title, "A\"B");
    assert_eq!(notes(&rows[2]), "Mood: de");
}

#[test]
fn columns_of_one_name_are_told_apart() {
    let rows = all(b"Title,Author,Author,title\nKim,A,B,Other\n");
    let names: Vec<&str> = rows[0]
        .fields
        .contributors
        .iter()
        .map(|one| one.name.as_str())
        .collect();
    assert_eq!(names, ["A", "B"]);
    assert_eq!(
        (rows[0].fields.title.as_str(), notes(&rows[0])),
        ("Kim", "title (column 4): Other")
    );
}

#[test]
fn two_files_that_were_joined() {
    let rows = all("Title,Author\n\"Kim, or\",A\n\u{feff}\"Emma, or\",B\n".as_bytes());
    assert_eq!(rows[1].fields.title, "Emma, or");
}

#[test]
fn json_that_says_things_twice_or_beyond_any_number() {
    let list = |book: &str| {
        format!(
            "[{{\"id\":1,\"uuid\":\"u\",{book}}},{{\"id\":2,\"uuid\":\"v\",\"title\":\"Next\"}}]"
        )
        .into_bytes()
    };
    let row = &all(&list(
        "\"title\":\"Kim\",\"title\":\"Emma\",\"rating\":1e999",
    ))[0];
    assert_eq!(
        row.fields.title, "Untitled (row 1)",
        "JSON knows no such number"
    );
    assert!(
        notes(row).contains("Kim") && notes(row).contains("Emma") && notes(row).contains("1e999")
    );
    let row = &all(&list(
        "\"title\":\"Kim\",\"title\":\"Emma\",\"rating\":1e99",
    ))[0];
    assert_eq!(row.fields.title, "Kim");
    assert!(
        notes(row).contains("title: Emma") && notes(row).contains("rating: 1e"),
        "{}",
        notes(row)
    );

    let ours = |book: &str| format!("{{\"bookplate\":1,\"books\":[{{{book}}}]}}").into_bytes();
    let row = &all(&ours(
        "\"title\":\"Kim\",\"title\":\"Emma\",\"pages\":1e99,\"isbn10\":\"0000000019\"",
    ))[0];
    assert_eq!(row.fields.title, "Kim");
    assert_eq!(row.fields.isbn, "9780000000019".parse().ok());
    assert!(
        notes(row).contains("title: Emma") && notes(row).contains("pages: 1e"),
        "{}",
        notes(row)
    );
    assert_eq!(row.problems.len(), 2);
    let row = &all(&ours(
        "\"title\":\"Kim\",\"readings\":[{\"finished\":\"2020\",\"mood\":\"grim\"}],\"isbn10\":\"1\"",
    ))[0];
    assert!(
        notes(row).contains("mood: grim") && notes(row).contains("isbn10: 1"),
        "{}",
        notes(row)
    );
}

#[test]
fn json_with_a_nul_anywhere() {
    let row = &all(b"[{\"id\":1,\"uuid\":\"u\\u0000\",\"title\":\"K\\u0000im\",\"authors\":\"A\\u0000\",\"tags\":[\"\\u0000x\"],\"languages\":[\"\\u0000\"]}]")[0];
    assert_eq!(row.fields.title, "K\u{fffd}im");
    assert_eq!(row.fields.tags, ["\u{fffd}x"]);
    assert!(problems(row).iter().any(|told| told.contains("NUL")));
}

#[test]
fn json_a_hundred_thousand_deep() {
    let deep = format!(
        "[{{\"id\":1,\"uuid\":\"u\",\"title\":{}1{}}},{{\"id\":2,\"uuid\":\"u\",\"title\":\"Kim\"}}]",
        "[".repeat(100_000),
        "]".repeat(100_000)
    );
    let rows = all(deep.as_bytes());
    assert_eq!(rows.len(), 2);
    assert!(notes(&rows[0]).contains("[[["));
    assert!(
        problems(&rows[0])[0].contains("recursion limit"),
        "{:?}",
        rows[0].problems
    );
    assert_eq!(rows[1].fields.title, "Kim");
}

#[test]
fn what_our_json_says_too_late_is_not_lost_in_silence() {
    let error = error_of_file(b"{\"bookplate\":1,\"books\":[{\"title\":\"T\"}],\n\"shelves\":[]}");
    assert_eq!(
        error,
        "line 2: expected “shelves” before “books”, found it behind them"
    );
}

#[test]
fn xml_that_grows_or_looks_elsewhere() {
    let laughs = "<?xml version=\"1.0\"?><!DOCTYPE tellico [<!ENTITY a \"lol\"><!ENTITY b \"&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;\">\
        <!ENTITY file SYSTEM \"file:///etc/passwd\">]><tellico><collection><entry id=\"1\" id=\"2\"><title>T &c; &file; &amp; &#233;</title>\
        </entry></collection></tellico>";
    assert_eq!(all(laughs.as_bytes())[0].fields.title, "T &c; &file; & é");
    let error = error_of_file(
        b"<tellico><collection>\n<entry><title>T\x1b[31m</titel></entry></collection></tellico>",
    );
    assert!(
        error.starts_with("line 2: expected XML") && !error.contains(char::is_control),
        "{error:?}"
    );
    let error = error_of_file(b"<tellico><collection><entry><title>Half");
    assert!(error.contains("it may have been cut off"), "{error}");
}

#[test]
fn bibtex_with_braces_that_do_not_match() {
    let rows = all(
        b"@book{a,\n title = {Early}},\n year = {2001},\n note = {kept}\n}\n\n% a remark = nobody's\n@book{b, title = {Never closed,\n\
        @book{c, title = {Kim}}, me@example.org @book{d, title = {Emma}}\n@book{e title {",
    );
    let titles: Vec<&str> = rows.iter().map(|row| row.fields.title.as_str()).collect();
    assert_eq!(titles[0], "Early");
    assert!(
        notes(&rows[0]).contains("2001") && notes(&rows[0]).contains("kept"),
        "{}",
        notes(&rows[0])
    );
    assert!(problems(&rows[0])[0].contains("behind them"));
    assert!(titles[1].starts_with("Never closed"));
    assert_eq!(titles[2..4], ["Kim", "Emma"]);
    assert_eq!(rows.len(), 5);
    assert!(!rows[1].problems.is_empty() && !rows[4].problems.is_empty());
}

#[test]
fn bibtex_with_old_line_ends() {
    let rows = all(b"@book{a,\r title = {Kim},\r note = {x}\r}\r@book{b, title = {Emma}}\r");
    assert_eq!(rows.len(), 2);
    assert_eq!((rows[0].fields.title.as_str(), rows[1].line), ("Kim", 5));
}

#[test]
fn ris_with_lines_missing_or_of_old_ends() {
    let rows = all(b"TY  - BOOK\rTI  - Kim\rER  - \rTY  - BOOK\rTI  - Emma\r");
    assert_eq!(rows.len(), 2);
    assert_eq!(rows[1].fields.title, "Emma");
    assert_eq!(
        problems(&rows[1]),
        ["row: expected ER at the end of the entry, found none"]
    );
    assert_eq!(rows[1].line, 4);
}

/// A library of Calibre in a folder.
fn calibre() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let db = Connection::open(folder.path().join("metadata.db")).unwrap();
    db.execute_batch(include_str!("../samples/calibre.sql"))
        .unwrap();
    folder
}

fn read(folder: &tempfile::TempDir) -> Result<Vec<Row>, ImportError> {
    let source = Source::at(folder.path())?;
    let format = recognise(&source)?;
    assert_eq!(format, FileFormat::Calibre);
    rows(&source, format, None)?.collect()
}

#[test]
fn a_damaged_library_of_calibre_is_refused_whatever_is_damaged() {
    let whole = read(&calibre()).unwrap();
    let folder = calibre();
    let path = folder.path().join("metadata.db");
    let bytes = fs::read(&path).unwrap();
    let mut refused = 0;
    for at in (0..bytes.len()).step_by(97) {
        let mut damaged = bytes.clone();
        damaged[at] ^= 0xff;
        fs::write(&path, &damaged).unwrap();
        match read(&folder) {
            // The damage is within a text, or where nothing is.
            Ok(rows) => assert_eq!(rows.len(), whole.len(), "byte {at}"),
            Err(error) => {
                let told = error.to_string();
                assert!(
                    told.contains("expected") && !told.contains(char::is_control),
                    "{told:?}"
                );
                refused += 1;
            }
        }
    }
    assert!(refused > 20, "{refused}");
    for length in [0, 1, 15, 100, 512, 5_000, bytes.len() - 512] {
        fs::write(&path, &bytes[..length]).unwrap();
        assert!(
            read(&folder).unwrap_err().to_string().contains("expected"),
            "{length}"
        );
    }
}

#[test]
fn a_book_that_the_index_forgot_is_no_book_less() {
    let folder = calibre();
    let db = Connection::open(folder.path().join("metadata.db")).unwrap();
    db.pragma_update(None, "writable_schema", true).unwrap();
    let sql = "UPDATE sqlite_schema SET sql = 'CREATE INDEX books_authors_link_bidx ON books_authors_link (book) WHERE book > 1' WHERE name = 'books_authors_link_bidx'";
    db.execute(sql, []).unwrap();
    drop(db);
    let db = Connection::open(folder.path().join("metadata.db")).unwrap();
    db.execute_batch("REINDEX books_authors_link_bidx; PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = 'CREATE INDEX books_authors_link_bidx ON books_authors_link (book)' WHERE name = 'books_authors_link_bidx'").unwrap();
    drop(db);
    let error = read(&folder).unwrap_err().to_string();
    assert!(error.contains("Calibre can mend it"), "{error}");
}

#[test]
fn long_books_of_calibre_are_read_one_by_one() {
    let folder = calibre();
    let db = Connection::open(folder.path().join("metadata.db")).unwrap();
    db.execute_batch(
        "WITH RECURSIVE n(at) AS (SELECT 100 UNION ALL SELECT at + 1 FROM n WHERE at < 119)
         INSERT INTO books (id, title) SELECT at, at || hex(zeroblob(1000000)) FROM n",
    )
    .unwrap();
    drop(db);
    let rows = read(&folder).unwrap();
    assert_eq!(rows.len(), 23);
    assert!(rows[22].fields.title.starts_with("11900"));
}

#[cfg(unix)]
#[test]
fn what_is_neither_file_nor_folder_keeps_nobody_waiting() {
    let folder = calibre();
    let path = folder.path().join("pipe");
    assert!(
        std::process::Command::new("mkfifo")
            .arg(&path)
            .status()
            .unwrap()
            .success()
    );
    for path in [path.as_path(), std::path::Path::new("/dev/zero")] {
        assert_eq!(
            Source::at(path).unwrap_err().to_string(),
            "expected a file or a folder, found a pipe or a device"
        );
    }
    // The same in the place of the database, of its journal and of a cover.
    let cover = folder
        .path()
        .join("Arthur Conan Doyle/A Study in Scarlet (1)");
    fs::create_dir_all(&cover).unwrap();
    fs::rename(&path, cover.join("cover.jpg")).unwrap();
    let rows = read(&folder).unwrap();
    let error = rows[0].cover.as_ref().unwrap().read().unwrap_err();
    assert!(error.to_string().contains("expected a file"), "{error}");
    fs::remove_file(folder.path().join("metadata.db")).unwrap();
    fs::create_dir(folder.path().join("metadata.db")).unwrap();
    let source = Source::at(folder.path()).unwrap();
    assert!(
        recognise(&source)
            .unwrap_err()
            .to_string()
            .contains("a folder that is no library")
    );
}

#[cfg(unix)]
#[test]
fn no_cover_is_read_from_elsewhere() {
    let secret = tempfile::tempdir().unwrap();
    fs::write(secret.path().join("cover.jpg"), b"secret").unwrap();
    let outside = secret.path().to_str().unwrap();
    let folder = calibre();
    std::os::unix::fs::symlink(outside, folder.path().join("link")).unwrap();
    fs::create_dir(folder.path().join("in")).unwrap();
    std::os::unix::fs::symlink(
        secret.path().join("cover.jpg"),
        folder.path().join("in/cover.jpg"),
    )
    .unwrap();
    for path in [outside, "link", "in", "../x", "in/../..", "/", ""] {
        let db = Connection::open(folder.path().join("metadata.db")).unwrap();
        db.execute("UPDATE books SET path = ?1", [path]).unwrap();
        drop(db);
        let rows = read(&folder).unwrap();
        let found = rows[0].cover.as_ref().map(|cover| cover.read().is_ok());
        assert_ne!(found, Some(true), "{path}");
    }
}

#[test]
fn archives_whose_names_climb_out_or_whose_sizes_lie() {
    let book = br#"{"id":1,"title":"Kim","status":0}"#;
    let bytes = archive(&[("../../books.backup", book)]);
    assert!(
        error_of_file(&bytes).contains("a workbook or a packed file"),
        "no path is a name"
    );
    let bytes = archive(&[
        ("books.backup", book),
        ("../1.jpg", b"x"),
        ("/1.jpg", b"y"),
        ("1.jpg", b"z"),
    ]);
    let rows = all(&bytes);
    assert_eq!(rows[0].cover.as_ref().unwrap().read().unwrap(), b"z");
    // The sizes in the list of contents, as the archive claims them: packed at 20, unpacked at 24.
    let at = bytes
        .windows(4)
        .position(|four| four == b"PK\x01\x02")
        .unwrap();
    for (offset, size) in [(20, u32::MAX - 1), (24, 1), (24, u32::MAX - 1)] {
        let mut lying = bytes.clone();
        lying[at + offset..at + offset + 4].copy_from_slice(&size.to_le_bytes());
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("x"), lying).unwrap();
        let source = Source::at(folder.path().join("x")).unwrap();
        let read = rows_or_error(&source);
        assert!(
            read.is_err() || read.is_ok_and(|rows| rows == 1),
            "{offset} {size}"
        );
    }
    for length in [4, 10, bytes.len() / 2, bytes.len() - 1] {
        let error = error_of_file(&bytes[..length]);
        assert!(error.contains("it may have been cut off"), "{error}");
    }
}

fn rows_or_error(source: &Source) -> Result<usize, ImportError> {
    let format = recognise(source)?;
    let rows: Vec<Row> = rows(source, format, None)?.collect::<Result<_, _>>()?;
    Ok(rows.len())
}

#[test]
fn what_a_book_of_ours_has_too_much_of_is_kept_in_its_notes() {
    let readings = vec!["{\"finished\":\"2020\"}"; 1_003].join(",");
    let long = "x".repeat(1_000_004);
    let book = format!(
        "{{\"title\":\"Kim\",\"review\":\"{long}y\",\"readings\":[{readings}],\"quotes\":[{{\"text\":\"{long}z\"}}]}}"
    );
    let rows = all(format!("{{\"bookplate\":1,\"books\":[{book}]}}").as_bytes());
    let row = &rows[0];
    row.extras.normalised().check().unwrap();
    assert_eq!(row.extras.readings.len(), 1_000);
    assert!(notes(row).contains("readings: – 2020\n– 2020\n– 2020"));
    assert!(
        notes(row).contains("review: xxxxy") && notes(row).contains("quote: xxxxz"),
        "{}",
        notes(row)
    );
    assert_eq!(row.problems.len(), 3);
}
