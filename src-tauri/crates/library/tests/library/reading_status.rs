//! The status of a book after any sequence of what can be recorded of its readings.

use library::{
    Book, BookFields, Change, Doubts, Library, LibraryError, Outcome, ProgressForm, ReadingForm,
    Status,
};
use proptest::prelude::*;

use crate::support::{Shelf, dump_books};

/// What can be done with the readings of a book. A number picks one of those that there are.
#[derive(Debug, Clone)]
enum Step {
    Start,
    Add(Outcome, Option<u16>),
    End(usize, Outcome),
    Change(usize, Option<Outcome>),
    Delete(usize),
    Progress(Option<usize>),
    Pause,
    Resume,
    Set(Option<Status>),
}

fn step() -> impl Strategy<Value = Step> {
    let outcome = || prop_oneof![Just(Outcome::Finished), Just(Outcome::Abandoned)];
    let status = prop::sample::select(Status::ALL.to_vec());
    // Few readings, of which often several go on: that is where rules differ.
    prop_oneof![
        4 => Just(Step::Start),
        1 => (outcome(), prop::option::of(2000..2004_u16)).prop_map(|(how, year)| Step::Add(how, year)),
        4 => (0..3_usize, outcome()).prop_map(|(at, how)| Step::End(at, how)),
        2 => (0..3_usize, prop::option::of(outcome())).prop_map(|(at, how)| Step::Change(at, how)),
        2 => (0..3_usize).prop_map(Step::Delete),
        2 => prop::option::of(0..3_usize).prop_map(Step::Progress),
        3 => Just(Step::Pause),
        1 => Just(Step::Resume),
        1 => prop::option::of(status).prop_map(Step::Set),
    ]
}

/// A reader's own account of the book, kept without looking at it.
#[derive(Debug, Default)]
struct Account {
    status: Option<Status>,
    /// How each reading ended, and in which year if that is known.
    readings: Vec<(Option<Outcome>, Option<u16>)>,
}

fn says(outcome: Outcome) -> Status {
    match outcome {
        Outcome::Finished => Status::Read,
        Outcome::Abandoned => Status::DidNotFinish,
    }
}

impl Account {
    fn is_open(&self) -> bool {
        self.readings.iter().any(|(outcome, _)| outcome.is_none())
    }

    /// The place of the reading that ended last.
    fn last(&self) -> Option<usize> {
        let mut last: Option<usize> = None;
        for (at, (outcome, year)) in self.readings.iter().enumerate() {
            let until = last.and_then(|last| self.readings[last].1);
            let is_earlier = matches!((year, until), (Some(year), Some(until)) if *year < until);
            if outcome.is_some() && !is_earlier {
                last = Some(at);
            }
        }
        last
    }

    fn said_by_last(&self) -> Option<Status> {
        self.last().and_then(|at| self.readings[at].0).map(says)
    }

    fn end(&mut self, at: usize, how: Outcome) -> bool {
        let Some((outcome, _)) = self.readings.get_mut(at) else {
            return false;
        };
        let before = outcome.replace(how);
        match (before, self.is_open()) {
            _ if before == Some(how) => {}
            (None, false) => self.status = Some(says(how)),
            (None, true) if self.status != Some(Status::Paused) => {
                self.status = Some(Status::Reading);
            }
            (Some(before), false) if self.status == Some(says(before)) => {
                self.status = self.said_by_last();
            }
            _ => {}
        }
        true
    }

    fn delete(&mut self, at: usize) -> bool {
        if at >= self.readings.len() {
            return false;
        }
        let (outcome, _) = self.readings.remove(at);
        match (outcome, self.status) {
            _ if self.is_open() => {}
            (None, Some(Status::Reading | Status::Paused)) => self.status = self.said_by_last(),
            (Some(how), Some(status)) if says(how) == status => {
                self.status = self.said_by_last().or(self.status);
            }
            _ => {}
        }
        true
    }

