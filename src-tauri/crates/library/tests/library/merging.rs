//! Making one book of several.

use library::{
    Book, BookFields, BookForm, BookId, CopyForm, CustomFieldForm, CustomValue, Doubts, Label,
    LibraryError, Likeness, LoanForm, Merged, Outcome, ProgressForm, Provenance, QuoteForm,
    ReadingForm, ShelfForm, Stamp, Status, WishForm,
};

use crate::duplicates::{ONE, OTHER, by_author, with_code, with_isbn};
use crate::support::{Shelf, titled};

impl Shelf {
    fn merge(&self, into: &Book, others: &[&Book], form: &BookForm) -> Result<Book, LibraryError> {
        let others: Vec<Merged> = others
            .iter()
            .map(|book| Merged {
                id: book.id,
                base: self.now(book).revision,
            })
            .collect();
        let base = self.now(into).revision;
        let merged = self.library.merge_books(into.id, base, &others, form)?;
        Ok(merged.value)
    }
}

fn form(title: &str) -> BookForm {
    BookForm {
        title: title.into(),
        ..BookForm::default()
    }
}

/// A book with one of everything, named after `name`.
fn full(shelf: &Shelf, name: &str, isbn: &str, added: &str) -> Book {
    let library = &shelf.library;
    let label = Label::Imported {
        source: "test".into(),
        count: 1,
    };
    let fields = BookFields {
        identifiers: with_code("", "asin", name).identifiers,
        ..with_isbn(name, isbn)
    };
    let added: Stamp = added.parse().unwrap();
    let provenance = Provenance {
        source: "test".into(),
        id: name.into(),
    };
    let id = library
        .commit(label, |writer| {
            writer.add_book(
                &fields,
                Some(added),
                Some(&provenance),
                &library::BookExtras::default(),
            )
        })
        .unwrap()
        .value;
    let mut book = library.book(id).unwrap();
    let step = |book: &Book, change: library::Change<Book>| {
        assert_eq!(change.value.id, book.id);
        change.value
    };
    let reading = ReadingForm {
        note: Some(name.into()),
        ..ReadingForm::default()
    };
    book = step(
        &book,
        library
            .save_reading(id, book.revision, None, &reading, Doubts::Ask)
            .unwrap(),
    );
    let progress = ProgressForm {
        value: "12".into(),
        ..ProgressForm::default()
    };
    book = step(
        &book,
        library
            .save_progress(id, book.revision, None, None, &progress, Doubts::Ask)
            .unwrap(),
    );
    let copy = CopyForm {
        location: Some(name.into()),
        ..CopyForm::default()
    };
    book = step(
        &book,
        library
            .save_copy(id, book.revision, None, &copy, Doubts::Ask)
            .unwrap(),
    );
    let loan = LoanForm {
        person: name.into(),
        ..LoanForm::default()
    };
    book = step(
        &book,
        library
            .save_loan(id, book.revision, None, None, &loan, Doubts::Ask)
            .unwrap(),
    );
    for text in ["first", "second"] {
        let quote = QuoteForm {
            text: format!("{name}: {text}"),
            ..QuoteForm::default()
        };
        book = step(
            &book,
            library.save_quote(id, book.revision, None, &quote).unwrap(),
        );
    }
    let wish = WishForm {
        note: Some(name.into()),
        ..WishForm::default()
    };
    step(&book, library.save_wish(id, book.revision, &wish).unwrap())
}

fn shelve(shelf: &Shelf, name: &str, books: &[BookId]) {
    let form = ShelfForm {
        name: name.into(),
        query: None,
    };
    let id = shelf.library.save_shelf(None, &form, None).unwrap().value;
    shelf.library.shelve(id, books).unwrap();
}

/// Three books of everything, and what the first becomes with the others.
fn three(shelf: &Shelf) -> ([Book; 3], BookForm) {
    let into = full(shelf, "Kept", ONE, "2024-03-01");
    let second = full(shelf, "Second", OTHER, "2023-01-31");
    let third = full(shelf, "Third", ONE, "2024-01-01");
    shelve(shelf, "Both", &[second.id, into.id]);
    shelve(shelf, "Only", &[third.id]);
    let field = CustomFieldForm {
        name: "Grade".into(),
        ..CustomFieldForm::default()
    };
    let field = shelf
        .library
        .save_custom_field(None, &field, None)
        .unwrap()
        .value;
    let now = shelf.now(&second);
    let mut graded = now.fields.clone();
    graded.custom = vec![CustomValue {
        field,
        value: "A".into(),
    }];
    shelf.library.update(now.id, now.revision, &graded).unwrap();
    let form = BookForm {
        isbn: Some(OTHER.into()),
        identifiers: with_code("", "asin", "Kept").identifiers,
        tags: vec!["kept".into()],
        status: Some(Status::Reading),
        ..form("Merged")
    };
    ([into, second, third], form)
}

