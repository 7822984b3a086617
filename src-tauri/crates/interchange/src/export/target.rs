//! A folder that takes its place only when it is whole.

use std::fs;
use std::path::Path;

use super::ExportError;
use crate::whole_file::beside;

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
