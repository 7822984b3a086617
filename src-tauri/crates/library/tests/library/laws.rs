//! Laws that hold for any sequence of changes.

use library::{
    BookFields, BookId, Contributor, Direction, Format, LibraryError, ListQuery, Money,
    PartialDate, Place, Rating, Role, SeriesPlace, SortField, Status,
};
use proptest::prelude::*;

use crate::support::{Shelf, dump_books, dump_derived, ids, rebuilt};

#[derive(Debug, Clone)]
enum Step {
    Add(Box<BookFields>),
    Edit(usize, Box<BookFields>),
    Trash(Vec<usize>),
    Restore(Vec<usize>),
    Delete(usize),
    EmptyTrash,
    Undo,
    Redo,
}

fn word() -> impl Strategy<Value = String> {
    prop_oneof![
        Just("Earthsea".to_owned()),
        Just("L’Étranger".to_owned()),
        Just("The Tombs".to_owned()),
        Just("吾輩は猫".to_owned()),
        Just("sci-fi".to_owned()),
        "[a-zA-Z]{1,4}",
    ]
}

fn fields() -> impl Strategy<Value = Box<BookFields>> {
    let texts = (
        word(),
        proptest::option::of(word()),
        proptest::option::of(word()),
        proptest::option::of("\\PC{0,20}"),
    );
    let lists = (
        proptest::collection::vec((word(), any::<bool>()), 0..3),
        proptest::collection::vec((word(), proptest::option::of(0..3)), 0..2),
        proptest::collection::vec(word(), 0..3),
    );
    let numbers = (
        proptest::option::of(0..2_usize),
        proptest::option::of(1..3_u32),
        proptest::option::of(0..3_i64),
        proptest::option::of(1_990..1_993),
        proptest::option::of(0..5_usize),
        proptest::option::of(0..2_usize),
    );
    (texts, lists, numbers).prop_map(
        |((title, subtitle, publisher, notes), (people, series, tags), numbers)| {
            let (isbn, pages, rating, year, status, format) = numbers;
            Box::new(BookFields {
                title,
                subtitle,
                publisher,
                notes,
                contributors: people
                    .into_iter()
                    .map(|(name, is_author)| Contributor {
                        name,
                        role: if is_author {
                            Role::Author
                        } else {
                            Role::Editor
                        },
                    })
                    .collect(),
                series: series
                    .into_iter()
                    .map(|(name, number)| SeriesPlace {
                        name,
                        number: number.map(|number: i32| number.to_string()),
                    })
                    .collect(),
                tags,
                isbn: isbn.map(|at| ["9780306406157", "9791034902934"][at].parse().unwrap()),
                pages,
                rating: rating.map(|quarters| Rating::from_quarters(quarters).unwrap()),
                price: rating.map(|amount| Money::new(amount, "EUR").unwrap()),
                published: year.map(|year| PartialDate::new(year, None, None).unwrap()),
                status: status.map(|at| Status::ALL[at]),
                format: format
                    .map(|at| [Format::Ebook, Format::Other("Scroll".into())][at].clone()),
                language: format.map(|at| ["fr", "de"][at].to_owned()),
                ..BookFields::default()
            })
        },
    )
}

fn step() -> impl Strategy<Value = Step> {
    let some = || proptest::collection::vec(0..20_usize, 0..4);
    prop_oneof![
        5 => fields().prop_map(Step::Add),
        4 => (0..20_usize, fields()).prop_map(|(at, fields)| Step::Edit(at, fields)),
        3 => some().prop_map(Step::Trash),
        1 => some().prop_map(Step::Restore),
        1 => (0..20_usize).prop_map(Step::Delete),
        1 => Just(Step::EmptyTrash),
        1 => Just(Step::Undo),
        1 => Just(Step::Redo),
    ]
}

/// Takes a step. What does not apply (no such book, nothing to undo) is no failure.
fn take(shelf: &Shelf, known: &mut Vec<BookId>, step: &Step) {
    let library = &shelf.library;
    let pick = |at: &usize| known.get(*at % known.len().max(1)).copied();
    let picked = |all: &[usize]| all.iter().filter_map(pick).collect::<Vec<_>>();
    shelf.clock.advance(1);
    match step {
        Step::Add(fields) => known.push(library.add(fields).unwrap().value.id),
        Step::Edit(at, fields) => {
            if let Some(book) = pick(at).and_then(|id| library.book(id).ok()) {
                library.update(book.id, book.revision, fields).unwrap();
            }
        }
        Step::Trash(all) => drop(library.trash(&picked(all)).unwrap()),
        Step::Restore(all) => drop(library.restore(&picked(all)).unwrap()),
        Step::Delete(at) => drop(library.delete_for_good(&picked(&[*at])).unwrap()),
        Step::EmptyTrash => drop(library.empty_trash().unwrap()),
        Step::Undo => match library.undo(None) {
            Ok(_) | Err(LibraryError::NothingToUndo) => {}
            Err(error) => panic!("{error:?}"),
        },
        Step::Redo => match library.redo() {
            Ok(_) | Err(LibraryError::NothingToRedo) => {}
            Err(error) => panic!("{error:?}"),
        },
    }
}

