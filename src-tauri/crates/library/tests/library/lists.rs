//! Finding books and putting them in order.

use library::{
    BookExtras, BookFields, Contributor, Direction, Format, ListQuery, Money, Outcome, OwnedCopy,
    PartialDate, Place, Rating, ReadingFacts, Role, SeriesPlace, SortField, Status, StatusFilter,
};

use crate::support::{Shelf, by, titled};

const NONE: [&str; 0] = [];

#[test]
fn words_are_found_by_their_beginnings_in_every_field() {
    let shelf = Shelf::new();
    shelf.add_fields(&BookFields {
        subtitle: Some("or There and Back".into()),
        original_title: Some("Hobitten".into()),
        contributors: by("J.R.R. Tolkien"),
        series: vec![SeriesPlace {
            name: "Middle-earth".into(),
            number: Some("0".into()),
        }],
        publisher: Some("Unwin".into()),
        tags: vec!["fantasy".into()],
        notes: Some("gift from Ada".into()),
        review: Some("splendid".into()),
        description: Some("burglar".into()),
        ..titled("The Hobbit")
    });
    shelf.add("Kim");
    for text in [
        "hob",
        "HOBBIT",
        "there back",
        "hobitt",
        "tolk",
        "jrr",
        "j.r.r.",
        "j r r tolkien",
        "middle-e",
        "middleearth",
        "earth",
        "unw",
        "fanta",
        "ada",
        "splen",
        "burgl",
        "hob tolk unw",
        "the hobbit,",
        "\"hobbit\"",
    ] {
        assert_eq!(shelf.find(text), ["The Hobbit"], "{text}");
    }
    for text in ["obbit", "hobbit kim", "hobbits"] {
        assert_eq!(shelf.find(text), NONE, "{text}");
    }
    for text in ["", "  ", "!"] {
        assert_eq!(shelf.find(text), ["The Hobbit", "Kim"], "{text}");
    }
}

#[test]
fn accents_and_case_do_not_matter() {
    let shelf = Shelf::new();
    for title in [
        "Łódź",
        "Straße",
        "Smørrebrød",
        "İstanbul",
        "Ёлки",
        "L’Étranger",
        "cafe\u{301}",
    ] {
        shelf.add(title);
    }
    for (text, title) in [
        ("lodz", "Łódź"),
        ("ŁÓDŹ", "Łódź"),
        ("strasse", "Straße"),
        ("STRASSE", "Straße"),
        ("smorre", "Smørrebrød"),
        ("istanbul", "İstanbul"),
        ("елки", "Ёлки"),
        ("etranger", "L’Étranger"),
        ("l'etr", "L’Étranger"),
        ("letranger", "L’Étranger"),
        ("CAFÉ", "café"),
    ] {
        assert_eq!(shelf.find(text), [title], "{text}");
    }
}

#[test]
fn scripts_without_blanks_are_found_inside() {
    let shelf = Shelf::new();
    for title in [
        "吾輩は猫である",
        "ノルウェイの森",
        "채식주의자",
        "สี่แผ่นดิน",
        "Windows入門",
    ] {
        shelf.add(title);
    }
    for (text, title) in [
        ("猫", "吾輩は猫である"),
        ("猫で", "吾輩は猫である"),
        ("の森", "ノルウェイの森"),
        ("식주", "채식주의자"),
        ("แผ่น", "สี่แผ่นดิน"),
        ("windows入", "Windows入門"),
        ("門", "Windows入門"),
    ] {
        assert_eq!(shelf.find(text), [title], "{text}");
    }
    assert_eq!(shelf.find("猫は"), NONE);
}

#[test]
fn isbns_are_found_however_they_are_written() {
    let shelf = Shelf::new();
    shelf.add_fields(&BookFields {
        isbn: Some("0-306-40615-2".parse().unwrap()),
        ..titled("T")
    });
    shelf.add("Other");
    for text in [
        "9780306406157",
        "978-0-306-40615-7",
        "978 0 306 40615 7",
        "0306406152",
        "0-306-40615-2",
        "0 306 40615 2",
        "978-0-306",
        "97803064",
        "03064",
        "isbn 9780306406157",
        "978–0–306–40615–7",
    ] {
        assert_eq!(shelf.find(text), ["T"], "{text}");
    }
    assert_eq!(shelf.find("9780306406158"), NONE);
}

