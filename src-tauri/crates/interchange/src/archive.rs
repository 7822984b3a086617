//! Zip archives, unpacked with care: the sizes that they claim are not believed, and their names are no paths.

use std::fs::File;
use std::io::{self, BufReader, Read, Seek, SeekFrom};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use zip::ZipArchive;
use zip::result::ZipError;

use crate::{CoverSource, ImportError, Source};

/// The most bytes of a list when it is unpacked.
const LARGEST_LIST: u64 = 1024 * 1024 * 1024;
/// The most bytes of a picture when it is unpacked.
const LARGEST_PICTURE: u64 = 64 * 1024 * 1024;
/// Text packs twenty times at best; a thousand is somebody's joke.
const MOST_TIMES: u64 = 500;

/// The most bytes that are read to learn what an archive holds: hundreds of thousands of files.
const LONGEST_CONTENTS: u64 = 16 * 1024 * 1024;

/// An archive that is read by anybody who has it.
#[derive(Clone)]
pub(crate) struct Archive(Arc<Mutex<Opened>>);

struct Opened {
    archive: ZipArchive<BufReader<Bounded>>,
    /// The bytes of the file.
    size: u64,
}

/// A file of which only so much is read.
struct Bounded {
    file: File,
    room: Arc<AtomicU64>,
}

impl Read for Bounded {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.file.read(buffer)?;
        let room = self.room.load(Ordering::Relaxed);
        let Some(left) = room.checked_sub(read as u64) else {
            let message = "no list of what it holds, or one of hundreds of thousands of files";
            return Err(io::Error::new(io::ErrorKind::InvalidData, message));
        };
        if room < u64::MAX {
            self.room.store(left, Ordering::Relaxed);
        }
        Ok(read)
    }
}

impl Seek for Bounded {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.file.seek(to)
    }
}

impl Archive {
    /// Whether a file begins as archives do.
    pub(crate) fn is_one(start: &[u8]) -> bool {
        start.starts_with(b"PK\x03\x04") || start.starts_with(b"PK\x05\x06")
    }

    /// Opens it.
    pub(crate) fn open(source: &Source) -> Result<Self, ImportError> {
        let room = Arc::new(AtomicU64::new(LONGEST_CONTENTS));
        let file = BufReader::new(Bounded {
            file: File::open(source.path())?,
            room: Arc::clone(&room),
        });
        let archive = ZipArchive::new(file).map_err(|error| {
            damaged(
                "the archive",
                format_args!("expected a whole zip archive, found a damaged one ({error}); it may have been cut off"),
            )
        })?;
        room.store(u64::MAX, Ordering::Relaxed);
        Ok(Self(Arc::new(Mutex::new(Opened {
            archive,
            size: source.size(),
        }))))
    }

    fn lock(&self) -> MutexGuard<'_, Opened> {
        // Who panicked while reading left nothing half done that matters here.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether it holds a file of that name.
    pub(crate) fn holds(&self, name: &str) -> bool {
        self.lock().archive.index_for_name(name).is_some()
    }

    /// A list in it, unpacked into a file that nobody else sees and that goes when it is closed.
    pub(crate) fn list(&self, name: &str) -> Result<File, ImportError> {
        let Opened { archive, size } = &mut *self.lock();
        let mut entry = archive
            .by_name(name)
            .map_err(|error| damaged(name, unreadable(&error)))?;
        let most = entry
            .compressed_size()
            .min(*size)
            .saturating_mul(MOST_TIMES)
            .saturating_add(1024 * 1024);
        let most = most.min(LARGEST_LIST);
        let mut file = tempfile::tempfile()?;
        let unpacked =
            io::copy(&mut entry.by_ref().take(most + 1), &mut file).map_err(|error| {
                damaged(
                    name,
                    format_args!("expected a whole file, found a damaged one ({error})"),
                )
            })?;
        if unpacked > most {
            return Err(damaged(
                name,
                format_args!(
                    "expected a list of books, found more than {} MiB when it is unpacked",
                    most / (1024 * 1024)
                ),
            ));
        }
        file.rewind()?;
        Ok(file)
    }

    /// A short text in it.
    pub(crate) fn short_text(&self, name: &str) -> Option<String> {
        const LONGEST: u64 = 64 * 1024;
        let mut opened = self.lock();
        let mut entry = opened.archive.by_name(name).ok()?;
        let mut text = Vec::new();
        entry.by_ref().take(LONGEST).read_to_end(&mut text).ok()?;
        Some(String::from_utf8_lossy(&text).into_owned())
    }

    /// A picture in it, if there is one of that name.
    pub(crate) fn picture(&self, name: &str) -> Option<CoverSource> {
        if !self.holds(name) {
            return None;
        }
        let (archive, name) = (self.clone(), name.to_owned());
        Some(CoverSource::new(move || {
            let mut opened = archive.lock();
            let mut entry = opened
                .archive
                .by_name(&name)
                .map_err(|error| io::Error::new(io::ErrorKind::InvalidData, unreadable(&error)))?;
            let mut picture = Vec::new();
            entry
                .by_ref()
                .take(LARGEST_PICTURE + 1)
                .read_to_end(&mut picture)?;
            if picture.len() as u64 > LARGEST_PICTURE {
                return Err(io::Error::new(
                    io::ErrorKind::InvalidData,
                    "the cover is larger than 64 MiB",
                ));
            }
            Ok(picture)
        }))
    }
}

fn unreadable(error: &ZipError) -> String {
    match error {
        ZipError::FileNotFound => {
            "expected this file in the archive, found none of that name".to_owned()
        }
        other => format!("expected a file that can be unpacked, found one that cannot ({other})"),
    }
}

fn damaged(place: &str, message: impl std::fmt::Display) -> ImportError {
    ImportError::Damaged {
        place: place.to_owned(),
        message: message.to_string(),
    }
}
