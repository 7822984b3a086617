//! The shelves of a book: the one that says where the reader stands with it, and the others.

use std::collections::HashSet;

use library::{BookFields, Status};

use super::columns::Column;
use super::entry::Entry;
use crate::row::LONGEST_LIST;

/// Finds the status and the tags. Gives an exclusive shelf of the reader's own: it stays a shelf, and what it says of the
/// status is not guessed.
pub(super) fn sort(entry: &mut Entry<'_>, fields: &mut BookFields) -> Option<String> {
    let exclusive = entry.cell(Column::ExclusiveShelf);
    let mut shelves: Vec<&str> = listed(entry.cell(Column::Bookshelves)).collect();
    shelves.extend(listed(entry.cell(Column::BookshelvesWithPositions)).map(without_position));
    fields.status = if exclusive.is_empty() {
        status_among(&shelves)
    } else {
        status(exclusive)
    };
    if !exclusive.is_empty() && fields.status.is_some() && !shelves.contains(&exclusive) {
        shelves.insert(0, exclusive);
    }
    let own = Some(exclusive)
        .filter(|name| !name.is_empty() && fields.status.is_none())
        .map(str::to_owned);
    let mut seen = HashSet::new();
    // A shelf of the reader's own stays a tag, also one that says much the same as the status, such as `dnf`.
    let is_status = |shelf: &str| {
        GOODREADS_OWN.contains(&shelf) && fields.status.is_some() && status(shelf) == fields.status
            || Some(shelf) == own.as_deref()
    };
    let tags = shelves
        .into_iter()
        .filter(|shelf| !is_status(shelf) && seen.insert(shelf.to_lowercase()));
    fields.tags = tags.map(str::to_owned).collect();
    if fields.tags.len() > LONGEST_LIST {
        let rest = fields.tags.split_off(LONGEST_LIST);
        entry.problem(
            Column::Bookshelves,
            format_args!("expected at most {LONGEST_LIST} shelves, found more; the others are kept in the notes"),
        );
        entry.keep(Column::Bookshelves, &rest.join(", "));
    }
    own
}

/// The exclusive shelves that Goodreads gives everybody: the status says all that they say.
const GOODREADS_OWN: [&str; 4] = ["read", "currently-reading", "to-read", "did-not-finish"];

/// The status that a shelf stands for, in the spellings that people gave it before Goodreads had one for books not finished.
fn status(shelf: &str) -> Option<Status> {
    let folded: String = shelf
        .chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect();
    Some(match folded.as_str() {
        "read" => Status::Read,
        "currentlyreading" => Status::Reading,
        "toread" | "wanttoread" => Status::WantToRead,
        "didnotfinish" | "didntfinish" | "dnf" | "abandoned" => Status::DidNotFinish,
        "paused" => Status::Paused,
        _ => return None,
    })
}

/// Without an exclusive shelf, one of Goodreads' own three among the others says the same, if it is the only one.
fn status_among(shelves: &[&str]) -> Option<Status> {
    let own = |shelf: &&str| match *shelf {
        "read" | "currently-reading" | "to-read" => status(shelf),
        _ => None,
    };
    let mut found = shelves.iter().filter_map(own);
    let first = found.next()?;
    found.all(|other| other == first).then_some(first)
}

fn listed(shelves: &str) -> impl Iterator<Item = &str> {
    shelves
        .split(',')
        .map(str::trim)
        .filter(|shelf| !shelf.is_empty())
}

/// `crime (#3)` is the third book on the shelf `crime`.
fn without_position(shelf: &str) -> &str {
    let position = shelf
        .strip_suffix(')')
        .and_then(|rest| rest.rsplit_once("(#"));
    match position {
        Some((name, number))
            if !name.trim().is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()) =>
        {
            name.trim_end()
        }
        _ => shelf,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shelves_that_stand_for_a_status() {
        for shelf in [
            "did-not-finish",
            "DNF",
            "dnf",
            "abandoned",
            "Didn't finish",
            "did_not_finish",
        ] {
            assert_eq!(status(shelf), Some(Status::DidNotFinish), "{shelf}");
        }
        assert_eq!(status("to-read"), Some(Status::WantToRead));
        for shelf in ["waiting", "unfinished", "", "read-2024"] {
            assert_eq!(status(shelf), None, "{shelf}");
        }
    }

    #[test]
    fn a_status_among_the_shelves_only_if_it_is_certain() {
        assert_eq!(
            status_among(&["crime", "to-read"]),
            Some(Status::WantToRead)
        );
        assert_eq!(status_among(&["read", "to-read"]), None);
        assert_eq!(status_among(&["crime", "dnf"]), None);
    }

    #[test]
    fn positions() {
        assert_eq!(without_position("crime (#3)"), "crime");
        assert_eq!(without_position("crime (x)"), "crime (x)");
        assert_eq!(without_position("(#3)"), "(#3)");
    }
}
