//! Several threads on one library, and two programs on one file.

use std::sync::mpsc;
use std::thread;

use library::{BookExtras, Label, LibraryError, ListQuery};

use crate::support::{Shelf, dump_books, ears, titled, titles};

#[test]
fn two_programs_see_each_others_changes() {
    let shelf = Shelf::new();
    let other = shelf.another();
    let all = ListQuery::default();
    let book = shelf.add("One");
    assert_eq!(titles(&other, &all), ["One"]);
    other
        .update(book.id, book.revision, &titled("Two"))
        .unwrap();
    assert_eq!(shelf.titles(&all), ["Two"]);
    assert_eq!(shelf.find("two"), ["Two"]);
    // A stale edit is noticed across programs.
    let stale = shelf
        .library
        .update(book.id, book.revision, &titled("Three"));
    assert!(matches!(stale, Err(LibraryError::Stale { .. })));
    // So is the history.
    shelf.library.undo(None).unwrap();
    assert_eq!(titles(&other, &all), ["One"]);
    other.redo().unwrap();
    other.trash(&[book.id]).unwrap();
    assert_eq!(shelf.titles(&all), [""; 0]);
    assert_eq!(shelf.library.counts().unwrap().trashed, 1);
}

#[test]
fn listeners_hear_of_the_other_program() {
    let shelf = Shelf::new();
    let other = shelf.another();
    let heard = ears(&shelf.library);
    let before = shelf.library.version();
    other.add(&titled("One")).unwrap();
    assert_eq!(shelf.library.version(), before + 1);
    assert_eq!(*heard.lock().unwrap(), [before + 1]);
    other.add(&titled("Two")).unwrap();
    assert_eq!(shelf.find("").len(), 2);
    assert_eq!(*heard.lock().unwrap(), [before + 1, before + 2]);
    assert_eq!(shelf.library.version(), before + 2);
}

#[test]
fn programs_that_write_by_turns_lose_nothing() {
    let shelf = Shelf::new();
    let mut programs = vec![];
    for program in 0..2 {
        let library = shelf.another();
        programs.push(thread::spawn(move || {
            for at in 0..20 {
                library
                    .add(&titled(&format!("Book {program} {at}")))
                    .unwrap();
            }
        }));
    }
    for program in programs {
        program.join().unwrap();
    }
    assert_eq!(shelf.find("book").len(), 40);
    for _ in 0..40 {
        shelf.library.undo(None).unwrap();
    }
    assert_eq!(shelf.find("").len(), 0);
}

#[test]
fn reading_goes_on_while_a_commit_runs() {
    let shelf = Shelf::new();
    let book = shelf.add("One");
    let before = dump_books(&shelf.raw());
    let library = shelf.library.clone();
    let (has_begun, begun) = mpsc::channel();
    let (may_end, end) = mpsc::channel::<()>();
    let commit = thread::spawn(move || {
        library.commit(
            Label::Imported {
                source: "test".into(),
                count: 1,
            },
            |writer| {
                writer.add_book(&titled("Two"), None, None, &BookExtras::default())?;
                has_begun.send(()).unwrap();
                end.recv().unwrap();
                Ok::<_, LibraryError>(())
            },
        )
    });
    begun.recv().unwrap();
    // All of these would wait for ever if they waited for the commit.
    assert_eq!(shelf.find(""), ["One"]);
    assert_eq!(shelf.find("two"), [""; 0]);
    assert_eq!(shelf.library.book(book.id).unwrap(), book);
    assert_eq!(shelf.library.counts().unwrap().all, 1);
    assert_eq!(shelf.library.history(None, 10).unwrap().entries.len(), 1);
    assert!(shelf.library.drafts().unwrap().is_empty());
    shelf.library.version();
    assert_eq!(dump_books(&shelf.raw()), before);
    may_end.send(()).unwrap();
    commit.join().unwrap().unwrap();
    assert_eq!(shelf.find(""), ["One", "Two"]);
}

#[test]
fn many_threads_share_one_library() {
    let shelf = Shelf::new();
    let threads: Vec<_> = (0..4)
        .map(|thread| {
            let library = shelf.library.clone();
            thread::spawn(move || {
                for at in 0..10 {
                    let book = library
                        .add(&titled(&format!("Book {thread} {at}")))
                        .unwrap()
                        .value;
                    assert_eq!(library.book(book.id).unwrap(), book);
                    let list = library.list(&ListQuery::default()).unwrap();
                    assert!(list.ids.contains(&book.id));
                }
            })
        })
        .collect();
    for thread in threads {
        thread.join().unwrap();
    }
    assert_eq!(shelf.library.counts().unwrap().all, 40);
}
