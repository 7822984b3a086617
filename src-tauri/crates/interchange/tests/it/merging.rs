//! A list that is imported again, and one that knows books of another.

use std::sync::Arc;

use interchange::{
    Choices, ConflictChoice, Fate, MatchedBy, Part, Plan, Report, Resolution, StatusChoice,
    goodreads,
};
use library::{
    Book, BookForm, Label, Library, LibraryKey, ListQuery, PartialDate, Rating, Status, SystemClock,
};

struct Shelf {
    library: Library,
    _folder: tempfile::TempDir,
}

impl Shelf {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("library.db");
        let library =
            Library::create(&path, &LibraryKey::new(&[7; 32]), Arc::new(SystemClock)).unwrap();
        Self {
            library,
            _folder: folder,
        }
    }

    fn import(&self, file: &str) -> Report {
        self.import_with(file, &Choices::default())
    }

    fn import_with(&self, file: &str, choices: &Choices) -> Report {
        let rows = goodreads::read(file.as_bytes()).unwrap();
        interchange::import(
            &self.library,
            "goodreads",
            rows,
            choices,
            |_| {},
            &Arc::default(),
        )
        .unwrap()
    }

    fn plan(&self, file: &str) -> Plan {
        let rows = goodreads::read(file.as_bytes()).unwrap();
        let choices = Choices::default();
        interchange::plan(
            &self.library,
            "goodreads",
            rows,
            &choices,
            |_| {},
            &Arc::default(),
        )
        .unwrap()
    }

    fn only(&self) -> Book {
        let ids = self
            .library
            .list(&ListQuery::default())
            .unwrap()
            .ids
            .clone();
        assert_eq!(ids.len(), 1);
        self.library.book(ids[0]).unwrap()
    }

    fn edit(&self, change: impl FnOnce(&mut library::BookFields)) {
        let book = self.only();
        let mut fields = book.fields.clone();
        change(&mut fields);
        self.library
            .update(book.id, book.revision, &fields)
            .unwrap();
    }
}

const HEADER: &str = "Book Id,Title,Author,ISBN13,My Rating,Publisher,Number of Pages,Date Read,Bookshelves,\
                      Exclusive Shelf,My Review,Read Count,Owned Copies\n";

fn one(row: &str) -> String {
    format!("{HEADER}{row}\n")
}

fn rating(stars: i64) -> Option<Rating> {
    Rating::from_quarters(stars * 4).ok()
}

#[test]
fn what_the_reader_changed_stays_and_what_only_the_list_changed_is_taken() {
    let shelf = Shelf::new();
    shelf.import(&one("1,Kim,R. Kipling,,3,Old House,200,,,to-read,,0,0"));
    shelf.edit(|fields| {
        fields.rating = rating(5);
        fields.publisher = None;
    });
    // The rating stays as the list has always had it; the pages are corrected; it was read meanwhile.
    let newer = one("1,Kim,R. Kipling,,3,Old House,210,2024/05/01,,read,,1,0");
    let report = shelf.import(&newer);
    assert_eq!((report.tally.updated, report.tally.conflicts), (1, 0));
    let book = shelf.only();
    assert_eq!(book.fields.rating, rating(5));
    assert_eq!(
        book.fields.publisher, None,
        "what was taken away is not brought back"
    );
    assert_eq!(book.fields.pages, Some(210));
    assert_eq!(book.fields.status, Some(Status::Read));
    assert_eq!(book.readings.len(), 1);
    assert_eq!(
        book.readings[0].facts.finished,
        PartialDate::parse("2024-05-01").ok()
    );
    let again = shelf.import(&newer);
    assert_eq!((again.tally.unchanged, again.entry), (1, None));
}

