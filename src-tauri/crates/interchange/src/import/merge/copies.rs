//! The copies that are owned, here and in the list.

use library::{BookCopy, CopyRecord, LoanRecord, OwnedCopy};

use super::Merged;
use crate::import::Part;
use crate::told;

/// Finds for each copy of the list the one here that it is, at most one each. What is left beyond the number here is
/// added; what is left and contradicts a copy here is given back as text for the notes.
pub(super) fn merge(here: &[BookCopy], there: &[CopyRecord], merged: &mut Merged) -> Vec<String> {
    let mut free: Vec<&BookCopy> = here.iter().collect();
    let mut unplaced = Vec::new();
    let mut is_new = false;
    let mut left: Vec<&CopyRecord> = Vec::new();
    for copy in there {
        match free.iter().position(|held| held.facts == copy.facts) {
            Some(at) => is_new |= learn(free.swap_remove(at), copy, merged),
            None => left.push(copy),
        }
    }
    for copy in left {
        if let Some(at) = free
            .iter()
            .position(|held| can_be(&held.facts, &copy.facts))
        {
            is_new |= learn(free.swap_remove(at), copy, merged);
        } else if free.pop().is_some() {
            unplaced.extend(noted(copy));
        } else {
            merged.extras.copies.push(copy.clone());
            is_new = true;
        }
    }
    if is_new {
        merged.added.push(Part::Copies);
    }
    unplaced
}

/// A copy here learns what the list's says more. Whether it does.
fn learn(held: &BookCopy, copy: &CopyRecord, merged: &mut Merged) -> bool {
    let facts = together(&held.facts, &copy.facts);
    let loans: Vec<LoanRecord> = copy
        .loans
        .iter()
        .filter(|loan| {
            !held
                .loans
                .iter()
                .any(|known| known.person == loan.person && known.since == loan.since)
        })
        .cloned()
        .collect();
    let is_new = facts != held.facts || !loans.is_empty();
    if is_new {
        let further = CopyRecord {
            facts: OwnedCopy::default(),
            loans,
        };
        merged.copies.push((held.id, facts, further));
    }
    is_new
}

fn can_be(here: &OwnedCopy, there: &OwnedCopy) -> bool {
    fn agree<T: PartialEq>(here: Option<&T>, there: Option<&T>) -> bool {
        here.is_none() || there.is_none() || here == there
    }
    agree(here.location.as_ref(), there.location.as_ref())
        && agree(here.condition.as_ref(), there.condition.as_ref())
        && agree(here.acquired.as_ref(), there.acquired.as_ref())
        && agree(here.price.as_ref(), there.price.as_ref())
        && agree(here.source.as_ref(), there.source.as_ref())
        && agree(here.note.as_ref(), there.note.as_ref())
}

fn together(here: &OwnedCopy, there: &OwnedCopy) -> OwnedCopy {
    OwnedCopy {
        location: here.location.clone().or_else(|| there.location.clone()),
        condition: here.condition.clone().or_else(|| there.condition.clone()),
        acquired: here.acquired.or(there.acquired),
        price: here.price.clone().or_else(|| there.price.clone()),
        source: here.source.clone().or_else(|| there.source.clone()),
        note: here.note.clone().or_else(|| there.note.clone()),
    }
}

/// What a copy says, for the notes.
fn noted(copy: &CopyRecord) -> Option<String> {
    let parts = told::copy(&copy.facts);
    (!parts.is_empty()).then(|| format!("Copy: {}", parts.join(", ")))
}
