//! The query language, by what it finds.

use std::collections::HashSet;

use library::{
    Book, BookExtras, BookFields, BookId, Contributor, CopyForm, Direction, Doubts, Format,
    Identifier, ListQuery, LoanForm, Money, NameKind, Outcome, PartialDate, PriceForm, Priority,
    ProgressForm, ProgressUnit, QuoteForm, Rating, ReadingFacts, Role, SeriesPlace, ShelfForm,
    SortField, Status, WishForm, Within,
};
use proptest::prelude::*;

use crate::support::{Shelf, rebuilt, titled};

const NONE: [&str; 0] = [];

fn date(text: &str) -> Option<PartialDate> {
    PartialDate::parse(text).ok()
}

fn person(name: &str, role: Role) -> Contributor {
    Contributor {
        name: name.into(),
        role,
    }
}

/// Five books that between them have something in every field.
fn library() -> Shelf {
    let shelf = Shelf::new();
    let series = |name: &str, number: &str| SeriesPlace {
        name: name.into(),
        number: Some(number.into()),
    };
    shelf.add_with(
        &BookFields {
            subtitle: Some("A Novel".into()),
            contributors: vec![
                person("Ursula K. Le Guin", Role::Author),
                person("Ruth Robbins", Role::Illustrator),
            ],
            series: vec![series("Earthsea", "1")],
            publisher: Some("Parnassus Press".into()),
            published: date("1968"),
            isbn: Some("9780306406157".parse().unwrap()),
            language: Some("en".into()),
            format: Some(Format::Hardcover),
            pages: Some(205),
            price: Some(Money::new(1_299, "EUR").unwrap()),
            status: Some(Status::Read),
            rating: Some(Rating::from_quarters(18).unwrap()),
            favourite: true,
            tags: vec!["sf".into(), "young adult".into()],
            review: Some("Names are power.".into()),
            ..titled("A Wizard of Earthsea")
        },
        &BookExtras::of(
            [
                ReadingFacts {
                    started: date("2019-01"),
                    finished: date("2019-02-14"),
                    outcome: Some(Outcome::Finished),
                    note: None,
                },
                ReadingFacts {
                    finished: date("2021-05"),
                    outcome: Some(Outcome::Finished),
                    ..ReadingFacts::default()
                },
            ],
            [],
        ),
    );
    shelf.clock.advance(86_400);
    shelf.add_fields(&BookFields {
        contributors: vec![
            person("Stanisław Lem", Role::Author),
            person("Ann Able", Role::Translator),
        ],
        first_published: date("1961"),
        language: Some("de-at".into()),
        format: Some(Format::MassMarket),
        pages: Some(300),
        price: Some(Money::new(1_500, "JPY").unwrap()),
        status: Some(Status::Reading),
        rating: Some(Rating::from_quarters(16).unwrap()),
        tags: vec!["sf".into(), "Sci-Fi & more".into()],
        notes: Some("a present from Ann Able".into()),
        ..titled("Solaris")
    });
    shelf.add_fields(&BookFields {
        contributors: vec![person("Ann Able", Role::Author)],
        series: vec![series("Omnibus", "2-3")],
        published: date("1974-05-17"),
        format: Some(Format::Audiobook),
        minutes: Some(600),
        status: Some(Status::DidNotFinish),
        identifiers: vec![Identifier {
            scheme: "asin".into(),
            value: "B00-XYZ".into(),
        }],
        tags: vec!["science".into()],
        description: Some("Dragons, and what they read.".into()),
        ..titled("Dragons of Science")
    });
    shelf.add_fields(&BookFields {
        publisher: Some("岩波書店".into()),
        language: Some("ja".into()),
        ..titled("吾輩は猫である")
    });
    shelf.add_fields(&BookFields {
        status: Some(Status::WantToRead),
        ..titled("Or Else")
    });
    shelf
}

fn by_title(shelf: &Shelf, title: &str) -> Book {
    let list = shelf.library.list(&ListQuery::default()).unwrap();
    let rows = shelf.library.rows(&list.ids).unwrap();
    let row = rows.iter().find(|row| row.title == title).unwrap();
    shelf.library.book(row.id).unwrap()
}

