//! Looking at the pictures of new books, on threads of their own: one takes as long as all else of a book ten times over.

use std::num::NonZero;
use std::sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{Scope, available_parallelism};

use library::{BookId, CoverPicture, LibraryError};

use crate::row::quoted;
use crate::{CoverSource, Problem};

/// More threads than these would wait for the disk.
const MOST_THREADS: usize = 8;

/// A picture that a new book waits for.
struct Awaited {
    book: BookId,
    row: u32,
    source: CoverSource,
}

/// What became of one.
pub(super) struct Seen {
    pub(super) book: BookId,
    pub(super) picture: Result<CoverPicture, Problem>,
}

type Looked = Result<Seen, LibraryError>;

/// Pictures that are looked at meanwhile.
pub(super) struct Covers<'scope, 'env> {
    scope: &'scope Scope<'scope, 'env>,
    /// Once there is a first picture.
    threads: Option<(SyncSender<Awaited>, Receiver<Looked>)>,
}

impl<'scope, 'env> Covers<'scope, 'env> {
    pub(super) fn new(scope: &'scope Scope<'scope, 'env>) -> Self {
        Self {
            scope,
            threads: None,
        }
    }

    /// Hands over the picture of a book. Waits while many are under way: they stand in memory.
    pub(super) fn hand(&mut self, book: BookId, row: u32, source: CoverSource) {
        let (waiting, _) = self.threads.get_or_insert_with(|| start(self.scope));
        // It fails only when a thread panicked, and then the import does when it waits for its end.
        let _ = waiting.send(Awaited { book, row, source });
    }

    /// The pictures that are ready.
    pub(super) fn ready(&self) -> impl Iterator<Item = Looked> {
        let seen = self.threads.as_ref().map(|(_, seen)| seen);
        seen.into_iter().flat_map(Receiver::try_iter)
    }

    /// All that are still under way.
    pub(super) fn rest(self) -> impl Iterator<Item = Looked> {
        let seen = self.threads.map(|(_, seen)| seen);
        seen.into_iter().flatten()
    }
}

fn start<'scope>(scope: &'scope Scope<'scope, '_>) -> (SyncSender<Awaited>, Receiver<Looked>) {
    let threads = available_parallelism().map_or(1, NonZero::get);
    let (waiting, awaited) = sync_channel::<Awaited>(threads);
    let (looked, seen) = channel();
    let awaited = Arc::new(Mutex::new(awaited));
    for _ in 0..threads.min(MOST_THREADS) {
        let (awaited, looked) = (Arc::clone(&awaited), looked.clone());
        scope.spawn(move || work(&awaited, &looked));
    }
    (waiting, seen)
}

fn work(awaited: &Mutex<Receiver<Awaited>>, looked: &Sender<Looked>) {
    loop {
        let next = awaited
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .recv();
        let Ok(Awaited { book, row, source }) = next else {
            return;
        };
        let picture = look_at(&source, row);
        if looked
            .send(picture.map(|picture| Seen { book, picture }))
            .is_err()
        {
            return;
        }
    }
}

/// The picture, or what is said of one that cannot be had: the book comes without it.
pub(super) fn look_at(
    source: &CoverSource,
    row: u32,
) -> Result<Result<CoverPicture, Problem>, LibraryError> {
    let message = match source.read().map(CoverPicture::of) {
        Ok(Ok(picture)) => return Ok(Ok(picture)),
        Ok(Err(LibraryError::Picture { reason })) => reason,
        Ok(Err(error)) => return Err(error),
        Err(error) => format!(
            "expected a picture, found none that can be read ({})",
            quoted(&error.to_string())
        ),
    };
    Ok(Err(Problem {
        row,
        column: Some("cover".to_owned()),
        message: format!("{message}; the book has no cover"),
    }))
}
