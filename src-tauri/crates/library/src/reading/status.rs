//! The status that follows from what is recorded of a book's readings.
//!
//! | recorded | status afterwards |
//! |---|---|
//! | a reading that goes on is begun, goes on again, or comes further | reading |
//! | the reading that goes on is put aside | paused |
//! | the reading that went on ends, or what was being read without one | read or did not finish, as it ended; while another goes on, paused if it was, else reading |
//! | an earlier reading is added | as that one ended if there was none, or the book was only wanted; read if one that was not finished was read to the end after all; else as it was: a book that is being read stays so, one that was read stays read |
//! | how an earlier reading ended is corrected | if it was that reading's, the status of the one that ended last |
//! | the reading that goes on is deleted | the status of the one that ended last, none if there is none; as it was while another goes on, or if it was set by hand |
//! | an earlier reading is deleted | if it was that reading's, the status of the one that ended last; as it was if there is none, because that a book was read is still so |
//!
//! The other way round, a status that is set by hand ends readings: see [`outcome_of`]. What is deleted gives no status
//! that a book had before its reading began: nobody wrote that down.

use super::{Outcome, Reading};
use crate::book::Status;

/// What is recorded of a reading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Recorded {
    /// A reading that goes on is new, goes on again, or came further.
    GoesOn,
    /// It is put aside for now.
    Paused,
    /// One that went on ended.
    Ended(Outcome),
    /// One that had ended is new.
    Earlier(Outcome),
    /// One that had ended so ended otherwise.
    Corrected(Outcome),
    /// One was deleted.
    Deleted(Option<Outcome>),
}

/// The status of a book of which that was recorded. `readings` are those that there are afterwards, in the order in
/// which they were recorded.
pub(super) fn status_after(
    status: Option<Status>,
    recorded: Recorded,
    readings: &[Reading],
) -> Option<Status> {
    let goes_on = readings.iter().any(|reading| reading.facts.goes_on());
    let last = || ended_last(readings).and_then(|reading| reading.facts.outcome.map(status_of));
    match recorded {
        Recorded::GoesOn => Some(Status::Reading),
        Recorded::Paused => Some(Status::Paused),
        Recorded::Ended(_) if goes_on => match status {
            Some(Status::Paused) => status,
            _ => Some(Status::Reading),
        },
        Recorded::Ended(outcome) => Some(status_of(outcome)),
        Recorded::Earlier(_) | Recorded::Deleted(_) | Recorded::Corrected(_) if goes_on => status,
        Recorded::Earlier(outcome) => match (status, outcome) {
            (None | Some(Status::WantToRead), _)
            | (Some(Status::DidNotFinish), Outcome::Finished) => Some(status_of(outcome)),
            _ => status,
        },
        Recorded::Deleted(None) => match status {
            Some(Status::Reading | Status::Paused) => last(),
            _ => status,
        },
        Recorded::Corrected(before) | Recorded::Deleted(Some(before)) => {
            if status == Some(status_of(before)) {
                last().or(status)
            } else {
                status
            }
        }
    }
}

/// The reading that ended last: of two, the one that is certain to have ended later; else the one recorded later.
pub(super) fn ended_last(readings: &[Reading]) -> Option<&Reading> {
    let ended = readings.iter().filter(|reading| !reading.facts.goes_on());
    ended.reduce(|last, next| {
        let dates = next.facts.finished.zip(last.facts.finished);
        if dates.is_some_and(|(next, last)| next.is_before(last)) {
            last
        } else {
            next
        }
    })
}

/// How the readings that go on ended when the reader gives the book this status. No date is made up for that. Other
/// statuses leave the readings as they are.
pub(crate) fn outcome_of(status: Status) -> Option<Outcome> {
    match status {
        Status::Read => Some(Outcome::Finished),
        Status::DidNotFinish => Some(Outcome::Abandoned),
        Status::WantToRead | Status::Reading | Status::Paused => None,
    }
}

