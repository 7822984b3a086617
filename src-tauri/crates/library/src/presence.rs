//! Who has a library open. Any number of programs may; what needs it alone waits for none of them, but names them.
//!
//! Beside the library lies `library.lock`: who has it open holds it shared, who needs it alone holds it alone. A lock says
//! nothing of its holder, so each writes a file of its own beside it, and holds that: one that is not held is the trace of
//! a program that was killed. The operating system lets go of all of them when a program ends, however it ends.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use std::{fmt, io, process, thread};

use serde::{Deserialize, Serialize};

use crate::error::LibraryError;
use crate::values::Stamp;

/// How long who wants in waits for who needs the library alone.
const PATIENCE: Duration = Duration::from_secs(5);
const PAUSE: Duration = Duration::from_millis(20);
/// No file of a holder is longer; another program may have put anything there.
const LONGEST: u64 = 4_096;

/// A program that has a library open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holder {
    /// What it is called.
    pub program: String,
    /// Its number in the operating system.
    pub process: u32,
    /// The computer that it runs on: several may reach one folder.
    pub computer: String,
    /// Since when: an instant in UTC.
    pub since: String,
    /// What it needs the library alone for, if it does.
    pub alone_for: Option<String>,
}

impl Holder {
    fn this_one(alone_for: Option<&str>, now: &Stamp) -> Self {
        let program = std::env::current_exe().ok();
        let program = program.as_deref().and_then(Path::file_stem);
        Self {
            program: program.map_or_else(
                || "a program".to_owned(),
                |name| name.to_string_lossy().into_owned(),
            ),
            process: process::id(),
            computer: computer(),
            since: now.as_str().to_owned(),
            alone_for: alone_for.map(str::to_owned),
        }
    }
}

impl fmt::Display for Holder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            program,
            process,
            computer,
            since,
            alone_for,
        } = self;
        write!(
            f,
            "{program} (process {process} on {computer}, since {since})"
        )?;
        match alone_for {
            Some(what) => write!(f, ", which is {what}"),
            None => Ok(()),
        }
    }
}

/// That this program has a library open, until it is dropped.
#[derive(Debug)]
pub(crate) struct Presence {
    /// Nothing where the folder cannot be written or its file system has no locks.
    #[expect(dead_code, reason = "held, and let go of when dropped")]
    held: Option<Held>,
}

#[derive(Debug)]
struct Held {
    path: PathBuf,
    // In this order: the note of who it is goes before the lock does.
    note: Note,
    lock: File,
}

impl Presence {
    /// Waits a while for who needs the library alone. Refuses while another computer has it open: what `SQLite` shares
    /// between programs it shares between those of one computer.
    pub fn of(path: &Path, now: &Stamp) -> Result<Self, LibraryError> {
        let held = hold(path, now, None)?;
        let this = computer();
        match notes(path)
            .into_iter()
            .find(|note| note.holder.computer != this)
        {
            None => Ok(Self { held }),
            Some(note) if note.held => Err(LibraryError::InUse {
                holders: vec![note.holder],
            }),
            // A folder that is synchronised brings the notes of other computers, and not their locks.
            Some(note) => {
                note.remove();
                Err(LibraryError::OpenElsewhere {
                    holder: note.holder,
                })
            }
        }
    }
}

/// That this program has a library, which nobody has open, for itself.
#[derive(Debug)]
pub struct Alone {
    held: Option<Held>,
}

impl Alone {
    /// Refuses with [`LibraryError::InUse`] while anybody has the library open. `alone_for` goes on after "which is".
    pub fn with(path: &Path, alone_for: &str, now: &Stamp) -> Result<Self, LibraryError> {
        let held = hold(path, now, Some(alone_for))?;
        Ok(Self { held })
    }

    /// Goes on as one of those who may have it open.
    pub(crate) fn into_presence(self, now: &Stamp) -> Result<Presence, LibraryError> {
        let Some(Held { path, note, lock }) = self.held else {
            return Ok(Presence { held: None });
        };
        drop((note, lock));
        Presence::of(&path, now)
    }
}

fn hold(path: &Path, now: &Stamp, alone_for: Option<&str>) -> Result<Option<Held>, LibraryError> {
    let lock = private()
        .create(true)
        .truncate(false)
        .open(path.with_extension("lock"));
    let lock = match lock {
        Ok(lock) => lock,
        Err(error) => return without(&error),
    };
    let deadline = Instant::now() + PATIENCE;
    loop {
        let taken = match alone_for {
            Some(_) => lock.try_lock(),
            None => lock.try_lock_shared(),
        };
        match taken {
            Ok(()) => break,
            Err(TryLockError::Error(error)) => return without(&error),
            // Who needs it alone would have to wait for people.
            Err(TryLockError::WouldBlock) if alone_for.is_some() || Instant::now() > deadline => {
                return Err(LibraryError::InUse {
                    holders: holders(path),
                });
            }
            Err(TryLockError::WouldBlock) => thread::sleep(PAUSE),
        }
    }
    match Note::leave(path, &Holder::this_one(alone_for, now)) {
        Ok(note) => Ok(Some(Held {
            path: path.to_owned(),
            note,
            lock,
        })),
        Err(error) => without(&error),
    }
}

/// A read-only medium, or a file system without locks: nobody can say who is there, and reading must go on.
fn without(error: &io::Error) -> Result<Option<Held>, LibraryError> {
    use io::ErrorKind;

    match error.kind() {
        ErrorKind::NotFound | ErrorKind::NotADirectory => Err(LibraryError::Storage),
        _ => {
            tracing::warn!(%error, "nobody can say who has this library open");
            Ok(None)
        }
    }
}

