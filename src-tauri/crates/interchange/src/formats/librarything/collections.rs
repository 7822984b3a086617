//! Collections: five that everybody has, which say what the columns do not, and the reader's own.

use library::{Outcome, ReadingFacts, Status, WishRecord};

use crate::Row;
use crate::cells::Cells;
use crate::words;

/// The collections of a book.
#[derive(Debug, Default)]
pub(super) struct Collections {
    names: Vec<String>,
}

impl Collections {
    /// Takes them from their column.
    pub(super) fn take(cells: &mut Cells<'_>) -> Self {
        let names = cells.take("Collections");
        Self {
            names: names
                .split(',')
                .map(str::trim)
                .filter(|name| !name.is_empty())
                .map(str::to_owned)
                .collect(),
        }
    }

    fn holds(&self, name: &str) -> bool {
        let is_it = |known: &String| known.eq_ignore_ascii_case(name);
        self.names.iter().any(is_it)
    }

    /// Whether the book is the reader's.
    pub(super) fn is_owned(&self) -> bool {
        self.holds("Your library")
    }

    /// Whether they say that it is not.
    pub(super) fn is_not_owned(&self) -> bool {
        !self.is_owned() && (self.holds("Wishlist") || self.holds("Read but unowned"))
    }

    /// Says the status, the wish, the favourite and the shelves. Of those that contradict one another, one holds and the
    /// others become shelves.
    pub(super) fn put(&self, row: &mut Row, readings: &[ReadingFacts]) {
        let said = [
            ("Currently reading", Status::Reading),
            ("To read", Status::WantToRead),
            ("Read but unowned", Status::Read),
        ];
        let holds = said.iter().find(|(name, _)| self.holds(name));
        row.fields.status = holds
            .map(|(_, status)| *status)
            .or_else(|| self.names.iter().find_map(|name| own_status(name)))
            .or_else(|| by_readings(readings));
        for name in &self.names {
            let is = |other: &str| name.eq_ignore_ascii_case(other);
            let is_said = holds.is_some_and(|(holds, _)| is(holds));
            let contradicts = is("Read but unowned") && self.is_owned();
            if is("Wishlist") {
                row.extras.wish = Some(WishRecord {
                    added: row.added.clone(),
                    ..WishRecord::default()
                });
            } else if is("Favorites") || is("Favourites") {
                row.fields.favourite = true;
            } else if !is("Your library") && (!is_said || contradicts) {
                row.extras.shelves.push(name.clone());
            }
        }
    }
}

/// A collection of the reader's own that is called as a status is; it stays a shelf.
fn own_status(name: &str) -> Option<Status> {
    const OTHER: [&str; 4] = ["Your library", "Wishlist", "Favorites", "Favourites"];
    let is_other = OTHER.iter().any(|other| name.eq_ignore_ascii_case(other));
    (!is_other).then(|| words::status(name)).flatten()
}

fn by_readings(readings: &[ReadingFacts]) -> Option<Status> {
    let last = readings.last()?;
    Some(match last.outcome {
        Some(Outcome::Finished) => Status::Read,
        Some(Outcome::Abandoned) => Status::DidNotFinish,
        None => Status::Reading,
    })
}
