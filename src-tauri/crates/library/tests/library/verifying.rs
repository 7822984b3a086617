//! Whether a library is whole, and what was read in it.

use library::{
    BookExtras, BookFields, Outcome, PartialDate, Rating, ReadingFacts, Status, Verification,
};

use crate::support::{Shelf, by, titled};

fn full() -> Shelf {
    let shelf = Shelf::new();
    for (title, author) in [
        ("Kim", "Rudyard Kipling"),
        ("雪国", "川端康成"),
        ("Emma", "Jane Austen"),
    ] {
        shelf.add_fields(&BookFields {
            contributors: by(author),
            tags: vec!["old".into()],
            ..titled(title)
        });
    }
    shelf
}

fn verified(shelf: &Shelf) -> Verification {
    shelf.library.verify().unwrap()
}

#[test]
fn a_whole_library_gives_no_finding() {
    let shelf = full();
    let found = verified(&shelf);
    assert_eq!(found.findings, [""; 0]);
    assert!(found.ok);
    assert_eq!(found.books, 3);
    assert_eq!(found.digest.unwrap().len(), 64);
    assert!(verified(&Shelf::new()).ok);
}

#[test]
fn the_digest_is_of_what_was_written_and_of_nothing_else() {
    let mut shelf = full();
    let before = verified(&shelf).digest;
    shelf.reopen();
    assert_eq!(verified(&shelf).digest, before);
    let book = shelf.add("Persuasion");
    assert_ne!(verified(&shelf).digest, before);
    shelf.library.trash(&[book.id]).unwrap();
    shelf.library.undo(None).unwrap();
    shelf.library.undo(None).unwrap();
    assert_eq!(verified(&shelf).digest, before, "undone");
    shelf.raw().execute_batch("VACUUM").unwrap();
    assert_eq!(verified(&shelf).digest, before, "the file written anew");
}

#[test]
fn what_lists_and_search_show_otherwise_is_found() {
    for (spoil, expected) in [
        (
            "UPDATE listing SET title = 'Kin' WHERE title = 'Kim'",
            "Lists do not show the book",
        ),
        (
            "DELETE FROM catalog WHERE book = (SELECT max(id) FROM book)",
            "Lists do not show the book",
        ),
        (
            "INSERT INTO figures SELECT 9223372036854775000, 99, flags, rating, pages, minutes, published, first_published,
                 started, finished, progress, times, copies, price, currency, due, added, changed, trashed, cover
             FROM figures LIMIT 1",
            "which is not there",
        ),
        ("DELETE FROM search WHERE rowid = 2", "The search does not find"),
        (
            "UPDATE book SET title = 'Kin' WHERE title = 'Kim'",
            "Lists do not show the book",
        ),
    ] {
        let shelf = full();
        shelf.raw().execute_batch(spoil).unwrap();
        let found = verified(&shelf);
        assert!(!found.ok, "{spoil}");
        assert!(
            found.findings.iter().any(|text| text.contains(expected)),
            "{spoil}: {:?}",
            found.findings
        );
    }
}

#[test]
fn what_the_tables_say_wrongly_is_found() {
    for (spoil, expected) in [
        (
            "DELETE FROM person WHERE name = 'Jane Austen'",
            "names one of the table person that is not there",
        ),
        (
            "UPDATE book SET added = 'long ago' WHERE title = 'Emma'",
            "cannot be read",
        ),
    ] {
        let shelf = full();
        let db = shelf.raw();
        db.execute_batch("PRAGMA foreign_keys = OFF").unwrap();
        db.execute_batch(spoil).unwrap();
        let found = verified(&shelf);
        assert!(
            found.findings.iter().any(|text| text.contains(expected)),
            "{spoil}: {:?}",
            found.findings
        );
    }
}

#[test]
fn a_flipped_bit_is_found() {
    let shelf = full();
    shelf.library.close().unwrap();
    let mut bytes = std::fs::read(shelf.path()).unwrap();
    let at = bytes.len() - 2_000;
    bytes[at] ^= 1;
    std::fs::write(shelf.path(), bytes).unwrap();
    let library = shelf.another();
    let found = library.verify().unwrap();
    assert!(!found.ok);
    assert!(
        found.findings[0].starts_with("The file is damaged"),
        "{:?}",
        found.findings
    );
}

#[test]
fn the_figures_are_those_of_the_books_that_are_not_in_the_trash() {
    let shelf = Shelf::new();
    let read = |finished: &str| ReadingFacts {
        finished: PartialDate::parse(finished).ok(),
        outcome: Some(Outcome::Finished),
        ..ReadingFacts::default()
    };
    let book = |title: &str| BookFields {
        pages: Some(300),
        status: Some(Status::Read),
        rating: Rating::from_quarters(18).ok(),
        ..titled(title)
    };
    let readings = [read("2020"), read("2021-02-03"), read("")];
    shelf.add_with(&book("Kim"), &BookExtras::of(readings, []));
    let gone = shelf.add_with(&book("Emma"), &BookExtras::of([read("2021-02-04")], []));
    shelf.library.trash(&[gone]).unwrap();

    let all = shelf.library.statistics(None).unwrap();
    let years: Vec<_> = all
        .periods
        .iter()
        .map(|one| (one.number, one.figures.pages))
        .collect();
    assert_eq!(years, [(2020, 300), (2021, 300)]);
    assert_eq!(all.undated.finished, 1);
    assert_eq!(all.counts, shelf.library.counts().unwrap());
    assert_eq!(all.average_rating, Some(4.5));
    let year = shelf.library.statistics(Some(2021)).unwrap();
    assert_eq!(year.periods[1].figures.finished, 1);
}
