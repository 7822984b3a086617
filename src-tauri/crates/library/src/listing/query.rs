//! What a list is asked for.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::book::Status;

/// What a list is asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", default)]
#[ts(export)]
pub struct ListQuery {
    /// Words to be found, in any field; blank for all books. No text is a mistake.
    pub text: String,
    /// Only books of this status.
    pub status: Option<StatusFilter>,
    /// In the library or in the trash.
    pub place: Place,
    /// By what the list is ordered.
    pub sort: SortField,
    /// Which end comes first. Books without the value come last either way.
    pub direction: Direction,
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

/// By what a list is ordered. Books that are equal in it follow one another by title.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
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
}

impl SortField {
    /// All of them.
    pub const ALL: [Self; 13] = [
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
