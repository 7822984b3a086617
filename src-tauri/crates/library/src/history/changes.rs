//! A changeset: what `SQLite`'s session extension recorded of one commit, compressed.

use std::collections::BTreeSet;
use std::io::{Read, Write};
use std::ops::ControlFlow;

use lz4_flex::frame::{FrameDecoder, FrameEncoder};
use rusqlite::Connection;
use rusqlite::fallible_streaming_iterator::FallibleStreamingIterator;
use rusqlite::hooks::Action;
use rusqlite::session::{ChangesetItem, ChangesetIter, ConflictAction, Session, invert_strm};
use rusqlite::types::ValueRef;

use crate::derived::Touched;
use crate::error::LibraryError;
use crate::schema::{BOOK_COVER, COVER, TRACKED, Touch, Words};

/// The changes of one commit, in the parts in which they were recorded. Streamed in and out, so that only the compressed
/// form is ever whole in memory.
///
/// Within a part a row is changed once, and the order does not matter. A later part may change a row again.
pub(crate) struct Changes {
    parts: Vec<Vec<u8>>,
}

impl Changes {
    /// What the session recorded, as one part, or `None` if that comes to nothing.
    pub(super) fn of(mut session: Session<'_>) -> Result<Option<Self>, LibraryError> {
        if session.is_empty() {
            return Ok(None);
        }
        let mut output = Counted {
            inner: FrameEncoder::new(Vec::new()),
            written: 0,
        };
        session.changeset_strm(&mut output)?;
        if output.written == 0 {
            return Ok(None);
        }
        let part = finished(output.inner)?;
        Ok(Some(Self { parts: vec![part] }))
    }

    /// Changes as they were stored.
    pub(super) fn from_stored(parts: Vec<Vec<u8>>) -> Self {
        Self { parts }
    }

    /// The parts to store.
    pub(super) fn stored(&self) -> &[Vec<u8>] {
        &self.parts
    }

    /// The changes that take these back: the last part first.
    pub(crate) fn inverted(&self) -> Result<Self, LibraryError> {
        let inverted = |part: &Vec<u8>| {
            let mut output = FrameEncoder::new(Vec::with_capacity(part.len()));
            invert_strm(&mut read(part), &mut output)?;
            finished(output)
        };
        let parts = self.parts.iter().rev().map(inverted);
        Ok(Self {
            parts: parts.collect::<Result<_, _>>()?,
        })
    }

    /// Makes the changes: all of them, or none if one finds another state than the one it was recorded from.
    pub(crate) fn apply(&self, db: &Connection) -> Result<(), LibraryError> {
        for part in &self.parts {
            let all_tables: Option<fn(&str) -> bool> = None;
            let applied = db.apply_strm(&mut read(part), all_tables, |kind, item| {
                // A picture is the same wherever it came from.
                if item
                    .op()
                    .is_ok_and(|operation| operation.table_name() == COVER)
                {
                    return ConflictAction::SQLITE_CHANGESET_OMIT;
                }
                tracing::error!(?kind, "a change does not fit the library any more");
                ConflictAction::SQLITE_CHANGESET_ABORT
            });
            applied.map_err(|error| match error.sqlite_error_code() {
                // Every write is recorded, so nothing can have come between: the file was changed from outside.
                Some(rusqlite::ErrorCode::OperationAborted) => LibraryError::Damaged,
                _ => error.into(),
            })?;
        }
        Ok(())
    }

    /// The books that the changes touch. Asked after the changes were made.
    pub(crate) fn touched(&self, db: &Connection) -> Result<Touched, LibraryError> {
        let mut touches = Touches::default();
        touches.add(self)?;
        touches.of(db)
    }

