//! Bookplate: see `bookplate_app` for what it does.

// A console window behind the app on Windows is no use to anybody who double-clicked an icon.
#![cfg_attr(all(windows, not(debug_assertions)), windows_subsystem = "windows")]

use std::process::ExitCode;

fn main() -> ExitCode {
    bookplate_app::run(std::env::args_os().skip(1))
}
