//! People, publishers, series and tags.

use library::{
    Book, BookFields, Contributor, Label, LibraryError, NameForm, NameId, NameKind, NameOrder,
    Role, SeriesPlace,
};
use proptest::prelude::*;

use crate::support::{Shelf, by, dump_books, dump_derived, rebuilt, titled};

fn form(name: &str) -> NameForm {
    NameForm {
        name: name.into(),
        sort_name: None,
    }
}

/// A series and the number in it.
type Place = (&'static str, Option<&'static str>);

fn tagged(title: &str, tags: &[&str]) -> BookFields {
    BookFields {
        tags: tags.iter().map(|tag| (*tag).to_owned()).collect(),
        ..titled(title)
    }
}

fn in_series(title: &str, places: &[Place]) -> BookFields {
    BookFields {
        series: places
            .iter()
            .map(|(name, number)| SeriesPlace {
                name: (*name).into(),
                number: number.map(str::to_owned),
            })
            .collect(),
        ..titled(title)
    }
}

fn with_people(title: &str, people: &[(&str, Role)]) -> BookFields {
    BookFields {
        contributors: people
            .iter()
            .map(|(name, role)| Contributor {
                name: (*name).into(),
                role: role.clone(),
            })
            .collect(),
        ..titled(title)
    }
}

impl Shelf {
    fn id(&self, kind: NameKind, name: &str) -> NameId {
        self.library.find_name(kind, name).unwrap().unwrap()
    }

    fn has(&self, kind: NameKind, name: &str) -> bool {
        self.library.find_name(kind, name).unwrap().is_some()
    }

    fn names(&self, kind: NameKind, text: &str, order: NameOrder) -> Vec<(String, u32)> {
        let page = self.library.names(kind, text, order, 0, 500).unwrap();
        assert_eq!(usize::try_from(page.total).unwrap(), page.names.len());
        page.names
            .into_iter()
            .map(|row| (row.name, row.books))
            .collect()
    }
}

#[test]
fn names_are_listed_with_the_books_of_the_library() {
    let shelf = Shelf::new();
    for (title, name) in [
        ("A", "Ursula K. Le Guin"),
        ("B", "Émile Zola"),
        ("C", "Émile Zola"),
        ("D", "Simone de Beauvoir"),
    ] {
        shelf.add_fields(&BookFields {
            contributors: by(name),
            ..titled(title)
        });
    }
    let gone = shelf.add_fields(&BookFields {
        contributors: by("Nobody"),
        ..titled("E")
    });
    // One book, two parts in it: one book.
    shelf.add_fields(&with_people(
        "F",
        &[
            ("Ursula K. Le Guin", Role::Author),
            ("Ursula K. Le Guin", Role::Illustrator),
        ],
    ));
    shelf.library.trash(&[gone.id]).unwrap();

    let names = |text, order| shelf.names(NameKind::Person, text, order);
    let row = |name: &str, books| (name.to_owned(), books);
    assert_eq!(
        names("", NameOrder::Name),
        [
            row("Simone de Beauvoir", 1),
            row("Ursula K. Le Guin", 2),
            row("Émile Zola", 2)
        ]
    );
    assert_eq!(names("", NameOrder::Books)[2], row("Simone de Beauvoir", 1));
    assert_eq!(names(" EMILE z", NameOrder::Name), [row("Émile Zola", 2)]);
    assert_eq!(names("uin", NameOrder::Name), [row("Ursula K. Le Guin", 2)]);
    assert_eq!(names("nobody", NameOrder::Name), []);

    let page = shelf
        .library
        .names(NameKind::Person, "", NameOrder::Name, 1, 1)
        .unwrap();
    assert_eq!((page.total, page.names.len()), (3, 1));
    assert_eq!(page.names[0].name, "Ursula K. Le Guin");
    let beyond = shelf
        .library
        .names(NameKind::Person, "", NameOrder::Name, 3, 500)
        .unwrap();
    assert_eq!((beyond.total, beyond.names.len()), (3, 0));

    let id = shelf.id(NameKind::Person, "ursula k. le guin");
    let roles = shelf.library.name(NameKind::Person, id).unwrap().roles;
    let roles: Vec<(Role, u32)> = roles
        .into_iter()
        .map(|count| (count.role, count.books))
        .collect();
    assert_eq!(roles, [(Role::Author, 2), (Role::Illustrator, 1)]);
    assert!(matches!(
        shelf.library.name(NameKind::Tag, id),
        Err(LibraryError::NotFound)
    ));
}

