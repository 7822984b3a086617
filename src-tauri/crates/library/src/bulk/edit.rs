//! What a change to many books makes of each of them.

use std::collections::HashSet;

use super::{BulkField, BulkForm};
use crate::book::{BookFields, BookForm, FieldErrors, LONGEST_LIST, check_text, filled, line};
use crate::custom_field::CustomValue;
use crate::error::LibraryError;
use crate::values::{FieldId, Isbn};
use crate::writer::Writer;

/// What stands in the place of a title that is not to be changed, where one is needed.
const NO_TITLE: &str = "-";

/// A change to many books that was checked, once for all of them.
#[derive(Debug)]
pub(super) struct BulkEdit {
    fields: Vec<BulkField>,
    values: BookFields,
    custom: Vec<FieldId>,
    add_tags: Vec<String>,
    /// In lower case: tags that differ only by case are one.
    remove_tags: HashSet<String>,
}

impl BulkEdit {
    /// Checks what was typed in the fields that are to be written; the others may hold anything.
    pub(super) fn of(form: &BulkForm) -> Result<Self, FieldErrors> {
        let mut errors = FieldErrors::default();
        let checked = only(&form.fields, form).check();
        let values = checked.unwrap_or_else(|found| {
            errors.0.extend(found.0);
            BookFields::default()
        });
        if form.fields.contains(&BulkField::Isbn)
            && let Some(typed) = filled(form.book.isbn.as_deref())
            && let Err(error) = Isbn::parse(typed)
        {
            // One book keeps a wrong number that is printed in it. That of many would only take their own away.
            errors.push("isbn", error);
        }
        let add_tags = tags(&mut errors, "addTags", &form.add_tags);
        let remove_tags = tags(&mut errors, "removeTags", &form.remove_tags);
        errors.into_result()?;
        Ok(Self {
            fields: form.fields.clone(),
            values,
            custom: form.custom.clone(),
            add_tags,
            remove_tags: remove_tags.iter().map(|tag| tag.to_lowercase()).collect(),
        })
    }

    /// Writes the values of the reader's own fields as their kinds write them.
    pub(super) fn fit_custom(&mut self, writer: &Writer<'_>) -> Result<(), LibraryError> {
        let mut errors = FieldErrors::default();
        self.values.custom = writer.kept_values(&self.values.custom, &mut errors)?;
        errors.into_result()?;
        Ok(())
    }

    /// Whether any field is written, so that books need to be read at all.
    pub(super) fn writes_fields(&self) -> bool {
        !(self.fields.is_empty()
            && self.custom.is_empty()
            && self.add_tags.is_empty()
            && self.remove_tags.is_empty())
    }

    /// What the change makes of a book.
    pub(super) fn applied_to(&self, old: &BookFields) -> Result<BookFields, FieldErrors> {
        let mut new = old.clone();
        for field in &self.fields {
            copy(*field, &self.values, &mut new);
        }
        for field in &self.custom {
            set_custom(*field, &self.values, &mut new);
        }
        new.tags
            .retain(|tag| !self.remove_tags.contains(&tag.to_lowercase()));
        let borne: HashSet<String> = new.tags.iter().map(|tag| tag.to_lowercase()).collect();
        let missing = self
            .add_tags
            .iter()
            .filter(|tag| !borne.contains(&tag.to_lowercase()));
        new.tags.extend(missing.cloned());
        check_tags(&new)?;
        Ok(new)
    }
}

