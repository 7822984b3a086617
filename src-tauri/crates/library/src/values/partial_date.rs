//! Dates of which perhaps only the year is known.

use std::fmt;
use std::str::FromStr;

use jiff::civil;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A year, a month of a year, or a day: `-0700`, `1887`, `2021-05`, `2021-05-17`. Kept as precise as it was given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(try_from = "String", into = "String")]
#[ts(export, as = "String")]
pub struct PartialDate {
    year: i16,
    month: Option<i8>,
    /// Only ever beside a month.
    day: Option<i8>,
}

/// Why a text is no date.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PartialDateError {
    /// Not of the form year, year-month or year-month-day.
    #[error("expected a date such as 1887, May 2021, 2021-05 or 2021-05-17; found {found:?}")]
    Form {
        /// What was given, shortened.
        found: String,
    },
    /// No such year.
    #[error("expected a year from -9999 to 9999 (there is no year 0); found {found}")]
    Year {
        /// What was given.
        found: i32,
    },
    /// No such month.
    #[error("expected a month from 1 to 12; found {found}")]
    Month {
        /// What was given.
        found: u8,
    },
    /// No such day in that month.
    #[error("expected a day from 1 to {last}, the last of {month} {year}; found {found}")]
    Day {
        /// The month's name.
        month: &'static str,
        /// The year.
        year: i16,
        /// The last day of that month.
        last: i8,
        /// What was given.
        found: u8,
    },
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// The most bytes of a date in which the month has its name.
const LONGEST_NAMED: usize = 64;

/// Year, month and day of a date in which the month has its name, or the first three letters of it or more.
fn named_month(text: &str) -> Option<(i32, u8, Option<u8>)> {
    let words: Vec<&str> = text
        .split(|c: char| c.is_whitespace() || c == ',')
        .filter(|word| !word.is_empty())
        .collect();
    let month = |word: &str| {
        let word = word.trim_end_matches('.');
        let named = |name: &&str| {
            let beginning = name.get(..word.len());
            word.len() >= 3 && beginning.is_some_and(|name| name.eq_ignore_ascii_case(word))
        };
        let at = MONTHS.iter().position(named)?;
        u8::try_from(at + 1).ok()
    };
    let digits = |word: &str| word.bytes().all(|byte| byte.is_ascii_digit());
    // Three digits or more, so that it is no day.
    let year = |word: &str| {
        let is_year = (3..=4).contains(&word.len()) && digits(word);
        is_year.then(|| word.parse().ok()).flatten()
    };
    let day = |word: &str| {
        let word = word.strip_suffix('.').unwrap_or(word);
        let is_day = (1..=2).contains(&word.len()) && digits(word);
        is_day.then(|| word.parse().ok()).flatten()
    };
    match words.as_slice() {
        [a, b] => match (month(a), year(b)) {
            (Some(month), Some(year)) => Some((year, month, None)),
            _ => Some((year(a)?, month(b)?, None)),
        },
        [a, b, c] => match (month(a), month(b)) {
            (Some(month), _) => Some((year(c)?, month, Some(day(b)?))),
            (None, Some(month)) => match (day(a), year(c)) {
                (Some(day), Some(year)) => Some((year, month, Some(day))),
                _ => Some((year(a)?, month, Some(day(c)?))),
            },
            (None, None) => None,
        },
        _ => None,
    }
}

impl PartialDate {
    /// A date from its parts; a day needs a month.
    pub fn new(year: i32, month: Option<u8>, day: Option<u8>) -> Result<Self, PartialDateError> {
        let known_year = i16::try_from(year)
            .ok()
            .filter(|year| *year != 0 && (-9999..=9999).contains(year));
        let year = known_year.ok_or(PartialDateError::Year { found: year })?;
        let Some(found) = month else {
            return match day {
                None => Ok(Self {
                    year,
                    month: None,
                    day: None,
                }),
                Some(day) => Err(PartialDateError::Form {
                    found: format!("day {day} without a month"),
                }),
            };
        };
        let month = i8::try_from(found)
            .ok()
            .filter(|month| (1..=12).contains(month));
        let month = month.ok_or(PartialDateError::Month { found })?;
        let Some(found) = day else {
            return Ok(Self {
                year,
                month: Some(month),
                day: None,
            });
        };
        let last = civil::Date::new(year, month, 1).map_or(31, civil::Date::days_in_month);
        if let Some(day) = i8::try_from(found)
            .ok()
            .filter(|day| (1..=last).contains(day))
        {
            return Ok(Self {
                year,
                month: Some(month),
                day: Some(day),
            });
        }
        let month = MONTHS[usize::from(month.unsigned_abs()) - 1];
        Err(PartialDateError::Day {
            month,
            year,
            last,
            found,
        })
    }

