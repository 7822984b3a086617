//! Fields of the reader's own.

use library::{
    Book, BookFields, BulkForm, CustomFieldForm, CustomValue, FieldId, FieldKind, LibraryError,
};

use crate::support::{Shelf, titled};

fn form(name: &str, kind: FieldKind) -> CustomFieldForm {
    CustomFieldForm {
        name: name.into(),
        kind,
        choices: Vec::new(),
    }
}

fn choice(name: &str, choices: &[&str]) -> CustomFieldForm {
    CustomFieldForm {
        choices: choices.iter().map(|choice| (*choice).to_owned()).collect(),
        ..form(name, FieldKind::Choice)
    }
}

fn valued(title: &str, values: &[(FieldId, &str)]) -> BookFields {
    BookFields {
        custom: values
            .iter()
            .map(|(field, value)| CustomValue {
                field: *field,
                value: (*value).into(),
            })
            .collect(),
        ..titled(title)
    }
}

/// Where and what is wrong.
fn wrong<T: std::fmt::Debug>(result: Result<T, LibraryError>) -> Vec<(String, String)> {
    match result {
        Err(LibraryError::Invalid(errors)) => errors
            .0
            .into_iter()
            .map(|error| (error.field, error.message))
            .collect(),
        other => panic!("{other:?}"),
    }
}

impl Shelf {
    fn field(&self, form: &CustomFieldForm) -> FieldId {
        self.library
            .save_custom_field(None, form, None)
            .unwrap()
            .value
    }

    fn values(&self, book: &Book) -> Vec<String> {
        let custom = self.now(book).fields.custom;
        custom.into_iter().map(|value| value.value).collect()
    }

    fn field_names(&self) -> Vec<String> {
        let fields = self.library.custom_fields().unwrap();
        fields.into_iter().map(|field| field.name).collect()
    }
}

#[test]
fn a_book_keeps_values_as_their_fields_write_them() {
    let shelf = Shelf::new();
    let library = &shelf.library;
    let grade = shelf.field(&form("Grade", FieldKind::Number));
    let signed = shelf.field(&form("Signed", FieldKind::YesNo));
    let seen = shelf.field(&form("First seen", FieldKind::Date));
    let room = shelf.field(&choice("Room", &["Study", " ", "Attic"]));

    // Given in any order, kept in the order of the fields.
    let typed = [
        (room, " study "),
        (seen, "2021-05"),
        (grade, "12,50"),
        (signed, "Y"),
    ];
    let book = shelf.add_fields(&valued("A", &typed));
    assert_eq!(shelf.values(&book), ["12.5", "yes", "2021-05", "Study"]);
    // Saved again as it was typed, it is the same.
    let same = library.update(book.id, book.revision, &valued("A", &typed));
    assert_eq!(same.unwrap().entry, None);

    shelf.assert_undoable(|| {
        let edited = valued("A", &[(grade, "13"), (seen, "2021-05"), (signed, " ")]);
        library.update(book.id, book.revision, &edited).unwrap();
    });
    assert_eq!(shelf.values(&book), ["13", "2021-05"]);

    let counts: Vec<u32> = library
        .custom_fields()
        .unwrap()
        .iter()
        .map(|field| field.books)
        .collect();
    assert_eq!(counts, [1, 0, 1, 0]);
    library.trash(&[book.id]).unwrap();
    assert_eq!(library.custom_fields().unwrap()[0].books, 0);
}

