//! What a query says, ready to be evaluated.

use crate::book::Status;
use crate::owning::Priority;
use crate::values::FieldId;

/// What a query says of a book. Never deeper than [`super::parser::DEEPEST`] groups, so that it may be walked by recursion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Query {
    /// True of every book: nothing was asked.
    Everything,
    /// Every one of these holds. Two or more.
    All(Vec<Query>),
    /// One of these holds, or several. Two or more.
    Any(Vec<Query>),
    /// This does not hold. Never holds [`Query::Everything`]: what is not typed yet excludes nothing.
    Not(Box<Query>),
    /// One thing is asked.
    Test(Test),
}

/// One thing that is asked of a book.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Test {
    /// The text is found: in this field, or anywhere without one. The text is as it was typed, unfolded and perhaps
    /// without a single letter, which then asks nothing. Plain words that follow one another are one test, parted by
    /// blanks, so that `978 0 14 143951 8` can be seen as one number.
    Text {
        /// Where; `None` for everywhere.
        field: Option<TextField>,
        /// How the words are to be found.
        how: Match,
        /// What is looked for.
        text: String,
    },
    /// The reader stands there with the book; `None` for books without a status.
    Status(Option<Status>),
    /// A number of the book lies in the range; of several, any. A book without the number is never found. Counts
    /// ([`NumberField::Copies`], [`NumberField::Times`]) are never missing, but 0.
    Number {
        /// Which number, and in what unit the range is.
        field: NumberField,
        /// Where it must lie.
        range: Range,
    },
    /// A date of the book lies in the range; of several, any. The range is in [`PartialDate::sort_key`]s, which for a
    /// span of days is: the span's own key up to its last day's. An instant counts as the reader's own day.
    ///
    /// [`PartialDate::sort_key`]: crate::values::PartialDate::sort_key
    Date {
        /// Which date.
        field: DateField,
        /// Where it must lie.
        range: Range,
    },
    /// The book is that. That it is not, is `Not`.
    Flag(Flag),
    /// The book is wished with that priority.
    Wish(Priority),
    /// The book has that. That it is missing, is `Not`.
    Has(Attribute),
    /// A field of the reader's own holds that. A book without a value is never found.
    Custom {
        /// Which field.
        field: FieldId,
        /// What it must hold.
        value: CustomTest,
    },
}

/// How the words of a text are to be found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Match {
    /// Each as the beginning of a word, in any order.
    Words,
    /// In this order, side by side, each whole.
    Phrase,
    /// In this order, side by side, the last as the beginning of a word: the closing quote is not typed yet.
    PhraseSoFar,
    /// The whole name or text, folded, is this one, folded.
    Exact,
}

/// A field of words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum TextField {
    /// Title, subtitle and original title.
    Title,
    /// Contributors as authors.
    Author,
    /// Contributors in any role.
    Person,
    /// Contributors as translators.
    Translator,
    /// Contributors as editors.
    Editor,
    /// Contributors as illustrators.
    Illustrator,
    /// Contributors as narrators.
    Narrator,
    /// Series.
    Series,
    /// The publisher.
    Publisher,
    /// Tags.
    Tag,
    /// Shelves by hand, and smart shelves that hold the book.
    Shelf,
    /// The ISBN, with or without hyphens, of ten digits or thirteen.
    Isbn,
    /// Other identifiers.
    Id,
    /// The language, by its name or its code.
    Language,
    /// The format.
    Format,
    /// Where a copy stands.
    Location,
    /// In what condition a copy is.
    Condition,
    /// Where a copy is from.
    Source,
    /// Who has a copy now.
    Lent,
    /// The review.
    Review,
    /// The notes.
    Notes,
    /// The description.
    Description,
    /// Quotes, with their notes.
    Quote,
}

/// A number of a book. Whole ones are counted by one, decimal ones by [`MILLIONTH`]s.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum NumberField {
    /// Quarter stars, 0 to 20.
    Rating,
    /// Pages.
    Pages,
    /// Minutes of an audiobook.
    Minutes,
    /// The book's price, in millionths of whatever its currency is called: 12.99 is 12,990,000, in euros as in yen.
    Price,
    /// A copy's price, in the same unit.
    Paid,
    /// How many copies there are.
    Copies,
    /// How many readings were finished.
    Times,
    /// The progress of the open reading, in percent.
    Progress,
    /// The place in a series, in millionths.
    Number,
}

/// How many make one, where a number is decimal.
pub(crate) const MILLIONTH: i64 = 1_000_000;

/// A date of a book.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum DateField {
    /// When this edition came out.
    Published,
    /// When the work first came out.
    First,
    /// When this edition came out; where that is not known, the work.
    Year,
    /// Since when it is in the library.
    Added,
    /// When it was last changed.
    Changed,
    /// When a reading was begun.
    Started,
    /// When a reading ended.
    Finished,
    /// When a copy was got.
    Acquired,
    /// When a copy that is lent should be back.
    Due,
    /// Since when a copy that is lent is away.
    LentSince,
}

/// What a book is or is not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Flag {
    /// A favourite.
    Favourite,
    /// There is a copy.
    Owned,
    /// A copy is away.
    Lent,
    /// A copy is away for longer than agreed.
    Overdue,
    /// On the wish list.
    Wished,
}

/// What a book has or lacks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Attribute {
    /// A cover.
    Cover,
    /// An ISBN.
    Isbn,
    /// An author.
    Author,
    /// A series.
    Series,
    /// A publisher.
    Publisher,
    /// A date of publication of this edition.
    Published,
    /// A language.
    Language,
    /// A format.
    Format,
    /// A number of pages.
    Pages,
    /// A rating.
    Rating,
    /// A status.
    Status,
    /// A review.
    Review,
    /// Notes.
    Notes,
    /// A description.
    Description,
    /// Tags.
    Tags,
    /// A shelf by hand.
    Shelf,
    /// A quote.
    Quote,
    /// A reading.
    Reading,
    /// A copy.
    Copy,
    /// A loan, also one that is over.
    Loan,
    /// A price of its own.
    Price,
    /// A wish.
    Wish,
    /// An identifier other than the ISBN.
    Id,
    /// A value in a field of the reader's own.
    Custom(FieldId),
}

/// What a field of the reader's own must hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum CustomTest {
    /// Words: a field of text, or of choices.
    Text {
        /// How they are to be found.
        how: Match,
        /// What is looked for.
        text: String,
    },
    /// A number in this range, in millionths.
    Number(Range),
    /// A date in this range of sort keys.
    Date(Range),
    /// `yes` or `no`, as the field writes it.
    YesNo(&'static str),
}

/// Both ends belong to it; an open end is the least or the largest number. May be empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Range {
    /// The least.
    pub(crate) from: i64,
    /// The largest.
    pub(crate) to: i64,
}

impl Range {
    /// Whether a number lies in it.
    pub(crate) fn contains(self, number: i64) -> bool {
        (self.from..=self.to).contains(&number)
    }
}
