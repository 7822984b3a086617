//! A reading as it is typed.

use serde::Deserialize;
use ts_rs::TS;

use super::{Outcome, Progress, ProgressUnit, ReadingFacts};
use crate::book::{FieldErrors, check_optional, filled, minutes, optional_text, parsed_field};
use crate::values::{PartialDate, Stamp};
use crate::whole::ProgressRecord;

/// A reading as it is typed. Blank texts mean that it is not known.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "camelCase", default)]
#[ts(export)]
pub struct ReadingForm {
    /// When it was begun: `2021`, `2021-05`, `2021-05-17`.
    pub started: Option<String>,
    /// When it ended.
    pub finished: Option<String>,
    /// How it ended; absent while it goes on.
    pub outcome: Option<Outcome>,
    /// Anything else.
    pub note: Option<String>,
    /// That what is being read has ended with it, though the book has no reading that goes on: it was said to be read by
    /// hand. A new reading that had ended is an earlier one otherwise.
    #[ts(as = "Option<bool>", optional)]
    pub ends: bool,
}

/// How far a reading has come, as it is typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "camelCase", default)]
#[ts(export)]
pub struct ProgressForm {
    /// In what it is counted.
    pub unit: ProgressUnit,
    /// How far, in digits.
    pub value: String,
    /// The day for which it holds; absent or blank for now.
    pub at: Option<String>,
    /// Anything else.
    pub note: Option<String>,
}

/// The highest page and the highest minute that can be noted, as a book can have.
const FURTHEST: u32 = 1_000_000;

impl ReadingForm {
    /// The reading that was typed, or what is wrong with it, field by field.
    pub(super) fn check(&self) -> Result<ReadingFacts, FieldErrors> {
        let mut errors = FieldErrors::default();
        let mut date = |field, typed: &Option<String>| {
            parsed_field(&mut errors, field, typed.as_deref(), PartialDate::parse)
        };
        let facts = ReadingFacts {
            started: date("started", &self.started),
            finished: date("finished", &self.finished),
            outcome: self.outcome,
            note: self.note.clone(),
        };
        facts.check(&mut errors, "");
        errors.into_result()?;
        Ok(facts.normalised())
    }
}

impl ProgressForm {
    /// The progress that was typed, or what is wrong with it, field by field.
    pub(super) fn check(&self) -> Result<ProgressRecord, FieldErrors> {
        let mut errors = FieldErrors::default();
        let value = self
            .unit
            .read(&self.value)
            .map_err(|error| errors.push("value", error))
            .ok();
        let at = parsed_field(&mut errors, "at", self.at.as_deref(), when);
        check_optional(&mut errors, "", "note", self.note.as_deref());
        errors.into_result()?;
        Ok(ProgressRecord {
            at,
            unit: self.unit,
            value: value.unwrap_or_default(),
            note: optional_text(self.note.as_deref()),
        })
    }
}

impl ProgressUnit {
    /// Reads how far: `120`, `45` or `45%`, `90` or `1:30`.
    fn read(self, typed: &str) -> Result<u32, String> {
        let typed = filled(Some(typed)).unwrap_or_default();
        let plain = match self {
            Self::Percent => typed.strip_suffix('%').map_or(typed, str::trim_end),
            Self::Page | Self::Minute => typed,
        };
        let most = if self == Self::Percent { 100 } else { FURTHEST };
        match plain.parse() {
            Ok(value) if value <= most => return Ok(value),
            Err(_) if self == Self::Minute && plain.contains(':') => return minutes(plain),
            _ => {}
        }
        let what = match self {
            Self::Page => "a page",
            Self::Percent => "whole percents of the book",
            Self::Minute => "minutes",
        };
        let found: String = typed.chars().take(40).collect();
        Err(format!("expected {what} from 0 to {most}; found {found:?}"))
    }
}

