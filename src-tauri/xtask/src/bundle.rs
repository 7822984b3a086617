//! The installers.

use std::{
    fs,
    path::{Path, PathBuf},
};

use crate::{
    interface,
    shell::{Result, Shell},
};

/// The kinds of installer of this system.
#[cfg(target_os = "linux")]
const KINDS: &str = "deb,rpm";
/// The kinds of installer of this system.
#[cfg(target_os = "macos")]
const KINDS: &str = "app,dmg";
/// The kinds of installer of this system.
#[cfg(windows)]
const KINDS: &str = "nsis";

/// Tells `cargo xtask manual` in which profile the program was built.
const PROFILE: &str = "BOOKPLATE_PROFILE";

/// Builds the app and packs it; gives the installers.
pub fn build(shell: &Shell, profile: Option<&str>) -> Result<Vec<PathBuf>> {
    interface::install(shell)?;
    let bundles = folder(shell, profile);
    // The names carry the version: an installer of an earlier one must not be taken for a new one.
    if bundles.exists() {
        fs::remove_dir_all(&bundles)?;
    }
    let call = interface::program(shell, "@tauri-apps/cli/tauri.js").args([
        "build",
        "--ci",
        "--bundles",
        KINDS,
    ]);
    // Between building and packing, Tauri calls `cargo xtask manual`, which must know where the program lies.
    match profile {
        None => call,
        Some(profile) => call
            .env(PROFILE, profile)
            .args(["--", "--profile", profile]),
    }
    .run()?;
    let made = installers(&bundles)?;
    if made.is_empty() {
        return Err(format!("no installer was left in {}", bundles.display()).into());
    }
    Ok(made)
}

/// Has the program that was just built write its manual page and completions, which the packages bring along.
pub fn manual(shell: &Shell) -> Result {
    let profile = std::env::var(PROFILE).ok();
    let program = output(shell, profile.as_deref())
        .join(format!("bookplate{}", std::env::consts::EXE_SUFFIX));
    shell
        .command(&program.display().to_string())
        .args(["write-manual", "gen/manual"])
        .run()
}

fn folder(shell: &Shell, profile: Option<&str>) -> PathBuf {
    output(shell, profile).join("bundle")
}

fn output(shell: &Shell, profile: Option<&str>) -> PathBuf {
    let output = match profile {
        None => "release",
        Some("dev") => "debug",
        Some(other) => other,
    };
    shell.target().join(output)
}

fn installers(bundles: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for kind in fs::read_dir(bundles)? {
        for entry in fs::read_dir(kind?.path())? {
            let path = entry?.path();
            let is_installer = path
                .extension()
                .and_then(|extension| extension.to_str())
                .is_some_and(|extension| {
                    matches!(extension, "deb" | "rpm" | "app" | "dmg" | "exe")
                });
            if is_installer {
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}
