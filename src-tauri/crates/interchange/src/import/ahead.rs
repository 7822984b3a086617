//! Rows made ready on a thread of their own, while those before them are written.

use std::collections::HashMap;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread::Scope;

use library::Status;

use super::said::Said;
use crate::{ImportError, Row};

/// So many rows are handed over at a time, and so many such batches wait: little memory, and few waits.
const BATCH: usize = 64;
const WAITING: usize = 8;
/// Rows of so many bytes are handed over before they are so many.
const LARGEST_BATCH: usize = 1024 * 1024;

/// A row that is ready to be decided about.
pub(super) struct Ready {
    pub(super) row: Row,
    /// What it says.
    pub(super) said: Said,
}

impl Ready {
    /// Gives a row the status that its shelf stands for, writes it as a library keeps it, and digests it.
    pub(super) fn of(mut row: Row, statuses: &HashMap<String, Option<Status>>) -> Self {
        if let Some(shelf) = &row.status_shelf
            && row.fields.status.is_none()
        {
            row.fields.status = statuses.get(shelf).copied().flatten();
        }
        row.fields = row.fields.normalised();
        let said = Said::by(&row, &row.fields);
        Self { row, said }
    }
}

/// Makes rows ready on a thread of its own. It ends with the rows, or when nobody takes them any more.
pub(super) fn ready<'scope, I>(
    scope: &'scope Scope<'scope, '_>,
    rows: I,
    statuses: HashMap<String, Option<Status>>,
) -> impl Iterator<Item = Result<Ready, ImportError>> + use<I>
where
    I: Iterator<Item = Result<Row, ImportError>> + Send + 'scope,
{
    let (sender, receiver): (SyncSender<Vec<_>>, Receiver<Vec<_>>) = sync_channel(WAITING);
    scope.spawn(move || {
        let mut batch = Vec::with_capacity(BATCH);
        let mut size = 0;
        for row in rows {
            size += row.as_ref().map_or(0, Row::size);
            batch.push(row.map(|row| Ready::of(row, &statuses)));
            let is_full = batch.len() == BATCH || size > LARGEST_BATCH;
            if is_full {
                size = 0;
            }
            if is_full
                && sender
                    .send(std::mem::replace(&mut batch, Vec::with_capacity(BATCH)))
                    .is_err()
            {
                return;
            }
        }
        // That nobody takes the last ones is no matter.
        let _ = sender.send(batch);
    });
    receiver.into_iter().flatten()
}
