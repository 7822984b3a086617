//! Copies, loans and wishes as they are typed. Blank texts mean that it is not known.

use serde::Deserialize;
use ts_rs::TS;

use super::{Loan, OwnedCopy, Priority};
use crate::book::{
    FieldErrors, PriceForm, check_optional, check_text, line, optional_text, parsed_field,
};
use crate::values::{Money, PartialDate};
use crate::whole::LoanRecord;

/// A copy as it is typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "camelCase", default)]
#[ts(export)]
pub struct CopyForm {
    /// Where it stands.
    pub location: Option<String>,
    /// In what state it is.
    pub condition: Option<String>,
    /// Since when it is owned: `2021`, `2021-05`, `2021-05-17`.
    pub acquired: Option<String>,
    /// What was paid.
    pub price: Option<PriceForm>,
    /// Where it came from.
    pub source: Option<String>,
    /// Anything else.
    pub note: Option<String>,
}

/// A loan as it is typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "camelCase", default)]
#[ts(export)]
pub struct LoanForm {
    /// To whom. Needed.
    pub person: String,
    /// Since when.
    pub since: Option<String>,
    /// When it is to come back.
    pub due: Option<String>,
    /// When it came back.
    pub returned: Option<String>,
    /// Whether it is back, also where the day is not known.
    pub back: bool,
    /// Anything else.
    pub note: Option<String>,
}

/// A wish as it is typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "camelCase", default)]
#[ts(export)]
pub struct WishForm {
    /// How much.
    pub priority: Priority,
    /// What it would cost.
    pub price: Option<PriceForm>,
    /// Anything else.
    pub note: Option<String>,
}

/// A wish, as it can be kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct WishFacts {
    pub(super) priority: Priority,
    pub(super) price: Option<Money>,
    pub(super) note: Option<String>,
}

impl CopyForm {
    /// The copy that was typed, or what is wrong with it, field by field.
    pub(super) fn check(&self) -> Result<OwnedCopy, FieldErrors> {
        let mut errors = FieldErrors::default();
        let copy = OwnedCopy {
            location: self.location.clone(),
            condition: self.condition.clone(),
            acquired: date(&mut errors, "acquired", self.acquired.as_deref()),
            price: price(&mut errors, self.price.as_ref()),
            source: self.source.clone(),
            note: self.note.clone(),
        };
        copy.check(&mut errors, "");
        errors.into_result()?;
        Ok(copy.normalised())
    }
}

impl LoanForm {
    /// The loan that was typed, or what is wrong with it, field by field.
    pub(super) fn check(&self) -> Result<LoanRecord, FieldErrors> {
        let mut errors = FieldErrors::default();
        if self.person.trim().is_empty() {
            errors.push("person", "a loan needs the person who has the book");
        }
        check_text(&mut errors, || "person".to_owned(), &self.person);
        let since = date(&mut errors, "since", self.since.as_deref());
        let due = date(&mut errors, "due", self.due.as_deref());
        let returned = date(&mut errors, "returned", self.returned.as_deref());
        check_optional(&mut errors, "", "note", self.note.as_deref());
        errors.into_result()?;
        Ok(LoanRecord {
            person: line(&self.person),
            since,
            due,
            returned,
            back: self.back || returned.is_some(),
            note: optional_text(self.note.as_deref()),
        })
    }
}

impl OwnedCopy {
    /// What of it can be so, and looks wrong.
    pub(super) fn doubts(&self, today: PartialDate) -> FieldErrors {
        let mut doubts = FieldErrors::default();
        not_ahead(&mut doubts, "acquired", self.acquired, today);
        doubts
    }
}

/// Doubts a day that is still to come.
fn not_ahead(doubts: &mut FieldErrors, field: &str, date: Option<PartialDate>, today: PartialDate) {
    if let Some(date) = date.filter(|date| today.is_before(*date)) {
        doubts.push(
            field,
            format!("expected a date up to today, {today}; found {date}"),
        );
    }
}

