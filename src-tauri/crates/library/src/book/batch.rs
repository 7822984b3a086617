//! Which books one round of statements reads.

use rusqlite::{Connection, Row, params};

use crate::error::LibraryError;

/// How many books are read by one round of statements.
pub(crate) const BATCH: usize = 256;

/// From so many books on it is worth while to ask whether they lie beside each other.
const MANY: usize = 32;

/// What stands in a statement in the place of the condition that a column names one of the books.
const BOOKS: &str = "IN :books";

/// Books that are read together.
pub(crate) enum Batch {
    /// Wherever they are: a JSON array of their ids.
    These(String),
    /// All between the first id and the last, these among them.
    Between(Vec<i64>),
}

impl Batch {
    /// Books in the order of their ids. Those that were added together lie beside each other, and then it is much quicker
    /// to read what lies between the first and the last than to look for each.
    pub(crate) fn of(db: &Connection, ids: &[i64]) -> Result<Self, LibraryError> {
        if let ([first, .., last], MANY..) = (ids, ids.len())
            && ids.is_sorted()
        {
            let limit = i64::try_from(ids.len() + MANY).unwrap_or(i64::MAX);
            let mut statement = db.prepare_cached(
                "SELECT count(*) FROM (SELECT 1 FROM book WHERE id BETWEEN ?1 AND ?2 LIMIT ?3)",
            )?;
            let between: i64 = statement.query_row([*first, *last, limit], |row| row.get(0))?;
            if between < limit {
                return Ok(Self::Between(ids.to_vec()));
            }
        }
        let json = serde_json::to_string(ids).map_err(|_| LibraryError::Storage)?;
        Ok(Self::These(json))
    }

    /// Whether this book is one of them: a statement may find others that lie between.
    pub(crate) fn has(&self, book: i64) -> bool {
        match self {
            Self::These(_) => true,
            Self::Between(ids) => ids.binary_search(&book).is_ok(),
        }
    }

    /// Shows each row that a statement finds for these books. The statement says `IN :books` of the column that names the
    /// book.
    pub(crate) fn each(
        &self,
        db: &Connection,
        sql: &str,
        mut see: impl FnMut(&Row<'_>) -> rusqlite::Result<()>,
    ) -> Result<(), LibraryError> {
        let condition = match self {
            Self::These(_) => "IN (SELECT json_each.value FROM json_each(?1))",
            Self::Between(_) => "BETWEEN ?1 AND ?2",
        };
        let mut statement = db.prepare_cached(&sql.replace(BOOKS, condition))?;
        let mut rows = match self {
            Self::These(json) => statement.query([json])?,
            Self::Between(ids) => statement.query(params![ids.first(), ids.last()])?,
        };
        while let Some(row) = rows.next()? {
            see(row)?;
        }
        Ok(())
    }
}
