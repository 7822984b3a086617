//! What one change rests upon and what it alters, so that two changes can be told apart that have nothing to do with
//! each other.
//!
//! Two changes of the same row stand in each other's way, except where they change other columns of something with many
//! (a book, a shelf, a name). What comes or goes stands in the way of all that names it. Names and covers are apart:
//! they are there as long as books bear them.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use rusqlite::hooks::Action;
use rusqlite::types::ValueRef;

use super::RowChange;
use super::layout::{Layout, Life, Reference};
use crate::error::LibraryError;
use crate::search::fold;

/// That a row is there at all.
const EXISTENCE: u64 = 1 << 63;
/// All columns of a row, and that it is there.
const ALL: u64 = u64::MAX;
/// All columns of a row.
const COLUMNS: u64 = ALL & !EXISTENCE;

/// Tables whose rows hold several things that have nothing to do with each other. A row of the others is one thing: who
/// gets another place in the list of authors is not to keep the role that the last one there was given.
const BY_COLUMN: [&str; 7] = [
    "book",
    "person",
    "publisher",
    "series",
    "tag",
    "shelf",
    "custom_field",
];

/// Columns that mean something only together.
const TOGETHER: [(&str, [&str; 2]); 2] = [
    ("book", ["price", "currency"]),
    ("custom_field", ["kind", "choices"]),
];

/// The columns of a book that say which state it is in.
pub(super) const STATE: [&str; 2] = ["revision", "changed"];

/// Tables in which every name stands once in any spelling, because queries name them.
const ONE_SPELLING: [&str; 2] = ["shelf", "custom_field"];

/// A row, by its table and its key: hashed twice, because a history touches millions, and 128 bits never meet by chance.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct RowKey(u64, u64);

/// Builds the key of a row.
struct KeyHash(DefaultHasher, DefaultHasher);

impl KeyHash {
    fn of(table: usize) -> Self {
        let (mut one, mut two) = (DefaultHasher::new(), DefaultHasher::new());
        (0_u8, table).hash(&mut one);
        (1_u8, table).hash(&mut two);
        Self(one, two)
    }

    fn add(&mut self, value: ValueRef<'_>) {
        for hasher in [&mut self.0, &mut self.1] {
            match value {
                ValueRef::Null => 0_u8.hash(hasher),
                ValueRef::Integer(number) => (1_u8, number).hash(hasher),
                ValueRef::Real(number) => (2_u8, number.to_bits()).hash(hasher),
                ValueRef::Text(bytes) => (3_u8, bytes).hash(hasher),
                ValueRef::Blob(bytes) => (4_u8, bytes).hash(hasher),
            }
        }
    }

    fn finish(self) -> RowKey {
        RowKey(self.0.finish(), self.1.finish())
    }
}

/// The key of a row that has one column for a key.
pub(super) fn key_of(table: usize, id: ValueRef<'_>) -> RowKey {
    let mut key = KeyHash::of(table);
    key.add(id);
    key.finish()
}

/// That a name is taken, as if that were a row of its own.
pub(super) fn claim(layouts: &[Layout], table: usize, name: &str) -> RowKey {
    let mut key = KeyHash::of(layouts.len() + table);
    key.add(ValueRef::Text(
        spelling(layouts[table].name, name).as_bytes(),
    ));
    key.finish()
}

/// What may stand only once in a table.
pub(super) fn spelling(table: &str, name: &str) -> String {
    match table {
        _ if ONE_SPELLING.contains(&table) => fold(name).into_owned(),
        // A book bears a tag in one case only, so no tag is renamed to what differs from another in that alone.
        "tag" => name.to_lowercase(),
        _ => name.to_owned(),
    }
}

/// How a change has to do with a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Tread {
    /// It alters this of it.
    Alters(u64),
    /// It rests on this of it.
    RestsOn(u64),
    /// It takes the name that the row stands for. A change that is taken back lets go of the name that it took.
    Takes,
}

/// What one change alters and what it rests on.
#[derive(Debug, Default)]
pub(super) struct Footprint {
    alters: HashMap<RowKey, u64>,
    rests_on: HashMap<RowKey, u64>,
}

impl Footprint {
    /// Adds the change of a row. A name that comes or goes does so by itself, with the books that bear it.
    pub(super) fn add(
        &mut self,
        layouts: &[Layout],
        change: &RowChange<'_>,
    ) -> Result<(), LibraryError> {
        if layouts[change.table].life != Life::Own && change.action != Action::SQLITE_UPDATE {
            return Ok(());
        }
        treads(layouts, change, |key, tread| {
            let (rows, mask) = match tread {
                Tread::Alters(mask) => (&mut self.alters, mask),
                Tread::RestsOn(mask) => (&mut self.rests_on, mask),
                Tread::Takes => return,
            };
            if mask != 0 {
                *rows.entry(key).or_default() |= mask;
            }
        })
    }

