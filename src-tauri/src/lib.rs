//! Bookplate, the desktop app: the desk that holds the accounts and the open libraries, and the window upon it.
//!
//! `desk` knows neither window nor command line; only `window` names `tauri`. ARCHITECTURE.md has the map.

pub mod desk;
pub mod window;

use std::{ffi::OsString, process::ExitCode};

const USAGE: &str = "\
Usage: bookplate            open the window
       bookplate --version  print the version
       bookplate --help     print this

BOOKPLATE_DATA names another data folder.";

/// Runs the command line `words` (the program's name left out): no words open the window.
///
/// The exit code is 0 when done, 1 when refused, 2 when the words are not understood.
#[must_use]
#[expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "this is the command line"
)]
pub fn run(words: impl IntoIterator<Item = OsString>) -> ExitCode {
    let words: Vec<OsString> = words.into_iter().collect();
    match words.as_slice() {
        [] => {}
        [word] if word == "--version" => {
            println!("bookplate {}", env!("CARGO_PKG_VERSION"));
            return ExitCode::SUCCESS;
        }
        [word] if word == "--help" => {
            println!("{USAGE}");
            return ExitCode::SUCCESS;
        }
        _ => {
            eprintln!("bookplate: these words are not understood\n\n{USAGE}");
            return ExitCode::from(2);
        }
    }

    tracing_subscriber::fmt()
        .with_writer(std::io::stderr)
        .with_max_level(tracing::Level::WARN)
        .init();
    match window::run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("bookplate: the window could not be opened: {error}");
            ExitCode::FAILURE
        }
    }
}
