//! What stands below the properties of a note: what is long, and what comes several times.

use std::fmt::Write as _;

use library::{BookCopy, Loan, Money, PartialDate, ProgressUnit, Quote, Reading, WholeBook, Wish};

use super::plain::{closed, plain};
use crate::{money, told};

/// Writes what a book has to tell below its properties.
pub(super) fn write(note: &mut String, cover: Option<&str>, whole: &WholeBook) {
    let book = &whole.book;
    let fields = &book.fields;
    note.push_str("\n# ");
    note.push_str(&plain(&fields.title));
    if let Some(subtitle) = &fields.subtitle {
        let _ = write!(note, ": {}", plain(subtitle));
    }
    note.push('\n');
    if let Some(path) = cover {
        let _ = write!(note, "\n![Cover]({})\n", address(path));
    }
    if let Some(review) = &fields.review {
        section(note, "Review", &closed(review));
    }
    list(note, "Quotes", "\n\n", &book.quotes, quote);
    if let Some(notes) = &fields.notes {
        section(note, "Private notes", &plain(notes));
    }
    list(note, "Readings", "\n", &book.readings, reading);
    list(note, "Copies", "\n", &book.copies, copy);
    list(note, "Wish", "\n", book.wish.as_slice(), wish);
    if let Some(description) = &fields.description {
        section(note, "Description", &closed(description));
    }
}

fn section(note: &mut String, heading: &str, text: &str) {
    let _ = write!(note, "\n## {heading}\n\n{text}\n");
}

fn list<T>(note: &mut String, heading: &str, between: &str, items: &[T], told: fn(&T) -> String) {
    if !items.is_empty() {
        let items: Vec<String> = items.iter().map(told).collect();
        section(note, heading, &items.join(between));
    }
}

/// A path as it stands in a link.
fn address(path: &str) -> String {
    let mut address = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'.' | b'-' | b'_' | b'~' => {
                address.push(char::from(byte));
            }
            byte => {
                let _ = write!(address, "%{byte:02X}");
            }
        }
    }
    address
}

/// The words, and below them where they stand, what was thought of them, and when they were copied out.
fn quote(quote: &Quote) -> String {
    let mut text = plain(&quote.text);
    let place = quote.place.as_deref().map(plain);
    let about: Vec<String> = place.into_iter().chain([quote.added.to_string()]).collect();
    let _ = write!(text, "\n\n— {}", about.join(", "));
    if let Some(note) = &quote.note {
        let _ = write!(text, "\n\n{}", plain(note));
    }
    let lines = text.lines().map(|line| match line {
        "" => ">".to_owned(),
        line => format!("> {line}"),
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn reading(reading: &Reading) -> String {
    let facts = &reading.facts;
    let told = vec![told::reading(facts)];
    let mut item = item(0, told, facts.note.as_deref());
    for progress in &reading.progress {
        let value = progress.value;
        let far = match progress.unit {
            ProgressUnit::Page => format!("page {value}"),
            ProgressUnit::Percent => format!("{value} %"),
            ProgressUnit::Minute => format!("{value} minutes"),
        };
        let told = vec![format!("{}: {far}", progress.at)];
        item.push('\n');
        item.push_str(&self::item(1, told, progress.note.as_deref()));
    }
    item
}

fn copy(copy: &BookCopy) -> String {
    let facts = &copy.facts;
    let told = [
        facts.location.as_deref().map(plain),
        facts.condition.as_deref().map(plain),
        dated("acquired", facts.acquired),
        facts.price.as_ref().map(price),
        facts
            .source
            .as_deref()
            .map(|source| format!("from {}", plain(source))),
    ];
    let mut told: Vec<String> = told.into_iter().flatten().collect();
    if told.is_empty() {
        told.push("A copy".to_owned());
    }
    let mut item = item(0, told, facts.note.as_deref());
    // The library gives the latest first; they are told in the order in which they were made.
    for loan in copy.loans.iter().rev() {
        item.push('\n');
        item.push_str(&self::loan(loan));
    }
    item
}

fn loan(loan: &Loan) -> String {
    let back = match (loan.returned, loan.back) {
        (Some(day), _) => Some(format!("back {day}")),
        (None, true) => Some("back".to_owned()),
        (None, false) => None,
    };
    let told = [
        Some(format!("lent to {}", plain(&loan.person))),
        dated("since", loan.since),
        dated("due", loan.due),
        back,
    ];
    item(
        1,
        told.into_iter().flatten().collect(),
        loan.note.as_deref(),
    )
}

fn wish(wish: &Wish) -> String {
    let told = [
        Some(format!("{} priority", told::priority(wish.priority))),
        wish.price.as_ref().map(price),
        Some(format!("since {}", wish.added)),
    ];
    item(
        0,
        told.into_iter().flatten().collect(),
        wish.note.as_deref(),
    )
}

fn price(amount: &Money) -> String {
    plain(&money::told(amount))
}

fn dated(word: &str, date: Option<PartialDate>) -> Option<String> {
    date.map(|date| format!("{word} {date}"))
}

/// A thing of a list, and what was noted about it.
fn item(level: usize, told: Vec<String>, note: Option<&str>) -> String {
    let indent = "  ".repeat(level);
    let mut item = format!("{indent}- {}", told.join(", "));
    if let Some(note) = note {
        let note = plain(note).replace('\n', &format!("\n{indent}  "));
        let _ = write!(item, ". {note}");
    }
    item
}