#[test]
fn an_isbn_without_ten_digits_is_found_too() {
    let shelf = Shelf::new();
    shelf.add_fields(&BookFields {
        isbn: Some("979-10-349-0293-4".parse().unwrap()),
        ..titled("T")
    });
    for text in ["979-10-349-0293-4", "9791034902934", "979 10 349"] {
        assert_eq!(shelf.find(text), ["T"], "{text}");
    }
}

#[test]
fn search_follows_edits() {
    let shelf = Shelf::new();
    let book = shelf.add("First");
    let book = shelf
        .library
        .update(book.id, book.revision, &titled("Second"))
        .unwrap()
        .value;
    assert_eq!(
        (shelf.find("first").len(), shelf.find("second").len()),
        (0, 1)
    );
    shelf.library.undo(None).unwrap();
    assert_eq!(
        (shelf.find("first").len(), shelf.find("second").len()),
        (1, 0)
    );
    shelf.library.redo().unwrap();
    shelf.library.trash(&[book.id]).unwrap();
    assert_eq!(shelf.find("second"), NONE);
    let trash = ListQuery {
        text: "second".into(),
        place: Place::Trash,
        ..ListQuery::default()
    };
    assert_eq!(shelf.titles(&trash), ["Second"]);
    shelf.library.empty_trash().unwrap();
    assert_eq!(shelf.titles(&trash), NONE);
}

#[test]
fn lists_filter_by_status() {
    let shelf = Shelf::new();
    for (title, status) in [
        ("A1", Some(Status::Read)),
        ("B1", Some(Status::Reading)),
        ("C1", None),
    ] {
        shelf.add_fields(&BookFields {
            status,
            ..titled(title)
        });
    }
    let with = |status| {
        shelf.titles(&ListQuery {
            status,
            ..ListQuery::default()
        })
    };
    assert_eq!(with(Some(StatusFilter::Read)), ["A1"]);
    assert_eq!(with(Some(StatusFilter::None)), ["C1"]);
    assert_eq!(with(Some(StatusFilter::Paused)), NONE);
    assert_eq!(with(None), ["A1", "B1", "C1"]);
    let counts = shelf.library.counts().unwrap();
    assert_eq!(
        (
            counts.per_status.read,
            counts.per_status.reading,
            counts.unsorted,
            counts.all
        ),
        (1, 1, 1, 3)
    );
}

#[test]
fn titles_are_ordered_as_in_a_dictionary() {
    let shelf = Shelf::new();
    for title in [
        "Zebra",
        "The apple",
        "Äpfel",
        "eclair",
        "Éclair",
        "Book 10",
        "Book 2",
        "L’Étranger",
        "A Book",
        "étude",
        "猫",
    ] {
        shelf.add(title);
    }
    assert_eq!(
        shelf.sorted(SortField::Title, Direction::Ascending),
        [
            "Äpfel",
            "The apple",
            "A Book",
            "Book 2",
            "Book 10",
            "eclair",
            "Éclair",
            "L’Étranger",
            "étude",
            "Zebra",
            "猫"
        ]
    );
    let mut backwards = shelf.sorted(SortField::Title, Direction::Descending);
    backwards.reverse();
    assert_eq!(
        backwards,
        shelf.sorted(SortField::Title, Direction::Ascending)
    );
}

