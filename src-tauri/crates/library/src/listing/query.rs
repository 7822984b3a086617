//! What a list is asked for.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::book::Status;
use crate::name::NameKind;
use crate::values::{FieldId, NameId, ShelfId};

/// What a list is asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", default)]
#[ts(export)]
pub struct ListQuery {
    /// What is looked for: words in any field, and the fields of the query language. Blank for all books. No text is a
    /// mistake: what is not understood is looked for as words.
    pub text: String,
    /// Only books of this status.
    pub status: Option<StatusFilter>,
    /// In the library or in the trash.
    pub place: Place,
    /// Only books of one part of the library.
    pub within: Option<Within>,
    /// By what the list is ordered.
    pub sort: SortField,
    /// Which end comes first. Books without the value come last either way.
    pub direction: Direction,
}

/// A part of the library.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(
    tag = "kind",
    rename_all = "camelCase",
    rename_all_fields = "camelCase"
)]
#[ts(export)]
pub enum Within {
    /// The books of a shelf, or those that the query of a smart shelf finds.
    Shelf {
        /// Which.
        id: ShelfId,
    },
    /// The books of a person, publisher, series or tag.
    Name {
        /// What bears the name.
        what: NameKind,
        /// Which.
        id: NameId,
    },
    /// The favourites.
    Favourites,
    /// Books of which there is a copy.
    Owned,
    /// Books that are lent.
    Lent,
    /// The wish list.
    Wishes,
}

/// What in a query is not understood. The rest of it holds; the part itself is looked for as plain words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct QueryProblem {
    /// Where it begins, in UTF-16 units as the window counts.
    pub from: u32,
    /// Where it ends, exclusive.
    pub to: u32,
    /// What was expected and what was found.
    pub message: String,
}

/// One way to go on with a query.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct Completion {
    /// What is put in the place of what was typed.
    pub insert: String,
    /// What is shown.
    pub label: String,
    /// What it means, or how many books there are.
    pub detail: Option<String>,
}

/// The ways to go on with a query at one place.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct Completions {
    /// Where what they replace begins, in UTF-16 units.
    pub from: u32,
    /// Where it ends, exclusive.
    pub to: u32,
    /// The ways, the likeliest first.
    pub items: Vec<Completion>,
}

/// A status to filter by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub enum StatusFilter {
    /// On the list.
    WantToRead,
    /// Begun.
    Reading,
    /// Put aside for now.
    Paused,
    /// Read to the end.
    Read,
    /// Put aside for good.
    DidNotFinish,
    /// Without a status.
    None,
}

impl StatusFilter {
    /// The status that is looked for; `None` for books that have none.
    #[must_use]
    pub fn status(self) -> Option<Status> {
        match self {
            Self::WantToRead => Some(Status::WantToRead),
            Self::Reading => Some(Status::Reading),
            Self::Paused => Some(Status::Paused),
            Self::Read => Some(Status::Read),
            Self::DidNotFinish => Some(Status::DidNotFinish),
            Self::None => None,
        }
    }
}

/// Where a book is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub enum Place {
    /// On the shelf.
    #[default]
    Library,
    /// Thrown away, and not gone yet.
    Trash,
}

/// By what a list is ordered. Books that are equal in it follow one another by title. It crosses as its name, a field of
/// the reader's own as `custom:` and its id.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(try_from = "String", into = "String")]
#[ts(
    export,
    type = "\"title\" | \"author\" | \"series\" | \"published\" | \"publisher\" | \"added\" | \"changed\" | \"rating\" | \"status\" | \"pages\" | \"format\" | \"language\" | \"price\" | \"firstPublished\" | \"started\" | \"finished\" | \"minutes\" | \"within\" | `custom:${string}`"
)]
pub enum SortField {
    /// The title without its leading article.
    #[default]
    Title,
    /// The first author's family name.
    Author,
    /// The chief series, then the place in it.
    Series,
    /// When this edition came out.
    Published,
    /// Who published it.
    Publisher,
    /// Since when it is in the library.
    Added,
    /// When it was last changed.
    Changed,
    /// How much it was liked.
    Rating,
    /// Where the reader stands with it, in the order of a book's life.
    Status,
    /// How many pages.
    Pages,
    /// In what form it comes.
    Format,
    /// The language.
    Language,
    /// The currency, then the amount: amounts of two currencies cannot be compared.
    Price,
    /// When the work first came out.
    FirstPublished,
    /// When it was last begun.
    Started,
    /// When it was last finished.
    Finished,
    /// How long an audiobook is.
    Minutes,
    /// The place in what the list is within: on a shelf by hand, in a series by number, on the wish list by priority.
    /// Elsewhere the title.
    Within,
    /// A field of the reader's own.
    Custom(FieldId),
}

