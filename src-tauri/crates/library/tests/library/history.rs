//! Undo, redo, and what a commit leaves behind when it fails.

use std::panic::{AssertUnwindSafe, catch_unwind};

use library::{BookExtras, BulkField, EntryState, HistoryId, Label, LibraryError, ListQuery};

use crate::support::{Shelf, dump_books, dump_derived, ears, ids, rebuilt, titled};

#[test]
fn undo_and_redo_outlive_the_program() {
    let mut shelf = Shelf::new();
    let empty = dump_books(&shelf.raw());
    let book = shelf.add("One");
    let one = dump_books(&shelf.raw());
    shelf
        .library
        .update(book.id, book.revision, &titled("Two"))
        .unwrap();
    let two = dump_books(&shelf.raw());

    shelf.reopen();
    let undone = shelf.library.undo(None).unwrap();
    assert_eq!(
        (undone.state, undone.label),
        (
            EntryState::Undone,
            Label::Edited {
                title: "Two".into(),
                fields: vec![BulkField::Title],
            }
        )
    );
    assert_eq!(dump_books(&shelf.raw()), one);
    shelf.reopen();
    shelf.library.undo(None).unwrap();
    assert_eq!(dump_books(&shelf.raw()), empty);
    assert!(matches!(
        shelf.library.undo(None),
        Err(LibraryError::NothingToUndo)
    ));
    shelf.reopen();
    assert_eq!(
        shelf.library.redo().unwrap().label,
        Label::Added {
            title: "One".into()
        }
    );
    assert_eq!(dump_books(&shelf.raw()), one);
    shelf.library.redo().unwrap();
    assert_eq!(dump_books(&shelf.raw()), two);
    assert!(matches!(
        shelf.library.redo(),
        Err(LibraryError::NothingToRedo)
    ));
}

#[test]
fn a_new_change_ends_what_could_be_redone() {
    let shelf = Shelf::new();
    shelf.add("One");
    shelf.add("Two");
    shelf.library.undo(None).unwrap();
    shelf.library.undo(None).unwrap();
    shelf.add("Three");
    assert!(matches!(
        shelf.library.redo(),
        Err(LibraryError::NothingToRedo)
    ));
    let page = shelf.library.history(None, 10).unwrap();
    assert_eq!(page.entries.len(), 1);
    let pieces: i64 = shelf
        .raw()
        .query_row("SELECT count(*) FROM history_piece", [], |row| row.get(0))
        .unwrap();
    assert_eq!(pieces, 1);
}

#[test]
fn undo_of_a_named_change_is_of_that_change() {
    let shelf = Shelf::new();
    let first = shelf.library.add(&titled("One")).unwrap().entry;
    let second = shelf.library.add(&titled("Two")).unwrap().entry;
    let error = shelf.library.undo(first).unwrap_err();
    assert!(matches!(error, LibraryError::HistoryMoved { newest } if newest == second));
    assert_eq!(shelf.library.counts().unwrap().all, 2);
    shelf.library.undo(second).unwrap();
    shelf.library.undo(first).unwrap();
    assert!(matches!(
        shelf.library.undo(first),
        Err(LibraryError::HistoryMoved { newest: None })
    ));
}

#[test]
fn the_history_is_read_in_pages() {
    let shelf = Shelf::new();
    for at in 0..5 {
        shelf.add(&format!("Book {at}"));
        shelf.clock.advance(1);
    }
    shelf.library.undo(None).unwrap();
    let first = shelf.library.history(None, 2).unwrap();
    let label = |at: usize| first.entries[at].label.clone();
    assert_eq!(
        label(0),
        Label::Added {
            title: "Book 4".into()
        }
    );
    assert_eq!(
        (first.entries[0].state, first.entries[1].state),
        (EntryState::Undone, EntryState::Done)
    );
    assert_eq!(first.can_undo.as_ref(), Some(&first.entries[1]));
    assert_eq!(first.can_redo.as_ref(), Some(&first.entries[0]));
    assert!(first.more);
    let rest = shelf
        .library
        .history(Some(first.entries[1].id), 10)
        .unwrap();
    assert_eq!(rest.entries.len(), 3);
    assert!(!rest.more);
    assert_eq!(rest.entries[2].at.as_str(), "2026-11-22T15:47:03Z");
}

