//! `cargo xtask run | test | bench | bundle | types`: everything one does with this repository, on a computer that at first has
//! only Rust.
//!
//! It has no dependencies, and compiles in seconds: what is missing for the rest (a C compiler, WebKitGTK, Node …) is found, named
//! and installed by `needs` before anything else is built.
#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "this is a command-line tool"
)]

mod bundle;
mod command;
mod interface;
mod needs;
mod package;
mod shell;
mod steps;
mod types;

use std::process::ExitCode;

use command::{Command, USAGE};
use needs::{Consent, Task};
use shell::{Result, Shell};

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let command = match Command::parse(&words) {
        Ok(command) => command,
        Err(message) => {
            eprintln!("xtask: {message}\n\n{USAGE}");
            return ExitCode::from(2);
        }
    };
    match carry_out(command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\nxtask: {error}");
            ExitCode::FAILURE
        }
    }
}

fn carry_out(command: Command) -> Result {
    match command {
        Command::Help => {
            println!("{USAGE}");
            Ok(())
        }
        Command::Run { yes, words } => {
            let shell = ready(Task::Build, yes)?;
            interface::build(&shell)?;
            shell
                .command("cargo")
                .args(["run", "--package", "bookplate", "--"])
                .args(words)
                .run()
        }
        Command::Test(wanted) => {
            let shell = ready(Task::Test, wanted.yes)?;
            if wanted.package {
                needs::ensure(&shell, Task::Package, Consent::from(wanted.yes))?;
            }
            steps::run(&shell, &wanted)
        }
        Command::Bench { yes, words } => {
            let shell = ready(Task::Bench, yes)?;
            interface::build(&shell)?;
            // The start of the app is measured on the binary that is shipped.
            shell
                .command("cargo")
                .args(["build", "--release", "--package", "bookplate"])
                .run()?;
            shell
                .command("cargo")
                .args([
                    "bench",
                    "--package",
                    "bookplate",
                    "--bench",
                    "budgets",
                    "--",
                ])
                .args(words)
                .run()
        }
        Command::Bundle { yes, profile } => {
            let shell = ready(Task::Build, yes)?;
            for file in bundle::build(&shell, profile.as_deref())? {
                println!("{}", file.display());
            }
            Ok(())
        }
        Command::Manual => bundle::manual(&Shell::at_root()?),
        Command::Types { yes, check } => {
            let shell = ready(Task::Build, yes)?;
            types::generate(&shell)?;
            if check {
                types::compare(&shell)
            } else {
                types::adopt(&shell)
            }
        }
    }
}

/// A shell in which everything that `task` needs is at hand.
fn ready(task: Task, yes: command::Yes) -> Result<Shell> {
    let shell = Shell::at_root()?;
    needs::ensure(&shell, task, Consent::from(yes))
}
