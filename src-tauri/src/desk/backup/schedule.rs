//! Which automatic backups there are, and which of them are kept.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use accounts::AccountId;
use jiff::{Timestamp, civil::Date, tz::TimeZone};

/// One a day for so many days …
const DAYS: usize = 12;
/// … one a week for so many weeks …
const WEEKS: usize = 10;
/// … and one a month for so many months: those in which there was one.
const MONTHS: usize = 9;

const ENDING: &str = "bookplate";
/// What the name of a file ends in that is being written.
const NEW: &str = ".new";
const STAMP: &str = "%Y%m%dT%H%M%SZ";

/// A backup that was made by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// Where it is.
    pub path: PathBuf,
    /// When it was made.
    pub made: Timestamp,
    /// Its bytes.
    pub size: u64,
}

/// The name of the backup made at that time. Its account's id begins it: several may keep theirs in one folder.
pub fn name(account: AccountId, made: Timestamp) -> String {
    format!("{}{}.{ENDING}", prefix(account), made.strftime(STAMP))
}

fn prefix(account: AccountId) -> String {
    format!("{account}-")
}

/// Whether a file is an automatic backup of the account that was being written.
pub fn is_unfinished(name: &str, account: AccountId) -> bool {
    name.starts_with(&prefix(account)) && name.ends_with(NEW)
}

/// The account's automatic backups in a folder, the newest first. A folder that is not there has none.
pub fn list(folder: &Path, account: AccountId) -> Vec<Kept> {
    let Ok(entries) = fs::read_dir(folder) else {
        return Vec::new();
    };
    let prefix = prefix(account);
    let mut found: Vec<Kept> = entries
        .filter_map(Result::ok)
        .filter_map(|entry| {
            let name = entry.file_name().into_string().ok()?;
            let stamp = name.strip_prefix(&prefix)?.strip_suffix(ENDING)?;
            let made = jiff::civil::DateTime::strptime(STAMP, stamp.strip_suffix('.')?).ok()?;
            Some(Kept {
                path: entry.path(),
                made: made.to_zoned(TimeZone::UTC).ok()?.timestamp(),
                size: entry.metadata().ok()?.len(),
            })
        })
        .collect();
    found.sort_by_key(|kept| std::cmp::Reverse(kept.made));
    found
}

/// Those of `all`, the newest first, that are not kept any longer.
pub fn superfluous(all: &[Kept]) -> Vec<&Kept> {
    let mut wanted = BTreeSet::new();
    // Of each day, week and month the newest; the newest of all is among them.
    for (many, period) in [
        (DAYS, day as fn(Date) -> Date),
        (WEEKS, week),
        (MONTHS, month),
    ] {
        let mut seen = BTreeSet::new();
        for kept in all {
            let period = period(kept.made.to_zoned(TimeZone::UTC).date());
            if seen.len() < many && seen.insert(period) {
                wanted.insert(kept.made);
            }
        }
    }
    all.iter()
        .filter(|kept| !wanted.contains(&kept.made))
        .collect()
}

fn day(date: Date) -> Date {
    date
}

fn week(date: Date) -> Date {
    let into_week = i64::from(date.weekday().to_monday_zero_offset());
    date.saturating_sub(jiff::Span::new().days(into_week))
}

fn month(date: Date) -> Date {
    date.first_of_month()
}

#[cfg(test)]
mod tests {
    use jiff::ToSpan;

    use super::*;

    fn kept(made: Timestamp) -> Kept {
        Kept {
            path: PathBuf::new(),
            made,
            size: 1,
        }
    }

    #[test]
    fn a_year_of_days_leaves_twelve_days_ten_weeks_and_nine_months() {
        // A Tuesday, and the evening's is the newer one of two a day.
        let today: Timestamp = "2026-11-24T18:00:00Z".parse().unwrap();
        let halves = (0..365 * 2).map(|half| kept(today - (half * 12).hours()));
        let all: Vec<Kept> = halves.collect();
        let gone = superfluous(&all);
        let left: Vec<String> = all
            .iter()
            .filter(|kept| !gone.contains(kept))
            .map(|kept| kept.made.strftime("%Y-%m-%d %H").to_string())
            .collect();
        let expected = [
            // Twelve days; the ends of two weeks are among them.
            "2026-11-24 18",
            "2026-11-23 18",
            "2026-11-22 18",
            "2026-11-21 18",
            "2026-11-20 18",
            "2026-11-19 18",
            "2026-11-18 18",
            "2026-11-17 18",
            "2026-11-16 18",
            "2026-11-15 18",
            "2026-11-14 18",
            "2026-11-13 18",
            // Sundays, and the last days of months, until ten weeks and nine months are told.
            "2026-11-08 18",
            "2026-11-01 18",
            "2026-10-31 18",
            "2026-10-25 18",
            "2026-10-18 18",
            "2026-10-11 18",
            "2026-10-04 18",
            "2026-09-30 18",
            "2026-09-27 18",
            "2026-08-31 18",
            "2026-07-31 18",
            "2026-06-30 18",
            "2026-05-31 18",
            "2026-04-30 18",
            "2026-03-31 18",
        ];
        assert_eq!(left, expected);
    }

    #[test]
    fn few_are_all_kept_however_old() {
        let old: Timestamp = "2019-02-03T10:00:00Z".parse().unwrap();
        let all = [kept(old + 2400.hours()), kept(old + 24.hours()), kept(old)];
        assert!(superfluous(&all).is_empty());
    }

    #[test]
    fn only_the_accounts_own_automatic_ones_are_listed() {
        let folder = tempfile::tempdir().unwrap();
        let ada: AccountId = "00000000-0000-4000-8000-00000000ada0".parse().unwrap();
        let bob: AccountId = "00000000-0000-4000-8000-00000000b0b0".parse().unwrap();
        let made: Timestamp = "2026-11-24T18:00:05Z".parse().unwrap();
        for name in [
            name(ada, made),
            name(ada, made + 1.hour()),
            name(bob, made),
            format!("{ada}-holiday.bookplate"),
            "mine.bookplate".to_owned(),
        ] {
            fs::write(folder.path().join(name), "x").unwrap();
        }
        let found = list(folder.path(), ada);
        let times: Vec<Timestamp> = found.iter().map(|kept| kept.made).collect();
        assert_eq!(times, [made + 1.hour(), made]);
        assert!(list(&folder.path().join("none"), ada).is_empty());
    }
}
