//! Days as exports and spreadsheets write them.
//!
//! An export writes the year first. A spreadsheet that opened the file writes dates as its country does when it saves it:
//! `31/01/2024` and `1/31/24` are certain, `2/5/21` is February or May. Such a date is only read where another one shows the
//! order, in the same row or else in the file. Otherwise it is not guessed.

use library::PartialDate;

use crate::row::quoted;

/// Which of two numbers is the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Order {
    DayFirst,
    MonthFirst,
}

/// The orders that a number of dates show.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Evidence {
    day_first: bool,
    month_first: bool,
    undecided: bool,
}

impl Evidence {
    /// Takes in what a text shows, if it is a date.
    pub(crate) fn note(&mut self, text: &str) {
        let Some(parts) = Parts::of(text) else {
            return;
        };
        match parts.readings().as_slice() {
            [(Some(Order::DayFirst), _)] => self.day_first = true,
            [(Some(Order::MonthFirst), _)] => self.month_first = true,
            [] | [_] => {}
            [(_, one), (_, other), ..] if one == other => {}
            _ => self.undecided = true,
        }
    }

    /// Takes in what others show.
    pub(crate) fn add(&mut self, other: Self) {
        self.day_first |= other.day_first;
        self.month_first |= other.month_first;
        self.undecided |= other.undecided;
    }

    /// The order, if all that show one agree.
    pub(crate) fn order(self) -> Option<Order> {
        match (self.day_first, self.month_first) {
            (true, false) => Some(Order::DayFirst),
            (false, true) => Some(Order::MonthFirst),
            _ => None,
        }
    }

    /// Whether there is a date that needs the order, and nothing here that says anything of it.
    pub(crate) fn wants_more(self) -> bool {
        self.undecided && !self.day_first && !self.month_first
    }
}

/// Why a text was not read as a date.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(crate) enum DateError {
    #[error(
        "expected a date, found only # signs, which a spreadsheet shows where a column is too narrow: the date itself is gone"
    )]
    Overwritten,
    #[error(
        "expected a date such as 2024/01/31, found {found}, which is {day_first} or {month_first}; nothing in the file shows which"
    )]
    Undecided {
        found: String,
        day_first: PartialDate,
        month_first: PartialDate,
    },
    #[error("expected a date such as 2024/01/31, found {found}")]
    NoDate { found: String },
}

/// Reads a date. The order is needed only for those that it decides.
pub(crate) fn read(text: &str, order: Option<Order>) -> Result<PartialDate, DateError> {
    let text = text.trim();
    if !text.is_empty() && text.bytes().all(|byte| byte == b'#') {
        return Err(DateError::Overwritten);
    }
    let day = without_midnight(text);
    let no_date = || DateError::NoDate {
        found: quoted(text),
    };
    let Some(parts) = Parts::of(day) else {
        return PartialDate::parse(day).map_err(|_| no_date());
    };
    let readings = parts.readings();
    match readings.as_slice() {
        [] => Err(no_date()),
        [(_, date)] => Ok(*date),
        [(_, date), rest @ ..] if rest.iter().all(|(_, other)| other == date) => Ok(*date),
        several => {
            let by_order =
                order.and_then(|order| several.iter().find(|(needs, _)| *needs == Some(order)));
            // A third reading, with the year first, is one that no order of day and month decides.
            match (by_order, several) {
                (Some((_, date)), [_, _]) => Ok(*date),
                (_, [(_, day_first), (_, month_first), ..]) => Err(DateError::Undecided {
                    found: quoted(text),
                    day_first: *day_first,
                    month_first: *month_first,
                }),
                _ => Err(no_date()),
            }
        }
    }
}

/// Whether a date stands for none: programs count their time from this day, and write it where nothing is known.
pub(crate) fn is_filler(date: PartialDate) -> bool {
    (date.year(), date.month(), date.day()) == (1970, Some(1), Some(1))
}

/// A spreadsheet may add the time of day that it holds for a date without one; a program writes it with the `T` of ISO
/// 8601 in columns that mean a day.
fn without_midnight(text: &str) -> &str {
    let Some((day, time)) = text.split_once([' ', 'T']) else {
        return text;
    };
    let is_clock = |text: &str| {
        text.len() >= 5
            && text.as_bytes()[2] == b':'
            && text.starts_with(|c: char| c.is_ascii_digit())
    };
    if day.len() == 10 && text.as_bytes()[10] == b'T' && is_clock(time) {
        return day;
    }
    let time = time.trim().trim_end_matches('Z');
    if matches!(
        time,
        "0:00" | "00:00" | "0:00:00" | "00:00:00" | "12:00:00 AM" | "12:00 AM"
    ) {
        day
    } else {
        text
    }
}

/// Three numbers that may be a date whose year is not first.
#[derive(Debug, Clone, Copy)]
struct Parts {
    first: u8,
    second: u8,
    third: i32,
    /// `24-01-31`: with hyphens, and only with them, two digits may be a year that stands first.
    year_may_be_first: bool,
}

