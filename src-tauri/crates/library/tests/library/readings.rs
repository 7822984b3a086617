//! Readings, how far they come, and the status that follows.

use library::{
    Book, BookFields, Change, Doubts, Label, LibraryError, Outcome, ProgressForm, ProgressUnit,
    ReadingAct, ReadingFacts, ReadingForm, Revision, Status,
};

use crate::support::{Shelf, dump_books, refused, titled};

/// Something that is done to a book in the state of that revision.
type Edit<'a> = Box<dyn Fn(Revision) -> Result<Change<Book>, LibraryError> + 'a>;

pub fn reading(started: &str, finished: &str, outcome: Option<Outcome>) -> ReadingForm {
    ReadingForm {
        started: Some(started.into()),
        finished: Some(finished.into()),
        outcome,
        ..ReadingForm::default()
    }
}

pub fn page(value: &str) -> ProgressForm {
    ProgressForm {
        value: value.into(),
        ..ProgressForm::default()
    }
}

impl Shelf {
    pub fn read(&self, book: &Book, form: &ReadingForm) -> Book {
        let done = self
            .library
            .save_reading(book.id, book.revision, None, form, Doubts::Ask);
        done.unwrap().value
    }

    pub fn act(&self) -> ReadingAct {
        match &self.library.history(None, 1).unwrap().entries[0].label {
            Label::Reading { act, title } if title == "Kim" => *act,
            other => panic!("{other:?}"),
        }
    }
}

pub fn with_status(status: Status) -> BookFields {
    BookFields {
        status: Some(status),
        pages: Some(300),
        ..titled("Kim")
    }
}

#[test]
fn a_book_is_begun_put_aside_taken_up_and_read_to_the_end() {
    let shelf = Shelf::new();
    let library = &shelf.library;
    let book = shelf.add_fields(&with_status(Status::WantToRead));

    let book = shelf.read(&book, &reading("2026-11", "", None));
    assert_eq!(book.fields.status, Some(Status::Reading));
    assert_eq!(shelf.act(), ReadingAct::Started);

    let note = ProgressForm {
        note: Some("The lama! ".into()),
        ..page("120")
    };
    let done = library.save_progress(book.id, book.revision, None, None, &note, Doubts::Ask);
    let book = done.unwrap().value;
    assert_eq!(shelf.act(), ReadingAct::Progressed);
    let [kept] = book.readings[0].progress.as_slice() else {
        panic!("{:?}", book.readings)
    };
    assert_eq!((kept.unit, kept.value), (ProgressUnit::Page, 120));
    assert_eq!(kept.note.as_deref(), Some("The lama!"));
    assert_eq!(kept.at, book.changed);

    let book = library.pause_reading(book.id, book.revision).unwrap().value;
    assert_eq!(book.fields.status, Some(Status::Paused));
    assert_eq!(shelf.act(), ReadingAct::Paused);
    let again = library.pause_reading(book.id, book.revision).unwrap();
    assert_eq!(again.entry, None, "it is paused already");

    let book = library
        .resume_reading(book.id, book.revision)
        .unwrap()
        .value;
    assert_eq!(book.fields.status, Some(Status::Reading));
    assert_eq!(shelf.act(), ReadingAct::Resumed);

    let form = reading("2026-11", "2026-11-22", Some(Outcome::Finished));
    let id = book.readings[0].id;
    let done = library.save_reading(book.id, book.revision, Some(id), &form, Doubts::Ask);
    let book = done.unwrap().value;
    assert_eq!(book.fields.status, Some(Status::Read));
    assert_eq!(shelf.act(), ReadingAct::Finished);
    assert_eq!(book.readings.len(), 1);
    let facts = &book.readings[0].facts;
    assert_eq!(facts.started.unwrap().to_string(), "2026-11");
    assert_eq!(facts.finished.unwrap().to_string(), "2026-11-22");
    assert_eq!(book.readings[0].progress.len(), 1);
    assert_eq!(library.book(book.id).unwrap(), book);
}

