//! Taking back one earlier change by itself.

use library::{
    Book, BookExtras, BookFields, BookId, BulkField, BulkForm, Change, CustomFieldForm,
    CustomValue, FieldKind, HistoryId, Label, LibraryError, NameId, NameKind, NameOrder, Rating,
    ReadingForm, SeriesPlace, ShelfForm, Status,
};
use proptest::prelude::*;

use crate::support::{Shelf, by, dump_books, dump_derived, rebuilt, titled};

fn entry<T>(change: &Change<T>) -> HistoryId {
    change.entry.unwrap()
}

/// Edits a book as it is now.
fn edit(shelf: &Shelf, id: BookId, change: impl FnOnce(&mut BookFields)) -> HistoryId {
    let book = shelf.library.book(id).unwrap();
    let mut fields = book.fields;
    change(&mut fields);
    let change = shelf.library.update(id, book.revision, &fields).unwrap();
    entry(&change)
}

fn tags(shelf: &Shelf, id: BookId) -> Vec<String> {
    shelf.library.book(id).unwrap().fields.tags
}

fn in_the_way(shelf: &Shelf, id: HistoryId) -> Vec<HistoryId> {
    match shelf.library.undo_alone(id) {
        Err(LibraryError::InTheWay { entries }) => {
            entries.into_iter().map(|entry| entry.id).collect()
        }
        other => panic!("expected entries in the way, found {other:?}"),
    }
}

/// That nothing dangles, and that lists and search say what the books do.
fn check(shelf: &mut Shelf) {
    let dangling = shelf
        .raw()
        .prepare("PRAGMA foreign_key_check")
        .unwrap()
        .exists([])
        .unwrap();
    assert!(!dangling);
    let derived = dump_derived(&shelf.raw());
    assert_eq!(derived, rebuilt(shelf));
}

/// The same but for its state, which is always a new one.
fn same(one: &Book, other: &Book) -> bool {
    let mut one = one.clone();
    one.revision = other.revision;
    one.changed = other.changed.clone();
    one == *other
}

#[test]
fn an_old_change_is_taken_back_and_what_came_after_stays() {
    let mut shelf = Shelf::new();
    let (a, b) = (shelf.add("A"), shelf.add("B"));
    let before = shelf.library.book(a.id).unwrap();
    let rated = edit(&shelf, a.id, |book| {
        book.rating = Some(Rating::from_quarters(12).unwrap());
    });
    edit(&shelf, b.id, |book| book.notes = Some("stays".into()));
    // The same book, another field.
    edit(&shelf, a.id, |book| book.subtitle = Some("stays".into()));
    shelf.clock.advance(60);
    let state = (dump_books(&shelf.raw()), dump_derived(&shelf.raw()));

    let change = shelf.library.undo_alone(rated).unwrap();
    let now = shelf.library.book(a.id).unwrap();
    assert_eq!(now.fields.rating, None);
    assert_eq!(now.fields.subtitle.as_deref(), Some("stays"));
    assert!(now.revision > before.revision && now.changed > before.changed);
    assert_eq!(shelf.find("stays"), ["A", "B"]);
    let newest = shelf.library.history(None, 1).unwrap().entries.remove(0);
    assert_eq!(
        newest.label,
        Label::TookBack {
            entry: rated,
            label: Box::new(Label::Edited {
                title: "A".into(),
                fields: vec![BulkField::Rating],
            }),
        }
    );
    check(&mut shelf);

    // It is a change like any other.
    let taken = (dump_books(&shelf.raw()), dump_derived(&shelf.raw()));
    shelf.library.undo(change.entry).unwrap();
    assert_eq!(
        (dump_books(&shelf.raw()), dump_derived(&shelf.raw())),
        state
    );
    shelf.library.redo().unwrap();
    assert_eq!(
        (dump_books(&shelf.raw()), dump_derived(&shelf.raw())),
        taken
    );
    // And can be taken back by itself: done again.
    shelf.library.undo_alone(entry(&change)).unwrap();
    assert!(shelf.library.book(a.id).unwrap().fields.rating.is_some());
    let newest = shelf.library.history(None, 1).unwrap().entries.remove(0);
    let again = shelf.library.undo_alone(newest.id).unwrap();
    let newest = shelf.library.history(None, 1).unwrap().entries.remove(0);
    let depth = serde_json::to_string(&newest.label).unwrap();
    assert_eq!(depth.matches("tookBack").count(), 1, "{depth}");
    assert_eq!(shelf.library.undo(again.entry).unwrap().id, newest.id);
}

