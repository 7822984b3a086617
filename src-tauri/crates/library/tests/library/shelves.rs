//! Shelves filled by hand, and smart ones.

use library::{BookId, Label, LibraryError, PartAct, Shelf as Row, ShelfForm, ShelfId};

use crate::support::{Shelf, titled};

fn by_hand(name: &str) -> ShelfForm {
    ShelfForm {
        name: name.into(),
        query: None,
    }
}

fn smart(name: &str, query: &str) -> ShelfForm {
    ShelfForm {
        name: name.into(),
        query: Some(query.into()),
    }
}

fn fields(error: LibraryError) -> Vec<String> {
    match error {
        LibraryError::Invalid(errors) => errors.0.into_iter().map(|error| error.field).collect(),
        other => panic!("{other:?}"),
    }
}

impl Shelf {
    fn make(&self, name: &str) -> ShelfId {
        self.library
            .save_shelf(None, &by_hand(name), None)
            .unwrap()
            .value
    }

    fn shelf_rows(&self) -> Vec<Row> {
        self.library.shelves().unwrap()
    }

    fn shelf_names(&self) -> Vec<String> {
        self.shelf_rows().into_iter().map(|row| row.name).collect()
    }

    /// What stands on a shelf, from its first place to its last.
    fn on(&self, id: ShelfId) -> Vec<String> {
        let db = self.raw();
        let mut statement = db
            .prepare(
                "SELECT title FROM shelf_book JOIN book ON book.id = book WHERE shelf = ?1 ORDER BY position",
            )
            .unwrap();
        let titles = statement.query_map([id.raw()], |row| row.get(0)).unwrap();
        titles.collect::<Result<_, _>>().unwrap()
    }

    fn add_all(&self, titles: &[&str]) -> Vec<BookId> {
        titles.iter().map(|title| self.add(title).id).collect()
    }
}

#[test]
fn books_stand_on_a_shelf_in_the_order_in_which_they_were_put() {
    let shelf = Shelf::new();
    let ids = shelf.add_all(&["A", "B", "C"]);
    let id = shelf.make("  Summer  reads ");
    let library = &shelf.library;
    shelf.clock.advance(5);
    shelf.assert_undoable(|| {
        assert_eq!(library.shelve(id, &[ids[2], ids[0]]).unwrap().value, 2);
    });
    // One that stands on it already keeps its place.
    assert_eq!(library.shelve(id, &[ids[1], ids[2]]).unwrap().value, 1);
    assert_eq!(shelf.on(id), ["C", "A", "B"]);
    assert_eq!(
        library.history(None, 1).unwrap().entries[0].label,
        Label::Shelved {
            count: 1,
            title: "B".into(),
            shelf: "Summer reads".into()
        }
    );
    assert_eq!(library.shelve(id, &ids).unwrap().entry, None);

    let book = library.book(ids[0]).unwrap();
    assert_eq!(book.shelves[0].name, "Summer reads");
    assert!(book.changed > book.added);
    assert_eq!(shelf.shelf_rows()[0].books, 3);
    library.trash(&[ids[2]]).unwrap();
    assert_eq!(shelf.shelf_rows()[0].books, 2);
    library.restore(&[ids[2]]).unwrap();
    assert_eq!(shelf.on(id), ["C", "A", "B"]);

    shelf.assert_undoable(|| {
        assert_eq!(library.unshelve(id, &ids[..2]).unwrap().value, 2);
    });
    assert_eq!(shelf.on(id), ["C"]);
    assert_eq!(library.unshelve(id, &ids[..2]).unwrap().entry, None);
    let gone = BookId::from_raw(1);
    assert_eq!(library.shelve(id, &[gone]).unwrap().value, 0);
    let nowhere = ShelfId::from_raw(1);
    assert!(matches!(
        library.shelve(nowhere, &ids),
        Err(LibraryError::NotFound)
    ));
}

#[test]
fn a_change_of_shelves_is_a_new_state_of_the_book() {
    let shelf = Shelf::new();
    let book = shelf.add("A");
    let id = shelf.make("S");
    shelf.library.shelve(id, &[book.id]).unwrap();
    let stale = shelf.library.update(book.id, book.revision, &titled("B"));
    assert!(matches!(stale, Err(LibraryError::Stale { current }) if current.shelves[0].id == id));
}

#[test]
fn books_are_put_in_another_order() {
    let shelf = Shelf::new();
    let ids = shelf.add_all(&["A", "B", "C", "D"]);
    let other = shelf.add("Elsewhere").id;
    let id = shelf.make("S");
    let library = &shelf.library;
    library.shelve(id, &ids).unwrap();
    let before = library.book(ids[3]).unwrap();
    shelf.assert_undoable(|| {
        library
            .order_shelf(id, &[ids[3], ids[1]], Some(ids[0]))
            .unwrap();
    });
    assert_eq!(shelf.on(id), ["D", "B", "A", "C"]);
    library.order_shelf(id, &[ids[1]], None).unwrap();
    assert_eq!(shelf.on(id), ["D", "A", "C", "B"]);
    assert_eq!(
        library.history(None, 1).unwrap().entries[0].label,
        Label::OrderedShelf { shelf: "S".into() }
    );
    // Where a book stands is no part of it.
    assert_eq!(library.book(ids[3]).unwrap(), before);
    // It stands there already.
    let same = library.order_shelf(id, &[ids[0]], Some(ids[2])).unwrap();
    assert_eq!(same.entry, None);
    for (moving, target) in [(other, Some(ids[0])), (ids[0], Some(other))] {
        assert!(matches!(
            library.order_shelf(id, &[moving], target),
            Err(LibraryError::NotFound)
        ));
    }
    // As often as one likes into one place.
    for _ in 0..50 {
        let on = shelf.on(id);
        let last = ids[["A", "B", "C", "D"]
            .iter()
            .position(|title| *title == on[3])
            .unwrap()];
        let second = ids[["A", "B", "C", "D"]
            .iter()
            .position(|title| *title == on[1])
            .unwrap()];
        library.order_shelf(id, &[last], Some(second)).unwrap();
        let now = shelf.on(id);
        assert_eq!((&now[0], &now[1], &now[2]), (&on[0], &on[3], &on[1]));
    }
}

