//! What a format cannot say, counted over the books that are exported.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use library::{PartialDate, Role, WholeBook};
use serde::Serialize;
use ts_rs::TS;

use crate::FileFormat;

macro_rules! lost_parts {
    ($($(#[$doc:meta])* $name:ident $label:literal),* $(,)?) => {
        /// Something that a format cannot say.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, TS)]
        #[serde(rename_all = "camelCase")]
        #[ts(export)]
        pub enum LostPart {
            $($(#[$doc])* $name,)*
        }

        impl LostPart {
            /// What people call it.
            #[must_use]
            pub fn label(self) -> &'static str {
                match self {
                    $(Self::$name => $label,)*
                }
            }
        }
    };
}

lost_parts! {
    /// Quarters and halves of stars.
    FractionsOfStars "parts of a star: the rating is rounded to whole stars",
    /// All ratings.
    Ratings "ratings",
    /// The status.
    Status "the status",
    /// That a book is paused.
    Paused "that a book is paused: it is told as being read",
    /// Days of readings but the last.
    FurtherReadings "the dates of all readings but the last",
    /// All readings.
    Readings "readings",
    /// When readings began.
    StartDates "when a reading began",
    /// Dates that are no whole days.
    PartialDates "dates of which the day is not known",
    /// How far readings came.
    Progress "progress",
    /// Notes on readings.
    ReadingNotes "notes on readings",
    /// What is known of copies beyond their number.
    CopyDetails "where copies stand, their condition and price",
    /// All copies.
    Copies "copies",
    /// Loans.
    Loans "loans",
    /// Wishes.
    Wishes "wishes",
    /// Quotes.
    Quotes "quotes",
    /// Shelves, where tags can be said.
    Shelves "shelves: they become tags",
    /// In which order the books of a shelf stand.
    ShelfOrder "the order of the books on a shelf",
    /// Tags.
    Tags "tags",
    /// Fields of the reader's own.
    CustomFields "your own fields",
    /// Covers.
    Covers "covers",
    /// Identifiers other than the ISBN.
    Identifiers "identifiers other than the ISBN",
    /// Roles of people.
    Roles "what people other than authors did",
    /// Series beyond the title.
    Series "series",
    /// The description.
    Descriptions "descriptions",
    /// The review.
    Reviews "reviews",
    /// The notes.
    Notes "private notes",
    /// Favourites.
    Favourites "favourites",
    /// Prices.
    Prices "prices",
    /// Titles beyond the first.
    FurtherTitles "original titles and sort titles",
    /// The language.
    Languages "languages",
    /// How long an audiobook is.
    Minutes "the length of audiobooks",
    /// Where it was imported from.
    Provenance "where a book was imported from",
    /// That it lies in the trash.
    Trash "that a book lies in the trash",
    /// Titles that are read back otherwise.
    Titles "the exact wording of titles",
    /// Subtitles.
    Subtitles "subtitles: they become part of the title",
    /// Names that are read back otherwise.
    Names "the exact wording of names",
    /// Publishers.
    Publishers "publishers",
    /// When it was published.
    Published "when a book was published",
    /// When it was first published.
    FirstPublished "when a book was first published",
    /// Months and days of publication.
    PublicationDays "the month and day of publication",
    /// The ISBN.
    Isbns "ISBNs",
    /// In what form it comes.
    Formats "in what form a book comes",
    /// How many pages it has.
    Pages "numbers of pages",
    /// How a text is set.
    Looks "how parts of a text are set",
    /// A reading without any dates, that is made of a book that is being read.
    OpenReading "that a book is being read without a reading: a reading is added",
    /// Copies beyond those that can be said.
    FurtherCopies "the exact number of copies",
    /// Since when it is in the library.
    Added "when a book was added",
    /// The time of that day.
    TimesOfDay "the time of day at which a book was added",
}

/// Something that a format cannot say, and of how many of the books.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, rename = "ExportLoss")]
pub struct Loss {
    /// What.
    pub what: LostPart,
    /// Of how many books.
    pub books: u32,
}

/// Counts what is lost.
#[derive(Debug, Default)]
pub(crate) struct Lost(BTreeMap<LostPart, u32>);

impl Lost {
    /// Looks at one book.
    pub(super) fn look_at(&mut self, whole: &WholeBook, format: FileFormat) {
        for what in held_by(whole) {
            if !says(format, what) {
                self.count(what);
            }
        }
    }

    /// Counts one part of one book.
    pub(super) fn count(&mut self, what: LostPart) {
        *self.0.entry(what).or_default() += 1;
    }

    /// What was lost, the most books first; last what concerns nearly every book, and hardly anybody.
    pub(super) fn told(&self) -> Vec<Loss> {
        let mut losses: Vec<Loss> = self
            .0
            .iter()
            .map(|(what, books)| Loss {
                what: *what,
                books: *books,
            })
            .collect();
        losses.sort_by_key(|loss| {
            let is_small = loss.what == LostPart::TimesOfDay;
            (is_small, Reverse(loss.books), loss.what)
        });
        losses
    }
}

/// What a book holds that some format cannot say.
fn held_by(whole: &WholeBook) -> Vec<LostPart> {
    use LostPart as Part;
    let book = &whole.book;
    let fields = &book.fields;
    let has_day = |date: Option<PartialDate>| date.is_none_or(|date| date.day().is_some());
    let dated = book
        .readings
        .iter()
        .filter(|reading| reading.facts.finished.is_some());
    let copies = &book.copies;
    [
        (
            Part::FractionsOfStars,
            // No stars at all is none of the whole stars, for 0 says that there is no rating.
            fields
                .rating
                .is_some_and(|rating| rating.quarters() % 4 != 0 || rating.quarters() == 0),
        ),
        (Part::Ratings, fields.rating.is_some()),
        (Part::Status, fields.status.is_some()),
        (Part::Paused, fields.status == Some(library::Status::Paused)),
        (Part::FurtherReadings, dated.count() > 1),
        (Part::Readings, !book.readings.is_empty()),
        (
            Part::StartDates,
            book.readings
                .iter()
                .any(|reading| reading.facts.started.is_some()),
        ),
        (
            Part::PartialDates,
            book.readings
                .iter()
                .any(|reading| !has_day(reading.facts.started) || !has_day(reading.facts.finished)),
        ),
        (
            Part::Progress,
            book.readings
                .iter()
                .any(|reading| !reading.progress.is_empty()),
        ),
        (
            Part::ReadingNotes,
            book.readings
                .iter()
                .any(|reading| reading.facts.note.is_some()),
        ),
        (
            Part::CopyDetails,
            copies
                .iter()
                .any(|copy| copy.facts != library::OwnedCopy::default()),
        ),
        (Part::Copies, !copies.is_empty()),
        (
            Part::Loans,
            copies.iter().any(|copy| !copy.loans.is_empty()),
        ),
        (Part::Wishes, book.wish.is_some()),
        (Part::Quotes, !book.quotes.is_empty()),
        (Part::Shelves, !book.shelves.is_empty()),
        (Part::ShelfOrder, !book.shelves.is_empty()),
        (Part::Tags, !fields.tags.is_empty()),
        (Part::CustomFields, !fields.custom.is_empty()),
        (Part::Covers, book.cover.is_some()),
        (Part::Identifiers, !fields.identifiers.is_empty()),
        (
            Part::Roles,
            fields
                .contributors
                .iter()
                .any(|person| person.role != Role::Author),
        ),
        (Part::Series, !fields.series.is_empty()),
        (Part::Descriptions, fields.description.is_some()),
        (Part::Reviews, fields.review.is_some()),
        (Part::Notes, fields.notes.is_some()),
        (Part::Favourites, fields.favourite),
        (Part::Prices, fields.price.is_some()),
        (
            Part::FurtherTitles,
            fields.original_title.is_some() || fields.sort_title.is_some(),
        ),
        (Part::Languages, fields.language.is_some()),
        (Part::Minutes, fields.minutes.is_some()),
        (Part::Provenance, !whole.provenance.is_empty()),
        (Part::Trash, book.trashed.is_some()),
    ]
    .into_iter()
    .filter_map(|(part, is_held)| is_held.then_some(part))
    .collect()
}

/// Whether a format can say it; of those that are lists of other programs, see [`lost_on_the_way`](super::back::lost_on_the_way).
fn says(format: FileFormat, what: LostPart) -> bool {
    use LostPart as Part;
    match format {
        FileFormat::BookplateJson => true,
        FileFormat::BookplateCsv => !matches!(
            what,
            Part::Progress
                | Part::Covers
                | Part::Loans
                | Part::CopyDetails
                | Part::Provenance
                | Part::ShelfOrder
                | Part::Trash
        ),
        FileFormat::Markdown => !matches!(what, Part::Provenance | Part::ShelfOrder | Part::Trash),
        FileFormat::Html => matches!(
            what,
            Part::Ratings
                | Part::FractionsOfStars
                | Part::Status
                | Part::Paused
                | Part::Tags
                | Part::Series
                | Part::Roles
                | Part::Covers
                | Part::Shelves
                // Of the shelf that is exported, which is in its order.
                | Part::ShelfOrder
                | Part::Favourites
                | Part::Minutes
        ),
        _ => false,
    }
}
