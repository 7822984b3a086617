//! What is known of copies, loans and wishes.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::book::{BookRow, FieldErrors, check_optional, optional_line, optional_text};
use crate::values::{CopyId, LoanId, Money, PartialDate, Revision, Stamp};

/// What is known of a copy that the reader owns.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", default)]
#[ts(export)]
pub struct OwnedCopy {
    /// Where it stands.
    pub location: Option<String>,
    /// In what state it is.
    pub condition: Option<String>,
    /// Since when it is owned.
    pub acquired: Option<PartialDate>,
    /// What was paid.
    pub price: Option<Money>,
    /// Where it came from.
    pub source: Option<String>,
    /// Anything else.
    pub note: Option<String>,
}

impl OwnedCopy {
    /// The same facts with outer blanks cut.
    pub(crate) fn normalised(&self) -> Self {
        Self {
            location: optional_line(self.location.as_deref()),
            condition: optional_line(self.condition.as_deref()),
            source: optional_line(self.source.as_deref()),
            note: optional_text(self.note.as_deref()),
            ..self.clone()
        }
    }

    /// Says what keeps them from being written. `within` is where their fields are: `copies.3.`, or nothing.
    pub(crate) fn check(&self, errors: &mut FieldErrors, within: &str) {
        check_optional(errors, within, "location", self.location.as_deref());
        check_optional(errors, within, "condition", self.condition.as_deref());
        check_optional(errors, within, "source", self.source.as_deref());
        check_optional(errors, within, "note", self.note.as_deref());
    }
}

/// A copy of a book.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct BookCopy {
    /// Its name.
    pub id: CopyId,
    /// What is known of it.
    #[serde(flatten)]
    pub facts: OwnedCopy,
    /// To whom it was lent, the latest first.
    pub loans: Vec<Loan>,
}

/// A copy in somebody else's hands, now or once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct Loan {
    /// Its name.
    pub id: LoanId,
    /// To whom.
    pub person: String,
    /// Since when.
    pub since: Option<PartialDate>,
    /// When it is to come back.
    pub due: Option<PartialDate>,
    /// When it came back; absent while it is lent, and where only that it came back is known (see `back`).
    pub returned: Option<PartialDate>,
    /// Whether it is back. It may be without a day being known.
    pub back: bool,
    /// Anything else.
    pub note: Option<String>,
}

/// A loan in the list of all loans.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct LoanRow {
    /// The book.
    pub book: BookRow,
    /// The state of the book that an edit of the loan is made from.
    pub revision: Revision,
    /// The copy that is lent.
    pub copy: CopyId,
    /// The loan.
    pub loan: Loan,
    /// Whether it is not back though the day on which it was due is over.
    pub overdue: bool,
}

/// How much a book is wished for.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS,
)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub enum Priority {
    /// Some day.
    Low,
    /// Next.
    #[default]
    Normal,
    /// Soon.
    High,
}

impl Priority {
    /// The number under which the library keeps it.
    #[must_use]
    pub fn rank(self) -> u8 {
        match self {
            Self::Low => 1,
            Self::Normal => 2,
            Self::High => 3,
        }
    }

    /// The priority of that number.
    pub(crate) fn from_rank(rank: i64) -> Self {
        match rank {
            ..=1 => Self::Low,
            2 => Self::Normal,
            _ => Self::High,
        }
    }
}

/// A book that the reader would like to have.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct Wish {
    /// How much.
    pub priority: Priority,
    /// What it would cost.
    pub price: Option<Money>,
    /// Anything else.
    pub note: Option<String>,
    /// Since when it is wished for.
    pub added: Stamp,
}

/// A wish in the list of all wishes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct WishRow {
    /// The book.
    pub book: BookRow,
    /// The state of the book that an edit of the wish is made from.
    pub revision: Revision,
    /// The wish.
    pub wish: Wish,
}

/// All wishes, the dearest to the reader first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct WishList {
    /// The wishes.
    pub wishes: Vec<WishRow>,
    /// What those with a price would cost together, one sum a currency, by its code. A sum that no number of the
    /// window could hold is left out.
    pub totals: Vec<Money>,
    /// How many have no price.
    pub unpriced: u32,
}
