//! Composing what follows from books. Where they are many it is done on a thread of its own, while others are read and
//! written: the words and the order of a book take as long as the writing of them.

use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread::Scope;

use super::Particulars;
use super::figures;
use crate::book::StoredBook;
use crate::listing::{Collation, Flag, Flags, ListingRow, title_key};
use crate::search::Entry;

/// How many batches may be under way: the thread never waits, and little stands in memory.
const UNDER_WAY: usize = 3;

/// A book, and what follows from it.
pub(super) struct Composed {
    pub(super) book: StoredBook,
    pub(super) parts: Particulars,
    pub(super) flags: Flags,
    pub(super) title: Vec<u8>,
    pub(super) row: ListingRow,
    pub(super) entry: Entry,
}

impl Composed {
    fn of(book: StoredBook, parts: Particulars, collation: &Collation) -> Self {
        let mut flags = Flags::of_words(&book.fields).and(figures::flags(&parts));
        if !parts.quotes.is_empty() {
            flags.set(Flag::Quote);
        }
        Self {
            flags,
            title: title_key(&book.fields, collation),
            row: ListingRow::of(&book.fields, &parts, collation),
            entry: Entry::of(&book, &parts),
            book,
            parts,
        }
    }
}

/// A batch of books as they were read.
pub(super) type Read = Vec<(StoredBook, Particulars)>;

/// Composes batches, in the order in which they come.
pub(super) enum Composer {
    /// At once.
    Here(Collation),
    /// On a thread of its own.
    Beside {
        give: SyncSender<Read>,
        take: Receiver<Vec<Composed>>,
        under_way: usize,
    },
}

impl Composer {
    /// Starts a thread for it, which ends with this.
    pub(super) fn beside<'scope>(scope: &'scope Scope<'scope, '_>, collation: Collation) -> Self {
        let (give, given) = sync_channel::<Read>(UNDER_WAY);
        let (done, take) = sync_channel(UNDER_WAY);
        scope.spawn(move || {
            for batch in given {
                if done.send(composed(batch, &collation)).is_err() {
                    return;
                }
            }
        });
        Self::Beside {
            give,
            take,
            under_way: 0,
        }
    }

    /// Hands a batch over, and gives what is ready of this one or those before.
    pub(super) fn compose(&mut self, batch: Read) -> Vec<Composed> {
        match self {
            Self::Here(collation) => composed(batch, collation),
            Self::Beside {
                give,
                take,
                under_way,
            } => {
                // Neither fails unless the thread panics, and then so does this one when it waits for its end.
                if give.send(batch).is_ok() {
                    *under_way += 1;
                }
                if *under_way < UNDER_WAY {
                    return Vec::new();
                }
                *under_way -= 1;
                take.recv().unwrap_or_default()
            }
        }
    }

    /// What is still under way.
    pub(super) fn rest(self) -> impl Iterator<Item = Composed> {
        let take = match self {
            Self::Here(_) => None,
            Self::Beside { take, .. } => Some(take),
        };
        take.into_iter().flatten().flatten()
    }
}

fn composed(batch: Read, collation: &Collation) -> Vec<Composed> {
    batch
        .into_iter()
        .map(|(book, parts)| Composed::of(book, parts, collation))
        .collect()
}
