//! Backups: made by hand into one file, or by themselves; each restored once for a rehearsal before it counts.

mod file;
mod restore;
mod schedule;

use std::{
    fs,
    path::{Path, PathBuf},
    time::Duration,
};

use accounts::AccountId;
use jiff::{SignedDuration, Timestamp, Unit};
use library::{Contents, LibraryError};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Desk, DeskError, OpenLibrary, data_folder::create_private};

pub use restore::Restored;
pub use schedule::Kept;

/// The wish of an account where its automatic backups go.
const FOLDER: &str = "backup folder";
/// What a library remembers of its last automatic backup.
const LAST: &str = "backup.last";
/// A library that changes is backed up at least so often while it is open.
const DAILY: SignedDuration = SignedDuration::from_hours(24);

/// What was found when a backup was restored for a rehearsal, and held against the library that it was made of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct Rehearsal {
    /// When: an instant in UTC.
    pub at: String,
    /// The backup.
    pub file: String,
    /// What it holds: the same, by a digest of all of it, as the library did.
    pub contents: Contents,
}

#[derive(Serialize, Deserialize)]
struct Last {
    rehearsal: Rehearsal,
    generation: i64,
}

/// Whether a backup is made that is not asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Occasion {
    /// The library was changed since the last one.
    Leaving,
    /// It was changed, and the last one is a day old.
    Daily,
}

/// The automatic backups of one account.
#[derive(Debug)]
pub struct Backups {
    /// Where they are.
    pub folder: PathBuf,
    /// Whether the account chose that folder itself.
    pub chosen: bool,
    /// The newest first.
    pub kept: Vec<Kept>,
    /// The last one that was made.
    pub rehearsal: Option<Rehearsal>,
}

impl Desk {
    /// Makes a backup in one file, at `target`, and restores it once for a rehearsal. What stood there is replaced when
    /// the new one is whole.
    pub fn back_up(
        &self,
        open: &OpenLibrary,
        target: &Path,
        stopped: &dyn Fn() -> bool,
    ) -> Result<Rehearsal, DeskError> {
        self.back_up_at(open, target, now(), stopped)
    }

    fn back_up_at(
        &self,
        open: &OpenLibrary,
        target: &Path,
        made: Timestamp,
        stopped: &dyn Fn() -> bool,
    ) -> Result<Rehearsal, DeskError> {
        let account = open.account();
        let copy = Scratch::new(self, account, "copied")?;
        let contents = open.library().copy_to(copy.path(), stopped)?;
        let manifest = file::Manifest::new(made.to_string(), self.accounts.bundle(account)?);
        file::write(target, &manifest, copy.path())?;
        drop(copy);
        let rehearsed = self.rehearse(open, target);
        match rehearsed {
            Ok(found) if found == contents => Ok(Rehearsal {
                at: made.to_string(),
                file: target.display().to_string(),
                contents,
            }),
            Ok(_)
            | Err(DeskError::Library(LibraryError::Damaged) | DeskError::NotABackup { .. }) => {
                // Worse than none: it would be relied on.
                let _ = fs::remove_file(target);
                Err(DeskError::BackupUnequal)
            }
            Err(error) => Err(error),
        }
    }

    /// Restores a backup into a file of its own, checks every page of it, and says what it holds.
    fn rehearse(&self, open: &OpenLibrary, backup: &Path) -> Result<Contents, DeskError> {
        let restored = Scratch::new(self, open.account(), "rehearsed")?;
        file::extract(backup, restored.path())?;
        Ok(open.library().inspect_copy(restored.path())?)
    }

    /// Makes an automatic backup if the occasion asks for one, and removes those that are superfluous.
    pub fn back_up_by_itself(
        &self,
        open: &OpenLibrary,
        occasion: Occasion,
    ) -> Result<Option<Rehearsal>, DeskError> {
        let now = now();
        let last = last(open)?;
        let generation = open.library().generation()?;
        if let Some(last) = last {
            let age = last.rehearsal.at.parse().map(|at| now.duration_since(at));
            // With the clock set back, one too many is made rather than none.
            let recent = age.is_ok_and(|age| age < DAILY && !age.is_negative());
            if last.generation == generation || (occasion == Occasion::Daily && recent) {
                return Ok(None);
            }
        } else if open.library().counts()?.all == 0 {
            return Ok(None);
        }
        self.back_up_now(open).map(Some)
    }