#[test]
fn the_list_follows_every_change() {
    let shelf = Shelf::new();
    let listed = || shelf.names(NameKind::Tag, "", NameOrder::Name);
    let row = |name: &str, books| (name.to_owned(), books);
    assert_eq!(listed(), []);
    let book = shelf.add_fields(&tagged("A", &["x"]));
    assert_eq!(listed(), [row("x", 1)]);
    let id = shelf.id(NameKind::Tag, "x");
    shelf
        .library
        .rename(NameKind::Tag, id, &form("y"), None)
        .unwrap();
    assert_eq!(listed(), [row("y", 1)]);
    shelf.library.undo(None).unwrap();
    assert_eq!(listed(), [row("x", 1)]);
    // Another program's change too.
    let elsewhere = shelf.another();
    elsewhere.add(&tagged("B", &["x", "z"])).unwrap();
    assert_eq!(listed(), [row("x", 2), row("z", 1)]);
    elsewhere.trash(&[book.id]).unwrap();
    assert_eq!(listed(), [row("x", 1), row("z", 1)]);
}

#[test]
fn a_series_is_shown_in_its_order_with_what_is_missing() {
    let shelf = Shelf::new();
    for (title, number) in [
        ("Third", Some("3")),
        ("Prequel", Some("0")),
        ("Unnumbered", None),
        ("Roman", Some("III")),
        ("Between", Some("1.5")),
        ("Both", Some("6-7")),
        ("Outlier", Some("9999999")),
    ] {
        shelf.add_fields(&in_series(title, &[("Saga", number), ("Other", Some("1"))]));
    }
    let trashed = shelf.add_fields(&in_series("Thrown away", &[("Saga", Some("2"))]));
    shelf.library.trash(&[trashed.id]).unwrap();

    let id = shelf.id(NameKind::Series, "saga");
    let saga = shelf.library.name(NameKind::Series, id).unwrap();
    assert_eq!(saga.row.books, 7);
    let entries: Vec<(Option<&str>, Option<&str>)> = saga
        .entries
        .iter()
        .map(|entry| {
            let title = entry.book.as_ref().map(|book| book.title.as_str());
            (entry.number.as_deref(), title)
        })
        .collect();
    assert_eq!(
        entries,
        [
            (Some("0"), Some("Prequel")),
            (Some("1"), None),
            (Some("1.5"), Some("Between")),
            (Some("2"), None),
            (Some("3"), Some("Third")),
            (Some("4"), None),
            (Some("5"), None),
            (Some("6-7"), Some("Both")),
            (Some("9999999"), Some("Outlier")),
            (Some("III"), Some("Roman")),
            (None, Some("Unnumbered")),
        ]
    );
}

