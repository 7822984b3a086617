//! What is typed of a reading: what is asked about, and what is refused.

use library::{
    BookExtras, Doubts, Label, LibraryError, Outcome, ProgressForm, ProgressUnit, ReadingAct,
    ReadingFacts, ReadingForm, Status,
};

use crate::readings::{page, reading, with_status};
use crate::support::{Shelf, asked, refused, titled};

#[test]
fn what_looks_wrong_is_asked_at_its_field_and_kept_when_the_reader_says_so() {
    let shelf = Shelf::new();
    let library = &shelf.library;
    let book = shelf.add_fields(&with_status(Status::WantToRead));
    // The clock stands at 2026-11-22.
    let cases: [(ReadingForm, &[&str]); 5] = [
        (
            reading("2021-05", "2021-04-30", Some(Outcome::Finished)),
            &["finished"],
        ),
        (reading("2026-11-23", "", None), &["started"]),
        (reading("", "2027", Some(Outcome::Abandoned)), &["finished"]),
        (reading("", "2021", None), &["outcome"]),
        (
            reading("2027", "2020", None),
            &["started", "finished", "outcome"],
        ),
    ];
    for (form, fields) in cases {
        let save = |doubts| library.save_reading(book.id, book.revision, None, &form, doubts);
        assert_eq!(asked(save(Doubts::Ask)), fields);
        assert_eq!(library.book(book.id).unwrap(), book, "nothing is written");
        let kept = save(Doubts::Keep).unwrap().value;
        assert_eq!(kept.readings[0].facts.outcome, form.outcome);
        let text = kept.readings[0].facts.finished.map(|date| date.to_string());
        assert_eq!(text.unwrap_or_default(), form.finished.clone().unwrap());
        library.undo(None).unwrap();
    }
    for (form, field) in [
        (page("500"), "value"),
        (
            ProgressForm {
                at: Some("2026-11-23".into()),
                ..page("5")
            },
            "at",
        ),
    ] {
        let save =
            |doubts| library.save_progress(book.id, book.revision, None, None, &form, doubts);
        match save(Doubts::Ask) {
            Err(LibraryError::Doubtful(errors)) => {
                assert_eq!(errors.0.len(), 1);
                assert_eq!(errors.0[0].field, field);
                if field == "value" {
                    let message = &errors.0[0].message;
                    assert!(
                        message.contains("300") && message.contains("500"),
                        "{message}"
                    );
                }
            }
            other => panic!("{other:?}"),
        }
        assert_eq!(library.book(book.id).unwrap(), book, "nothing is written");
        save(Doubts::Keep).unwrap();
        library.undo(None).unwrap();
    }
}

#[test]
fn what_was_asked_once_is_not_asked_again_with_every_edit() {
    let shelf = Shelf::new();
    let library = &shelf.library;
    let book = shelf.add("Kim");
    let odd = reading("2021", "2020", Some(Outcome::Finished));
    let done = library.save_reading(book.id, book.revision, None, &odd, Doubts::Keep);
    let book = done.unwrap().value;
    let noted = ReadingForm {
        note: Some("As the diary says.".into()),
        ..odd
    };
    let id = Some(book.readings[0].id);
    let done = library.save_reading(book.id, book.revision, id, &noted, Doubts::Ask);
    let book = done.unwrap().value;
    assert_eq!(shelf.act(), ReadingAct::Edited);
    let worse = ReadingForm {
        finished: Some("2019".into()),
        ..noted
    };
    let done = library.save_reading(book.id, book.revision, id, &worse, Doubts::Ask);
    assert_eq!(asked(done), ["finished"]);
}

#[test]
fn partial_dates_that_may_agree_are_not_doubted() {
    let shelf = Shelf::new();
    for (started, finished) in [
        ("2021-05", "2021"),
        ("2021", "2021-05"),
        ("2021-05-17", "2021-05"),
        ("2026", "2026-11-22"),
        ("2026-11-22", "2026-11"),
    ] {
        let form = reading(started, finished, Some(Outcome::Finished));
        shelf.read(&shelf.add("Kim"), &form);
    }
}

#[test]
fn what_cannot_be_kept_is_refused() {
    let shelf = Shelf::new();
    let library = &shelf.library;
    let book = shelf.add("Kim");
    let form = ReadingForm {
        note: Some("\0".into()),
        ..reading("yesterday", "2021-02-30", None)
    };
    let save = library.save_reading(book.id, book.revision, None, &form, Doubts::Keep);
    assert_eq!(refused(save), ["started", "finished", "note"]);
    let form = ProgressForm {
        unit: ProgressUnit::Percent,
        at: Some("2021-05".into()),
        ..page("101")
    };
    let save = library.save_progress(book.id, book.revision, None, None, &form, Doubts::Keep);
    assert_eq!(refused(save), ["value", "at"]);
    let gone = Some("12".parse().unwrap());
    let form = reading("", "", None);
    let save = library.save_reading(book.id, book.revision, gone, &form, Doubts::Keep);
    assert!(matches!(save, Err(LibraryError::NotFound)), "{save:?}");
    assert_eq!(library.book(book.id).unwrap(), book);
}

#[test]
fn an_import_keeps_to_the_same_limits() {
    let shelf = Shelf::new();
    let import = |readings: Vec<ReadingFacts>| {
        let extras = BookExtras::of(readings, []);
        let label = Label::Imported {
            source: "test".into(),
            count: 1,
        };
        shelf.library.commit(label, |writer| {
            let id = writer.add_book(&titled("Kim"), None, None, &extras)?;
            writer.book(id)
        })
    };
    let noted = |note: &str| ReadingFacts {
        note: Some(note.into()),
        ..ReadingFacts::default()
    };
    let errors = import(vec![noted(" "), noted("\0")]);
    assert_eq!(refused(errors), ["readings.1.note"]);
    assert_eq!(refused(import(vec![noted("x"); 1_001])), ["readings"]);

    let book = import(vec![noted(" aloud "); 1_000]).unwrap().value;
    assert_eq!(book.readings[999].facts, noted("aloud"));
    let form = reading("", "", None);
    let one_more = shelf
        .library
        .save_reading(book.id, book.revision, None, &form, Doubts::Ask);
    assert_eq!(refused(one_more), ["readings"]);
}
