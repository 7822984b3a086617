//! What belongs to a library and to none of its books alone: the order of things, and what holds between books.

use std::collections::HashSet;

use rusqlite::{OptionalExtension, params};
use serde::{Deserialize, Serialize};

use crate::custom_field::{self, CustomFieldForm, FieldKind};
use crate::error::LibraryError;
use crate::library::Library;
use crate::shelf::ShelfForm;
use crate::values::{BookId, ShelfId};
use crate::writer::Writer;

/// What holds for the books of a library together.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct LibraryParts {
    /// The fields of the reader's own, in their order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<FieldPart>,
    /// How people are sorted, where the reader said so.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub people: Vec<SortName>,
    /// The shelves, in their order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub shelves: Vec<ShelfPart>,
    /// Books that look alike, and are not one.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub kept_apart: Vec<(BookId, BookId)>,
}

/// A field of the reader's own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct FieldPart {
    /// What it is called.
    pub name: String,
    /// What it holds.
    pub kind: FieldKind,
    /// The words to choose from.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub choices: Vec<String>,
}

impl FieldPart {
    /// The field as it would be typed.
    #[must_use]
    pub fn form(&self) -> CustomFieldForm {
        CustomFieldForm {
            name: self.name.clone(),
            kind: self.kind,
            choices: self.choices.clone(),
        }
    }
}

/// How a person is sorted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SortName {
    /// The name.
    pub name: String,
    /// By what it is sorted.
    pub sort_name: String,
}

/// A shelf.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ShelfPart {
    /// What it is called.
    pub name: String,
    /// The query of a smart shelf.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub query: Option<String>,
    /// The books on it, in their order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub books: Vec<BookId>,
}

impl Library {
    /// What holds for these books together; shelves that are empty, and smart ones, belong to every choice of books.
    pub fn parts(&self, books: &[BookId]) -> Result<LibraryParts, LibraryError> {
        let chosen: HashSet<i64> = books.iter().map(|id| id.raw()).collect();
        self.read_aside(|tx| {
            let fields = custom_field::all(tx)?;
            let mut statement = tx.prepare_cached(
                "SELECT name, sort_name, (SELECT group_concat(book) FROM book_contributor WHERE person = person.id)
                 FROM person WHERE sort_name IS NOT NULL ORDER BY name",
            )?;
            let mut rows = statement.query([])?;
            let mut people = Vec::new();
            while let Some(row) = rows.next()? {
                let bearers: Option<String> = row.get(2)?;
                let bearers = bearers.unwrap_or_default();
                let mut ids = bearers.split(',').filter_map(|id| id.parse().ok());
                if ids.any(|id: i64| chosen.contains(&id)) {
                    people.push(SortName {
                        name: row.get(0)?,
                        sort_name: row.get(1)?,
                    });
                }
            }
            let mut statement =
                tx.prepare_cached("SELECT id, name, query FROM shelf ORDER BY position, id")?;
            let mut rows = statement.query([])?;
            let mut shelves = Vec::new();
            while let Some(row) = rows.next()? {
                let mut on_it = tx.prepare_cached(
                    "SELECT book FROM shelf_book WHERE shelf = ?1 ORDER BY position, book",
                )?;
                let on_it = on_it.query_map([row.get::<_, i64>(0)?], |row| row.get(0))?;
                let on_it = on_it.collect::<Result<Vec<i64>, _>>()?;
                shelves.push(ShelfPart {
                    name: row.get(1)?,
                    query: row.get(2)?,
                    books: on_it
                        .into_iter()
                        .filter(|id| chosen.contains(id))
                        .map(BookId::from_raw)
                        .collect(),
                });
            }
            let mut statement =
                tx.prepare_cached("SELECT book, other FROM kept_apart ORDER BY book, other")?;
            let pairs = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
            let pairs = pairs.collect::<Result<Vec<(i64, i64)>, _>>()?;
            Ok(LibraryParts {
                fields: fields
                    .into_iter()
                    .map(|field| FieldPart {
                        name: field.name,
                        kind: field.kind,
                        choices: field.choices,
                    })
                    .collect(),
                people,
                shelves,
                kept_apart: pairs
                    .into_iter()
                    .filter(|(one, other)| chosen.contains(one) && chosen.contains(other))
                    .map(|(one, other)| (BookId::from_raw(one), BookId::from_raw(other)))
                    .collect(),
            })
        })
    }
}

impl Writer<'_> {
    /// Says how a person is sorted, unless the reader said so already. Nobody of that name is no error.
    pub fn set_sort_name(&mut self, person: &SortName) -> Result<(), LibraryError> {
        let mut update = self.db().prepare_cached(
            "UPDATE person SET sort_name = ?2 WHERE name = ?1 AND sort_name IS NULL",
        )?;
        update.execute(params![person.name, person.sort_name])?;
        Ok(())
    }

    /// Puts books that stand on a shelf at its end, in the order given; those that are not on it are passed over.
    pub fn order_on_shelf(
        &mut self,
        form: &ShelfForm,
        books: &[BookId],
    ) -> Result<(), LibraryError> {
        let found: Option<i64> = self
            .db()
            .prepare_cached("SELECT id FROM shelf WHERE name = ?1 AND query IS NULL")?
            .query_row([&form.name], |row| row.get(0))
            .optional()?;
        let Some(id) = found else {
            return Ok(());
        };
        let mut statement = self
            .db()
            .prepare_cached("SELECT book FROM shelf_book WHERE shelf = ?1")?;
        let on_it = statement.query_map([id], |row| row.get(0))?;
        let on_it = on_it.collect::<Result<HashSet<i64>, _>>()?;
        let books: Vec<BookId> = books
            .iter()
            .copied()
            .filter(|book| on_it.contains(&book.raw()))
            .collect();
        self.order_shelf(ShelfId::from_raw(id), &books, None)
    }

    /// Keeps two books apart that look alike.
    pub fn keep_pair_apart(&mut self, one: BookId, other: BookId) -> Result<(), LibraryError> {
        if one == other {
            return Ok(());
        }
        self.keep_apart(&[one.min(other), one.max(other)])
    }
}
