//! One session's open library, with what that session keeps beside it: result lists, a chosen file, a running import.

use std::{
    collections::VecDeque,
    fs::File,
    io::Read,
    path::{Path, PathBuf},
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, AtomicU32, Ordering},
    },
};

use accounts::{AccountId, NewRecoveryCode};
use interchange::{FileFormat, Plan, Report, Source};
use library::{BookList, Library, LibraryError};

use super::lock;

/// How many result lists a session keeps: the one shown, the one being typed, and a few to go back to.
const LISTS_KEPT: usize = 8;

/// A library that a session has open.
pub struct OpenLibrary {
    account: AccountId,
    library: Arc<Library>,
    lists: Mutex<VecDeque<(u32, Arc<BookList>)>>,
    next: AtomicU32,
    chosen: Mutex<Option<(u32, Chosen)>>,
    plan: Mutex<Option<(u32, Arc<Plan>)>>,
    report: Mutex<Option<Arc<Report>>>,
    importing: Mutex<Option<Arc<AtomicBool>>>,
    looking: Mutex<Option<Arc<AtomicBool>>>,
    new_code: Mutex<Option<Arc<NewRecoveryCode>>>,
    backup: Mutex<Option<(u32, PathBuf)>>,
}

/// What a person chose in the system's own dialog. Its path never comes from the window.
#[derive(Debug, Clone)]
pub struct Chosen {
    /// The file or folder.
    pub source: Source,
    /// Its format.
    pub format: FileFormat,
}

impl OpenLibrary {
    pub(super) fn new(account: AccountId, library: Arc<Library>) -> Self {
        Self {
            account,
            library,
            lists: Mutex::default(),
            next: AtomicU32::new(1),
            chosen: Mutex::default(),
            plan: Mutex::default(),
            report: Mutex::default(),
            importing: Mutex::default(),
            looking: Mutex::default(),
            new_code: Mutex::default(),
            backup: Mutex::default(),
        }
    }

    /// Whose it is.
    #[must_use]
    pub fn account(&self) -> AccountId {
        self.account
    }

    /// The library itself.
    #[must_use]
    pub fn library(&self) -> &Arc<Library> {
        &self.library
    }

    /// Keeps `list` for [`Self::list`] and gives its number; the oldest one makes room.
    pub fn keep_list(&self, list: Arc<BookList>) -> u32 {
        let number = self.next.fetch_add(1, Ordering::Relaxed);
        let mut lists = lock(&self.lists);
        lists.push_back((number, list));
        if lists.len() > LISTS_KEPT {
            lists.pop_front();
        }
        number
    }

    /// The list kept under `number`, if it still is.
    #[must_use]
    pub fn list(&self, number: u32) -> Option<Arc<BookList>> {
        lock(&self.lists)
            .iter()
            .find(|(kept, _)| *kept == number)
            .map(|(_, list)| Arc::clone(list))
    }

    /// Keeps what was chosen and gives the number that stands for it. A plan of what was chosen before is void.
    pub fn choose(&self, file: Chosen) -> u32 {
        *lock(&self.plan) = None;
        let number = self.next.fetch_add(1, Ordering::Relaxed);
        *lock(&self.chosen) = Some((number, file));
        number
    }

    /// Keeps a plan and gives the number that stands for it.
    pub fn keep_plan(&self, plan: Arc<Plan>) -> u32 {
        let number = self.next.fetch_add(1, Ordering::Relaxed);
        *lock(&self.plan) = Some((number, plan));
        number
    }

    /// The plan kept under `number`, if it still is.
    #[must_use]
    pub fn plan(&self, number: u32) -> Option<Arc<Plan>> {
        lock(&self.plan)
            .as_ref()
            .filter(|(kept, _)| *kept == number)
            .map(|(_, plan)| Arc::clone(plan))
    }

    /// Keeps what the last import did; its plan is void.
    pub fn keep_report(&self, report: Arc<Report>) {
        *lock(&self.plan) = None;
        *lock(&self.report) = Some(report);
    }

    /// What the last import did.
    #[must_use]
    pub fn report(&self) -> Option<Arc<Report>> {
        lock(&self.report).clone()
    }

