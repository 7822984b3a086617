//! When something happened.

use std::fmt;
use std::str::FromStr;

use jiff::{Timestamp, Unit, civil};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::clock::Clock;

/// An instant, `2026-11-22T15:47:03Z`, or only a day, `2024-01-31`.
///
/// A list from elsewhere may know the day alone. A time is not made up for it: midnight in UTC would show as the day
/// before to everybody west of Greenwich. The texts sort in the order of time.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(try_from = "String", into = "String")]
#[ts(export, as = "String")]
pub struct Stamp(String);

/// Why a text is no stamp.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "expected a time such as 2026-11-22T15:47:03Z or a day such as 2024-01-31; found {found:?}"
)]
pub struct StampError {
    found: String,
}

impl Stamp {
    /// The present second.
    #[must_use]
    pub fn now(clock: &dyn Clock) -> Self {
        let now = clock.now();
        Self(now.round(Unit::Second).unwrap_or(now).to_string())
    }

    /// A day of which no time is known. Years 1 to 9999 only, so that the texts sort.
    pub fn day(year: i16, month: i8, day: i8) -> Result<Self, StampError> {
        let error = || StampError {
            found: format!("{year:04}-{month:02}-{day:02}"),
        };
        if year < 1 {
            return Err(error());
        }
        civil::Date::new(year, month, day)
            .map(|date| Self(date.to_string()))
            .map_err(|_| error())
    }

    /// The text of the stamp.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Stamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for Stamp {
    type Err = StampError;

    fn from_str(text: &str) -> Result<Self, StampError> {
        let error = || StampError {
            found: text.chars().take(40).collect(),
        };
        let text = text.trim();
        let stamp = if text.contains(['T', 't', ' ']) {
            let instant: Timestamp = text.parse().map_err(|_| error())?;
            Self(instant.round(Unit::Second).unwrap_or(instant).to_string())
        } else {
            let date: civil::Date = text.parse().map_err(|_| error())?;
            Self(date.to_string())
        };
        // A year before 1 or after 9999 is written with a sign, which would break the order of the texts.
        if stamp.0.starts_with(['-', '+']) || stamp.0.starts_with("0000") {
            Err(error())
        } else {
            Ok(stamp)
        }
    }
}

impl TryFrom<String> for Stamp {
    type Error = StampError;

    fn try_from(text: String) -> Result<Self, StampError> {
        text.parse()
    }
}

impl From<Stamp> for String {
    fn from(stamp: Stamp) -> Self {
        stamp.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct At(&'static str);

    impl Clock for At {
        fn now(&self) -> Timestamp {
            self.0.parse().unwrap()
        }
    }

    #[test]
    fn is_a_whole_second_in_utc() {
        assert_eq!(
            Stamp::now(&At("2026-11-22T15:47:03.2Z")).as_str(),
            "2026-11-22T15:47:03Z"
        );
        assert_eq!(
            "2026-11-22T16:47:03+01:00"
                .parse::<Stamp>()
                .unwrap()
                .as_str(),
            "2026-11-22T15:47:03Z"
        );
    }

    #[test]
    fn a_day_stays_a_day() {
        assert_eq!(
            "2024-01-31".parse::<Stamp>().unwrap().as_str(),
            "2024-01-31"
        );
        assert_eq!(Stamp::day(2024, 1, 31).unwrap().as_str(), "2024-01-31");
        assert!(Stamp::day(2024, 2, 31).is_err());
        assert!(Stamp::day(-5, 1, 1).is_err());
    }

    #[test]
    fn sorts_by_text() {
        let texts = [
            "2024-01-30T23:59:59Z",
            "2024-01-31",
            "2024-01-31T00:00:00Z",
            "2024-02-01",
        ];
        let stamps: Vec<Stamp> = texts.iter().map(|text| text.parse().unwrap()).collect();
        assert!(stamps.is_sorted());
    }

    #[test]
    fn refuses_what_is_no_time() {
        for text in [
            "",
            "yesterday",
            "2024-02-30",
            "2024",
            "-000700-01-01",
            "2024-01-31T25:00:00Z",
        ] {
            assert!(text.parse::<Stamp>().is_err(), "{text}");
        }
    }
}