/// The value that a field sorts by, the smaller first, in a book called "Small" and one called "Big".
fn pair(sort: SortField) -> (BookFields, BookFields) {
    let date = |text: &str| PartialDate::parse(text).ok();
    let (mut small, mut big) = (titled("M Small"), titled("M Big"));
    match sort {
        SortField::Title => {
            (small.title, big.title) = ("M Alpha Small".into(), "M Beta Big".into());
        }
        SortField::Author => {
            (small.contributors, big.contributors) = (by("Zoe Adams"), by("Ann Zola"));
        }
        SortField::Series => {
            let place = |number: &str| {
                vec![SeriesPlace {
                    name: "S".into(),
                    number: Some(number.into()),
                }]
            };
            (small.series, big.series) = (place("2"), place("10"));
        }
        SortField::Published => (small.published, big.published) = (date("-0700"), date("1887-05")),
        SortField::Publisher => {
            (small.publisher, big.publisher) = (Some("Éditions".into()), Some("Faber".into()));
        }
        // By when a book is added, its readings (see `readings_of`), and what is tried on its own.
        SortField::Added
        | SortField::Changed
        | SortField::Started
        | SortField::Finished
        | SortField::Within
        | SortField::Custom(_) => {}
        SortField::FirstPublished => {
            (small.first_published, big.first_published) = (date("1799"), date("1799-02"));
        }
        SortField::Minutes => (small.minutes, big.minutes) = (Some(59), Some(600)),
        SortField::Rating => {
            (small.rating, big.rating) = (
                Rating::from_quarters(0).ok(),
                Rating::from_quarters(20).ok(),
            );
        }
        SortField::Status => {
            (small.status, big.status) = (Some(Status::WantToRead), Some(Status::Read));
        }
        SortField::Pages => (small.pages, big.pages) = (Some(9), Some(10)),
        SortField::Format => {
            (small.format, big.format) = (
                Some(Format::Audiobook),
                Some(Format::Other("Scroll".into())),
            );
        }
        SortField::Language => {
            (small.language, big.language) = (Some("de".into()), Some("fr".into()));
        }
        SortField::Price => {
            (small.price, big.price) = (Money::new(900, "EUR").ok(), Money::new(1_000, "EUR").ok());
        }
    }
    (small, big)
}

/// The readings that go with it: two, the later of which counts.
fn readings_of(sort: SortField, latest: &str) -> BookExtras {
    let date = |text: &str| PartialDate::parse(text).ok();
    let reading = |text: &str| match sort {
        SortField::Started => Some(ReadingFacts {
            started: date(text),
            ..ReadingFacts::default()
        }),
        SortField::Finished => Some(ReadingFacts {
            finished: date(text),
            outcome: Some(Outcome::Finished),
            ..ReadingFacts::default()
        }),
        _ => None,
    };
    let readings = [latest, "1990-01"].into_iter().filter_map(reading);
    BookExtras::of(readings, [])
}

#[test]
fn every_field_orders_in_both_directions_with_the_missing_last() {
    for sort in SortField::ALL {
        let shelf = Shelf::new();
        let (small, big) = pair(sort);
        let is_always_there = matches!(
            sort,
            SortField::Title | SortField::Added | SortField::Changed
        );
        // Two equal ones, and two without, to see that they follow one another by title from either end.
        let add = |fields: &BookFields, latest: &str| {
            shelf.add_with(fields, &readings_of(sort, latest));
            fields.title.clone()
        };
        let small = add(&small, "2020-12-31");
        shelf.clock.advance(1);
        let mut twin = big.clone();
        twin.title = format!("N{}", &big.title[1..]);
        add(&twin, "2021");
        let big = add(&big, "2021");
        if is_always_there {
            let expected = [small.as_str(), big.as_str(), twin.title.as_str()];
            assert_eq!(
                shelf.sorted(sort, Direction::Ascending),
                expected,
                "{sort:?}"
            );
            continue;
        }
        shelf.add("P None");
        shelf.add("O None");
        let missing = ["O None", "P None"];
        let ascending = shelf.sorted(sort, Direction::Ascending);
        assert_eq!(
            ascending[..3],
            [small.as_str(), big.as_str(), twin.title.as_str()],
            "{sort:?}"
        );
        let descending = shelf.sorted(sort, Direction::Descending);
        assert_eq!(
            descending[..3],
            [big.as_str(), twin.title.as_str(), small.as_str()],
            "{sort:?}"
        );
        assert_eq!(ascending[3..], missing, "{sort:?}");
        assert_eq!(descending[3..], missing, "{sort:?}");
    }
}

#[test]
fn equal_books_are_ordered_by_age() {
    let shelf = Shelf::new();
    let books: Vec<_> = (0..5).map(|_| shelf.add("Same").id).collect();
    for direction in [Direction::Ascending, Direction::Descending] {
        let query = ListQuery {
            sort: SortField::Rating,
            direction,
            ..ListQuery::default()
        };
        assert_eq!(shelf.library.list(&query).unwrap().ids, books);
    }
}