#[test]
fn the_changes_in_the_way_are_named_and_go_first() {
    let mut shelf = Shelf::new();
    let book = shelf.add("Kim");
    let rate = |quarters| {
        edit(&shelf, book.id, |book| {
            book.rating = Some(Rating::from_quarters(quarters).unwrap());
        })
    };
    let (first, second, third) = (rate(4), rate(8), rate(12));
    let other = edit(&shelf, book.id, |book| book.pages = Some(3));
    let before = dump_books(&shelf.raw());
    assert_eq!(in_the_way(&shelf, first), [third, second]);
    assert_eq!(dump_books(&shelf.raw()), before, "nothing half done");
    assert_eq!(in_the_way(&shelf, second), [third]);

    shelf.library.undo_alone(third).unwrap();
    let rating = || shelf.library.book(book.id).unwrap().fields.rating;
    assert_eq!(rating().map(Rating::quarters), Some(8));
    // What was taken back is as if it had never been, for whatever lies before it.
    shelf.library.undo_alone(second).unwrap();
    assert_eq!(rating().map(Rating::quarters), Some(4));
    shelf.library.undo_alone(first).unwrap();
    assert_eq!(rating(), None);
    assert_eq!(shelf.library.book(book.id).unwrap().fields.pages, Some(3));
    // Twice is once too often: that it was taken back stands in the way.
    let page = shelf.library.history(None, 10).unwrap();
    assert_eq!(in_the_way(&shelf, first), [page.entries[0].id]);
    shelf.library.undo_alone(other).unwrap();
    check(&mut shelf);
}

#[test]
fn a_book_that_others_build_on_stays() {
    let mut shelf = Shelf::new();
    let added = shelf.library.add(&titled("Kim")).unwrap();
    let book = added.value.clone();
    let edited = edit(&shelf, book.id, |book| book.pages = Some(3));
    let reading = shelf
        .library
        .save_reading(
            book.id,
            shelf.library.book(book.id).unwrap().revision,
            None,
            &ReadingForm::default(),
            library::Doubts::Ask,
        )
        .unwrap();
    assert_eq!(in_the_way(&shelf, entry(&added)), [entry(&reading), edited]);
    // The reading gave the book its status, and nothing since has changed that.
    shelf.library.undo_alone(entry(&reading)).unwrap();
    let now = shelf.library.book(book.id).unwrap();
    assert_eq!((now.readings.len(), now.fields.status), (0, None));
    shelf.library.undo_alone(edited).unwrap();
    shelf.library.undo_alone(entry(&added)).unwrap();
    assert!(matches!(
        shelf.library.book(book.id),
        Err(LibraryError::NotFound)
    ));
    check(&mut shelf);
}

#[test]
fn lists_have_no_gaps_and_say_nothing_twice() {
    let mut shelf = Shelf::new();
    let book = shelf.add("Kim").id;
    edit(&shelf, book, |book| book.tags = vec!["a".into()]);
    let b = edit(&shelf, book, |book| book.tags.push("b".into()));
    edit(&shelf, book, |book| book.tags.push("c".into()));
    shelf.library.undo_alone(b).unwrap();
    assert_eq!(tags(&shelf, book), ["a", "c"]);
    edit(&shelf, book, |book| book.tags[1] = "d".into());
    assert_eq!(tags(&shelf, book), ["a", "d"]);
    check(&mut shelf);

    // What was removed came back by another way since: it is there once.
    let removed = edit(&shelf, book, |book| drop(book.tags.pop()));
    edit(&shelf, book, |book| book.tags[0] = "d".into());
    shelf.library.undo_alone(removed).unwrap();
    assert_eq!(tags(&shelf, book), ["d"]);
    edit(&shelf, book, |book| book.tags.push("e".into()));
    assert_eq!(tags(&shelf, book), ["d", "e"]);
    check(&mut shelf);

    // A place in a list is one thing: the role that someone else got there is not mixed in.
    let with = |people: &[(&str, &str)]| {
        edit(&shelf, book, |book| {
            book.contributors = people
                .iter()
                .map(|(name, role)| library::Contributor {
                    name: (*name).into(),
                    role: library::Role::from(*role),
                })
                .collect();
        })
    };
    with(&[("Ann", "author"), ("Bob", "author")]);
    let left = with(&[("Bob", "author")]);
    let role = with(&[("Bob", "translator")]);
    assert_eq!(in_the_way(&shelf, left), [role]);
}

