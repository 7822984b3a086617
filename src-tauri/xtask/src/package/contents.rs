//! What lies in the packages.

use std::{
    fs,
    path::{Path, PathBuf},
};

use super::NAME;
use crate::shell::{Result, Shell};

/// The budget for an installer: 12 MB.
const LARGEST: u64 = 12_000_000;

/// What both packages must bring.
const FILES: &[&str] = &[
    "usr/bin/bookplate",
    "usr/share/applications/Bookplate.desktop",
    "usr/share/icons/hicolor/16x16/apps/bookplate.png",
    "usr/share/icons/hicolor/32x32/apps/bookplate.png",
    "usr/share/icons/hicolor/128x128/apps/bookplate.png",
    "usr/share/icons/hicolor/256x256@2/apps/bookplate.png",
    "usr/share/icons/hicolor/scalable/apps/bookplate.svg",
    "usr/share/bash-completion/completions/bookplate",
    "usr/share/man/man1/bookplate.1",
];

/// Unpacks the .deb without installing it.
pub fn unpack(shell: &Shell, deb: &Path) -> Result<PathBuf> {
    let folder = shell.target().join("package/unpacked");
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    fs::create_dir_all(&folder)?;
    shell
        .command("dpkg-deb")
        .arg("--extract")
        .arg(deb)
        .arg(&folder)
        .run()?;
    Ok(folder)
}

/// The .deb: its size, its files, its menu entry, what it declares.
pub fn check_deb(shell: &Shell, deb: &Path, unpacked: &Path) -> Result {
    check_size(deb)?;
    for file in FILES {
        if !unpacked.join(file).is_file() {
            return Err(format!("{} lacks {file}", deb.display()).into());
        }
    }
    let entry = unpacked.join("usr/share/applications/Bookplate.desktop");
    shell.command("desktop-file-validate").arg(&entry).run()?;
    let text = fs::read_to_string(&entry)?;
    for line in [format!("Exec={NAME}"), format!("Icon={NAME}")] {
        if !text.lines().any(|found| found.starts_with(&line)) {
            return Err(format!("the menu entry lacks {line}\n{text}").into());
        }
    }
    println!(
        "{}",
        shell.command("dpkg-deb").arg("--info").arg(deb).output()?
    );
    Ok(())
}

/// The .rpm: its size and its files.
pub fn check_rpm(shell: &Shell, rpm: &Path) -> Result {
    check_size(rpm)?;
    let listed = shell
        .command("rpm")
        .args(["--query", "--list", "--package"])
        .arg(rpm)
        .output()?;
    for file in FILES {
        if !listed
            .lines()
            .any(|line| line.strip_prefix('/') == Some(file))
        {
            return Err(format!("{} lacks {file}", rpm.display()).into());
        }
    }
    Ok(())
}

fn check_size(package: &Path) -> Result {
    let size = fs::metadata(package)?.len();
    println!("{}: {size} bytes", package.display());
    if size > LARGEST {
        return Err(format!("{} is larger than {LARGEST} bytes", package.display()).into());
    }
    Ok(())
}

/// Whether the unpacked program finds every library it is linked with, on this computer.
pub fn check_libraries(shell: &Shell, unpacked: &Path) -> Result {
    let linked = shell
        .command("ldd")
        .arg(unpacked.join("usr/bin").join(NAME))
        .output()?;
    all_found(&linked)
}

/// What ldd printed holds no library that was not found.
pub fn all_found(linked: &str) -> Result {
    let missing: Vec<_> = linked
        .lines()
        .filter(|line| line.contains("not found"))
        .map(str::trim)
        .collect();
    if missing.is_empty() {
        Ok(())
    } else {
        Err(format!(
            "libraries that no declared dependency brings: {}",
            missing.join("; ")
        )
        .into())
    }
}

#[cfg(test)]
mod tests {
    use super::all_found;

    #[test]
    fn a_library_that_is_not_found_is_named() {
        all_found("\tlibc.so.6 => /lib/x86_64-linux-gnu/libc.so.6 (0x0)\n").unwrap();
        let refusal = all_found("\tlibwebkit2gtk-4.1.so.0 => not found\n").unwrap_err();
        assert!(refusal.to_string().contains("libwebkit2gtk-4.1.so.0"));
    }
}
