//! Renaming, merging and deleting names.

use super::{NameForm, NameKind};
use crate::book::{FieldErrors, check_text, line, optional_line};
use crate::change::Change;
use crate::doubt::Overtaken;
use crate::error::LibraryError;
use crate::history::{Label, short_title};
use crate::library::Library;
use crate::values::NameId;

impl Library {
    /// Renames. If another one has that name, [`LibraryError::NameTaken`] says which, so that the two can be merged. Two
    /// tags are one name also when they differ only in case, because a book bears only one of them. With what it `was`,
    /// as the form was begun, it is asked about what changed since.
    pub fn rename(
        &self,
        kind: NameKind,
        id: NameId,
        form: &NameForm,
        was: Option<&NameForm>,
    ) -> Result<Change<()>, LibraryError> {
        let (name, sort_name) = form.check(kind)?;
        let label = Label::Renamed {
            what: kind,
            from: String::new(),
            to: short_title(&name),
        };
        self.commit(label, |writer| {
            if let Some(was) = was {
                let now = writer.name(kind, id)?;
                Overtaken::default()
                    .field("name", &was.name, &now.name)
                    .field(
                        "sortName",
                        was.sort_name.as_deref().unwrap_or_default(),
                        now.sort_name.as_deref().unwrap_or_default(),
                    )
                    .check()?;
            }
            let before = writer.rename(kind, id, &name, sort_name.as_deref())?;
            writer.set_label(Label::Renamed {
                what: kind,
                from: short_title(&before),
                to: short_title(&name),
            });
            Ok(())
        })
    }

    /// Gives all books of the names `from` to `into`, and says how many books were changed.
    pub fn merge_names(
        &self,
        kind: NameKind,
        from: &[NameId],
        into: NameId,
    ) -> Result<Change<u32>, LibraryError> {
        let mut from = from.to_vec();
        from.sort_unstable();
        from.dedup();
        from.retain(|id| *id != into);
        let label = |into: &str| Label::MergedNames {
            what: kind,
            count: u32::try_from(from.len()).unwrap_or(u32::MAX),
            into: short_title(into),
        };
        self.commit(label(""), |writer| {
            let (name, books) = writer.merge_names(kind, &from, into)?;
            writer.set_label(label(&name));
            Ok(books)
        })
    }

    /// Takes a name from all its books, and says how many.
    pub fn delete_name(&self, kind: NameKind, id: NameId) -> Result<Change<u32>, LibraryError> {
        let label = |name: &str| Label::DeletedName {
            what: kind,
            name: short_title(name),
        };
        self.commit(label(""), |writer| {
            let (name, books) = writer.delete_name(kind, id)?;
            writer.set_label(label(&name));
            Ok(books)
        })
    }
}

impl NameForm {
    /// The name and the name to sort by, or what is wrong with them.
    fn check(&self, kind: NameKind) -> Result<(String, Option<String>), FieldErrors> {
        let mut errors = FieldErrors::default();
        let name = line(&self.name);
        let sort_name =
            optional_line(self.sort_name.as_deref()).filter(|_| kind == NameKind::Person);
        if name.is_empty() {
            errors.push("name", "expected a name; found none");
        }
        check_text(&mut errors, || "name".to_owned(), &name);
        check_text(
            &mut errors,
            || "sortName".to_owned(),
            sort_name.as_deref().unwrap_or_default(),
        );
        errors.into_result()?;
        Ok((name, sort_name))
    }
}
