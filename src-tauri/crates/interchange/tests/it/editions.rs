//! Lists that give their books no id: which of several editions a row is.

use std::fs;
use std::sync::Arc;

use interchange::{Choices, Plan, Report, Source, recognise, rows};
use library::{Book, Library, LibraryKey, ListQuery, Status, SystemClock};

struct Shelf {
    library: Library,
    folder: tempfile::TempDir,
}

impl Shelf {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("library.db");
        let key = LibraryKey::new(&[7; 32]);
        Self {
            library: Library::create(&path, &key, Arc::new(SystemClock)).unwrap(),
            folder,
        }
    }

    /// Imports a list after it was planned, which must have foretold it.
    fn import(&self, list: &str) -> Report {
        let path = self.folder.path().join("list");
        fs::write(&path, list).unwrap();
        let source = Source::at(&path).unwrap();
        let format = recognise(&source).unwrap();
        let rows = || rows(&source, format, None).unwrap();
        let (choices, name) = (Choices::default(), format.name());
        let plan: Plan = interchange::plan(
            &self.library,
            name,
            rows(),
            &choices,
            |_| {},
            &Arc::default(),
        )
        .unwrap();
        let numbers: Vec<u32> = plan.rows.iter().map(|row| row.row).collect();
        assert!(numbers.is_sorted(), "{numbers:?}");
        let report = interchange::import(
            &self.library,
            name,
            rows(),
            &choices,
            |_| {},
            &Arc::default(),
        )
        .unwrap();
        assert_eq!(plan.tally, report.tally);
        report
    }

    fn books(&self) -> Vec<Book> {
        let ids = self.library.list(&ListQuery::default()).unwrap();
        let ids = ids.ids.iter();
        ids.map(|id| self.library.book(*id).unwrap()).collect()
    }

    fn one(&self, is_it: impl Fn(&Book) -> bool) -> Book {
        let mut found: Vec<_> = self.books().into_iter().filter(is_it).collect();
        assert_eq!(found.len(), 1);
        found.remove(0)
    }
}

const HEADER: &str = "Title,Authors,Contributors,ISBN/UID,Format,Read Status,Date Added,Last Date Read,Dates Read,\
    Read Count,Star Rating,Review,Tags,Owned?";
const PAPER: &str = "Poems,X,,9780000000019,paperback,read,2020/01/01,,2020/02/02,1,4.0,first,,No";
const HARD: &str = "Poems,X,,9780000000330,hardcover,to-read,2021/01/01,,,0,,,,Yes";
const AUDIO: &str = "Poems,X,,,audio,read,2021/01/01,,2021/02/02,1,2.0,third,,Yes";
const EBOOK: &str = "Poems,X,,9780000000507,digital,read,2022/01/01,,2022/02/02,1,5.0,fourth,,No";

fn list(rows: &[&str]) -> String {
    format!("{HEADER}\n{}\n", rows.join("\n"))
}

#[test]
fn editions_of_one_title_are_known_again_in_whatever_order_they_come() {
    let shelf = Shelf::new();
    assert_eq!(shelf.import(&list(&[PAPER, HARD, AUDIO])).tally.added, 3);
    let before = shelf.books();
    for order in [[HARD, AUDIO, PAPER], [AUDIO, PAPER, HARD]] {
        let report = shelf.import(&list(&order));
        assert_eq!((report.tally.unchanged, report.entry), (3, None));
    }
    // What is no longer in the list stays as it is.
    assert_eq!(shelf.import(&list(&[AUDIO, HARD])).tally.unchanged, 2);
    assert_eq!(shelf.books(), before);
}

