//! A book as one line of a list.

use serde::Serialize;
use ts_rs::TS;

use super::{Format, Status};
use crate::custom_field::CustomValue;
use crate::values::{BookId, Money, PartialDate, Rating, Stamp};

/// What a list shows of a book.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct BookRow {
    /// Its name.
    pub id: BookId,
    /// The title.
    pub title: String,
    /// What stands under the title.
    pub subtitle: Option<String>,
    /// The authors (where there are none, the others), joined for reading.
    pub authors: Option<String>,
    /// The chief series with the place in it: `Earthsea #1.5`.
    pub series: Option<String>,
    /// Where the reader stands with it.
    pub status: Option<Status>,
    /// How much it was liked.
    pub rating: Option<Rating>,
    /// When this edition came out.
    pub published: Option<PartialDate>,
    /// When the work first came out.
    pub first_published: Option<PartialDate>,
    /// Who published it.
    pub publisher: Option<String>,
    /// The language.
    pub language: Option<String>,
    /// In what form it comes.
    pub format: Option<Format>,
    /// How many pages.
    pub pages: Option<u32>,
    /// How long it is to listen to, in minutes.
    pub minutes: Option<u32>,
    /// The price.
    pub price: Option<Money>,
    /// The reader's own words for it.
    pub tags: Vec<String>,
    /// Whether it is one of the favourites.
    pub favourite: bool,
    /// The hash of its cover.
    pub cover: Option<String>,
    /// When it was last begun.
    pub started: Option<PartialDate>,
    /// When it was last finished.
    pub finished: Option<PartialDate>,
    /// How much of it is read in the reading that goes on, in hundredths, where that is known.
    pub progress: Option<u8>,
    /// How many copies there are.
    pub copies: u32,
    /// To whom it is lent now.
    pub lent_to: Option<String>,
    /// When it is to come back.
    pub due: Option<PartialDate>,
    /// Whether it is wished for.
    pub wished: bool,
    /// What it has in the fields of the reader's own.
    pub custom: Vec<CustomValue>,
    /// Since when it is in the library.
    pub added: Stamp,
    /// When it was last changed.
    pub changed: Stamp,
    /// Since when it lies in the trash, if it does.
    pub trashed: Option<Stamp>,
}