#[test]
fn the_author_is_the_chief_one() {
    let shelf = Shelf::new();
    let person = |name: &str, role| Contributor {
        name: name.into(),
        role,
    };
    let people = vec![
        person("Ann Able", Role::Translator),
        person("Zed Zonk", Role::Author),
        person("B B", Role::Author),
    ];
    let book = shelf.add_fields(&BookFields {
        contributors: people,
        ..titled("First")
    });
    let edited = shelf.add_fields(&BookFields {
        contributors: vec![person("Ed Itor", Role::Editor)],
        ..titled("Second")
    });
    let rows = shelf.library.rows(&[edited.id, book.id]).unwrap();
    assert_eq!(rows[0].authors.as_deref(), Some("Ed Itor"));
    assert_eq!(rows[1].authors.as_deref(), Some("Zed Zonk, B B"));
    assert_eq!(
        shelf.sorted(SortField::Author, Direction::Ascending),
        ["Second", "First"]
    );
}

#[test]
fn rows_come_in_the_order_asked() {
    let shelf = Shelf::new();
    let (a, b) = (shelf.add("A1").id, shelf.add("B1").id);
    let gone = library::BookId::from_raw(1);
    let ids: Vec<_> = shelf
        .library
        .rows(&[b, gone, a, b])
        .unwrap()
        .into_iter()
        .map(|row| row.id)
        .collect();
    assert_eq!(ids, [b, a, b]);
}

#[test]
fn a_row_shows_readings_copies_and_loans() {
    let shelf = Shelf::new();
    let date = |text: &str| PartialDate::parse(text).ok();
    let finished = ReadingFacts {
        started: date("2019"),
        finished: date("2019-06"),
        outcome: Some(Outcome::Finished),
        note: None,
    };
    let given_up = ReadingFacts {
        started: date("2020-02-01"),
        finished: date("2020-02-03"),
        outcome: Some(Outcome::Abandoned),
        note: None,
    };
    let extras = BookExtras::of(
        [given_up, finished],
        [OwnedCopy::default(), OwnedCopy::default()],
    );
    let fields = BookFields {
        favourite: true,
        ..titled("T")
    };
    let id = shelf.add_with(&fields, &extras);
    let row = shelf.library.rows(&[id]).unwrap().remove(0);
    assert_eq!(
        (row.started, row.finished),
        (date("2020-02-01"), date("2019-06"))
    );
    assert_eq!((row.copies, row.favourite, row.progress), (2, true, None));
    assert_eq!((row.lent_to, row.due, row.wished), (None, None, false));
}

#[test]
fn a_change_that_leaves_the_words_leaves_the_index() {
    let shelf = Shelf::new();
    let book = shelf.add("Kim");
    let index = || -> Vec<(i64, Vec<u8>)> {
        let db = shelf.raw();
        let mut statement = db
            .prepare("SELECT id, block FROM search_data ORDER BY id")
            .unwrap();
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)));
        rows.unwrap().map(Result::unwrap).collect()
    };
    let before = index();
    let numbers = BookFields {
        status: Some(Status::Read),
        rating: Rating::from_quarters(16).ok(),
        pages: Some(300),
        favourite: true,
        price: Money::new(700, "EUR").ok(),
        published: PartialDate::parse("1901").ok(),
        ..titled("Kim")
    };
    let book = shelf
        .library
        .update(book.id, book.revision, &numbers)
        .unwrap()
        .value;
    assert_eq!(
        shelf.find("status:read rating:4 pages:300 year:1901"),
        ["Kim"]
    );
    shelf.library.trash(&[book.id]).unwrap();
    shelf.library.restore(&[book.id]).unwrap();
    assert!(index() == before, "the index was written");
    let book = shelf.library.book(book.id).unwrap();
    let words = BookFields {
        notes: Some("elephants".into()),
        ..numbers
    };
    shelf
        .library
        .update(book.id, book.revision, &words)
        .unwrap();
    assert!(index() != before, "the index was not written");
    assert_eq!(shelf.find("notes:elephants is:favourite"), ["Kim"]);
}