#[test]
fn a_reading_that_was_given_up_goes_on_where_it_ended() {
    let shelf = Shelf::new();
    let library = &shelf.library;
    let book = shelf.add("Kim");
    let book = shelf.read(&book, &reading("2019", "2020", Some(Outcome::Finished)));
    let book = shelf.read(&book, &reading("2021", "", None));
    let id = book.readings[1].id;
    let form = reading("2021", "2022-05", Some(Outcome::Abandoned));
    let done = library.save_reading(book.id, book.revision, Some(id), &form, Doubts::Ask);
    let book = done.unwrap().value;
    assert_eq!(book.fields.status, Some(Status::DidNotFinish));
    assert_eq!(shelf.act(), ReadingAct::Abandoned);

    let book = library
        .resume_reading(book.id, book.revision)
        .unwrap()
        .value;
    assert_eq!(book.fields.status, Some(Status::Reading));
    assert_eq!(book.readings.len(), 2);
    let facts = &book.readings[1].facts;
    assert_eq!((facts.finished, facts.outcome), (None, None));
    assert_eq!(facts.started.unwrap().to_string(), "2021");
    assert_eq!(book.readings[0].facts.outcome, Some(Outcome::Finished));
}

#[test]
fn there_must_be_something_to_put_aside_and_to_take_up() {
    let shelf = Shelf::new();
    let library = &shelf.library;
    let book = shelf.add("Kim");
    assert_eq!(
        refused(library.pause_reading(book.id, book.revision)),
        ["reading"]
    );
    assert_eq!(
        refused(library.resume_reading(book.id, book.revision)),
        ["reading"]
    );
    let book = shelf.read(&book, &reading("", "2020", Some(Outcome::Finished)));
    assert_eq!(
        refused(library.pause_reading(book.id, book.revision)),
        ["reading"]
    );
    assert_eq!(
        refused(library.resume_reading(book.id, book.revision)),
        ["reading"]
    );
    // Of a book that came from elsewhere only the status may be known.
    let book = shelf.add_fields(&with_status(Status::Reading));
    let book = library.pause_reading(book.id, book.revision).unwrap().value;
    assert_eq!(book.fields.status, Some(Status::Paused));
    let book = library
        .resume_reading(book.id, book.revision)
        .unwrap()
        .value;
    assert_eq!(book.fields.status, Some(Status::Reading));
    assert!(book.readings.is_empty(), "nothing is invented");
}

#[test]
fn an_earlier_reading_leaves_a_book_that_is_being_read_so() {
    let shelf = Shelf::new();
    for status in [Status::Reading, Status::Paused] {
        let book = shelf.add_fields(&with_status(status));
        let book = shelf.read(&book, &reading("", "2001", Some(Outcome::Finished)));
        assert_eq!(book.fields.status, Some(status));
        assert_eq!(shelf.act(), ReadingAct::Added);
    }
    let book = shelf.add_fields(&with_status(Status::WantToRead));
    let book = shelf.read(&book, &reading("", "", Some(Outcome::Finished)));
    assert_eq!(book.fields.status, Some(Status::Read));
    assert_eq!(book.readings[0].facts.finished, None, "no date is made up");
}

#[test]
fn what_is_being_read_without_a_reading_ends_in_one_entry() {
    let shelf = Shelf::new();
    let ended = |outcome| ReadingForm {
        ends: true,
        ..reading("", "2026-11", Some(outcome))
    };
    for (before, outcome, status, act) in [
        (
            Status::Reading,
            Outcome::Finished,
            Status::Read,
            ReadingAct::Finished,
        ),
        (
            Status::Paused,
            Outcome::Abandoned,
            Status::DidNotFinish,
            ReadingAct::Abandoned,
        ),
    ] {
        let book = shelf.add_fields(&with_status(before));
        let read = shelf.read(&book, &ended(outcome));
        assert_eq!(read.fields.status, Some(status));
        assert_eq!(shelf.act(), act);
        shelf.library.undo(None).unwrap();
        assert_eq!(shelf.now(&book), book, "one entry holds both");
    }
    // The one that goes on would have been named: this is another.
    let book = shelf.add_fields(&with_status(Status::WantToRead));
    let book = shelf.read(&book, &reading("2026", "", None));
    let book = shelf.read(&book, &ended(Outcome::Finished));
    assert_eq!(book.fields.status, Some(Status::Reading));
    assert_eq!(shelf.act(), ReadingAct::Added);
}

#[test]
fn while_another_reading_goes_on_the_book_is_being_read() {
    let shelf = Shelf::new();
    let library = &shelf.library;
    let book = shelf.add("Kim");
    let book = shelf.read(&book, &reading("2020", "", None));
    let book = shelf.read(&book, &reading("2021", "", None));
    let end = |book: &Book, at: usize| {
        let form = reading("2021", "2022", Some(Outcome::Abandoned));
        let id = book.readings[at].id;
        let done = library.save_reading(book.id, book.revision, Some(id), &form, Doubts::Ask);
        done.unwrap().value
    };
    let book = end(&book, 1);
    assert_eq!(book.fields.status, Some(Status::Reading));
    let book = end(&book, 0);
    assert_eq!(book.fields.status, Some(Status::DidNotFinish));
}