#[test]
fn a_new_name_shows_everywhere() {
    let shelf = Shelf::new();
    let first = shelf.add_fields(&BookFields {
        contributors: by("Ursula LeGuin"),
        ..titled("The Dispossessed")
    });
    shelf.add_fields(&with_people(
        "Dancing",
        &[("Somebody", Role::Author), ("Ursula LeGuin", Role::Editor)],
    ));
    let other = shelf.add("Another");
    let id = shelf.id(NameKind::Person, "Ursula LeGuin");
    shelf.clock.advance(5);

    shelf.assert_undoable(|| {
        let change = shelf
            .library
            .rename(NameKind::Person, id, &form("  Ursula  K. Le Guin "), None)
            .unwrap();
        assert!(change.entry.is_some());
    });

    assert_eq!(shelf.find("le guin"), ["Dancing", "The Dispossessed"]);
    assert_eq!(shelf.find("leguin"), [""; 0]);
    let rows = shelf.library.rows(&[first.id]).unwrap();
    assert_eq!(rows[0].authors.as_deref(), Some("Ursula K. Le Guin"));
    let label = &shelf.library.history(None, 1).unwrap().entries[0].label;
    assert_eq!(
        *label,
        Label::Renamed {
            what: NameKind::Person,
            from: "Ursula LeGuin".into(),
            to: "Ursula K. Le Guin".into()
        }
    );

    // An editor that still holds the old name would bring it back.
    let stale = shelf
        .library
        .update(first.id, first.revision, &first.fields);
    assert!(matches!(stale, Err(LibraryError::Stale { .. })));
    assert_ne!(shelf.now(&first).changed, first.changed);
    assert_eq!(shelf.now(&other), other);
}

#[test]
fn renaming_to_what_it_is_called_changes_nothing() {
    let shelf = Shelf::new();
    let book = shelf.add_fields(&tagged("T", &["sf"]));
    let id = shelf.id(NameKind::Tag, "sf");
    let change = shelf
        .library
        .rename(NameKind::Tag, id, &form(" sf "), None)
        .unwrap();
    assert_eq!(change.entry, None);
    assert_eq!(shelf.now(&book), book);
}

#[test]
fn a_name_that_is_taken_is_said_to_be() {
    let shelf = Shelf::new();
    shelf.add_fields(&tagged("A", &["sf", "Space"]));
    shelf.add_fields(&BookFields {
        contributors: by("Zola"),
        ..titled("B")
    });
    shelf.add_fields(&BookFields {
        contributors: by("Émile Zola"),
        ..titled("C")
    });
    let library = &shelf.library;
    let (zola, emile) = (
        shelf.id(NameKind::Person, "Zola"),
        shelf.id(NameKind::Person, "Émile Zola"),
    );
    let taken = library.rename(NameKind::Person, zola, &form("E\u{301}mile Zola"), None);
    assert!(
        matches!(&taken, Err(LibraryError::NameTaken { by: Some(by), .. }) if *by == emile),
        "{taken:?}"
    );
    // A book bears one tag of several that differ in case.
    let (sf, space) = (
        shelf.id(NameKind::Tag, "sf"),
        shelf.id(NameKind::Tag, "Space"),
    );
    let taken = library.rename(NameKind::Tag, sf, &form("SPACE"), None);
    assert!(matches!(taken, Err(LibraryError::NameTaken { by: Some(by), .. }) if by == space));
    library
        .rename(NameKind::Tag, sf, &form("SF"), None)
        .unwrap();
    assert_eq!(shelf.names(NameKind::Tag, "", NameOrder::Name)[0].0, "SF");

    let errors = library.rename(NameKind::Tag, sf, &form(" \n"), None);
    assert!(matches!(errors, Err(LibraryError::Invalid(errors)) if errors.0[0].field == "name"));
    assert!(matches!(
        library.rename(NameKind::Tag, zola, &form("x"), None),
        Err(LibraryError::NotFound)
    ));
}

#[test]
fn a_person_is_sorted_as_the_reader_says() {
    let shelf = Shelf::new();
    for name in ["Björk Guðmundsdóttir", "Carl Sagan"] {
        shelf.add_fields(&BookFields {
            contributors: by(name),
            ..titled(name)
        });
    }
    let id = shelf.id(NameKind::Person, "Carl Sagan");
    let changed = NameForm {
        name: "Carl Sagan".into(),
        sort_name: Some("Aagan, Carl".into()),
    };
    shelf.assert_undoable(|| {
        shelf
            .library
            .rename(NameKind::Person, id, &changed, None)
            .unwrap();
    });
    assert_eq!(
        shelf.names(NameKind::Person, "", NameOrder::Name)[0].0,
        "Carl Sagan"
    );
    assert_eq!(
        shelf
            .names(NameKind::Person, "aagan", NameOrder::Name)
            .len(),
        1
    );
}

