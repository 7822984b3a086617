//! Whether lists and search show what follows from the books: it is made anew, beside the library, and compared.

use std::collections::HashMap;
use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};

use rusqlite::types::{ToSqlOutput, Value};
use rusqlite::{Connection, Transaction, params_from_iter};

use crate::derived::{self, Touched};
use crate::error::LibraryError;
use crate::schema::{self, TRACKED};
use crate::state;

/// How many books are made anew at once: their words stand in memory.
const BATCH: usize = 4_000;

/// The derived tables, with what orders the rows of one book.
const DERIVED: [(&str, &str); 4] = [
    ("catalog", "book"),
    ("figures", "book"),
    ("listing", "book"),
    ("custom_key", "book, field"),
];

/// Read for all books at once: what they name.
const SHARED: [&str; 6] = [
    "publisher",
    "person",
    "series",
    "tag",
    "shelf",
    "custom_field",
];

/// Neither is read by what is derived.
const UNREAD: [&str; 2] = ["cover", "kept_apart"];

/// Every word of the index, with its place.
const WORDS: &str =
    "CREATE VIRTUAL TABLE temp.verified_words USING fts5vocab(main, search, instance)";

/// What lists and search show otherwise than the books say.
pub(super) fn findings(tx: &Transaction<'_>) -> Result<Vec<String>, LibraryError> {
    let beside = Beside::new(tx)?;
    let books = tx
        .prepare("SELECT id FROM book ORDER BY id")?
        .query_map([], |row| row.get(0))?
        .collect::<Result<Vec<i64>, _>>()?;
    let mut found = Vec::new();
    let mut words = 0_u64;
    let mut from = i64::MIN;
    let mut batches = books.chunks(BATCH).peekable();
    if books.is_empty() {
        found.extend(compare(tx, &beside.db, from, i64::MAX)?);
    }
    while let Some(batch) = batches.next() {
        let last = batch.last().copied().unwrap_or(i64::MAX);
        // The last batch reaches to the end, so that a row of a book that is gone is seen.
        let to = if batches.peek().is_some() {
            last
        } else {
            i64::MAX
        };
        beside.make(tx, batch)?;
        found.extend(compare(tx, &beside.db, from, to)?);
        words = words.wrapping_add(words_of(&beside.db)?);
        from = last.saturating_add(1);
    }
    tx.execute_batch(WORDS)?;
    let indexed = words_of(tx);
    tx.execute_batch("DROP TABLE temp.verified_words")?;
    if indexed? != words {
        found.push("The search does not find what the books' words say.".to_owned());
    }
    Ok(found)
}

/// A library in memory that holds a few books at a time.
struct Beside {
    db: Connection,
}

impl Beside {
    fn new(tx: &Transaction<'_>) -> Result<Self, LibraryError> {
        let mut db = Connection::open_in_memory()?;
        schema::migrate(&mut db)?;
        db.execute_batch("PRAGMA foreign_keys = OFF")?;
        db.execute_batch(WORDS)?;
        for table in SHARED {
            copy(tx, &db, table, "", &[])?;
        }
        Ok(Self { db })
    }

    /// Takes these books in the place of those before, and makes what follows from them.
    fn make(&self, tx: &Transaction<'_>, books: &[i64]) -> Result<(), LibraryError> {
        let (Some(first), Some(last)) = (books.first(), books.last()) else {
            return Ok(());
        };
        self.db.execute_batch("BEGIN")?;
        let own = TRACKED
            .iter()
            .map(|(table, _)| *table)
            .filter(|table| !SHARED.contains(table) && !UNREAD.contains(table));
        for table in own {
            self.db.execute(&format!("DELETE FROM {table}"), [])?;
            let key = if table == "book" { "id" } else { "book" };
            let of_these = format!("WHERE {key} BETWEEN ?1 AND ?2");
            copy(tx, &self.db, table, &of_these, &[*first, *last])?;
        }
        self.db.execute_batch(schema::DERIVED)?;
        state::set(&self.db, state::NEXT_SLOT, 1)?;
        derived::refresh(&self.db, &Touched::wholly(books.to_vec()))?;
        self.db.execute_batch("COMMIT")?;
        Ok(())
    }
}