/// The names under which the fields cross.
const NAMES: [(SortField, &str); 18] = [
    (SortField::Title, "title"),
    (SortField::Author, "author"),
    (SortField::Series, "series"),
    (SortField::Published, "published"),
    (SortField::Publisher, "publisher"),
    (SortField::Added, "added"),
    (SortField::Changed, "changed"),
    (SortField::Rating, "rating"),
    (SortField::Status, "status"),
    (SortField::Pages, "pages"),
    (SortField::Format, "format"),
    (SortField::Language, "language"),
    (SortField::Price, "price"),
    (SortField::FirstPublished, "firstPublished"),
    (SortField::Started, "started"),
    (SortField::Finished, "finished"),
    (SortField::Minutes, "minutes"),
    (SortField::Within, "within"),
];

impl TryFrom<String> for SortField {
    type Error = String;

    fn try_from(name: String) -> Result<Self, String> {
        if let Some((field, _)) = NAMES.iter().find(|(_, known)| *known == name) {
            return Ok(*field);
        }
        let id = name.strip_prefix("custom:").and_then(|id| id.parse().ok());
        id.map(Self::Custom)
            .ok_or_else(|| format!("expected a field to sort by; found {name:?}"))
    }
}

impl From<SortField> for String {
    fn from(field: SortField) -> Self {
        match field {
            SortField::Custom(id) => format!("custom:{id}"),
            known => NAMES
                .iter()
                .find(|(field, _)| *field == known)
                .map_or_else(Self::new, |(_, name)| (*name).to_owned()),
        }
    }
}

impl SortField {
    /// All that every library has.
    pub const ALL: [Self; 17] = [
        Self::Title,
        Self::Author,
        Self::Series,
        Self::Published,
        Self::Publisher,
        Self::Added,
        Self::Changed,
        Self::Rating,
        Self::Status,
        Self::Pages,
        Self::Format,
        Self::Language,
        Self::Price,
        Self::FirstPublished,
        Self::Started,
        Self::Finished,
        Self::Minutes,
    ];
}

/// Which end of a list comes first.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub enum Direction {
    /// The small, early and first.
    #[default]
    Ascending,
    /// The large, late and last.
    Descending,
}

/// How many books there are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct Counts {
    /// In the library, the trash left out.
    pub all: u32,
    /// Of each status.
    pub per_status: StatusCounts,
    /// Without a status.
    pub unsorted: u32,
    /// In the trash.
    pub trashed: u32,
}

/// How many books there are of each status.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct StatusCounts {
    /// On the list.
    pub want_to_read: u32,
    /// Begun.
    pub reading: u32,
    /// Put aside for now.
    pub paused: u32,
    /// Read to the end.
    pub read: u32,
    /// Put aside for good.
    pub did_not_finish: u32,
}

impl StatusCounts {
    /// The count of one status.
    pub(crate) fn of(&mut self, status: Status) -> &mut u32 {
        match status {
            Status::WantToRead => &mut self.want_to_read,
            Status::Reading => &mut self.reading,
            Status::Paused => &mut self.paused,
            Status::Read => &mut self.read,
            Status::DidNotFinish => &mut self.did_not_finish,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sort_field_crosses_by_its_name() {
        let names = SortField::ALL
            .into_iter()
            .chain([SortField::Within, SortField::Custom(FieldId::from_raw(12))]);
        for field in names {
            let name = String::from(field);
            assert_eq!(SortField::try_from(name), Ok(field));
        }
        assert!(SortField::try_from("custom:x".to_owned()).is_err());
    }

    #[test]
    fn what_is_left_out_has_its_usual_value() {
        assert_eq!(
            serde_json::from_str::<ListQuery>("{}").unwrap(),
            ListQuery::default()
        );
        let query: ListQuery =
            serde_json::from_str(r#"{"text":"x","status":"none","place":"trash","sort":"added","direction":"descending"}"#)
                .unwrap();
        assert_eq!(query.status, Some(StatusFilter::None));
        assert_eq!(
            (query.place, query.sort, query.direction),
            (Place::Trash, SortField::Added, Direction::Descending)
        );
    }
}
