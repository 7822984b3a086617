//! Files that are made to fill the memory or the day. Each is read in a process of its own, whose highest use is measured:
//! `cargo test -p interchange --test it memory -- --ignored --nocapture`.

#![cfg(target_os = "linux")]

use std::fs::{self, File};
use std::io::{self, BufWriter, Read, Write};
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use interchange::{Source, goodreads, recognise, rows};

use crate::openreads_backup::archive;

const MIB: usize = 1024 * 1024;
/// The most memory that reading any file takes, in KiB.
const MOST: u64 = 300 * 1024;
/// And the most time, on a slow machine that is busy.
const LONGEST: Duration = Duration::from_mins(1);

/// A file, written in a few large pieces.
struct Sheet(BufWriter<File>);

impl Sheet {
    fn put(&mut self, text: &str, times: usize) -> &mut Self {
        let block = text.repeat((64 * 1024 / text.len()).clamp(1, times));
        let whole = block.len() / text.len();
        for _ in 0..times / whole {
            self.0.write_all(block.as_bytes()).unwrap();
        }
        let rest = times % whole;
        self.0.write_all(text.repeat(rest).as_bytes()).unwrap();
        self
    }
}

type Made = fn(&Path);

fn sheet(path: &Path) -> Sheet {
    Sheet(BufWriter::new(File::create(path).unwrap()))
}

const GOODREADS: &str =
    "Book Id,Title,Author,Exclusive Shelf,My Review,Bookshelves,Read Dates,Mood\n";