/// Each text finds the books whose titles begin so, and no others.
fn finds(shelf: &Shelf, cases: &[(&str, &[&str])]) {
    for (text, expected) in cases {
        let query = ListQuery {
            text: (*text).into(),
            ..ListQuery::default()
        };
        let list = shelf.library.list(&query).unwrap();
        assert_eq!(list.problems, [], "{text}");
        let titles = shelf.titles(&query);
        let begun: Vec<&str> = titles
            .iter()
            .map(|title| title.split(' ').next().unwrap_or_default())
            .collect();
        assert_eq!(begun, *expected, "{text}");
    }
}

const A: &str = "A";
const D: &str = "Dragons";
const O: &str = "Or";
const S: &str = "Solaris";
const N: &str = "吾輩は猫である";

#[test]
fn texts_are_found_in_their_field() {
    finds(
        &library(),
        &[
            ("author:\"le guin\"", &[A]),
            ("author:le", &[S, A]),
            ("author:able", &[D]),
            ("person:able", &[D, S]),
            ("translator:able", &[S]),
            ("translator:lem", &[]),
            ("illustrator:rob", &[A]),
            ("editor:rob", &[]),
            ("author:ursula", &[A]),
            ("author:\"guin le\"", &[]),
            ("author:=\"ursula k. le guin\"", &[A]),
            ("author:=\"le guin\"", &[]),
            ("title:dragons", &[D]),
            ("title:novel", &[A]),
            ("title:=solaris", &[S]),
            ("title:=dragons", &[]),
            ("series:earth", &[A]),
            ("publisher:parn", &[A]),
            ("publisher:書店", &[N]),
            ("tag:sf", &[S, A]),
            ("tag:sci", &[D, S]),
            ("tag:=science", &[D]),
            ("tag:scifi", &[S]),
            ("tag:=\"sci-fi & more\"", &[S]),
            ("tag:\"young adult\"", &[A]),
            ("isbn:978-0-306", &[A]),
            ("isbn:0306406152", &[A]),
            ("id:b00", &[D]),
            ("id:978", &[]),
            ("language:en", &[A]),
            ("language:english", &[A]),
            ("language:germ", &[S]),
            ("language:=de", &[S]),
            ("language:=ja", &[N]),
            ("format:hard", &[A]),
            ("format:mass", &[S]),
            ("format:\"mass market\"", &[S]),
            ("review:power", &[A]),
            ("review:\"names are\"", &[A]),
            ("notes:ann", &[S]),
            ("description:dragons", &[D]),
            ("notes:dragons", &[]),
            ("english", &[]),
            ("hardcover", &[]),
        ],
    );
}

#[test]
fn words_phrases_and_groups_bind_as_they_should() {
    finds(
        &library(),
        &[
            ("dragons", &[D]),
            ("dragons solaris", &[]),
            ("dragons or solaris", &[D, S]),
            ("dragons OR solaris", &[D, S]),
            ("tag:sf le or dragons", &[D, S, A]),
            ("tag:sf (le or dragons)", &[S, A]),
            ("-tag:sf", &[D, O, N]),
            ("-(dragons or solaris or 猫)", &[O, A]),
            ("-dragons -solaris", &[O, A, N]),
            ("\"of science\"", &[D]),
            ("\"of scien", &[D]),
            ("\"science of\"", &[]),
            ("or", &[O]),
            ("or else", &[O]),
            ("猫で", &[N]),
            ("猫は", &[]),
            ("()", &[D, O, S, A, N]),
            ("-()", &[D, O, S, A, N]),
            ("!", &[D, O, S, A, N]),
            ("", &[D, O, S, A, N]),
        ],
    );
}