#[test]
fn the_history_keeps_its_order_when_the_clock_is_set_back() {
    let mut shelf = Shelf::new();
    shelf.add("One");
    shelf.clock.advance(-1_000_000);
    shelf.reopen();
    shelf.add("Two");
    let undone = shelf.library.undo(None).unwrap();
    assert_eq!(
        undone.label,
        Label::Added {
            title: "Two".into()
        }
    );
}

#[test]
fn a_commit_that_fails_leaves_nothing() {
    let shelf = Shelf::new();
    shelf.add("One");
    let heard = ears(&shelf.library);
    let (books, derived) = (dump_books(&shelf.raw()), dump_derived(&shelf.raw()));
    let failed = shelf
        .library
        .commit(Label::EmptiedTrash { count: 0 }, |writer| {
            writer.add_book(&titled("Two"), None, None, &BookExtras::default())?;
            Err::<(), _>(LibraryError::Cancelled)
        });
    assert!(matches!(failed, Err(LibraryError::Cancelled)));
    let panicked = catch_unwind(AssertUnwindSafe(|| {
        shelf.library.commit(
            Label::EmptiedTrash { count: 0 },
            |writer| -> Result<(), LibraryError> {
                writer.add_book(&titled("Two"), None, None, &BookExtras::default())?;
                panic!("on purpose");
            },
        )
    }));
    assert!(panicked.is_err());
    assert_eq!(dump_books(&shelf.raw()), books);
    assert_eq!(dump_derived(&shelf.raw()), derived);
    assert_eq!(shelf.library.history(None, 10).unwrap().entries.len(), 1);
    assert!(heard.lock().unwrap().is_empty());
    shelf.add("Two");
    assert_eq!(shelf.find("two"), ["Two"]);
}

#[test]
fn a_commit_that_comes_to_nothing_is_none() {
    let shelf = Shelf::new();
    let book = shelf.add("One");
    let heard = ears(&shelf.library);
    let change = shelf
        .library
        .commit(Label::EmptiedTrash { count: 0 }, |writer| {
            let added = writer.add_book(&titled("Two"), None, None, &BookExtras::default())?;
            writer.trash(&[added])?;
            writer.delete_for_good(&[added])?;
            Ok::<_, LibraryError>(())
        });
    assert_eq!(change.unwrap().entry, None);
    assert_eq!(shelf.library.book(book.id).unwrap(), book);
    assert!(heard.lock().unwrap().is_empty());
}

#[test]
fn listeners_hear_of_every_change() {
    let shelf = Shelf::new();
    let heard = ears(&shelf.library);
    let before = shelf.library.version();
    let book = shelf.add("One");
    shelf.library.trash(&[book.id]).unwrap();
    shelf.library.undo(None).unwrap();
    shelf.library.redo().unwrap();
    assert_eq!(
        *heard.lock().unwrap(),
        [before + 1, before + 2, before + 3, before + 4]
    );
    assert_eq!(shelf.library.version(), before + 4);
    assert_eq!(
        shelf.library.list(&ListQuery::default()).unwrap().version,
        before + 4
    );
}

#[test]
fn a_listener_may_read_and_write() {
    let shelf = Shelf::new();
    let weak = std::sync::Arc::downgrade(&shelf.library);
    shelf.library.subscribe(Box::new(move |_| {
        let library = weak.upgrade().unwrap();
        if library.counts().unwrap().all == 1 {
            library.add(&titled("Two")).unwrap();
        }
    }));
    shelf.add("One");
    assert_eq!(shelf.find(""), ["One", "Two"]);
}