#[test]
fn names_come_and_go_with_the_books_that_bear_them() {
    let mut shelf = Shelf::new();
    let (a, b) = (shelf.add("A").id, shelf.add("B").id);
    let publisher = |id: BookId, name: Option<&str>| {
        edit(&shelf, id, |book| book.publisher = name.map(str::to_owned))
    };
    let of = |id: BookId| shelf.library.book(id).unwrap().fields.publisher;
    let publishers = || -> Vec<String> {
        let raw = shelf.raw();
        let mut statement = raw
            .prepare("SELECT name FROM publisher ORDER BY name")
            .unwrap();
        let names = statement.query_map([], |row| row.get(0)).unwrap();
        names.collect::<Result<_, _>>().unwrap()
    };
    // A name that a later book bears stays; one that none bears goes.
    let tor = publisher(a, Some("Tor"));
    let later = publisher(b, Some("Tor"));
    shelf.library.undo_alone(tor).unwrap();
    assert_eq!((of(a), of(b)), (None, Some("Tor".into())));
    shelf.library.undo_alone(later).unwrap();
    assert_eq!(publishers(), [""; 0]);

    // A name that went with a later change comes back.
    publisher(a, Some("Ace"));
    publisher(b, Some("Ace"));
    let first = publisher(a, None);
    publisher(b, None);
    assert_eq!(publishers(), [""; 0]);
    shelf.library.undo_alone(first).unwrap();
    assert_eq!((of(a), of(b)), (Some("Ace".into()), None));

    // A name that was made anew in the meantime is the one.
    let gone = publisher(a, None);
    publisher(b, Some("Ace"));
    shelf.library.undo_alone(gone).unwrap();
    assert_eq!((of(a), of(b)), (Some("Ace".into()), Some("Ace".into())));
    assert_eq!(publishers(), ["Ace"]);
    check(&mut shelf);
}

#[test]
fn a_name_is_renamed_back_unless_it_is_taken() {
    let mut shelf = Shelf::new();
    let mut fields = titled("A");
    fields.contributors = by("Ursula Le Guin");
    let a = shelf.add_fields(&fields).id;
    let person = |text: &str| -> NameId {
        let page = shelf
            .library
            .names(NameKind::Person, text, NameOrder::Name, 0, 10)
            .unwrap();
        page.names[0].id
    };
    let rename = |to: &str, from: &str| {
        let form = library::NameForm {
            name: to.into(),
            ..library::NameForm::default()
        };
        let change = shelf
            .library
            .rename(NameKind::Person, person(from), &form, None)
            .unwrap();
        entry(&change)
    };
    let renamed = rename("Ursula K. Le Guin", "Ursula Le Guin");
    // Another book of hers under the new name: it follows.
    fields.title = "B".into();
    fields.contributors = by("Ursula K. Le Guin");
    let b = shelf.add_fields(&fields);
    shelf.clock.advance(60);
    shelf.library.undo_alone(renamed).unwrap();
    let author = |id: BookId| {
        let fields = shelf.library.book(id).unwrap().fields;
        fields.contributors[0].name.clone()
    };
    assert_eq!(
        (author(a), author(b.id)),
        ("Ursula Le Guin".into(), "Ursula Le Guin".into())
    );
    let now = shelf.library.book(b.id).unwrap();
    assert!(
        now.revision != b.revision,
        "an open editor has the old name"
    );

    let renamed = rename("Ursula K. Le Guin", "Ursula Le Guin");
    fields.title = "C".into();
    fields.contributors = by("Ursula Le Guin");
    let taken = shelf.library.add(&fields).unwrap();
    assert_eq!(in_the_way(&shelf, renamed), [entry(&taken)]);
    check(&mut shelf);
}

