//! Rows into a real, encrypted library.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use interchange::{Choices, ImportError, Progress, Report, goodreads, import};
use library::{BookFields, BookId, Isbn, Label, Library, LibraryKey, ListQuery, SystemClock};

const USUAL: &[u8] = include_bytes!("../samples/goodreads_24col.csv");

struct Shelf {
    library: Library,
    _folder: tempfile::TempDir,
}

fn shelf() -> Shelf {
    let folder = tempfile::tempdir().unwrap();
    let path: PathBuf = folder.path().join("library.db");
    let library =
        Library::create(&path, &LibraryKey::new(&[7; 32]), Arc::new(SystemClock)).unwrap();
    Shelf {
        library,
        _folder: folder,
    }
}

impl Shelf {
    fn import(&self, file: &[u8]) -> Report {
        self.try_import(file, |_| {}, &Arc::default()).unwrap()
    }

    fn try_import(
        &self,
        file: &[u8],
        progress: impl FnMut(Progress),
        cancelled: &Arc<AtomicBool>,
    ) -> Result<Report, ImportError> {
        import(
            &self.library,
            "goodreads",
            goodreads::read(file)?,
            &Choices::default(),
            progress,
            cancelled,
        )
    }

    fn books(&self) -> Vec<BookId> {
        self.library
            .list(&ListQuery::default())
            .unwrap()
            .ids
            .clone()
    }

    fn entries(&self) -> Vec<Label> {
        let page = self.library.history(None, 100).unwrap();
        page.entries.into_iter().map(|entry| entry.label).collect()
    }
}

fn table(rows: u32, cells: impl Fn(u32) -> String) -> Vec<u8> {
    let mut file = "Book Id,Title,Author,Exclusive Shelf,ISBN,Read Count\n".to_owned();
    for row in 1..=rows {
        file.push_str(&cells(row));
        file.push('\n');
    }
    file.into_bytes()
}

#[test]
fn a_file_is_one_change_and_comes_back_whole() {
    let shelf = shelf();
    let report = shelf.import(USUAL);
    assert_eq!(
        (
            report.tally.rows,
            report.tally.added,
            report.tally.unchanged,
            report.problem_count
        ),
        (5, 5, 0, 0)
    );
    assert_eq!(
        shelf.entries(),
        [Label::Imported {
            source: "goodreads".into(),
            count: 5
        }]
    );
    assert_eq!(
        shelf.library.history(None, 1).unwrap().entries[0].id,
        report.entry.unwrap()
    );

    let expected: Vec<_> = crate::read(USUAL);
    let found: Vec<_> = shelf
        .books()
        .into_iter()
        .map(|id| shelf.library.book(id).unwrap())
        .collect();
    assert_eq!(found.len(), expected.len());
    for row in expected {
        let book = found
            .iter()
            .find(|book| book.fields.title == row.fields.title)
            .unwrap();
        assert_eq!(book.fields, row.fields.normalised());
        let readings: Vec<_> = book.readings.iter().map(|reading| &reading.facts).collect();
        assert_eq!(
            readings,
            row.extras
                .readings
                .iter()
                .map(|reading| &reading.facts)
                .collect::<Vec<_>>()
        );
        let copies: Vec<_> = book.copies.iter().map(|copy| &copy.facts).collect();
        assert_eq!(
            copies,
            row.extras
                .copies
                .iter()
                .map(|copy| &copy.facts)
                .collect::<Vec<_>>()
        );
        assert_eq!(book.added.as_str(), row.added.unwrap().as_str());
    }

    shelf.library.undo(report.entry).unwrap();
    assert_eq!(shelf.books(), []);
}

#[test]
fn the_same_file_again_adds_nothing() {
    let shelf = shelf();
    shelf.import(USUAL);
    let version = shelf.library.version();
    let again = shelf.import(USUAL);
    assert_eq!(
        (
            again.tally.rows,
            again.tally.added,
            again.tally.unchanged,
            again.entry
        ),
        (5, 0, 5, None)
    );
    assert_eq!((shelf.books().len(), shelf.entries().len()), (5, 1));
    assert_eq!(shelf.library.version(), version);
}

#[test]
fn a_newer_file_adds_what_is_new() {
    let shelf = shelf();
    shelf.import(&table(10, |row| format!("{row},T{row},A,read,,")));
    let report = shelf.import(&table(12, |row| format!("{row},Retitled {row},A,read,,")));
    assert_eq!((report.tally.added, report.tally.updated), (2, 10));
}