#[test]
fn progress_finds_its_reading_and_takes_up_the_book() {
    let shelf = Shelf::new();
    let library = &shelf.library;
    let book = shelf.add_fields(&with_status(Status::Paused));
    let book = shelf.read(&book, &reading("", "2001", Some(Outcome::Finished)));
    let note = |book: &Book, reading, value: &str| {
        let form = page(value);
        library.save_progress(book.id, book.revision, reading, None, &form, Doubts::Ask)
    };
    // None goes on: one is begun, of which the start is not known.
    let book = note(&book, None, "10").unwrap().value;
    assert_eq!(book.fields.status, Some(Status::Reading));
    assert_eq!(book.readings.len(), 2);
    assert_eq!(book.readings[1].facts, ReadingFacts::default());
    let book = note(&book, None, "20").unwrap().value;
    assert_eq!(book.readings.len(), 2);
    // Going back is no mistake.
    let book = note(&book, None, "5").unwrap().value;
    let values: Vec<u32> = book.readings[1]
        .progress
        .iter()
        .map(|note| note.value)
        .collect();
    assert_eq!(values, [10, 20, 5]);
    // What is noted of an earlier reading says nothing of now.
    let book = library.pause_reading(book.id, book.revision).unwrap().value;
    let book = note(&book, Some(book.readings[0].id), "300").unwrap().value;
    assert_eq!(book.fields.status, Some(Status::Paused));
    assert_eq!(book.readings[0].progress.len(), 1);
    let book = note(&book, None, "30").unwrap().value;
    assert_eq!(book.fields.status, Some(Status::Reading));
}

#[test]
fn a_note_of_progress_is_corrected_and_deleted() {
    let shelf = Shelf::new();
    let library = &shelf.library;
    let book = shelf.read(&shelf.add("Kim"), &reading("2020", "", None));
    let done = library.save_progress(book.id, book.revision, None, None, &page("12"), Doubts::Ask);
    let book = done.unwrap().value;
    let (reading, note) = (book.readings[0].id, book.readings[0].progress[0].clone());
    shelf.clock.advance(3_600);
    let paused = library.pause_reading(book.id, book.revision).unwrap().value;
    let form = ProgressForm {
        unit: ProgressUnit::Percent,
        ..page("40 %")
    };
    let book = &paused;
    let done = library.save_progress(
        book.id,
        book.revision,
        None,
        Some(note.id),
        &form,
        Doubts::Ask,
    );
    let book = done.unwrap().value;
    let now = &book.readings[0].progress[0];
    assert_eq!(
        (now.id, now.unit, now.value),
        (note.id, ProgressUnit::Percent, 40)
    );
    assert_eq!(
        now.at, note.at,
        "when it was noted is not what was corrected"
    );
    assert_eq!(book.fields.status, Some(Status::Paused));
    assert_eq!(shelf.act(), ReadingAct::Edited);

    let done = library.delete_progress(book.id, book.revision, reading, note.id);
    let book = done.unwrap().value;
    assert!(book.readings[0].progress.is_empty());
    assert_eq!(shelf.act(), ReadingAct::Removed);
    let gone = library.delete_progress(book.id, book.revision, reading, note.id);
    assert!(matches!(gone, Err(LibraryError::NotFound)), "{gone:?}");
}

#[test]
fn deleting_a_reading_gives_the_book_the_status_of_those_that_remain() {
    let shelf = Shelf::new();
    let library = &shelf.library;
    let book = shelf.add("Kim");
    let book = shelf.read(&book, &reading("2019", "2020", Some(Outcome::Finished)));
    let book = shelf.read(&book, &reading("2021", "", None));
    let done = library.save_progress(book.id, book.revision, None, None, &page("12"), Doubts::Ask);
    let book = done.unwrap().value;
    let delete = |book: &Book, at: usize| {
        let done = library.delete_reading(book.id, book.revision, book.readings[at].id);
        done.unwrap().value
    };
    let book = delete(&book, 1);
    assert_eq!(book.fields.status, Some(Status::Read));
    assert_eq!(shelf.act(), ReadingAct::Removed);
    let book = delete(&book, 0);
    assert_eq!(
        book.fields.status,
        Some(Status::Read),
        "that it was read is still so"
    );

    let book = shelf.read(&shelf.add("Kim"), &reading("2021", "", None));
    assert_eq!(delete(&book, 0).fields.status, None);
}