#[test]
fn names_become_one_in_every_book() {
    let shelf = Shelf::new();
    let both = shelf.add_fields(&with_people(
        "Both",
        &[
            ("U. Le Guin", Role::Author),
            ("Other", Role::Author),
            ("Ursula K. Le Guin", Role::Author),
            ("Last", Role::Translator),
        ],
    ));
    let two_parts = shelf.add_fields(&with_people(
        "Two parts",
        &[
            ("Ursula K. Le Guin", Role::Author),
            ("U. Le Guin", Role::Illustrator),
        ],
    ));
    let alone = shelf.add_fields(&with_people("Alone", &[("LeGuin", Role::Editor)]));
    let untouched = shelf.add_fields(&with_people(
        "Untouched",
        &[("Ursula K. Le Guin", Role::Author)],
    ));
    let from = [
        shelf.id(NameKind::Person, "U. Le Guin"),
        shelf.id(NameKind::Person, "LeGuin"),
    ];
    let into = shelf.id(NameKind::Person, "Ursula K. Le Guin");

    shelf.assert_undoable(|| {
        let change = shelf
            .library
            .merge_names(NameKind::Person, &[from[0], from[1], into, from[0]], into)
            .unwrap();
        assert_eq!(change.value, 3);
    });

    let people = |book: &Book| -> Vec<(String, Role)> {
        let people = shelf.now(book).fields.contributors;
        people
            .into_iter()
            .map(|person| (person.name, person.role))
            .collect()
    };
    let named = |name: &str, role: Role| (name.to_owned(), role);
    assert_eq!(
        people(&both),
        [
            named("Ursula K. Le Guin", Role::Author),
            named("Other", Role::Author),
            named("Last", Role::Translator)
        ]
    );
    assert_eq!(
        people(&two_parts),
        [
            named("Ursula K. Le Guin", Role::Author),
            named("Ursula K. Le Guin", Role::Illustrator)
        ]
    );
    assert_eq!(people(&alone), [named("Ursula K. Le Guin", Role::Editor)]);
    assert_eq!(shelf.now(&untouched), untouched);
    assert!(!shelf.has(NameKind::Person, "LeGuin"));
    assert_eq!(
        shelf.library.history(None, 1).unwrap().entries[0].label,
        Label::MergedNames {
            what: NameKind::Person,
            count: 2,
            into: "Ursula K. Le Guin".into()
        }
    );
    // The list goes on without a gap, so the next edit finds its places.
    let now = shelf.now(&both);
    let mut fields = now.fields.clone();
    fields.contributors.remove(0);
    let edited = shelf
        .library
        .update(both.id, now.revision, &fields)
        .unwrap();
    assert_eq!(edited.value.fields, fields);

    let gone = shelf.library.merge_names(NameKind::Person, &from, into);
    assert!(matches!(gone, Err(LibraryError::NotFound)));
}

