//! A fresh, minimal system in a folder, in which the package meets nothing but what it declares.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Child, Stdio},
};

use super::{contents, display::Display};
use crate::shell::{Call, Result, Shell};

/// The distribution that the clean root is made of. It is the one of this computer: a program needs a C library at least as new as
/// the one that it was built with.
pub struct Release {
    suite: String,
    mirror: &'static str,
    components: &'static str,
}

impl Release {
    /// What this computer runs, if debootstrap can make it.
    pub fn of_this_computer() -> Option<Self> {
        Self::parse(&fs::read_to_string("/etc/os-release").ok()?)
    }

    fn parse(os_release: &str) -> Option<Self> {
        let value = |name: &str| {
            os_release
                .lines()
                .find_map(|line| line.strip_prefix(name)?.strip_prefix('='))
                .map(|value| value.trim_matches('"').to_owned())
        };
        let (mirror, components) = match value("ID")?.as_str() {
            "debian" => ("http://deb.debian.org/debian", "main"),
            "ubuntu" => ("http://archive.ubuntu.com/ubuntu", "main,universe"),
            _ => return None,
        };
        Some(Self {
            suite: value("VERSION_CODENAME")?,
            mirror,
            components,
        })
    }
}

/// The clean root; it is taken away with this value.
pub struct CleanRoot<'a> {
    shell: &'a Shell,
    folder: PathBuf,
}

/// The ordinary user who starts the app.
const USER: &str = "reader";

impl<'a> CleanRoot<'a> {
    /// Makes one with debootstrap.
    pub fn make(shell: &'a Shell, release: &Release) -> Result<Self> {
        let folder = shell.target().join("package/root");
        discard(shell, &folder)?;
        fs::create_dir_all(&folder)?;
        let root = Self {
            shell,
            folder: folder.canonicalize()?,
        };
        println!(
            "Making a clean {} in {}",
            release.suite,
            root.folder.display()
        );
        shell
            .command("debootstrap")
            .args([
                "--variant=minbase",
                "--components",
                release.components,
                &release.suite,
            ])
            .arg(&root.folder)
            .arg(release.mirror)
            .output()?;
        shell
            .command("mount")
            .args(["-t", "proc", "proc"])
            .arg(root.folder.join("proc"))
            .run()?;
        // WebKit's processes share memory through it.
        fs::create_dir_all(root.folder.join("dev/shm"))?;
        shell
            .command("mount")
            .args(["-t", "tmpfs", "shm"])
            .arg(root.folder.join("dev/shm"))
            .run()?;
        // No service is started in a folder.
        fs::write(
            root.folder.join("usr/sbin/policy-rc.d"),
            "#!/bin/sh\nexit 101\n",
        )?;
        root.inside(["chmod", "+x", "/usr/sbin/policy-rc.d"])
            .run()?;
        root.inside(["useradd", "--create-home", USER]).run()?;
        root.inside(["apt-get", "update"]).output()?;
        Ok(root)
    }

    /// Where it lies.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    fn inside<const N: usize>(&self, words: [&str; N]) -> Call {
        self.shell
            .command("chroot")
            .arg(&self.folder)
            .args(words)
            .env("DEBIAN_FRONTEND", "noninteractive")
            .env("LANG", "C.UTF-8")
    }

    /// Installs a package of the distribution.
    pub fn install(&self, package: &str) -> Result {
        self.inside([
            "apt-get",
            "install",
            "--yes",
            "--no-install-recommends",
            package,
        ])
        .output()
        .map(|_| ())
    }

    /// Installs a .deb with what it depends on.
    pub fn install_file(&self, deb: &Path) -> Result {
        fs::copy(deb, self.folder.join("tmp/package.deb"))?;
        self.install("/tmp/package.deb")
    }

    /// Removes a package as a user would.
    pub fn remove(&self, package: &str) -> Result {
        self.inside(["apt-get", "remove", "--yes", package])
            .output()
            .map(|_| ())
    }

    /// Whether every library of `program` is there.
    pub fn check_libraries(&self, program: &str) -> Result {
        contents::all_found(
            &self
                .inside(["ldd", &format!("/usr/bin/{program}")])
                .output()?,
        )
    }

    /// Starts a program as the ordinary user, on `display`, with an environment of its own.
    pub fn start(&self, program: &str, display: &Display) -> Result<Child> {
        Ok(self
            .shell
            .command("chroot")
            .arg(format!("--userspec={USER}:{USER}"))
            .arg(&self.folder)
            .args([
                "env",
                "-i",
                "PATH=/usr/bin:/bin",
                "LANG=C.UTF-8",
                "NO_AT_BRIDGE=1",
            ])
            .arg(format!("HOME=/home/{USER}"))
            .arg(format!("DISPLAY={}", display.name()))
            .arg(program)
            .into_command()
            .stdin(Stdio::null())
            .spawn()?)
    }

    /// The files that a package owns; folders are shared with other packages.
    pub fn files_of(&self, package: &str) -> Result<Vec<String>> {
        let listed = self.inside(["dpkg", "--listfiles", package]).output()?;
        Ok(listed
            .lines()
            .filter(|line| self.path(line).is_file())
            .map(str::to_owned)
            .collect())
    }

    /// Whether a path inside is there.
    pub fn has(&self, path: &str) -> bool {
        self.path(path).exists()
    }

    fn path(&self, inside: &str) -> PathBuf {
        self.folder.join(inside.trim_start_matches('/'))
    }

    /// Every file in the user's home.
    pub fn home_files(&self) -> Result<Vec<String>> {
        let found = self
            .inside(["find", &format!("/home/{USER}"), "-type", "f"])
            .output()?;
        let mut files: Vec<_> = found.lines().map(str::to_owned).collect();
        files.sort();
        Ok(files)
    }
}

impl Drop for CleanRoot<'_> {
    fn drop(&mut self) {
        if let Err(error) = discard(self.shell, &self.folder) {
            println!("{} is left: {error}", self.folder.display());
        }
    }
}

/// Takes a root away. Nothing is deleted while something is still mounted in it.
fn discard(shell: &Shell, folder: &Path) -> Result {
    for mounted in ["dev/shm", "proc"] {
        let place = folder.join(mounted);
        if is_mounted(&place)? {
            shell.command("umount").arg(place).run()?;
        }
    }
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    Ok(())
}

fn is_mounted(place: &Path) -> Result<bool> {
    let mounts = fs::read_to_string("/proc/mounts")?;
    Ok(mounts
        .lines()
        .filter_map(|line| line.split(' ').nth(1))
        .any(|mounted| Path::new(mounted) == place))
}

#[cfg(test)]
mod tests {
    use super::Release;

    #[test]
    fn only_what_debootstrap_can_make_is_made() {
        let debian = "PRETTY_NAME=\"Debian GNU/Linux 12 (bookworm)\"\nVERSION_CODENAME=bookworm\nID=debian\n";
        let release = Release::parse(debian).unwrap();
        assert_eq!(release.suite, "bookworm");
        assert!(Release::parse("ID=\"ubuntu\"\nVERSION_CODENAME=noble\n").is_some());
        assert!(Release::parse("ID=fedora\nVERSION_CODENAME=\"\"\n").is_none());
    }
}
