//! The file that a backup is: a zip archive, not compressed, of what opens the library and of the library itself.
//!
//! `bookplate.json` says when it was made and has the account's wrapped keys; `library.db` is the encrypted library, byte
//! for byte as it is opened. What the library holds is not said outside it.

use std::{
    fs::{self, File},
    io::{self, BufReader, BufWriter, Read, Write},
    path::Path,
};

use accounts::KeyBundle;
use serde::{Deserialize, Serialize};
use zip::{CompressionMethod, ZipArchive, ZipWriter, result::ZipError, write::SimpleFileOptions};

use super::super::DeskError;

const MANIFEST: &str = "bookplate.json";
const LIBRARY: &str = "library.db";
const FORMAT: &str = "bookplate backup";
const VERSION: u32 = 1;
/// No manifest is longer.
const LONGEST_MANIFEST: u64 = 64 * 1024;

/// What a backup says of itself.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Manifest {
    format: String,
    version: u32,
    /// When it was made: an instant in UTC.
    pub made: String,
    /// The program that made it.
    program: String,
    /// The account and its wrapped keys.
    pub keys: KeyBundle,
}

impl Manifest {
    /// Of a backup that is made now.
    pub fn new(made: String, keys: KeyBundle) -> Self {
        Self {
            format: FORMAT.to_owned(),
            version: VERSION,
            made,
            program: format!("Bookplate {}", env!("CARGO_PKG_VERSION")),
            keys,
        }
    }
}

/// Writes the backup whole, or leaves nothing: beside its place first, renamed when it is on the disk.
pub fn write(target: &Path, manifest: &Manifest, library: &Path) -> Result<(), DeskError> {
    let new = target.with_extension("bookplate.new");
    let written = fill(&new, manifest, library).and_then(|()| {
        fs::rename(&new, target)?;
        match target.parent() {
            // Makes the name itself durable. Windows does so by itself and cannot open a folder.
            Some(folder) if cfg!(unix) => File::open(folder)?.sync_all(),
            _ => Ok(()),
        }
    });
    written.map_err(|error| {
        // What is left is what could not be written.
        let _ = fs::remove_file(&new);
        DeskError::writing_backup(target, &error)
    })
}

fn fill(new: &Path, manifest: &Manifest, library: &Path) -> io::Result<()> {
    let mut options = File::options();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut zip = ZipWriter::new(BufWriter::new(options.open(new)?));
    let stored = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Stored)
        .large_file(true);
    zip.start_file(MANIFEST, stored)?;
    zip.write_all(&serde_json::to_vec_pretty(manifest)?)?;
    zip.start_file(LIBRARY, stored)?;
    io::copy(&mut File::open(library)?, &mut zip)?;
    let file = zip
        .finish()?
        .into_inner()
        .map_err(io::IntoInnerError::into_error)?;
    file.sync_all()
}

/// Reads what a file says of itself, if it is a backup.
pub fn read(path: &Path) -> Result<Manifest, DeskError> {
    let mut zip = open(path)?;
    let not_a_backup = || DeskError::not_a_backup(path);
    let mut text = Vec::new();
    zip.by_name(MANIFEST)
        .map_err(|_| not_a_backup())?
        .take(LONGEST_MANIFEST)
        .read_to_end(&mut text)
        .map_err(|error| DeskError::reading_backup(path, &error))?;
    let manifest: Manifest = serde_json::from_slice(&text).map_err(|error| {
        tracing::warn!(%error, "reading a backup");
        not_a_backup()
    })?;
    if manifest.format != FORMAT {
        return Err(not_a_backup());
    }
    if manifest.version > VERSION {
        return Err(DeskError::NewerBackup {
            found: manifest.version,
            known: VERSION,
        });
    }
    Ok(manifest)
}

/// Takes the library out of a backup, into a new file.
pub fn extract(path: &Path, target: &Path) -> Result<(), DeskError> {
    let mut zip = open(path)?;
    let mut library = zip
        .by_name(LIBRARY)
        .map_err(|_| DeskError::not_a_backup(path))?;
    let mut options = File::options();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options
        .open(target)
        .map_err(|error| DeskError::writing_backup(target, &error))?;
    // A reader that stops and a disk that is full are told apart by who fails.
    let mut buffer = vec![0; 1 << 20];
    loop {
        let count = library
            .read(&mut buffer)
            .map_err(|error| DeskError::reading_backup(path, &error))?;
        if count == 0 {
            break;
        }
        file.write_all(&buffer[..count])
            .map_err(|error| DeskError::writing_backup(target, &error))?;
    }
    file.sync_all()
        .map_err(|error| DeskError::writing_backup(target, &error))
}

fn open(path: &Path) -> Result<ZipArchive<BufReader<File>>, DeskError> {
    let file = File::open(path).map_err(|error| DeskError::reading_backup(path, &error))?;
    ZipArchive::new(BufReader::new(file)).map_err(|error| match error {
        ZipError::Io(error) if error.kind() != io::ErrorKind::UnexpectedEof => {
            DeskError::reading_backup(path, &error)
        }
        _ => DeskError::not_a_backup(path),
    })
}
