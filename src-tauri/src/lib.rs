//! Bookplate, the desktop app: the desk that holds the accounts and the open libraries, the window upon it, and the
//! command line beside it.
//!
//! `desk` knows neither window nor command line; only `window` names `tauri`. ARCHITECTURE.md has the map.

mod cli;
pub mod desk;
mod memory;
pub mod window;

use std::{ffi::OsString, process::ExitCode};

/// Runs the command line `words` (the program's name left out): without a command they open the window.
///
/// The exit code is 0 when done, 1 when refused, 2 when the words are not understood.
#[must_use]
#[expect(clippy::print_stderr, reason = "this is the command line")]
pub fn run(words: impl IntoIterator<Item = OsString>) -> ExitCode {
    memory::protect();
    let folder = match cli::run(words) {
        cli::Next::Window(folder) => folder,
        cli::Next::Exit(code) => return code,
    };
    tracing_subscriber::fmt()
        .with_writer(std::io::stderr)
        .with_max_level(tracing::Level::WARN)
        .init();
    match window::run(folder) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("bookplate: the window could not be opened: {error}");
            ExitCode::FAILURE
        }
    }
}