#[test]
fn statuses_numbers_and_dates_are_compared() {
    finds(
        &library(),
        &[
            ("status:read", &[A]),
            ("status:reading", &[S]),
            ("status:dnf", &[D]),
            ("status:want", &[O]),
            ("status:none", &[N]),
            ("-status:none", &[D, O, S, A]),
            ("rating:4", &[S]),
            ("rating:4.5", &[A]),
            ("rating:>=4", &[S, A]),
            ("rating:>4", &[A]),
            ("rating:<4.5", &[S]),
            ("-rating:>=4", &[D, O, N]),
            ("pages:200..300", &[S, A]),
            ("pages:..205", &[A]),
            ("pages:206..", &[S]),
            ("minutes:>=600", &[D]),
            ("price:>12.98", &[S, A]),
            ("price:<=12.99", &[A]),
            ("price:1500", &[S]),
            ("number:1", &[A]),
            ("number:2..3", &[D]),
            ("number:2", &[]),
            ("times:2", &[A]),
            ("times:0", &[D, O, S, N]),
            ("times:>=1", &[A]),
            ("copies:0", &[D, O, S, A, N]),
            ("published:1968", &[A]),
            ("published:1974-05", &[D]),
            ("published:1968..1974", &[D, A]),
            ("published:<1974-05-17", &[A]),
            ("published:>1968", &[D]),
            ("first:1961", &[S]),
            ("year:1961..1968", &[S, A]),
            ("year:<=1961", &[S]),
            ("finished:2019", &[A]),
            ("finished:2021", &[A]),
            ("finished:2021-05", &[A]),
            ("finished:2021-05-17", &[]),
            ("finished:2020", &[]),
            ("started:2019-01", &[A]),
            ("added:2026-11-22", &[A]),
            ("added:2026-11-23", &[D, O, S, N]),
            ("added:>2026-11-22", &[D, O, S, N]),
            ("added:<=2026", &[D, O, S, A, N]),
            ("changed:..2026-11-22", &[A]),
        ],
    );
}

#[test]
fn what_a_book_has_or_lacks_is_found() {
    finds(
        &library(),
        &[
            ("is:favourite", &[A]),
            ("favourite:no", &[D, O, S, N]),
            ("is:owned", &[]),
            ("owned:no has:isbn", &[A]),
            ("has:isbn", &[A]),
            ("missing:isbn", &[D, O, S, N]),
            ("no:author", &[O, N]),
            ("has:series", &[D, A]),
            ("has:publisher", &[A, N]),
            ("has:published", &[D, A]),
            ("missing:language", &[D, O]),
            ("has:format", &[D, S, A]),
            ("has:pages", &[S, A]),
            ("missing:rating", &[D, O, N]),
            ("missing:status", &[N]),
            ("has:review", &[A]),
            ("has:notes", &[S]),
            ("has:description", &[D]),
            ("has:tags", &[D, S, A]),
            ("has:reading", &[A]),
            ("has:price", &[S, A]),
            ("has:id", &[D]),
            ("has:cover", &[]),
            ("has:quote", &[]),
            ("has:copy", &[]),
            ("has:loan", &[]),
            ("has:wish", &[]),
            ("has:shelf", &[]),
        ],
    );
}

fn assert_is_within(shelf: &Shelf, within: Within, title: &str) {
    let query = ListQuery {
        within: Some(within),
        ..ListQuery::default()
    };
    assert_eq!(shelf.titles(&query), [title], "{within:?}");
}

#[test]
fn owning_is_found() {
    let shelf = library();
    let library = &shelf.library;
    let book = by_title(&shelf, "Solaris");
    let copy = CopyForm {
        location: Some("Living room".into()),
        condition: Some("worn".into()),
        acquired: Some("2020-05".into()),
        price: Some(PriceForm {
            amount: "7,50".into(),
            currency: "EUR".into(),
        }),
        source: Some("Flea market".into()),
        note: None,
    };
    let book = library.save_copy(book.id, book.revision, None, &copy, Doubts::Ask);
    let book = book.unwrap().value;
    let loan = LoanForm {
        person: "Zoë".into(),
        since: Some("2026-10".into()),
        due: Some("2026-11-01".into()),
        ..LoanForm::default()
    };
    let lent = library
        .save_loan(book.id, book.revision, None, None, &loan, Doubts::Keep)
        .unwrap()
        .value;
    let other = by_title(&shelf, "Or Else");
    let wish = WishForm {
        priority: Priority::High,
        ..WishForm::default()
    };
    library.save_wish(other.id, other.revision, &wish).unwrap();
    finds(
        &shelf,
        &[
            ("location:living", &[S]),
            ("location:=\"living room\"", &[S]),
            ("location:=living", &[]),
            ("location:flea", &[]),
            ("condition:worn", &[S]),
            ("source:market", &[S]),
            ("acquired:2020", &[S]),
            ("acquired:2021", &[]),
            ("paid:7.5", &[S]),
            ("paid:>7.5", &[]),
            ("copies:1", &[S]),
            ("copies:>0", &[S]),
            ("is:owned", &[S]),
            ("lent:yes", &[S]),
            ("lent:no", &[D, O, A, N]),
            ("lent:zoe", &[S]),
            ("zoe", &[S]),
            ("living", &[S]),
            ("is:overdue", &[S]),
            ("due:2026-11", &[S]),
            ("lentsince:2026", &[S]),
            ("has:loan", &[S]),
            ("is:wished", &[O]),
            ("wish:high", &[O]),
            ("wish:low", &[]),
            ("has:wish", &[O]),
        ],
    );
    let row = library.rows(&[lent.id]).unwrap().remove(0);
    assert_eq!(
        (row.lent_to.as_deref(), row.due),
        (Some("Zoë"), date("2026-11-01"))
    );
    assert_eq!(row.copies, 1);
    assert_is_within(&shelf, Within::Lent, "Solaris");
    assert_is_within(&shelf, Within::Owned, "Solaris");
    assert_is_within(&shelf, Within::Wishes, "Or Else");
    assert_is_within(&shelf, Within::Favourites, "A Wizard of Earthsea");

    let back = LoanForm { back: true, ..loan };
    let (copy, loan) = (lent.copies[0].id, lent.copies[0].loans[0].id);
    library
        .save_loan(
            lent.id,
            lent.revision,
            Some(copy),
            Some(loan),
            &back,
            Doubts::Keep,
        )
        .unwrap();
    finds(
        &shelf,
        &[
            ("lent:yes", &[]),
            ("lent:zoe", &[]),
            ("is:overdue", &[]),
            ("due:2026-11", &[]),
            ("has:loan", &[S]),
        ],
    );
    library.undo(None).unwrap();
    finds(&shelf, &[("lent:zoe", &[S]), ("is:overdue", &[S])]);
}