#[test]
fn shelves_are_made_renamed_moved_and_deleted() {
    let shelf = Shelf::new();
    let library = &shelf.library;
    let (first, second, third) = (
        shelf.make("First"),
        shelf.make("Second"),
        shelf.make("Third"),
    );
    let book = shelf.add("A");
    library.shelve(second, &[book.id]).unwrap();
    assert_eq!(shelf.shelf_names(), ["First", "Second", "Third"]);

    shelf.assert_undoable(|| {
        library.move_shelf(third, Some(first)).unwrap();
    });
    assert_eq!(shelf.shelf_names(), ["Third", "First", "Second"]);
    shelf.assert_undoable(|| {
        library
            .save_shelf(Some(first), &by_hand("FIRST"), None)
            .unwrap();
    });
    assert_eq!(shelf.shelf_names(), ["Third", "FIRST", "Second"]);
    assert_eq!(
        library
            .save_shelf(Some(first), &by_hand(" FIRST "), None)
            .unwrap()
            .entry,
        None
    );

    let taken = library.save_shelf(None, &by_hand("sécond"), None);
    assert!(
        matches!(&taken, Err(LibraryError::NameTaken { name, by: None }) if name == "Second"),
        "{taken:?}"
    );
    assert!(matches!(
        library.save_shelf(Some(first), &by_hand("third"), None),
        Err(LibraryError::NameTaken { .. })
    ));
    assert_eq!(
        fields(library.save_shelf(None, &by_hand(" "), None).unwrap_err()),
        ["name"]
    );

    shelf.assert_undoable(|| {
        library.delete_shelf(second).unwrap();
    });
    assert_eq!(shelf.shelf_names(), ["Third", "FIRST"]);
    assert_eq!(shelf.now(&book).shelves, []);
    assert_eq!(shelf.find("A"), ["A"]);
    assert_eq!(
        library.history(None, 1).unwrap().entries[0].label,
        Label::Shelf {
            act: PartAct::Removed,
            name: "Second".into()
        }
    );
    for gone in [
        library.delete_shelf(second).err(),
        library.move_shelf(second, None).err(),
        library.save_shelf(Some(second), &by_hand("X"), None).err(),
    ] {
        assert!(matches!(gone, Some(LibraryError::NotFound)));
    }
}

#[test]
fn a_smart_shelf_holds_what_its_query_finds() {
    let shelf = Shelf::new();
    let library = &shelf.library;
    let ids = shelf.add_all(&["Dune", "Dune Messiah", "Kim"]);
    let made = library
        .save_shelf(None, &smart("Arrakis", " dune "), None)
        .unwrap();
    let id = made.value;
    let row = |shelf: &Shelf| shelf.shelf_rows().pop().unwrap();
    assert_eq!(
        row(&shelf),
        Row {
            id,
            name: "Arrakis".into(),
            query: Some("dune".into()),
            books: 2
        }
    );
    library.trash(&ids[..1]).unwrap();
    assert_eq!(row(&shelf).books, 1);
    library
        .save_shelf(Some(id), &smart("Arrakis", "kim"), None)
        .unwrap();
    assert_eq!(row(&shelf).query.as_deref(), Some("kim"));

    let put = library.shelve(id, &ids).unwrap_err();
    assert!(put.to_string().contains("smart shelf"), "{put}");
    assert_eq!(fields(put), ["shelf"]);
    let by_hand_now = library.save_shelf(Some(id), &by_hand("Arrakis"), None);
    assert_eq!(fields(by_hand_now.unwrap_err()), ["query"]);
    let hand = shelf.make("By hand");
    let smart_now = library.save_shelf(Some(hand), &smart("By hand", "x"), None);
    assert_eq!(fields(smart_now.unwrap_err()), ["query"]);
    assert_eq!(
        fields(
            library
                .save_shelf(None, &smart("Blank", " "), None)
                .unwrap_err()
        ),
        ["query"]
    );
}

#[test]
fn what_another_window_changed_is_not_taken_back_unasked() {
    let shelf = Shelf::new();
    let library = &shelf.library;
    let was = smart("Best", "rating:5");
    let id = library.save_shelf(None, &was, None).unwrap().value;
    library
        .save_shelf(Some(id), &smart("Best", "rating:>=4"), Some(&was))
        .unwrap();
    let save = |was| library.save_shelf(Some(id), &smart("Top", "rating:5"), was);
    let errors = match save(Some(&was)) {
        Err(LibraryError::Doubtful(errors)) => errors.0,
        other => panic!("{other:?}"),
    };
    assert_eq!(errors.len(), 1);
    assert_eq!(errors[0].field, "query");
    assert!(errors[0].message.contains("\"rating:>=4\" now"));
    let now = &shelf.shelf_rows()[0];
    assert_eq!(
        (now.name.as_str(), now.query.as_deref()),
        ("Best", Some("rating:>=4"))
    );
    save(None).unwrap();
    assert_eq!(shelf.shelf_names(), ["Top"]);
}