/// Who has the library open now, as far as this computer can tell.
fn holders(path: &Path) -> Vec<Holder> {
    let held = notes(path).into_iter().filter(|note| note.held);
    let mut holders: Vec<Holder> = held.map(|note| note.holder).collect();
    holders.sort_by(|one, other| one.since.cmp(&other.since));
    holders
}

/// A note that was found.
struct Found {
    path: PathBuf,
    holder: Holder,
    held: bool,
}

impl Found {
    fn read(path: PathBuf) -> Option<Self> {
        let note = File::open(&path).ok()?;
        let held = note.try_lock().is_err();
        let mut text = String::new();
        (&note).take(LONGEST).read_to_string(&mut text).ok()?;
        let found = serde_json::from_str(&text).ok();
        if found.is_none() && !held {
            // Cut off while it was written.
            let _ = fs::remove_file(&path);
        }
        Some(Self {
            holder: found?,
            path,
            held,
        })
    }

    /// That it cannot be removed is no harm: it is tried again.
    fn remove(&self) {
        let _ = fs::remove_file(&self.path);
    }
}

/// The notes beside a library. Those of programs of this computer that were killed are swept away.
fn notes(path: &Path) -> Vec<Found> {
    let Some(entries) = path.parent().and_then(|folder| fs::read_dir(folder).ok()) else {
        return Vec::new();
    };
    let (prefix, this) = (note_prefix(path), computer());
    entries
        .filter_map(Result::ok)
        .filter(|entry| entry.file_name().to_string_lossy().starts_with(&prefix))
        .filter_map(|entry| Found::read(entry.path()))
        .filter(|note| {
            let killed = !note.held && note.holder.computer == this;
            if killed {
                note.remove();
            }
            !killed
        })
        .collect()
}

fn computer() -> String {
    gethostname::gethostname().to_string_lossy().into_owned()
}

/// For files that only their owner may read.
fn private() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.write(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

fn note_prefix(path: &Path) -> String {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    format!("{stem}.open.")
}

/// The file that says who holds the lock; removed when dropped.
#[derive(Debug)]
struct Note {
    path: PathBuf,
    _held: File,
}

impl Note {
    fn leave(library: &Path, holder: &Holder) -> io::Result<Self> {
        let mut number = [0; 8];
        getrandom::fill(&mut number).map_err(io::Error::other)?;
        let name = format!(
            "{}{:016x}",
            note_prefix(library),
            u64::from_le_bytes(number)
        );
        let path = library.with_file_name(name);
        let mut held = private().create_new(true).open(&path)?;
        let note = Self {
            path,
            _held: held.try_clone()?,
        };
        held.lock()?;
        held.write_all(serde_json::to_string(holder)?.as_bytes())?;
        Ok(note)
    }
}

impl Drop for Note {
    fn drop(&mut self) {
        // What remains is swept away by whoever looks next.
        let _ = fs::remove_file(&self.path);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn now() -> Stamp {
        "2026-11-24T08:00:00.000Z".parse().unwrap()
    }

    fn entries(folder: &Path) -> usize {
        fs::read_dir(folder).unwrap().count()
    }

    #[test]
    fn many_may_be_there_and_who_needs_it_alone_is_told_who() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("library.db");
        let one = Presence::of(&path, &now()).unwrap();
        let other = Presence::of(&path, &now()).unwrap();
        let Err(LibraryError::InUse { holders }) = Alone::with(&path, "being restored", &now())
        else {
            panic!("alone beside two others");
        };
        assert_eq!(holders.len(), 2);
        assert_eq!(holders[0].process, process::id());
        assert_eq!(holders[0].alone_for, None);
        drop((one, other));
        let alone = Alone::with(&path, "restoring it", &now()).unwrap();
        assert!(Alone::with(&path, "restoring it", &now()).is_err());
        let presence = alone.into_presence(&now()).unwrap();
        drop(presence);
        // The lock itself stays: to remove it would leave two who hold two of them.
        assert_eq!(entries(folder.path()), 1);
    }

    fn leave_note(folder: &Path, computer: &str) -> PathBuf {
        let note = folder.join("library.open.0123456789abcdef");
        let holder = format!(
            r#"{{"program":"bookplate","process":1,"computer":"{computer}","since":"2026-11-24T08:00:00Z"}}"#
        );
        fs::write(&note, holder).unwrap();
        note
    }

    #[test]
    fn the_trace_of_a_killed_program_is_no_holder() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("library.db");
        let stale = leave_note(folder.path(), &computer());
        let _here = Presence::of(&path, &now()).unwrap();
        assert_eq!(holders(&path).len(), 1);
        assert!(!stale.exists());
    }

    #[test]
    fn a_library_that_is_open_on_another_computer_is_not_opened() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("library.db");
        let note = leave_note(folder.path(), "another computer");
        {
            let held = File::open(&note).unwrap();
            held.lock().unwrap();
            let refused = Presence::of(&path, &now());
            assert!(
                matches!(refused, Err(LibraryError::InUse { .. })),
                "{refused:?}"
            );
        }
        // Its lock does not reach here: it is told once, and the person decides.
        let refused = Presence::of(&path, &now()).unwrap_err();
        assert!(
            refused.to_string().contains("another computer"),
            "{refused}"
        );
        assert!(Presence::of(&path, &now()).is_ok());
    }
}