    /// What `number` stands for.
    #[must_use]
    pub fn chosen(&self, number: u32) -> Option<Chosen> {
        lock(&self.chosen)
            .as_ref()
            .filter(|(chosen, _)| *chosen == number)
            .map(|(_, file)| file.clone())
    }

    /// The flag that stops the import about to begin, or `None` while another one runs.
    #[must_use]
    pub fn begin_import(&self) -> Option<ImportTurn<'_>> {
        let mut importing = lock(&self.importing);
        if importing.is_some() {
            return None;
        }
        let cancelled = Arc::new(AtomicBool::new(false));
        *importing = Some(Arc::clone(&cancelled));
        Some(ImportTurn {
            library: self,
            cancelled,
        })
    }

    /// Stops the import that runs, if one does: nothing of it remains.
    pub fn cancel_import(&self) {
        if let Some(cancelled) = &*lock(&self.importing) {
            cancelled.store(true, Ordering::Relaxed);
        }
    }

    /// Ends an import wherever it stands: what runs is stopped, and neither the file nor its plan is kept any longer.
    pub fn leave_import(&self) {
        self.cancel_import();
        *lock(&self.plan) = None;
        *lock(&self.chosen) = None;
    }

    /// Keeps a recovery code that is shown until it has been written down.
    pub fn keep_new_code(&self, made: NewRecoveryCode) {
        *lock(&self.new_code) = Some(Arc::new(made));
    }

    /// The recovery code that is shown.
    #[must_use]
    pub fn new_code(&self) -> Option<Arc<NewRecoveryCode>> {
        lock(&self.new_code).clone()
    }

    /// Forgets the recovery code that was shown.
    pub fn forget_new_code(&self) {
        *lock(&self.new_code) = None;
    }

    /// Keeps the backup that was chosen, and gives the number that stands for it.
    pub fn choose_backup(&self, path: PathBuf) -> u32 {
        let number = self.next.fetch_add(1, Ordering::Relaxed);
        *lock(&self.backup) = Some((number, path));
        number
    }

    /// The backup that `number` stands for.
    #[must_use]
    pub fn backup(&self, number: u32) -> Option<PathBuf> {
        let backup = lock(&self.backup);
        let chosen = backup.as_ref().filter(|(chosen, _)| *chosen == number);
        chosen.map(|(_, path)| path.clone())
    }

    /// The flag that stops the look about to begin. Only the last answer is waited for: a look before it is stopped.
    #[must_use]
    pub fn begin_look(&self) -> Arc<AtomicBool> {
        let stopped = Arc::new(AtomicBool::new(false));
        let before = lock(&self.looking).replace(Arc::clone(&stopped));
        if let Some(before) = before {
            before.store(true, Ordering::Relaxed);
        }
        stopped
    }

    /// Stops the look that goes on, if one does.
    pub fn stop_look(&self) {
        if let Some(stopped) = lock(&self.looking).take() {
            stopped.store(true, Ordering::Relaxed);
        }
    }
}

/// The right to import; given back when dropped, however the import ends.
pub struct ImportTurn<'a> {
    library: &'a OpenLibrary,
    cancelled: Arc<AtomicBool>,
}

impl ImportTurn<'_> {
    /// Set once somebody cancels.
    #[must_use]
    pub fn cancelled(&self) -> &Arc<AtomicBool> {
        &self.cancelled
    }
}

impl Drop for ImportTurn<'_> {
    fn drop(&mut self) {
        *lock(&self.library.importing) = None;
    }
}

/// Reads a file that a person chose, unless it is larger than it can rightly be.
pub fn read_at_most(path: &Path, most: u64) -> Result<Vec<u8>, LibraryError> {
    let refused = |reason: String| LibraryError::Picture { reason };
    let unreadable = |error: std::io::Error| {
        tracing::warn!(%error, "reading a chosen file");
        refused("the file could not be read".to_owned())
    };
    let file = File::open(path).map_err(unreadable)?;
    let mut bytes = Vec::new();
    // One byte more tells a file that is too large, whatever its metadata say.
    file.take(most + 1)
        .read_to_end(&mut bytes)
        .map_err(unreadable)?;
    if bytes.len() as u64 > most {
        return Err(refused(format!(
            "expected a picture of at most {} MB; this file is larger",
            most / 1_000_000
        )));
    }
    Ok(bytes)
}
