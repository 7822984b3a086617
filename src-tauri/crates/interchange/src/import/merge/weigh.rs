//! What the difference between a list and a book means.

use library::PartialDate;

/// What becomes of a part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Weight {
    /// There is nothing new.
    Nothing,
    /// The book lacks it.
    Addition,
    /// The list says otherwise now, and the reader left it alone.
    Change,
    /// Both say something, and it is not known who is right.
    Contradiction,
}

/// Weighs what the list said before, what the book holds, and what the list says now.
pub(super) fn weigh(before: Option<u32>, here: Option<u32>, there: u32) -> Weight {
    match here {
        _ if before == Some(there) => Weight::Nothing,
        None => Weight::Addition,
        Some(here) if here == there => Weight::Nothing,
        Some(here) if before == Some(here) => Weight::Change,
        Some(_) => Weight::Contradiction,
    }
}

/// The letters and digits of a text: two that differ only in blanks, case and signs say the same. Of a text that has
/// neither, such as 👍, the signs.
pub(super) fn letters(text: &str) -> String {
    let letters: String = text
        .chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect();
    if letters.is_empty() {
        text.split_whitespace().collect()
    } else {
        letters
    }
}

/// Whether `exact` says all that `rough` says: 2001-05 lies within 2001.
pub(super) fn is_within(exact: PartialDate, rough: PartialDate) -> bool {
    let agrees = |exact: Option<u8>, rough: Option<u8>| rough.is_none() || rough == exact;
    exact.year() == rough.year()
        && agrees(exact.month(), rough.month())
        && agrees(exact.day(), rough.day())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_reader_changed_stays_and_what_the_list_changed_is_taken() {
        for (before, here, there, weight) in [
            (None, None, 1, Weight::Addition),
            (None, Some(1), 1, Weight::Nothing),
            (None, Some(2), 1, Weight::Contradiction),
            (Some(1), Some(2), 1, Weight::Nothing),
            (Some(1), None, 1, Weight::Nothing),
            (Some(2), Some(2), 1, Weight::Change),
            (Some(3), Some(2), 1, Weight::Contradiction),
            (Some(3), None, 1, Weight::Addition),
        ] {
            assert_eq!(
                weigh(before, here, there),
                weight,
                "{before:?} {here:?} {there}"
            );
        }
    }
}
