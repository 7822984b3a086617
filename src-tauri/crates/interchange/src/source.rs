//! What is imported: a file, or a folder of another program.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::SystemTime;

use crate::ImportError;

/// A file or folder that is to be read. It is only ever read.
#[derive(Debug, Clone)]
pub struct Source {
    path: PathBuf,
    size: u64,
    modified: Option<SystemTime>,
    is_folder: bool,
    read: Arc<AtomicU64>,
}

impl Source {
    /// What stands at that path.
    pub fn at(path: impl Into<PathBuf>) -> Result<Self, ImportError> {
        let path = path.into();
        let metadata = fs::metadata(&path)?;
        // A pipe would keep whoever opens it waiting, and a device has no end.
        if !metadata.is_file() && !metadata.is_dir() {
            return Err(ImportError::OtherFormat {
                expected: "a file or a folder".to_owned(),
                found: "a pipe or a device".to_owned(),
            });
        }
        Ok(Self {
            path,
            size: metadata.len(),
            modified: metadata.modified().ok(),
            is_folder: metadata.is_dir(),
            read: Arc::default(),
        })
    }

    /// Where it is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Its name, without the folder that it lies in.
    #[must_use]
    pub fn name(&self) -> String {
        self.path
            .file_name()
            .map(|name| name.to_string_lossy().into_owned())
            .unwrap_or_default()
    }

    /// Its size in bytes when it was chosen.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.size
    }

    /// Whether it is a folder.
    #[must_use]
    pub fn is_folder(&self) -> bool {
        self.is_folder
    }

    /// Whether it is another one now than when it was chosen.
    #[must_use]
    pub fn has_changed(&self) -> bool {
        let Ok(now) = Self::at(&self.path) else {
            return true;
        };
        // A program that has its folder open writes to it all the time.
        !self.is_folder && (now.size, now.modified) != (self.size, self.modified)
    }

    /// How many bytes were read since it was opened last.
    #[must_use]
    pub fn bytes_read(&self) -> u64 {
        self.read.load(Ordering::Relaxed)
    }

    /// Opens the file; what is read of it counts from nothing again.
    pub(crate) fn open(&self) -> Result<Counted<File>, ImportError> {
        let file = File::open(&self.path)?;
        self.read.store(0, Ordering::Relaxed);
        Ok(Counted {
            inner: file,
            bytes: Arc::clone(&self.read),
        })
    }
}

/// The bytes of a picture on the disk, unless they are too many.
pub(crate) fn picture_at(path: &Path) -> io::Result<Vec<u8>> {
    const LARGEST: u64 = 64 * 1024 * 1024;
    if !fs::metadata(path)?.is_file() {
        let message = "expected a file, found something else";
        return Err(io::Error::new(io::ErrorKind::InvalidInput, message));
    }
    let mut bytes = Vec::new();
    File::open(path)?
        .take(LARGEST + 1)
        .read_to_end(&mut bytes)?;
    if bytes.len() as u64 > LARGEST {
        let message = "the picture is larger than 64 MiB";
        return Err(io::Error::new(io::ErrorKind::InvalidData, message));
    }
    Ok(bytes)
}

/// Counts what is read through it.
#[derive(Debug)]
pub(crate) struct Counted<R> {
    inner: R,
    bytes: Arc<AtomicU64>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.bytes.fetch_add(read as u64, Ordering::Relaxed);
        Ok(read)
    }
}

impl<R: io::Seek> io::Seek for Counted<R> {
    fn seek(&mut self, to: io::SeekFrom) -> io::Result<u64> {
        self.inner.seek(to)
    }
}
