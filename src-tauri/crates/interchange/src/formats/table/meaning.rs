//! What a column can mean.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

macro_rules! meanings {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {
        /// What a column of a table means.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
        #[serde(rename_all = "camelCase")]
        #[ts(export)]
        pub enum ColumnMeaning {
            $($(#[$doc])* $name,)*
        }

        impl ColumnMeaning {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$name,)*];
        }
    };
}

meanings! {
    /// The title; a series in brackets at its end is parted from it.
    Title,
    /// What stands under the title.
    Subtitle,
    /// The title in the language it was written in.
    OriginalTitle,
    /// Who wrote it; several may stand in one cell.
    Author,
    /// Who translated it.
    Translator,
    /// Who edited it.
    Editor,
    /// Who illustrated it.
    Illustrator,
    /// Who reads it aloud.
    Narrator,
    /// Its ISBN.
    Isbn,
    /// Who published it.
    Publisher,
    /// When this edition came out.
    Published,
    /// When the work first came out.
    FirstPublished,
    /// Its language.
    Language,
    /// In what form it comes.
    Format,
    /// How many pages.
    Pages,
    /// How long an audiobook is, in minutes.
    Minutes,
    /// The name of a series.
    Series,
    /// The place in the series.
    SeriesNumber,
    /// Tags; several may stand in one cell.
    Tags,
    /// Shelves; several may stand in one cell.
    Shelves,
    /// Where the reader stands with it.
    Status,
    /// A rating of at most five stars.
    Rating5,
    /// A rating of at most ten points.
    Rating10,
    /// A rating of at most a hundred points.
    Rating100,
    /// Whether it is a favourite.
    Favourite,
    /// When it was begun.
    Started,
    /// When it was finished.
    Finished,
    /// How often it was read.
    ReadCount,
    /// Since when it is in the list.
    Added,
    /// What the reader thinks of it.
    Review,
    /// What it is about.
    Description,
    /// What only the reader should see.
    Notes,
    /// How many copies are owned, or whether it is.
    Copies,
    /// Where it stands.
    Location,
    /// In what state it is.
    Condition,
    /// Since when it is owned.
    Acquired,
    /// What was paid.
    PricePaid,
    /// What it costs.
    Price,
    /// What the table itself calls the book: by it, the book is known again.
    Id,
    /// Nothing about the book: it is left out.
    Nothing,
}

impl ColumnMeaning {
    /// What of a book only one column can say; `None` where several may say something together.
    pub(super) fn only_once(self) -> Option<Self> {
        match self {
            Self::Author
            | Self::Translator
            | Self::Editor
            | Self::Illustrator
            | Self::Narrator
            | Self::Isbn
            | Self::Series
            | Self::SeriesNumber
            | Self::Tags
            | Self::Shelves
            | Self::Notes
            | Self::Nothing => None,
            Self::Rating5 | Self::Rating10 | Self::Rating100 => Some(Self::Rating10),
            other => Some(other),
        }
    }

    /// Whether a day stands in such a column.
    pub(super) fn is_date(self) -> bool {
        matches!(
            self,
            Self::Published
                | Self::FirstPublished
                | Self::Started
                | Self::Finished
                | Self::Added
                | Self::Acquired
        )
    }
}
