//! A book, as it is written and as it is read back.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Format, Role, Status};
use crate::cover::Cover;
use crate::custom_field::CustomValue;
use crate::owning::{BookCopy, Wish};
use crate::quote::Quote;
use crate::reading::Reading;
use crate::shelf::ShelfName;
use crate::values::{BookId, Isbn, Money, PartialDate, Rating, Revision, Stamp};

/// A person and what they did for the book.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct Contributor {
    /// The name as it is shown: `Ursula K. Le Guin`.
    pub name: String,
    /// What they did.
    pub role: Role,
}

/// A series and the book's place in it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct SeriesPlace {
    /// The name of the series.
    pub name: String,
    /// The place as printed: `1`, `1.5`, `0`, `2-3`.
    #[serde(default)]
    pub number: Option<String>,
}

/// A number or code other than the ISBN: `asin`, `lccn`, `doi` … or `other`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct Identifier {
    /// What kind of code it is.
    pub scheme: String,
    /// The code, as it was given.
    pub value: String,
}

/// Everything about a book that its reader can write.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", default)]
#[ts(export)]
pub struct BookFields {
    /// The title. Never blank.
    pub title: String,
    /// What stands under the title.
    pub subtitle: Option<String>,
    /// The title by which it is sorted, where that is not the title without its leading article.
    pub sort_title: Option<String>,
    /// The title in the language it was written in.
    pub original_title: Option<String>,
    /// The people, in the order in which they are named.
    pub contributors: Vec<Contributor>,
    /// The series it belongs to, the chief one first.
    pub series: Vec<SeriesPlace>,
    /// Who published this edition.
    pub publisher: Option<String>,
    /// When this edition came out.
    pub published: Option<PartialDate>,
    /// When the work first came out.
    pub first_published: Option<PartialDate>,
    /// The ISBN, in thirteen digits.
    pub isbn: Option<Isbn>,
    /// Other codes.
    pub identifiers: Vec<Identifier>,
    /// The language: a BCP 47 tag in lower case, or the reader's words.
    pub language: Option<String>,
    /// In what form it comes.
    pub format: Option<Format>,
    /// How many pages.
    pub pages: Option<u32>,
    /// How long an audiobook is.
    pub minutes: Option<u32>,
    /// The price.
    pub price: Option<Money>,
    /// Where the reader stands with it.
    pub status: Option<Status>,
    /// How much it was liked.
    pub rating: Option<Rating>,
    /// Whether it is one of the favourites.
    pub favourite: bool,
    /// The reader's own words for it.
    pub tags: Vec<String>,
    /// What the book is about.
    pub description: Option<String>,
    /// What the reader thinks of it.
    pub review: Option<String>,
    /// What only the reader should see.
    pub notes: Option<String>,
    /// What it has in the fields of the reader's own, in their order.
    pub custom: Vec<CustomValue>,
}

/// Where a book came from, so that importing the same list again finds it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Provenance {
    /// The list: `goodreads`.
    pub source: String,
    /// The book's name there.
    pub id: String,
}

/// A book of the library.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct Book {
    /// Its name.
    pub id: BookId,
    /// Its state: an edit says which state it was made from.
    pub revision: Revision,
    /// What the reader can write.
    #[serde(flatten)]
    pub fields: BookFields,
    /// The times it was read, in order.
    pub readings: Vec<Reading>,
    /// The copies owned.
    pub copies: Vec<BookCopy>,
    /// That it is wished for.
    pub wish: Option<Wish>,
    /// What was copied out of it.
    pub quotes: Vec<Quote>,
    /// The shelves it stands on, smart ones left out.
    pub shelves: Vec<ShelfName>,
    /// Its picture.
    pub cover: Option<Cover>,
    /// Since when it is in the library.
    pub added: Stamp,
    /// When it was last changed.
    pub changed: Stamp,
    /// Since when it lies in the trash, if it does.
    pub trashed: Option<Stamp>,
    /// The ISBN in ten digits, where it has that form.
    pub isbn10: Option<String>,
}