#[test]
fn a_loan_is_overdue_when_its_last_day_is_over() {
    let shelf = Shelf::new();
    let book = shelf.add("T");
    let loan = LoanForm {
        person: "Ann".into(),
        due: Some("2026-11".into()),
        ..LoanForm::default()
    };
    shelf
        .library
        .save_loan(book.id, book.revision, None, None, &loan, Doubts::Keep)
        .unwrap();
    assert_eq!(shelf.find("is:overdue"), NONE);
    shelf.clock.advance(8 * 86_400);
    assert_eq!(shelf.find("is:overdue"), NONE, "the thirtieth");
    shelf.clock.advance(86_400);
    assert_eq!(shelf.find("is:overdue"), ["T"], "the first of December");
}

#[test]
fn progress_and_quotes_are_found() {
    let shelf = library();
    let book = by_title(&shelf, "Solaris");
    let form = ProgressForm {
        unit: ProgressUnit::Page,
        value: "100".into(),
        ..ProgressForm::default()
    };
    let book = shelf
        .library
        .save_progress(book.id, book.revision, None, None, &form, Doubts::Keep)
        .unwrap()
        .value;
    assert_eq!(
        shelf.library.rows(&[book.id]).unwrap()[0].progress,
        Some(33)
    );
    let quote = QuoteForm {
        text: "We don't want other worlds; we want mirrors.".into(),
        note: Some("Snaut".into()),
        ..QuoteForm::default()
    };
    shelf
        .library
        .save_quote(book.id, book.revision, None, &quote)
        .unwrap();
    finds(
        &shelf,
        &[
            ("progress:33", &[S]),
            ("progress:>50", &[]),
            ("quote:mirrors", &[S]),
            ("quote:\"other worlds\"", &[S]),
            ("quote:snaut", &[S]),
            ("mirrors", &[S]),
            ("review:mirrors", &[]),
            ("has:quote", &[S]),
        ],
    );
}

fn save_shelf(shelf: &Shelf, name: &str, query: Option<&str>) -> library::ShelfId {
    let form = ShelfForm {
        name: name.into(),
        query: query.map(str::to_owned),
    };
    shelf.library.save_shelf(None, &form, None).unwrap().value
}

