//! The place of a book in a series, as a number where it is one.

use std::cmp::Ordering;
use std::ops::RangeInclusive;

/// Whole numbers beyond this are no places in a series, and are not counted up to.
const LARGEST: f64 = 1_000_000_000.0;

/// The most millionths: of twelve digits, as a number is asked for.
const MOST: f64 = 1e18;

/// Where a run of missing numbers is longer than this, the series is not numbered one by one: by years, or with an
/// outlier. Nothing is said to be missing there.
const LONGEST_GAP: i64 = 100;

/// What a place says: `1`, `1.5`, `0`, `2-3`, `Book 4`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct SeriesNumber {
    first: f64,
    last: f64,
}

impl SeriesNumber {
    /// The first number of a text, or the range that begins with it. A text without digits is no number.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let start = text.find(|c: char| c.is_ascii_digit())?;
        let (mut first, rest) = decimal(&text[start..])?;
        if is_minus(text[..start].trim_start(), &text[..start]) {
            first = -first;
        }
        let beyond = rest.trim_start().strip_prefix(['-', '–', '—']);
        let last = beyond
            .and_then(|beyond| decimal(beyond.trim_start()))
            .map_or(first, |(last, _)| last.max(first));
        Some(Self { first, last })
    }

    /// The number by which it is sorted.
    pub(crate) fn first(self) -> f64 {
        self.first.clamp(f64::MIN, f64::MAX)
    }

    /// From the first to the last in millionths, as numbers are compared. What is too large is the largest.
    pub(crate) fn millionths(self) -> (i64, i64) {
        let millionths = |number: f64| {
            // So that nothing is cut off.
            #[allow(clippy::cast_possible_truncation)]
            let number = (number * 1_000_000.0).clamp(-MOST, MOST).round() as i64;
            number
        };
        (millionths(self.first), millionths(self.last))
    }

    /// The whole numbers that a book in this place covers: `2-3` covers both, `1.5` none.
    pub(super) fn covers(self) -> Option<RangeInclusive<i64>> {
        let whole = |number: f64| {
            // Below the largest, so that nothing is cut off.
            #[allow(clippy::cast_possible_truncation)]
            (number.abs() <= LARGEST).then_some(number as i64)
        };
        let (first, last) = (whole(self.first.ceil())?, whole(self.last.floor())?);
        (first <= last).then_some(first..=last)
    }

    pub(super) fn compare(&self, other: &Self) -> Ordering {
        let first = self.first.total_cmp(&other.first);
        first.then_with(|| self.last.total_cmp(&other.last))
    }
}

/// A minus sign, and not the hyphen of a word: `-1`, but not `Vol-1`.
fn is_minus(before: &str, whole: &str) -> bool {
    matches!(before, "-" | "−") && !whole.ends_with(char::is_whitespace)
}

/// The number that a text begins with, and what follows it.
fn decimal(text: &str) -> Option<(f64, &str)> {
    let digits = |text: &str| {
        text.find(|c: char| !c.is_ascii_digit())
            .unwrap_or(text.len())
    };
    let whole = digits(text);
    if whole == 0 {
        return None;
    }
    let fraction = text[whole..].strip_prefix(['.', ',']).map_or(0, digits);
    let end = whole + if fraction > 0 { 1 + fraction } else { 0 };
    let number = text[..end].replace(',', ".").parse().ok()?;
    Some((number, &text[end..]))
}

/// The whole numbers that are missing between one, or the least where that is less, and the greatest.
pub(super) fn gaps(places: impl Iterator<Item = SeriesNumber>) -> Vec<i64> {
    let mut covered: Vec<RangeInclusive<i64>> = places.filter_map(SeriesNumber::covers).collect();
    covered.sort_unstable_by_key(|range| *range.start());
    let mut missing = Vec::new();
    let mut next = match covered.first() {
        Some(range) => *range.start().min(&1),
        None => return missing,
    };
    for range in covered {
        if (1..=LONGEST_GAP).contains(&(range.start() - next)) {
            missing.extend(next..*range.start());
        }
        next = next.max(range.end() + 1);
    }
    missing
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> Option<(f64, f64)> {
        SeriesNumber::parse(text).map(|number| (number.first, number.last))
    }

    #[test]
    fn is_compared_in_millionths() {
        for (text, found) in [
            ("1,1", (1_100_000, 1_100_000)),
            ("2-3", (2_000_000, 3_000_000)),
            ("-0.3", (-300_000, -300_000)),
            ("20261122.000001", (20_261_122_000_001, 20_261_122_000_001)),
        ] {
            let number = SeriesNumber::parse(text).unwrap();
            assert_eq!(number.millionths(), found, "{text:?}");
        }
        let most = SeriesNumber::parse(&"9".repeat(400)).unwrap();
        assert_eq!(most.millionths().1, 1_000_000_000_000_000_000);
    }

    fn missing(places: &[&str]) -> Vec<i64> {
        gaps(places.iter().filter_map(|text| SeriesNumber::parse(text)))
    }

    #[test]
    fn reads_what_is_printed() {
        for (text, found) in [
            ("1", Some((1.0, 1.0))),
            ("1.5", Some((1.5, 1.5))),
            ("1,5", Some((1.5, 1.5))),
            ("0", Some((0.0, 0.0))),
            ("-1", Some((-1.0, -1.0))),
            ("2-3", Some((2.0, 3.0))),
            ("2 – 3", Some((2.0, 3.0))),
            ("3-2", Some((3.0, 3.0))),
            ("Book 4", Some((4.0, 4.0))),
            ("Vol-4", Some((4.0, 4.0))),
            ("4.", Some((4.0, 4.0))),
            ("1, 2", Some((1.0, 1.0))),
            ("1.2.3", Some((1.2, 1.2))),
            ("III", None),
            ("", None),
        ] {
            assert_eq!(number(text), found, "{text:?}");
        }
        assert!(SeriesNumber::parse(&"9".repeat(1_000)).is_some());
    }

    #[test]
    fn says_what_is_missing() {
        assert_eq!(missing(&["1", "4"]), [2, 3]);
        assert_eq!(missing(&["3"]), [1, 2]);
        assert_eq!(missing(&["1", "1.5", "3"]), [2]);
        assert_eq!(missing(&["1", "2-3", "5"]), [4]);
        assert_eq!(missing(&["0", "2"]), [1]);
        assert_eq!(missing(&["-1", "1"]), [0]);
        assert_eq!(missing(&["1.5", "III"]), [0; 0]);
        assert_eq!(missing(&["1-10", "2", "12"]), [11]);
        assert_eq!(missing(&[]), [0; 0]);
    }

    #[test]
    fn counts_up_to_no_outlier() {
        assert_eq!(missing(&["1", "3", "9999999"]), [2]);
        assert_eq!(missing(&["2019", "2021"]), [2020]);
        assert_eq!(missing(&["1", &"9".repeat(400)]), [0; 0]);
        assert_eq!(missing(&["1-9999999", "3"]), [0; 0]);
    }
}