#[test]
fn rows_that_look_alike_in_one_file_are_books_of_their_own() {
    let shelf = shelf();
    let twins = table(4, |row| {
        format!("{},T,A,read,0000000019,", if row < 3 { row } else { 3 })
    });
    assert_eq!(shelf.import(&twins).tally.added, 4);
    assert_eq!(shelf.import(&twins).tally.added, 0);
    let without_ids = b"Title,Author,Bookshelves\nT,A,\nT,A,\n";
    assert_eq!(shelf.import(without_ids).tally.added, 2);
    assert_eq!(shelf.import(without_ids).tally.added, 0);
}

#[test]
fn a_book_added_by_hand_answers_for_one_row_with_its_isbn() {
    let shelf = shelf();
    let isbn = Isbn::parse("9780000000019").ok();
    let by_hand = BookFields {
        title: "By hand".into(),
        isbn,
        ..BookFields::default()
    };
    shelf.library.add(&by_hand).unwrap();
    let file = table(2, |row| format!("{row},T,A,read,19,"));
    for added in [1, 0] {
        let report = shelf.import(&file);
        assert_eq!((report.tally.added, report.tally.rows), (added, 2));
    }
    assert_eq!(shelf.books().len(), 2);
}

#[test]
fn after_cancelling_nothing_remains() {
    let shelf = shelf();
    let cancelled = Arc::new(AtomicBool::new(false));
    let mut told = Vec::new();
    let file = table(1_000, |row| format!("{row},T{row},A,read,,"));
    let stop_at_300 = |progress: Progress| {
        told.push(progress.rows);
        cancelled.store(progress.rows >= 300, Ordering::Relaxed);
    };
    let error = shelf
        .try_import(&file, stop_at_300, &cancelled)
        .unwrap_err();
    assert!(matches!(error, ImportError::Cancelled));
    assert_eq!(told, [100, 200, 300]);
    assert_eq!((shelf.books(), shelf.entries()), (vec![], vec![]));
}

#[test]
fn after_an_error_nothing_remains() {
    let shelf = shelf();
    let mut file = table(500, |row| format!("{row},T{row},A,read,,"));
    file.extend(b"501,\"Cut off");
    let error = shelf
        .try_import(&file, |_| {}, &Arc::default())
        .unwrap_err();
    assert!(
        matches!(error, ImportError::UnclosedQuote { line: 502, .. }),
        "{error}"
    );
    assert_eq!((shelf.books(), shelf.entries()), (vec![], vec![]));
    assert_eq!(
        shelf
            .import(&table(1, |_| "1,T,A,read,,".into()))
            .tally
            .added,
        1,
        "the library goes on"
    );
}

#[test]
fn problems_are_told_by_row_for_what_was_added() {
    let shelf = shelf();
    let file = table(1_200, |row| format!("{row},T{row},A,read,,never"));
    let report = shelf.import(&file);
    assert_eq!(
        (
            report.tally.added,
            report.problems.len(),
            report.problem_count
        ),
        (1_200, 1_000, 1_200)
    );
    let first = &report.problems[0];
    assert_eq!(
        (first.row, first.column.as_deref()),
        (1, Some("Read Count"))
    );
    assert_eq!(shelf.import(&file).problem_count, 0);
    let json = serde_json::to_value(&Report {
        problems: vec![first.clone()],
        ..report
    })
    .unwrap();
    assert_eq!(json["unchanged"], 0);
    assert_eq!(json["problemCount"], 1_200);
    assert_eq!(json["problems"][0]["column"], "Read Count");
    assert!(json["entry"].is_string());
}

#[test]
fn a_header_alone_adds_nothing() {
    let shelf = shelf();
    let report = shelf.import(&table(0, |_| String::new()));
    assert_eq!(report, Report::default());
    assert_eq!(shelf.entries(), []);
}

#[test]
fn a_long_and_hostile_row_is_taken_by_the_library() {
    let shelf = shelf();
    // U+FB2C becomes three characters when its accents are composed.
    let title = "\u{fb2c}".repeat(600_000);
    let file = format!("Book Id,Title,Author,Bookshelves,Mood\n1,{title},A,,{title}\n");
    let report = shelf.import(file.as_bytes());
    assert_eq!(report.tally.added, 1);
    let book = shelf.library.book(shelf.books()[0]).unwrap();
    assert_eq!(book.fields.title.chars().count(), 1_000_000 - 1);
}