impl LoanRecord {
    /// What of them can be so, and looks wrong.
    pub(super) fn doubts(&self, today: PartialDate) -> FieldErrors {
        let mut doubts = FieldErrors::default();
        not_ahead(&mut doubts, "since", self.since, today);
        not_ahead(&mut doubts, "returned", self.returned, today);
        for (field, date) in [("due", self.due), ("returned", self.returned)] {
            if let Some((since, date)) = self.since.zip(date)
                && date.is_before(since)
            {
                doubts.push(
                    field,
                    format!("expected a date from {since} on, when it was lent; found {date}"),
                );
            }
        }
        doubts
    }

    /// Whether the loan has these dates already.
    pub(super) fn dates_are_in(&self, loan: &Loan) -> bool {
        (self.since, self.due, self.returned) == (loan.since, loan.due, loan.returned)
    }
}

impl WishForm {
    /// The wish that was typed, or what is wrong with it, field by field.
    pub(super) fn check(&self) -> Result<WishFacts, FieldErrors> {
        let mut errors = FieldErrors::default();
        let price = price(&mut errors, self.price.as_ref());
        check_optional(&mut errors, "", "note", self.note.as_deref());
        errors.into_result()?;
        Ok(WishFacts {
            priority: self.priority,
            price,
            note: optional_text(self.note.as_deref()),
        })
    }
}

fn date(errors: &mut FieldErrors, field: &str, typed: Option<&str>) -> Option<PartialDate> {
    parsed_field(errors, field, typed, PartialDate::parse)
}

fn price(errors: &mut FieldErrors, typed: Option<&PriceForm>) -> Option<Money> {
    typed.and_then(|price| price.check(errors))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn loan(since: &str, due: &str, returned: &str) -> LoanRecord {
        let form = LoanForm {
            person: " Ada  Byron ".into(),
            since: Some(since.into()),
            due: Some(due.into()),
            returned: Some(returned.into()),
            ..LoanForm::default()
        };
        form.check().unwrap()
    }

    #[test]
    fn a_day_of_return_says_that_it_is_back() {
        assert!(loan("", "", "2021").back);
        assert!(!loan("2021", "2022", " ").back);
        assert_eq!(loan("", "", "").person, "Ada Byron");
        let form = LoanForm {
            person: "Ada".into(),
            back: true,
            ..LoanForm::default()
        };
        assert!(form.check().unwrap().back);
    }

    #[test]
    fn a_loan_without_a_person_and_dates_that_never_were_are_refused() {
        let form = LoanForm {
            person: " ".into(),
            since: Some("2021-02-30".into()),
            due: Some("soon".into()),
            returned: Some("31/12/2021".into()),
            note: Some("\0".into()),
            back: false,
        };
        let errors = form.check().unwrap_err();
        let fields: Vec<&str> = errors.0.iter().map(|error| error.field.as_str()).collect();
        assert_eq!(fields, ["person", "since", "due", "returned", "note"]);
    }

    #[test]
    fn doubts_only_what_contradicts_itself() {
        let today = PartialDate::parse("2026-11-22").unwrap();
        let cases: [(LoanRecord, &[&str]); 7] = [
            (loan("2021", "2021-05", "2021-01-01"), &[]),
            (loan("2021-05-17", "2021-05", "2021-05-17"), &[]),
            (loan("2021-05", "2021-04-30", ""), &["due"]),
            (loan("2021", "", "2020-12-31"), &["returned"]),
            (loan("2026-11-23", "2027", ""), &["since"]),
            (loan("", "2026-12", "2026-12"), &["returned"]),
            (loan("2026-11", "2020", "2020"), &["due", "returned"]),
        ];
        for (loan, expected) in cases {
            let doubts = loan.doubts(today).0;
            let fields: Vec<&str> = doubts.iter().map(|doubt| doubt.field.as_str()).collect();
            assert_eq!(fields, expected, "{loan:?}");
        }
    }
}
