//! Books that are in the library twice.

use library::{BookFields, BookId, Identifier, Label, LibraryError, Likeness, SeriesPlace};

use crate::support::{Shelf, by, titled};

pub fn by_author(title: &str, author: &str) -> BookFields {
    BookFields {
        contributors: by(author),
        ..titled(title)
    }
}

pub fn with_isbn(title: &str, isbn: &str) -> BookFields {
    BookFields {
        isbn: Some(isbn.parse().unwrap()),
        ..titled(title)
    }
}

pub fn with_code(title: &str, scheme: &str, value: &str) -> BookFields {
    BookFields {
        identifiers: vec![Identifier {
            scheme: scheme.into(),
            value: value.into(),
        }],
        ..titled(title)
    }
}

fn volume(title: &str, author: &str, number: &str) -> BookFields {
    BookFields {
        series: vec![SeriesPlace {
            name: "Saga".into(),
            number: Some(number.into()),
        }],
        ..by_author(title, author)
    }
}

pub const ONE: &str = "9780306406157";
pub const OTHER: &str = "9791034902934";

impl Shelf {
    pub fn alike(&self) -> Vec<(Likeness, Vec<String>)> {
        let found = self.library.duplicates(100).unwrap();
        assert_eq!(usize::try_from(found.total).unwrap(), found.groups.len());
        let titles = |books: Vec<library::BookRow>| books.into_iter().map(|row| row.title);
        found
            .groups
            .into_iter()
            .map(|group| (group.likeness, titles(group.books).collect()))
            .collect()
    }
}

fn group(likeness: Likeness, titles: &[&str]) -> (Likeness, Vec<String>) {
    (
        likeness,
        titles.iter().map(|title| (*title).to_owned()).collect(),
    )
}

#[test]
fn books_that_look_like_one_are_found() {
    let shelf = Shelf::new();
    for fields in [
        by_author("The Dispossessed", "Ursula K. Le Guin"),
        by_author("Dispossessed: An Ambiguous Utopia", "Le Guin, Ursula"),
        by_author("The Dispossessed", "Somebody Else"),
        by_author("The Lathe of Heaven", "Ursula K. Le Guin"),
        with_isbn("Isbn one", ONE),
        with_isbn("Isbn two", ONE),
        with_code("Isbn three", "isbn", "978-0-306-40615-7"),
        with_isbn("Another", OTHER),
        with_code("Code one", "asin", "B000"),
        with_code("Code two", "ASIN", "B000"),
        with_code("Number one", "other", "12"),
        with_code("Number two", "other", "12"),
        volume("Collected", "Ann Ames", "1"),
        volume("Collected", "Ann Ames", "2"),
        volume("collected!", "Ann Ames", "Vol. 2"),
        // By title as well: said once.
        with_isbn("Twice", "9780141439518"),
        with_isbn("Twice", "9780141439518"),
    ] {
        shelf.add_fields(&fields);
    }
    let gone = shelf.add_fields(&with_isbn("Thrown away", OTHER));
    shelf.library.trash(&[gone.id]).unwrap();
    assert_eq!(
        shelf.alike(),
        [
            group(Likeness::Isbn, &["Isbn one", "Isbn two", "Isbn three"]),
            group(Likeness::Isbn, &["Twice", "Twice"]),
            group(Likeness::Identifier, &["Code one", "Code two"]),
            group(
                Likeness::TitleAndPeople,
                &["The Dispossessed", "Dispossessed: An Ambiguous Utopia"]
            ),
            group(Likeness::TitleAndPeople, &["Collected", "collected!"]),
        ]
    );
    let first = shelf.library.duplicates(1).unwrap();
    assert_eq!((first.groups.len(), first.total), (1, 5));
}

#[test]
fn two_editions_of_one_work_are_shown() {
    let shelf = Shelf::new();
    for isbn in [ONE, OTHER] {
        shelf.add_fields(&BookFields {
            isbn: Some(isbn.parse().unwrap()),
            ..by_author("Kim", "Rudyard Kipling")
        });
    }
    assert_eq!(
        shelf.alike(),
        [group(Likeness::TitleAndPeople, &["Kim", "Kim"])]
    );
}

#[test]
fn what_the_reader_keeps_apart_is_not_shown_again() {
    let shelf = Shelf::new();
    let books: Vec<BookId> = (0..3)
        .map(|_| shelf.add_fields(&by_author("Kim", "Rudyard Kipling")).id)
        .collect();
    let library = &shelf.library;
    shelf.assert_undoable(|| {
        library.keep_apart(&[books[2], books[0], books[2]]).unwrap();
    });
    assert_eq!(shelf.alike()[0].1.len(), 3);
    assert_eq!(
        library.history(None, 1).unwrap().entries[0].label,
        Label::KeptApart {
            count: 2,
            title: "Kim".into()
        }
    );
    library.keep_apart(&books[1..]).unwrap();
    assert_eq!(shelf.alike()[0].1.len(), 2);
    library.keep_apart(&books).unwrap();
    assert_eq!(shelf.alike(), []);
    assert_eq!(library.keep_apart(&books).unwrap().entry, None);
    // A further one is not known to be another yet.
    shelf.add_fields(&by_author("Kim", "Rudyard Kipling"));
    assert_eq!(shelf.alike()[0].1.len(), 4);

    assert!(matches!(
        library.keep_apart(&books[..1]),
        Err(LibraryError::Invalid(_))
    ));
    assert!(matches!(
        library.keep_apart(&[books[0], BookId::from_raw(1)]),
        Err(LibraryError::NotFound)
    ));
}

#[test]
fn a_family_name_may_be_written_in_one_word() {
    let shelf = Shelf::new();
    shelf.add_fields(&by_author("The Dispossessed", "Ursula K. Le Guin"));
    shelf.add_fields(&by_author("The Dispossessed", "Ursula K. LeGuin"));
    shelf.add_fields(&by_author("The Dispossessed", "Guin Ursula"));
    let same = ["The Dispossessed", "The Dispossessed"];
    assert_eq!(shelf.alike(), [group(Likeness::TitleAndPeople, &same)]);
}
