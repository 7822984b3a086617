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

/// Fills a folder beside its place, and puts it there when it is whole. What is there must be an empty folder, or nothing.
///
/// The files are not forced onto the disk one by one, which would take minutes for a large library: what a crash of the
/// computer in that very moment loses can be written again.
pub(super) fn folder(
    target: &Path,
    fill: impl FnOnce(&Path) -> Result<(), ExportError>,
) -> Result<(), ExportError> {
    let is_there = target.exists();
    if is_there && (!target.is_dir() || fs::read_dir(target)?.next().is_some()) {
        return Err(ExportError::NotEmpty);
    }
    // A folder may be called `.`, which has nothing beside it.
    let place = if is_there {
        target.canonicalize()?
    } else {
        target.to_owned()
    };
    let beside = beside(&place);
    fs::create_dir(&beside)?;
    let filled = fill(&beside).and_then(|()| {
        if is_there {
            fs::remove_dir(&place)?;
        }
        Ok(fs::rename(&beside, &place)?)
    });
    if filled.is_err() {
        let _ = fs::remove_dir_all(&beside);
    }
    filled
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
    #[test]
    fn a_folder_that_holds_something_is_not_touched() {
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("notes");
        super::folder(&target, |path| Ok(fs::write(path.join("a.md"), "a")?)).unwrap();
        let again = super::folder(&target, |_| Ok(()));
        assert!(matches!(again, Err(ExportError::NotEmpty)));
        let file = super::folder(&target.join("a.md"), |_| Ok(()));
        assert!(matches!(file, Err(ExportError::NotEmpty)));
        assert_eq!(names(&target), ["a.md"]);
        let empty = folder.path().join("empty");
        fs::create_dir(&empty).unwrap();
        let failed = super::folder(&empty, |_| Err(ExportError::Cancelled));
        assert!(matches!(failed, Err(ExportError::Cancelled)));
        assert_eq!(names(&empty), Vec::<String>::new());
        super::folder(&empty.join("."), |path| {
            Ok(fs::write(path.join("b.md"), "b")?)
        })
        .unwrap();
        assert_eq!(names(&empty), ["b.md"]);
        assert_eq!(names(folder.path()).len(), 2);
    }
}
