//! Days as Calibre keeps them: instants in UTC, for what its user sees as a day.

use library::PartialDate;

/// What a text that should be a day is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Day {
    /// None was given: Calibre writes `None`, or the first day of the year 101.
    Unknown,
    /// That day.
    Is(PartialDate),
    /// No day at all.
    Odd,
}

impl Day {
    /// Understands a text such as `2001-01-14 23:00:00+00:00`.
    ///
    /// A day that was typed is kept as its midnight where it was typed, told in UTC: the midnight nearest to it is the
    /// day that was meant. What has minutes and seconds of its own is an instant, and its day is the one written.
    pub(super) fn of(text: &str) -> Self {
        let text = text.trim();
        if text.is_empty() || text == "None" {
            return Self::Unknown;
        }
        let (day, time) = text.split_once(['T', ' ']).unwrap_or((text, ""));
        let Ok(date) = PartialDate::parse(day) else {
            return Self::Odd;
        };
        if matches!(
            (date.year(), date.month(), date.day()),
            (101, Some(1), Some(1)) | (100, Some(12), Some(31)) | (101, None, _)
        ) {
            return Self::Unknown;
        }
        if is_midnight_elsewhere(time) {
            Self::Is(day_after(date))
        } else {
            Self::Is(date)
        }
    }
}

/// Whether the time, in UTC, is a midnight east of Greenwich.
fn is_midnight_elsewhere(time: &str) -> bool {
    let Some(time) = time
        .strip_suffix("+00:00")
        .or_else(|| time.strip_suffix('Z'))
    else {
        return false;
    };
    let (time, fraction) = time.split_once('.').unwrap_or((time, ""));
    let mut parts = time.split(':').map(|part| part.parse::<u8>().ok());
    let hour = parts.next().flatten();
    let minute = parts.next().flatten();
    let second = parts.next().map_or(Some(0), |second| second);
    hour.is_some_and(|hour| (12..24).contains(&hour))
        && matches!(minute, Some(0 | 15 | 30 | 45))
        && second == Some(0)
        && fraction.bytes().all(|byte| byte == b'0')
}

fn day_after(date: PartialDate) -> PartialDate {
    let (Some(month), Some(day)) = (date.month(), date.day()) else {
        return date;
    };
    PartialDate::new(date.year(), Some(month), Some(day + 1))
        .or_else(|_| PartialDate::new(date.year(), Some(month + 1), Some(1)))
        .or_else(|_| PartialDate::new(date.year() + 1, Some(1), Some(1)))
        .unwrap_or(date)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_midnight_is_the_day_that_was_meant() {
        for (text, day) in [
            ("2001-01-15 00:00:00+00:00", "2001-01-15"),
            ("2001-01-14T23:00:00+00:00", "2001-01-15"),
            ("2000-12-31 18:30:00.000000+00:00", "2001-01-01"),
            ("2024-02-29 22:00:00+00:00", "2024-03-01"),
            ("2001-01-15T05:00:00+00:00", "2001-01-15"),
            ("2024-01-31 22:01:12.123456+00:00", "2024-01-31"),
            ("2001-01-14T23:00:00+02:00", "2001-01-14"),
            ("1887-11", "1887-11"),
            ("1887", "1887"),
        ] {
            assert_eq!(Day::of(text), Day::Is(day.parse().unwrap()), "{text}");
        }
        for text in [
            "None",
            "",
            "0101-01-01T00:00:00+00:00",
            "0100-12-31 23:00:00+00:00",
        ] {
            assert_eq!(Day::of(text), Day::Unknown, "{text}");
        }
        assert_eq!(Day::of("soon"), Day::Odd);
    }
}