    /// Shows each changed row, one after the other, until `see` breaks off: the last part first, as they are taken back.
    pub(crate) fn each(
        &self,
        mut see: impl FnMut(&RowChange<'_>) -> Result<ControlFlow<()>, LibraryError>,
    ) -> Result<(), LibraryError> {
        for part in self.parts.iter().rev() {
            if each_of(part, &mut see)?.is_break() {
                break;
            }
        }
        Ok(())
    }
}

fn each_of(
    part: &[u8],
    see: &mut impl FnMut(&RowChange<'_>) -> Result<ControlFlow<()>, LibraryError>,
) -> Result<ControlFlow<()>, LibraryError> {
    let mut reader = read(part);
    let input: &mut dyn Read = &mut reader;
    let mut changes = ChangesetIter::start_strm(&input)?;
    let mut table = 0;
    while let Some(item) = changes.next()? {
        let operation = item.op()?;
        let name = operation.table_name();
        // The changes of one table follow one another.
        if TRACKED[table].0 != name {
            table = TRACKED
                .iter()
                .position(|(known, _)| *known == name)
                .ok_or(LibraryError::Damaged)?;
        }
        let change = RowChange {
            table,
            action: operation.code(),
            columns: usize::try_from(operation.number_of_columns()).unwrap_or(0),
            item,
        };
        if see(&change)?.is_break() {
            return Ok(ControlFlow::Break(()));
        }
    }
    Ok(ControlFlow::Continue(()))
}

fn read(part: &[u8]) -> FrameDecoder<&[u8]> {
    FrameDecoder::new(part)
}

/// The books that changes touch, gathered part by part.
#[derive(Default)]
pub(super) struct Touches {
    books: Vec<i64>,
    reworded: Vec<i64>,
    /// Names that were changed, with the query that finds who bears them.
    names: Vec<(&'static str, i64)>,
    /// The hashes of the pictures that the books showed before or afterwards.
    covers: BTreeSet<Vec<u8>>,
}

impl Touches {
    pub(super) fn add(&mut self, changes: &Changes) -> Result<(), LibraryError> {
        changes.each(|change| {
            if TRACKED[change.table].0 == "book" {
                for value in [change.before(BOOK_COVER)?, change.after(BOOK_COVER)?] {
                    if let Some(ValueRef::Blob(hash)) = value {
                        self.covers.insert(hash.to_vec());
                    }
                }
            }
            match TRACKED[change.table].1 {
                Touch::Column(column, words) => {
                    let book = integer(change.item, change.action, column)?;
                    push(&mut self.books, book);
                    if let Words::In(columns) = words
                        && is_in(change.item, change.action, columns)?
                    {
                        push(&mut self.reworded, book);
                    }
                }
                // A name that comes or goes does so with a book that bears it, which is touched itself.
                Touch::Query(sql, columns) if change.action == Action::SQLITE_UPDATE => {
                    if is_in(change.item, change.action, columns)? {
                        self.names
                            .push((sql, integer(change.item, change.action, 0)?));
                    }
                }
                Touch::Query(..) | Touch::Nothing => {}
            }
            Ok(ControlFlow::Continue(()))
        })?;
        // Every table names the books again.
        for books in [&mut self.books, &mut self.reworded] {
            books.sort_unstable();
            books.dedup();
        }
        Ok(())
    }

    pub(super) fn append(&mut self, mut other: Self) {
        self.books.append(&mut other.books);
        self.reworded.append(&mut other.reworded);
        self.names.append(&mut other.names);
        self.covers.append(&mut other.covers);
    }

    pub(super) fn covers(&self) -> &BTreeSet<Vec<u8>> {
        &self.covers
    }

    /// Asked after the changes were made.
    pub(super) fn of(mut self, db: &Connection) -> Result<Touched, LibraryError> {
        for (sql, name) in self.names {
            let mut statement = db.prepare_cached(sql)?;
            let bearers = statement.query_map([name], |row| row.get(0))?;
            let bearers = bearers.collect::<Result<Vec<i64>, _>>()?;
            self.books.extend(&bearers);
            self.reworded.extend(bearers);
        }
        Ok(Touched::new(self.books, self.reworded))
    }
}

/// What was done to one row.
pub(crate) struct RowChange<'i> {
    /// The place of its table in [`TRACKED`].
    pub(crate) table: usize,
    /// Whether it came, went or was changed.
    pub(crate) action: Action,
    /// How many columns the table had then: it may have got more since.
    pub(crate) columns: usize,
    item: &'i ChangesetItem,
}

impl RowChange<'_> {
    /// What a column held before: nothing in a row that came, and in an update only its key and what it changed.
    pub(crate) fn before(&self, column: usize) -> Result<Option<ValueRef<'_>>, LibraryError> {
        match self.action {
            Action::SQLITE_INSERT => Ok(None),
            _ if column >= self.columns => Ok(None),
            _ => present(self.item.old_value(column)),
        }
    }

