//! The interface in `ui/`: its packages, its checks, its build.

use std::{fs, path::PathBuf};

use crate::shell::{Call, Result, Shell};

/// The page that goes into the binary.
pub fn build(shell: &Shell) -> Result {
    install(shell)?;
    script(shell, "build").run()
}

/// Linters, types and unit tests.
pub fn check(shell: &Shell) -> Result {
    install(shell)?;
    for name in ["lint", "check", "test"] {
        script(shell, name).run()?;
    }
    Ok(())
}

/// A script of ui/package.json.
pub fn script(shell: &Shell, name: &str) -> Call {
    npm(shell).args(["run", name, "--"])
}

/// A program that an npm package brings, without npx's habit of fetching what it does not find.
pub fn program(shell: &Shell, file: &str) -> Call {
    shell
        .command("node")
        .arg(shell.path("ui/node_modules").join(file))
}

fn npm(shell: &Shell) -> Call {
    shell.command("npm").in_folder(shell.path("ui"))
}

/// Installs exactly what package-lock.json says, if that is not what is installed already.
pub fn install(shell: &Shell) -> Result {
    let wanted = fs::read(shell.path("ui/package-lock.json"))?;
    let stamp = stamp(shell);
    if fs::read(&stamp).is_ok_and(|installed| installed == wanted) {
        return Ok(());
    }
    npm(shell).args(["ci", "--no-audit", "--no-fund"]).run()?;
    fs::write(stamp, wanted)?;
    Ok(())
}

/// The lock file that the installed packages were installed from. It lies among them, so that it goes when they go.
fn stamp(shell: &Shell) -> PathBuf {
    shell.path("ui/node_modules/.installed-lock.json")
}
