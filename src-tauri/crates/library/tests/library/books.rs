//! Writing a book and reading it back.

use library::{
    BookExtras, BookFields, BookId, Contributor, Format, Identifier, Label, LibraryError, Money,
    Outcome, OwnedCopy, PartialDate, Provenance, Rating, ReadingFacts, Revision, Role, SeriesPlace,
    Stamp, Status,
};

use crate::support::{Shelf, by, dump_books, titled};

fn full() -> BookFields {
    BookFields {
        title: "A Wizard of Earthsea".into(),
        subtitle: Some("Book one".into()),
        original_title: Some("Earthsea".into()),
        contributors: vec![
            Contributor {
                name: "Ursula K. Le Guin".into(),
                role: Role::Author,
            },
            Contributor {
                name: "Ruth Robbins".into(),
                role: Role::Illustrator,
            },
            Contributor {
                name: "Somebody".into(),
                role: Role::Other("Letterer".into()),
            },
        ],
        series: vec![
            SeriesPlace {
                name: "Earthsea".into(),
                number: Some("1".into()),
            },
            SeriesPlace {
                name: "Classics".into(),
                number: None,
            },
        ],
        publisher: Some("Parnassus".into()),
        published: Some(PartialDate::parse("1968-11").unwrap()),
        first_published: Some(PartialDate::parse("1968").unwrap()),
        isbn: Some("9780547773742".parse().unwrap()),
        identifiers: vec![Identifier {
            scheme: "asin".into(),
            value: "B008T9L6AM".into(),
        }],
        language: Some("en".into()),
        format: Some(Format::Paperback),
        pages: Some(205),
        price: Some(Money::new(799, "USD").unwrap()),
        status: Some(Status::Read),
        rating: Some(Rating::from_quarters(18).unwrap()),
        tags: vec!["fantasy".into(), "Sci-Fi".into()],
        description: Some("About names.".into()),
        review: Some("Good.\n\nVery.".into()),
        notes: Some("Lent to Ada.".into()),
        ..BookFields::default()
    }
}

#[test]
fn a_book_comes_back_as_it_was_written() {
    let shelf = Shelf::new();
    let change = shelf.library.add(&full()).unwrap();
    assert!(change.entry.is_some());
    let book = shelf.library.book(change.value.id).unwrap();
    assert_eq!(book, change.value);
    assert_eq!(book.fields, full());
    assert_eq!(book.isbn10.as_deref(), Some("0547773749"));
    assert_eq!(book.added.as_str(), "2026-11-22T15:47:03Z");
    assert_eq!(book.changed, book.added);

    let row = shelf.library.rows(&[book.id]).unwrap().remove(0);
    assert_eq!(row.authors.as_deref(), Some("Ursula K. Le Guin"));
    assert_eq!(row.series.as_deref(), Some("Earthsea #1"));
    assert_eq!(row.tags, ["fantasy", "Sci-Fi"]);
    assert_eq!(
        (row.status, row.rating, row.pages),
        (book.fields.status, book.fields.rating, book.fields.pages)
    );
    assert_eq!(
        (row.published, row.price, row.format),
        (full().published, full().price, full().format)
    );
}

#[test]
fn a_book_needs_only_a_title() {
    let shelf = Shelf::new();
    let book = shelf.add("  Kim ");
    assert_eq!(book.fields, titled("Kim"));
    assert_eq!(shelf.library.rows(&[book.id]).unwrap()[0].tags, [""; 0]);
}

#[test]
fn a_title_may_be_very_long() {
    let shelf = Shelf::new();
    let title = "Lang ".repeat(20_000);
    let book = shelf.add(&title);
    assert_eq!(book.fields.title.chars().count(), 99_999);
    assert_eq!(shelf.find("lang").len(), 1);
    let entries = shelf.library.history(None, 1).unwrap().entries;
    assert!(matches!(&entries[0].label, Label::Added { title } if title.chars().count() == 201));
}

#[test]
fn what_cannot_be_kept_is_refused_at_its_field() {
    let shelf = Shelf::new();
    let refused = |book: &BookFields| match shelf.library.add(book) {
        Err(LibraryError::Invalid(errors)) => errors
            .0
            .into_iter()
            .map(|error| error.field)
            .collect::<Vec<_>>(),
        other => panic!("{other:?}"),
    };
    assert_eq!(refused(&titled("")), ["title"]);
    assert_eq!(refused(&titled("a\0b")), ["title"]);
    assert_eq!(
        refused(&BookFields {
            notes: Some("x".repeat(1_000_001)),
            ..titled("T")
        }),
        ["notes"]
    );
    assert_eq!(
        refused(&BookFields {
            contributors: by("\0"),
            ..titled("T")
        }),
        ["contributors.0.name"]
    );
    assert_eq!(shelf.library.counts().unwrap().all, 0);
    assert!(shelf.library.history(None, 1).unwrap().entries.is_empty());
}

