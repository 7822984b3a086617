//! Making, changing, ordering and deleting shelves.

use rusqlite::{OptionalExtension, params};

use super::ShelfForm;
use crate::book::{FieldErrors, check_text, line, optional_line};
use crate::change::Change;
use crate::doubt::Overtaken;
use crate::error::LibraryError;
use crate::history::{Label, PartAct, short_title};
use crate::library::Library;
use crate::search::fold;
use crate::sequence;
use crate::values::{BookId, ShelfId};
use crate::writer::Writer;

impl Library {
    /// Makes a shelf, or changes the one named. A shelf that is filled by hand stays so, and a smart one smart. With
    /// what it `was`, as the form was begun, it is asked about what changed since.
    pub fn save_shelf(
        &self,
        id: Option<ShelfId>,
        form: &ShelfForm,
        was: Option<&ShelfForm>,
    ) -> Result<Change<ShelfId>, LibraryError> {
        let (name, query) = form.check()?;
        let act = match id {
            Some(_) => PartAct::Edited,
            None => PartAct::Added,
        };
        self.commit(label(act, &name), |writer| match id {
            Some(id) => {
                if let Some(was) = was {
                    let now = writer.shelf(id)?;
                    Overtaken::default()
                        .field("name", &was.name, &now.name)
                        .field(
                            "query",
                            was.query.as_deref().unwrap_or_default(),
                            now.query.as_deref().unwrap_or_default(),
                        )
                        .check()?;
                }
                writer.change_shelf(id, &name, query.as_deref())?;
                Ok(id)
            }
            None => writer.make_shelf(&name, query.as_deref()),
        })
    }

    /// Deletes a shelf. The books stay in the library.
    pub fn delete_shelf(&self, id: ShelfId) -> Result<Change<()>, LibraryError> {
        self.commit(label(PartAct::Removed, ""), |writer| {
            let name = writer.shelf_name(id)?;
            writer.set_label(label(PartAct::Removed, &name));
            writer.delete_shelf(id)
        })
    }

    /// Puts a shelf before another, or at the end.
    pub fn move_shelf(
        &self,
        id: ShelfId,
        before: Option<ShelfId>,
    ) -> Result<Change<()>, LibraryError> {
        self.commit(label(PartAct::Moved, ""), |writer| {
            let name = writer.shelf_name(id)?;
            writer.set_label(label(PartAct::Moved, &name));
            writer.move_shelf(id, before)
        })
    }

    /// Puts books at the end of a shelf, in the order given, and says how many were not on it yet.
    pub fn shelve(&self, id: ShelfId, books: &[BookId]) -> Result<Change<u32>, LibraryError> {
        self.put_or_take(
            id,
            |writer| writer.shelve(id, books),
            |count, title, name| Label::Shelved {
                count,
                title,
                shelf: name,
            },
        )
    }

    /// Takes books off a shelf, and says how many were on it.
    pub fn unshelve(&self, id: ShelfId, books: &[BookId]) -> Result<Change<u32>, LibraryError> {
        self.put_or_take(
            id,
            |writer| writer.unshelve(id, books),
            |count, title, name| Label::Unshelved {
                count,
                title,
                shelf: name,
            },
        )
    }

    /// Puts books of a shelf before another of its books, or at the end, in the order given.
    pub fn order_shelf(
        &self,
        id: ShelfId,
        books: &[BookId],
        before: Option<BookId>,
    ) -> Result<Change<()>, LibraryError> {
        let label = |name: &str| Label::OrderedShelf {
            shelf: short_title(name),
        };
        self.commit(label(""), |writer| {
            let name = writer.shelf_name(id)?;
            writer.set_label(label(&name));
            writer.order_shelf(id, books, before)
        })
    }