#[test]
fn a_value_that_does_not_fit_is_an_error_at_its_field() {
    let shelf = Shelf::new();
    let grade = shelf.field(&form("Grade", FieldKind::Number));
    let room = shelf.field(&choice("Room", &["Study"]));
    let gone = FieldId::from_raw(7);
    let book = valued(
        "A",
        &[
            (grade, "good"),
            (gone, "x"),
            (room, "Hall"),
            (room, "Study"),
        ],
    );
    let errors = wrong(shelf.library.add(&book));
    let places: Vec<&str> = errors.iter().map(|(field, _)| field.as_str()).collect();
    assert_eq!(
        places,
        [
            format!("custom.{grade}"),
            "custom.7".to_owned(),
            format!("custom.{room}")
        ]
    );
    assert!(errors[0].1.ends_with("found \"good\""));
    assert!(errors[2].1.contains("expected one of \"Study\""));
    // What else is wrong is said at once.
    let untitled = valued(" ", &[(grade, "good")]);
    assert_eq!(wrong(shelf.library.add(&untitled)).len(), 2);
    let twice = valued("A", &[(grade, "1"), (grade, "2")]);
    assert!(wrong(shelf.library.add(&twice))[0].1.contains("found two"));
    let grouped = wrong(shelf.library.add(&valued("A", &[(grade, "1,234")])));
    assert_eq!(grouped[0].0, format!("custom.{grade}"));
    assert!(grouped[0].1.starts_with("expected 1234 or 1.234"));
    assert_eq!(shelf.find(""), [""; 0]);
}

#[test]
fn many_books_get_a_value_at_once() {
    let shelf = Shelf::new();
    let grade = shelf.field(&form("Grade", FieldKind::Number));
    let books = [
        shelf.add_fields(&valued("A", &[(grade, "1")])),
        shelf.add("B"),
    ];
    let ids = books.each_ref().map(|book| book.id);
    let mut bulk = BulkForm {
        custom: vec![grade],
        ..BulkForm::default()
    };
    bulk.book.custom = valued("", &[(grade, "2,0")]).custom;
    shelf.assert_undoable(|| {
        assert_eq!(shelf.library.bulk_edit(&ids, &bulk).unwrap().value, 2);
    });
    assert_eq!(shelf.values(&books[0]), ["2"]);
    assert_eq!(shelf.values(&books[1]), ["2"]);
    bulk.book.custom = valued("", &[(grade, "two")]).custom;
    assert_eq!(
        wrong(shelf.library.bulk_edit(&ids, &bulk))[0].0,
        format!("custom.{grade}")
    );
    bulk.book.custom = Vec::new();
    assert_eq!(shelf.library.bulk_edit(&ids, &bulk).unwrap().value, 2);
    assert_eq!(shelf.values(&books[0]), [""; 0]);
}

#[test]
fn a_field_changes_its_kind_only_when_all_values_fit() {
    let shelf = Shelf::new();
    let library = &shelf.library;
    let field = shelf.field(&form("Grade", FieldKind::Text));
    let numbers = shelf.add_fields(&valued("A", &[(field, "12,50")]));
    let word = shelf.add_fields(&valued("B", &[(field, "good")]));
    // What lies in the trash may come back.
    library.trash(&[word.id]).unwrap();

    let number = form("Grade", FieldKind::Number);
    let errors = wrong(library.save_custom_field(Some(field), &number, None));
    assert_eq!(errors[0].0, "kind");
    assert!(errors[0].1.contains("1 book") && errors[0].1.contains("\"good\""));

    library.delete_for_good(&[word.id]).unwrap();
    let before = shelf.now(&numbers);
    shelf.assert_undoable(|| {
        library
            .save_custom_field(Some(field), &number, None)
            .unwrap();
    });
    assert_eq!(shelf.values(&numbers), ["12.5"]);
    let stale = library.update(before.id, before.revision, &before.fields);
    assert!(matches!(stale, Err(LibraryError::Stale { .. })));
    assert_eq!(
        library
            .save_custom_field(Some(field), &number, None)
            .unwrap()
            .entry,
        None
    );
}

