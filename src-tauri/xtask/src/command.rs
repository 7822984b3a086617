//! The words after `cargo xtask`.

use crate::steps::Step;

/// What the command line can say.
pub const USAGE: &str = "\
Usage: cargo xtask run [--yes] [-- words for the app]
       cargo xtask test [--yes] [--package] [--only STEP]...
       cargo xtask bench [--yes] [-- words for the benchmark]
       cargo xtask bundle [--yes] [--profile PROFILE]
       cargo xtask manual
       cargo xtask types [--yes] [--check]

  run      build and start the app
  test     every check and test; STEP is one of
           format, interface, lint, tests, types, deny, journeys, package
             --package  also build the .deb and .rpm, install the .deb in a clean root, start and remove it
  bench    every speed budget beside its floor
  bundle   the installers, in target/release/bundle
  manual   the manual page and the completions of the built program, in gen/manual; `bundle` asks for it
  types    the interface's types from Rust's; --check only says whether they are fresh

What is missing on this computer is named and installed after asking; --yes, or CI=true, answers for you.";

/// Whether what is missing may be installed without asking.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Yes {
    /// `--yes` was said.
    Said,
    /// Ask, or look whether this is a CI machine.
    Unsaid,
}

/// What `test` is asked for.
#[derive(Debug, PartialEq, Eq)]
pub struct Wanted {
    /// Whether to install without asking.
    pub yes: Yes,
    /// Whether the packages are built and tried too.
    pub package: bool,
    /// The steps named with `--only`; none means all.
    pub only: Vec<Step>,
}

/// One thing to do.
#[derive(Debug, PartialEq, Eq)]
pub enum Command {
    /// Print the usage.
    Help,
    /// Build and start the app.
    Run { yes: Yes, words: Vec<String> },
    /// Check and test.
    Test(Wanted),
    /// Measure.
    Bench { yes: Yes, words: Vec<String> },
    /// Make the installers.
    Bundle { yes: Yes, profile: Option<String> },
    /// Have the built program write what the packages bring along beside it. Tauri asks for it.
    Manual,
    /// Make the interface's types.
    Types { yes: Yes, check: bool },
}

impl Command {
    /// Reads the words; the error is a sentence for the person who typed them.
    pub fn parse(words: &[String]) -> Result<Self, String> {
        let Some((name, rest)) = words.split_first() else {
            return Err("say what to do".to_owned());
        };
        let mut words = Words::new(rest);
        let command = match name.as_str() {
            "help" | "--help" | "-h" => Self::Help,
            "run" => Self::Run {
                yes: words.yes(),
                words: words.passed_on(),
            },
            "test" => {
                let mut only = Vec::new();
                while let Some(step) = words.value("--only")? {
                    only.push(Step::named(&step)?);
                }
                Self::Test(Wanted {
                    yes: words.yes(),
                    package: words.flag("--package") || only.contains(&Step::Package),
                    only,
                })
            }
            "bench" => Self::Bench {
                yes: words.yes(),
                words: words.passed_on(),
            },
            "bundle" => Self::Bundle {
                profile: words.value("--profile")?,
                yes: words.yes(),
            },
            "manual" => Self::Manual,
            "types" => Self::Types {
                check: words.flag("--check"),
                yes: words.yes(),
            },
            other => {
                return Err(format!(
                    "`{other}` is none of run, test, bench, bundle, manual, types"
                ));
            }
        };
        words.end()?;
        Ok(command)
    }
}

/// The words that are left to understand.
struct Words {
    own: Vec<String>,
    passed_on: Vec<String>,
}

impl Words {
    fn new(words: &[String]) -> Self {
        let mut parts = words.splitn(2, |word| word == "--");
        Self {
            own: parts.next().unwrap_or_default().to_vec(),
            passed_on: parts.next().unwrap_or_default().to_vec(),
        }
    }

    fn flag(&mut self, name: &str) -> bool {
        let before = self.own.len();
        self.own.retain(|word| word != name);
        self.own.len() < before
    }

    fn yes(&mut self) -> Yes {
        if self.flag("--yes") {
            Yes::Said
        } else {
            Yes::Unsaid
        }
    }

    fn value(&mut self, name: &str) -> Result<Option<String>, String> {
        let Some(at) = self.own.iter().position(|word| word == name) else {
            return Ok(None);
        };
        if at + 1 >= self.own.len() {
            return Err(format!("{name} needs a word after it"));
        }
        self.own.remove(at);
        Ok(Some(self.own.remove(at)))
    }

    fn passed_on(&mut self) -> Vec<String> {
        std::mem::take(&mut self.passed_on)
    }

    fn end(self) -> Result<(), String> {
        match self.own.first().or(self.passed_on.first()) {
            None => Ok(()),
            Some(word) => Err(format!("`{word}` is not understood here")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(line: &str) -> Result<Command, String> {
        Command::parse(
            &line
                .split_whitespace()
                .map(str::to_owned)
                .collect::<Vec<_>>(),
        )
    }

    #[test]
    fn run_passes_the_words_after_two_dashes_to_the_app() {
        assert_eq!(
            parse("run --yes -- --version"),
            Ok(Command::Run {
                yes: Yes::Said,
                words: vec!["--version".to_owned()]
            })
        );
    }

    #[test]
    fn test_takes_several_steps_and_package_implies_its_flag() {
        assert_eq!(
            parse("test --only format --only package"),
            Ok(Command::Test(Wanted {
                yes: Yes::Unsaid,
                package: true,
                only: vec![Step::Format, Step::Package],
            }))
        );
    }

    #[test]
    fn what_is_not_understood_is_named() {
        assert_eq!(
            parse("test --fast"),
            Err("`--fast` is not understood here".to_owned())
        );
        assert_eq!(
            parse("test --only"),
            Err("--only needs a word after it".to_owned())
        );
        assert!(parse("test --only nap").unwrap_err().contains("journeys"));
        assert!(parse("fly").unwrap_err().contains("`fly`"));
        assert!(parse("").is_err());
    }
}
