//! The names of fields, and of what can be had or missed.

use super::query::{Attribute, DateField, Flag, NumberField, TextField};
use crate::custom_field::CustomField;
use crate::search::fold::fold;

use super::token::Scope;

/// What stands before a colon.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Field<'c> {
    Text(TextField),
    Number(NumberField),
    Date(DateField),
    Flag(Flag),
    Status,
    Lent,
    Wish,
    /// `is:favourite`
    Is,
    /// `has:cover`
    Has,
    /// `missing:cover`
    Missing,
    /// A field of the reader's own.
    Own(&'c CustomField),
}

/// A field under all its names.
pub(crate) struct Named {
    pub(crate) field: Field<'static>,
    /// The one that is proposed, and others that people use.
    pub(crate) names: &'static [&'static str],
    /// What it means, in a few words.
    pub(crate) meaning: &'static str,
}

const fn named(
    field: Field<'static>,
    names: &'static [&'static str],
    meaning: &'static str,
) -> Named {
    Named {
        field,
        names,
        meaning,
    }
}

/// The fields that every library has, the likeliest first.
pub(crate) const FIELDS: &[Named] = &[
    named(
        Field::Text(TextField::Author),
        &["author", "authors"],
        "who wrote it",
    ),
    named(
        Field::Text(TextField::Title),
        &["title"],
        "words of the title",
    ),
    named(
        Field::Text(TextField::Tag),
        &["tag", "tags"],
        "one of its tags",
    ),
    named(Field::Status, &["status"], "where you stand with it"),
    named(
        Field::Number(NumberField::Rating),
        &["rating"],
        "stars, such as >=4",
    ),
    named(
        Field::Text(TextField::Series),
        &["series"],
        "the series it belongs to",
    ),
    named(
        Field::Text(TextField::Shelf),
        &["shelf", "shelves"],
        "a shelf it stands on",
    ),
    named(
        Field::Date(DateField::Year),
        &["year"],
        "when it came out, such as 1968..1974",
    ),
    named(Field::Is, &["is"], "favourite, owned, lent …"),
    named(Field::Has, &["has"], "what it has: a cover, a review …"),
    named(Field::Missing, &["missing", "no"], "what it lacks"),
    named(
        Field::Date(DateField::Finished),
        &["finished"],
        "when you finished it",
    ),
    named(
        Field::Text(TextField::Publisher),
        &["publisher"],
        "who published it",
    ),
    named(
        Field::Text(TextField::Language),
        &["language"],
        "the language it is in",
    ),
    named(
        Field::Text(TextField::Format),
        &["format"],
        "hardcover, ebook …",
    ),
    named(
        Field::Number(NumberField::Pages),
        &["pages"],
        "how many pages",
    ),
    named(
        Field::Date(DateField::Added),
        &["added"],
        "when you added it",
    ),
    named(
        Field::Date(DateField::Started),
        &["started"],
        "when you began it",
    ),
    named(
        Field::Date(DateField::Published),
        &["published"],
        "when this edition came out",
    ),
    named(
        Field::Date(DateField::First),
        &["first", "firstpublished"],
        "when the work first came out",
    ),
    named(
        Field::Date(DateField::Changed),
        &["changed"],
        "when you last changed it",
    ),
    named(
        Field::Text(TextField::Person),
        &["person", "people"],
        "anyone who had a part in it",
    ),
    named(
        Field::Text(TextField::Translator),
        &["translator"],
        "who translated it",
    ),
    named(Field::Text(TextField::Editor), &["editor"], "who edited it"),
    named(
        Field::Text(TextField::Illustrator),
        &["illustrator"],
        "who illustrated it",
    ),
    named(
        Field::Text(TextField::Narrator),
        &["narrator"],
        "who reads it aloud",
    ),
    named(
        Field::Number(NumberField::Number),
        &["number"],
        "its place in the series",
    ),
    named(
        Field::Number(NumberField::Minutes),
        &["minutes"],
        "how long an audiobook is",
    ),
    named(
        Field::Number(NumberField::Progress),
        &["progress"],
        "how far you are, in percent",
    ),
    named(
        Field::Number(NumberField::Times),
        &["times"],
        "how often you finished it",
    ),
    named(
        Field::Flag(Flag::Favourite),
        &["favourite", "favorite"],
        "yes or no",
    ),
    named(Field::Flag(Flag::Owned), &["owned"], "yes or no"),
    named(Field::Lent, &["lent"], "yes, no or who has it"),
    named(Field::Flag(Flag::Overdue), &["overdue"], "yes or no"),
    named(
        Field::Date(DateField::Due),
        &["due"],
        "when a lent copy should be back",
    ),
    named(
        Field::Date(DateField::LentSince),
        &["lentsince"],
        "since when a copy is lent",
    ),
    named(Field::Wish, &["wish"], "yes, no, low, normal or high"),
    named(
        Field::Number(NumberField::Copies),
        &["copies"],
        "how many copies you have",
    ),
    named(
        Field::Text(TextField::Location),
        &["location"],
        "where a copy stands",
    ),
    named(
        Field::Text(TextField::Condition),
        &["condition"],
        "the condition of a copy",
    ),
    named(
        Field::Text(TextField::Source),
        &["source"],
        "where a copy is from",
    ),
    named(
        Field::Date(DateField::Acquired),
        &["acquired"],
        "when you got a copy",
    ),
    named(
        Field::Number(NumberField::Paid),
        &["paid"],
        "what you paid for a copy",
    ),
    named(
        Field::Number(NumberField::Price),
        &["price"],
        "the price of the book",
    ),
    named(Field::Text(TextField::Isbn), &["isbn"], "its ISBN"),
    named(
        Field::Text(TextField::Id),
        &["id", "identifier"],
        "another number of it",
    ),
    named(
        Field::Text(TextField::Review),
        &["review"],
        "words of your review",
    ),
    named(
        Field::Text(TextField::Notes),
        &["notes", "note"],
        "words of your notes",
    ),
    named(
        Field::Text(TextField::Quote),
        &["quote", "quotes"],
        "words of a quote",
    ),
    named(
        Field::Text(TextField::Description),
        &["description"],
        "words of the description",
    ),
];

