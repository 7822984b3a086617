//! What a task needs from the computer, what of it is missing, and how it gets here.

mod components;
mod install;
mod need;
mod node;
mod probe;
mod sqlcipher;
mod tools;

use std::io::{BufRead, IsTerminal, Write};

use crate::{
    command::Yes,
    shell::{Result, Shell, typed},
};
use install::Manager;
pub use install::is_root;
use need::Need;
use probe::{Computer, Probe};

/// A kind of work, by what it needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Task {
    /// Compiling the app with its interface.
    Build,
    /// Compiling, checking, and driving the real window on a virtual display.
    Test,
    /// Measuring, which opens windows too.
    Bench,
    /// Trying the packages in a clean root.
    Package,
}

impl Task {
    fn needs(self) -> &'static [Need] {
        match self {
            Self::Build => need::BUILD,
            Self::Test | Self::Bench => need::TEST,
            Self::Package => need::PACKAGE,
        }
    }
}

/// Who says whether something may be installed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Consent {
    /// `--yes` was said, or this is a CI machine.
    Given,
    /// Somebody sits here and can be asked.
    Ask,
    /// Nobody can be asked: only say what is missing.
    Nobody,
}

impl From<Yes> for Consent {
    fn from(yes: Yes) -> Self {
        let ci = std::env::var("CI").is_ok_and(|value| value == "true");
        Self::decide(yes, ci, std::io::stdin().is_terminal())
    }
}

impl Consent {
    fn decide(yes: Yes, ci: bool, terminal: bool) -> Self {
        match yes {
            Yes::Said => Self::Given,
            Yes::Unsaid if ci => Self::Given,
            Yes::Unsaid if terminal => Self::Ask,
            Yes::Unsaid => Self::Nobody,
        }
    }

    /// Whether `plan` may be carried out; the error tells what to type instead.
    fn to(self, plan: &str) -> Result {
        let agreed = match self {
            Self::Given => true,
            Self::Ask => ask()?,
            Self::Nobody => false,
        };
        if agreed {
            Ok(())
        } else {
            Err(
                format!("nothing was installed. Run this, or call xtask with --yes:\n  {plan}")
                    .into(),
            )
        }
    }
}

fn ask() -> Result<bool> {
    print!("Install it now? [Y/n] ");
    std::io::stdout().flush()?;
    let mut answer = String::new();
    std::io::stdin().lock().read_line(&mut answer)?;
    Ok(matches!(answer.trim(), "" | "y" | "Y" | "yes"))
}

/// Makes sure that everything `task` needs is at hand, and gives the shell that finds it.
pub fn ensure(shell: &Shell, task: Task, consent: Consent) -> Result<Shell> {
    let missing = missing(&Computer::new(shell), task);
    if !missing.is_empty() {
        provide(shell, &missing, consent)?;
        let still: Vec<_> = self::missing(&Computer::new(shell), task);
        if !still.is_empty() {
            say(&still);
            return Err("this is still missing after the installation".into());
        }
    }
    let shell = node::current(shell, consent)?;
    if task == Task::Test {
        components::ensure(&shell, consent)?;
        tools::ensure(&shell, consent)?;
        return sqlcipher::current(shell, consent);
    }
    Ok(shell)
}

/// Where a tool that was built for the tests lies.
pub fn tool(shell: &Shell, program: &str) -> String {
    tools::path(shell, program).display().to_string()
}

fn missing(probe: &impl Probe, task: Task) -> Vec<Need> {
    task.needs()
        .iter()
        .copied()
        .filter(|need| !need.is_met(probe))
        .collect()
}

fn say(missing: &[Need]) {
    for need in missing {
        println!("  {:<20} {}", need.name(), need.reason());
    }
}

fn provide(shell: &Shell, missing: &[Need], consent: Consent) -> Result {
    println!("Missing on this computer:");
    say(missing);
    let Some(manager) = Manager::of(&Computer::new(shell)) else {
        return Err(install::advice(missing).into());
    };
    let plan = manager.plan(missing, is_root(shell))?;
    println!("It comes with:");
    for words in &plan {
        println!("  {}", typed(words));
    }
    consent.to(&plan
        .iter()
        .map(|words| typed(words))
        .collect::<Vec<_>>()
        .join("\n  "))?;
    for words in &plan {
        if let [program, rest @ ..] = words.as_slice() {
            shell
                .command(program)
                .args(rest)
                .env("DEBIAN_FRONTEND", "noninteractive")
                .run()?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{probe::Fake, *};

    #[test]
    fn a_bare_computer_lacks_everything_and_a_full_one_nothing() {
        assert_eq!(missing(&Fake::default(), Task::Build), need::BUILD);
        assert_eq!(missing(&Fake::full(), Task::Build), []);
        assert_eq!(missing(&Fake::full(), Task::Test), []);
        assert_eq!(missing(&Fake::full(), Task::Package), []);
    }

    #[test]
    fn what_is_missing_is_named_alone() {
        assert_eq!(
            missing(&Fake::full().without("Xvfb"), Task::Test),
            [Need::Xvfb]
        );
        assert_eq!(
            missing(
                &Fake::full().without("pkg-config webkit2gtk-4.1"),
                Task::Build
            ),
            [Need::WebKit]
        );
    }

    #[test]
    fn nobody_is_asked_on_a_ci_machine_or_without_a_terminal() {
        assert_eq!(Consent::decide(Yes::Said, false, false), Consent::Given);
        assert_eq!(Consent::decide(Yes::Unsaid, true, false), Consent::Given);
        assert_eq!(Consent::decide(Yes::Unsaid, false, true), Consent::Ask);
        assert_eq!(Consent::decide(Yes::Unsaid, false, false), Consent::Nobody);
    }

    #[test]
    fn a_refusal_says_what_to_type() {
        let refusal = Consent::Nobody.to("apt-get install xvfb").unwrap_err();
        assert!(refusal.to_string().contains("apt-get install xvfb"));
        assert!(refusal.to_string().contains("--yes"));
    }
}
