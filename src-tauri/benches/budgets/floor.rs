//! The floors: SQLite with the same encryption and pragmas, doing the same writes with nothing around them.

use std::{
    path::Path,
    time::{Duration, Instant},
};

use library::BookId;
use rusqlite::{Connection, params, params_from_iter, types::Value};

/// The key of every library in the bench.
pub const KEY: [u8; 32] = [0x42; 32];
/// One byte of it, as SQLCipher reads it.
const KEY_BYTE: &str = "42";

/// What a library keeps beside the books: the bare insert writes the books, their listing and the index's text, and no
/// history.
const LEFT_OUT: [&str; 4] = ["history", "history_piece", "draft", "state"];

/// A bare connection to the library at `path`.
pub fn connect(path: &Path) -> rusqlite::Result<Connection> {
    let connection = Connection::open(path)?;
    let key = KEY_BYTE.repeat(KEY.len());
    connection.execute_batch(&format!(
        "PRAGMA key = \"x'{key}'\";
         PRAGMA journal_mode = WAL;
         PRAGMA synchronous = FULL;
         PRAGMA cache_size = -65536;
         PRAGMA foreign_keys = ON;"
    ))?;
    connection.set_prepared_statement_cache_capacity(64);
    Ok(connection)
}

/// A table's name and all its rows.
pub type Table = (String, Vec<Vec<Value>>);

