//! A change to many books as it is typed.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::book::BookForm;
use crate::values::{FieldId, ShelfId};

/// A field that can be set for many books at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
#[allow(missing_docs, reason = "each is the field of that name in `BookForm`")]
pub enum BulkField {
    Title,
    Subtitle,
    SortTitle,
    OriginalTitle,
    Contributors,
    Series,
    Publisher,
    Published,
    FirstPublished,
    Isbn,
    Identifiers,
    Language,
    Format,
    Pages,
    Minutes,
    Price,
    Status,
    Rating,
    Favourite,
    Tags,
    Description,
    Review,
    Notes,
}

impl BulkField {
    pub(super) const ALL: [Self; 23] = [
        Self::Title,
        Self::Subtitle,
        Self::SortTitle,
        Self::OriginalTitle,
        Self::Contributors,
        Self::Series,
        Self::Publisher,
        Self::Published,
        Self::FirstPublished,
        Self::Isbn,
        Self::Identifiers,
        Self::Language,
        Self::Format,
        Self::Pages,
        Self::Minutes,
        Self::Price,
        Self::Status,
        Self::Rating,
        Self::Favourite,
        Self::Tags,
        Self::Description,
        Self::Review,
        Self::Notes,
    ];
}

/// A change to many books, as it is typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "camelCase", default)]
#[ts(export)]
pub struct BulkForm {
    /// Which fields of `book` are written; blank ones clear the field.
    pub fields: Vec<BulkField>,
    /// Which custom fields are written: the value in `book.custom`, or none where there is none.
    pub custom: Vec<FieldId>,
    /// The values.
    pub book: BookForm,
    /// Tags that every book gets.
    pub add_tags: Vec<String>,
    /// Tags that every book loses.
    pub remove_tags: Vec<String>,
    /// Shelves that every book is put on.
    pub shelve: Vec<ShelfId>,
    /// Shelves that every book is taken off.
    pub unshelve: Vec<ShelfId>,
}