#[test]
fn shelves_are_found_and_keep_their_own_order() {
    let shelf = library();
    let by_hand = save_shelf(&shelf, "Bedside table", None);
    let ids: Vec<BookId> = ["Solaris", "Or Else", "A Wizard of Earthsea"]
        .into_iter()
        .map(|title| by_title(&shelf, title).id)
        .collect();
    shelf.library.shelve(by_hand, &ids).unwrap();
    let smart = save_shelf(&shelf, "Good sf", Some("tag:sf rating:>=4"));
    finds(
        &shelf,
        &[
            ("shelf:bed", &[O, S, A]),
            ("shelf:\"bedside table\" tag:sf", &[S, A]),
            ("-shelf:bedside", &[D, N]),
            ("shelf:=bedside", &[]),
            ("shelf:good", &[S, A]),
            ("shelf:=\"good SF\" status:reading", &[S]),
            ("shelf:nowhere", &[]),
            ("has:shelf", &[O, S, A]),
        ],
    );
    let within = |id, direction| {
        shelf.titles(&ListQuery {
            within: Some(Within::Shelf { id }),
            sort: SortField::Within,
            direction,
            ..ListQuery::default()
        })
    };
    let own = ["Solaris", "Or Else", "A Wizard of Earthsea"];
    assert_eq!(within(by_hand, Direction::Ascending), own);
    let mut back = own;
    back.reverse();
    assert_eq!(within(by_hand, Direction::Descending), back);
    assert_eq!(
        within(smart, Direction::Ascending),
        ["Solaris", "A Wizard of Earthsea"]
    );
    let searched = shelf.titles(&ListQuery {
        text: "tag:sf".into(),
        within: Some(Within::Shelf { id: by_hand }),
        ..ListQuery::default()
    });
    assert_eq!(searched, ["Solaris", "A Wizard of Earthsea"]);
}

#[test]
fn shelves_that_name_each_other_find_what_else_they_ask() {
    let shelf = library();
    save_shelf(&shelf, "One", Some("shelf:two or dragons"));
    save_shelf(&shelf, "Two", Some("shelf:one or solaris"));
    save_shelf(&shelf, "Self", Some("shelf:self"));
    finds(
        &shelf,
        &[
            ("shelf:one", &[D, S]),
            ("shelf:two", &[D, S]),
            ("shelf:self", &[]),
        ],
    );
}

#[test]
fn books_of_a_name_come_in_its_order() {
    let shelf = Shelf::new();
    for (title, number) in [
        ("Z", Some("1")),
        ("Y", Some("10")),
        ("X", Some("2-3")),
        ("W", None),
    ] {
        let series = vec![SeriesPlace {
            name: "S".into(),
            number: number.map(str::to_owned),
        }];
        shelf.add_fields(&BookFields {
            series,
            tags: vec![format!("tag {title}")],
            ..titled(title)
        });
    }
    shelf.add("other");
    let id = |kind, name: &str| {
        let names = shelf
            .library
            .names(kind, name, library::NameOrder::Name, 0, 10)
            .unwrap();
        names.names[0].id
    };
    let titles = |what, name: &str, direction| {
        shelf.titles(&ListQuery {
            within: Some(Within::Name {
                what,
                id: id(what, name),
            }),
            sort: SortField::Within,
            direction,
            ..ListQuery::default()
        })
    };
    assert_eq!(
        titles(NameKind::Series, "S", Direction::Ascending),
        ["Z", "X", "Y", "W"]
    );
    assert_eq!(
        titles(NameKind::Series, "S", Direction::Descending),
        ["Y", "X", "Z", "W"]
    );
    assert_eq!(titles(NameKind::Tag, "tag X", Direction::Ascending), ["X"]);
}

#[test]
fn wishes_come_by_how_dear_they_are() {
    let shelf = Shelf::new();
    for (title, priority) in [
        ("low", Priority::Low),
        ("high", Priority::High),
        ("later high", Priority::High),
        ("normal", Priority::Normal),
    ] {
        let book = shelf.add(title);
        let wish = WishForm {
            priority,
            ..WishForm::default()
        };
        shelf.clock.advance(1);
        shelf
            .library
            .save_wish(book.id, book.revision, &wish)
            .unwrap();
    }
    let wishes = ListQuery {
        within: Some(Within::Wishes),
        sort: SortField::Within,
        ..ListQuery::default()
    };
    assert_eq!(
        shelf.titles(&wishes),
        ["high", "later high", "normal", "low"]
    );
}