#[test]
fn an_import_of_many_is_one_step() {
    let shelf = Shelf::new();
    shelf.add("Before");
    let before = dump_books(&shelf.raw());
    let derived = dump_derived(&shelf.raw());
    shelf
        .library
        .commit(
            Label::Imported {
                source: "test".into(),
                count: 3_000,
            },
            |writer| {
                for at in 0..3_000 {
                    let mut book = titled(&format!("Book {at}"));
                    book.contributors = crate::support::by(&format!("Author No{}", at % 100));
                    book.tags = vec![format!("tag {}", at % 7)];
                    writer.add_book(&book, None, None, &BookExtras::default())?;
                }
                Ok::<_, LibraryError>(())
            },
        )
        .unwrap();
    let after = dump_books(&shelf.raw());
    assert_eq!(shelf.find("author no42").len(), 30);
    assert_eq!(shelf.library.undo(None).unwrap().books, 3_000);
    assert_eq!(dump_books(&shelf.raw()), before);
    assert_eq!(dump_derived(&shelf.raw()), derived);
    assert_eq!(shelf.find("author no42").len(), 0);
    shelf.library.redo().unwrap();
    assert_eq!(dump_books(&shelf.raw()), after);
    assert_eq!(shelf.find("author no42").len(), 30);
}

/// The history's sizes: as they are said, and as they are in the tables.
fn sizes(shelf: &Shelf) -> (u64, u64) {
    let sql = "SELECT coalesce(sum(length(bytes)), 0) FROM history_piece";
    let pieces: i64 = shelf.raw().query_row(sql, [], |row| row.get(0)).unwrap();
    let said = shelf.library.history(None, 1).unwrap().size;
    (said, u64::try_from(pieces).unwrap())
}

/// A book whose changeset takes about so many bytes: the note does not compress.
fn heavy(title: &str, bytes: usize) -> library::BookFields {
    let mut state = 1_u32;
    let letters = (0..bytes).map(|_| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        char::from(b' ' + u8::try_from(state >> 25).unwrap() % 95)
    });
    library::BookFields {
        notes: Some(letters.collect()),
        ..titled(title)
    }
}

#[test]
fn the_oldest_changes_are_forgotten_beyond_the_limit() {
    let mut shelf = Shelf::new();
    let page = shelf.library.history(None, 100).unwrap();
    assert_eq!(
        (page.size, page.limit, page.forgotten),
        (0, 256 << 20, false)
    );
    for at in 0..8 {
        shelf.add_fields(&heavy(&format!("Book {at}"), 300_000));
    }
    let (said, kept) = sizes(&shelf);
    assert_eq!(said, kept);
    assert!(said > 2 << 20, "{said}");
    assert!(!shelf.library.history(None, 1).unwrap().forgotten);

    shelf.library.set_history_limit(1 << 20).unwrap();
    let page = shelf.library.history(None, 100).unwrap();
    assert!(page.forgotten && page.size <= page.limit, "{page:?}");
    assert_eq!(page.limit, 1 << 20);
    assert_eq!(sizes(&shelf).0, sizes(&shelf).1);
    let left = page.entries.len();
    assert!((2..8).contains(&left), "{left}");
    let newest = Label::Added {
        title: "Book 7".into(),
    };
    assert_eq!(page.entries[0].label, newest);

    // What is left can be undone and done again, and no more.
    shelf.reopen();
    let now = dump_books(&shelf.raw());
    for _ in 0..left {
        shelf.library.undo(None).unwrap();
    }
    assert!(matches!(
        shelf.library.undo(None),
        Err(LibraryError::NothingToUndo)
    ));
    assert_eq!(
        shelf.library.counts().unwrap().all,
        u32::try_from(8 - left).unwrap()
    );
    for _ in 0..left {
        shelf.library.redo().unwrap();
    }
    assert_eq!(dump_books(&shelf.raw()), now);

    // And it holds from now on.
    shelf.add_fields(&heavy("Book 8", 300_000));
    let page = shelf.library.history(None, 100).unwrap();
    assert!(page.size <= page.limit, "{page:?}");
    assert_eq!(sizes(&shelf).0, sizes(&shelf).1);
}