    /// Reads year, year-month or year-month-day, parted by `-`, `/` or `.`, or a month by its English name with a year:
    /// `May 2021`, `17 May 2021`, `May 17, 2021`.
    pub fn parse(text: &str) -> Result<Self, PartialDateError> {
        let form = || PartialDateError::Form {
            found: text.chars().take(40).collect(),
        };
        if text.len() <= LONGEST_NAMED
            && let Some((year, month, day)) = named_month(text)
        {
            return Self::new(year, Some(month), day);
        }
        let trimmed = text.trim();
        let (negative, body) = match trimmed.strip_prefix(['-', '\u{2212}']) {
            Some(rest) => (true, rest),
            None => (false, trimmed),
        };
        let parts: Vec<&str> = body.split(['-', '/', '.']).collect();
        let digits = |part: &str, most: usize| {
            (1..=most).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
        };
        let (year, rest) = parts.split_first().ok_or_else(form)?;
        // A year of one or two digits beside a month is more likely a day-first date: it is not guessed at.
        let year_is_plain = digits(year, 6) && (rest.is_empty() || year.len() >= 3);
        if !year_is_plain || rest.len() > 2 || !rest.iter().all(|part| digits(part, 2)) {
            return Err(form());
        }
        let year: i32 = year.parse().map_err(|_| form())?;
        let part = |at: usize| {
            rest.get(at)
                .map(|part| part.parse())
                .transpose()
                .map_err(|_| form())
        };
        Self::new(if negative { -year } else { year }, part(0)?, part(1)?)
    }

    /// The year; negative before our era.
    #[must_use]
    pub fn year(self) -> i32 {
        i32::from(self.year)
    }

    /// The month, 1 to 12, where it is known.
    #[must_use]
    pub fn month(self) -> Option<u8> {
        self.month.map(i8::unsigned_abs)
    }

    /// The day of the month, where it is known.
    #[must_use]
    pub fn day(self) -> Option<u8> {
        self.day.map(i8::unsigned_abs)
    }

    /// Whether it is certain that this lies before `other`: `2020` does before `2021-05`, and `2021` does not, which may
    /// be any day of that year.
    #[must_use]
    pub fn is_before(self, other: Self) -> bool {
        let first = Self {
            month: other.month.or(Some(1)),
            day: other.day.or(Some(1)),
            ..other
        };
        self.last_key() < first.sort_key()
    }

    /// A number that grows with the date. A year comes before its months, a month before its days.
    #[must_use]
    pub fn sort_key(self) -> i64 {
        let month = i64::from(self.month.unwrap_or(0));
        let day = i64::from(self.day.unwrap_or(0));
        (i64::from(self.year) * 13 + month) * 32 + day
    }

    /// The date of that [`Self::sort_key`].
    pub(crate) fn from_sort_key(key: i64) -> Option<Self> {
        let part = |number: i64| u8::try_from(number).ok().filter(|number| *number > 0);
        let (day, months) = (key.rem_euclid(32), key.div_euclid(32));
        let year = i32::try_from(months.div_euclid(13)).ok()?;
        Self::new(year, part(months.rem_euclid(13)), part(day)).ok()
    }

    /// The [`Self::sort_key`] of the last day that the date may mean.
    pub(crate) fn last_key(self) -> i64 {
        let (month, day) = match (self.month, self.day) {
            (Some(month), Some(day)) => (month, day),
            (Some(month), None) => {
                let first = civil::Date::new(self.year, month, 1);
                (month, first.map_or(31, civil::Date::days_in_month))
            }
            (None, _) => (12, 31),
        };
        Self {
            year: self.year,
            month: Some(month),
            day: Some(day),
        }
        .sort_key()
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.year < 0 { "-" } else { "" };
        write!(f, "{sign}{:04}", self.year.unsigned_abs())?;
        if let Some(month) = self.month {
            write!(f, "-{month:02}")?;
        }
        if let Some(day) = self.day {
            write!(f, "-{day:02}")?;
        }
        Ok(())
    }
}

impl From<civil::Date> for PartialDate {
    /// A calendar that computes has a year 0, the one before the year 1; people call it -1.
    fn from(date: civil::Date) -> Self {
        let year = date.year();
        Self {
            year: if year > 0 { year } else { year - 1 },
            month: Some(date.month()),
            day: Some(date.day()),
        }
    }
}

impl FromStr for PartialDate {
    type Err = PartialDateError;

    fn from_str(text: &str) -> Result<Self, PartialDateError> {
        Self::parse(text)
    }
}

impl TryFrom<String> for PartialDate {
    type Error = PartialDateError;

    fn try_from(text: String) -> Result<Self, PartialDateError> {
        Self::parse(&text)
    }
}

