//! Going on with a query.

use library::{
    BookFields, Completions, Contributor, CopyForm, CustomFieldForm, CustomValue, Doubts,
    FieldKind, LoanForm, NameForm, NameKind, Role, ShelfForm, Status,
};

use crate::support::{Shelf, by, titled};

impl Shelf {
    /// The ways to go on where `|` stands.
    fn ways(&self, text: &str) -> Completions {
        let (before, after) = text.split_once('|').unwrap();
        let place = u32::try_from(before.encode_utf16().count()).unwrap();
        self.library
            .complete(&format!("{before}{after}"), place)
            .unwrap()
    }

    /// What the ways are shown as, with what is said of them.
    fn shown(&self, text: &str) -> Vec<String> {
        let items = self.ways(text).items.into_iter();
        items
            .map(|item| match item.detail {
                Some(detail) => format!("{}: {detail}", item.label),
                None => item.label,
            })
            .collect()
    }

    /// The text with the first way taken.
    fn taken(&self, text: &str) -> String {
        let ways = self.ways(text);
        let units: Vec<u16> = text.replace('|', "").encode_utf16().collect();
        let (from, to) = (ways.from as usize, ways.to as usize);
        let part = |units: &[u16]| String::from_utf16(units).unwrap();
        format!(
            "{}{}{}",
            part(&units[..from]),
            ways.items[0].insert,
            part(&units[to..])
        )
    }
}

fn book(title: &str, author: &str, tags: &[&str]) -> BookFields {
    BookFields {
        contributors: by(author),
        tags: tags.iter().map(|tag| (*tag).to_owned()).collect(),
        ..titled(title)
    }
}

fn some_books() -> Shelf {
    let shelf = Shelf::new();
    for fields in [
        book("The Dispossessed", "Ursula K. Le Guin", &["sf", "utopia"]),
        book("The Lathe of Heaven", "Ursula K. Le Guin", &["sf"]),
        book("Solaris", "Stanisław Lem", &["sf", "science fiction"]),
        book("Pippi", "Astrid Lindgren", &["children"]),
    ] {
        shelf.add_fields(&fields);
    }
    shelf
}

#[test]
fn names_of_fields_come_first() {
    let shelf = some_books();
    assert_eq!(shelf.shown("au|"), ["author:: who wrote it"]);
    assert_eq!(shelf.taken("dragons -au| x"), "dragons -author: x");
    assert_eq!(shelf.taken("🐉 ta|gs:sf"), "🐉 tag:sf");
    assert_eq!(shelf.ways("|").items.len(), 12);
    assert_eq!(shelf.shown("dragons|"), Vec::<String>::new());
    assert_eq!(shelf.shown("\"au|"), Vec::<String>::new());
    assert_eq!(shelf.shown("rating:|"), Vec::<String>::new());
}

#[test]
fn values_come_by_how_many_books_have_them() {
    let shelf = some_books();
    assert_eq!(
        shelf.shown("author:|"),
        [
            "Ursula K. Le Guin: 2 books",
            "Astrid Lindgren: 1 book",
            "Stanisław Lem: 1 book"
        ]
    );
    assert_eq!(
        shelf.shown("tag:s|"),
        ["sf: 3 books", "science fiction: 1 book"]
    );
    // Any word of a name may begin so, and neither case nor accents count.
    assert_eq!(
        shelf.shown("author:LE|"),
        ["Ursula K. Le Guin: 2 books", "Stanisław Lem: 1 book"]
    );
    assert_eq!(
        shelf.shown("author:\"le g|"),
        ["Ursula K. Le Guin: 2 books"]
    );
    assert_eq!(shelf.shown("author:stanislaw|"), ["Stanisław Lem: 1 book"]);
    assert_eq!(shelf.shown("author:uin|"), Vec::<String>::new());
}

#[test]
fn a_value_is_put_in_so_that_it_finds_its_books() {
    let shelf = some_books();
    assert_eq!(
        shelf.taken("author:urs| x"),
        "author:\"Ursula K. Le Guin\" x"
    );
    assert_eq!(
        shelf.taken("author:\"le g|uin\" x"),
        "author:\"Ursula K. Le Guin\" x"
    );
    assert_eq!(shelf.taken("(-tag:ut|)"), "(-tag:utopia)");
}

#[test]
fn what_is_put_in_finds_what_it_was_taken_from() {
    let shelf = some_books();
    let odd = BookFields {
        publisher: Some("Söhne & Co. (Verlag)".into()),
        ..book(
            "Odd",
            "\"Q\" (Arthur \\ Quiller-Couch)",
            &["=5th", "#1st", "or"],
        )
    };
    shelf.add_fields(&odd);
    for text in [
        "author:qui|",
        "author:=qui|",
        "tag:5|",
        "tag:=1|",
        "tag:or|",
        "publisher:so|",
    ] {
        assert_eq!(
            shelf.find(&shelf.taken(text)),
            ["Odd"],
            "{}",
            shelf.taken(text)
        );
    }
}

