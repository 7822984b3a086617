//! Values of a field that are being typed.

use std::sync::Arc;

use super::source::Source;
use super::{MOST, books, plainly};
use crate::book::Status;
use crate::custom_field::{CustomField, FieldKind};
use crate::error::LibraryError;
use crate::library::Library;
use crate::listing::{Completion, Counts};
use crate::search::fold::fold;
use crate::search::syntax::{
    ANSWERS, ATTRIBUTES, FLAGS, Field, PRIORITIES, STATUSES, TextField, Words, plain,
};

impl Library {
    /// What the field may hold that begins as typed.
    pub(super) fn values(
        &self,
        field: Field<'_>,
        typed: &str,
        custom: &[CustomField],
    ) -> Result<Vec<Completion>, LibraryError> {
        let typed = fold(typed.trim());
        let source = match field {
            Field::Status => return self.statuses(&typed),
            Field::Flag(_) => return Ok(words(ANSWERS, &typed).collect()),
            Field::Wish => {
                return Ok(words(ANSWERS, &typed)
                    .chain(words(PRIORITIES, &typed))
                    .collect());
            }
            Field::Is => {
                let statuses = self.statuses(&typed)?;
                return Ok(words(FLAGS, &typed).chain(statuses).collect());
            }
            Field::Has | Field::Missing => return Ok(attributes(&typed, custom)),
            Field::Own(field) => match field.kind {
                FieldKind::YesNo => return Ok(words(ANSWERS, &typed).collect()),
                FieldKind::Choice => return Ok(choices(field, &typed)),
                FieldKind::Text => Source::Custom(field.id),
                FieldKind::Number | FieldKind::Date => return Ok(Vec::new()),
            },
            Field::Lent => Source::Text(TextField::Lent),
            Field::Text(field) => Source::Text(field),
            Field::Number(_) | Field::Date(_) => return Ok(Vec::new()),
        };
        let found = match source {
            Source::Text(TextField::Shelf) => Arc::new(self.shelf_names()?),
            source => self.vocabulary(source)?,
        };
        let names = found
            .beginning(&typed)
            .map(|(value, count)| plainly(value, Some(detail(count))));
        if field == Field::Lent {
            return Ok(words(ANSWERS, &typed).chain(names).take(MOST).collect());
        }
        Ok(names.take(MOST).collect())
    }

    fn statuses(&self, typed: &str) -> Result<Vec<Completion>, LibraryError> {
        let mut counts = self.counts()?;
        let begun = STATUSES
            .iter()
            .filter(|(_, names)| names.iter().any(|name| name.starts_with(typed)));
        Ok(begun
            .map(|(status, names)| Completion {
                insert: names[0].to_owned(),
                label: names.get(1).unwrap_or(&names[0]).to_string(),
                detail: Some(books(count(&mut counts, *status))),
            })
            .collect())
    }
}

fn count(counts: &mut Counts, status: Option<Status>) -> u32 {
    match status {
        Some(status) => *counts.per_status.of(status),
        None => counts.unsorted,
    }
}

fn detail(count: Option<u32>) -> String {
    count.map_or_else(|| "smart shelf".to_owned(), books)
}

fn words<T>(known: Words<T>, typed: &str) -> impl Iterator<Item = Completion> {
    known
        .iter()
        .filter(move |(_, names)| names.iter().any(|name| name.starts_with(typed)))
        .map(|(_, names)| plainly(names[0], None))
}

fn attributes(typed: &str, custom: &[CustomField]) -> Vec<Completion> {
    let (is_own, typed) = match typed.strip_prefix('#') {
        Some(typed) => (true, plain(typed)),
        None => (false, plain(typed)),
    };
    let known = ATTRIBUTES
        .iter()
        .filter(|(_, names)| !is_own && names.iter().any(|name| name.starts_with(&typed)))
        .map(|(_, names)| plainly(names[0], None));
    let own = custom
        .iter()
        .filter(|field| plain(&field.name).starts_with(&typed))
        .map(|field| {
            let is_hidden = ATTRIBUTES
                .iter()
                .any(|(_, names)| names.contains(&plain(&field.name).as_str()));
            let mark = if is_own || is_hidden { "#" } else { "" };
            plainly(
                &format!("{mark}{}", field.name),
                Some("your own field".to_owned()),
            )
        });
    known.chain(own).take(MOST).collect()
}

fn choices(field: &CustomField, typed: &str) -> Vec<Completion> {
    field
        .choices
        .iter()
        .filter(|choice| fold(choice).starts_with(typed))
        .map(|choice| plainly(choice, None))
        .take(MOST)
        .collect()
}