/// Every row of the library at `path`, table by table, parents first.
pub fn rows(connection: &Connection) -> rusqlite::Result<Vec<Table>> {
    let names: Vec<String> = connection
        .prepare(
            "SELECT name FROM pragma_table_list
             WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'search%'",
        )?
        .query_map([], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    names
        .into_iter()
        .filter(|name| !LEFT_OUT.contains(&name.as_str()))
        .map(|name| {
            let mut statement = connection.prepare(&format!("SELECT * FROM \"{name}\""))?;
            let width = statement.column_count();
            let rows = statement
                .query_map([], |row| (0..width).map(|column| row.get(column)).collect())?
                .collect::<rusqlite::Result<_>>()?;
            Ok((name, rows))
        })
        .collect()
}

/// What the search index is given for one book: its id and the text of each of the index's columns.
pub type Document = (i64, Vec<String>);

/// Inserts `tables` and `documents` into the empty library at `connection`, in one durable transaction.
pub fn insert(
    connection: &Connection,
    tables: &[Table],
    documents: &[Document],
) -> rusqlite::Result<Duration> {
    let begun = Instant::now();
    let transaction = connection.unchecked_transaction()?;
    // The rows are whole, but come table by table.
    transaction.execute_batch("PRAGMA defer_foreign_keys = ON")?;
    for (name, rows) in tables {
        let Some(first) = rows.first() else { continue };
        let marks = vec!["?"; first.len()].join(", ");
        let mut statement = transaction.prepare(&format!(
            "INSERT OR IGNORE INTO \"{name}\" VALUES ({marks})"
        ))?;
        for row in rows {
            statement.execute(params_from_iter(row))?;
        }
    }
    if let Some((_, texts)) = documents.first() {
        let marks = vec!["?"; texts.len() + 1].join(", ");
        let columns: Vec<String> = transaction
            .prepare("SELECT name FROM pragma_table_info('search')")?
            .query_map([], |row| row.get(0))?
            .collect::<rusqlite::Result<_>>()?;
        let columns = columns[..texts.len()].join(", ");
        let mut statement = transaction.prepare(&format!(
            "INSERT INTO search (rowid, {columns}) VALUES ({marks})"
        ))?;
        for (id, texts) in documents {
            let values =
                std::iter::once(Value::from(*id)).chain(texts.iter().cloned().map(Value::from));
            statement.execute(params_from_iter(values))?;
        }
    }
    transaction.commit()?;
    Ok(begun.elapsed())
}

/// One durable commit of one row about as large as a book.
pub fn commit(connection: &Connection) -> rusqlite::Result<Duration> {
    connection.execute_batch(
        "CREATE TABLE IF NOT EXISTS bare (id INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT",
    )?;
    let begun = Instant::now();
    connection
        .prepare_cached("INSERT INTO bare (text) VALUES (?)")?
        .execute(params!["A book of about this size: a title, an author, a publisher, a date or two, and a note.".repeat(5)])?;
    Ok(begun.elapsed())
}

/// Reading the ids of all books.
pub fn ids(connection: &Connection) -> rusqlite::Result<Duration> {
    let begun = Instant::now();
    connection
        .prepare_cached("SELECT id FROM book ORDER BY id")?
        .query_map([], |row| row.get::<_, i64>(0))?
        .count();
    Ok(begun.elapsed())
}

/// Reading what lists show of these books.
pub fn rows_of(connection: &Connection, ids: &[BookId]) -> rusqlite::Result<Duration> {
    let begun = Instant::now();
    let mut statement = connection
        .prepare_cached("SELECT * FROM listing JOIN figures USING (book) WHERE book = ?")?;
    for id in ids {
        let mut rows = statement.query([id.raw()])?;
        while rows.next()?.is_some() {}
    }
    Ok(begun.elapsed())
}

/// One durable update of as many rows, each about as large as a book.
pub fn update(connection: &Connection, ids: &[BookId]) -> rusqlite::Result<Duration> {
    connection.execute_batch(
        "CREATE TABLE IF NOT EXISTS bare_book AS SELECT * FROM book;
         CREATE UNIQUE INDEX IF NOT EXISTS bare_book_by_id ON bare_book (id);",
    )?;
    let begun = Instant::now();
    let transaction = connection.unchecked_transaction()?;
    {
        let sql = "UPDATE bare_book SET status = 'paused', revision = revision + 1, changed = 'now' WHERE id = ?";
        let mut statement = transaction.prepare_cached(sql)?;
        for id in ids {
            statement.execute([id.raw()])?;
        }
    }
    transaction.commit()?;
    Ok(begun.elapsed())
}

/// The search's SQL alone: every word of `text` as the beginning of a word.
pub fn search(connection: &Connection, text: &str) -> rusqlite::Result<Duration> {
    let words: Vec<String> = text
        .split_whitespace()
        .map(|word| format!("\"{word}\"*"))
        .collect();
    let expression = words.join(" AND ");
    let begun = Instant::now();
    let mut statement =
        connection.prepare_cached("SELECT rowid FROM search WHERE search MATCH ?")?;
    let mut rows = statement.query([expression])?;
    while rows.next()?.is_some() {}
    Ok(begun.elapsed())
}

/// Argon2id alone, with the parameters that the accounts in `folder` were calibrated to.
pub fn argon2(folder: &Path) -> Result<Duration, Box<dyn std::error::Error>> {
    let (memory, passes, lanes) = Connection::open(folder.join("accounts.db"))?.query_row(
        "SELECT argon2_memory, argon2_passes, argon2_lanes FROM installation",
        [],
        |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
    )?;
    let parameters =
        argon2::Params::new(memory, passes, lanes, Some(32)).map_err(|error| error.to_string())?;
    let mut derived = [0; 32];
    // Its memory is a part of its work: no password is checked without.
    let begun = Instant::now();
    let mut memory = vec![argon2::Block::new(); parameters.block_count()];
    argon2::Argon2::new(
        argon2::Algorithm::Argon2id,
        argon2::Version::V0x13,
        parameters,
    )
    .hash_password_into_with_memory(
        b"seven quiet otters read",
        &[0; 16],
        &mut derived,
        &mut memory,
    )
    .map_err(|error| error.to_string())?;
    Ok(begun.elapsed())
}

/// One copy of a file, on the disk.
pub fn copy(from: &Path, to: &Path) -> crate::Result<Duration> {
    let begun = Instant::now();
    std::fs::copy(from, to)?;
    std::fs::File::options().write(true).open(to)?.sync_all()?;
    Ok(begun.elapsed())
}
