//! A file that takes its place only when it is whole.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

/// Written beside its place, and put there when it is whole and on the disk; what stood there before stands until then.
/// Dropped before, nothing is left of it.
///
/// A terminal, a pipe or another device is written to as it comes: nothing can take its place.
#[derive(Debug)]
pub struct WholeFile {
    out: BufWriter<File>,
    /// Where it is written and where it belongs, until it is there.
    move_to: Option<(PathBuf, PathBuf)>,
}

impl WholeFile {
    /// Begins a file. Whether it can be written at all is known from here on.
    pub fn create(target: &Path) -> io::Result<Self> {
        let (file, move_to) = match fs::metadata(target) {
            Ok(there) if there.is_dir() => return Err(io::ErrorKind::IsADirectory.into()),
            Ok(there) if !there.is_file() => (File::options().write(true).open(target)?, None),
            // Through a link, to the file that it names; whoever may not read that may not read what replaces it.
            Ok(there) => {
                let begun = begun(target.canonicalize()?)?;
                begun.0.set_permissions(there.permissions())?;
                begun
            }
            Err(_) => begun(target.to_owned())?,
        };
        Ok(Self {
            out: BufWriter::with_capacity(1 << 16, file),
            move_to,
        })
    }

    /// Puts it in its place.
    pub fn finish(mut self) -> io::Result<()> {
        self.out.flush()?;
        let Some((beside, target)) = &self.move_to else {
            return Ok(());
        };
        self.out.get_ref().sync_all()?;
        fs::rename(beside, target)?;
        self.move_to = None;
        Ok(())
    }
}

fn begun(target: PathBuf) -> io::Result<(File, Option<(PathBuf, PathBuf)>)> {
    let beside = beside(&target);
    let file = File::create(&beside)?;
    Ok((file, Some((beside, target))))
}

/// A name beside another that nothing has.
pub(crate) fn beside(target: &Path) -> PathBuf {
    let name = target
        .file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default();
    let process = std::process::id();
    target.with_file_name(format!(".{name}.{process}.part"))
}

impl Write for WholeFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.out.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

impl Drop for WholeFile {
    fn drop(&mut self) {
        if let Some((beside, _)) = &self.move_to {
            // What is left of it is of no use to anybody; the error that is told is the first one.
            let _ = fs::remove_file(beside);
        }
    }
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
    fn what_is_not_finished_leaves_the_former_file_and_nothing_beside_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("books.json");
        fs::write(&path, "before").unwrap();
        let mut file = WholeFile::create(&path).unwrap();
        file.write_all(b"half").unwrap();
        drop(file);
        assert_eq!(fs::read_to_string(&path).unwrap(), "before");
        assert_eq!(names(folder.path()), ["books.json"]);
        let mut file = WholeFile::create(&path).unwrap();
        file.write_all(b"whole").unwrap();
        file.finish().unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "whole");
        assert_eq!(names(folder.path()), ["books.json"]);
    }

    #[test]
    fn a_folder_is_no_file() {
        let folder = tempfile::tempdir().unwrap();
        let error = WholeFile::create(folder.path()).unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::IsADirectory);
    }

    #[cfg(unix)]
    #[test]
    fn what_only_its_owner_may_read_stays_so() {
        use std::os::unix::fs::PermissionsExt;

        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("books.csv");
        fs::write(&path, "before").unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
        WholeFile::create(&path).unwrap().finish().unwrap();
        let mode = fs::metadata(&path).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_stays_one_and_a_device_is_written_to() {
        let folder = tempfile::tempdir().unwrap();
        let (path, link) = (folder.path().join("books"), folder.path().join("link"));
        fs::write(&path, "before").unwrap();
        std::os::unix::fs::symlink(&path, &link).unwrap();
        for target in [&link, Path::new("/dev/null")] {
            let mut file = WholeFile::create(target).unwrap();
            file.write_all(b"whole").unwrap();
            file.finish().unwrap();
        }
        assert!(link.is_symlink());
        assert_eq!(fs::read_to_string(&path).unwrap(), "whole");
        assert!(!fs::metadata("/dev/null").unwrap().is_file());
    }
}