#[test]
fn no_number_in_a_series_is_lost_when_two_become_one() {
    let shelf = Shelf::new();
    let cases: [(Vec<Place>, Vec<Place>); 9] = [
        // Two numbers are two places.
        (
            vec![("Hain", Some("3")), ("X", None), ("Hainish", Some("5"))],
            vec![("Hainish", Some("3")), ("X", None), ("Hainish", Some("5"))],
        ),
        // The same number, or one number for both: one place, the first.
        (
            vec![("Hainish", Some("3")), ("X", None), ("Hain", Some("3"))],
            vec![("Hainish", Some("3")), ("X", None)],
        ),
        (
            vec![("Hainish", None), ("X", None), ("Hain", Some("4"))],
            vec![("Hainish", Some("4")), ("X", None)],
        ),
        (
            vec![("Hain", Some("4")), ("Hainish", None)],
            vec![("Hainish", Some("4"))],
        ),
        (
            vec![("Hain", None), ("Hainish", None)],
            vec![("Hainish", None)],
        ),
        // A book that had two places already.
        (
            vec![
                ("Hainish", Some("1")),
                ("Hainish", Some("2")),
                ("Hain", Some("2")),
            ],
            vec![("Hainish", Some("1")), ("Hainish", Some("2"))],
        ),
        (
            vec![
                ("Hainish", None),
                ("Hainish", Some("2")),
                ("Hain", Some("2")),
            ],
            vec![("Hainish", Some("2"))],
        ),
        (
            vec![
                ("Hain", Some("7")),
                ("Hainish", Some("1")),
                ("Hainish", Some("2")),
                ("Hain", None),
            ],
            vec![
                ("Hainish", Some("7")),
                ("Hainish", Some("1")),
                ("Hainish", Some("2")),
            ],
        ),
        // A book without the name that goes keeps what it says.
        (
            vec![("Hainish", None), ("Hainish", Some("2"))],
            vec![("Hainish", None), ("Hainish", Some("2"))],
        ),
    ];
    let books: Vec<Book> = cases
        .iter()
        .map(|(places, _)| shelf.add_fields(&in_series("Book", places)))
        .collect();
    let (from, into) = (
        shelf.id(NameKind::Series, "Hain"),
        shelf.id(NameKind::Series, "Hainish"),
    );
    shelf.assert_undoable(|| {
        shelf
            .library
            .merge_names(NameKind::Series, &[from], into)
            .unwrap();
    });
    for (book, (before, after)) in books.iter().zip(cases) {
        let now = shelf.now(book);
        assert_eq!(
            now.fields.series,
            in_series("", &after).series,
            "{before:?}"
        );
        let unchanged = shelf.library.update(now.id, now.revision, &now.fields);
        assert_eq!(unchanged.unwrap().entry, None, "an edit keeps it so");
    }
}

#[test]
fn publishers_and_tags_become_one_and_go() {
    let shelf = Shelf::new();
    let publisher = |title: &str, name: &str| BookFields {
        publisher: Some(name.into()),
        ..titled(title)
    };
    let first = shelf.add_fields(&publisher("A", "Gollancz"));
    let second = shelf.add_fields(&publisher("B", "V. Gollancz"));
    let tags = shelf.add_fields(&tagged("C", &["x", "SciFi", "y", "sci-fi"]));
    let variant = shelf.add_fields(&tagged("D", &["SCI-FI", "x"]));

    let kind = NameKind::Publisher;
    let (from, into) = (shelf.id(kind, "V. Gollancz"), shelf.id(kind, "Gollancz"));
    shelf.assert_undoable(|| {
        shelf.library.merge_names(kind, &[from], into).unwrap();
    });
    assert_eq!(
        shelf.now(&second).fields.publisher.as_deref(),
        Some("Gollancz")
    );
    assert_eq!(shelf.now(&first), first);
    shelf.assert_undoable(|| {
        assert_eq!(shelf.library.delete_name(kind, into).unwrap().value, 2);
    });
    assert_eq!(shelf.now(&second).fields.publisher, None);
    assert!(!shelf.has(kind, "Gollancz"));

    let kind = NameKind::Tag;
    let (from, into) = (shelf.id(kind, "SciFi"), shelf.id(kind, "sci-fi"));
    shelf.assert_undoable(|| {
        shelf.library.merge_names(kind, &[from], into).unwrap();
    });
    assert_eq!(shelf.now(&tags).fields.tags, ["x", "sci-fi", "y"]);
    let x = shelf.id(kind, "x");
    shelf.assert_undoable(|| {
        shelf.library.merge_names(kind, &[x], into).unwrap();
    });
    assert_eq!(shelf.now(&tags).fields.tags, ["sci-fi", "y"]);
    // Not both spellings in one book.
    assert_eq!(shelf.now(&variant).fields.tags, ["sci-fi"]);
    shelf.assert_undoable(|| {
        assert_eq!(shelf.library.delete_name(kind, into).unwrap().value, 2);
    });
    assert_eq!(shelf.now(&tags).fields.tags, ["y"]);
    assert_eq!(shelf.find("sci"), [""; 0]);
}