    fn put_or_take(
        &self,
        id: ShelfId,
        change: impl FnOnce(&mut Writer<'_>) -> Result<Vec<BookId>, LibraryError>,
        label: impl Fn(u32, String, String) -> Label,
    ) -> Result<Change<u32>, LibraryError> {
        self.commit(label(0, String::new(), String::new()), |writer| {
            let name = writer.shelf_name(id)?;
            let changed = change(writer)?;
            let count = u32::try_from(changed.len()).unwrap_or(u32::MAX);
            if let Some(first) = changed.first() {
                let title = writer.title(*first)?;
                writer.set_label(label(count, short_title(&title), short_title(&name)));
            }
            Ok(count)
        })
    }
}

fn label(act: PartAct, name: &str) -> Label {
    Label::Shelf {
        act,
        name: short_title(name),
    }
}

impl ShelfForm {
    /// The name and the query, or what is wrong with them.
    pub(crate) fn check(&self) -> Result<(String, Option<String>), FieldErrors> {
        let mut errors = FieldErrors::default();
        let name = line(&self.name);
        if name.is_empty() {
            errors.push("name", "expected a name for the shelf; found none");
        }
        check_text(&mut errors, || "name".to_owned(), &name);
        let query = optional_line(self.query.as_deref());
        if self.query.is_some() && query.is_none() {
            errors.push("query", "expected a query for the smart shelf; found none");
        }
        check_text(
            &mut errors,
            || "query".to_owned(),
            query.as_deref().unwrap_or_default(),
        );
        errors.into_result()?;
        Ok((name, query))
    }
}

impl Writer<'_> {
    pub(crate) fn make_shelf(
        &mut self,
        name: &str,
        query: Option<&str>,
    ) -> Result<ShelfId, LibraryError> {
        self.check_shelf_name(name, None)?;
        let id = self.next_id()?;
        let mut last = self
            .db()
            .prepare_cached("SELECT max(position) FROM shelf")?;
        let last = last.query_row([], |row| row.get(0))?;
        let mut insert = self.db().prepare_cached(
            "INSERT INTO shelf (id, name, position, query) VALUES (?1, ?2, ?3, ?4)",
        )?;
        insert.execute(params![id, name, sequence::after(last), query])?;
        Ok(ShelfId::from_raw(id))
    }

    /// A shelf as it would be typed.
    fn shelf(&self, id: ShelfId) -> Result<ShelfForm, LibraryError> {
        let mut statement = self
            .db()
            .prepare_cached("SELECT name, query FROM shelf WHERE id = ?1")?;
        let found = statement.query_row([id.raw()], |row| {
            Ok(ShelfForm {
                name: row.get(0)?,
                query: row.get(1)?,
            })
        });
        found.optional()?.ok_or(LibraryError::NotFound)
    }

    fn change_shelf(
        &mut self,
        id: ShelfId,
        name: &str,
        query: Option<&str>,
    ) -> Result<(), LibraryError> {
        let is_smart = self.shelf(id)?.query.is_some();
        if is_smart != query.is_some() {
            let mut errors = FieldErrors::default();
            errors.push(
                "query",
                if is_smart {
                    "expected a query, because this is a smart shelf; found none"
                } else {
                    "expected no query, because this shelf is filled by hand; found one"
                },
            );
            return Err(errors.into());
        }
        self.check_shelf_name(name, Some(id))?;
        let mut update = self.db().prepare_cached(
            "UPDATE shelf SET name = ?2, query = ?3 WHERE id = ?1 AND (name, query) IS NOT (?2, ?3)",
        )?;
        update.execute(params![id.raw(), name, query])?;
        Ok(())
    }

    fn move_shelf(&mut self, id: ShelfId, before: Option<ShelfId>) -> Result<(), LibraryError> {
        let mut statement = self
            .db()
            .prepare_cached("SELECT id, position FROM shelf ORDER BY position, id")?;
        let rows =
            statement.query_map([], |row| Ok((ShelfId::from_raw(row.get(0)?), row.get(1)?)))?;
        let rows = rows.collect::<Result<Vec<(ShelfId, i64)>, _>>()?;
        let moved = sequence::moved(&rows, &[id], before).ok_or(LibraryError::NotFound)?;
        let mut put = self
            .db()
            .prepare_cached("UPDATE shelf SET position = ?2 WHERE id = ?1")?;
        for (id, position) in moved {
            put.execute(params![id.raw(), position])?;
        }
        Ok(())
    }

    fn shelf_name(&self, id: ShelfId) -> Result<String, LibraryError> {
        Ok(self.shelf(id)?.name)
    }

    /// A query names a shelf in any spelling, so no two differ in that alone.
    fn check_shelf_name(&self, name: &str, itself: Option<ShelfId>) -> Result<(), LibraryError> {
        let folded = fold(name);
        let mut statement = self.db().prepare_cached("SELECT id, name FROM shelf")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let other: String = row.get(1)?;
            if itself != Some(ShelfId::from_raw(row.get(0)?)) && fold(&other) == folded {
                return Err(LibraryError::NameTaken {
                    name: other,
                    by: None,
                });
            }
        }
        Ok(())
    }
}