#[test]
fn fields_of_the_readers_own_are_found_and_ordered() {
    let mut shelf = library();
    let ids: Vec<i64> = [S, D, O]
        .into_iter()
        .map(|begun| {
            let titles = ["Solaris", "Dragons of Science", "Or Else"];
            let title = titles
                .iter()
                .find(|title| title.starts_with(begun))
                .unwrap();
            by_title(&shelf, title).id.raw()
        })
        .collect();
    let db = shelf.raw();
    for (id, name, kind) in [
        (1, "Shelf mark", "text"),
        (2, "Weight", "number"),
        (3, "Signed on", "date"),
        (4, "Signed", "yesNo"),
    ] {
        let sql = "INSERT INTO custom_field (id, name, kind, position) VALUES (?1, ?2, ?3, ?1)";
        db.execute(sql, (id, name, kind)).unwrap();
    }
    for (book, field, value) in [
        (ids[0], 1, "PG 7159"),
        (ids[1], 1, "PN 10"),
        (ids[0], 2, "12.5"),
        (ids[1], 2, "-3"),
        (ids[2], 2, "100"),
        (ids[0], 3, "2020-05"),
        (ids[0], 4, "yes"),
        (ids[1], 4, "no"),
    ] {
        let sql = "INSERT INTO custom_value (book, field, value) VALUES (?1, ?2, ?3)";
        db.execute(sql, (book, field, value)).unwrap();
    }
    rebuilt(&mut shelf);
    finds(
        &shelf,
        &[
            ("\"shelf mark\":pg", &[S]),
            ("shelfmark:p", &[D, S]),
            ("#shelfmark:=\"pg 7159\"", &[S]),
            ("#shelfmark:=pg", &[]),
            ("7159", &[S]),
            ("title:7159", &[]),
            ("weight:>=12.5", &[O, S]),
            ("weight:<0", &[D]),
            ("weight:-3..12.5", &[D, S]),
            ("\"signed on\":2020", &[S]),
            ("signed:yes", &[S]),
            ("signed:no", &[D]),
            ("has:weight", &[D, O, S]),
            ("missing:shelfmark", &[O, A, N]),
        ],
    );
    let weight = SortField::Custom(library::FieldId::from_raw(2));
    assert_eq!(
        shelf.sorted(weight, Direction::Ascending),
        [
            "Dragons of Science",
            "Solaris",
            "Or Else",
            "A Wizard of Earthsea",
            N
        ]
    );
    assert_eq!(
        shelf.sorted(weight, Direction::Descending),
        [
            "Or Else",
            "Solaris",
            "Dragons of Science",
            "A Wizard of Earthsea",
            N
        ]
    );
    let row = shelf
        .library
        .rows(&[BookId::from_raw(ids[0])])
        .unwrap()
        .remove(0);
    let values: Vec<&str> = row
        .custom
        .iter()
        .map(|value| value.value.as_str())
        .collect();
    assert_eq!(values, ["PG 7159", "12.5", "2020-05", "yes"]);
    let gone = SortField::Custom(library::FieldId::from_raw(99));
    assert_eq!(
        shelf.sorted(gone, Direction::Ascending),
        shelf.sorted(SortField::Title, Direction::Ascending)
    );
}

#[test]
fn what_is_not_understood_is_said_and_looked_for_as_words() {
    let shelf = library();
    for (text, from, to) in [("rating:banana", 7, 13), ("猫 status:xyz", 9, 12)] {
        let query = ListQuery {
            text: text.into(),
            ..ListQuery::default()
        };
        let list = shelf.library.list(&query).unwrap();
        assert_eq!(list.problems.len(), 1, "{text}");
        let problem = &list.problems[0];
        assert_eq!((problem.from, problem.to), (from, to), "{text}");
        assert!(
            problem
                .message
                .contains(&text[text.find(':').unwrap() + 1..])
        );
        assert!(list.ids.is_empty(), "no book holds these words");
    }
    finds(
        &shelf,
        &[("rating:", &[D, O, S, A, N]), ("dragons rating:>=", &[D])],
    );
}

/// A part of a query: how it is typed, and of which books it holds.
#[derive(Debug, Clone)]
enum Node {
    Test(usize),
    Not(Box<Node>),
    All(Vec<Node>),
    Any(Vec<Node>),
}

type Holds = fn(&Book) -> bool;