#[test]
fn a_merge_keeps_all_readings_copies_loans_and_quotes() {
    let shelf = Shelf::new();
    let ([into, second, third], form) = three(&shelf);
    shelf.assert_undoable(|| {
        shelf.merge(&into, &[&third, &second], &form).unwrap();
    });
    let merged = shelf.now(&into);
    let mut notes: Vec<&str> = merged
        .readings
        .iter()
        .filter_map(|reading| reading.facts.note.as_deref())
        .collect();
    notes.sort_unstable();
    assert_eq!(notes, ["Kept", "Second", "Third"]);
    let has_progress = |reading: &library::Reading| reading.progress.len() == 1;
    assert!(merged.readings.iter().all(has_progress));
    assert_eq!(merged.copies.len(), 3);
    for copy in &merged.copies {
        let borrowers: Vec<&str> = copy.loans.iter().map(|loan| loan.person.as_str()).collect();
        assert_eq!(borrowers, [copy.facts.location.as_deref().unwrap()]);
    }
    let quotes: Vec<&str> = merged
        .quotes
        .iter()
        .map(|quote| quote.text.as_str())
        .collect();
    assert_eq!(
        quotes,
        [
            "Kept: first",
            "Kept: second",
            "Second: first",
            "Second: second",
            "Third: first",
            "Third: second"
        ]
    );
    let shelves: Vec<&str> = merged
        .shelves
        .iter()
        .map(|shelf| shelf.name.as_str())
        .collect();
    assert_eq!(shelves, ["Both", "Only"]);
    assert_eq!(merged.wish.unwrap().note.as_deref(), Some("Kept"));
    assert_eq!(
        shelf.library.history(None, 1).unwrap().entries[0].label,
        Label::MergedBooks {
            count: 2,
            title: "Merged".into()
        }
    );
}

#[test]
fn a_merge_writes_the_form_and_keeps_what_the_form_has_no_room_for() {
    let shelf = Shelf::new();
    let ([into, second, third], form) = three(&shelf);
    shelf.merge(&into, &[&second, &third], &form).unwrap();
    let merged = shelf.now(&into);
    assert_eq!(merged.fields.title, "Merged");
    assert_eq!(merged.fields.tags, ["kept"]);
    assert_eq!(merged.fields.isbn.unwrap().to_string(), OTHER);
    let codes: Vec<(&str, &str)> = merged
        .fields
        .identifiers
        .iter()
        .map(|code| (code.scheme.as_str(), code.value.as_str()))
        .collect();
    assert_eq!(
        codes,
        [
            ("asin", "Kept"),
            ("isbn", ONE),
            ("asin", "Second"),
            ("asin", "Third")
        ]
    );
    assert_eq!(merged.fields.custom[0].value, "A");
    assert_eq!(merged.added.as_str(), "2023-01-31");

    // The others keep their own words, in the trash.
    for other in [&second, &third] {
        let now = shelf.now(other);
        assert!(now.trashed.is_some());
        assert_eq!(now.fields.title, other.fields.title);
        assert!(now.readings.is_empty() && now.copies.is_empty() && now.quotes.is_empty());
        assert_ne!(now.revision, other.revision);
    }
    assert_eq!(shelf.alike(), []);
    // What comes again from where the others came is the merged book.
    for name in ["Kept", "Second", "Third"] {
        let label = Label::EmptiedTrash { count: 0 };
        let found = shelf
            .library
            .commit(label, |writer| writer.find_by_provenance("test", name));
        assert_eq!(found.unwrap().value, Some(into.id), "{name}");
    }
}

#[test]
fn a_merge_gives_what_is_missing() {
    let shelf = Shelf::new();
    let into = shelf.add("Bare");
    let other = full(&shelf, "Full", ONE, "2030-01-01");
    let merged = shelf.merge(&into, &[&other], &form("Bare")).unwrap();
    assert_eq!(merged.wish.unwrap().note.as_deref(), Some("Full"));
    assert_eq!(shelf.now(&other).wish, None);
    // Added first, it stays as old as it was.
    assert_eq!(merged.added, into.added);
    // The form has no ISBN, and it is not lost.
    assert_eq!(merged.fields.isbn, None);
    assert_eq!(merged.fields.identifiers.len(), 2);
    shelf.library.restore(&[other.id]).unwrap();
    assert_eq!(shelf.alike()[0].0, Likeness::Isbn);
}

#[test]
fn a_merged_book_that_is_read_is_not_being_read() {
    let shelf = Shelf::new();
    let into = shelf.add("Into");
    let other = full(&shelf, "Other", ONE, "2020-01-01");
    let read = BookForm {
        status: Some(Status::Read),
        ..form("Into")
    };
    let merged = shelf.merge(&into, &[&other], &read).unwrap();
    assert_eq!(merged.fields.status, Some(Status::Read));
    assert_eq!(merged.readings[0].facts.outcome, Some(Outcome::Finished));
    assert_eq!(merged.readings[0].facts.finished, None);
}

