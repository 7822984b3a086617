//! The times a book was read, here and in the list.

use library::{Reading, ReadingFacts, ReadingRecord};

use super::Merged;
use super::weigh::is_within;
use crate::import::Part;

/// Finds for each reading of the list the one here that it is, at most one each: first those that say the same, then those
/// that do not contradict each other, of which the one here learns what it lacks. What is left is added.
pub(super) fn merge(here: &[Reading], there: &[ReadingRecord], merged: &mut Merged) {
    let mut free: Vec<&Reading> = here.iter().collect();
    let mut left: Vec<&ReadingRecord> = Vec::new();
    for reading in there {
        let same = free
            .iter()
            .position(|held| is_same(&held.facts, &reading.facts) && covers(held, reading));
        match same {
            Some(at) => {
                free.swap_remove(at);
            }
            None => left.push(reading),
        }
    }
    let mut is_new = false;
    for reading in left {
        let like = free
            .iter()
            .position(|held| can_be(&held.facts, &reading.facts));
        let Some(at) = like else {
            merged.extras.readings.push(reading.clone());
            is_new = true;
            continue;
        };
        let held = free.swap_remove(at);
        let facts = together(&held.facts, &reading.facts);
        let progress = if held.progress.is_empty() {
            reading.progress.clone()
        } else {
            Vec::new()
        };
        if facts != held.facts || !progress.is_empty() {
            merged.readings.push((held.id, facts, progress));
            is_new = true;
        }
    }
    if is_new {
        merged.added.push(Part::Readings);
    }
}

fn is_same(here: &ReadingFacts, there: &ReadingFacts) -> bool {
    (here.started, here.finished, here.outcome) == (there.started, there.finished, there.outcome)
}

fn covers(held: &Reading, reading: &ReadingRecord) -> bool {
    (!held.progress.is_empty() || reading.progress.is_empty())
        && (held.facts.note.is_some() || reading.facts.note.is_none())
}

/// Whether two can be one reading: one that goes on here may have ended in the list, and a date may be missing on either
/// side.
fn can_be(here: &ReadingFacts, there: &ReadingFacts) -> bool {
    let agree = |here: Option<library::PartialDate>, there: Option<library::PartialDate>| match (
        here, there,
    ) {
        (Some(here), Some(there)) => is_within(here, there) || is_within(there, here),
        _ => true,
    };
    let outcomes = match (here.outcome, there.outcome) {
        (Some(here), Some(there)) => here == there,
        (None, _) => true,
        // What has ended here does not go on in a list that was written before.
        (Some(_), None) => there.started.is_none() || there.started == here.started,
    };
    outcomes && agree(here.started, there.started) && agree(here.finished, there.finished)
}

fn together(here: &ReadingFacts, there: &ReadingFacts) -> ReadingFacts {
    let finer = |here: Option<library::PartialDate>, there: Option<library::PartialDate>| match (
        here, there,
    ) {
        (Some(here), Some(there)) if is_within(there, here) => Some(there),
        (here, there) => here.or(there),
    };
    ReadingFacts {
        started: finer(here.started, there.started),
        finished: finer(here.finished, there.finished),
        outcome: here.outcome.or(there.outcome),
        note: here.note.clone().or_else(|| there.note.clone()),
    }
}
