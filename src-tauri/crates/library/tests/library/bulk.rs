//! Changing many books at once.

use library::{
    BookExtras, BookForm, BookId, BulkField, BulkForm, CustomFieldForm, CustomValue, Doubts,
    FieldKind, Label, LibraryError, Outcome, Rating, ReadingForm, ShelfForm, Status,
};

use crate::support::{Shelf, dump_books, dump_derived, rebuilt, titled};

fn form(json: &str) -> BulkForm {
    serde_json::from_str(json).unwrap()
}

/// So many books, each with two tags and an author.
fn fill(shelf: &Shelf, count: usize) -> Vec<BookId> {
    let label = Label::Imported {
        source: "test".into(),
        count: 0,
    };
    let change = shelf.library.commit(label, |writer| {
        (0..count)
            .map(|at| {
                let mut book = titled(&format!("Book {at}"));
                book.contributors = crate::support::by(&format!("Author No{}", at % 97));
                book.tags = vec![format!("tag {}", at % 7), "Old".to_owned()];
                book.notes = Some("A note of some length. ".repeat(10));
                writer.add_book(&book, None, None, &BookExtras::default())
            })
            .collect::<Result<Vec<_>, LibraryError>>()
    });
    change.unwrap().value
}

#[test]
fn many_books_are_changed_in_one_entry_and_one_undo() {
    let mut shelf = Shelf::new();
    let ids = fill(&shelf, 300);
    let bystander = shelf.add("Bystander");
    let before = dump_books(&shelf.raw());
    let derived = dump_derived(&shelf.raw());
    shelf.clock.advance(60);
    let form = form(
        r#"{"fields":["status","rating","publisher"],"book":{"status":"read","rating":16,"publisher":"Tor"},
            "addTags":["New"],"removeTags":["OLD"]}"#,
    );
    let change = shelf.library.bulk_edit(&ids, &form).unwrap();
    assert_eq!(change.value, 300);
    let page = shelf.library.history(None, 1).unwrap();
    assert_eq!(page.entries[0].label, Label::BulkEdited { count: 300 });
    assert_eq!(page.entries[0].books, 300);

    let book = shelf.library.book(ids[8]).unwrap();
    assert_eq!(book.fields.status, Some(Status::Read));
    assert_eq!(book.fields.rating, Some(Rating::from_quarters(16).unwrap()));
    assert_eq!(book.fields.publisher.as_deref(), Some("Tor"));
    assert_eq!(book.fields.tags, ["tag 1", "New"]);
    assert_eq!(book.fields.title, "Book 8");
    assert!(book.changed > book.added);
    assert_eq!(shelf.library.book(bystander.id).unwrap(), bystander);
    assert_eq!(shelf.find("new tor").len(), 300);
    let old_tag: i64 = shelf
        .raw()
        .query_row("SELECT count(*) FROM tag WHERE name = 'Old'", [], |row| {
            row.get(0)
        })
        .unwrap();
    assert_eq!(old_tag, 0, "a tag that no book bears is gone");

    let after = dump_books(&shelf.raw());
    shelf.library.undo(None).unwrap();
    assert_eq!(dump_books(&shelf.raw()), before);
    assert_eq!(dump_derived(&shelf.raw()), derived);
    shelf.library.redo().unwrap();
    assert_eq!(dump_books(&shelf.raw()), after);
    let derived = dump_derived(&shelf.raw());
    assert_eq!(derived, rebuilt(&mut shelf));
}

