//! How the tables of the reader's data are built, as far as taking back one change by itself must know.

use rusqlite::Connection;

use crate::error::LibraryError;
use crate::name::NameKind;
use crate::schema::TRACKED;

/// That some columns of a table name a row of another.
#[derive(Debug)]
pub(super) struct Reference {
    pub(super) columns: Vec<usize>,
    /// The place of the other table in [`TRACKED`].
    pub(super) table: usize,
}

/// How rows of a table come and go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Life {
    /// As the reader says.
    Own,
    /// A name or a cover: it is there as long as books bear it, and a change by itself neither makes nor ends it.
    Borne(Option<NameKind>),
}

/// One table.
#[derive(Debug)]
pub(super) struct Layout {
    pub(super) name: &'static str,
    pub(super) columns: Vec<String>,
    /// The key is made of so many columns, the first ones.
    pub(super) key: usize,
    pub(super) references: Vec<Reference>,
    pub(super) life: Life,
}

impl Layout {
    /// The place of a column.
    pub(super) fn column(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| column == name)
    }

    /// The condition that a row has the key in the parameters from `?1` on.
    pub(super) fn has_key(&self) -> String {
        let tests: Vec<String> = (0..self.key)
            .map(|at| format!("{} = ?{}", self.columns[at], at + 1))
            .collect();
        tests.join(" AND ")
    }

    /// The column in which this table names its book, if it does: a book's own is its key.
    pub(super) fn book(&self) -> Option<usize> {
        match self.name {
            "book" => Some(0),
            _ => self.column("book"),
        }
    }
}

/// All tables of the reader's data, in the order of [`TRACKED`].
pub(super) fn read(db: &Connection) -> Result<Vec<Layout>, LibraryError> {
    TRACKED
        .iter()
        .map(|(name, _)| {
            let mut statement = db.prepare_cached("SELECT name, pk FROM pragma_table_info(?1)")?;
            let columns = statement
                .query_map([name], |row| Ok((row.get(0)?, row.get::<_, i64>(1)?)))?
                .collect::<Result<Vec<(String, i64)>, _>>()?;
            let key = columns.iter().filter(|(_, pk)| *pk > 0).count();
            let columns: Vec<String> = columns.into_iter().map(|(name, _)| name).collect();
            Ok(Layout {
                references: references(db, name, &columns)?,
                life: life(name),
                name,
                columns,
                key,
            })
        })
        .collect()
}

fn references(
    db: &Connection,
    name: &str,
    columns: &[String],
) -> Result<Vec<Reference>, LibraryError> {
    let mut statement = db.prepare_cached(
        "SELECT id, \"table\", \"from\" FROM pragma_foreign_key_list(?1) ORDER BY id, seq",
    )?;
    let mut rows = statement.query([name])?;
    let mut found: Vec<(i64, Reference)> = Vec::new();
    while let Some(row) = rows.next()? {
        let (id, parent, from): (i64, String, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
        let table = TRACKED.iter().position(|(known, _)| *known == parent);
        let column = columns.iter().position(|column| *column == from);
        let (Some(table), Some(column)) = (table, column) else {
            continue;
        };
        match found.last_mut() {
            Some((last, reference)) if *last == id => reference.columns.push(column),
            _ => found.push((
                id,
                Reference {
                    columns: vec![column],
                    table,
                },
            )),
        }
    }
    Ok(found.into_iter().map(|(_, reference)| reference).collect())
}

fn life(name: &str) -> Life {
    match name {
        "person" => Life::Borne(Some(NameKind::Person)),
        "publisher" => Life::Borne(Some(NameKind::Publisher)),
        "series" => Life::Borne(Some(NameKind::Series)),
        "tag" => Life::Borne(Some(NameKind::Tag)),
        "cover" => Life::Borne(None),
        _ => Life::Own,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_come_first_and_references_are_found() {
        let mut db = Connection::open_in_memory().unwrap();
        crate::schema::migrate(&mut db).unwrap();
        let layouts = read(&db).unwrap();
        for layout in &layouts {
            let sql = format!("SELECT pk FROM pragma_table_info('{}')", layout.name);
            let mut statement = db.prepare(&sql).unwrap();
            let keys: Vec<i64> = statement
                .query_map([], |row| row.get(0))
                .unwrap()
                .collect::<Result<_, _>>()
                .unwrap();
            assert!(layout.key > 0, "{}", layout.name);
            let first: Vec<i64> = (1..).take(layout.key).collect();
            assert_eq!(keys[..layout.key], first, "{}", layout.name);
            // A change is kept as one bit a column, and two are set apart.
            assert!(layout.columns.len() < 60, "{}", layout.name);
        }
        let of = |name: &str| layouts.iter().find(|layout| layout.name == name).unwrap();
        assert_eq!(of("progress").references[0].columns, [0, 1]);
        assert_eq!(of("book").references.len(), 2);
        assert_eq!(of("kept_apart").references.len(), 2);
        assert_eq!(of("loan").book(), Some(0));
        assert_eq!(of("shelf").book(), None);
    }
}