fn some_people() -> impl Strategy<Value = Vec<(usize, bool)>> {
    proptest::collection::vec((0..5_usize, any::<bool>()), 0..5)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn after_a_merge_nobody_is_named_twice(
        books in proptest::collection::vec((some_people(), proptest::collection::vec(0..5_usize, 0..4)), 1..5),
        from in proptest::collection::vec(0..5_usize, 1..4),
        into in 0..5_usize,
    ) {
        const NAMES: [&str; 5] = ["Ann", "Bob", "ANN", "bob", "Cy"];
        let mut shelf = Shelf::new();
        let added: Vec<Book> = books.iter().map(|(people, tags)| {
            let people: Vec<(&str, Role)> = people.iter().map(|(at, author)| {
                (NAMES[*at], if *author { Role::Author } else { Role::Editor })
            }).collect();
            let tags: Vec<String> = tags.iter().map(|at| NAMES[*at].to_owned()).collect();
            shelf.add_fields(&BookFields { tags, ..with_people("T", &people) })
        }).collect();
        // All of them are there.
        shelf.add_fields(&with_people("All", &NAMES.map(|name| (name, Role::Narrator))));
        let db = shelf.raw();
        for kind in [NameKind::Person, NameKind::Tag] {
            let exact = |name: &str| shelf.library.names(kind, "", NameOrder::Name, 0, 500).unwrap()
                .names.into_iter().find(|row| row.name == name).map(|row| row.id);
            let Some(target) = exact(NAMES[into]) else { continue };
            let given: Vec<NameId> = from.iter().filter_map(|at| exact(NAMES[*at])).collect();
            let before = dump_books(&db);
            let change = shelf.library.merge_names(kind, &given, target).unwrap();
            for book in &added {
                let now = shelf.library.book(book.id).unwrap();
                // What is kept is what an edit would keep.
                prop_assert_eq!(&now.fields.normalised(), &now.fields);
                let unchanged = shelf.library.update(now.id, now.revision, &now.fields).unwrap();
                prop_assert_eq!(unchanged.entry, None);
            }
            for (table, column) in [("book_contributor", "person"), ("book_tag", "tag")] {
                let gaps = format!(
                    "SELECT 1 FROM {table} GROUP BY book HAVING max(position) + 1 <> count(*) OR min(position) <> 0 OR {column} IS NULL"
                );
                prop_assert!(!db.prepare(&gaps).unwrap().exists([]).unwrap());
            }
            for id in given.iter().filter(|id| **id != target) {
                prop_assert!(shelf.library.name(kind, *id).is_err());
            }
            let after = dump_books(&db);
            if change.entry.is_some() {
                shelf.library.undo(None).unwrap();
                prop_assert_eq!(dump_books(&db), before);
                shelf.library.redo().unwrap();
            }
            prop_assert_eq!(dump_books(&db), after);
        }
        prop_assert_eq!(dump_derived(&db), rebuilt(&mut shelf));
    }
}

#[test]
fn a_name_that_was_changed_meanwhile_is_asked_about() {
    let shelf = Shelf::new();
    let library = &shelf.library;
    shelf.add_fields(&BookFields {
        contributors: by("Jane Austin"),
        ..titled("Emma")
    });
    let id = shelf.id(NameKind::Person, "Jane Austin");
    let was = form("Jane Austin");
    let sorted = NameForm {
        sort_name: Some("Austin, J".into()),
        ..was.clone()
    };
    library
        .rename(NameKind::Person, id, &sorted, Some(&was))
        .unwrap();
    let fixed = form("Jane Austen");
    let asked = library.rename(NameKind::Person, id, &fixed, Some(&was));
    assert!(
        matches!(&asked, Err(LibraryError::Doubtful(errors)) if errors.0[0].field == "sortName"),
        "{asked:?}"
    );
    library
        .rename(NameKind::Person, id, &fixed, Some(&sorted))
        .unwrap();
}