#[test]
fn books_that_are_so_already_or_gone_stay_untouched() {
    let shelf = Shelf::new();
    let ids = fill(&shelf, 4);
    let rate = form(r#"{"fields":["rating"],"book":{"rating":8}}"#);
    assert_eq!(shelf.library.bulk_edit(&ids[..2], &rate).unwrap().value, 2);
    let first = shelf.library.book(ids[0]).unwrap();
    shelf.clock.advance(60);
    shelf.library.trash(&ids[3..]).unwrap();
    shelf.library.delete_for_good(&ids[3..]).unwrap();
    // One id twice, one that is gone.
    let mut asked = ids.clone();
    asked.push(ids[2]);
    assert_eq!(shelf.library.bulk_edit(&asked, &rate).unwrap().value, 1);
    assert_eq!(shelf.library.book(ids[0]).unwrap(), first);
    let again = shelf.library.bulk_edit(&asked, &rate).unwrap();
    assert_eq!((again.value, again.entry), (0, None));
    assert_eq!(
        shelf
            .library
            .bulk_edit(&asked, &BulkForm::default())
            .unwrap()
            .entry,
        None
    );
}

#[test]
fn an_edit_that_was_begun_before_is_refused_afterwards() {
    let shelf = Shelf::new();
    let book = shelf.add("Kim");
    let favourite = form(r#"{"fields":["favourite"],"book":{"favourite":true}}"#);
    shelf.library.bulk_edit(&[book.id], &favourite).unwrap();
    let error = shelf
        .library
        .update(book.id, book.revision, &titled("Kim 2"))
        .unwrap_err();
    assert!(
        matches!(error, LibraryError::Stale { current } if current.fields.favourite),
        "the favourite would be lost"
    );
}

#[test]
fn what_cannot_be_kept_is_said_once_and_nothing_is_written() {
    let shelf = Shelf::new();
    let ids = fill(&shelf, 3);
    let before = dump_books(&shelf.raw());
    let wrong = BulkForm {
        fields: vec![BulkField::Title, BulkField::Pages, BulkField::Rating],
        book: BookForm {
            pages: Some("minus three".into()),
            rating: Some(4),
            published: Some("not looked at".into()),
            ..BookForm::default()
        },
        ..BulkForm::default()
    };
    let LibraryError::Invalid(errors) = shelf.library.bulk_edit(&ids, &wrong).unwrap_err() else {
        panic!("expected errors at fields");
    };
    let fields: Vec<&str> = errors.0.iter().map(|error| error.field.as_str()).collect();
    assert_eq!(fields, ["pages", "title"]);
    assert_eq!(dump_books(&shelf.raw()), before);
}

#[test]
fn books_go_on_shelves_and_come_off_them() {
    let shelf = Shelf::new();
    let ids = fill(&shelf, 3);
    let form = ShelfForm {
        name: "Summer".into(),
        query: None,
    };
    let kept = shelf.library.save_shelf(None, &form, None).unwrap().value;
    let names = |id: BookId| {
        let book = shelf.library.book(id).unwrap();
        let names = book.shelves.into_iter().map(|shelf| shelf.name);
        names.collect::<Vec<_>>()
    };
    let before = dump_books(&shelf.raw());
    let put = BulkForm {
        shelve: vec![kept],
        ..BulkForm::default()
    };
    assert_eq!(shelf.library.bulk_edit(&ids[..2], &put).unwrap().value, 2);
    assert_eq!(shelf.library.bulk_edit(&ids, &put).unwrap().value, 1);
    assert_eq!(names(ids[2]), ["Summer"]);
    let take = BulkForm {
        unshelve: vec![kept],
        add_tags: vec!["back".into()],
        ..BulkForm::default()
    };
    // A book that gets a tag and leaves a shelf is one book.
    assert_eq!(shelf.library.bulk_edit(&ids, &take).unwrap().value, 3);
    assert_eq!(names(ids[2]), [""; 0]);
    for _ in 0..3 {
        shelf.library.undo(None).unwrap();
    }
    assert_eq!(dump_books(&shelf.raw()), before);
}

#[test]
fn fields_of_the_readers_own_are_checked_by_their_kind() {
    let shelf = Shelf::new();
    let ids = fill(&shelf, 3);
    let number = CustomFieldForm {
        name: "Height".into(),
        kind: FieldKind::Number,
        choices: Vec::new(),
    };
    let field = shelf
        .library
        .save_custom_field(None, &number, None)
        .unwrap()
        .value;
    let form = |value: Option<&str>| BulkForm {
        custom: vec![field],
        book: BookForm {
            custom: value
                .map(|value| CustomValue {
                    field,
                    value: value.into(),
                })
                .into_iter()
                .collect(),
            ..BookForm::default()
        },
        ..BulkForm::default()
    };
    let wrong = shelf.library.bulk_edit(&ids, &form(Some("tall")));
    let Err(LibraryError::Invalid(errors)) = wrong else {
        panic!("{wrong:?}");
    };
    assert_eq!(errors.0[0].field, format!("custom.{field}"));
    let edit = |value| shelf.library.bulk_edit(&ids, &form(value)).unwrap().value;
    let custom = |id| shelf.library.book(id).unwrap().fields.custom;
    assert_eq!(edit(Some("12,5")), 3);
    assert_eq!(custom(ids[1])[0].value, "12.5");
    assert_eq!(edit(Some("12.5")), 0);
    assert_eq!(edit(None), 3);
    assert!(custom(ids[1]).is_empty());
}

#[test]
fn a_status_set_by_hand_ends_what_is_being_read_as_it_does_for_one_book() {
    let shelf = Shelf::new();
    let book = shelf.add("Kim");
    let book = shelf
        .library
        .save_reading(
            book.id,
            book.revision,
            None,
            &ReadingForm::default(),
            Doubts::Ask,
        )
        .unwrap()
        .value;
    assert_eq!(book.fields.status, Some(Status::Reading));
    let read = form(r#"{"fields":["status"],"book":{"status":"read"}}"#);
    shelf.library.bulk_edit(&[book.id], &read).unwrap();
    let readings = shelf.library.book(book.id).unwrap().readings;
    assert_eq!(readings[0].facts.outcome, Some(Outcome::Finished));
    assert_eq!(readings[0].facts.finished, None, "no date is invented");
}
