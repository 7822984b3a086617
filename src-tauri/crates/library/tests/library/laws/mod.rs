//! Laws that hold for any sequence of changes.

mod step;

use std::collections::BTreeSet;

use library::{BookFields, BookId, Direction, ListQuery, Place, SortField, StatusFilter, Within};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

use crate::support::{Shelf, dump_books, dump_derived, ids, rebuilt};
use step::{KINDS, Step, Taken, step, take};

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
    for text in [
        "e",
        "earth",
        "étr",
        "猫",
        "sci fi",
        "978",
        "status:read",
        "-tag:sci-fi rating:>0",
        "has:cover or has:copies",
        "lent:yes",
        "wished:yes",
        "started:2021",
        "author:earth* or quotes:e",
        "Height:>1",
        "missing:series",
    ] {
        lists.push(ids(
            library,
            &ListQuery {
                text: text.into(),
                ..ListQuery::default()
            },
        ));
    }
    let mut parts = vec![
        Within::Favourites,
        Within::Owned,
        Within::Lent,
        Within::Wishes,
    ];
    let shelves = library.shelves().unwrap();
    parts.extend(
        shelves
            .into_iter()
            .map(|shelf| Within::Shelf { id: shelf.id }),
    );
    for within in parts {
        lists.push(ids(
            library,
            &ListQuery {
                within: Some(within),
                sort: SortField::Within,
                ..ListQuery::default()
            },
        ));
    }
    for field in library.custom_fields().unwrap() {
        lists.push(ids(
            library,
            &ListQuery {
                sort: SortField::Custom(field.id),
                ..ListQuery::default()
            },
        ));
    }
    for status in [
        StatusFilter::Reading,
        StatusFilter::Read,
        StatusFilter::None,
    ] {
        lists.push(ids(
            library,
            &ListQuery {
                status: Some(status),
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

/// A law about every operation says little if most of them are refused.
#[test]
fn every_operation_takes_effect_in_the_end() {
    let mut runner = TestRunner::deterministic();
    let step = step();
    let mut taken = BTreeSet::new();
    for _ in 0..100 {
        let shelf = Shelf::new();
        let mut known = Vec::new();
        for _ in 0..100 {
            let step = step.new_tree(&mut runner).unwrap().current();
            if take(&shelf, &mut known, &step) == Taken::Fully {
                taken.insert(step.name());
            }
        }
        if taken.len() == KINDS {
            return;
        }
    }
    panic!("{} of {KINDS} took effect: {taken:?}", taken.len());
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
        // In quotes, because a title may read like a query: `-a`.
        let quoted = added.value.fields.title.replace('\\', "\\\\").replace('"', "\\\"");
        let query = ListQuery { text: format!("\"{quoted}\""), ..ListQuery::default() };
        prop_assert!(shelf.library.list(&query).unwrap().ids.contains(&added.value.id), "{:?}", query.text);
    });
}
