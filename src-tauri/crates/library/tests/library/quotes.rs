//! Quotes: what is copied out of a book.

use library::{Label, LibraryError, PartAct, QuoteForm};

use crate::support::{Shelf, dump_books};

fn quote(text: &str) -> QuoteForm {
    QuoteForm {
        text: text.into(),
        ..QuoteForm::default()
    }
}

#[test]
fn are_kept_in_the_order_in_which_they_were_copied() {
    let shelf = Shelf::new();
    let book = shelf.add("Kim");
    let form = QuoteForm {
        text: " Who is Kim?\n".into(),
        place: Some(" p.  12 ".into()),
        note: Some(" ".into()),
    };
    let first = shelf
        .library
        .save_quote(book.id, book.revision, None, &form);
    let book = first.unwrap().value;
    shelf.clock.advance(60);
    let change = shelf
        .library
        .save_quote(
            book.id,
            book.revision,
            None,
            &quote("Friend of all the world"),
        )
        .unwrap();
    let [one, two] = change.value.quotes.as_slice() else {
        panic!("{:?}", change.value.quotes)
    };
    assert_eq!(
        (one.text.as_str(), one.place.as_deref()),
        ("Who is Kim?", Some("p. 12"))
    );
    assert_eq!(one.note, None);
    assert_eq!(two.text, "Friend of all the world");
    assert!(one.added < two.added);
    assert!(change.value.changed > book.changed);
    assert_ne!(change.value.revision, book.revision);
    assert_eq!(
        shelf.library.history(None, 1).unwrap().entries[0].label,
        Label::Quote {
            act: PartAct::Added,
            title: "Kim".into()
        }
    );
}

#[test]
fn a_changed_or_deleted_quote_leaves_the_others_and_comes_back_with_undo() {
    let shelf = Shelf::new();
    let mut book = shelf.add("Kim");
    for text in ["One", "Two", "Three"] {
        let change = shelf
            .library
            .save_quote(book.id, book.revision, None, &quote(text));
        book = change.unwrap().value;
    }
    let db = shelf.raw();
    let before = dump_books(&db);
    let [_, two, three] = [0, 1, 2].map(|at: usize| book.quotes[at].clone());

    let book = shelf
        .library
        .save_quote(book.id, book.revision, Some(two.id), &quote("Zwei"))
        .unwrap()
        .value;
    let texts = |book: &library::Book| -> Vec<String> {
        book.quotes.iter().map(|quote| quote.text.clone()).collect()
    };
    assert_eq!(texts(&book), ["One", "Zwei", "Three"]);
    assert_eq!(book.quotes[1].added, two.added);
    let book = shelf
        .library
        .delete_quote(book.id, book.revision, three.id)
        .unwrap()
        .value;
    assert_eq!(texts(&book), ["One", "Zwei"]);

    let after = dump_books(&db);
    shelf.library.undo(None).unwrap();
    shelf.library.undo(None).unwrap();
    assert_eq!(dump_books(&db), before);
    shelf.library.redo().unwrap();
    shelf.library.redo().unwrap();
    assert_eq!(dump_books(&db), after);
}

#[test]
fn a_save_that_changes_nothing_leaves_no_trace() {
    let shelf = Shelf::new();
    let book = shelf.add("Kim");
    let change = shelf
        .library
        .save_quote(book.id, book.revision, None, &quote("One"));
    let book = change.unwrap().value;
    shelf.clock.advance(60);
    let again = shelf
        .library
        .save_quote(
            book.id,
            book.revision,
            Some(book.quotes[0].id),
            &quote(" One "),
        )
        .unwrap();
    assert_eq!(again.entry, None);
    assert_eq!(again.value, book);
}

#[test]
fn what_cannot_be_kept_is_refused() {
    let shelf = Shelf::new();
    let book = shelf.add("Kim");
    let form = QuoteForm {
        text: " \n".into(),
        place: Some("a\0b".into()),
        note: Some("x".repeat(1_000_001)),
    };
    match shelf
        .library
        .save_quote(book.id, book.revision, None, &form)
    {
        Err(LibraryError::Invalid(errors)) => {
            let fields: Vec<&str> = errors.0.iter().map(|error| error.field.as_str()).collect();
            assert_eq!(fields, ["text", "place", "note"]);
        }
        other => panic!("{other:?}"),
    }
    let gone = "12".parse().unwrap();
    let edit = shelf
        .library
        .save_quote(book.id, book.revision, Some(gone), &quote("One"));
    assert!(matches!(edit, Err(LibraryError::NotFound)), "{edit:?}");
    let delete = shelf.library.delete_quote(book.id, book.revision, gone);
    assert!(matches!(delete, Err(LibraryError::NotFound)), "{delete:?}");
    assert_eq!(shelf.library.book(book.id).unwrap(), book);
}

#[test]
fn an_edit_of_an_older_state_is_refused_with_the_book_as_it_is() {
    let shelf = Shelf::new();
    let book = shelf.add("Kim");
    let change = shelf
        .library
        .save_quote(book.id, book.revision, None, &quote("One"));
    let now = change.unwrap().value;
    let id = now.quotes[0].id;
    let stale = [
        shelf
            .library
            .save_quote(book.id, book.revision, None, &quote("Two")),
        shelf
            .library
            .save_quote(book.id, book.revision, Some(id), &quote("Two")),
        shelf.library.delete_quote(book.id, book.revision, id),
    ];
    for result in stale {
        match result {
            Err(LibraryError::Stale { current }) => assert_eq!(*current, now),
            other => panic!("{other:?}"),
        }
    }
}
