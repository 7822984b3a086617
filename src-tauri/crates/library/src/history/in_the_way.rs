//! Which later changes build on an earlier one.

use std::collections::HashSet;
use std::ops::ControlFlow;

use rusqlite::Connection;
use rusqlite::hooks::Action;
use rusqlite::types::ValueRef;

use super::footprint::{Footprint, claim, spelling};
use super::layout::{Layout, Life};
use super::{Changes, HistoryEntry, Label, RowChange, changes};
use crate::error::LibraryError;
use crate::values::HistoryId;

/// The later changes that stand in the way of taking this one back, in the order given.
///
/// Each is read until it is found to be in the way: what is remembered grows with the change that is taken back, and the
/// time with what came after it, which the history's limit bounds.
pub(super) fn find(
    db: &Connection,
    layouts: &[Layout],
    taken_back: &Changes,
    later: &[HistoryEntry],
) -> Result<Vec<HistoryEntry>, LibraryError> {
    let mut footprint = Footprint::default();
    taken_back.each(|change| {
        footprint.add(layouts, change)?;
        if let Some(name) = needed_name(layouts, change)?
            && is_taken(db, layouts, change, &name)?
        {
            footprint.add_claim(claim(layouts, change.table, &name));
        }
        Ok(ControlFlow::Continue(()))
    })?;
    let mut found = Vec::new();
    for entry in later {
        let mut is_in_the_way = false;
        changes(db, entry.id)?.each(|change| {
            is_in_the_way = footprint.meets(layouts, change)?;
            Ok(if is_in_the_way {
                ControlFlow::Break(())
            } else {
                ControlFlow::Continue(())
            })
        })?;
        if is_in_the_way {
            found.push(entry.clone());
        }
    }
    Ok(found)
}

/// The entries without those that a later one among them took back, and without that later one: together they are as if
/// nothing had been done. The entries are given with the newest first.
pub(super) fn without_taken_back(later: Vec<HistoryEntry>) -> Vec<HistoryEntry> {
    let known: HashSet<HistoryId> = later.iter().map(|entry| entry.id).collect();
    let mut undone = HashSet::new();
    let mut left = Vec::new();
    for entry in later {
        if undone.contains(&entry.id) {
            continue;
        }
        match entry.label {
            Label::TookBack { entry: earlier, .. } if known.contains(&earlier) => {
                undone.insert(earlier);
            }
            _ => left.push(entry),
        }
    }
    left
}

/// The name that comes back where a row is renamed back, or a shelf or field made again. A name of books that was deleted
/// is another matter: if it is there again, that is the one.
fn needed_name(layouts: &[Layout], change: &RowChange<'_>) -> Result<Option<String>, LibraryError> {
    let layout = &layouts[change.table];
    let comes_back = match change.action {
        Action::SQLITE_UPDATE => true,
        Action::SQLITE_DELETE => layout.life == Life::Own,
        _ => false,
    };
    let Some(column) = layout.column("name").filter(|_| comes_back) else {
        return Ok(None);
    };
    Ok(match change.before(column)? {
        Some(ValueRef::Text(name)) => Some(String::from_utf8_lossy(name).into_owned()),
        _ => None,
    })
}

/// Whether another row has the name now.
fn is_taken(
    db: &Connection,
    layouts: &[Layout],
    change: &RowChange<'_>,
    name: &str,
) -> Result<bool, LibraryError> {
    let table = layouts[change.table].name;
    let ValueRef::Integer(itself) = change.key(0)? else {
        return Ok(false);
    };
    let wanted = spelling(table, name);
    let mut statement = db.prepare_cached(&format!("SELECT id, name FROM {table}"))?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let other: i64 = row.get(0)?;
        let kept = row.get_ref(1)?.as_str().map_err(rusqlite::Error::from)?;
        if other != itself && spelling(table, kept) == wanted {
            return Ok(true);
        }
    }
    Ok(false)
}