#[test]
fn a_status_that_the_book_had_ends_the_readings_of_the_others_too() {
    for (status, outcome) in [
        (Status::Read, Some(Outcome::Finished)),
        (Status::DidNotFinish, Some(Outcome::Abandoned)),
        (Status::Paused, None),
        (Status::WantToRead, None),
    ] {
        let shelf = Shelf::new();
        let into = shelf.add_fields(&BookFields {
            status: Some(status),
            ..titled("Into")
        });
        let others = ["One", "Two"].map(|name| full(&shelf, name, ONE, "2020-01-01"));
        let form = BookForm {
            status: Some(status),
            ..form("Into")
        };
        shelf.assert_undoable(|| {
            shelf
                .merge(&into, &[&others[0], &others[1]], &form)
                .unwrap();
        });
        let merged = shelf.now(&into);
        assert_eq!(merged.fields.status, Some(status));
        assert_eq!(merged.readings.len(), 2);
        for reading in merged.readings {
            assert_eq!(reading.facts.outcome, outcome, "{status:?}");
            assert_eq!(reading.facts.finished, None, "no date is invented");
        }
    }
}

#[test]
fn a_merged_book_stays_apart_from_what_one_of_them_was_kept_apart_from() {
    let shelf = Shelf::new();
    let kim = || shelf.add_fields(&by_author("Kim", "Rudyard Kipling"));
    // The book that is kept lies before some of the others and after some.
    let (first, into, second, third) = (kim(), kim(), kim(), kim());
    for other in [&into, &first, &third] {
        shelf.library.keep_apart(&[second.id, other.id]).unwrap();
    }
    shelf.library.keep_apart(&[third.id, into.id]).unwrap();
    assert_eq!(shelf.alike()[0].1.len(), 3, "first, into and third");
    shelf.assert_undoable(|| {
        shelf.merge(&into, &[&second], &form("Kim")).unwrap();
    });
    assert_eq!(shelf.alike()[0].1.len(), 2, "first and third");
    let pairs = || {
        let db = shelf.raw();
        let mut statement = db
            .prepare("SELECT book, other FROM kept_apart ORDER BY book, other")
            .unwrap();
        let pairs = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)));
        pairs
            .unwrap()
            .map(Result::unwrap)
            .collect::<Vec<(i64, i64)>>()
    };
    let mut expected = [&first, &third].map(|other| {
        let (one, other) = (into.id.min(other.id), into.id.max(other.id));
        (one.raw(), other.raw())
    });
    expected.sort_unstable();
    assert_eq!(pairs(), expected);
    // Both of a pair become one book: of it nothing is kept.
    shelf.assert_undoable(|| {
        shelf.merge(&into, &[&first, &third], &form("Kim")).unwrap();
    });
    assert_eq!(pairs(), []);
}

#[test]
fn a_merge_of_what_was_changed_since_is_refused() {
    let shelf = Shelf::new();
    let (into, other) = (shelf.add("Into"), shelf.add("Other"));
    let changed = shelf
        .library
        .update(other.id, other.revision, &titled("Other one"))
        .unwrap()
        .value;
    let merged = |base: &Book, other: &Book| {
        let others = [Merged {
            id: other.id,
            base: other.revision,
        }];
        shelf
            .library
            .merge_books(into.id, base.revision, &others, &form("Into"))
    };
    assert!(
        matches!(merged(&into, &other), Err(LibraryError::Stale { current }) if current.id == other.id)
    );
    assert!(
        matches!(merged(&changed, &changed), Err(LibraryError::Stale { current }) if current.id == into.id)
    );
    assert!(matches!(
        merged(&into, &into),
        Err(LibraryError::Invalid(_))
    ));
    assert!(matches!(
        shelf.merge(&into, &[&other], &form(" ")),
        Err(LibraryError::Invalid(errors)) if errors.0[0].field == "title"
    ));
    shelf.library.trash(&[other.id]).unwrap();
    assert!(matches!(
        shelf.merge(&into, &[&other], &form("Into")),
        Err(LibraryError::NotFound)
    ));
    assert_eq!(shelf.now(&into), into);
}

#[test]
fn a_cover_comes_along_where_there_is_none() {
    let shelf = Shelf::new();
    let (into, other) = (shelf.add("Into"), shelf.add("Other"));
    shelf
        .raw()
        .execute_batch(&format!(
            "INSERT INTO cover VALUES (x'aa', 'image/png', 1, 1, x'00', x'00');
             UPDATE book SET cover = x'aa' WHERE id = {}",
            other.id
        ))
        .unwrap();
    let merged = shelf.merge(&into, &[&other], &form("Into")).unwrap();
    assert_eq!(merged.cover.unwrap().hash, "aa");
    // The other shows it too: it may come back.
    assert_eq!(shelf.now(&other).cover.unwrap().hash, "aa");
}
