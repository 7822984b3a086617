//! Taking back one earlier change by itself, as a new change.
//!
//! A changeset fits only the state it was recorded from, so its rows are written one by one: what it put in is deleted,
//! what it deleted comes back, what it changed gets its former value. Books that have to do with it get a new revision.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::ops::ControlFlow;

use rusqlite::hooks::Action;
use rusqlite::types::{ToSqlOutput, Value, ValueRef};
use rusqlite::{Connection, OptionalExtension, params_from_iter};

use super::footprint::{RowKey, STATE, key_of};
use super::in_the_way;
use super::layout::{self, Layout, Life};
use super::{Changes, EntryState, HistoryEntry, Label, RowChange, changes, entry_and_later};
use crate::error::LibraryError;
use crate::name::NameKind;
use crate::schema::{TRACKED, Touch};
use crate::values::HistoryId;
use crate::writer::Writer;

/// Takes back a change, if nothing since builds on it.
pub(crate) fn take_back(writer: &mut Writer<'_>, id: HistoryId) -> Result<(), LibraryError> {
    let db = writer.db();
    let (entry, later) = entry_and_later(db, id)?;
    if entry.state != EntryState::Done {
        return Err(LibraryError::NotFound);
    }
    let layouts = layout::read(db)?;
    let taken_back = changes(db, id)?;
    let standing = in_the_way::without_taken_back(later.clone());
    let entries = in_the_way::find(db, &layouts, &taken_back, &standing)?;
    if !entries.is_empty() {
        return Err(LibraryError::InTheWay { entries });
    }
    // Names before the rows that name them, and both in whatever order they were recorded: looked at in the end.
    db.pragma_update(None, "defer_foreign_keys", true)?;
    let mut back = Back {
        writer,
        layouts: &layouts,
        other_names: HashMap::new(),
        books: BTreeSet::new(),
        lists: BTreeSet::new(),
        bereft: HashSet::new(),
    };
    back.bring_back_names(&taken_back, &later)?;
    let mut fits = true;
    taken_back.each(|change| {
        fits = back.row(change)?;
        Ok(if fits {
            ControlFlow::Continue(())
        } else {
            ControlFlow::Break(())
        })
    })?;
    if !fits {
        // What was taken back since did not leave all as it had been.
        let entries = in_the_way::find(db, &layouts, &taken_back, &later)?;
        // No labels: they hold titles and people's names.
        let found = entries.len();
        tracing::warn!(%id, found, "a change does not fit, though nothing seems to build on it");
        return Err(if entries.is_empty() {
            LibraryError::Damaged
        } else {
            LibraryError::InTheWay { entries }
        });
    }
    back.tidy_up()?;
    writer.set_label(label(entry));
    Ok(())
}

/// What the history calls it. To take back what takes back is to do the first again, so no label grows longer and longer.
fn label(entry: HistoryEntry) -> Label {
    let label = match entry.label {
        Label::TookBack { label, .. } => match *label {
            Label::TookBack { label, .. } => label,
            once => Box::new(Label::TookBack {
                entry: entry.id,
                label: Box::new(once),
            }),
        },
        label => Box::new(label),
    };
    Label::TookBack {
        entry: entry.id,
        label,
    }
}

/// A change that is being taken back.
struct Back<'w, 'c, 'l> {
    writer: &'w mut Writer<'c>,
    layouts: &'l [Layout],
    /// Names that are there again under another id, by table and the id they had.
    other_names: HashMap<(usize, i64), i64>,
    /// The books that get a new revision.
    books: BTreeSet<i64>,
    /// The books with lists that may have gaps now, or say a thing twice.
    lists: BTreeSet<i64>,
    /// Names that may have lost their last book. A cover stays as long as the history may need it.
    bereft: HashSet<(NameKind, i64)>,
}

