//! The manual page and the completions, made from the words themselves: the packages bring them along.

use std::{
    fs::{self, File},
    path::Path,
};

use clap::CommandFactory;
use clap_complete::{Shell, generate_to};

use super::{refusal::Outcome, words::Words};

/// Writes `bookplate.1` and a file of completions a shell.
pub fn write(folder: &Path) -> Outcome {
    fs::create_dir_all(folder)?;
    let mut command = Words::command();
    command.build();
    let manual = clap_mangen::Man::new(command.clone());
    manual.render(&mut File::create(folder.join("bookplate.1"))?)?;
    for shell in [Shell::Bash, Shell::Zsh, Shell::Fish] {
        generate_to(shell, &mut Words::command(), "bookplate", folder)?;
    }
    Ok(())
}
