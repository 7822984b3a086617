//! Editing a book: only what differs is written, so the history holds no more than what was changed.

use rusqlite::params_from_iter;
use rusqlite::types::Value;

use super::Writer;
use super::add::{date, position};
use crate::book::{BookFields, Status};
use crate::bulk::BulkField;
use crate::error::LibraryError;
use crate::name::NameKind;
use crate::reading::outcome_of;
use crate::values::{BookId, Isbn, Money, Rating, Revision};

impl Writer<'_> {
    /// Writes what differs between the book and `book`. `base` is the state that the edit was made from: if the book
    /// has moved on, nothing is written. Says which fields were changed.
    pub fn update_book(
        &mut self,
        id: BookId,
        base: Revision,
        book: &BookFields,
    ) -> Result<Vec<BulkField>, LibraryError> {
        let current = self.book_at(id, base)?;
        let new = self.kept(book)?;
        self.write_difference(id, &current.fields, &new)?;
        Ok(BulkField::differing(&current.fields, &new))
    }

    /// Writes what differs between what a book holds and `new`, which is as [`Self::kept`] gives it; and a new revision if
    /// anything does.
    pub(crate) fn write_difference(
        &mut self,
        id: BookId,
        old: &BookFields,
        new: &BookFields,
    ) -> Result<(), LibraryError> {
        if old == new {
            return Ok(());
        }
        self.update_columns(id.raw(), old, new)?;
        self.update_list(
            id.raw(),
            (&old.contributors, &new.contributors),
            "DELETE FROM book_contributor WHERE book = ?1 AND position >= ?2",
            Self::put_contributor,
        )?;
        self.update_list(
            id.raw(),
            (&old.series, &new.series),
            "DELETE FROM book_series WHERE book = ?1 AND position >= ?2",
            Self::put_series,
        )?;
        self.update_list(
            id.raw(),
            (&old.identifiers, &new.identifiers),
            "DELETE FROM identifier WHERE book = ?1 AND position >= ?2",
            Self::put_identifier,
        )?;
        self.update_list(
            id.raw(),
            (&old.tags, &new.tags),
            "DELETE FROM book_tag WHERE book = ?1 AND position >= ?2",
            |writer, book, at, tag| writer.put_tag(book, at, tag),
        )?;
        self.update_custom(id.raw(), &old.custom, &new.custom)?;
        self.may_lose_names(&BookFields {
            contributors: lost(&old.contributors, &new.contributors),
            series: lost(&old.series, &new.series),
            tags: lost(&old.tags, &new.tags),
            publisher: (old.publisher != new.publisher)
                .then(|| old.publisher.clone())
                .flatten(),
            ..BookFields::default()
        });
        if let Some(status) = new.status.filter(|_| new.status != old.status)
            && let Some(outcome) = outcome_of(status)
        {
            self.end_readings(id, outcome)?;
        }
        Ok(())
    }

    /// Remembers the names that a book bore: at the end, those that no book bears are dropped.
    pub(super) fn may_lose_names(&mut self, old: &BookFields) {
        let people = old
            .contributors
            .iter()
            .map(|person| (NameKind::Person, &person.name));
        let series = old
            .series
            .iter()
            .map(|place| (NameKind::Series, &place.name));
        let tags = old.tags.iter().map(|tag| (NameKind::Tag, tag));
        let publisher = old.publisher.iter().map(|name| (NameKind::Publisher, name));
        let names = people.chain(series).chain(tags).chain(publisher);
        for (kind, name) in names {
            self.may_be_unused.insert((kind, name.clone()));
        }
    }

    fn update_columns(
        &mut self,
        id: i64,
        old: &BookFields,
        new: &BookFields,
    ) -> Result<(), LibraryError> {
        let mut changed: Vec<(&str, Value)> = Vec::new();
        for ((column, before), (_, after)) in columns(old).into_iter().zip(columns(new)) {
            if before != after {
                changed.push((column, after));
            }
        }
        if old.publisher != new.publisher {
            let publisher = match &new.publisher {
                Some(name) => Value::Integer(self.name_id(NameKind::Publisher, name)?),
                None => Value::Null,
            };
            changed.push(("publisher", publisher));
        }
        changed.push(("revision", Value::Integer(self.next_revision()?.raw())));
        changed.push(("changed", Value::Text(self.stamp.as_str().to_owned())));
        let assignments: Vec<String> = changed
            .iter()
            .map(|(column, _)| format!("{column} = ?"))
            .collect();
        let sql = format!("UPDATE book SET {} WHERE id = ?", assignments.join(", "));
        let values = changed
            .into_iter()
            .map(|(_, value)| value)
            .chain([Value::Integer(id)]);
        self.db
            .prepare_cached(&sql)?
            .execute(params_from_iter(values))?;
        Ok(())
    }

    fn update_list<T: PartialEq>(
        &mut self,
        book: i64,
        (old, new): (&[T], &[T]),
        cut: &str,
        put: impl Fn(&mut Self, i64, usize, &T) -> Result<(), LibraryError>,
    ) -> Result<(), LibraryError> {
        for (at, item) in new.iter().enumerate() {
            if old.get(at) != Some(item) {
                put(self, book, at, item)?;
            }
        }
        if old.len() > new.len() {
            self.db
                .prepare_cached(cut)?
                .execute([book, position(new.len())])?;
        }
        Ok(())
    }
}

/// What of a list is not in the new one.
fn lost<T: PartialEq + Clone>(old: &[T], new: &[T]) -> Vec<T> {
    let lost = old.iter().filter(|item| !new.contains(item));
    lost.cloned().collect()
}

/// The columns of a book that hold its values as they are.
fn columns(fields: &BookFields) -> [(&'static str, Value); 19] {
    let text = |text: &Option<String>| text.clone().map_or(Value::Null, Value::Text);
    let owned = |text: Option<String>| text.map_or(Value::Null, Value::Text);
    let number = |number: Option<i64>| number.map_or(Value::Null, Value::Integer);
    [
        ("title", Value::Text(fields.title.clone())),
        ("subtitle", text(&fields.subtitle)),
        ("sort_title", text(&fields.sort_title)),
        ("original_title", text(&fields.original_title)),
        ("published", owned(fields.published.map(date))),
        ("first_published", owned(fields.first_published.map(date))),
        ("isbn", number(fields.isbn.map(Isbn::number))),
        ("language", text(&fields.language)),
        (
            "format",
            owned(
                fields
                    .format
                    .as_ref()
                    .map(|format| format.name().to_owned()),
            ),
        ),
        ("pages", number(fields.pages.map(i64::from))),
        ("minutes", number(fields.minutes.map(i64::from))),
        ("favourite", Value::Integer(fields.favourite.into())),
        (
            "price",
            number(fields.price.as_ref().map(Money::minor_units)),
        ),
        (
            "currency",
            owned(
                fields
                    .price
                    .as_ref()
                    .map(|price| price.currency().to_owned()),
            ),
        ),
        (
            "status",
            owned(fields.status.map(Status::name).map(str::to_owned)),
        ),
        (
            "rating",
            number(fields.rating.map(Rating::quarters).map(i64::from)),
        ),
        ("description", text(&fields.description)),
        ("review", text(&fields.review)),
        ("notes", text(&fields.notes)),
    ]
}