impl<'c> Back<'_, 'c, '_> {
    fn db(&self) -> &'c Connection {
        self.writer.db()
    }

    /// Brings back the names and covers that rows will name again and that are gone: they went with this change or with
    /// a later one, when no book bore them any more.
    fn bring_back_names(
        &mut self,
        taken_back: &Changes,
        later: &[HistoryEntry],
    ) -> Result<(), LibraryError> {
        let mut missing: HashSet<RowKey> = HashSet::new();
        let layouts = self.layouts;
        let db = self.db();
        taken_back.each(|change| {
            for reference in &layouts[change.table].references {
                let parent = &layouts[reference.table];
                let [column] = reference.columns[..] else {
                    continue;
                };
                let Some(value) = change.before(column)?.filter(|value| !is_null(value)) else {
                    continue;
                };
                if parent.life == Life::Own {
                    continue;
                }
                let key = key_of(reference.table, value);
                if !missing.contains(&key) && !is_there(db, parent, value)? {
                    missing.insert(key);
                }
            }
            Ok(ControlFlow::Continue(()))
        })?;
        let mut look_through = |deleting: &Changes| {
            deleting.each(|change| {
                if change.action == Action::SQLITE_DELETE
                    && layouts[change.table].life != Life::Own
                    && missing.remove(&key_of(change.table, change.key(0)?))
                {
                    self.bring_back_name(change)?;
                }
                Ok(if missing.is_empty() {
                    ControlFlow::Break(())
                } else {
                    ControlFlow::Continue(())
                })
            })?;
            Ok::<_, LibraryError>(missing.is_empty())
        };
        let mut found_all = look_through(taken_back)?;
        for entry in later {
            if found_all {
                break;
            }
            found_all = look_through(&changes(db, entry.id)?)?;
        }
        if found_all {
            Ok(())
        } else {
            tracing::error!(?missing, "names that no change deleted are gone");
            Err(LibraryError::Damaged)
        }
    }

    fn bring_back_name(&mut self, change: &RowChange<'_>) -> Result<(), LibraryError> {
        let layout = &self.layouts[change.table];
        if let Life::Borne(Some(kind)) = layout.life
            && let Some(ValueRef::Text(name)) = change.before(1)?
            && let ValueRef::Integer(id) = change.key(0)?
        {
            let name = String::from_utf8_lossy(name);
            let mut statement = self.db().prepare_cached(kind.select())?;
            let other = statement.query_row([name], |row| row.get(0)).optional()?;
            if let Some(other) = other {
                self.other_names.insert((change.table, id), other);
                return Ok(());
            }
        }
        self.insert(change).map(drop)
    }

    /// Takes back what was done to a row; `false` if it is not as it was left.
    fn row(&mut self, change: &RowChange<'_>) -> Result<bool, LibraryError> {
        let layout = &self.layouts[change.table];
        if layout.life != Life::Own && change.action != Action::SQLITE_UPDATE {
            // Names and covers come and go with the books that bear them.
            if change.action == Action::SQLITE_INSERT {
                self.leave(layout.life, change.key(0)?);
            }
            return Ok(true);
        }
        self.note_bereft(change)?;
        self.note_books(change)?;
        match change.action {
            // That it is gone already is all the better.
            Action::SQLITE_INSERT => self.delete(change).map(|()| true),
            Action::SQLITE_DELETE => self.insert(change),
            _ => self.update(change),
        }
    }

    fn leave(&mut self, life: Life, id: ValueRef<'_>) {
        if let (Life::Borne(Some(kind)), ValueRef::Integer(id)) = (life, id) {
            self.bereft.insert((kind, id));
        }
    }

    /// Remembers what the row names now and will not name afterwards.
    fn note_bereft(&mut self, change: &RowChange<'_>) -> Result<(), LibraryError> {
        let layouts = self.layouts;
        let layout = &layouts[change.table];
        for reference in &layout.references {
            let [column] = reference.columns[..] else {
                continue;
            };
            let life = layouts[reference.table].life;
            if !matches!(life, Life::Borne(Some(_))) || change.after(column)?.is_none() {
                continue;
            }
            // Read rather than taken from the change: a name that came back may have another id.
            let sql = format!(
                "SELECT {} FROM {} WHERE {}",
                layout.columns[column],
                layout.name,
                layout.has_key()
            );
            let key = keys(layout, change)?;
            let mut statement = self.db().prepare_cached(&sql)?;
            let now = statement.query_row(params_from_iter(key), |row| row.get::<_, Value>(0));
            if let Some(now) = now.optional()? {
                self.leave(life, ValueRef::from(&now));
            }
        }
        Ok(())
    }

    fn note_books(&mut self, change: &RowChange<'_>) -> Result<(), LibraryError> {
        let layout = &self.layouts[change.table];
        if let Some(column) = layout.book() {
            if let ValueRef::Integer(book) = change.key(column)? {
                self.books.insert(book);
                if LISTS.contains(&layout.name) {
                    self.lists.insert(book);
                }
            }
        } else if let Touch::Query(sql, _) = TRACKED[change.table].1
            && let ValueRef::Integer(name) = change.key(0)?
        {
            // The bearers of a name that changes back.
            let mut statement = self.db().prepare_cached(sql)?;
            let bearers = statement.query_map([name], |row| row.get(0))?;
            let bearers = bearers.collect::<Result<Vec<i64>, _>>()?;
            // Some may bear the tag in another case since, and a book bears it once.
            if layout.name == "tag"
                && let Some(ValueRef::Text(former)) = change.before(1)?
                && self
                    .writer
                    .has_tags_like(name, &String::from_utf8_lossy(former))?
            {
                self.lists.extend(&bearers);
            }
            self.books.extend(bearers);
        }
        Ok(())
    }

    fn delete(&self, change: &RowChange<'_>) -> Result<(), LibraryError> {
        let layout = &self.layouts[change.table];
        let sql = format!("DELETE FROM {} WHERE {}", layout.name, layout.has_key());
        let mut statement = self.db().prepare_cached(&sql)?;
        statement.execute(params_from_iter(keys(layout, change)?))?;
        Ok(())
    }

    /// Puts a row back; `false` if there is another in its place.
    fn insert(&self, change: &RowChange<'_>) -> Result<bool, LibraryError> {
        let layout = &self.layouts[change.table];
        // The table may have got more columns since, which then hold what they hold by themselves.
        let columns = &layout.columns[..change.columns.min(layout.columns.len())];
        let marks: Vec<String> = (1..=columns.len()).map(|at| format!("?{at}")).collect();
        let sql = format!(
            "INSERT INTO {} ({}) VALUES ({}) ON CONFLICT ({}) DO NOTHING",
            layout.name,
            columns.join(", "),
            marks.join(", "),
            layout.columns[..layout.key].join(", ")
        );
        let values = (0..columns.len())
            .map(|column| {
                let value = change.before(column)?.unwrap_or(ValueRef::Null);
                Ok(self.renamed(layout, column, value))
            })
            .collect::<Result<Vec<_>, LibraryError>>()?;
        let mut statement = self.db().prepare_cached(&sql)?;
        Ok(statement.execute(params_from_iter(values))? > 0)
    }

    /// Gives a row its former values; `false` if it does not hold those that the change gave it.
    fn update(&self, change: &RowChange<'_>) -> Result<bool, LibraryError> {
        let layout = &self.layouts[change.table];
        let mut values = keys(layout, change)?;
        let (mut sets, mut tests) = (Vec::new(), vec![layout.has_key()]);
        for (at, column) in layout.columns.iter().enumerate().skip(layout.key) {
            // The books get a new state of their own.
            if layout.name == "book" && STATE.contains(&column.as_str()) {
                continue;
            }
            let (Some(before), Some(after)) = (change.before(at)?, change.after(at)?) else {
                continue;
            };
            values.push(self.renamed(layout, at, before));
            sets.push(format!("{column} = ?{}", values.len()));
            // Which name it is may have got another id since.
            if !self.names_a_name(layout, at) {
                values.push(ToSqlOutput::Borrowed(after));
                tests.push(format!("{column} IS ?{}", values.len()));
            }
        }
        if sets.is_empty() {
            return Ok(true);
        }
        let sql = format!(
            "UPDATE {} SET {} WHERE {}",
            layout.name,
            sets.join(", "),
            tests.join(" AND ")
        );
        let mut statement = self.db().prepare_cached(&sql)?;
        Ok(statement.execute(params_from_iter(values))? > 0)
    }

    fn names_a_name(&self, layout: &Layout, column: usize) -> bool {
        layout.references.iter().any(|reference| {
            reference.columns == [column] && self.layouts[reference.table].life != Life::Own
        })
    }

    /// The value to write: a name by the id that it has now.
    fn renamed<'v>(&self, layout: &Layout, column: usize, value: ValueRef<'v>) -> ToSqlOutput<'v> {
        if let ValueRef::Integer(id) = value
            && let Some(reference) = layout
                .references
                .iter()
                .find(|reference| reference.columns == [column])
            && let Some(now) = self.other_names.get(&(reference.table, id))
        {
            return ToSqlOutput::Owned(Value::Integer(*now));
        }
        ToSqlOutput::Borrowed(value)
    }

    /// Puts lists in order, says which books were changed, and lets go what no book bears any more.
    fn tidy_up(self) -> Result<(), LibraryError> {
        let db = self.db();
        let lists: Vec<i64> = self.lists.into_iter().collect();
        self.writer.tidy_lists(&lists)?;
        let books: Vec<i64> = self.books.into_iter().collect();
        self.writer.stamp_books(&books)?;
        for (kind, id) in self.bereft {
            if let Some(name) = spelling(db, kind, id)? {
                self.writer.may_be_unused(kind, name);
            }
        }
        Ok(())
    }
}

/// The lists that a book is edited by, whose places have no gaps.
const LISTS: [&str; 4] = ["book_contributor", "book_series", "book_tag", "identifier"];

fn keys<'v>(
    layout: &Layout,
    change: &'v RowChange<'_>,
) -> Result<Vec<ToSqlOutput<'v>>, LibraryError> {
    (0..layout.key)
        .map(|column| Ok(ToSqlOutput::Borrowed(change.key(column)?)))
        .collect()
}

fn is_null(value: &ValueRef<'_>) -> bool {
    matches!(value, ValueRef::Null)
}

fn is_there(db: &Connection, layout: &Layout, id: ValueRef<'_>) -> Result<bool, LibraryError> {
    let sql = format!("SELECT 1 FROM {} WHERE {}", layout.name, layout.has_key());
    let mut statement = db.prepare_cached(&sql)?;
    Ok(statement.exists([ToSqlOutput::Borrowed(id)])?)
}

fn spelling(db: &Connection, kind: NameKind, id: i64) -> Result<Option<String>, LibraryError> {
    let mut statement = db.prepare_cached(kind.name_of())?;
    Ok(statement.query_row([id], |row| row.get(0)).optional()?)
}
