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

/// Each field with its names, the one that is proposed first.
pub(super) const FIELDS: &[(Field<'static>, &[&str])] = &[
    (Field::Text(TextField::Title), &["title"]),
    (Field::Text(TextField::Author), &["author", "authors"]),
    (Field::Text(TextField::Person), &["person", "people"]),
    (Field::Text(TextField::Translator), &["translator"]),
    (Field::Text(TextField::Editor), &["editor"]),
    (Field::Text(TextField::Illustrator), &["illustrator"]),
    (Field::Text(TextField::Narrator), &["narrator"]),
    (Field::Text(TextField::Series), &["series"]),
    (Field::Text(TextField::Publisher), &["publisher"]),
    (Field::Text(TextField::Tag), &["tag", "tags"]),
    (Field::Text(TextField::Shelf), &["shelf", "shelves"]),
    (Field::Text(TextField::Isbn), &["isbn"]),
    (Field::Text(TextField::Id), &["id", "identifier"]),
    (Field::Text(TextField::Language), &["language"]),
    (Field::Text(TextField::Format), &["format"]),
    (Field::Text(TextField::Location), &["location"]),
    (Field::Text(TextField::Condition), &["condition"]),
    (Field::Text(TextField::Source), &["source"]),
    (Field::Text(TextField::Review), &["review"]),
    (Field::Text(TextField::Notes), &["notes", "note"]),
    (Field::Text(TextField::Description), &["description"]),
    (Field::Text(TextField::Quote), &["quote", "quotes"]),
    (Field::Status, &["status"]),
    (Field::Number(NumberField::Rating), &["rating"]),
    (Field::Number(NumberField::Pages), &["pages"]),
    (Field::Number(NumberField::Minutes), &["minutes"]),
    (Field::Number(NumberField::Price), &["price"]),
    (Field::Number(NumberField::Paid), &["paid"]),
    (Field::Number(NumberField::Copies), &["copies"]),
    (Field::Number(NumberField::Times), &["times"]),
    (Field::Number(NumberField::Progress), &["progress"]),
    (Field::Number(NumberField::Number), &["number"]),
    (Field::Date(DateField::Published), &["published"]),
    (Field::Date(DateField::First), &["first", "firstpublished"]),
    (Field::Date(DateField::Year), &["year"]),
    (Field::Date(DateField::Added), &["added"]),
    (Field::Date(DateField::Changed), &["changed"]),
    (Field::Date(DateField::Started), &["started"]),
    (Field::Date(DateField::Finished), &["finished"]),
    (Field::Date(DateField::Acquired), &["acquired"]),
    (Field::Date(DateField::Due), &["due"]),
    (Field::Date(DateField::LentSince), &["lentsince"]),
    (Field::Flag(Flag::Favourite), &["favourite", "favorite"]),
    (Field::Flag(Flag::Owned), &["owned"]),
    (Field::Lent, &["lent"]),
    (Field::Flag(Flag::Overdue), &["overdue"]),
    (Field::Wish, &["wish"]),
    (Field::Is, &["is"]),
    (Field::Has, &["has"]),
    (Field::Missing, &["missing", "no"]),
];

/// What can be had or missed, with its names, the one that is proposed first.
pub(super) const ATTRIBUTES: &[(Attribute, &[&str])] = &[
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
pub(super) fn plain(name: &str) -> String {
    fold(name)
        .chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '-' | '_'))
        .collect()
}

/// The field of that name. One that every library has wins over the reader's own.
pub(super) fn field<'c>(scope: Scope, name: &str, custom: &'c [CustomField]) -> Option<Field<'c>> {
    let wanted = plain(name);
    let known = || {
        FIELDS
            .iter()
            .find(|(_, names)| names.contains(&wanted.as_str()))
            .map(|(field, _)| *field)
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