/// Every list that can be asked for.
fn lists(library: &library::Library) -> Vec<Vec<BookId>> {
    let mut lists = Vec::new();
    for sort in SortField::ALL {
        for direction in [Direction::Ascending, Direction::Descending] {
            for place in [Place::Library, Place::Trash] {
                lists.push(ids(
                    library,
                    &ListQuery {
                        sort,
                        direction,
                        place,
                        ..ListQuery::default()
                    },
                ));
            }
        }
    }
    for text in ["e", "earth", "étr", "猫", "sci fi", "978"] {
        lists.push(ids(
            library,
            &ListQuery {
                text: text.into(),
                ..ListQuery::default()
            },
        ));
    }
    lists
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn undoing_all_and_redoing_all_is_the_identity(steps in proptest::collection::vec(step(), 1..25)) {
        let shelf = Shelf::new();
        let db = shelf.raw();
        let mut known = Vec::new();
        let (half, rest) = steps.split_at(steps.len() / 2);
        for step in half {
            take(&shelf, &mut known, step);
        }
        // What can still be redone would be undone no more than it was done.
        let before = (dump_books(&db), dump_derived(&db));
        let entry = shelf.library.history(None, 1).unwrap().can_undo.map(|entry| entry.id);
        let is_at_start = || shelf.library.history(None, 1).unwrap().can_undo.map(|entry| entry.id) == entry;
        // Undo in the second half could go behind the middle, so it is left out there.
        let rest: Vec<&Step> = rest.iter().filter(|step| !matches!(step, Step::Undo | Step::Redo)).collect();
        for step in rest {
            take(&shelf, &mut known, step);
        }
        let after = (dump_books(&db), dump_derived(&db));
        let mut undone = 0;
        while !is_at_start() {
            shelf.library.undo(None).unwrap();
            undone += 1;
        }
        prop_assert_eq!((dump_books(&db), dump_derived(&db)), before);
        for _ in 0..undone {
            shelf.library.redo().unwrap();
        }
        prop_assert_eq!((dump_books(&db), dump_derived(&db)), after);
    }

    #[test]
    fn lists_and_index_never_drift_from_the_books(steps in proptest::collection::vec(step(), 1..25)) {
        let mut shelf = Shelf::new();
        let mut known = Vec::new();
        for step in &steps {
            take(&shelf, &mut known, step);
            // Asked each time, so that what is remembered is patched each time.
            lists(&shelf.library);
        }
        // One that reads everything for the first time.
        prop_assert_eq!(lists(&shelf.library), lists(&shelf.another()));
        let derived = dump_derived(&shelf.raw());
        prop_assert_eq!(&derived, &rebuilt(&mut shelf));
        let integrity: String = shelf.raw().query_row("PRAGMA integrity_check", [], |row| row.get(0)).unwrap();
        prop_assert_eq!(integrity, "ok");
        let dangling = shelf.raw().prepare("PRAGMA foreign_key_check").unwrap().exists([]).unwrap();
        prop_assert!(!dangling);
    }
}

#[test]
fn no_text_is_a_mistake() {
    let shelf = Shelf::new();
    shelf.add("Kim");
    let find = |text: &str| {
        shelf
            .library
            .list(&ListQuery {
                text: text.to_owned(),
                ..ListQuery::default()
            })
            .unwrap();
    };
    for text in [
        "\"",
        "'",
        "*",
        "^kim",
        "kim*",
        "title:kim",
        "-kim",
        "NOT",
        "AND",
        "OR",
        "NEAR(",
        "(",
        ")",
        "{title}:",
        "+",
        "a OR",
        "\0",
        "k\0m",
        "\u{feff}",
        "%",
        "\\",
        "🐉",
        "x'",
        "--",
        ";",
        "a:b:c",
        "col : x",
        "\u{202e}",
    ] {
        find(text);
    }
    find(&"(".repeat(100_000));
    find(&"a ".repeat(100_000));
    find(&"猫".repeat(100_000));
    find(&"a猫".repeat(10_000));
    proptest!(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() }, |(text in ".*")| find(&text));
    proptest!(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() }, |(text in "[\"*()^:+{}a1猫 \\-.'ANDORT]*")| find(&text));
}

#[test]
fn every_title_that_was_added_is_found() {
    let shelf = Shelf::new();
    proptest!(ProptestConfig { cases: 100, failure_persistence: None, ..ProptestConfig::default() }, |(title in "\\PC{1,30}")| {
        let Ok(added) = shelf.library.add(&BookFields { title, ..BookFields::default() }) else { return Ok(()) };
        let query = ListQuery { text: added.value.fields.title.clone(), ..ListQuery::default() };
        prop_assert!(shelf.library.list(&query).unwrap().ids.contains(&added.value.id), "{:?}", query.text);
    });
}