/// Reads a day, or an instant as the window got it.
fn when(typed: &str) -> Result<Stamp, String> {
    if let Ok(stamp) = typed.parse() {
        return Ok(stamp);
    }
    let date = PartialDate::parse(typed).map_err(|error| error.to_string())?;
    let day = date.month().zip(date.day()).and_then(|(month, day)| {
        let year = i16::try_from(date.year()).ok()?;
        Stamp::day(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
    });
    day.ok_or_else(|| format!("expected a day of our era such as 2021-05-17; found {date}"))
}

impl ProgressRecord {
    /// What of them can be so, and looks wrong, in a book of so many pages and minutes.
    pub(super) fn doubts(
        &self,
        (pages, minutes): (Option<u32>, Option<u32>),
        (now, today): (&Stamp, PartialDate),
    ) -> FieldErrors {
        let mut doubts = FieldErrors::default();
        let (what, whole) = match self.unit {
            ProgressUnit::Page => ("page", pages),
            ProgressUnit::Minute => ("minute", minutes),
            ProgressUnit::Percent => ("", None),
        };
        if let Some(whole) = whole.filter(|whole| self.value > *whole) {
            let found = self.value;
            doubts.push(
                "value",
                format!("expected a {what} up to {whole}, the last of this book; found {found}"),
            );
        }
        if let Some(at) = &self.at {
            // Of a stamp without a time, the day by the reader's own calendar counts.
            let is_to_come = match PartialDate::parse(at.as_str()) {
                Ok(day) => today.is_before(day),
                Err(_) => at > now,
            };
            if is_to_come {
                doubts.push(
                    "at",
                    format!("expected a day up to today, {today}; found {at}"),
                );
            }
        }
        doubts
    }

    /// Whether a note says all this already.
    pub(super) fn are_in(&self, progress: &Progress) -> bool {
        let at = self.at.as_ref().is_none_or(|at| *at == progress.at);
        at && self.unit == progress.unit && self.value == progress.value
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn progress(unit: ProgressUnit, value: &str, at: &str) -> Result<ProgressRecord, FieldErrors> {
        let form = ProgressForm {
            unit,
            value: value.into(),
            at: Some(at.into()),
            note: None,
        };
        form.check()
    }

    #[test]
    fn reads_how_far_as_it_is_typed() {
        let read = |unit: ProgressUnit, text| unit.read(text);
        assert_eq!(read(ProgressUnit::Page, " 120 "), Ok(120));
        assert_eq!(read(ProgressUnit::Page, "0"), Ok(0));
        assert_eq!(read(ProgressUnit::Percent, "45 %"), Ok(45));
        assert_eq!(read(ProgressUnit::Percent, "100"), Ok(100));
        assert_eq!(read(ProgressUnit::Minute, "90"), Ok(90));
        assert_eq!(read(ProgressUnit::Minute, "1:30"), Ok(90));
        for (unit, text) in [
            (ProgressUnit::Page, ""),
            (ProgressUnit::Page, "-1"),
            (ProgressUnit::Page, "1:30"),
            (ProgressUnit::Page, "1000001"),
            (ProgressUnit::Page, "45%"),
            (ProgressUnit::Percent, "101"),
            (ProgressUnit::Percent, "%"),
            (ProgressUnit::Minute, "1:75"),
        ] {
            assert!(unit.read(text).is_err(), "{unit:?} {text:?}");
        }
        assert_eq!(
            read(ProgressUnit::Percent, "120%").unwrap_err(),
            "expected whole percents of the book from 0 to 100; found \"120%\""
        );
    }

    #[test]
    fn is_noted_for_a_day_or_an_instant_but_for_no_month() {
        let at = |typed| progress(ProgressUnit::Page, "1", typed).map(|facts| facts.at);
        assert_eq!(at(" "), Ok(None));
        assert_eq!(at("2021-05-17"), Ok(Some("2021-05-17".parse().unwrap())));
        assert_eq!(at("2021/5/7"), Ok(Some("2021-05-07".parse().unwrap())));
        let instant = "2026-11-22T15:47:03Z";
        assert_eq!(at(instant), Ok(Some(instant.parse().unwrap())));
        for typed in ["2021-05", "2021", "-0700-01-01", "yesterday", "2021-02-30"] {
            let errors = at(typed).unwrap_err();
            assert_eq!(errors.0[0].field, "at", "{typed}");
        }
    }

    #[test]
    fn doubts_what_lies_beyond_the_book_or_today() {
        let now = "2026-11-22T23:30:00Z".parse().unwrap();
        let today = PartialDate::parse("2026-11-23").unwrap();
        let doubts = |unit, value, at| -> Vec<String> {
            let facts = progress(unit, value, at).unwrap();
            let doubts = facts.doubts((Some(300), None), (&now, today));
            doubts.0.into_iter().map(|doubt| doubt.field).collect()
        };
        assert!(doubts(ProgressUnit::Page, "300", "2026-11-23").is_empty());
        assert!(doubts(ProgressUnit::Minute, "500", "2026-11-22T23:30:00Z").is_empty());
        assert_eq!(doubts(ProgressUnit::Page, "301", ""), ["value"]);
        assert_eq!(doubts(ProgressUnit::Page, "1", "2026-11-24"), ["at"]);
        assert_eq!(
            doubts(ProgressUnit::Page, "1", "2026-11-22T23:30:01Z"),
            ["at"]
        );
    }
}