/// The files and how they are made.
const FILES: &[(&str, Made)] = &[
    ("a sparse GiB of a field", |path| {
        let mut file = File::create(path).unwrap();
        file.write_all(GOODREADS.as_bytes()).unwrap();
        file.write_all(b"1,\"").unwrap();
        file.set_len(1 << 30).unwrap();
    }),
    ("60 MiB of a review", |path| {
        sheet(path)
            .put(GOODREADS, 1)
            .put("1,T,A,read,", 1)
            .put("x", 60 * MIB)
            .put(",,,\n", 1);
    }),
    ("60 MiB in a column of nobody's", |path| {
        sheet(path)
            .put(GOODREADS, 1)
            .put("1,T,A,read,,,,", 1)
            .put("é\"x", 15 * MIB)
            .put("\n", 1);
    }),
    ("60 MiB of shelves", |path| {
        sheet(path)
            .put(GOODREADS, 1)
            .put("1,T,A,read,,\"", 1)
            .put("ab, c,", 10 * MIB)
            .put("\",,\n", 1);
    }),
    ("60 MiB of names", |path| {
        sheet(path)
            .put(GOODREADS, 1)
            .put("1,T,\"", 1)
            .put("A B, ", 12 * MIB)
            .put("\",read,,,,\n", 1);
    }),
    ("a thousand rows of 300 KiB with problems", |path| {
        let mut file = sheet(path);
        file.put(GOODREADS, 1);
        for _ in 0..1_000 {
            file.put("1,T,A,read,", 1)
                .put("word ", 60 * 1024)
                .put(",,\n", 1);
        }
    }),
    ("a million columns", |path| {
        sheet(path)
            .put("title", 1)
            .put(",a", 499_000)
            .put("\n", 1)
            .put("T,", 1)
            .put(",", 1_000_000)
            .put("\n", 1);
    }),
    ("99,000 columns and 20,000 rows of a byte", |path| {
        sheet(path)
            .put("title", 1)
            .put(",a", 99_000)
            .put("\n", 1)
            .put("x\n", 20_000);
    }),
    ("a million rows of a byte", |path| {
        sheet(path).put("Title,Author\n", 1).put("x\n", 1_000_000);
    }),
    ("300,000 days that are unclear", |path| {
        sheet(path)
            .put("Title,Date Read,Author\n", 1)
            .put("T,1/2/20,A\n", 300_000);
    }),
    ("a value of 60 MiB", |path| {
        sheet(path)
            .put("[{\"id\":1,\"uuid\":\"u\",\"title\":\"", 1)
            .put("x", 60 * MIB)
            .put("\"}]", 1);
    }),
    ("60 MiB of numbers", |path| {
        sheet(path)
            .put("[{\"id\":1,\"uuid\":\"u\",\"title\":[1", 1)
            .put(",1", 30 * MIB)
            .put("]}]", 1);
    }),
    ("nearly too many numbers", |path| {
        sheet(path)
            .put("[{\"id\":1,\"uuid\":\"u\",\"title\":[1", 1)
            .put(",1", 2_990_000)
            .put("]}]", 1);
    }),
    ("nearly too many objects", |path| {
        sheet(path)
            .put("[{\"id\":1,\"uuid\":\"u\",\"title\":[1", 1)
            .put(",{\"a\":1}", 140_000)
            .put("]}]", 1);
    }),
    ("nearly too many objects in a book of ours", |path| {
        sheet(path)
            .put(
                "{\"bookplate\":1,\"books\":[{\"title\":\"T\",\"readings\":[{}",
                1,
            )
            .put(",{}", 140_000)
            .put("]}]}", 1);
    }),
    ("a text of 60 MiB in a book of ours", |path| {
        sheet(path)
            .put(
                "{\"bookplate\":1,\"books\":[{\"title\":\"T\",\"review\":\"",
                1,
            )
            .put("x", 60 * MIB)
            .put("\"}]}", 1);
    }),
    ("JSON a million deep", |path| {
        sheet(path)
            .put("[{\"id\":1,\"uuid\":\"u\",\"title\":", 1)
            .put("[", MIB)
            .put("]", MIB)
            .put("}]", 1);
    }),
    ("an element of 60 MiB", |path| {
        sheet(path)
            .put("<tellico><collection><entry><title>", 1)
            .put("x", 60 * MIB)
            .put("</title></entry></collection></tellico>", 1);
    }),
    ("five million attributes", |path| {
        sheet(path)
            .put("<tellico><collection><entry", 1)
            .put(" a='1'", 5_000_000)
            .put("><title>T</title></entry></collection></tellico>", 1);
    }),
    ("two million loans", |path| {
        sheet(path)
            .put("<tellico><collection><entry id='1'><title>T</title></entry></collection><borrowers><borrower name='A'>", 1)
            .put("<loan entryRef='1' loanDate='2020-01-01'>x</loan>", 1_000_000)
            .put("<image/><loan entryRef='2'/>", 1_000_000);
    }),
    ("an entry of 60 MiB", |path| {
        sheet(path)
            .put("@book{k,\n title={", 1)
            .put("x {\\'e} ", 8 * MIB)
            .put("}}\n", 1);
    }),
    ("abbreviations of abbreviations", |path| {
        let mut file = sheet(path);
        file.put("@string{a0 = \"lolololololololol\"}\n", 1);
        for at in 1..60 {
            let known = format!("a{}", at - 1);
            file.put(
                &format!("@string{{a{at} = {known} # {known} # {known}}}\n"),
                1,
            );
        }
        file.put("@book{k, title = a59", 1)
            .put(" # a9", 1_000_000)
            .put("}\n", 1);
    }),
    ("a million entries in a line", |path| {
        sheet(path).put("@book{k,title={T}}", 1_000_000);
    }),
    ("eight million lines of an entry", |path| {
        sheet(path)
            .put("TY  - BOOK\nTI  - T\n", 1)
            .put("KW  -x\n", 4 * MIB)
            .put("ZZ  -y\n", 4 * MIB)
            .put("ER  - \n", 1);
    }),
    ("eight million keywords", |path| {
        sheet(path).put("TY  - BOOK\nTI  - T\nKW  - ", 1);
        let mut file = BufWriter::new(File::options().append(true).open(path).unwrap());
        for at in 0..5_000_000 {
            write!(file, "{at};").unwrap();
        }
    }),
    ("an archive of 2 GiB of zeros", |path| {
        let zeros = vec![0; 64 * MIB];
        let mut zip = zip::ZipWriter::new(File::create(path).unwrap());
        zip.start_file(
            "books.backup",
            zip::write::SimpleFileOptions::default().large_file(true),
        )
        .unwrap();
        for _ in 0..32 {
            zip.write_all(&zeros).unwrap();
        }
        zip.finish().unwrap();
    }),
    ("an archive in an archive", |path| {
        let inner = archive(&[("books.backup", &vec![b'0'; 32 * MIB])]);
        fs::write(path, archive(&[("books.backup", &inner)])).unwrap();
    }),
    ("an archive of 400,000 files", |path| {
        let mut zip = zip::ZipWriter::new(BufWriter::new(File::create(path).unwrap()));
        let plain = zip::write::SimpleFileOptions::default();
        for at in 0..400_000 {
            zip.start_file(format!("{at}"), plain).unwrap();
        }
        zip.finish().unwrap();
    }),
    ("forty titles of 10 MB", |path| {
        let db = rusqlite::Connection::open(path).unwrap();
        db.execute_batch(include_str!("../samples/calibre.sql"))
            .unwrap();
        db.execute_batch(
            "WITH RECURSIVE n(at) AS (SELECT 100 UNION ALL SELECT at + 1 FROM n WHERE at < 139)
             INSERT INTO books (id, title) SELECT at, hex(zeroblob(5000000)) FROM n",
        )
        .unwrap();
    }),
    ("one tag of 10 MB at a thousand places", |path| {
        let db = rusqlite::Connection::open(path).unwrap();
        db.execute_batch(include_str!("../samples/calibre.sql"))
            .unwrap();
        db.execute_batch(
            "INSERT INTO tags VALUES (9, hex(zeroblob(5000000)), '');
             WITH RECURSIVE n(at) AS (SELECT 100 UNION ALL SELECT at + 1 FROM n WHERE at < 1100)
             INSERT INTO books_tags_link SELECT at, 1, 9 FROM n",
        )
        .unwrap();
    }),
];

