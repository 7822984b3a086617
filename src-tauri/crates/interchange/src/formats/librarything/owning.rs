//! Copies, and to whom the first of them was lent.

use library::{CopyRecord, LoanRecord, Money, OwnedCopy};

use super::collections::Collections;
use crate::cells::Cells;
use crate::money;

/// The most copies that are believed.
const MOST: u32 = 100;
/// What only somebody says who has the book.
const OF_A_COPY: [&str; 5] = [
    "Acquired",
    "From Where",
    "Purchase Price",
    "Condition",
    "Lending Patron",
];

/// The copies: as many as are said where the book is owned. Every book of the site has a 1 there, also one that is wished
/// for.
pub(super) fn copies(cells: &mut Cells<'_>, collections: &Collections) -> Vec<CopyRecord> {
    let is_told = OF_A_COPY.iter().any(|name| !cells.peek(name).is_empty());
    if collections.is_not_owned() || !(collections.is_owned() || is_told) {
        if matches!(cells.peek("Copies"), "0" | "1") {
            cells.ignore(&["Copies"]);
        }
        return Vec::new();
    }
    let count = cells.times("Copies", MOST).max(1);
    let mut copies: Vec<CopyRecord> = (0..count).map(|_| CopyRecord::default()).collect();
    copies[0].facts = OwnedCopy {
        acquired: cells.date("Acquired"),
        source: cells.text("From Where"),
        price: price(cells, "Purchase Price"),
        condition: cells.text("Condition"),
        ..OwnedCopy::default()
    };
    copies[0].loans.extend(loan(cells));
    copies
}

/// A price with its currency, which the site's sign is of the reader's country.
pub(super) fn price(cells: &mut Cells<'_>, name: &str) -> Option<Money> {
    let text = cells.take(name);
    if text.is_empty() {
        return None;
    }
    let price = money::read(&text);
    if price.is_none() {
        cells.unexpected(name, "a price with its currency, such as 9.99 EUR");
    }
    price
}

/// Whom it was lent to. The last day is the one on which it came back, or on which it is due while it is out.
fn loan(cells: &mut Cells<'_>) -> Option<LoanRecord> {
    let person = cells.text("Lending Patron")?;
    let said = cells.take("Lending Status");
    let is_back = matches!(
        said.to_lowercase().as_str(),
        "returned" | "checked in" | "in" | "back"
    );
    let is_plain = is_back
        || matches!(
            said.to_lowercase().as_str(),
            "" | "lent" | "lent out" | "checked out" | "out"
        );
    let since = cells.date("Lending Start");
    let last = cells.date("Lending End");
    Some(LoanRecord {
        person,
        since,
        due: last.filter(|_| !is_back),
        returned: last.filter(|_| is_back),
        back: is_back,
        note: (!is_plain).then_some(said),
    })
}
