//! The interface's types, which ts-rs writes from Rust's when the tests that it adds to a crate are run.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use crate::shell::{Call, Result, Shell};

/// Where the committed types lie.
const COMMITTED: &str = "ui/src/api/types";

/// What every call of cargo builds. One set of features for all of them: another set would compile the crates once more.
pub const WORKSPACE: [&str; 3] = ["--workspace", "--features", "interchange/sample"];

/// The files of a folder by their path inside it.
type Files = BTreeMap<PathBuf, String>;

/// Makes the types afresh, beside the committed ones.
pub fn generate(shell: &Shell) -> Result {
    into_fresh(
        shell,
        shell.command("cargo").arg("test").args(WORKSPACE).args([
            "--lib",
            "--quiet",
            "export_bindings",
        ]),
    )?
    .run()
}

/// The same call, writing its types into an empty folder.
pub fn into_fresh(shell: &Shell, call: Call) -> Result<Call> {
    let folder = fresh(shell);
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    Ok(call.env("TS_RS_EXPORT_DIR", folder))
}

/// Puts the fresh types in the place of the committed ones.
pub fn adopt(shell: &Shell) -> Result {
    let (made, committed) = (read(&fresh(shell))?, read(&shell.path(COMMITTED))?);
    for path in committed.keys().filter(|path| !made.contains_key(*path)) {
        fs::remove_file(shell.path(COMMITTED).join(path))?;
    }
    for (path, text) in made {
        if committed.get(&path) != Some(&text) {
            let target = shell.path(COMMITTED).join(path);
            if let Some(folder) = target.parent() {
                fs::create_dir_all(folder)?;
            }
            fs::write(target, text)?;
        }
    }
    Ok(())
}

/// Refuses when the committed types are not what Rust's give.
pub fn compare(shell: &Shell) -> Result {
    let made = read(&fresh(shell))?;
    if made.is_empty() {
        return Err("no type was made: the tests that ts-rs adds did not run".into());
    }
    let stale = differences(&made, &read(&shell.path(COMMITTED))?);
    if stale.is_empty() {
        return Ok(());
    }
    Err(format!(
        "{COMMITTED} is stale, `cargo xtask types` renews it:\n  {}",
        stale.join("\n  ")
    )
    .into())
}

fn fresh(shell: &Shell) -> PathBuf {
    shell.target().join("types")
}

fn differences(made: &Files, committed: &Files) -> Vec<String> {
    let mut lines = Vec::new();
    for (path, text) in made {
        match committed.get(path) {
            Some(same) if same == text => {}
            Some(_) => lines.push(format!("{} has changed", path.display())),
            None => lines.push(format!("{} is new", path.display())),
        }
    }
    for path in committed.keys().filter(|path| !made.contains_key(*path)) {
        lines.push(format!("{} has no type in Rust any more", path.display()));
    }
    lines
}

fn read(folder: &Path) -> Result<Files> {
    let mut files = Files::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(next) = folders.pop() {
        if !next.exists() {
            continue;
        }
        for entry in fs::read_dir(next)? {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
            } else {
                files.insert(
                    path.strip_prefix(folder)?.to_path_buf(),
                    fs::read_to_string(&path)?,
                );
            }
        }
    }
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(pairs: &[(&str, &str)]) -> Files {
        pairs
            .iter()
            .map(|(path, text)| (PathBuf::from(path), (*text).to_owned()))
            .collect()
    }

    #[test]
    fn every_kind_of_difference_is_named() {
        let made = files(&[("Book.ts", "new"), ("Role.ts", "same"), ("Tag.ts", "")]);
        let committed = files(&[("Book.ts", "old"), ("Role.ts", "same"), ("Shelf.ts", "")]);
        assert_eq!(
            differences(&made, &committed),
            [
                "Book.ts has changed",
                "Tag.ts is new",
                "Shelf.ts has no type in Rust any more"
            ]
        );
        assert!(differences(&made, &made).is_empty());
    }
}