#[test]
fn a_new_edition_ahead_of_those_known_is_new() {
    for known in [
        &[PAPER][..],
        &[PAPER, HARD],
        &[PAPER, HARD, AUDIO],
        &[AUDIO],
    ] {
        let shelf = Shelf::new();
        shelf.import(&list(known));
        let before = shelf.books();
        let newer = list(&[&[EBOOK], known].concat());
        let report = shelf.import(&newer);
        assert_eq!(
            (report.tally.added, report.tally.unchanged),
            (1, u32::try_from(known.len()).unwrap())
        );
        let books = shelf.books();
        assert!(before.iter().all(|book| books.contains(book)));
        assert_eq!(shelf.import(&newer).entry, None);
    }
}

#[test]
fn what_a_newer_list_says_of_an_edition_comes_to_that_one() {
    let shelf = Shelf::new();
    shelf.import(&list(&[PAPER, HARD, AUDIO]));
    let hard = HARD.replace("to-read", "currently-reading");
    let audio = AUDIO.replace("2.0,third", "2.5,better");
    let report = shelf.import(&list(&[&audio, &hard, PAPER]));
    assert_eq!((report.tally.updated, report.tally.unchanged), (2, 1));
    let with = |isbn: &str| {
        shelf
            .one(|book| book.fields.isbn.as_ref().map(ToString::to_string) == Some(isbn.to_owned()))
    };
    assert_eq!(with("9780000000330").fields.status, Some(Status::Reading));
    let paper = with("9780000000019").fields;
    assert_eq!(paper.review.as_deref(), Some("first"));
    let audio = shelf.one(|book| book.fields.isbn.is_none()).fields;
    assert_eq!(audio.review.as_deref(), Some("better"));
}

#[test]
fn the_only_edition_that_was_exchanged_for_another_stays_one_book() {
    let shelf = Shelf::new();
    shelf.import(&list(&[PAPER]));
    let exchanged = PAPER.replace("9780000000019", "9780000000330");
    assert_eq!(shelf.import(&list(&[&exchanged])).tally.updated, 1);
    assert_eq!(shelf.books().len(), 1);
}

#[test]
fn several_new_editions_are_none_of_the_one_that_was_known() {
    let shelf = Shelf::new();
    shelf.import(&list(&[PAPER]));
    let before = shelf.books();
    assert_eq!(shelf.import(&list(&[EBOOK, HARD])).tally.added, 2);
    assert!(shelf.books().contains(&before[0]));
}

#[test]
fn lists_that_have_nothing_to_do_with_each_other_overwrite_nothing() {
    let shelf = Shelf::new();
    shelf.import("Title,Pages,Publisher\nCollected Poems,100,P1\n");
    let other = "Title,Pages,Publisher\nCollected Poems,200,P2\n";
    let report = shelf.import(other);
    assert_eq!(report.tally.conflicts, 1);
    let book = shelf.one(|_| true);
    assert_eq!(book.fields.pages, Some(100));
    assert_eq!(book.fields.publisher.as_deref(), Some("P1"));

    let shelf = Shelf::new();
    shelf.import("@book{a1, title={Poems}, author={X}, year=1990}\n");
    let report = shelf.import("@book{zz, title={Poems}, author={X}, year=2005, publisher={P}}\n");
    assert_eq!(report.tally.conflicts, 1);
    let book = shelf.one(|_| true).fields;
    assert_eq!(book.published.unwrap().to_string(), "1990");
}

#[test]
fn rows_without_a_title_are_known_by_what_they_say() {
    let shelf = Shelf::new();
    shelf.import("Title,Author,Pages\nA,X,5\n,,10\n");
    let report = shelf.import("Title,Author,Pages\nQ,Z,\n,,99\n");
    assert_eq!(report.tally.added, 2);
    // The same row, a row further down.
    let report = shelf.import("Title,Author,Pages\nQ,Z,\nR,Z,\n,,10\n");
    assert_eq!((report.tally.added, report.tally.unchanged), (1, 2));
    let pages: Vec<_> = shelf.books().iter().map(|book| book.fields.pages).collect();
    assert_eq!(pages.iter().flatten().count(), 3);
}
