//! Running other programs from the repository's root.

use std::{
    ffi::{OsStr, OsString},
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

/// What failed, in words for whoever typed the command.
pub type Failure = Box<dyn std::error::Error>;

/// The outcome of a task.
pub type Result<T = ()> = std::result::Result<T, Failure>;

/// Where programs are run, and where they are looked for first.
#[derive(Clone)]
pub struct Shell {
    root: PathBuf,
    /// Folders that go before the ones in `PATH`: the private Node, when the system's is too old.
    first: Vec<PathBuf>,
}

impl Shell {
    /// A shell in the repository's root, wherever xtask was called from.
    pub fn at_root() -> Result<Self> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"))
            .ancestors()
            .nth(2)
            .ok_or("xtask does not lie in src-tauri/xtask")?
            .to_path_buf();
        Ok(Self {
            root,
            first: Vec::new(),
        })
    }

    /// The same shell, which looks for programs in `folder` first.
    pub fn with_first(mut self, folder: PathBuf) -> Self {
        self.first.insert(0, folder);
        self
    }

    /// A path inside the repository.
    pub fn path(&self, inside: &str) -> PathBuf {
        self.root.join(inside)
    }

    /// Cargo's output folder. A relative one is relative to the root here, where xtask calls cargo.
    pub fn target(&self) -> PathBuf {
        let named = std::env::var_os("CARGO_TARGET_DIR");
        self.root.join(named.unwrap_or_else(|| "target".into()))
    }

    /// Tools of ours that no package manager has (a private Node, tauri-driver).
    pub fn tools(&self) -> PathBuf {
        self.target().join("tools")
    }

    /// The folders in which programs are looked for, in order.
    pub fn folders(&self) -> Vec<PathBuf> {
        let inherited = std::env::var_os("PATH").unwrap_or_default();
        let mut folders = self.first.clone();
        folders.extend(std::env::split_paths(&inherited));
        folders
    }

    /// Where `program` would be run from.
    pub fn which(&self, program: &str) -> Option<PathBuf> {
        self.folders()
            .into_iter()
            .flat_map(|folder| file_names(program).map(move |name| folder.join(name)))
            .find(|path| path.is_file())
    }

    /// A call of `program`, from the root.
    pub fn command(&self, program: &str) -> Call {
        // Windows starts `npm.cmd` only by its full name.
        let found = self.which(program);
        let mut command = Command::new(
            found
                .as_deref()
                .map_or(OsStr::new(program), Path::as_os_str),
        );
        command.current_dir(&self.root);
        if !self.first.is_empty()
            && let Ok(path) = std::env::join_paths(self.folders())
        {
            command.env("PATH", path);
        }
        Call {
            said: program.to_owned(),
            command,
        }
    }
}

#[cfg(windows)]
fn file_names(program: &str) -> impl Iterator<Item = String> {
    ["exe", "cmd", "bat"]
        .map(|extension| format!("{program}.{extension}"))
        .into_iter()
}

#[cfg(not(windows))]
fn file_names(program: &str) -> impl Iterator<Item = String> {
    std::iter::once(program.to_owned())
}

/// One call of a program; its words are kept for the message when it fails.
pub struct Call {
    said: String,
    command: Command,
}

impl Call {
    /// Adds one word.
    pub fn arg(mut self, word: impl AsRef<OsStr>) -> Self {
        self.said.push(' ');
        self.said.push_str(&word.as_ref().to_string_lossy());
        self.command.arg(word);
        self
    }

    /// Adds words.
    pub fn args(self, words: impl IntoIterator<Item = impl AsRef<OsStr>>) -> Self {
        words.into_iter().fold(self, Self::arg)
    }

    /// Sets an environment variable.
    pub fn env(mut self, name: &str, value: impl AsRef<OsStr>) -> Self {
        self.command.env(name, value);
        self
    }

    /// Runs in `folder` instead of the root.
    pub fn in_folder(mut self, folder: impl AsRef<Path>) -> Self {
        self.command.current_dir(folder);
        self
    }

    /// Says nothing, whatever comes.
    pub fn silent(mut self) -> Self {
        self.command
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        self
    }

    /// Runs to the end; anything but success is an error that names the call.
    pub fn run(mut self) -> Result {
        match self.command.status() {
            Ok(status) if status.success() => Ok(()),
            Ok(status) => Err(format!("`{}` failed ({status})", self.said).into()),
            Err(error) => Err(format!("`{}` could not be started: {error}", self.said).into()),
        }
    }

    /// Whether it runs and succeeds.
    pub fn succeeds(self) -> bool {
        self.silent().run().is_ok()
    }

    /// Runs to the end and gives what it printed.
    pub fn output(mut self) -> Result<String> {
        let output = self
            .command
            .stdin(Stdio::null())
            .output()
            .map_err(|error| format!("`{}` could not be started: {error}", self.said))?;
        if output.status.success() {
            Ok(String::from_utf8_lossy(&output.stdout).into_owned())
        } else {
            let said = String::from_utf8_lossy(&output.stderr);
            Err(format!(
                "`{}` failed ({})\n{}",
                self.said,
                output.status,
                said.trim_end()
            )
            .into())
        }
    }

    /// The command, for a process that goes on beside this one.
    pub fn into_command(self) -> Command {
        self.command
    }
}

/// The words of a call as a person would type them.
pub fn typed(words: &[impl AsRef<OsStr>]) -> String {
    let words: Vec<OsString> = words.iter().map(|word| word.as_ref().to_owned()).collect();
    words.join(OsStr::new(" ")).to_string_lossy().into_owned()
}