fn status_of(outcome: Outcome) -> Status {
    match outcome {
        Outcome::Finished => Status::Read,
        Outcome::Abandoned => Status::DidNotFinish,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reading::ReadingFacts;
    use crate::values::{PartialDate, ReadingId};
    use Outcome::{Abandoned, Finished};
    use Recorded::{Corrected, Deleted, Earlier, Ended, GoesOn, Paused as PutAside};
    use Status::{DidNotFinish, Paused, Read, Reading as BeingRead, WantToRead};

    /// `>` goes on, `f` was finished, `a` was given up; a year after it is when that was.
    fn readings(text: &str) -> Vec<Reading> {
        let one = |text: &str| {
            let (kind, year) = text.split_at(1);
            let facts = ReadingFacts {
                outcome: match kind {
                    "f" => Some(Finished),
                    "a" => Some(Abandoned),
                    _ => None,
                },
                finished: PartialDate::parse(year).ok(),
                ..ReadingFacts::default()
            };
            Reading {
                id: ReadingId::from_raw(1),
                facts,
                progress: Vec::new(),
            }
        };
        text.split_whitespace().map(one).collect()
    }

    #[test]
    fn follows_what_is_recorded() {
        let every = [
            None,
            Some(WantToRead),
            Some(BeingRead),
            Some(Paused),
            Some(Read),
            Some(DidNotFinish),
        ];
        for status in every {
            for others in ["", ">", "f", "a2020 >"] {
                let all = readings(&format!("{others} >"));
                assert_eq!(status_after(status, GoesOn, &all), Some(BeingRead));
                assert_eq!(status_after(status, PutAside, &all), Some(Paused));
            }
        }
        let cases = [
            // The reading that goes on ends.
            (Some(BeingRead), Ended(Finished), "f", Some(Read)),
            (Some(Paused), Ended(Abandoned), "f a", Some(DidNotFinish)),
            (None, Ended(Finished), "f", Some(Read)),
            (Some(BeingRead), Ended(Finished), "> f", Some(BeingRead)),
            (Some(Paused), Ended(Finished), "> f", Some(Paused)),
            (Some(WantToRead), Ended(Abandoned), "> a", Some(BeingRead)),
            // An earlier one is added.
            (None, Earlier(Finished), "f", Some(Read)),
            (None, Earlier(Abandoned), "a", Some(DidNotFinish)),
            (Some(WantToRead), Earlier(Finished), "f", Some(Read)),
            (Some(DidNotFinish), Earlier(Finished), "a f", Some(Read)),
            (Some(Read), Earlier(Abandoned), "f a", Some(Read)),
            (Some(BeingRead), Earlier(Finished), "f", Some(BeingRead)),
            (Some(Paused), Earlier(Finished), "> f", Some(Paused)),
            (Some(WantToRead), Earlier(Finished), "> f", Some(WantToRead)),
            // How an earlier one ended is corrected.
            (Some(Read), Corrected(Finished), "a", Some(DidNotFinish)),
            (Some(Read), Corrected(Finished), "a2015 f2020", Some(Read)),
            (Some(Read), Corrected(Finished), "f2020 a2015", Some(Read)),
            (
                Some(DidNotFinish),
                Corrected(Abandoned),
                "f2020 f",
                Some(Read),
            ),
            (Some(WantToRead), Corrected(Finished), "a", Some(WantToRead)),
            (Some(BeingRead), Corrected(Finished), "a >", Some(BeingRead)),
            // One is deleted.
            (Some(BeingRead), Deleted(None), "", None),
            (Some(Paused), Deleted(None), "f a", Some(DidNotFinish)),
            (Some(BeingRead), Deleted(None), "f2020 a2015", Some(Read)),
            (Some(BeingRead), Deleted(None), ">", Some(BeingRead)),
            (Some(WantToRead), Deleted(None), "f", Some(WantToRead)),
            (Some(Read), Deleted(Some(Finished)), "", Some(Read)),
            (
                Some(DidNotFinish),
                Deleted(Some(Abandoned)),
                "f",
                Some(Read),
            ),
            (Some(Read), Deleted(Some(Abandoned)), "f", Some(Read)),
            (Some(Paused), Deleted(Some(Abandoned)), ">", Some(Paused)),
        ];
        for (status, recorded, after, expected) in cases {
            let all = readings(after);
            let found = status_after(status, recorded, &all);
            assert_eq!(found, expected, "{status:?}, {recorded:?}, then {after:?}");
        }
    }

    #[test]
    fn the_last_to_end_is_the_one_that_is_certain_to_be_or_that_was_recorded_last() {
        let cases = [
            ("", None),
            (">", None),
            ("f2020 > a2015", Some(0)),
            ("f2015 a2020", Some(1)),
            ("f2020 a", Some(1)),
            ("f2020-05 a2020", Some(1)),
        ];
        for (text, expected) in cases {
            let all = readings(text);
            assert_eq!(
                ended_last(&all),
                expected.map(|at: usize| &all[at]),
                "{text:?}"
            );
        }
    }
}
