//! Making, changing, ordering and deleting fields.

use std::collections::HashSet;

use rusqlite::params;

use super::value::quoted;
use super::{CustomField, CustomFieldForm, FieldKind, all};
use crate::book::{FieldErrors, LONGEST_LIST, check_text, line};
use crate::change::Change;
use crate::doubt::Overtaken;
use crate::error::LibraryError;
use crate::history::{Label, PartAct, short_title};
use crate::library::Library;
use crate::search::fold;
use crate::search::syntax::{Scope, field_named};
use crate::sequence;
use crate::values::FieldId;
use crate::writer::Writer;

impl Library {
    /// Makes a field, or changes the one named. Refuses a kind or choices that values of books do not fit. With what it
    /// `was`, as the form was begun, it is asked about what changed since.
    pub fn save_custom_field(
        &self,
        field: Option<FieldId>,
        form: &CustomFieldForm,
        was: Option<&CustomFieldForm>,
    ) -> Result<Change<FieldId>, LibraryError> {
        let form = form.checked()?;
        let act = match field {
            Some(_) => PartAct::Edited,
            None => PartAct::Added,
        };
        self.commit(label(act, &form.name), |writer| match field {
            Some(field) => {
                if let Some(was) = was {
                    let now = writer.field(field)?;
                    Overtaken::default()
                        .field("name", &was.name, &now.name)
                        .field("kind", was.kind.name(), now.kind.name())
                        .field("choices", &was.choices.join(", "), &now.choices.join(", "))
                        .check()?;
                }
                writer.change_field(field, &form)?;
                Ok(field)
            }
            None => writer.make_field(&form),
        })
    }

    /// Deletes a field with all its values.
    pub fn delete_custom_field(&self, field: FieldId) -> Result<Change<()>, LibraryError> {
        self.commit(label(PartAct::Removed, ""), |writer| {
            let name = writer.field(field)?.name;
            writer.set_label(label(PartAct::Removed, &name));
            writer.delete_field(field)
        })
    }

    /// Puts a field before another, or at the end.
    pub fn move_custom_field(
        &self,
        field: FieldId,
        before: Option<FieldId>,
    ) -> Result<Change<()>, LibraryError> {
        self.commit(label(PartAct::Moved, ""), |writer| {
            let name = writer.field(field)?.name;
            writer.set_label(label(PartAct::Moved, &name));
            writer.move_field(field, before)
        })
    }
}

fn label(act: PartAct, name: &str) -> Label {
    Label::CustomField {
        act,
        name: short_title(name),
    }
}

impl CustomFieldForm {
    /// The same form with outer blanks cut and blank choices left out, or what is wrong with it. Choices are for a choice
    /// alone.
    pub(crate) fn checked(&self) -> Result<Self, FieldErrors> {
        let mut errors = FieldErrors::default();
        let name = line(&self.name);
        if name.is_empty() {
            errors.push("name", "expected a name for the field; found none");
        }
        check_text(&mut errors, || "name".to_owned(), &name);
        let mut choices = Vec::new();
        if self.kind == FieldKind::Choice {
            let mut seen = HashSet::new();
            for (at, choice) in self.choices.iter().enumerate() {
                let choice = line(choice);
                check_text(&mut errors, || format!("choices.{at}"), &choice);
                if !choice.is_empty() && !seen.insert(fold(&choice).into_owned()) {
                    errors.push(
                        format!("choices.{at}"),
                        format!("expected each choice once; found {} again", quoted(&choice)),
                    );
                }
                choices.extend(Some(choice).filter(|choice| !choice.is_empty()));
            }
            if choices.is_empty() {
                errors.push("choices", "expected words to choose from; found none");
            }
            if choices.len() > LONGEST_LIST {
                let found = choices.len();
                errors.push(
                    "choices",
                    format!("at most {LONGEST_LIST} can be kept here; found {found}"),
                );
            }
        }
        errors.into_result()?;
        Ok(Self {
            name,
            kind: self.kind,
            choices,
        })
    }

    /// The choices as they are kept; other kinds have none.
    fn kept_choices(&self) -> Result<Option<String>, LibraryError> {
        (self.kind == FieldKind::Choice)
            .then(|| serde_json::to_string(&self.choices).map_err(|_| LibraryError::Storage))
            .transpose()
    }
}