#[test]
fn a_tag_is_not_renamed_back_to_one_that_differs_in_case_alone() {
    let mut shelf = Shelf::new();
    let tagged = |title: &str, tag: &str| {
        let mut fields = titled(title);
        fields.tags = vec![tag.to_owned()];
        shelf.library.add(&fields).unwrap()
    };
    let rename = |from: &str, to: &str| {
        let page = shelf
            .library
            .names(NameKind::Tag, from, NameOrder::Name, 0, 10)
            .unwrap();
        let exact = page.names.iter().find(|row| row.name == from).unwrap();
        let form = library::NameForm {
            name: to.into(),
            ..library::NameForm::default()
        };
        entry(
            &shelf
                .library
                .rename(NameKind::Tag, exact.id, &form, None)
                .unwrap(),
        )
    };
    let a = tagged("A", "SF").value.id;
    let renamed = rename("SF", "Science");
    let taken = tagged("B", "sf");
    assert_eq!(in_the_way(&shelf, renamed), [entry(&taken)]);
    // What it is called now may be there in another case: nobody is to have that.
    tagged("C", "SCIENCE");
    shelf.library.undo_alone(entry(&taken)).unwrap();
    shelf.library.undo_alone(renamed).unwrap();
    assert_eq!(tags(&shelf, a), ["SF"]);

    // Both were there before; what a book got since is not said twice.
    let b = tagged("D", "sf").value.id;
    let renamed = rename("SF", "Fiction");
    edit(&shelf, a, |fields| fields.tags.push("sf".into()));
    shelf.library.undo_alone(renamed).unwrap();
    assert_eq!(
        (tags(&shelf, a), tags(&shelf, b)),
        (vec!["SF".into()], vec!["sf".into()])
    );
    check(&mut shelf);
}

#[test]
fn a_shelf_on_which_books_stand_is_not_taken_from_under_them() {
    let mut shelf = Shelf::new();
    let book = shelf.add("Kim").id;
    let form = |name: &str| ShelfForm {
        name: name.into(),
        query: None,
    };
    let made = shelf
        .library
        .save_shelf(None, &form("Summer"), None)
        .unwrap();
    let other = shelf
        .library
        .save_shelf(None, &form("Winter"), None)
        .unwrap();
    let put = shelf.library.shelve(made.value, &[book]).unwrap();
    assert_eq!(in_the_way(&shelf, entry(&made)), [entry(&put)]);
    let deleted = shelf.library.delete_shelf(made.value).unwrap();
    // To stand on it again, the shelf would have to be there.
    assert_eq!(in_the_way(&shelf, entry(&put)), [entry(&deleted)]);
    shelf.library.undo_alone(entry(&deleted)).unwrap();
    let names = |id: BookId| -> Vec<String> {
        let shelves = shelf.library.book(id).unwrap().shelves;
        shelves.into_iter().map(|shelf| shelf.name).collect()
    };
    assert_eq!(names(book), ["Summer"]);

    // Its name was given to another in the meantime, in another spelling.
    let deleted = shelf.library.delete_shelf(made.value).unwrap();
    let taken = shelf
        .library
        .save_shelf(Some(other.value), &form("SUMMER"), None)
        .unwrap();
    assert_eq!(in_the_way(&shelf, entry(&deleted)), [entry(&taken)]);
    shelf.library.undo_alone(entry(&taken)).unwrap();
    shelf.library.undo_alone(entry(&deleted)).unwrap();
    assert_eq!(names(book), ["Summer"]);
    check(&mut shelf);
}

#[test]
fn values_of_a_field_stand_in_the_way_of_its_kind() {
    let mut shelf = Shelf::new();
    let book = shelf.add("Kim").id;
    let form = |kind| CustomFieldForm {
        name: "Height".into(),
        kind,
        choices: Vec::new(),
    };
    let field = shelf
        .library
        .save_custom_field(None, &form(FieldKind::Number), None)
        .unwrap()
        .value;
    let kind = shelf
        .library
        .save_custom_field(Some(field), &form(FieldKind::Text), None)
        .unwrap();
    let value = edit(&shelf, book, |book| {
        book.custom = vec![CustomValue {
            field,
            value: "tall".into(),
        }];
    });
    assert_eq!(in_the_way(&shelf, entry(&kind)), [value]);
    shelf.library.undo_alone(value).unwrap();
    shelf.library.undo_alone(entry(&kind)).unwrap();
    assert_eq!(
        shelf.library.custom_fields().unwrap()[0].kind,
        FieldKind::Number
    );
    check(&mut shelf);
}

#[test]
fn a_price_is_one_thing_with_its_currency() {
    let shelf = Shelf::new();
    let book = shelf.add("Kim").id;
    let price = |amount, currency: &str| {
        edit(&shelf, book, |book| {
            book.price = Some(library::Money::new(amount, currency).unwrap());
        })
    };
    price(500, "EUR");
    let amount = price(600, "EUR");
    let currency = price(600, "USD");
    assert_eq!(in_the_way(&shelf, amount), [currency]);
}