#[test]
fn an_edit_writes_what_differs() {
    let shelf = Shelf::new();
    let book = shelf.add_fields(&full());
    shelf.clock.advance(60);
    let mut fields = full();
    fields.rating = None;
    fields.contributors.remove(1);
    fields.tags.push("classic".into());
    fields.publisher = Some("Puffin".into());
    fields.price = None;
    let changed = shelf
        .library
        .update(book.id, book.revision, &fields)
        .unwrap();
    assert_eq!(changed.value.fields, fields);
    assert_ne!(changed.value.revision, book.revision);
    assert_eq!(changed.value.added, book.added);
    assert_eq!(changed.value.changed.as_str(), "2026-11-22T15:48:03Z");
    assert_eq!(shelf.library.book(book.id).unwrap(), changed.value);
    assert_eq!(shelf.find("robbins"), [""; 0]);
    assert_eq!(shelf.find("puffin"), ["A Wizard of Earthsea"]);
    // The changeset of a small edit is small, whatever the size of the book.
    let long = BookFields {
        notes: Some("note ".repeat(100_000)),
        ..titled("T")
    };
    let book = shelf.add_fields(&long);
    shelf
        .library
        .update(
            book.id,
            book.revision,
            &BookFields {
                pages: Some(3),
                ..long
            },
        )
        .unwrap();
    let size: i64 = shelf
        .raw()
        .query_row(
            "SELECT length(bytes) FROM history_piece ORDER BY entry DESC LIMIT 1",
            [],
            |row| row.get(0),
        )
        .unwrap();
    assert!(size < 500, "{size}");
}

#[test]
fn an_edit_that_changes_nothing_is_none() {
    let shelf = Shelf::new();
    let book = shelf.add_fields(&full());
    let version = shelf.library.version();
    shelf.clock.advance(60);
    let same = shelf.library.update(
        book.id,
        book.revision,
        &BookFields {
            title: " A Wizard of Earthsea".into(),
            ..full()
        },
    );
    let same = same.unwrap();
    assert_eq!(same.entry, None);
    assert_eq!(same.value, book);
    assert_eq!(shelf.library.version(), version);
}

#[test]
fn a_stale_edit_shows_both_and_writes_nothing() {
    let shelf = Shelf::new();
    let book = shelf.add("One");
    let two = shelf
        .library
        .update(book.id, book.revision, &titled("Two"))
        .unwrap()
        .value;
    let error = shelf
        .library
        .update(book.id, book.revision, &titled("Three"))
        .unwrap_err();
    assert!(matches!(error, LibraryError::Stale { current } if *current == two));
    assert_eq!(shelf.library.book(book.id).unwrap(), two);
    // Undo brings the old revision back: the edit made from it fits again.
    shelf.library.undo(None).unwrap();
    assert!(
        shelf
            .library
            .update(book.id, book.revision, &titled("Three"))
            .is_ok()
    );
    // But the revision that was undone never comes back by itself.
    assert!(matches!(
        shelf.library.update(book.id, two.revision, &titled("Four")),
        Err(LibraryError::Stale { .. })
    ));
    let gone = shelf
        .library
        .update(BookId::from_raw(1), Revision::from_raw(1), &titled("Five"));
    assert!(matches!(gone, Err(LibraryError::NotFound)));
}

#[test]
fn names_that_no_book_bears_are_dropped() {
    let shelf = Shelf::new();
    let names = |table: &str| {
        let sql = format!("SELECT count(*) FROM {table}");
        shelf
            .raw()
            .query_row(&sql, [], |row| row.get::<_, i64>(0))
            .unwrap()
    };
    let first = shelf.add_fields(&full());
    let second = shelf.add_fields(&full());
    assert_eq!(
        (
            names("person"),
            names("series"),
            names("tag"),
            names("publisher")
        ),
        (3, 2, 2, 1)
    );
    shelf
        .library
        .update(first.id, first.revision, &titled("Bare"))
        .unwrap();
    assert_eq!(
        (
            names("person"),
            names("series"),
            names("tag"),
            names("publisher")
        ),
        (3, 2, 2, 1)
    );
    shelf.library.trash(&[second.id]).unwrap();
    shelf.library.empty_trash().unwrap();
    assert_eq!(
        (
            names("person"),
            names("series"),
            names("tag"),
            names("publisher")
        ),
        (0, 0, 0, 0)
    );
    shelf.library.undo(None).unwrap();
    assert_eq!(shelf.library.book(second.id).unwrap().fields, full());
}