#[test]
fn what_both_changed_is_chosen_by_the_reader() {
    let older = one("1,Kim,R. Kipling,,3,,200,,,read,Good.,1,0");
    let newer = one("1,Kim,R. Kipling,,4,,200,,,read,Better.,1,0");
    for (resolution, stars, review) in [
        (Resolution::Keep, 5, "Mine."),
        (Resolution::Take, 4, "Better."),
        (Resolution::Both, 5, "Mine."),
    ] {
        let shelf = Shelf::new();
        shelf.import(&older);
        shelf.edit(|fields| {
            fields.rating = rating(5);
            fields.review = Some("Mine.".into());
        });
        let plan = shelf.plan(&newer);
        assert_eq!(plan.rows[0].fate, Fate::Conflict);
        let already = plan.rows[0].already.as_ref().unwrap();
        let told: Vec<_> = already
            .conflicts
            .iter()
            .map(|conflict| {
                (
                    conflict.part,
                    conflict.here.as_str(),
                    conflict.there.as_str(),
                )
            })
            .collect();
        assert_eq!(
            told,
            [(Part::Review, "Mine.", "Better."), (Part::Rating, "5", "4")]
        );
        let choices = Choices {
            otherwise: resolution,
            ..Choices::default()
        };
        assert_eq!(shelf.import_with(&newer, &choices).tally.conflicts, 1);
        let book = shelf.only();
        assert_eq!(book.fields.rating, rating(stars));
        let held = book.fields.review.unwrap();
        let notes = book.fields.notes.unwrap_or_default();
        match resolution {
            Resolution::Both => {
                assert!(held.contains("Mine.") && held.contains("Better."), "{held}");
                assert_eq!(notes, "Rating: 4");
            }
            _ => assert_eq!((held.as_str(), notes.as_str()), (review, "")),
        }
    }
}

#[test]
fn one_part_may_be_decided_otherwise_than_the_rest() {
    let shelf = Shelf::new();
    shelf.import(&one("1,Kim,R. Kipling,,3,,200,,,read,Good.,1,0"));
    shelf.edit(|fields| {
        fields.rating = rating(5);
        fields.pages = Some(300);
    });
    let choices = Choices {
        otherwise: Resolution::Take,
        conflicts: vec![ConflictChoice {
            row: 1,
            part: Part::Rating,
            resolution: Resolution::Keep,
        }],
        ..Choices::default()
    };
    shelf.import_with(&one("1,Kim,R. Kipling,,4,,250,,,read,Good.,1,0"), &choices);
    let book = shelf.only();
    assert_eq!(
        (book.fields.rating, book.fields.pages),
        (rating(5), Some(250))
    );
}

#[test]
fn a_book_of_before_is_found_by_its_number_or_by_title_and_people() {
    for (by_hand, by) in [
        (
            BookForm {
                title: "Something else".into(),
                isbn: Some("9780000000019".into()),
                ..BookForm::default()
            },
            MatchedBy::Isbn,
        ),
        (
            BookForm {
                title: "KIM".into(),
                contributors: vec![library::Contributor {
                    name: "Kipling, R.".into(),
                    role: library::Role::Author,
                }],
                ..BookForm::default()
            },
            MatchedBy::TitleAndPeople,
        ),
    ] {
        let shelf = Shelf::new();
        shelf.library.add(&by_hand.check().unwrap()).unwrap();
        let file = one("1,Kim,R. Kipling,9780000000019,4,,,,tagged,read,,1,1");
        let plan = shelf.plan(&file);
        let already = plan.rows[0].already.as_ref().unwrap();
        assert_eq!(already.by, by);
        assert!(already.added.contains(&Part::Tags) && already.added.contains(&Part::Rating));
        assert_eq!(plan.rows.len(), 1);
        assert!(shelf.only().fields.tags.is_empty(), "a plan writes nothing");
        shelf.import(&file);
        let book = shelf.only();
        assert_eq!(book.fields.tags, ["tagged"]);
        assert_eq!((book.readings.len(), book.copies.len()), (1, 1));
        assert_eq!(shelf.import(&file).tally.unchanged, 1);
    }
}