#[test]
fn covers_come_back_with_their_books() {
    let mut shelf = Shelf::new();
    let picture = |grey: u8| {
        let mut bytes = std::io::Cursor::new(Vec::new());
        image::GrayImage::from_pixel(4, 4, image::Luma([grey]))
            .write_to(&mut bytes, image::ImageFormat::Png)
            .unwrap();
        bytes.into_inner()
    };
    let (a, b) = (shelf.add("A").id, shelf.add("B").id);
    let set = |id: BookId, grey: u8| {
        let revision = shelf.library.book(id).unwrap().revision;
        let change = shelf.library.set_cover(id, revision, &picture(grey));
        entry(&change.unwrap())
    };
    let clear = |id: BookId| {
        let revision = shelf.library.book(id).unwrap().revision;
        entry(&shelf.library.clear_cover(id, revision).unwrap())
    };
    let covers = || -> i64 {
        let sql = "SELECT count(*) FROM cover";
        shelf.raw().query_row(sql, [], |row| row.get(0)).unwrap()
    };
    set(a, 1);
    set(b, 1);
    let cleared = clear(a);
    clear(b);
    assert_eq!(covers(), 1, "it may come back");
    shelf.library.undo_alone(cleared).unwrap();
    assert!(shelf.library.book(a).unwrap().cover.is_some());
    let replaced = set(a, 2);
    set(b, 2);
    shelf.library.undo_alone(replaced).unwrap();
    assert_eq!(covers(), 2);
    let hash = shelf.library.book(a).unwrap().cover.unwrap().hash;
    assert_eq!(shelf.library.picture(&hash).unwrap().bytes, picture(1));
    check(&mut shelf);
}

#[test]
fn many_books_are_taken_back_at_once() {
    let mut shelf = Shelf::new();
    let label = Label::Imported {
        source: "test".into(),
        count: 500,
    };
    let import = shelf.library.commit(label, |writer| {
        (0..500)
            .map(|at| {
                let mut book = titled(&format!("Book {at}"));
                book.contributors = by(&format!("Author No{}", at % 50));
                book.tags = vec!["imported".into()];
                book.series = vec![SeriesPlace {
                    name: format!("Series {}", at % 9),
                    number: None,
                }];
                writer.add_book(&book, None, None, &BookExtras::default())
            })
            .collect::<Result<Vec<_>, LibraryError>>()
    });
    let import = import.unwrap();
    let tagged = shelf.library.bulk_edit(
        &import.value,
        &BulkForm {
            add_tags: vec!["bulk".into()],
            ..BulkForm::default()
        },
    );
    let tagged = tagged.unwrap();
    let mine = shelf.add("Mine");
    edit(&shelf, import.value[3], |book| {
        book.tags.push("my own".into());
    });
    edit(&shelf, import.value[4], |book| {
        book.status = Some(Status::Read);
    });
    shelf.library.undo_alone(entry(&tagged)).unwrap();
    assert_eq!(tags(&shelf, import.value[3]), ["imported", "my own"]);
    assert_eq!(tags(&shelf, import.value[4]), ["imported"]);
    assert!(shelf.find("bulk").is_empty());
    assert_eq!(in_the_way(&shelf, entry(&import)).len(), 2);
    take_back_after_others(&shelf, entry(&import), &mut 20);
    assert_eq!(shelf.find(""), ["Mine"]);
    assert!(same(&shelf.library.book(mine.id).unwrap(), &mine));
    check(&mut shelf);
}

#[test]
fn what_is_undone_forgotten_or_unknown_cannot_be_taken_back() {
    let shelf = Shelf::new();
    let change = shelf.library.add(&titled("Kim")).unwrap();
    shelf.library.undo(None).unwrap();
    for id in [entry(&change), HistoryId::from_raw(7)] {
        assert!(matches!(
            shelf.library.undo_alone(id),
            Err(LibraryError::NotFound)
        ));
    }
    // What was undone is in nobody's way.
    shelf.library.redo().unwrap();
    let rating = edit(&shelf, change.value.id, |book| book.pages = Some(1));
    edit(&shelf, change.value.id, |book| book.pages = Some(2));
    shelf.library.undo(None).unwrap();
    shelf.library.undo_alone(rating).unwrap();
    let page = shelf.library.history(None, 10).unwrap();
    assert_eq!(page.can_redo, None);
}