#[test]
fn a_status_set_by_hand_ends_the_readings_that_go_on_without_a_date() {
    let shelf = Shelf::new();
    let library = &shelf.library;
    for (status, outcome) in [
        (Status::Read, Some(Outcome::Finished)),
        (Status::DidNotFinish, Some(Outcome::Abandoned)),
        (Status::Paused, None),
        (Status::WantToRead, None),
    ] {
        let book = shelf.add("Kim");
        let book = shelf.read(&book, &reading("", "1999", Some(Outcome::Abandoned)));
        let book = shelf.read(&book, &reading("2021", "", None));
        let db = shelf.raw();
        let before = dump_books(&db);
        let fields = BookFields {
            status: Some(status),
            ..book.fields.clone()
        };
        let book = library
            .update(book.id, book.revision, &fields)
            .unwrap()
            .value;
        assert_eq!(book.fields.status, Some(status));
        let facts = &book.readings[1].facts;
        assert_eq!(
            (facts.outcome, facts.finished),
            (outcome, None),
            "{status:?}"
        );
        assert_eq!(book.readings[0].facts.outcome, Some(Outcome::Abandoned));
        library.undo(None).unwrap();
        assert_eq!(dump_books(&db), before);
    }
}

#[test]
fn an_edit_of_an_older_state_is_refused_and_every_edit_can_be_undone() {
    let shelf = Shelf::new();
    let library = &shelf.library;
    let old = shelf.add("Kim");
    let book = shelf.read(&old, &reading("2019", "2020", Some(Outcome::Abandoned)));
    let done = library.save_progress(
        book.id,
        book.revision,
        Some(book.readings[0].id),
        None,
        &page("9"),
        Doubts::Ask,
    );
    let book = done.unwrap().value;
    let (id, ended) = (book.id, book.readings[0].id);
    let note = book.readings[0].progress[0].id;
    let form = reading("2018", "2020", Some(Outcome::Finished));
    let edits: Vec<(&str, Edit<'_>)> = vec![
        (
            "new",
            Box::new(|base| {
                library.save_reading(id, base, None, &reading("2021", "", None), Doubts::Ask)
            }),
        ),
        (
            "edit",
            Box::new(|base| library.save_reading(id, base, Some(ended), &form, Doubts::Ask)),
        ),
        (
            "delete",
            Box::new(|base| library.delete_reading(id, base, ended)),
        ),
        (
            "progress",
            Box::new(|base| library.save_progress(id, base, None, None, &page("7"), Doubts::Ask)),
        ),
        (
            "edit progress",
            Box::new(|base| {
                library.save_progress(id, base, None, Some(note), &page("7"), Doubts::Ask)
            }),
        ),
        (
            "delete progress",
            Box::new(|base| library.delete_progress(id, base, ended, note)),
        ),
        ("resume", Box::new(|base| library.resume_reading(id, base))),
    ];
    let check = |name: &str, book: &Book, edit: &Edit<'_>| {
        match edit(old.revision) {
            Err(LibraryError::Stale { current }) => assert_eq!(&*current, book, "{name}"),
            other => panic!("{name}: {other:?}"),
        }
        let db = shelf.raw();
        let before = dump_books(&db);
        shelf.clock.advance(60);
        let change = edit(book.revision).unwrap();
        assert_ne!(change.value.revision, book.revision, "{name}");
        assert!(change.value.changed > book.changed, "{name}");
        assert_eq!(library.book(id).unwrap(), change.value, "{name}");
        let after = dump_books(&db);
        assert_eq!(library.undo(change.entry).unwrap().books, 1, "{name}");
        assert_eq!(dump_books(&db), before, "{name}");
        library.redo().unwrap();
        assert_eq!(dump_books(&db), after, "{name}");
        library.undo(None).unwrap();
    };
    for (name, edit) in &edits {
        check(name, &book, edit);
    }
    let being_read = shelf.read(&book, &reading("2021", "", None));
    let pause: Edit<'_> = Box::new(|base| library.pause_reading(id, base));
    check("pause", &being_read, &pause);
}
