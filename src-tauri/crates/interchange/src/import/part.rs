//! The parts of a book that a list can say something of.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

macro_rules! parts {
    ($($(#[$doc:meta])* $name:ident = $code:literal $label:literal),* $(,)?) => {
        /// A part of a book.
        ///
        /// The numbers are kept in libraries: none is ever given to another part.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
        #[serde(rename_all = "camelCase")]
        #[ts(export, rename = "ImportPart")]
        #[repr(u8)]
        pub enum Part {
            $($(#[$doc])* $name = $code,)*
        }

        impl Part {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$name,)*];

            /// What a reader calls it.
            #[must_use]
            pub fn label(self) -> &'static str {
                match self {
                    $(Self::$name => $label,)*
                }
            }

            /// The number under which it is kept.
            pub(super) fn code(self) -> u8 {
                self as u8
            }
        }
    };
}

parts! {
    /// The title.
    Title = 1 "title",
    /// What stands under the title.
    Subtitle = 2 "subtitle",
    /// By what it is sorted.
    SortTitle = 3 "sort title",
    /// The title in its own language.
    OriginalTitle = 4 "original title",
    /// The people.
    Contributors = 5 "people",
    /// The series.
    Series = 6 "series",
    /// The publisher.
    Publisher = 7 "publisher",
    /// When this edition came out.
    Published = 8 "published",
    /// When the work first came out.
    FirstPublished = 9 "first published",
    /// The ISBN.
    Isbn = 10 "ISBN",
    /// Other codes.
    Identifiers = 11 "identifiers",
    /// The language.
    Language = 12 "language",
    /// In what form it comes.
    Format = 13 "format",
    /// How many pages.
    Pages = 14 "pages",
    /// How many minutes.
    Minutes = 15 "minutes",
    /// The price.
    Price = 16 "price",
    /// Where the reader stands with it.
    Status = 17 "status",
    /// How much it was liked.
    Rating = 18 "rating",
    /// Whether it is a favourite.
    Favourite = 19 "favourite",
    /// The tags.
    Tags = 20 "tags",
    /// What it is about.
    Description = 21 "description",
    /// What the reader thinks of it.
    Review = 22 "review",
    /// What only the reader should see.
    Notes = 23 "notes",
    /// Fields of the reader's own.
    Custom = 24 "own fields",
    /// The times it was read.
    Readings = 25 "readings",
    /// The copies owned.
    Copies = 26 "copies",
    /// That it is wished for.
    Wish = 27 "wish",
    /// What was copied out of it.
    Quotes = 28 "quotes",
    /// The shelves that it stands on.
    Shelves = 29 "shelves",
    /// Its picture.
    Cover = 30 "cover",
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_part_has_a_number_of_its_own() {
        let mut codes: Vec<u8> = Part::ALL.iter().map(|part| part.code()).collect();
        codes.sort_unstable();
        codes.dedup();
        assert_eq!(codes.len(), Part::ALL.len());
    }
}