impl Writer<'_> {
    fn field(&self, field: FieldId) -> Result<CustomField, LibraryError> {
        let found = all(self.db())?.into_iter().find(|known| known.id == field);
        found.ok_or(LibraryError::NotFound)
    }

    pub(crate) fn make_field(&mut self, form: &CustomFieldForm) -> Result<FieldId, LibraryError> {
        self.check_field_name(&form.name, None)?;
        let id = self.next_id()?;
        let mut last = self
            .db()
            .prepare_cached("SELECT max(position) FROM custom_field")?;
        let last = last.query_row([], |row| row.get(0))?;
        let mut insert = self.db().prepare_cached(
            "INSERT INTO custom_field (id, name, kind, position, choices) VALUES (?1, ?2, ?3, ?4, ?5)",
        )?;
        insert.execute(params![
            id,
            form.name,
            form.kind.name(),
            sequence::after(last),
            form.kept_choices()?
        ])?;
        Ok(FieldId::from_raw(id))
    }

    fn change_field(&mut self, field: FieldId, form: &CustomFieldForm) -> Result<(), LibraryError> {
        let before = self.field(field)?;
        self.check_field_name(&form.name, Some(field))?;
        if (before.kind, &before.choices) != (form.kind, &form.choices) {
            self.refit_values(&before, form)?;
        }
        let mut update = self.db().prepare_cached(
            "UPDATE custom_field SET name = ?2, kind = ?3, choices = ?4
             WHERE id = ?1 AND (name, kind, choices) IS NOT (?2, ?3, ?4)",
        )?;
        update.execute(params![
            field.raw(),
            form.name,
            form.kind.name(),
            form.kept_choices()?
        ])?;
        Ok(())
    }

    /// Writes the values of a field as its new kind or choices write them, or says which do not fit. Books in the trash
    /// count too: they may come back.
    fn refit_values(
        &mut self,
        before: &CustomField,
        form: &CustomFieldForm,
    ) -> Result<(), LibraryError> {
        let mut statement = self.db().prepare_cached(
            "SELECT book, value FROM custom_value WHERE field = ?1 ORDER BY book",
        )?;
        let values =
            statement.query_map([before.id.raw()], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let values = values.collect::<Result<Vec<(i64, String)>, _>>()?;
        let mut unfit = 0_usize;
        let mut example = None;
        let mut changed = Vec::new();
        for (book, value) in values {
            match form.kind.canonical(&value, &form.choices) {
                // Of another kind, a value means something else, even where it is written alike.
                Ok(kept) if kept != value || form.kind != before.kind => changed.push((book, kept)),
                Ok(_) => {}
                Err(_) => {
                    unfit += 1;
                    example.get_or_insert(value);
                }
            }
        }
        if let Some(example) = example {
            let books = if unfit == 1 { "book has" } else { "books have" };
            let mut errors = FieldErrors::default();
            let (place, wanted) = match form.kind {
                FieldKind::Choice if before.kind == FieldKind::Choice => ("choices", "are chosen"),
                _ => ("kind", "fit"),
            };
            errors.push(
                place,
                format!(
                    "expected values that all {wanted} here; found that {unfit} {books} another, such as {}",
                    quoted(&example)
                ),
            );
            return Err(errors.into());
        }
        let mut put = self.db().prepare_cached(
            "UPDATE custom_value SET value = ?3 WHERE book = ?1 AND field = ?2 AND value <> ?3",
        )?;
        for (book, value) in &changed {
            put.execute(params![book, before.id.raw(), value])?;
        }
        let books: Vec<i64> = changed.into_iter().map(|(book, _)| book).collect();
        self.stamp_books(&books)
    }

    fn delete_field(&mut self, field: FieldId) -> Result<(), LibraryError> {
        let mut statement = self
            .db()
            .prepare_cached("DELETE FROM custom_value WHERE field = ?1 RETURNING book")?;
        let books = statement.query_map([field.raw()], |row| row.get(0))?;
        let books = books.collect::<Result<Vec<i64>, _>>()?;
        self.stamp_books(&books)?;
        self.db()
            .prepare_cached("DELETE FROM custom_field WHERE id = ?1")?
            .execute([field.raw()])?;
        Ok(())
    }

    fn move_field(&mut self, field: FieldId, before: Option<FieldId>) -> Result<(), LibraryError> {
        let mut statement = self
            .db()
            .prepare_cached("SELECT id, position FROM custom_field ORDER BY position, id")?;
        let rows =
            statement.query_map([], |row| Ok((FieldId::from_raw(row.get(0)?), row.get(1)?)))?;
        let rows = rows.collect::<Result<Vec<(FieldId, i64)>, _>>()?;
        let moved = sequence::moved(&rows, &[field], before).ok_or(LibraryError::NotFound)?;
        let mut put = self
            .db()
            .prepare_cached("UPDATE custom_field SET position = ?2 WHERE id = ?1")?;
        for (field, position) in moved {
            put.execute(params![field.raw(), position])?;
        }
        Ok(())
    }

    /// A query names a field in any spelling, so no two differ in that alone.
    fn check_field_name(&self, name: &str, itself: Option<FieldId>) -> Result<(), LibraryError> {
        let folded = fold(name);
        let mut stays = false;
        let mut statement = self
            .db()
            .prepare_cached("SELECT id, name FROM custom_field ORDER BY id")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let other: String = row.get(1)?;
            if itself == Some(FieldId::from_raw(row.get(0)?)) {
                stays = other == name;
            } else if fold(&other) == folded {
                return Err(LibraryError::NameTaken {
                    name: other,
                    by: None,
                });
            }
        }
        if !stays && field_named(Scope::Every, name, &[]).is_some() {
            let mut errors = FieldErrors::default();
            errors.push(
                "name",
                format!("expected a name that the search does not use for something else already; found {}", quoted(name)),
            );
            return Err(errors.into());
        }
        Ok(())
    }
}