#[test]
fn a_choice_that_is_chosen_stays() {
    let shelf = Shelf::new();
    let library = &shelf.library;
    let field = shelf.field(&choice("Room", &["Study", "Attic", "Hall"]));
    let book = shelf.add_fields(&valued("A", &[(field, "Attic")]));
    let fewer =
        |choices: &[&str]| library.save_custom_field(Some(field), &choice("Room", choices), None);

    let errors = wrong(fewer(&["Study"]));
    assert_eq!(errors[0].0, "choices");
    assert!(errors[0].1.contains("\"Attic\""), "{}", errors[0].1);
    shelf.assert_undoable(|| {
        fewer(&["ATTIC", "Study"]).unwrap();
    });
    assert_eq!(shelf.values(&book), ["ATTIC"]);
    assert_eq!(
        library.custom_fields().unwrap()[0].choices,
        ["ATTIC", "Study"]
    );
    assert_eq!(wrong(fewer(&["a", " Á"]))[0].0, "choices.1");
    assert_eq!(wrong(fewer(&[" "]))[0].0, "choices");
}

#[test]
fn fields_are_made_renamed_moved_and_deleted() {
    let shelf = Shelf::new();
    let library = &shelf.library;
    let first = shelf.field(&form(" Mood ", FieldKind::Text));
    let second = shelf.field(&form("Second", FieldKind::Text));
    let book = shelf.add_fields(&valued("A", &[(first, "1"), (second, "2")]));

    shelf.assert_undoable(|| {
        library.move_custom_field(second, Some(first)).unwrap();
    });
    assert_eq!(shelf.field_names(), ["Second", "Mood"]);
    assert_eq!(shelf.values(&book), ["2", "1"]);
    // The order of the fields is no part of the book.
    let same = library.update(book.id, book.revision, &book.fields);
    assert_eq!(same.unwrap().entry, None);

    let taken = library.save_custom_field(None, &form("sécond", FieldKind::Text), None);
    assert!(matches!(taken, Err(LibraryError::NameTaken { name, by: None }) if name == "Second"));
    let renamed = library.save_custom_field(Some(first), &form("MOOD", FieldKind::Text), None);
    assert!(renamed.unwrap().entry.is_some());
    assert_eq!(shelf.now(&book), {
        let mut now = book.clone();
        now.fields.custom.reverse();
        now
    });

    shelf.assert_undoable(|| {
        library.delete_custom_field(second).unwrap();
    });
    assert_eq!(shelf.field_names(), ["MOOD"]);
    assert_eq!(shelf.values(&book), ["1"]);
    let stale = library.update(book.id, book.revision, &book.fields);
    assert!(matches!(stale, Err(LibraryError::Stale { .. })));
    for gone in [
        library.delete_custom_field(second).err(),
        library.move_custom_field(second, None).err(),
        library.move_custom_field(first, Some(second)).err(),
        library
            .save_custom_field(Some(second), &form("X", FieldKind::Text), None)
            .err(),
    ] {
        assert!(matches!(gone, Some(LibraryError::NotFound)));
    }
    assert_eq!(
        wrong(library.save_custom_field(None, &form(" ", FieldKind::Text), None))[0].0,
        "name"
    );
}

#[test]
fn choices_that_were_changed_meanwhile_are_asked_about() {
    let shelf = Shelf::new();
    let library = &shelf.library;
    let was = choice("Room", &["Attic"]);
    let id = shelf.field(&was);
    let save = |choices: &[&str]| {
        library.save_custom_field(Some(id), &choice("Room", choices), Some(&was))
    };
    save(&["Attic", "Cellar"]).unwrap();
    let asked = save(&["Attic", "Hall"]);
    assert!(
        matches!(&asked, Err(LibraryError::Doubtful(errors)) if errors.0[0].field == "choices"),
        "{asked:?}"
    );
    assert_eq!(
        library.custom_fields().unwrap()[0].choices,
        ["Attic", "Cellar"]
    );
}

#[test]
fn a_field_is_not_called_what_the_search_calls_something_else() {
    let shelf = Shelf::new();
    let errors = wrong(shelf.library.save_custom_field(
        None,
        &form("Title", FieldKind::Text),
        None,
    ));
    assert_eq!(errors[0].0, "name");
    shelf.field(&form("Title page", FieldKind::Text));
}
