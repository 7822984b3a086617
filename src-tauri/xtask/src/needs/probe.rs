//! Looking at the computer; behind a trait, so that every kind of computer can be tried in tests.

use std::path::Path;

use crate::shell::Shell;

/// What can be asked about a computer.
pub trait Probe {
    /// Whether a program of that name can be run.
    fn has(&self, program: &str) -> bool;
    /// Whether the call ends with success.
    fn succeeds(&self, program: &str, words: &[&str]) -> bool;
    /// Whether `folder` holds a file whose name starts with `start` and holds `part`.
    fn holds(&self, folder: &str, start: &str, part: &str) -> bool;
    /// Folders under `folder` whose names start with `start`.
    fn folders(&self, folder: &str, start: &str) -> Vec<String>;
    /// An environment variable.
    fn variable(&self, name: &str) -> Option<String>;
}

/// This computer.
pub struct Computer<'a> {
    shell: &'a Shell,
}

impl<'a> Computer<'a> {
    /// As seen by the programs that `shell` runs.
    pub fn new(shell: &'a Shell) -> Self {
        Self { shell }
    }
}

impl Probe for Computer<'_> {
    fn has(&self, program: &str) -> bool {
        self.shell.which(program).is_some()
    }

    fn succeeds(&self, program: &str, words: &[&str]) -> bool {
        self.has(program) && self.shell.command(program).args(words).succeeds()
    }

    fn holds(&self, folder: &str, start: &str, part: &str) -> bool {
        names(folder)
            .iter()
            .any(|name| name.starts_with(start) && name.contains(part))
    }

    fn folders(&self, folder: &str, start: &str) -> Vec<String> {
        names(folder)
            .into_iter()
            .filter(|name| name.starts_with(start))
            .map(|name| format!("{folder}/{name}"))
            .filter(|path| Path::new(path).is_dir())
            .collect()
    }

    fn variable(&self, name: &str) -> Option<String> {
        std::env::var(name).ok()
    }
}

fn names(folder: &str) -> Vec<String> {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return Vec::new();
    };
    entries
        .flatten()
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect()
}

/// A computer made of words: `gcc` is a program, `perl -e1` a call that succeeds, `/usr/lib/libclang.so` a file.
#[cfg(test)]
#[derive(Clone, Default)]
pub struct Fake(std::collections::BTreeSet<String>);

#[cfg(test)]
impl Fake {
    /// A computer that has all there is to have.
    pub fn full() -> Self {
        let facts = [
            "cc",
            "make",
            "perl",
            "pkg-config",
            "node",
            "npm",
            "Xvfb",
            "WebKitWebDriver",
            "dbus-run-session",
            "dbus-daemon",
            "xdotool",
            "openbox",
            "sqlite3",
            "debootstrap",
            "desktop-file-validate",
            "dpkg-deb",
            "rpm",
            "apt-get",
            "python3 -m pip --version",
            "pkg-config --exists webkit2gtk-4.1",
            "perl -MFindBin -MIPC::Cmd -MFile::Compare -MTime::Piece -e1",
            "/usr/lib/llvm-14/lib/libclang-14.so.1",
        ];
        Self(facts.map(str::to_owned).into())
    }

    /// The same, without every fact that starts like this or is a call with these words.
    pub fn without(mut self, fact: &str) -> Self {
        let words: Vec<&str> = fact.split(' ').collect();
        self.0.retain(|known| {
            !words
                .iter()
                .all(|word| known.split(' ').any(|own| own == *word))
        });
        self
    }

    /// The same, with `fact`.
    pub fn with(mut self, fact: &str) -> Self {
        self.0.insert(fact.to_owned());
        self
    }
}

#[cfg(test)]
impl Probe for Fake {
    fn has(&self, program: &str) -> bool {
        self.0.contains(program)
    }

    fn succeeds(&self, program: &str, words: &[&str]) -> bool {
        self.0.contains(&format!("{program} {}", words.join(" ")))
    }

    fn holds(&self, folder: &str, start: &str, part: &str) -> bool {
        self.0.iter().any(|path| {
            path.strip_prefix(folder)
                .and_then(|rest| rest.strip_prefix('/'))
                .is_some_and(|name| name.starts_with(start) && name.contains(part))
        })
    }

    fn folders(&self, folder: &str, start: &str) -> Vec<String> {
        self.0
            .iter()
            .filter_map(|path| {
                path.strip_prefix(folder)?
                    .strip_prefix('/')?
                    .split_once('/')
            })
            .filter(|(name, _)| name.starts_with(start))
            .map(|(name, _)| format!("{folder}/{name}"))
            .collect()
    }

    fn variable(&self, name: &str) -> Option<String> {
        let start = format!("{name}=");
        self.0
            .iter()
            .find_map(|fact| fact.strip_prefix(&start).map(str::to_owned))
    }
}