const TESTS: &[(&str, Holds)] = &[
    ("status:read", |book| {
        book.fields.status == Some(Status::Read)
    }),
    ("status:none", |book| book.fields.status.is_none()),
    ("rating:>=3", |book| {
        book.fields
            .rating
            .is_some_and(|rating| rating.quarters() >= 12)
    }),
    ("pages:100..300", |book| {
        book.fields
            .pages
            .is_some_and(|pages| (100..=300).contains(&pages))
    }),
    ("tag:=red", |book| {
        book.fields.tags.iter().any(|tag| tag == "red")
    }),
    ("tag:re", |book| {
        book.fields.tags.iter().any(|tag| tag.starts_with("re"))
    }),
    ("author:ann", |book| {
        book.fields
            .contributors
            .iter()
            .any(|person| person.role == Role::Author && person.name.starts_with("Ann"))
    }),
    ("person:ann", |book| {
        book.fields
            .contributors
            .iter()
            .any(|person| person.name.starts_with("Ann"))
    }),
    ("is:favourite", |book| book.fields.favourite),
    ("missing:isbn", |book| book.fields.isbn.is_none()),
    ("year:1990..1995", |book| {
        let date = book.fields.published.or(book.fields.first_published);
        date.is_some_and(|date| (1_990..=1_995).contains(&date.year()))
    }),
    ("times:0", |book| book.readings.is_empty()),
    ("finished:2020", |book| {
        book.readings.iter().any(|reading| {
            reading
                .facts
                .finished
                .is_some_and(|date| date.year() == 2_020)
        })
    }),
    ("copies:>=1", |book| !book.copies.is_empty()),
    ("title:moon", |book| book.fields.title.contains("Moon")),
    ("moon", |book| {
        book.fields.title.contains("Moon") || book.fields.tags.iter().any(|tag| tag == "moonlit")
    }),
];

impl Node {
    fn typed(&self) -> String {
        let joined = |nodes: &[Self], between: &str| {
            let parts: Vec<String> = nodes.iter().map(Self::typed).collect();
            format!("({})", parts.join(between))
        };
        match self {
            Self::Test(at) => TESTS[*at].0.to_owned(),
            Self::Not(node) => format!("-({})", node.typed()),
            Self::All(nodes) => joined(nodes, " "),
            Self::Any(nodes) => joined(nodes, " or "),
        }
    }

    fn holds(&self, book: &Book) -> bool {
        match self {
            Self::Test(at) => TESTS[*at].1(book),
            Self::Not(node) => !node.holds(book),
            Self::All(nodes) => nodes.iter().all(|node| node.holds(book)),
            Self::Any(nodes) => nodes.iter().any(|node| node.holds(book)),
        }
    }
}

fn node() -> impl Strategy<Value = Node> {
    (0..TESTS.len())
        .prop_map(Node::Test)
        .prop_recursive(4, 24, 4, |inner| {
            prop_oneof![
                inner.clone().prop_map(|node| Node::Not(Box::new(node))),
                proptest::collection::vec(inner.clone(), 2..4).prop_map(Node::All),
                proptest::collection::vec(inner, 2..4).prop_map(Node::Any),
            ]
        })
}

/// Books that are alike in many ways and differ in all combinations.
fn assorted(shelf: &Shelf) {
    for number in 0_u32..120 {
        let is = |every: u32| number.is_multiple_of(every);
        let fields = BookFields {
            contributors: vec![person(
                if is(2) { "Ann Able" } else { "Bo Bell" },
                if is(3) { Role::Author } else { Role::Editor },
            )],
            status: [None, Some(Status::Read), Some(Status::Paused)][number as usize % 3],
            rating: (!is(4)).then(|| Rating::from_quarters(i64::from(number % 21)).unwrap()),
            pages: (!is(5)).then_some(number * 5),
            tags: vec![["red", "reddish", "blue", "moonlit"][number as usize % 4].into()],
            favourite: is(7),
            isbn: is(6).then(|| "9780306406157".parse().unwrap()),
            published: is(2).then(|| {
                PartialDate::new(1_985 + i32::try_from(number % 15).unwrap(), Some(2), None)
                    .unwrap()
            }),
            first_published: is(3).then(|| PartialDate::new(1_992, None, None).unwrap()),
            ..titled(&format!("{} {number}", if is(8) { "Moon" } else { "Sun" }))
        };
        let reading = |year: i32| ReadingFacts {
            finished: PartialDate::new(year, None, None).ok(),
            outcome: Some(Outcome::Finished),
            ..ReadingFacts::default()
        };
        let extras = BookExtras::of(
            (0..number % 3).map(|at| reading(2_019 + i32::try_from(at).unwrap())),
            (0..number % 2).map(|_| library::OwnedCopy::default()),
        );
        shelf.add_with(&fields, &extras);
    }
}

