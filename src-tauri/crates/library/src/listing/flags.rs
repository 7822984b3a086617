//! What a book is and has, in one number: so that opening a library reads it of every book at once.

use super::{Place, StatusFilter};
use crate::book::{BookFields, Contributor, Role, Status};
use crate::owning::Priority;

/// What a book is and has. The lowest three bits are the status, 0 where there is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Flags(i64);

/// One thing that a book is or has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Flag {
    Trashed = 3,
    Favourite,
    /// Some copy is away.
    Lent,
    WishedLow,
    WishedNormal,
    WishedHigh,
    Cover,
    Isbn,
    Author,
    Series,
    Publisher,
    Published,
    Language,
    Format,
    Pages,
    Rating,
    Review,
    Notes,
    Description,
    Tags,
    /// On a shelf filled by hand.
    Shelf,
    Quote,
    Reading,
    Copy,
    /// Lent, now or once.
    Loan,
    Price,
    /// An identifier other than the ISBN.
    Identifier,
}

const STATUS: i64 = 0b111;

/// What follows from the words of a book.
const WORDS: [Flag; 12] = [
    Flag::Isbn,
    Flag::Author,
    Flag::Series,
    Flag::Publisher,
    Flag::Language,
    Flag::Format,
    Flag::Review,
    Flag::Notes,
    Flag::Description,
    Flag::Tags,
    Flag::Quote,
    Flag::Identifier,
];

impl Flags {
    /// What the words of a book say. Of its quotes this knows nothing.
    pub(crate) fn of_words(fields: &BookFields) -> Self {
        let is_author = |person: &Contributor| person.role == Role::Author;
        let mut flags = Self::default();
        for (flag, is_set) in [
            (Flag::Isbn, fields.isbn.is_some()),
            (Flag::Author, fields.contributors.iter().any(is_author)),
            (Flag::Series, !fields.series.is_empty()),
            (Flag::Publisher, fields.publisher.is_some()),
            (Flag::Language, fields.language.is_some()),
            (Flag::Format, fields.format.is_some()),
            (Flag::Review, fields.review.is_some()),
            (Flag::Notes, fields.notes.is_some()),
            (Flag::Description, fields.description.is_some()),
            (Flag::Tags, !fields.tags.is_empty()),
            (Flag::Identifier, !fields.identifiers.is_empty()),
        ] {
            if is_set {
                flags.set(flag);
            }
        }
        flags
    }

    /// What a status says.
    pub(crate) fn of_status(status: Option<Status>) -> Self {
        Self(status.map_or(0, |status| i64::from(status.rank()) + 1))
    }

    /// Of these, what follows from words.
    pub(crate) fn words(self) -> Self {
        let words = WORDS.iter().fold(0, |bits, flag| bits | flag.bit());
        Self(self.0 & words)
    }

    /// These and others.
    pub(crate) fn and(self, others: Self) -> Self {
        Self(self.0 | others.0)
    }

    /// The flags as a row holds them.
    pub(crate) fn from_raw(raw: i64) -> Self {
        Self(raw)
    }

    /// The flags as a row holds them.
    pub(crate) fn raw(self) -> i64 {
        self.0
    }

    /// Says that the book is or has that.
    pub(crate) fn set(&mut self, flag: Flag) {
        self.0 |= flag.bit();
    }

    /// Whether the book is or has that.
    pub(crate) fn has(self, flag: Flag) -> bool {
        self.0 & flag.bit() != 0
    }

    /// Where the reader stands with it.
    pub(crate) fn status(self) -> Option<Status> {
        let rank = usize::try_from((self.0 & STATUS) - 1).ok()?;
        Status::ALL.get(rank).copied()
    }

    /// How much it is wished for.
    pub(crate) fn wish(self) -> Option<Priority> {
        [Priority::Low, Priority::Normal, Priority::High]
            .into_iter()
            .find(|priority| self.has(Flag::wished(*priority)))
    }
}

/// Whether a book is in this place and of this status.
pub(super) fn is_in(flags: Flags, place: Place, status: Option<StatusFilter>) -> bool {
    flags.has(Flag::Trashed) == (place == Place::Trash)
        && status.is_none_or(|filter| filter.status() == flags.status())
}

impl Flag {
    /// The flag of a wish.
    pub(crate) fn wished(priority: Priority) -> Self {
        match priority {
            Priority::Low => Self::WishedLow,
            Priority::Normal => Self::WishedNormal,
            Priority::High => Self::WishedHigh,
        }
    }

    fn bit(self) -> i64 {
        1 << (self as i64)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn status_and_flags_do_not_touch() {
        for status in Status::ALL.into_iter().map(Some).chain([None]) {
            let mut flags = Flags::of_status(status);
            flags.set(Flag::Trashed);
            flags.set(Flag::Identifier);
            let kept = Flags::from_raw(flags.raw());
            assert_eq!(kept.status(), status);
            assert!(kept.has(Flag::Trashed) && kept.has(Flag::Identifier));
            assert!(!kept.has(Flag::Favourite) && !kept.has(Flag::Price));
            assert_eq!(kept.words().raw(), Flag::Identifier.bit());
        }
    }

    #[test]
    fn knows_how_much_a_book_is_wished_for() {
        for priority in [Priority::Low, Priority::Normal, Priority::High] {
            let mut flags = Flags::default();
            flags.set(Flag::wished(priority));
            assert_eq!(flags.wish(), Some(priority));
        }
        assert_eq!(Flags::default().wish(), None);
    }
}
