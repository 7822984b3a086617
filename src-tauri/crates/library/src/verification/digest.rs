//! One number for all that the reader wrote.

use std::fmt::Write as _;

use rusqlite::Connection;
use rusqlite::types::ValueRef;
use sha2::{Digest, Sha256};

use crate::error::LibraryError;
use crate::schema::{COVER, TRACKED};

/// The SHA-256 over all tracked tables: table by table in the order of their names, row by row in the order of their keys,
/// each value with its kind and its length.
pub(super) fn of(db: &Connection) -> Result<String, LibraryError> {
    let mut tables: Vec<&str> = TRACKED.iter().map(|(table, _)| *table).collect();
    tables.sort_unstable();
    let mut digest = Sha256::new();
    for table in tables {
        put(&mut digest, b't', table.as_bytes());
        add_table(&mut digest, db, table)?;
    }
    Ok(hexadecimal(&digest.finalize()))
}

fn add_table(digest: &mut Sha256, db: &Connection, table: &str) -> Result<(), LibraryError> {
    let keys = db
        .prepare("SELECT name FROM pragma_table_info(?1) WHERE pk > 0 ORDER BY pk")?
        .query_map([table], |row| row.get(0))?
        .collect::<Result<Vec<String>, _>>()?;
    // A picture that only the history may need is none of what the reader has.
    let which = if table == COVER {
        "WHERE hash IN (SELECT cover FROM book)"
    } else {
        ""
    };
    let sql = format!("SELECT * FROM {table} {which} ORDER BY {}", keys.join(", "));
    let mut statement = db.prepare(&sql)?;
    let columns = statement.column_count();
    for name in statement.column_names() {
        put(digest, b'c', name.as_bytes());
    }
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        for column in 0..columns {
            match row.get_ref(column)? {
                ValueRef::Null => put(digest, b'n', &[]),
                ValueRef::Integer(number) => put(digest, b'i', &number.to_be_bytes()),
                ValueRef::Real(number) => put(digest, b'r', &number.to_be_bytes()),
                ValueRef::Text(text) => put(digest, b's', text),
                ValueRef::Blob(bytes) => put(digest, b'b', bytes),
            }
        }
    }
    Ok(())
}

fn put(digest: &mut Sha256, kind: u8, bytes: &[u8]) {
    digest.update([kind]);
    digest.update((bytes.len() as u64).to_be_bytes());
    digest.update(bytes);
}

/// Bytes as hexadecimal digits.
pub(super) fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        // Writing to a string does not fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}