/// The form with nothing in the fields that are not to be written, so that only those are checked.
fn only(fields: &[BulkField], form: &BulkForm) -> BookForm {
    let given = &form.book;
    let mut only = BookForm {
        title: NO_TITLE.to_owned(),
        ..BookForm::default()
    };
    for field in fields {
        match field {
            BulkField::Title => only.title.clone_from(&given.title),
            BulkField::Subtitle => only.subtitle.clone_from(&given.subtitle),
            BulkField::SortTitle => only.sort_title.clone_from(&given.sort_title),
            BulkField::OriginalTitle => only.original_title.clone_from(&given.original_title),
            BulkField::Contributors => only.contributors.clone_from(&given.contributors),
            BulkField::Series => only.series.clone_from(&given.series),
            BulkField::Publisher => only.publisher.clone_from(&given.publisher),
            BulkField::Published => only.published.clone_from(&given.published),
            BulkField::FirstPublished => only.first_published.clone_from(&given.first_published),
            BulkField::Isbn => only.isbn.clone_from(&given.isbn),
            BulkField::Identifiers => only.identifiers.clone_from(&given.identifiers),
            BulkField::Language => only.language.clone_from(&given.language),
            BulkField::Format => only.format.clone_from(&given.format),
            BulkField::Pages => only.pages.clone_from(&given.pages),
            BulkField::Minutes => only.minutes.clone_from(&given.minutes),
            BulkField::Price => only.price.clone_from(&given.price),
            BulkField::Status => only.status = given.status,
            BulkField::Rating => only.rating = given.rating,
            BulkField::Favourite => only.favourite = given.favourite,
            BulkField::Tags => only.tags.clone_from(&given.tags),
            BulkField::Description => only.description.clone_from(&given.description),
            BulkField::Review => only.review.clone_from(&given.review),
            BulkField::Notes => only.notes.clone_from(&given.notes),
        }
    }
    let is_written = |value: &&CustomValue| form.custom.contains(&value.field);
    only.custom = given.custom.iter().filter(is_written).cloned().collect();
    only
}

impl BulkField {
    /// The fields in which two states of a book differ.
    pub(crate) fn differing(old: &BookFields, new: &BookFields) -> Vec<Self> {
        let is_changed = |field: &Self| {
            let mut changed = old.clone();
            copy(*field, new, &mut changed);
            changed != *old
        };
        Self::ALL.into_iter().filter(is_changed).collect()
    }
}

fn copy(field: BulkField, values: &BookFields, new: &mut BookFields) {
    match field {
        BulkField::Title => new.title.clone_from(&values.title),
        BulkField::Subtitle => new.subtitle.clone_from(&values.subtitle),
        BulkField::SortTitle => new.sort_title.clone_from(&values.sort_title),
        BulkField::OriginalTitle => new.original_title.clone_from(&values.original_title),
        BulkField::Contributors => new.contributors.clone_from(&values.contributors),
        BulkField::Series => new.series.clone_from(&values.series),
        BulkField::Publisher => new.publisher.clone_from(&values.publisher),
        BulkField::Published => new.published = values.published,
        BulkField::FirstPublished => new.first_published = values.first_published,
        BulkField::Isbn => new.isbn = values.isbn,
        BulkField::Identifiers => new.identifiers.clone_from(&values.identifiers),
        BulkField::Language => new.language.clone_from(&values.language),
        BulkField::Format => new.format.clone_from(&values.format),
        BulkField::Pages => new.pages = values.pages,
        BulkField::Minutes => new.minutes = values.minutes,
        BulkField::Price => new.price.clone_from(&values.price),
        BulkField::Status => new.status = values.status,
        BulkField::Rating => new.rating = values.rating,
        BulkField::Favourite => new.favourite = values.favourite,
        BulkField::Tags => new.tags.clone_from(&values.tags),
        BulkField::Description => new.description.clone_from(&values.description),
        BulkField::Review => new.review.clone_from(&values.review),
        BulkField::Notes => new.notes.clone_from(&values.notes),
    }
}

/// Puts the value in the place of the former one, so that a book that has it already stays as it is.
fn set_custom(field: FieldId, values: &BookFields, new: &mut BookFields) {
    let value = values.custom.iter().find(|value| value.field == field);
    let place = new.custom.iter().position(|value| value.field == field);
    match (value, place) {
        (Some(value), Some(place)) => new.custom[place] = value.clone(),
        (Some(value), None) => new.custom.push(value.clone()),
        (None, Some(place)) => drop(new.custom.remove(place)),
        (None, None) => {}
    }
}