#[test]
fn a_plan_says_which_columns_come_into_the_notes() {
    let shelf = Shelf::new();
    let noted = |file: &str| -> Vec<String> {
        let plan = shelf.plan(file);
        let names = plan.rows[0].noted.iter();
        names.map(|name| name.clone().into_string()).collect()
    };
    let file = one("1,Kim,R. Kipling,,6,,,,,read,,1,0");
    assert_eq!(noted(&file), ["My Rating"]);
    shelf.import(&file);
    assert_eq!(noted(&file), [""; 0]);
    let newer = one("1,Kim,R. Kipling,,7,,,,,read,,1,0");
    assert_eq!(noted(&newer), ["My Rating"]);
    shelf.library.trash(&[shelf.only().id]).unwrap();
    assert_eq!(noted(&newer), [""; 0]);
}

#[test]
fn another_edition_is_another_book() {
    let shelf = Shelf::new();
    shelf.import(&one("1,Kim,R. Kipling,9780000000019,4,,,,,read,,1,0"));
    let other = one("2,Kim,R. Kipling,9780000000026,,,,,,to-read,,0,0");
    assert_eq!(shelf.import(&other).tally.added, 1);
}

#[test]
fn what_lies_in_the_trash_stays_there() {
    let shelf = Shelf::new();
    let file = one("1,Kim,R. Kipling,,4,,,,,read,,1,0");
    shelf.import(&file);
    shelf.library.trash(&[shelf.only().id]).unwrap();
    let newer = one("1,Kim,R. Kipling,,5,,,,,read,,1,0");
    let plan = shelf.plan(&newer);
    assert!(plan.rows[0].already.as_ref().unwrap().trashed);
    assert_eq!(shelf.import(&newer).tally.unchanged, 1);
    assert_eq!(shelf.library.counts().unwrap().all, 0);
}

#[test]
fn the_status_of_an_unknown_shelf_is_asked_once() {
    let file =
        one("1,Kim,R. Kipling,,,,,,waiting,waiting,,0,0\n2,Emma,J. Austen,,,,,,,waiting,,0,0");
    let shelf = Shelf::new();
    let plan = shelf.plan(&file);
    assert_eq!(plan.questions.len(), 1);
    assert_eq!(
        (plan.questions[0].shelf.as_str(), plan.questions[0].rows),
        ("waiting", 2)
    );
    let choices = Choices {
        statuses: vec![StatusChoice {
            shelf: "waiting".into(),
            status: Some(Status::WantToRead),
        }],
        ..Choices::default()
    };
    shelf.import_with(&file, &choices);
    let shelves = shelf.library.shelves().unwrap();
    assert_eq!(
        (shelves.len(), shelves[0].name.as_str(), shelves[0].books),
        (1, "waiting", 2)
    );
    let ids = shelf
        .library
        .list(&ListQuery::default())
        .unwrap()
        .ids
        .clone();
    for id in ids {
        let book = shelf.library.book(id).unwrap();
        assert_eq!(book.fields.status, Some(Status::WantToRead));
    }
    let label = &shelf.library.history(None, 1).unwrap().entries[0].label;
    assert!(matches!(label, Label::Imported { count: 2, .. }));
    shelf.library.undo(None).unwrap();
    assert!(
        shelf.library.shelves().unwrap().is_empty(),
        "an undo takes the shelf too"
    );
}

#[test]
fn readings_are_told_apart_and_never_doubled() {
    let shelf = Shelf::new();
    shelf.import(&one("1,Kim,R. Kipling,,,,,,,read,,2,0"));
    assert_eq!(shelf.only().readings.len(), 2);
    // Now one of the two has its date: it is one of those that are known.
    shelf.import(&one("1,Kim,R. Kipling,,,,,2024/05/01,,read,,2,0"));
    let book = shelf.only();
    assert_eq!(book.readings.len(), 2);
    let dated = book
        .readings
        .iter()
        .filter(|reading| reading.facts.finished.is_some())
        .count();
    assert_eq!(dated, 1);
    shelf.import(&one("1,Kim,R. Kipling,,,,,2024/05/01,,read,,3,0"));
    assert_eq!(shelf.only().readings.len(), 3);
}