fn copy(
    from: &Connection,
    to: &Connection,
    table: &str,
    which: &str,
    keys: &[i64],
) -> Result<(), LibraryError> {
    let mut read = from.prepare(&format!("SELECT * FROM {table} {which}"))?;
    let columns = read.column_count();
    let places = vec!["?"; columns].join(", ");
    let mut write = to.prepare(&format!("INSERT INTO {table} VALUES ({places})"))?;
    let mut rows = read.query(params_from_iter(keys))?;
    while let Some(row) = rows.next()? {
        for column in 0..columns {
            let value = ToSqlOutput::Borrowed(row.get_ref(column)?);
            write.raw_bind_parameter(column + 1, value)?;
        }
        write.raw_execute()?;
    }
    Ok(())
}

/// The books from one id to another of which a list shows something else than it should.
fn compare(
    kept: &Connection,
    made: &Connection,
    from: i64,
    to: i64,
) -> Result<Vec<String>, LibraryError> {
    let mut found = Vec::new();
    for (table, order) in DERIVED {
        let kept = rows(kept, table, order, from, to)?;
        let mut made = rows(made, table, order, from, to)?;
        for (book, row) in kept {
            match made.remove(&book) {
                Some(other) if other == row => {}
                Some(_) => found.push(format!("Lists do not show the book {book} as it is.")),
                None => found.push(format!("Lists show the book {book}, which is not there.")),
            }
        }
        found.extend(
            made.keys()
                .map(|book| format!("Lists do not show the book {book}.")),
        );
    }
    found.sort_unstable();
    found.dedup();
    Ok(found)
}

/// The rows of each book, without the index's own numbers.
fn rows(
    db: &Connection,
    table: &str,
    order: &str,
    from: i64,
    to: i64,
) -> Result<HashMap<i64, Vec<Value>>, LibraryError> {
    let columns = db
        .prepare("SELECT name FROM pragma_table_info(?1) WHERE name NOT IN ('slot', 'book')")?
        .query_map([table], |row| row.get(0))?
        .collect::<Result<Vec<String>, _>>()?;
    let mut statement = db.prepare(&format!(
        "SELECT book, {} FROM {table} WHERE book BETWEEN ?1 AND ?2 ORDER BY {order}",
        columns.join(", ")
    ))?;
    let mut read = statement.query([from, to])?;
    let mut rows: HashMap<i64, Vec<Value>> = HashMap::new();
    while let Some(row) = read.next()? {
        let values = rows.entry(row.get(0)?).or_default();
        for column in 1..=columns.len() {
            values.push(row.get(column)?);
        }
    }
    Ok(rows)
}

/// One number for all words of the index, whatever their order.
fn words_of(db: &Connection) -> Result<u64, LibraryError> {
    let books: HashMap<i64, i64> = db
        .prepare("SELECT slot, book FROM catalog")?
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<Result<_, _>>()?;
    let mut statement = db.prepare("SELECT term, doc, col, \"offset\" FROM temp.verified_words")?;
    let mut rows = statement.query([])?;
    let mut sum = 0_u64;
    while let Some(row) = rows.next()? {
        let slot: i64 = row.get(1)?;
        let mut hasher = DefaultHasher::new();
        row.get_ref(0)?
            .as_bytes()
            .unwrap_or_default()
            .hash(&mut hasher);
        books.get(&slot).copied().unwrap_or(-slot).hash(&mut hasher);
        row.get_ref(2)?
            .as_bytes()
            .unwrap_or_default()
            .hash(&mut hasher);
        row.get::<_, i64>(3)?.hash(&mut hasher);
        sum = sum.wrapping_add(hasher.finish());
    }
    Ok(sum)
}