#[test]
fn what_is_remembered_is_what_would_be_counted_anew() {
    let shelf = some_books();
    let fields = [
        "author",
        "person",
        "tag",
        "publisher",
        "series",
        "language",
        "format",
        "location",
        "lent",
    ];
    let is_true = |after: &str| {
        let anew = shelf.another();
        for field in fields {
            let text = format!("{field}:");
            let place = u32::try_from(text.len()).unwrap();
            assert_eq!(
                shelf.library.complete(&text, place).unwrap(),
                anew.complete(&text, place).unwrap(),
                "{field} after {after}"
            );
        }
    };
    is_true("the beginning");
    let added = shelf.add_fields(&BookFields {
        publisher: Some("Ace".into()),
        language: Some("en".into()),
        ..book("Emil", "Astrid Lindgren", &["children", "sf", "new"])
    });
    is_true("adding");
    let changed = BookFields {
        language: Some("sv".into()),
        contributors: by("Stanisław Lem"),
        ..added.fields.clone()
    };
    let changed = shelf
        .library
        .update(added.id, added.revision, &changed)
        .unwrap()
        .value;
    is_true("changing");
    let copy = CopyForm {
        location: Some("Hall".into()),
        ..CopyForm::default()
    };
    shelf
        .library
        .save_copy(added.id, changed.revision, None, &copy, Doubts::Ask)
        .unwrap();
    is_true("a copy");
    let tag = shelf
        .library
        .find_name(NameKind::Tag, "sf")
        .unwrap()
        .unwrap();
    let name = NameForm {
        name: "science-fiction".into(),
        sort_name: None,
    };
    shelf
        .library
        .rename(NameKind::Tag, tag, &name, None)
        .unwrap();
    is_true("renaming");
    let other = shelf
        .library
        .find_name(NameKind::Tag, "utopia")
        .unwrap()
        .unwrap();
    shelf
        .library
        .merge_names(NameKind::Tag, &[other], tag)
        .unwrap();
    is_true("merging");
    shelf.library.trash(&[added.id]).unwrap();
    is_true("the trash");
    shelf.library.restore(&[added.id]).unwrap();
    is_true("taking out of the trash");
    for _ in 0..6 {
        shelf.library.undo(None).unwrap();
        is_true("undoing");
    }
    for _ in 0..6 {
        shelf.library.redo().unwrap();
        is_true("redoing");
    }
}

#[test]
fn what_was_just_changed_is_counted_and_the_trash_is_not() {
    let shelf = some_books();
    assert_eq!(shelf.shown("tag:ch|"), ["children: 1 book"]);
    let book = shelf.add_fields(&book("Emil", "Astrid Lindgren", &["children"]));
    assert_eq!(shelf.shown("tag:ch|"), ["children: 2 books"]);
    shelf.library.trash(&[book.id]).unwrap();
    assert_eq!(shelf.shown("tag:ch|"), ["children: 1 book"]);
    assert_eq!(shelf.shown("author:ast|"), ["Astrid Lindgren: 1 book"]);
}

#[test]
fn each_part_of_a_book_has_its_people() {
    let shelf = Shelf::new();
    let contributors = [
        ("Ann Author", Role::Author),
        ("Tom Translator", Role::Translator),
        ("Ed Editor", Role::Editor),
        ("Ill Illustrator", Role::Illustrator),
        ("Nat Narrator", Role::Narrator),
    ];
    let contributors = contributors.map(|(name, role)| Contributor {
        name: name.into(),
        role,
    });
    shelf.add_fields(&BookFields {
        contributors: contributors.into(),
        ..titled("x")
    });
    for (text, name) in [
        ("author:|", "Ann Author: 1 book"),
        ("translator:|", "Tom Translator: 1 book"),
        ("editor:|", "Ed Editor: 1 book"),
        ("illustrator:|", "Ill Illustrator: 1 book"),
        ("narrator:|", "Nat Narrator: 1 book"),
    ] {
        assert_eq!(shelf.shown(text), [name]);
    }
    assert_eq!(shelf.ways("person:|").items.len(), 5);
}

#[test]
fn languages_and_formats_go_by_the_names_that_people_use() {
    let shelf = Shelf::new();
    for (language, format) in [
        ("en", "massMarket"),
        ("en-gb", "massMarket"),
        ("de", "ebook"),
        ("Klingon", "Clay tablet"),
    ] {
        shelf.add_fields(&BookFields {
            language: Some(language.into()),
            format: Some(library::Format::from(format)),
            ..titled("x")
        });
    }
    assert_eq!(
        shelf.shown("language:|"),
        ["English: 2 books", "German: 1 book", "Klingon: 1 book"]
    );
    assert_eq!(
        shelf.shown("format:|"),
        [
            "mass market: 2 books",
            "Clay tablet: 1 book",
            "ebook: 1 book"
        ]
    );
    assert_eq!(shelf.taken("format:mas|"), "format:\"mass market\"");
}