impl Parts {
    fn of(text: &str) -> Option<Self> {
        let text = without_midnight(text.trim());
        let separator = text.chars().find(|c| matches!(c, '/' | '.' | '-'))?;
        let mut parts = text.split(separator).map(str::trim);
        let (first, second, third) = (parts.next()?, parts.next()?, parts.next()?);
        let all_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        let is_pair = |part: &str| matches!(part.len(), 1 | 2) && all_digits(part);
        let is_year = matches!(third.len(), 2 | 4) && all_digits(third);
        if parts.next().is_some() || !is_pair(first) || !is_pair(second) || !is_year {
            return None;
        }
        Some(Self {
            first: first.parse().ok()?,
            second: second.parse().ok()?,
            third: if third.len() == 2 {
                century(third.parse().ok()?)
            } else {
                third.parse().ok()?
            },
            year_may_be_first: separator == '-' && first.len() == 2 && third.len() == 2,
        })
    }

    /// Every date that the numbers can mean, and the order that each supposes.
    fn readings(self) -> Vec<(Option<Order>, PartialDate)> {
        let date = |year, month, day| PartialDate::new(year, Some(month), Some(day)).ok();
        let day_first = date(self.third, self.second, self.first);
        let month_first = date(self.third, self.first, self.second);
        let year_first = self
            .year_may_be_first
            .then(|| u8::try_from(self.third % 100).ok())
            .flatten()
            .and_then(|day| date(century(i32::from(self.first)), self.second, day));
        [
            (Some(Order::DayFirst), day_first),
            (Some(Order::MonthFirst), month_first),
            (None, year_first),
        ]
        .into_iter()
        .filter_map(|(order, date)| Some((order, date?)))
        .collect()
    }
}

/// The year that a spreadsheet means by two digits: up to 49 of this century, from 50 of the last (the rule by which Excel
/// and Windows read them back).
fn century(two_digits: i32) -> i32 {
    if two_digits < 50 {
        2000 + two_digits
    } else {
        1900 + two_digits
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Order::{DayFirst, MonthFirst};
    use proptest::prelude::*;

    #[track_caller]
    fn reads(text: &str, order: Option<Order>, expected: &str) {
        let found =
            read(text, order).map_or_else(|error| error.to_string(), |date| date.to_string());
        assert_eq!(found, expected, "{text} {order:?}");
    }

    #[test]
    fn year_first() {
        for order in [None, Some(DayFirst), Some(MonthFirst)] {
            reads("2024/02/29", order, "2024-02-29");
            reads("2024-02-29", order, "2024-02-29");
            reads("2024/2/9 0:00", order, "2024-02-09");
            reads("2024-02-29T00:00:00Z", order, "2024-02-29");
            reads("2024/02", order, "2024-02");
            reads("1998", order, "1998");
            reads("-700", order, "-0700");
        }
    }

    #[test]
    fn certain_whatever_the_order() {
        reads("31/01/2024", Some(MonthFirst), "2024-01-31");
        reads("6/15/20", Some(DayFirst), "2020-06-15");
        reads("31.01.2024", None, "2024-01-31");
        reads("5/5/98", None, "1998-05-05");
        reads("29/02/2024 00:00", None, "2024-02-29");
    }

    #[test]
    fn uncertain_ones_are_not_guessed() {
        reads("2/5/21", Some(DayFirst), "2021-05-02");
        reads("2/5/21", Some(MonthFirst), "2021-02-05");
        let told = read("2/5/21", None).unwrap_err().to_string();
        assert!(
            told.contains("“2/5/21”, which is 2021-05-02 or 2021-02-05"),
            "{told}"
        );
        assert!(
            matches!(
                read("02-05-04", Some(DayFirst)),
                Err(DateError::Undecided { .. })
            ),
            "may be 2002-05-04 too"
        );
    }

    #[test]
    fn what_is_no_date_says_so() {
        assert_eq!(read("########", None), Err(DateError::Overwritten));
        for text in [
            "2023/02/30",
            "13/13/2020",
            "44927.5",
            "yesterday",
            "1/2",
            "1/2/3/4",
            "0/1/2020",
            "2024/01/31 13:05",
            "É/1/20",
        ] {
            assert!(
                matches!(read(text, Some(DayFirst)), Err(DateError::NoDate { .. })),
                "{text}"
            );
        }
    }

    #[test]
    fn evidence_holds_only_while_it_is_of_one_mind() {
        let shown = |texts: &[&str]| {
            let mut evidence = Evidence::default();
            for text in texts {
                evidence.note(text);
            }
            evidence
        };
        assert_eq!(
            shown(&["2/5/21", "6/15/20", "2024/01/31", ""]).order(),
            Some(MonthFirst)
        );
        assert_eq!(shown(&["2/5/21", "29/02/2024"]).order(), Some(DayFirst));
        assert_eq!(shown(&["6/15/20", "15/6/20"]).order(), None);
        assert!(shown(&["2/5/21"]).wants_more());
        assert!(!shown(&["5/5/21"]).wants_more() && !shown(&["2/5/21", "15/6/20"]).wants_more());
    }

    proptest! {
        #[test]
        fn never_panics(text in "(\\PC|[0-9/.-]){0,20}") {
            let mut evidence = Evidence::default();
            evidence.note(&text);
            let _ = read(&text, evidence.order());
        }
    }
}