    /// Makes an automatic backup, asked for or not, and removes those that are superfluous.
    pub fn back_up_now(&self, open: &OpenLibrary) -> Result<Rehearsal, DeskError> {
        let account = open.account();
        let generation = open.library().generation()?;
        let (folder, _) = self.backup_folder(account)?;
        create_private(&folder).map_err(|error| DeskError::folder(&folder, &error))?;
        let made = now();
        let target = folder.join(schedule::name(account, made));
        let rehearsal = self.back_up_at(open, &target, made, &|| false)?;
        let last = Last {
            rehearsal,
            generation,
        };
        let text = serde_json::to_string(&last).map_err(|_| LibraryError::Storage)?;
        open.library().remember(LAST, &text)?;
        for kept in schedule::superfluous(&schedule::list(&folder, account)) {
            if let Err(error) = fs::remove_file(&kept.path) {
                tracing::warn!(%error, "an old backup stays");
            }
        }
        sweep(&folder, |name| schedule::is_unfinished(name, account));
        // Now that a newer one is whole, what a restore replaced need not be kept.
        restore::forget_former(self, account);
        Ok(last.rehearsal)
    }

    /// Every open library that has changed is backed up, where the occasion asks for it. What goes wrong is told to the
    /// log: it must not keep anybody from leaving.
    pub fn back_up_all(&self, occasion: Occasion) {
        for open in self.seats.open_libraries() {
            if let Err(error) = self.back_up_by_itself(&open, occasion) {
                tracing::error!(%error, "no backup was made");
            }
        }
    }

    /// The automatic backups of an open library.
    pub fn backups(&self, open: &OpenLibrary) -> Result<Backups, DeskError> {
        let (folder, chosen) = self.backup_folder(open.account())?;
        Ok(Backups {
            kept: schedule::list(&folder, open.account()),
            folder,
            chosen,
            rehearsal: last(open)?.map(|last| last.rehearsal),
        })
    }

    /// Where the account's automatic backups go from now on; nothing for the usual place. What is there already stays.
    pub fn keep_backups_in(
        &self,
        open: &OpenLibrary,
        folder: Option<&Path>,
    ) -> Result<(), DeskError> {
        if let Some(folder) = folder {
            create_private(folder)
                .and_then(|()| super::data_folder::probe(folder))
                .map_err(|error| DeskError::folder(folder, &error))?;
        }
        let text = folder.map(|folder| folder.display().to_string());
        Ok(self
            .accounts
            .keep_setting(open.account(), FOLDER, text.as_deref())?)
    }

    fn backup_folder(&self, account: AccountId) -> Result<(PathBuf, bool), DeskError> {
        Ok(match self.accounts.setting(account, FOLDER)? {
            Some(chosen) => (PathBuf::from(chosen), true),
            None => (self.folder.backups(account), false),
        })
    }
}

fn last(open: &OpenLibrary) -> Result<Option<Last>, DeskError> {
    let text = open.library().remembered(LAST)?;
    // What another version wrote counts as nothing.
    Ok(text.and_then(|text| serde_json::from_str(&text).ok()))
}

fn now() -> Timestamp {
    let now = Timestamp::now();
    now.round(Unit::Second).unwrap_or(now)
}

/// What a killed program left of its work is waste after so long; what another one is at now is younger.
const STALE: Duration = Duration::from_hours(1);

/// Removes from a folder the files that a killed program left unfinished.
fn sweep(folder: &Path, is_unfinished: impl Fn(&str) -> bool) {
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    for entry in entries.filter_map(Result::ok) {
        let name = entry.file_name();
        let age = entry
            .metadata()
            .and_then(|metadata| metadata.modified())
            .map(|modified| modified.elapsed().unwrap_or_default());
        if is_unfinished(&name.to_string_lossy()) && age.is_ok_and(|age| age > STALE) {
            tracing::info!(?name, "a killed program left this");
            // It is tried again the next time.
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// Removes the scratch files that a killed program left beside a library.
pub(super) fn sweep_beside(library: &Path) {
    if let Some(folder) = library.parent() {
        sweep(folder, |name| name.contains(SCRATCH));
    }
}

/// In the name of every scratch file.
const SCRATCH: &str = ".scratch.";

/// A file beside a library that is gone again when this is dropped.
struct Scratch(PathBuf);

impl Scratch {
    fn new(desk: &Desk, account: AccountId, what: &str) -> Result<Self, DeskError> {
        desk.folder.create_library_folder(account)?;
        let name = format!("{}{SCRATCH}{what}.db", uuid::Uuid::new_v4().simple());
        Ok(Self(desk.folder.beside_library(account, &name)))
    }

    fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        for suffix in ["", "-wal", "-shm", "-journal"] {
            let mut name = self.0.clone().into_os_string();
            name.push(suffix);
            let _ = fs::remove_file(name);
        }
    }
}