/// The highest use of memory of this process, in KiB.
fn highest() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap();
    let line = status
        .lines()
        .find(|line| line.starts_with("VmHWM"))
        .unwrap();
    line.split_whitespace().nth(1).unwrap().parse().unwrap()
}

#[test]
#[ignore = "a part of the next test, in a process of its own"]
fn reads_one() {
    let Some(path) = std::env::var_os("BOOKPLATE_READ") else {
        return;
    };
    let start = Instant::now();
    let source = Source::at(path).unwrap();
    let told = recognise(&source).and_then(|format| {
        let mut found = (0, 0);
        for row in rows(&source, format, None)? {
            found.0 += 1;
            found.1 += row?.problems.len();
        }
        Ok(format!(
            "{}: {} rows, {} problems",
            format.name(),
            found.0,
            found.1
        ))
    });
    let told = told.unwrap_or_else(|error| error.to_string());
    println!("READ {} {} {told}", highest(), start.elapsed().as_millis());
}

#[test]
#[ignore = "writes gigabytes"]
fn no_file_fills_the_memory() {
    let mut failed = Vec::new();
    for (name, write) in FILES {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("list");
        write(&path);
        let done = Command::new(std::env::current_exe().unwrap())
            .args(["memory::reads_one", "--exact", "--ignored", "--nocapture"])
            .env("BOOKPLATE_READ", &path)
            .output()
            .unwrap();
        let told = String::from_utf8_lossy(&done.stdout).into_owned();
        let line = told.lines().find_map(|line| line.strip_prefix("READ "));
        let mut parts = line.unwrap_or("0 0 it ended without a word").splitn(3, ' ');
        let memory: u64 = parts.next().unwrap().parse().unwrap();
        let time: u64 = parts.next().unwrap().parse().unwrap();
        println!(
            "{:>4} MiB {time:>6} ms  {name}: {}",
            memory / 1024,
            parts.next().unwrap()
        );
        if memory == 0 || memory > MOST || Duration::from_millis(time) > LONGEST {
            failed.push(*name);
        }
    }
    assert!(failed.is_empty(), "{failed:?}");
}

#[test]
#[ignore = "a part of the tests of memory, and slow"]
fn a_field_of_a_gib_through_a_stream() {
    let field = GOODREADS
        .as_bytes()
        .chain(&b"1,\""[..])
        .chain(io::repeat(b'x').take(1 << 30));
    let error = goodreads::read(field).unwrap().find_map(Result::err);
    assert!(
        error
            .unwrap()
            .to_string()
            .contains("expected at most 32 MiB")
    );
    assert!(highest() < MOST);
}
