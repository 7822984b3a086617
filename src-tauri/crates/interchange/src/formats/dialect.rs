//! What the lists of other programs write alike.

use library::{PartialDate, Stamp, WholeBook};

/// `2024/01/31`, or as much of it as is known. Nothing for a year that has not four digits: no list is known to hold one.
pub(super) fn slashed(date: PartialDate) -> Option<String> {
    (date.year() > 999).then(|| date.to_string().replace('-', "/"))
}

/// The day of a moment: `2024/01/31`.
pub(super) fn day(stamp: &Stamp) -> String {
    let text = stamp.to_string();
    text.get(..10).unwrap_or_default().replace('-', "/")
}

/// Tags and the names of shelves, parted by commas.
pub(super) fn tags_and_shelves(whole: &WholeBook) -> String {
    let tags = whole.book.fields.tags.iter().map(String::as_str);
    let shelves = whole.book.shelves.iter().map(|shelf| shelf.name.as_str());
    tags.chain(shelves).collect::<Vec<_>>().join(", ")
}

/// A word with a capital.
pub(super) fn capital(word: &str) -> String {
    let mut letters = word.chars();
    let first = letters.next().map(char::to_uppercase);
    first.into_iter().flatten().chain(letters).collect()
}