/// Tags as they are kept; blank ones are left out.
fn tags(errors: &mut FieldErrors, field: &str, typed: &[String]) -> Vec<String> {
    for (at, tag) in typed.iter().enumerate() {
        check_text(errors, || format!("{field}.{at}"), tag);
    }
    let mut seen = HashSet::new();
    let tags = typed.iter().map(|tag| line(tag));
    tags.filter(|tag| !tag.is_empty() && seen.insert(tag.to_lowercase()))
        .collect()
}

/// What is added may make the list of tags too long that was not.
fn check_tags(book: &BookFields) -> Result<(), FieldErrors> {
    let mut errors = FieldErrors::default();
    let found = book.tags.len();
    if found > LONGEST_LIST {
        let title = crate::history::short_title(&book.title);
        errors.push(
            "addTags",
            format!("a book has at most {LONGEST_LIST} tags; {title:?} would have {found}"),
        );
    }
    errors.into_result()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edit(json: &str) -> Result<BulkEdit, FieldErrors> {
        BulkEdit::of(&serde_json::from_str(json).unwrap())
    }

    fn book(json: &str) -> BookFields {
        serde_json::from_str(json).unwrap()
    }

    #[test]
    fn only_the_fields_that_are_written_are_checked() {
        let wrong = r#""title":"","pages":"-3","published":"soon","rating":99"#;
        assert!(edit(&format!(r#"{{"book":{{{wrong}}}}}"#)).is_ok());
        let errors = edit(&format!(
            r#"{{"fields":["title","pages"],"book":{{{wrong}}},"addTags":["\u0000"]}}"#
        ))
        .unwrap_err();
        let fields: Vec<&str> = errors.0.iter().map(|error| error.field.as_str()).collect();
        assert_eq!(fields, ["pages", "title", "addTags.0"]);
    }

    #[test]
    fn a_blank_field_is_cleared_and_the_others_stay() {
        let edit = edit(r#"{"fields":["publisher","pages"],"book":{"pages":"12"}}"#).unwrap();
        let old = book(r#"{"title":"Kim","publisher":"Tor","subtitle":"S","pages":3}"#);
        let new = edit.applied_to(&old).unwrap();
        assert_eq!(new, book(r#"{"title":"Kim","subtitle":"S","pages":12}"#));
    }

    #[test]
    fn tags_are_one_whatever_their_case() {
        let edit = edit(r#"{"addTags":[" New ","new","SF"],"removeTags":["old","Gone"]}"#).unwrap();
        let old = book(r#"{"title":"Kim","tags":["OLD","sf"]}"#);
        assert_eq!(edit.applied_to(&old).unwrap().tags, ["sf", "New"]);
    }

    #[test]
    fn a_tag_that_is_added_and_removed_is_there() {
        let edit = edit(r#"{"addTags":["sf"],"removeTags":["SF"]}"#).unwrap();
        let old = book(r#"{"title":"Kim","tags":["SF"]}"#);
        assert_eq!(edit.applied_to(&old).unwrap().tags, ["sf"]);
    }

    #[test]
    fn a_wrong_isbn_takes_no_book_its_own() {
        let error = edit(r#"{"fields":["isbn"],"book":{"isbn":"12"}}"#).unwrap_err();
        assert_eq!(error.0[0].field, "isbn");
        let none = edit(r#"{"fields":["isbn"],"book":{"isbn":" "}}"#).unwrap();
        let old = book(r#"{"title":"Kim","isbn":"9780306406157"}"#);
        assert_eq!(none.applied_to(&old).unwrap().isbn, None);
    }

    #[test]
    fn a_list_that_would_grow_too_long_is_said() {
        let tags: Vec<String> = (0..LONGEST_LIST).map(|at| format!("t{at}")).collect();
        let old = BookFields {
            title: "Kim".into(),
            tags,
            ..BookFields::default()
        };
        let error = edit(r#"{"addTags":["one more"]}"#)
            .unwrap()
            .applied_to(&old)
            .unwrap_err();
        assert_eq!(error.0[0].field, "addTags");
        assert!(error.0[0].message.contains("\"Kim\" would have 1001"));
    }
}
