//! Which session has which library open.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex},
};

use accounts::{AccountId, Session, SessionId};
use library::Library;

use super::{DeskEvent, Listener, OpenLibrary, Opened, lock};
use crate::memory;

/// The sessions at the desk, each with its open library.
pub(super) struct Seats {
    taken: Mutex<HashMap<SessionId, Arc<OpenLibrary>>>,
    /// Libraries open and close one at a time: a session that begins while another one of the same account ends must
    /// never share a library that is just being closed.
    pub(super) doors: Mutex<()>,
    listener: Listener,
}

impl Seats {
    pub(super) fn new(listener: Listener) -> Self {
        Self {
            taken: Mutex::default(),
            doors: Mutex::default(),
            listener,
        }
    }

    /// The sessions that are here now.
    pub(super) fn taken(&self) -> Vec<SessionId> {
        lock(&self.taken).keys().copied().collect()
    }

    /// The sessions of `account` that are here now.
    pub(super) fn sessions_of(&self, account: AccountId) -> Vec<SessionId> {
        let taken = lock(&self.taken);
        let own = taken.iter().filter(|(_, open)| open.account() == account);
        own.map(|(session, _)| *session).collect()
    }

    /// The libraries that are open, each once.
    pub(super) fn open_libraries(&self) -> Vec<Arc<OpenLibrary>> {
        let taken = lock(&self.taken);
        let mut seen = Vec::new();
        let each_once = taken.values().filter(|open| {
            let new = !seen.contains(&open.account());
            seen.push(open.account());
            new
        });
        each_once.cloned().collect()
    }

    /// The library that `session` has open.
    pub(super) fn of(&self, session: SessionId) -> Option<Arc<OpenLibrary>> {
        lock(&self.taken).get(&session).cloned()
    }

    /// The library of `account`, if a session has it open.
    pub(super) fn library_of(&self, account: AccountId) -> Option<Arc<Library>> {
        lock(&self.taken)
            .values()
            .find(|open| open.account() == account)
            .map(|open| Arc::clone(open.library()))
    }

    /// The libraries that are open, each once for every session that shares it.
    pub(super) fn libraries(&self) -> Vec<Arc<Library>> {
        let taken = lock(&self.taken);
        taken
            .values()
            .map(|open| Arc::clone(open.library()))
            .collect()
    }

    /// Gives `session` its open library.
    pub(super) fn take(&self, session: Session, library: Arc<Library>) -> Opened {
        let account = session.account.id;
        if !self.is_open(&library) {
            let listener = Arc::clone(&self.listener);
            library.subscribe(Box::new(move |version| {
                listener(DeskEvent::LibraryChanged(account, version));
            }));
        }
        let open = Arc::new(OpenLibrary::new(account, library));
        lock(&self.taken).insert(session.session, open);
        Opened {
            token: session.token,
            account: session.account,
            session: session.session,
        }
    }

    /// Tells that `session` has begun. With no lock held: the listener may wait for the window, and the window for a lock.
    pub(super) fn announce(&self, session: SessionId) {
        (self.listener)(DeskEvent::SessionBegan(session));
    }

    /// Closes the library of a session that has ended, unless another one shares it. A running import is stopped, and
    /// leaves nothing, unless it is just being made durable.
    pub(super) fn leave(&self, session: SessionId) {
        let Some(open) = lock(&self.taken).remove(&session) else {
            return;
        };
        open.cancel_import();
        open.stop_look();
        {
            let _doors = lock(&self.doors);
            if !self.is_open(open.library())
                && let Err(error) = open.library().close()
            {
                // The write-ahead log stays beside the file and is taken up when it is opened again.
                tracing::error!(%error, "closing a library");
            }
        }
        let others = lock(&self.taken).len();
        drop(open);
        memory::give_back();
        (self.listener)(DeskEvent::SessionEnded { session, others });
    }

    fn is_open(&self, library: &Arc<Library>) -> bool {
        lock(&self.taken)
            .values()
            .any(|open| Arc::ptr_eq(open.library(), library))
    }
}
