//! Tries the packages as a person would: install, look, start, remove.

mod clean_root;
mod contents;
mod display;

use std::path::{Path, PathBuf};

use crate::{
    bundle, interface,
    needs::is_root,
    shell::{Result, Shell},
};
use clean_root::{CleanRoot, Release};
use display::Display;

/// What the program, its package and its menu entry are called.
const NAME: &str = "bookplate";

/// Builds the .deb and the .rpm and tries them.
pub fn check(shell: &Shell) -> Result {
    if !cfg!(target_os = "linux") {
        println!("skipped: the packages are for Linux");
        return Ok(());
    }
    let made = bundle::build(shell, None)?;
    let deb = of_kind(&made, "deb")?;
    let unpacked = contents::unpack(shell, deb)?;
    contents::check_deb(shell, deb, &unpacked)?;
    contents::check_rpm(shell, of_kind(&made, "rpm")?)?;

    match (is_root(shell), Release::of_this_computer()) {
        (true, Some(release)) => in_a_clean_root(shell, deb, &release),
        (false, _) => {
            println!("Not root: the unpacked package is checked instead of an installed one");
            contents::check_libraries(shell, &unpacked)
        }
        (true, None) => {
            println!(
                "Neither Debian nor Ubuntu: the unpacked package is checked instead of an installed one"
            );
            contents::check_libraries(shell, &unpacked)
        }
    }
}

fn of_kind<'a>(made: &'a [PathBuf], kind: &str) -> Result<&'a Path> {
    made.iter()
        .map(PathBuf::as_path)
        .find(|path| path.extension().is_some_and(|extension| extension == kind))
        .ok_or_else(|| format!("no .{kind} was made").into())
}

fn in_a_clean_root(shell: &Shell, deb: &Path, release: &Release) -> Result {
    let root = CleanRoot::make(shell, release)?;
    println!(
        "Installing {} with what it declares, nothing else",
        deb.display()
    );
    root.install_file(deb)?;
    root.check_libraries(NAME)?;

    let display = Display::start(shell)?;
    let mut app = root.start(NAME, &display)?;
    let window = display.wait_for_window("Bookplate");
    app.kill()?;
    app.wait()?;
    window?;
    println!("It starts and opens its window as an ordinary user");

    // The driver comes only now, so that nothing it brings stands in for something that the package forgot to declare.
    root.install("webkit2gtk-driver")?;
    interface::script(shell, "journeys")
        .env("BOOKPLATE_CLEAN_ROOT", root.folder())
        .env("BOOKPLATE_BINARY", format!("/usr/bin/{NAME}"))
        .run()?;

    let files = root.files_of(NAME)?;
    let kept = root.home_files()?;
    if !kept.iter().any(|path| path.ends_with("library.db")) {
        return Err("the journey in the clean root left no library".into());
    }
    root.remove(NAME)?;
    let left: Vec<_> = files.into_iter().filter(|file| root.has(file)).collect();
    if !left.is_empty() {
        return Err(format!("removing the package leaves {}", left.join(", ")).into());
    }
    if root.home_files()? != kept {
        return Err("removing the package changed the user's files".into());
    }
    println!("It is removed without a trace, and the user's library is still there");
    Ok(())
}