impl From<PartialDate> for String {
    fn from(date: PartialDate) -> Self {
        date.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn normal(text: &str) -> String {
        PartialDate::parse(text).unwrap().to_string()
    }

    #[test]
    fn a_month_may_have_its_name() {
        for (text, date) in [
            ("May 2021", "2021-05"),
            ("  may   2021 ", "2021-05"),
            ("2021 Sept", "2021-09"),
            ("17 May 2021", "2021-05-17"),
            ("17. Dec. 1987", "1987-12-17"),
            ("May 17, 2021", "2021-05-17"),
            ("Nov 22, 2026", "2026-11-22"),
            ("2021 May 17", "2021-05-17"),
        ] {
            assert_eq!(
                PartialDate::parse(text).unwrap().to_string(),
                date,
                "{text}"
            );
        }
        for text in [
            "May",
            "Ma 2021",
            "Mayo 2021",
            "May 21",
            "32 May 2021",
            "May 2021 May",
            "17 05 2021",
            "Smarch 2021",
        ] {
            assert!(PartialDate::parse(text).is_err(), "{text}");
        }
        assert!(
            PartialDate::parse("31 June 2021")
                .unwrap_err()
                .to_string()
                .contains("30, the last of June")
        );
    }

    #[test]
    fn keeps_what_is_known() {
        for text in [
            "-0700",
            "1887",
            "2021-05",
            "2021-05-17",
            "2024-02-29",
            "0033",
        ] {
            assert_eq!(normal(text), text);
        }
        assert_eq!(normal("-700"), "-0700");
        assert_eq!(normal(" 2021/5/7 "), "2021-05-07");
    }

    #[test]
    fn refuses_days_that_never_were() {
        let error = PartialDate::parse("2023-02-30").unwrap_err();
        assert_eq!(
            error.to_string(),
            "expected a day from 1 to 28, the last of February 2023; found 30"
        );
        assert!(PartialDate::parse("1900-02-29").is_err());
        assert!(
            PartialDate::parse("2021-13")
                .unwrap_err()
                .to_string()
                .contains("found 13")
        );
        assert!(PartialDate::parse("2021-00").is_err());
        assert!(PartialDate::parse("0").is_err());
        assert!(PartialDate::parse("10000").is_err());
    }

    #[test]
    fn does_not_guess() {
        for text in [
            "",
            "-",
            "20/09/2026",
            "9/20/26",
            "2021-05-17-1",
            "2021--05",
            "2021-05-",
            "########",
        ] {
            assert!(
                matches!(PartialDate::parse(text), Err(PartialDateError::Form { .. })),
                "{text}"
            );
        }
    }

    #[test]
    fn is_before_another_only_when_that_is_certain() {
        let cases = [
            ("2020", "2021", true),
            ("2020", "2021-01-01", true),
            ("2020-12-31", "2021", true),
            ("2021", "2021-05", false),
            ("2021-05", "2021", false),
            ("2021-05", "2021-05-31", false),
            ("2021-05-17", "2021-05", false),
            ("2021-05-17", "2021-05-17", false),
            ("2021-05-17", "2021-05-18", true),
            ("2021-04", "2021-05-01", true),
            ("-0700", "0001", true),
            ("-0002", "-0001-01-01", true),
        ];
        for (one, other, expected) in cases {
            let [one, other] = [one, other].map(|text| PartialDate::parse(text).unwrap());
            assert_eq!(one.is_before(other), expected, "{one} before {other}");
            assert!(!expected || !other.is_before(one), "{other} before {one}");
        }
    }

    #[test]
    fn a_day_of_a_calendar_has_no_year_0() {
        let day = |year| PartialDate::from(civil::date(year, 2, 3)).to_string();
        assert_eq!(
            [day(2021), day(1), day(0), day(-1)],
            ["2021-02-03", "0001-02-03", "-0001-02-03", "-0002-02-03"]
        );
    }

    #[test]
    fn sorts_across_precisions() {
        let dates = [
            "-0700",
            "-0700-02",
            "-0001-12-31",
            "0001",
            "1887",
            "2021",
            "2021-05",
            "2021-05-17",
            "2022",
        ];
        let keys: Vec<i64> = dates
            .iter()
            .map(|text| PartialDate::parse(text).unwrap().sort_key())
            .collect();
        assert!(keys.is_sorted_by(|a, b| a < b), "{keys:?}");
    }

    proptest! {
        #[test]
        fn text_and_value_are_one(year in -9999_i32..=9999, month in proptest::option::of(0_u8..15), day in proptest::option::of(0_u8..35)) {
            if let Ok(date) = PartialDate::new(year, month, day) {
                prop_assert_eq!(PartialDate::parse(&date.to_string()), Ok(date));
                prop_assert_eq!(PartialDate::from_sort_key(date.sort_key()), Some(date));
                prop_assert!(date.last_key() >= date.sort_key());
                let last = PartialDate::from_sort_key(date.last_key()).unwrap();
                prop_assert!(last.day().is_some() && last.to_string().starts_with(&date.to_string()));
            }
        }

        #[test]
        fn never_panics(text in "\\PC*") {
            let _ = PartialDate::parse(&text);
        }
    }
}