#[test]
fn shelves_come_in_their_own_order() {
    let shelf = some_books();
    let make = |name: &str, query: Option<&str>| {
        let form = ShelfForm {
            name: name.into(),
            query: query.map(str::to_owned),
        };
        shelf.library.save_shelf(None, &form, None).unwrap().value
    };
    let (unread, lent) = (make("Unread", None), make("Lent out", Some("is:lent")));
    let book = shelf.add("On it").id;
    shelf.library.shelve(unread, &[book]).unwrap();
    assert_eq!(
        shelf.shown("shelf:|"),
        ["Unread: 1 book", "Lent out: smart shelf"]
    );
    shelf.library.move_shelf(lent, Some(unread)).unwrap();
    assert_eq!(
        shelf.shown("shelf:|"),
        ["Lent out: smart shelf", "Unread: 1 book"]
    );
    assert_eq!(shelf.taken("shelf:le|"), "shelf:\"Lent out\"");
}

#[test]
fn what_has_few_values_names_them_all() {
    let shelf = Shelf::new();
    shelf.add_fields(&BookFields {
        status: Some(Status::DidNotFinish),
        ..titled("x")
    });
    assert_eq!(
        shelf.shown("status:|"),
        [
            "want to read: 0 books",
            "reading: 0 books",
            "paused: 0 books",
            "read: 0 books",
            "did not finish: 1 book",
            "none: 0 books",
        ]
    );
    assert_eq!(shelf.taken("status:did|"), "status:dnf");
    assert_eq!(shelf.shown("status:aband|"), ["did not finish: 1 book"]);
    assert_eq!(shelf.shown("favourite:|"), ["yes", "no"]);
    assert_eq!(shelf.shown("wish:n|"), ["no", "normal"]);
    assert_eq!(shelf.shown("lent:|"), ["yes", "no"]);
    assert_eq!(shelf.shown("is:o|"), ["owned", "overdue"]);
    assert_eq!(shelf.shown("is:d|"), ["did not finish: 1 book"]);
    assert_eq!(shelf.shown("has:re|"), ["review", "reading"]);
    assert_eq!(shelf.taken("missing:cov|"), "missing:cover");
}

#[test]
fn copies_say_where_they_stand() {
    let shelf = Shelf::new();
    let mut last = None;
    for (title, location) in [("a", "Hall"), ("b", "Hall"), ("c", "Attic box 3")] {
        let book = shelf.add(title);
        let copy = CopyForm {
            location: Some(location.into()),
            condition: Some("worn".into()),
            source: Some("gift".into()),
            ..CopyForm::default()
        };
        let saved = shelf
            .library
            .save_copy(book.id, book.revision, None, &copy, Doubts::Ask)
            .unwrap();
        last = Some(saved.value);
    }
    let book = last.unwrap();
    let loan = LoanForm {
        person: "Anna Berg".into(),
        ..LoanForm::default()
    };
    shelf
        .library
        .save_loan(
            book.id,
            book.revision,
            Some(book.copies[0].id),
            None,
            &loan,
            Doubts::default(),
        )
        .unwrap();
    assert_eq!(shelf.shown("lent:|"), ["yes", "no", "Anna Berg: 1 book"]);
    assert_eq!(shelf.taken("lent:ber|"), "lent:\"Anna Berg\"");
    assert_eq!(
        shelf.shown("location:|"),
        ["Hall: 2 books", "Attic box 3: 1 book"]
    );
    assert_eq!(shelf.shown("condition:|"), ["worn: 3 books"]);
    assert_eq!(shelf.shown("source:g|"), ["gift: 3 books"]);
    assert_eq!(shelf.taken("location:box|"), "location:\"Attic box 3\"");
}

#[test]
fn fields_of_ones_own_are_proposed_with_their_values() {
    let shelf = Shelf::new();
    let field = |name: &str, kind, choices: &[&str]| {
        let choices = choices.iter().map(|choice| (*choice).to_owned()).collect();
        let form = CustomFieldForm {
            name: name.into(),
            kind,
            choices,
        };
        shelf
            .library
            .save_custom_field(None, &form, None)
            .unwrap()
            .value
    };
    let mark = field("Shelf mark", FieldKind::Text, &[]);
    field("Signed", FieldKind::YesNo, &[]);
    field("Binding", FieldKind::Choice, &["half leather", "cloth"]);
    for value in ["A 12", "A 12", "B 7"] {
        shelf.add_fields(&BookFields {
            custom: vec![CustomValue {
                field: mark,
                value: value.into(),
            }],
            ..titled("x")
        });
    }
    assert_eq!(shelf.taken("shelfm|"), "\"Shelf mark\":");
    assert_eq!(shelf.taken("#si|"), "#Signed:");
    assert_eq!(
        shelf.shown("\"shelf mark\":|"),
        ["A 12: 2 books", "B 7: 1 book"]
    );
    assert_eq!(shelf.shown("signed:|"), ["yes", "no"]);
    assert_eq!(shelf.shown("binding:|"), ["half leather", "cloth"]);
    assert_eq!(shelf.taken("binding:ha|"), "binding:\"half leather\"");
    assert_eq!(
        shelf.shown("has:sh|"),
        ["shelf", "Shelf mark: your own field"]
    );
    assert_eq!(shelf.taken("has:shelfm|"), "has:\"Shelf mark\"");
}
