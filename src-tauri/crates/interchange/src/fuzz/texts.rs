//! The readers of one text: a date, a price, a name, a review.

use crate::date::{self, Order};
use crate::{isbn, markdown, money as prices, number, people, series, words};

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// Dates: one that is read is the same when its library writes it and it is read again.
pub fn dates(bytes: &[u8]) {
    let text = text(bytes);
    for text in text.lines() {
        for order in [None, Some(Order::DayFirst), Some(Order::MonthFirst)] {
            match date::read(text, order) {
                Ok(date) => {
                    assert_eq!(
                        date::read(&date.to_string(), None).ok(),
                        Some(date),
                        "{text:?}"
                    );
                }
                Err(error) => assert!(!error.to_string().contains(char::is_control)),
            }
        }
        let mut evidence = date::Evidence::default();
        evidence.note(text);
        let _ = evidence.order();
    }
}

/// Prices and other numbers: what is read is the same when it is told and read again.
pub fn money(bytes: &[u8]) {
    let text = text(bytes);
    for text in text.lines() {
        if let Some(money) = prices::read(text) {
            assert_eq!(prices::read(&prices::told(&money)), Some(money), "{text:?}");
        }
        if let Some(count) = number::whole(text) {
            assert_eq!(number::whole(&count.to_string()), Some(count), "{text:?}");
        }
        for best in [5, 10, 100] {
            if let Some(quarters) = number::quarters_of(text, best) {
                assert!((0..=20).contains(&quarters), "{text:?}");
            }
        }
        let _ = number::is_rounded(text);
        let _ = number::without_decimals(text);
        let _ = isbn::read(isbn::bare(text));
        let _ = words::yes_or_no(text);
    }
}

/// Names of people and series: no letter of a name is lost.
pub fn names(bytes: &[u8]) {
    let text = text(bytes);
    for text in text.lines() {
        let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).count();
        assert_eq!(
            letters(&people::listed(text).concat()),
            letters(text),
            "{text:?}"
        );
        assert_eq!(letters(&people::in_order(text)), letters(text), "{text:?}");
        assert_eq!(letters(&people::folded(text)), letters(text), "{text:?}");
        let _ = people::of_any_list(text);
        let _ = people::with_role(text, library::Role::Author);
        let _ = people::last_first(text);
        let (title, places) = series::parted(text);
        let parted: usize = places
            .iter()
            .map(|place| {
                letters(&place.name) + letters(place.number.as_deref().unwrap_or_default())
            })
            .sum();
        assert!(letters(title) + parted <= letters(text) * 2, "{text:?}");
        if places.is_empty() {
            assert_eq!(letters(title), letters(text), "{text:?}");
        }
    }
}

/// Reviews: HTML that is no markup at all reads as it was written, and what is made of the rest is bounded.
pub fn html(bytes: &[u8]) {
    let text = text(bytes);
    let markdown = markdown::from_html(&text);
    assert!(
        markdown.len() <= (text.len() + 1) * 64,
        "{} became {}",
        text.len(),
        markdown.len()
    );
    let back = markdown::to_html(&text);
    assert!(back.len() <= (text.len() + 1) * 64);
    let _ = markdown::is_html(&text);
}