#[test]
fn the_last_change_is_never_forgotten() {
    let shelf = Shelf::new();
    shelf.library.set_history_limit(1 << 20).unwrap();
    shelf.add("Small");
    let large = heavy("Large", 900_000);
    let label = Label::Imported {
        source: "test".into(),
        count: 3,
    };
    let change = shelf.library.commit(label, |writer| {
        for _ in 0..3 {
            writer.add_book(&large, None, None, &BookExtras::default())?;
        }
        Ok::<_, LibraryError>(())
    });
    change.unwrap();
    let page = shelf.library.history(None, 10).unwrap();
    assert_eq!(page.entries.len(), 1);
    assert!(page.size > page.limit);
    shelf.library.undo(None).unwrap();
    assert_eq!(shelf.find(""), ["Small"]);
    // Cleared away with what could have been redone.
    shelf.add("Other");
    assert_eq!(sizes(&shelf).0, sizes(&shelf).1);
    assert!(sizes(&shelf).0 < 1_000);
}

#[test]
fn what_can_be_redone_outlives_a_smaller_limit() {
    let shelf = Shelf::new();
    for at in 0..4 {
        shelf.add_fields(&heavy(&format!("Book {at}"), 700_000));
    }
    let all = dump_books(&shelf.raw());
    for _ in 0..3 {
        shelf.library.undo(None).unwrap();
    }
    shelf.library.set_history_limit(1 << 20).unwrap();
    for _ in 0..3 {
        shelf.library.redo().unwrap();
    }
    assert_eq!(dump_books(&shelf.raw()), all);
}

#[test]
fn a_limit_that_keeps_next_to_nothing_is_refused() {
    let shelf = Shelf::new();
    let error = shelf.library.set_history_limit(1_000).unwrap_err();
    let LibraryError::Invalid(errors) = error else {
        panic!("{error:?}");
    };
    assert_eq!(errors.0[0].field, "historyLimit");
    assert!(errors.0[0].message.contains("1 MiB; found 1000"));
}

/// A commit so large that its history is stored in parts, of which a later one changes what an earlier one made.
fn add_many(shelf: &Shelf) -> HistoryId {
    let label = Label::Imported {
        source: "test".into(),
        count: 12_000,
    };
    let change = shelf
        .library
        .commit(label, |writer| {
            let first = writer.add_book(&titled("First"), None, None, &BookExtras::default())?;
            for number in 0..11_999 {
                let mut book = titled(&format!("Book {number}"));
                book.tags = vec![format!("Tag {}", number % 7)];
                writer.add_book(&book, None, None, &BookExtras::default())?;
                if number % 3_000 == 0 {
                    let before = writer.book(first)?;
                    let mut fields = before.fields;
                    fields.notes = Some(format!("after {number}"));
                    fields.tags = vec![format!("Only {number}")];
                    writer.update_book(first, before.revision, &fields)?;
                }
            }
            Ok::<_, LibraryError>(())
        })
        .unwrap();
    change.entry.unwrap()
}

#[test]
fn a_change_stored_in_parts_is_undone_and_redone_as_one() {
    let mut shelf = Shelf::new();
    let own = shelf.add("My own");
    let before = dump_books(&shelf.raw());
    add_many(&shelf);
    let after = dump_books(&shelf.raw());
    let history = shelf.library.history(None, 10).unwrap();
    assert_eq!(history.entries.len(), 2);
    assert_eq!(history.entries[0].books, 12_000);
    assert_eq!(shelf.library.counts().unwrap().all, 12_001);

    shelf.library.undo(None).unwrap();
    assert_eq!(dump_books(&shelf.raw()), before);
    shelf.library.redo().unwrap();
    assert_eq!(dump_books(&shelf.raw()), after);
    let derived = dump_derived(&shelf.raw());
    assert_eq!(derived, rebuilt(&mut shelf));
    assert_eq!(shelf.library.book(own.id).unwrap(), own);
}

#[test]
fn a_change_stored_in_parts_is_taken_back_by_itself() {
    let mut shelf = Shelf::new();
    let entry = add_many(&shelf);
    let own = shelf.add("My own");
    shelf.library.undo_alone(entry).unwrap();
    assert_eq!(ids(&shelf.library, &ListQuery::default()), [own.id]);
    let derived = dump_derived(&shelf.raw());
    assert_eq!(derived, rebuilt(&mut shelf));
    // And done again.
    shelf.library.undo(None).unwrap();
    assert_eq!(shelf.library.counts().unwrap().all, 12_001);
}
