//! What a book must keep to before it is written.

use std::fmt;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::BookFields;

/// The most characters of one text. A novel has about half a million.
pub(crate) const LONGEST_TEXT: usize = 1_000_000;
/// The most items of one list.
pub(crate) const LONGEST_LIST: usize = 1_000;

/// One thing that is wrong with what was typed, and where.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct FieldError {
    /// The field, as the window names it: `title`, `contributors.0.name`.
    pub field: String,
    /// What was expected and what was found.
    pub message: String,
}

/// Everything that is wrong with what was typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(transparent)]
#[ts(export)]
pub struct FieldErrors(pub Vec<FieldError>);

impl FieldErrors {
    /// Adds what is wrong with a field.
    pub fn push(&mut self, field: impl Into<String>, message: impl fmt::Display) {
        self.0.push(FieldError {
            field: field.into(),
            message: message.to_string(),
        });
    }

    /// `Ok` when nothing is wrong.
    pub fn into_result(self) -> Result<(), Self> {
        if self.0.is_empty() { Ok(()) } else { Err(self) }
    }
}

impl fmt::Display for FieldErrors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, error) in self.0.iter().enumerate() {
            let separator = if at == 0 { "" } else { "; " };
            write!(f, "{separator}{}: {}", error.field, error.message)?;
        }
        Ok(())
    }
}

impl std::error::Error for FieldErrors {}

impl BookFields {
    /// Says what keeps the book from being written, field by field.
    pub fn check(&self) -> Result<(), FieldErrors> {
        let mut errors = FieldErrors::default();
        if self.title.trim().is_empty() {
            errors.push("title", "a book needs a title");
        }
        check_text(&mut errors, || "title".to_owned(), &self.title);
        let optional = [
            ("subtitle", &self.subtitle),
            ("sortTitle", &self.sort_title),
            ("originalTitle", &self.original_title),
            ("publisher", &self.publisher),
            ("language", &self.language),
            ("description", &self.description),
            ("review", &self.review),
            ("notes", &self.notes),
        ];
        for (field, value) in optional {
            check_text(
                &mut errors,
                || field.to_owned(),
                value.as_deref().unwrap_or_default(),
            );
        }
        if let Some(format) = &self.format {
            check_text(&mut errors, || "format".to_owned(), format.name());
        }
        let lists = [
            ("contributors", self.contributors.len()),
            ("series", self.series.len()),
            ("identifiers", self.identifiers.len()),
            ("tags", self.tags.len()),
        ];
        for (field, found) in lists {
            check_list(&mut errors, field, found);
        }
        for (at, person) in self.contributors.iter().enumerate() {
            check_text(
                &mut errors,
                || format!("contributors.{at}.name"),
                &person.name,
            );
            check_text(
                &mut errors,
                || format!("contributors.{at}.role"),
                person.role.name(),
            );
        }
        for (at, place) in self.series.iter().enumerate() {
            check_text(&mut errors, || format!("series.{at}.name"), &place.name);
            check_text(
                &mut errors,
                || format!("series.{at}.number"),
                place.number.as_deref().unwrap_or_default(),
            );
        }
        for (at, identifier) in self.identifiers.iter().enumerate() {
            check_text(
                &mut errors,
                || format!("identifiers.{at}.scheme"),
                &identifier.scheme,
            );
            check_text(
                &mut errors,
                || format!("identifiers.{at}.value"),
                &identifier.value,
            );
        }
        for (at, tag) in self.tags.iter().enumerate() {
            check_text(&mut errors, || format!("tags.{at}"), tag);
        }
        errors.into_result()
    }
}

/// As [`check_text`], for a text that may be absent.
pub(crate) fn check_optional(
    errors: &mut FieldErrors,
    within: &str,
    field: &str,
    text: Option<&str>,
) {
    if let Some(text) = text {
        check_text(errors, || format!("{within}{field}"), text);
    }
}

/// A NUL would cut the text short in every program that reads it as C does, `SQLite`'s own functions among them.
pub(crate) fn check_text(errors: &mut FieldErrors, field: impl Fn() -> String, text: &str) {
    if text.contains('\0') {
        errors.push(
            field(),
            "this text holds a NUL character, which cannot be kept",
        );
    }
    // Bytes are never fewer than characters, and counting them is free.
    if text.len() > LONGEST_TEXT {
        let found = text.chars().count();
        if found > LONGEST_TEXT {
            errors.push(
                field(),
                format!("at most {LONGEST_TEXT} characters can be kept here; found {found}"),
            );
        }
    }
}

/// That a list has room for one more, which is about to be added.
pub(crate) fn check_room(list: &str, found: usize) -> Result<(), FieldErrors> {
    let mut errors = FieldErrors::default();
    check_list(&mut errors, list, found + 1);
    errors.into_result()
}

pub(crate) fn check_list(errors: &mut FieldErrors, field: &str, found: usize) {
    if found > LONGEST_LIST {
        errors.push(
            field,
            format!("at most {LONGEST_LIST} can be kept here; found {found}"),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::{Contributor, Role};

    fn titled(title: &str) -> BookFields {
        BookFields {
            title: title.into(),
            ..BookFields::default()
        }
    }

    fn fields(book: &BookFields) -> Vec<String> {
        book.check()
            .err()
            .map(|errors| errors.0.into_iter().map(|error| error.field).collect())
            .unwrap_or_default()
    }

    #[test]
    fn needs_a_title_and_nothing_else() {
        assert_eq!(fields(&titled(" \n")), ["title"]);
        assert_eq!(fields(&titled("T")), [""; 0]);
    }

    #[test]
    fn names_the_field() {
        let mut book = titled("T\0");
        book.notes = Some("x".repeat(LONGEST_TEXT + 1));
        book.contributors = vec![
            Contributor {
                name: "A".into(),
                role: Role::Author,
            },
            Contributor {
                name: "\0".into(),
                role: Role::Author,
            },
        ];
        book.tags = vec!["t".into(); LONGEST_LIST + 1];
        assert_eq!(
            fields(&book),
            ["title", "notes", "tags", "contributors.1.name"]
        );
        assert!(
            book.check()
                .unwrap_err()
                .to_string()
                .contains("found 1000001")
        );
    }

    #[test]
    fn counts_characters_and_takes_long_titles() {
        assert_eq!(fields(&titled(&"T".repeat(100_000))), [""; 0]);
        assert_eq!(fields(&titled(&"é".repeat(LONGEST_TEXT))), [""; 0]);
    }
}