    /// Adds that a name must not be taken.
    pub(super) fn add_claim(&mut self, claim: RowKey) {
        self.alters.insert(claim, ALL);
    }

    /// Whether a later change of a row stands in the way.
    pub(super) fn meets(
        &self,
        layouts: &[Layout],
        change: &RowChange<'_>,
    ) -> Result<bool, LibraryError> {
        let mut met = false;
        let of = |rows: &HashMap<RowKey, u64>, key| rows.get(&key).copied().unwrap_or(0);
        treads(layouts, change, |key, tread| {
            met |= match tread {
                Tread::Alters(mask) => {
                    (of(&self.alters, key) | of(&self.rests_on, key)) & mask != 0
                }
                Tread::RestsOn(mask) => of(&self.alters, key) & mask != 0,
                Tread::Takes => of(&self.alters, key) != 0,
            };
        })?;
        Ok(met)
    }
}

/// Shows what a change of a row has to do with which rows.
fn treads(
    layouts: &[Layout],
    change: &RowChange<'_>,
    mut see: impl FnMut(RowKey, Tread),
) -> Result<(), LibraryError> {
    let layout = &layouts[change.table];
    let mut key = KeyHash::of(change.table);
    for column in 0..layout.key {
        key.add(change.key(column)?);
    }
    let key = key.finish();
    if change.action == Action::SQLITE_UPDATE {
        see(key, Tread::Alters(altered(layout, change)?));
        see(key, Tread::RestsOn(EXISTENCE));
    } else if layout.life == Life::Own {
        see(key, Tread::Alters(ALL));
    } else {
        see(key, Tread::Alters(EXISTENCE));
    }

    for reference in &layout.references {
        if layouts[reference.table].life == Life::Own {
            let before = named(reference, |column| change.before(column))?;
            let after = named(reference, |column| match change.after(column)? {
                // A part of the key stays as it was.
                None if column < layout.key => change.before(column),
                value => Ok(value),
            })?;
            for row in [before, after].into_iter().flatten() {
                see(row, Tread::RestsOn(EXISTENCE));
            }
        }
    }
    if layout.name == "custom_value"
        && let Some(fields) = layouts
            .iter()
            .position(|other| other.name == "custom_field")
    {
        // A value was checked by the kind that its field had.
        let field = key_of(fields, change.key(1)?);
        see(field, Tread::RestsOn(together(&layouts[fields], 0, "kind")));
    }
    if let Some(column) = layout.column("name")
        && let Some(ValueRef::Text(name)) = change.after(column)?
    {
        let name = String::from_utf8_lossy(name);
        see(claim(layouts, change.table, &name), Tread::Takes);
    }
    Ok(())
}

/// The row that a reference names, if all its columns are known.
fn named<'v>(
    reference: &Reference,
    value: impl Fn(usize) -> Result<Option<ValueRef<'v>>, LibraryError>,
) -> Result<Option<RowKey>, LibraryError> {
    let mut key = KeyHash::of(reference.table);
    for column in &reference.columns {
        match value(*column)? {
            None | Some(ValueRef::Null) => return Ok(None),
            Some(value) => key.add(value),
        }
    }
    Ok(Some(key.finish()))
}

/// The columns that an update alters. That a book got another state says nothing about what was changed.
fn altered(layout: &Layout, change: &RowChange<'_>) -> Result<u64, LibraryError> {
    if !BY_COLUMN.contains(&layout.name) {
        return Ok(COLUMNS);
    }
    let mut mask = 0;
    for (at, column) in layout.columns.iter().enumerate().skip(layout.key) {
        let is_state = layout.name == "book" && STATE.contains(&column.as_str());
        if !is_state && change.after(at)?.is_some() {
            mask = together(layout, mask | 1 << at, column);
        }
    }
    Ok(mask)
}

/// The mask with the columns that mean something only together with this one.
fn together(layout: &Layout, mask: u64, column: &str) -> u64 {
    let group = TOGETHER
        .iter()
        .find(|(table, columns)| *table == layout.name && columns.contains(&column));
    let columns = group.map_or([].as_slice(), |(_, columns)| columns);
    columns
        .iter()
        .filter_map(|column| layout.column(column))
        .fold(mask, |mask, at| mask | 1 << at)
}