/// What can be had or missed, with its names, the one that is proposed first.
pub(crate) const ATTRIBUTES: &[(Attribute, &[&str])] = &[
    (Attribute::Cover, &["cover"]),
    (Attribute::Isbn, &["isbn"]),
    (Attribute::Author, &["author", "authors"]),
    (Attribute::Series, &["series"]),
    (Attribute::Publisher, &["publisher"]),
    (Attribute::Published, &["published", "year"]),
    (Attribute::Language, &["language"]),
    (Attribute::Format, &["format"]),
    (Attribute::Pages, &["pages"]),
    (Attribute::Rating, &["rating"]),
    (Attribute::Status, &["status"]),
    (Attribute::Review, &["review"]),
    (Attribute::Notes, &["notes", "note"]),
    (Attribute::Description, &["description"]),
    (Attribute::Tags, &["tags", "tag"]),
    (Attribute::Shelf, &["shelf", "shelves"]),
    (Attribute::Quote, &["quote", "quotes"]),
    (Attribute::Reading, &["reading", "readings"]),
    (Attribute::Copy, &["copy", "copies"]),
    (Attribute::Loan, &["loan", "loans"]),
    (Attribute::Price, &["price"]),
    (Attribute::Wish, &["wish"]),
    (Attribute::Id, &["id", "identifier"]),
];

/// A name without what people spell differently: `First-Published` is `firstpublished`.
pub(crate) fn plain(name: &str) -> String {
    fold(name)
        .chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '-' | '_'))
        .collect()
}

/// The field of that name. One that every library has wins over the reader's own.
pub(crate) fn field_named<'c>(
    scope: Scope,
    name: &str,
    custom: &'c [CustomField],
) -> Option<Field<'c>> {
    let wanted = plain(name);
    let known = || {
        FIELDS
            .iter()
            .find(|named| named.names.contains(&wanted.as_str()))
            .map(|named| named.field)
    };
    match scope {
        Scope::Every => known().or_else(|| own(name, custom).map(Field::Own)),
        Scope::Own => own(name, custom).map(Field::Own),
    }
}

/// The reader's own field of that name; of two that differ only in signs, the one that is meant exactly.
pub(super) fn own<'c>(name: &str, custom: &'c [CustomField]) -> Option<&'c CustomField> {
    let (folded, wanted) = (fold(name), plain(name));
    custom
        .iter()
        .find(|field| fold(&field.name) == folded)
        .or_else(|| custom.iter().find(|field| plain(&field.name) == wanted))
        .filter(|_| !wanted.is_empty())
}

/// What can be had or missed under that name.
pub(super) fn attribute(name: &str, custom: &[CustomField]) -> Option<Attribute> {
    let own = |name| own(name, custom).map(|field| Attribute::Custom(field.id));
    if let Some(name) = name.strip_prefix('#') {
        return own(name);
    }
    let wanted = plain(name);
    ATTRIBUTES
        .iter()
        .find(|(_, names)| names.contains(&wanted.as_str()))
        .map(|(attribute, _)| *attribute)
        .or_else(|| own(name))
}
