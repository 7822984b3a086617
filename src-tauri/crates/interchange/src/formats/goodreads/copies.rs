//! The copies that the reader owns.

use library::OwnedCopy;

use super::columns::Column;
use super::entry::Entry;
use crate::number::whole;

/// The most copies that are believed.
const MOST_COPIES: u32 = 100;

/// The copies of the row. What is known of a purchase belongs to the first; without a copy, it goes to the notes.
pub(super) fn of(entry: &mut Entry<'_>) -> Vec<OwnedCopy> {
    let mut copies: Vec<OwnedCopy> = (0..count(entry)).map(|_| OwnedCopy::default()).collect();
    match copies.first_mut() {
        Some(first) => {
            first.acquired = entry.date(Column::PurchaseDate);
            // Where it was bought, which is not where it stands.
            first.source = entry.text(Column::PurchaseLocation);
            first.condition = entry.text(Column::Condition);
        }
        None => {
            for column in [
                Column::PurchaseDate,
                Column::PurchaseLocation,
                Column::Condition,
            ] {
                let cell = entry.cell(column);
                if !cell.is_empty() {
                    entry.keep(column, cell);
                }
            }
        }
    }
    copies
}

fn count(entry: &mut Entry<'_>) -> u32 {
    let cell = entry.cell(Column::OwnedCopies);
    if cell.is_empty() {
        return 0;
    }
    let count = whole(cell).filter(|count| *count <= MOST_COPIES);
    if count.is_none() {
        entry.unexpected(
            Column::OwnedCopies,
            format_args!("a number of copies from 0 to {MOST_COPIES}"),
        );
    }
    count.unwrap_or(0)
}
