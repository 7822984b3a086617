//! What is printed, and where: what was asked for on standard output, all else on the standard error stream.

use std::{
    fmt,
    io::{self, BufWriter, IsTerminal, Write},
};

use serde::Serialize;

use super::{
    refusal::{Outcome, Refusal},
    words::Common,
};

/// For whom something is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// For people.
    Text,
    /// For programs.
    Json,
}

/// Prints what the words ask for.
#[derive(Debug, Clone, Copy)]
pub struct Printer {
    /// For whom.
    pub form: Form,
    quiet: bool,
}

impl Printer {
    /// As the words say.
    pub fn of(common: &Common) -> Self {
        Self {
            form: if common.json { Form::Json } else { Form::Text },
            quiet: common.quiet,
        }
    }

    /// Prints a value as JSON, or what `told` writes for people.
    pub fn print(
        self,
        value: &impl Serialize,
        told: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> Outcome {
        to_standard_output(|out| match self.form {
            Form::Json => {
                serde_json::to_writer_pretty(&mut *out, value)?;
                writeln!(out)
            }
            Form::Text => told(out),
        })
    }

    /// Confirms what was done, to people who want to hear it.
    pub fn confirm(self, value: &impl Serialize, sentence: impl fmt::Display) -> Outcome {
        if self.quiet && self.form == Form::Text {
            return Ok(());
        }
        self.print(value, |out| writeln!(out, "{sentence}"))
    }

    /// Remarks something beside what was asked for.
    #[expect(clippy::print_stderr, reason = "this is the command line")]
    pub fn remark(self, remark: impl fmt::Display) {
        if !self.quiet {
            eprintln!("bookplate: {}", tame(&remark.to_string()));
        }
    }

    /// Whether somebody looks on who wants to see how far it has come.
    pub fn shows_progress(self) -> bool {
        !self.quiet && io::stderr().is_terminal()
    }
}

/// Writes to standard output. That its reader has heard enough (`| head`) is no mistake.
pub fn to_standard_output(write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Outcome {
    let mut out = BufWriter::new(io::stdout().lock());
    match write(&mut out).and_then(|()| out.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(Refusal::new(format!(
            "the output could not be written: {error}"
        ))),
        _ => Ok(()),
    }
}

/// Text from a library as a terminal may see it: no control characters, with which a title could move the cursor.
pub fn tame(text: &str) -> String {
    text.chars()
        .map(|c| {
            if c.is_control() && c != '\n' && c != '\t' {
                '\u{fffd}'
            } else {
                c
            }
        })
        .collect()
}
