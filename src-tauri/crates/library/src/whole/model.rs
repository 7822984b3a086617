//! What belongs to a book beside its fields.

use serde::{Deserialize, Serialize};

use crate::book::{
    FieldErrors, check_list, check_optional, check_text, line, optional_line, optional_text, text,
};
use crate::custom_field::CustomFieldForm;
use crate::owning::{OwnedCopy, Priority};
use crate::reading::{ProgressUnit, ReadingFacts};
use crate::values::{BookId, Money, PartialDate, Stamp};

/// What an import may know of a book beyond its fields.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BookExtras {
    /// The id that it had in another Bookplate library. It keeps it where it is free.
    pub id: Option<BookId>,
    /// The times it was read, in order.
    pub readings: Vec<ReadingRecord>,
    /// The copies owned.
    pub copies: Vec<CopyRecord>,
    /// That it is wished for.
    pub wish: Option<WishRecord>,
    /// What was copied out of it.
    pub quotes: Vec<QuoteRecord>,
    /// The names of the shelves it stands on. One that is missing is made.
    pub shelves: Vec<String>,
    /// When it was last changed; without it, now.
    pub changed: Option<Stamp>,
    /// Since when it lies in the trash, if it does.
    pub trashed: Option<Stamp>,
}

/// A reading with its progress.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ReadingRecord {
    /// What is known of it.
    pub facts: ReadingFacts,
    /// How far it came, the earliest first.
    pub progress: Vec<ProgressRecord>,
}

impl From<ReadingFacts> for ReadingRecord {
    fn from(facts: ReadingFacts) -> Self {
        Self {
            facts,
            progress: Vec::new(),
        }
    }
}

/// How far a reading had come at some time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ProgressRecord {
    /// When. Absent where it is not known: then it is noted as of now.
    pub at: Option<Stamp>,
    /// In what it is counted.
    pub unit: ProgressUnit,
    /// How far.
    pub value: u32,
    /// Anything else.
    #[serde(default)]
    pub note: Option<String>,
}

/// A copy with its loans.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CopyRecord {
    /// What is known of it.
    pub facts: OwnedCopy,
    /// To whom it was lent.
    pub loans: Vec<LoanRecord>,
}

impl From<OwnedCopy> for CopyRecord {
    fn from(facts: OwnedCopy) -> Self {
        Self {
            facts,
            loans: Vec::new(),
        }
    }
}

/// A copy in somebody else's hands, now or once.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct LoanRecord {
    /// To whom. Never blank.
    pub person: String,
    /// Since when.
    pub since: Option<PartialDate>,
    /// When it is to come back.
    pub due: Option<PartialDate>,
    /// When it came back.
    pub returned: Option<PartialDate>,
    /// Whether it is back, also where the day is not known.
    pub back: bool,
    /// Anything else.
    pub note: Option<String>,
}

/// That a book is wished for.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct WishRecord {
    /// How much.
    pub priority: Priority,
    /// What it would cost.
    pub price: Option<Money>,
    /// Anything else.
    pub note: Option<String>,
    /// Since when; without it, now.
    pub added: Option<Stamp>,
}

/// What was copied out of a book.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct QuoteRecord {
    /// The words. Never blank.
    pub text: String,
    /// Where they stand.
    pub place: Option<String>,
    /// What the reader thinks of them.
    pub note: Option<String>,
    /// When they were copied; without it, now.
    pub added: Option<Stamp>,
}

/// A value in a field of the reader's own, which is made where it is missing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedValue {
    /// The field.
    pub field: CustomFieldForm,
    /// The value, as it was given.
    pub value: String,
}

impl BookExtras {
    /// Readings without progress, and copies that were never lent.
    #[must_use]
    pub fn of(
        readings: impl IntoIterator<Item = ReadingFacts>,
        copies: impl IntoIterator<Item = OwnedCopy>,
    ) -> Self {
        Self {
            readings: readings.into_iter().map(Into::into).collect(),
            copies: copies.into_iter().map(Into::into).collect(),
            ..Self::default()
        }
    }

    /// The same with outer blanks cut, and what says nothing left out.
    #[must_use]
    pub fn normalised(&self) -> Self {
        let readings = self.readings.iter().map(|reading| ReadingRecord {
            facts: reading.facts.normalised(),
            progress: reading.progress.iter().map(progress).collect(),
        });
        let copies = self.copies.iter().map(|copy| CopyRecord {
            facts: copy.facts.normalised(),
            loans: copy
                .loans
                .iter()
                .filter(|loan| !loan.person.trim().is_empty())
                .map(loan)
                .collect(),
        });
        let quotes = self
            .quotes
            .iter()
            .filter(|quote| !quote.text.trim().is_empty());
        Self {
            id: self.id,
            readings: readings.collect(),
            copies: copies.collect(),
            wish: self.wish.as_ref().map(|wish| WishRecord {
                note: optional_text(wish.note.as_deref()),
                ..wish.clone()
            }),
            quotes: quotes.map(quote).collect(),
            shelves: shelves(&self.shelves),
            changed: self.changed.clone(),
            trashed: self.trashed.clone(),
        }
    }

    /// Says what keeps it from being written.
    pub fn check(&self) -> Result<(), FieldErrors> {
        let mut errors = FieldErrors::default();
        check_list(&mut errors, "readings", self.readings.len());
        check_list(&mut errors, "copies", self.copies.len());
        check_list(&mut errors, "quotes", self.quotes.len());
        check_list(&mut errors, "shelves", self.shelves.len());
        for (at, reading) in self.readings.iter().enumerate() {
            let within = format!("readings.{at}.");
            reading.facts.check(&mut errors, &within);
            for progress in &reading.progress {
                check_optional(&mut errors, &within, "progress", progress.note.as_deref());
            }
        }
        for (at, copy) in self.copies.iter().enumerate() {
            let within = format!("copies.{at}.");
            copy.facts.check(&mut errors, &within);
            check_list(&mut errors, "loans", copy.loans.len());
            for loan in &copy.loans {
                check_text(&mut errors, || format!("{within}loans"), &loan.person);
                check_optional(&mut errors, &within, "loans", loan.note.as_deref());
            }
        }
        if let Some(wish) = &self.wish {
            check_optional(&mut errors, "wish.", "note", wish.note.as_deref());
        }
        for (at, quote) in self.quotes.iter().enumerate() {
            let within = format!("quotes.{at}.");
            check_text(&mut errors, || format!("{within}text"), &quote.text);
            check_optional(&mut errors, &within, "place", quote.place.as_deref());
            check_optional(&mut errors, &within, "note", quote.note.as_deref());
        }
        for (at, shelf) in self.shelves.iter().enumerate() {
            check_text(&mut errors, || format!("shelves.{at}"), shelf);
        }
        errors.into_result()
    }
}

fn progress(given: &ProgressRecord) -> ProgressRecord {
    ProgressRecord {
        note: optional_text(given.note.as_deref()),
        ..given.clone()
    }
}

fn loan(given: &LoanRecord) -> LoanRecord {
    LoanRecord {
        person: line(&given.person),
        back: given.back || given.returned.is_some(),
        note: optional_text(given.note.as_deref()),
        ..given.clone()
    }
}

fn quote(given: &QuoteRecord) -> QuoteRecord {
    QuoteRecord {
        text: text(&given.text),
        place: optional_line(given.place.as_deref()),
        note: optional_text(given.note.as_deref()),
        added: given.added.clone(),
    }
}

fn shelves(given: &[String]) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for name in given.iter().filter_map(|name| optional_line(Some(name))) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}
