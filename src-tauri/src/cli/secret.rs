//! Passwords: from a prompt that shows nothing, or from standard input. Never from an argument or the environment.

use std::{
    fs::File,
    io::{self, Read},
};

use accounts::Password;
use zeroize::Zeroizing;

#[cfg(unix)]
use super::unechoed::Unechoed;
use super::{
    refusal::{Outcome, Refusal},
    words::Common,
};

/// No line with a password is longer: more is read by nobody.
const LONGEST_LINE: usize = 64 * 1024;

/// Where passwords come from.
#[derive(Debug, Clone, Copy)]
pub enum Secrets {
    /// Somebody is asked.
    Prompt,
    /// They are lines of standard input.
    StandardInput,
}

impl Secrets {
    /// As the words say.
    pub fn of(common: &Common) -> Self {
        if common.password_stdin {
            Self::StandardInput
        } else {
            Self::Prompt
        }
    }

    /// A password that exists already.
    pub fn current(self, what: &str) -> Outcome<Password> {
        match self {
            Self::Prompt => ask(what),
            Self::StandardInput => line(what),
        }
    }

    /// A recovery code.
    pub fn code(self, what: &str) -> Outcome<Zeroizing<String>> {
        match self {
            Self::Prompt => prompt(what),
            Self::StandardInput => text_of_line(what),
        }
    }

    /// A password that is to be set: asked twice, for it is not seen.
    pub fn new_one(self, what: &str) -> Outcome<Password> {
        match self {
            Self::StandardInput => line(what),
            Self::Prompt => {
                let first = prompt(what)?;
                let again = prompt("The same once more")?;
                if *first != *again {
                    return Err(Refusal::new(
                        "expected the same password twice; found two that differ",
                    ));
                }
                Ok(password(first))
            }
        }
    }
}

fn ask(what: &str) -> Outcome<Password> {
    prompt(what).map(password)
}

fn prompt(what: &str) -> Outcome<Zeroizing<String>> {
    // Where there is no terminal, the prompt says so.
    #[cfg(unix)]
    let _unechoed = Unechoed::begin();
    rpassword::prompt_password(format!("{what}: "))
        .map(Zeroizing::new)
        .map_err(|_| {
            Refusal::new(
                "a password is needed, and there is no terminal to ask for it: use --password-stdin",
            )
        })
}

fn password(mut text: Zeroizing<String>) -> Password {
    // Its new owner wipes it.
    Password::new(std::mem::take(&mut *text))
}

/// Standard input without the buffer that `io::stdin` puts before it, in which a copy of the password would stay.
fn standard_input() -> io::Result<File> {
    #[cfg(unix)]
    let input = std::os::fd::AsFd::as_fd(&io::stdin()).try_clone_to_owned()?;
    #[cfg(windows)]
    let input = std::os::windows::io::AsHandle::as_handle(&io::stdin()).try_clone_to_owned()?;
    Ok(File::from(input))
}

/// One line, read byte by byte: what follows it is left for the next.
fn line(what: &str) -> Outcome<Password> {
    text_of_line(what).map(password)
}

fn text_of_line(what: &str) -> Outcome<Zeroizing<String>> {
    let mut bytes = Zeroizing::new(Vec::with_capacity(LONGEST_LINE));
    let mut input = standard_input()?;
    let mut byte = Zeroizing::new([0]);
    let mut ended = false;
    while bytes.len() < LONGEST_LINE {
        if input.read(&mut *byte)? == 0 {
            break;
        }
        if byte[0] == b'\n' {
            ended = true;
            break;
        }
        bytes.push(byte[0]);
    }
    if bytes.is_empty() && !ended {
        return Err(Refusal::new(format!(
            "expected a line on standard input ({}); found its end",
            what.to_lowercase()
        )));
    }
    if bytes.last() == Some(&b'\r') {
        bytes.pop();
    }
    let text = std::str::from_utf8(&bytes)
        .map_err(|_| Refusal::new("expected a password in UTF-8; found other bytes"))?;
    Ok(Zeroizing::new(text.to_owned()))
}
