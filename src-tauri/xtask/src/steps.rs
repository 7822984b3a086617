//! `cargo xtask test`: the steps, their order, and what came of them.

use std::time::{Duration, Instant};

use crate::{
    command::Wanted,
    interface, needs, package,
    shell::{Result, Shell},
    types::{self, WORKSPACE},
};

/// One step of the tests.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Rust's formatting.
    Format,
    /// The interface: packages, linters, types, unit tests, build.
    Interface,
    /// clippy.
    Lint,
    /// Every Rust test.
    Tests,
    /// Whether the committed types of the interface are what Rust's give.
    Types,
    /// Licences and forbidden crates.
    Deny,
    /// The real window.
    Journeys,
    /// The packages, in a clean root.
    Package,
}

/// In the order in which they run: the page is built before the binary, which carries it inside.
const STEPS: [Step; 8] = [
    Step::Format,
    Step::Interface,
    Step::Lint,
    Step::Tests,
    Step::Types,
    Step::Deny,
    Step::Journeys,
    Step::Package,
];

impl Step {
    /// The step called `name`.
    pub fn named(name: &str) -> std::result::Result<Self, String> {
        STEPS
            .into_iter()
            .find(|step| step.name() == name)
            .ok_or_else(|| {
                let names: Vec<_> = STEPS.iter().map(|step| step.name()).collect();
                format!("`{name}` is no step; there are {}", names.join(", "))
            })
    }

    fn name(self) -> &'static str {
        match self {
            Self::Format => "format",
            Self::Interface => "interface",
            Self::Lint => "lint",
            Self::Tests => "tests",
            Self::Types => "types",
            Self::Deny => "deny",
            Self::Journeys => "journeys",
            Self::Package => "package",
        }
    }

    fn is_wanted(self, wanted: &Wanted) -> bool {
        if wanted.only.is_empty() {
            self != Self::Package || wanted.package
        } else {
            wanted.only.contains(&self)
        }
    }

    /// `alone`: no earlier step has made what this one builds on.
    fn run(self, shell: &Shell, alone: bool) -> Result {
        match self {
            Self::Format => shell
                .command("cargo")
                .args(["fmt", "--all", "--check"])
                .run(),
            Self::Interface => {
                interface::check(shell)?;
                interface::build(shell)
            }
            Self::Lint => shell
                .command("cargo")
                .arg("clippy")
                .args(WORKSPACE)
                .args(["--all-targets", "--", "--deny", "warnings"])
                .run(),
            Self::Tests => {
                if alone {
                    interface::build(shell)?;
                }
                let tests = shell
                    .command("cargo")
                    .arg("test")
                    .args(WORKSPACE)
                    .arg("--no-fail-fast");
                types::into_fresh(shell, tests)?.run()
            }
            Self::Types => {
                if alone {
                    types::generate(shell)?;
                }
                types::compare(shell)
            }
            Self::Deny => deny(shell),
            Self::Journeys => journeys(shell, alone),
            Self::Package => package::check(shell),
        }
    }
}

/// Runs the wanted steps, all of them even when one fails, and says what came of each.
pub fn run(shell: &Shell, wanted: &Wanted) -> Result {
    let start = Instant::now();
    let alone = !wanted.only.is_empty();
    let mut outcomes = Vec::new();
    for step in STEPS.into_iter().filter(|step| step.is_wanted(wanted)) {
        println!("\n==== {} ====", step.name());
        let began = Instant::now();
        let outcome = step.run(shell, alone);
        println!("==== {}: {} ====", step.name(), seconds(began.elapsed()));
        if let Err(error) = &outcome {
            eprintln!("{error}");
        }
        outcomes.push((step, began.elapsed(), outcome.is_ok()));
    }

    println!("\n{:<12} {:>9}", "step", "time");
    for (step, time, passed) in &outcomes {
        let word = if *passed { "passed" } else { "FAILED" };
        println!("{:<12} {:>9}  {word}", step.name(), seconds(*time));
    }
    println!("{:<12} {:>9}", "all", seconds(start.elapsed()));
    let failed: Vec<_> = outcomes
        .iter()
        .filter(|(_, _, passed)| !passed)
        .map(|(step, ..)| step.name())
        .collect();
    if failed.is_empty() {
        Ok(())
    } else {
        Err(format!("failed: {}", failed.join(", ")).into())
    }
}

fn seconds(time: Duration) -> String {
    format!("{:.1} s", time.as_secs_f64())
}

/// Licences, sources and, where their list on the network can be reached, known vulnerabilities.
fn deny(shell: &Shell) -> Result {
    // It looks at the crates of every system, of which cargo has fetched only this one's so far.
    shell.command("cargo").args(["fetch", "--locked"]).run()?;
    shell
        .command(&needs::tool(shell, "cargo-deny"))
        .args([
            "--offline",
            "--all-features",
            "check",
            "--hide-inclusion-graph",
        ])
        .args(["licenses", "bans", "sources"])
        .run()?;
    advisories(shell)
}

/// A newcomer on a train can work too: that the list cannot be reached is said and fails nothing.
fn advisories(shell: &Shell) -> Result {
    let tool = needs::tool(shell, "cargo-deny");
    let fetched = shell.command(&tool).args(["fetch", "db"]);
    if !fetched.succeeds() {
        println!("not checked: known vulnerabilities (the RustSec database cannot be reached)");
        return Ok(());
    }
    shell
        .command(&tool)
        .args(["--all-features", "check", "--hide-inclusion-graph"])
        .arg("advisories")
        .run()
}

/// Drives the binary that the Rust tests were built with: the page is inside, its dependencies are optimised.
fn journeys(shell: &Shell, alone: bool) -> Result {
    if !cfg!(target_os = "linux") {
        println!(
            "skipped: the journeys need WebKitGTK's driver and a virtual display, which only Linux has"
        );
        return Ok(());
    }
    if alone {
        interface::build(shell)?;
        shell
            .command("cargo")
            .arg("test")
            .args(WORKSPACE)
            .args(["--no-run", "--quiet"])
            .run()?;
    }
    let built = shell.target().join("debug");
    interface::script(shell, "journeys")
        .env("BOOKPLATE_BINARY", built.join("bookplate"))
        .env("GOODREADS_SAMPLE", built.join("examples/goodreads-sample"))
        .env("TAURI_DRIVER", needs::tool(shell, "tauri-driver"))
        .run()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::command::Yes;

    fn wanted(package: bool, only: &[Step]) -> Vec<Step> {
        let wanted = Wanted {
            yes: Yes::Unsaid,
            package,
            only: only.to_vec(),
        };
        STEPS
            .into_iter()
            .filter(|step| step.is_wanted(&wanted))
            .collect()
    }

    #[test]
    fn the_packages_are_tried_only_when_asked_for() {
        assert!(!wanted(false, &[]).contains(&Step::Package));
        assert_eq!(wanted(true, &[]), STEPS);
        assert_eq!(wanted(true, &[Step::Lint]), [Step::Lint]);
    }

    #[test]
    fn every_step_is_found_by_its_name() {
        for step in STEPS {
            assert_eq!(Step::named(step.name()), Ok(step));
        }
    }
}