#[test]
fn a_query_finds_what_looking_at_every_book_finds() {
    let shelf = Shelf::new();
    assorted(&shelf);
    let all = shelf.library.list(&ListQuery::default()).unwrap();
    let books: Vec<Book> = all
        .ids
        .iter()
        .map(|id| shelf.library.book(*id).unwrap())
        .collect();
    proptest!(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() }, |(node in node())| {
        let query = ListQuery { text: node.typed(), ..ListQuery::default() };
        let list = shelf.library.list(&query).unwrap();
        prop_assert!(list.problems.is_empty(), "{:?}", list.problems);
        let expected: Vec<BookId> = books.iter().filter(|book| node.holds(book)).map(|book| book.id).collect();
        prop_assert_eq!(&list.ids, &expected, "{}", query.text);
        prop_assert_eq!(shelf.library.count(&query).unwrap() as usize, expected.len());
    });
}

#[test]
fn shelves_that_all_name_one_another_are_asked_for_once_each() {
    let shelf = Shelf::new();
    let book = shelf.add("Solaris");
    // Along every way from one to the next it would be 20! questions.
    for at in 0..20 {
        save_shelf(
            &shelf,
            &format!("SF {at}"),
            Some("shelf:sf or title:solaris"),
        );
    }
    let found = shelf.library.list(&ListQuery {
        text: "shelf:sf".into(),
        ..ListQuery::default()
    });
    assert_eq!(found.unwrap().ids, [book.id]);
    let counts: Vec<u32> = shelf
        .library
        .shelves()
        .unwrap()
        .iter()
        .map(|shelf| shelf.books)
        .collect();
    assert_eq!(counts, [1; 20]);
}

#[test]
fn every_order_holds_every_book_once() {
    let shelf = Shelf::new();
    assorted(&shelf);
    let list = |sort, direction| {
        let query = ListQuery {
            sort,
            direction,
            ..ListQuery::default()
        };
        shelf.library.list(&query).unwrap().ids.clone()
    };
    let all: HashSet<BookId> = list(SortField::Title, Direction::Ascending)
        .into_iter()
        .collect();
    let others = [
        SortField::Within,
        SortField::Custom(library::FieldId::from_raw(7)),
    ];
    for sort in SortField::ALL.into_iter().chain(others) {
        let up = list(sort, Direction::Ascending);
        let down = list(sort, Direction::Descending);
        for order in [&up, &down] {
            assert_eq!(order.len(), 120, "{sort:?}");
            assert_eq!(
                order.iter().copied().collect::<HashSet<_>>(),
                all,
                "{sort:?}"
            );
        }
        assert_eq!(up, list(sort, Direction::Ascending), "{sort:?}");
    }
}

#[test]
fn no_query_fails() {
    let shelf = library();
    save_shelf(&shelf, "Loop", Some("shelf:loop -(rating:>"));
    let piece = prop_oneof![
        "[a-z\"():=<>.#*-]{0,6}",
        proptest::sample::select(
            &[
                "author:",
                "rating:",
                ">=4",
                "year:",
                "1968..",
                "-",
                "(",
                ")",
                " or ",
                "\"",
                "shelf:loop",
                "is:overdue",
                "has:",
                "missing:cover",
                "added:2021",
                "tag:=",
                "猫",
                " ",
                "isbn:978",
                "language:en",
                "lent:",
                "\u{e001}",
                "\0",
            ][..]
        )
        .prop_map(str::to_owned),
    ];
    let text = proptest::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat());
    proptest!(ProptestConfig { cases: 1_000, failure_persistence: None, ..ProptestConfig::default() }, |(text in text)| {
        let query = ListQuery { text: text.clone(), ..ListQuery::default() };
        prop_assert!(shelf.library.list(&query).is_ok(), "{text}");
    });
    for text in [
        "(".repeat(100_000),
        "-(a or ".repeat(10_000),
        "tag:x ".repeat(10_000),
        "a-".repeat(50_000),
    ] {
        let query = ListQuery {
            text,
            ..ListQuery::default()
        };
        shelf.library.list(&query).unwrap();
    }
}