#[test]
fn the_trash_keeps_books_until_it_is_emptied() {
    let shelf = Shelf::new();
    let (a, b, c) = (shelf.add("A1"), shelf.add("B1"), shelf.add("C1"));
    assert_eq!(shelf.library.trash(&[a.id, b.id, a.id]).unwrap().value, 2);
    let again = shelf.library.trash(&[a.id]).unwrap();
    assert_eq!((again.value, again.entry), (0, None));
    let counts = shelf.library.counts().unwrap();
    assert_eq!((counts.all, counts.trashed, counts.unsorted), (1, 2, 1));
    assert!(shelf.library.book(a.id).unwrap().trashed.is_some());

    assert_eq!(shelf.library.restore(&[a.id, c.id]).unwrap().value, 1);
    assert_eq!(shelf.library.book(a.id).unwrap().trashed, None);
    // Nothing is deleted from the shelf.
    assert_eq!(shelf.library.delete_for_good(&[a.id]).unwrap().value, 0);
    assert_eq!(
        shelf
            .library
            .delete_for_good(&[b.id, a.id, b.id])
            .unwrap()
            .value,
        1
    );
    assert!(matches!(
        shelf.library.book(b.id),
        Err(LibraryError::NotFound)
    ));
    assert_eq!(shelf.library.empty_trash().unwrap().entry, None);

    shelf.library.undo(None).unwrap();
    assert_eq!(shelf.library.book(b.id).unwrap().fields.title, "B1");
    let labels = shelf.library.history(None, 10).unwrap().entries;
    assert_eq!(
        labels[2].label,
        Label::Trashed {
            count: 2,
            title: "A1".into()
        }
    );
    assert_eq!(
        labels[0].label,
        Label::DeletedForGood {
            count: 1,
            title: "B1".into()
        }
    );
}

#[test]
fn an_import_brings_all_that_it_knows() {
    let shelf = Shelf::new();
    let extras = BookExtras::of(
        [
            ReadingFacts {
                started: None,
                finished: Some(PartialDate::parse("2019").unwrap()),
                outcome: Some(Outcome::Finished),
                note: Some("On the train.".into()),
            },
            ReadingFacts::default(),
        ],
        [OwnedCopy {
            location: Some("Attic".into()),
            price: Money::new(5, "EUR").ok(),
            ..OwnedCopy::default()
        }],
    );
    let provenance = Provenance {
        source: "goodreads".into(),
        id: "12".into(),
    };
    let day: Stamp = "2024-01-31".parse().unwrap();
    let change = shelf.library.commit(
        Label::Imported {
            source: "goodreads".into(),
            count: 0,
        },
        |writer| {
            let id = writer.add_book(&full(), Some(day.clone()), Some(&provenance), &extras)?;
            assert_eq!(writer.find_by_provenance("goodreads", "12")?, Some(id));
            assert_eq!(writer.find_by_provenance("goodreads", "13")?, None);
            assert_eq!(writer.find_by_isbn(&full().isbn.unwrap())?, [id]);
            assert!(writer.has_provenance(id, "goodreads")?);
            assert!(!writer.has_provenance(id, "librarything")?);
            // Two rows of one list may bear one id: both arrive.
            writer.add_book(
                &titled("Twin"),
                None,
                Some(&provenance),
                &BookExtras::default(),
            )?;
            writer.set_label(Label::Imported {
                source: "goodreads".into(),
                count: 2,
            });
            Ok::<_, LibraryError>(id)
        },
    );
    let change = change.unwrap();
    let book = shelf.library.book(change.value).unwrap();
    assert_eq!(
        (
            book.readings
                .into_iter()
                .map(|reading| reading.facts)
                .map(Into::into)
                .collect(),
            book.copies
                .into_iter()
                .map(|copy| copy.facts.into())
                .collect(),
        ),
        (extras.readings, extras.copies)
    );
    assert_eq!(book.added, day);
    let page = shelf.library.history(None, 1).unwrap();
    assert_eq!(page.entries[0].books, 2);
    assert_eq!(
        page.entries[0].label,
        Label::Imported {
            source: "goodreads".into(),
            count: 2
        }
    );
    let full = dump_books(&shelf.raw());
    shelf.library.trash(&[book.id]).unwrap();
    shelf.library.empty_trash().unwrap();
    shelf.library.undo(None).unwrap();
    shelf.library.undo(None).unwrap();
    assert_eq!(dump_books(&shelf.raw()), full);
}
