//! A changeset: what `SQLite`'s session extension recorded of one commit, compressed.

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
use crate::schema::{TRACKED, Touch, Words};

/// Begins to record what is done to the books.
pub(crate) fn record(db: &Connection) -> Result<Session<'_>, LibraryError> {
    let mut session = Session::new(db)?;
    for (table, _) in TRACKED {
        session.attach(Some(*table))?;
    }
    Ok(session)
}

/// The changes of one commit. Streamed in and out, so that only the compressed form is ever whole in memory.
pub(crate) struct Changes {
    compressed: Vec<u8>,
}

impl Changes {
    /// What the session recorded, or `None` if that comes to nothing.
    pub(crate) fn of(mut session: Session<'_>) -> Result<Option<Self>, LibraryError> {
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
        Ok(Some(Self {
            compressed: finished(output.inner)?,
        }))
    }

    /// Changes as they were stored.
    pub(crate) fn from_stored(compressed: Vec<u8>) -> Self {
        Self { compressed }
    }

    /// The bytes to store.
    pub(crate) fn stored(&self) -> &[u8] {
        &self.compressed
    }

    /// The changes that take these back.
    pub(crate) fn inverted(&self) -> Result<Self, LibraryError> {
        let mut output = FrameEncoder::new(Vec::with_capacity(self.compressed.len()));
        invert_strm(&mut self.read(), &mut output)?;
        Ok(Self {
            compressed: finished(output)?,
        })
    }

    /// Makes the changes: all of them, or none if one finds another state than the one it was recorded from.
    pub(crate) fn apply(&self, db: &Connection) -> Result<(), LibraryError> {
        let all_tables: Option<fn(&str) -> bool> = None;
        let applied = db.apply_strm(&mut self.read(), all_tables, |kind, _| {
            tracing::error!(?kind, "a change does not fit the library any more");
            ConflictAction::SQLITE_CHANGESET_ABORT
        });
        applied.map_err(|error| match error.sqlite_error_code() {
            // Every write is recorded, so nothing can have come between: the file was changed from outside.
            Some(rusqlite::ErrorCode::OperationAborted) => LibraryError::Damaged,
            _ => error.into(),
        })
    }

    /// The books that the changes touch. Asked after the changes were made.
    pub(crate) fn touched(&self, db: &Connection) -> Result<Touched, LibraryError> {
        let mut books = Vec::new();
        let mut reworded = Vec::new();
        let mut names: Vec<(&'static str, i64)> = Vec::new();
        let mut reader = self.read();
        let input: &mut dyn Read = &mut reader;
        let mut changes = ChangesetIter::start_strm(&input)?;
        let mut table = 0;
        while let Some(change) = changes.next()? {
            let operation = change.op()?;
            let name = operation.table_name();
            // The changes of one table follow one another.
            if TRACKED[table].0 != name {
                table = TRACKED
                    .iter()
                    .position(|(known, _)| *known == name)
                    .ok_or(LibraryError::Damaged)?;
            }
            match TRACKED[table].1 {
                Touch::Column(column, words) => {
                    let book = integer(change, operation.code(), column)?;
                    push(&mut books, book);
                    if let Words::In(columns) = words
                        && is_in(change, operation.code(), columns)?
                    {
                        push(&mut reworded, book);
                    }
                }
                // A name that comes or goes does so with a book that bears it, which is touched itself.
                Touch::Query(sql, columns) if operation.code() == Action::SQLITE_UPDATE => {
                    if is_in(change, operation.code(), columns)? {
                        names.push((sql, integer(change, operation.code(), 0)?));
                    }
                }
                Touch::Query(..) | Touch::Nothing => {}
            }
        }
        for (sql, name) in names {
            let mut statement = db.prepare_cached(sql)?;
            let bearers = statement.query_map([name], |row| row.get(0))?;
            let bearers = bearers.collect::<Result<Vec<i64>, _>>()?;
            books.extend(&bearers);
            reworded.extend(bearers);
        }
        Ok(Touched::new(books, reworded))
    }

    /// Shows each changed row, one after the other, until `see` breaks off.
    pub(crate) fn each(
        &self,
        mut see: impl FnMut(&RowChange<'_>) -> Result<ControlFlow<()>, LibraryError>,
    ) -> Result<(), LibraryError> {
        let mut reader = self.read();
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
                break;
            }
        }
        Ok(())
    }

    fn read(&self) -> FrameDecoder<&[u8]> {
        FrameDecoder::new(self.compressed.as_slice())
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