    /// Where that can be done, does it in the account and says so.
    fn take(&mut self, step: &Step) -> bool {
        match *step {
            Step::Start => {
                self.readings.push((None, None));
                self.status = Some(Status::Reading);
            }
            Step::Add(how, year) => {
                let stays = [Status::Reading, Status::Paused, Status::Read].map(Some);
                if !self.is_open() && !stays.contains(&self.status) {
                    self.status = Some(says(how));
                }
                self.readings.push((Some(how), year));
            }
            Step::End(at, how) | Step::Change(at, Some(how)) => return self.end(at, how),
            Step::Change(at, None) => {
                let Some(reading) = self.readings.get_mut(at) else {
                    return false;
                };
                if reading.0.take().is_some() {
                    self.status = Some(Status::Reading);
                }
            }
            Step::Delete(at) => return self.delete(at),
            Step::Progress(Some(at)) => match self.readings.get(at) {
                None => return false,
                Some((None, _)) => self.status = Some(Status::Reading),
                Some(_) => {}
            },
            Step::Progress(None) => {
                if !self.is_open() {
                    self.readings.push((None, None));
                }
                self.status = Some(Status::Reading);
            }
            Step::Pause => {
                let is_read = matches!(self.status, Some(Status::Reading | Status::Paused));
                if !self.is_open() && !is_read {
                    return false;
                }
                self.status = Some(Status::Paused);
            }
            Step::Resume => {
                let is_read = matches!(self.status, Some(Status::Reading | Status::Paused));
                if !self.is_open() && !is_read {
                    match self.last() {
                        Some(at) if self.readings[at].0 == Some(Outcome::Abandoned) => {
                            self.readings[at] = (None, None);
                        }
                        _ => return false,
                    }
                }
                self.status = Some(Status::Reading);
            }
            Step::Set(status) => {
                let how = match status {
                    Some(Status::Read) => Some(Outcome::Finished),
                    Some(Status::DidNotFinish) => Some(Outcome::Abandoned),
                    _ => None,
                };
                if let Some(how) = how.filter(|_| status != self.status) {
                    for (outcome, _) in &mut self.readings {
                        outcome.get_or_insert(how);
                    }
                }
                self.status = status;
            }
        }
        true
    }
}

/// Does it in the library.
fn take(library: &Library, book: &Book, step: &Step) -> Result<Change<Book>, LibraryError> {
    let (id, base) = (book.id, book.revision);
    let at = |at: usize| match book.readings.get(at) {
        Some(reading) => reading.id,
        None => "1".parse().unwrap(),
    };
    let year = |at: usize| {
        let reading = book.readings.get(at)?;
        reading.facts.finished.map(|date| date.to_string())
    };
    let save = |which, finished: Option<String>, outcome| {
        let form = ReadingForm {
            finished,
            outcome,
            ..ReadingForm::default()
        };
        library.save_reading(id, base, which, &form, Doubts::Keep)
    };
    match *step {
        Step::Start => save(None, None, None),
        Step::Add(how, year) => save(None, year.map(|year| year.to_string()), Some(how)),
        Step::End(which, how) => save(Some(at(which)), year(which), Some(how)),
        Step::Change(which, how) => save(Some(at(which)), year(which), how),
        Step::Delete(which) => library.delete_reading(id, base, at(which)),
        Step::Progress(which) => {
            let form = ProgressForm {
                value: "5".into(),
                ..ProgressForm::default()
            };
            library.save_progress(id, base, which.map(at), None, &form, Doubts::Ask)
        }
        Step::Pause => library.pause_reading(id, base),
        Step::Resume => library.resume_reading(id, base),
        Step::Set(status) => {
            let fields = BookFields {
                status,
                ..book.fields.clone()
            };
            library.update(id, base, &fields)
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_status_follows_whatever_is_recorded(steps in prop::collection::vec(step(), 8..24)) {
        let shelf = Shelf::new();
        let library = &shelf.library;
        let mut book = shelf.add("Kim");
        let db = shelf.raw();
        let before = dump_books(&db);
        let mut account = Account::default();
        let mut entries = 0;
        for step in &steps {
            shelf.clock.advance(1);
            let can = account.take(step);
            match take(library, &book, step) {
                Ok(change) => {
                    prop_assert!(can, "{:?} was done", step);
                    entries += usize::from(change.entry.is_some());
                    book = change.value;
                }
                Err(LibraryError::NotFound | LibraryError::Invalid(_)) => prop_assert!(!can, "{:?} was refused", step),
                Err(error) => panic!("{error:?}"),
            }
            prop_assert_eq!(book.fields.status, account.status, "after {:?}", step);
            let kept: Vec<_> = book.readings.iter().map(|one| one.facts.outcome).collect();
            let expected: Vec<_> = account.readings.iter().map(|(outcome, _)| *outcome).collect();
            prop_assert_eq!(kept, expected, "after {:?}", step);
            let is_over = matches!(account.status, Some(Status::Read | Status::DidNotFinish));
            prop_assert!(!(is_over && account.is_open()), "a book that is over has a reading that goes on");
        }
        let after = dump_books(&db);
        for _ in 0..entries {
            library.undo(None).unwrap();
        }
        prop_assert_eq!(dump_books(&db), before);
        for _ in 0..entries {
            library.redo().unwrap();
        }
        prop_assert_eq!(dump_books(&db), after);
    }
}
