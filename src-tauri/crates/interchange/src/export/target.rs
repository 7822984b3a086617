//! A file or folder that takes its place only when it is whole.

use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use super::ExportError;

/// Writes a file beside its place, and puts it there when it is whole and on the disk.
pub(super) fn file(
    target: &Path,
    write: impl FnOnce(&mut dyn Write) -> Result<(), ExportError>,
) -> Result<(), ExportError> {
    let beside = beside(target);
    let written = written(&beside, write).and_then(|()| Ok(fs::rename(&beside, target)?));
    if written.is_err() {
        // What is left of it is of no use to anybody; the error that is told is the first one.
        let _ = fs::remove_file(&beside);
    }
    written
}

fn written(
    path: &Path,
    write: impl FnOnce(&mut dyn Write) -> Result<(), ExportError>,
) -> Result<(), ExportError> {
    let mut out = BufWriter::with_capacity(1 << 16, File::create(path)?);
    write(&mut out)?;
    let file = out
        .into_inner()
        .map_err(std::io::IntoInnerError::into_error)?;
    file.sync_all()?;
    Ok(())
}

/// A name beside another that nothing has.
fn beside(target: &Path) -> PathBuf {
    let name = target
        .file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default();
    let process = std::process::id();
    target.with_file_name(format!(".{name}.{process}.part"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).unwrap();
        entries
            .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
            .collect()
    }

    #[test]
    fn what_fails_leaves_the_former_file_and_nothing_beside_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("books.json");
        fs::write(&path, "before").unwrap();
        let failed = file(&path, |out| {
            out.write_all(b"half")?;
            Err(ExportError::Cancelled)
        });
        assert!(matches!(failed, Err(ExportError::Cancelled)));
        assert_eq!(fs::read_to_string(&path).unwrap(), "before");
        assert_eq!(names(folder.path()), ["books.json"]);
        file(&path, |out| Ok(out.write_all(b"whole")?)).unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "whole");
        assert_eq!(names(folder.path()), ["books.json"]);
    }
}