    /// What a column held afterwards: nothing in a row that went, and in an update only what it changed.
    pub(crate) fn after(&self, column: usize) -> Result<Option<ValueRef<'_>>, LibraryError> {
        match self.action {
            Action::SQLITE_DELETE => Ok(None),
            _ if column >= self.columns => Ok(None),
            _ => present(self.item.new_value(column)),
        }
    }

    /// A value of the row's key, which no update changes.
    pub(crate) fn key(&self, column: usize) -> Result<ValueRef<'_>, LibraryError> {
        let value = match self.action {
            Action::SQLITE_INSERT => self.after(column)?,
            _ => self.before(column)?,
        };
        value.ok_or(LibraryError::Damaged)
    }
}

fn present(value: rusqlite::Result<ValueRef<'_>>) -> Result<Option<ValueRef<'_>>, LibraryError> {
    match value {
        Ok(value) => Ok(Some(value)),
        Err(rusqlite::Error::InvalidColumnIndex(_)) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// A value of the row's key, which no update changes: an inserted row has new values only, the others have old ones.
fn integer(change: &ChangesetItem, action: Action, column: usize) -> Result<i64, LibraryError> {
    let value = match action {
        Action::SQLITE_INSERT => change.new_value(column)?,
        _ => change.old_value(column)?,
    };
    match value {
        ValueRef::Integer(number) => Ok(number),
        _ => Err(LibraryError::Damaged),
    }
}

/// Whether a row comes or goes, or changes in one of these columns.
fn is_in(change: &ChangesetItem, action: Action, columns: &[usize]) -> Result<bool, LibraryError> {
    if action != Action::SQLITE_UPDATE {
        return Ok(true);
    }
    for column in columns {
        // An update names the columns that it changes, and no others.
        match change.new_value(*column) {
            Ok(_) => return Ok(true),
            Err(rusqlite::Error::InvalidColumnIndex(_)) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Ok(false)
}

/// The changes of one book mostly follow one another.
fn push(books: &mut Vec<i64>, book: i64) {
    if books.last() != Some(&book) {
        books.push(book);
    }
}

fn finished(encoder: FrameEncoder<Vec<u8>>) -> Result<Vec<u8>, LibraryError> {
    encoder.finish().map_err(|error| {
        tracing::error!(%error, "compressing a change");
        LibraryError::Storage
    })
}

/// Counts what goes through.
struct Counted<W> {
    inner: W,
    written: usize,
}

impl<W: Write> Write for Counted<W> {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        let written = self.inner.write(bytes)?;
        self.written += written;
        Ok(written)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        self.inner.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An entry of the third format: the picture is among what it recorded.
    #[test]
    fn a_recorded_picture_comes_and_goes_whether_it_is_there_already_or_not() {
        let mut db = Connection::open_in_memory().unwrap();
        crate::schema::migrate(&mut db).unwrap();
        let mut session = Session::new(&db).unwrap();
        session.attach(Some(COVER)).unwrap();
        let insert = "INSERT INTO cover VALUES (x'aa', 'image/png', 1, 1, x'00', x'00')";
        db.execute_batch(insert).unwrap();
        let changes = Changes::of(session).unwrap().unwrap();
        let covers = || -> i64 {
            let sql = "SELECT count(*) FROM cover";
            db.query_row(sql, [], |row| row.get(0)).unwrap()
        };
        changes.apply(&db).unwrap();
        assert_eq!(covers(), 1);
        let back = changes.inverted().unwrap();
        back.apply(&db).unwrap();
        assert_eq!(covers(), 0);
        back.apply(&db).unwrap();
        changes.apply(&db).unwrap();
        assert_eq!(covers(), 1);
    }

    #[test]
    fn the_column_of_the_picture_is_where_it_is_looked_for() {
        let mut db = Connection::open_in_memory().unwrap();
        crate::schema::migrate(&mut db).unwrap();
        let sql = "SELECT cid FROM pragma_table_info('book') WHERE name = 'cover'";
        let column: i64 = db.query_row(sql, [], |row| row.get(0)).unwrap();
        assert_eq!(usize::try_from(column).unwrap(), BOOK_COVER);
    }
}
