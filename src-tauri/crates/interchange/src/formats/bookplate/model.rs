//! A book as our JSON says it. What is not known is left out.

use std::collections::BTreeMap;

use library::{
    BookId, Contributor, Format, Identifier, Isbn, Outcome, PartialDate, Priority, ProgressUnit,
    Stamp, Status,
};
use serde::{Deserialize, Serialize};
use serde_json::{Number, Value};

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks by reference")]
fn is_false(flag: &bool) -> bool {
    !flag
}

/// A book.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct BookJson {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) id: Option<BookId>,
    pub(super) title: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) subtitle: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) sort_title: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) original_title: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) contributors: Vec<Contributor>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) series: Vec<SeriesJson>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) publisher: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) published: Option<PartialDate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) first_published: Option<PartialDate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) isbn13: Option<Isbn>,
    /// Follows from the other.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) isbn10: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) identifiers: Vec<Identifier>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) language: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) format: Option<Format>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) pages: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) minutes: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) price: Option<PriceJson>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) status: Option<Status>,
    /// In stars: 4.25.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) rating: Option<Number>,
    #[serde(skip_serializing_if = "is_false")]
    pub(super) favourite: bool,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) tags: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) shelves: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) readings: Vec<ReadingJson>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) copies: Vec<CopyJson>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) wish: Option<WishJson>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) quotes: Vec<QuoteJson>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) description: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) review: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) private_notes: Option<String>,
    /// By the names of the reader's own fields.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub(super) custom: BTreeMap<String, String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) provenance: Vec<ProvenanceJson>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) added: Option<Stamp>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) changed: Option<Stamp>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) trashed: Option<Stamp>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) cover: Option<CoverJson>,
    /// What this version does not know.
    #[serde(flatten)]
    pub(super) further: BTreeMap<String, Value>,
}

/// A series, and the place in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct SeriesJson {
    pub(super) name: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) number: Option<String>,
}

/// An amount as people write it, and its currency.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct PriceJson {
    pub(super) amount: String,
    pub(super) currency: String,
}

/// A reading.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct ReadingJson {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) started: Option<PartialDate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) finished: Option<PartialDate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) outcome: Option<Outcome>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) note: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) progress: Vec<ProgressJson>,
}

/// How far a reading had come.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct ProgressJson {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) at: Option<Stamp>,
    pub(super) unit: ProgressUnit,
    pub(super) value: u32,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) note: Option<String>,
}

/// A copy.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct CopyJson {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) location: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) condition: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) acquired: Option<PartialDate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) price: Option<PriceJson>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) source: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) note: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) loans: Vec<LoanJson>,
}

/// A loan.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct LoanJson {
    pub(super) person: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) since: Option<PartialDate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) due: Option<PartialDate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) returned: Option<PartialDate>,
    /// Also where the day is not known.
    #[serde(skip_serializing_if = "is_false")]
    pub(super) back: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) note: Option<String>,
}

/// A wish.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct WishJson {
    pub(super) priority: Priority,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) price: Option<PriceJson>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) note: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) added: Option<Stamp>,
}

/// A quote.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct QuoteJson {
    pub(super) text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) place: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) note: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) added: Option<Stamp>,
}

/// What a book is called in the list that it came from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct ProvenanceJson {
    pub(super) source: String,
    pub(super) id: String,
}

/// A picture: its media type, and its bytes in base64.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct CoverJson {
    pub(super) media: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(super) data: String,
}