/// A small change of one of a few books: what it writes is named by the two numbers.
#[derive(Debug, Clone, Copy)]
struct Small {
    book: usize,
    field: usize,
    value: usize,
}

impl Small {
    /// A list is one field, whatever is done to it.
    fn make(self, fields: &mut BookFields) {
        let name = ["Ann", "Bob", "Cem"][self.value].to_owned();
        match self.field {
            0 => fields.subtitle = Some(name),
            1 => fields.publisher = Some(name),
            2 => fields.pages = u32::try_from(self.value).ok(),
            3 => fields.contributors = by(&name),
            4 => fields.notes = None,
            5 => fields.publisher = None,
            _ => fields.tags = vec![name, "x".into()],
        }
    }

    /// Of two small changes that write other fields or other books none builds on the other.
    fn is_apart_from(self, other: Self) -> bool {
        let column = |field: usize| if field == 5 { 1 } else { field };
        self.book != other.book || column(self.field) != column(other.field)
    }
}

fn small() -> impl Strategy<Value = Small> {
    (0..3_usize, 0..7_usize, 0..3_usize).prop_map(|(book, field, value)| Small {
        book,
        field,
        value,
    })
}

/// The fields of the books after these changes, and their entries.
fn after(shelf: &Shelf, changes: &[Small]) -> (Vec<BookId>, Vec<Option<HistoryId>>) {
    let books: Vec<BookId> = ["A", "B", "C"].map(|title| shelf.add(title).id).into();
    let entries = changes
        .iter()
        .map(|small| {
            let book = shelf.library.book(books[small.book]).unwrap();
            let mut fields = book.fields;
            small.make(&mut fields);
            let change = shelf.library.update(book.id, book.revision, &fields);
            change.unwrap().entry
        })
        .collect();
    (books, entries)
}

fn contents(shelf: &Shelf, books: &[BookId]) -> Vec<BookFields> {
    let fields = books
        .iter()
        .map(|id| shelf.library.book(*id).unwrap().fields);
    fields.collect()
}

/// Takes a change back after those that stand in its way, the newest first.
fn take_back_after_others(shelf: &Shelf, id: HistoryId, patience: &mut u32) {
    loop {
        assert!(*patience > 0, "always something in the way");
        *patience -= 1;
        match shelf.library.undo_alone(id) {
            Ok(_) => return,
            Err(LibraryError::InTheWay { entries }) => {
                assert!(entries.iter().all(|entry| entry.id > id));
                assert!(entries.is_sorted_by(|one, other| one.id > other.id));
                take_back_after_others(shelf, entries[0].id, patience);
            }
            Err(error) => panic!("{error:?}"),
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn it_is_as_if_it_had_never_been(changes in proptest::collection::vec(small(), 1..12), which in any::<prop::sample::Index>()) {
        let mut shelf = Shelf::new();
        let (books, entries) = after(&shelf, &changes);
        let which = which.index(changes.len());
        let Some(id) = entries[which] else { return Ok(()) };
        let before = dump_books(&shelf.raw());
        let is_apart = changes[which + 1..].iter().zip(&entries[which + 1..])
            .all(|(other, entry)| entry.is_none() || changes[which].is_apart_from(*other));
        match shelf.library.undo_alone(id) {
            Ok(_) => {
                prop_assert!(is_apart, "it was built upon");
                // What came to nothing then, because it was so already, comes to nothing now.
                let without: Vec<Small> = changes.iter().enumerate()
                    .filter(|(at, _)| *at != which && entries[*at].is_some()).map(|(_, small)| *small).collect();
                let replayed = Shelf::new();
                let (others, _) = after(&replayed, &without);
                prop_assert_eq!(contents(&shelf, &books), contents(&replayed, &others));
                let names = |shelf: &Shelf| {
                    let sql = "SELECT group_concat(name) FROM (SELECT name FROM publisher UNION ALL SELECT name FROM person
                               UNION ALL SELECT name FROM tag ORDER BY name)";
                    shelf.raw().query_row(sql, [], |row| row.get::<_, Option<String>>(0)).unwrap()
                };
                prop_assert_eq!(names(&shelf), names(&replayed));
            }
            Err(LibraryError::InTheWay { .. }) => {
                prop_assert!(!is_apart, "nothing built upon it");
                prop_assert_eq!(dump_books(&shelf.raw()), before);
                take_back_after_others(&shelf, id, &mut 200);
            }
            Err(error) => prop_assert!(false, "{error:?}"),
        }
        check(&mut shelf);
    }
}
