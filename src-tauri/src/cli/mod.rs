//! The command line. It shares the desk with the window and names no `tauri`: a computer without a display is enough.

mod account;
mod assignment;
mod backup;
mod book;
mod book_text;
mod console;
mod export;
mod history;
mod import;
mod list;
mod manual;
mod print;
mod refusal;
mod seat;
mod secret;
mod sentence;
mod sorting;
mod stats;
mod table;
#[cfg(unix)]
mod unechoed;
mod value;
mod verify;
mod words;

use std::{ffi::OsString, path::PathBuf, process::ExitCode};

use clap::Parser;

use book::Deletion;
use print::Printer;
use refusal::Outcome;
use seat::Seat;
use words::{Command, Common, Words};

/// What is left to do after the command line has been read.
pub enum Next {
    /// Open the window; on another data folder, if one was named.
    Window(Option<PathBuf>),
    /// Nothing: it is done.
    Exit(ExitCode),
}

/// Does what the words say (the program's name left out).
///
/// The exit code is 0 when done, 1 when refused, 2 when the words are not understood.
pub fn run(words: impl IntoIterator<Item = OsString>) -> Next {
    let words: Vec<OsString> = words.into_iter().collect();
    if !words.is_empty() {
        console::attach();
    }
    let name = OsString::from("bookplate");
    match Words::try_parse_from(std::iter::once(name).chain(words)) {
        Ok(Words {
            common,
            command: None,
        }) => Next::Window(common.data),
        Ok(Words {
            common,
            command: Some(command),
        }) => Next::Exit(done(command, &common)),
        Err(error) => {
            // That nobody reads it is no mistake.
            let _ = error.print();
            Next::Exit(if error.use_stderr() {
                ExitCode::from(2)
            } else {
                ExitCode::SUCCESS
            })
        }
    }
}

#[expect(clippy::print_stderr, reason = "this is the command line")]
fn done(command: Command, common: &Common) -> ExitCode {
    match carry_out(command, common) {
        Ok(()) => ExitCode::SUCCESS,
        Err(refusal) => {
            // A file's name or a title may stand in it.
            eprintln!("bookplate: {}", print::tame(&refusal.to_string()));
            ExitCode::FAILURE
        }
    }
}

fn carry_out(command: Command, common: &Common) -> Outcome {
    let printer = Printer::of(common);
    let command = match command {
        Command::Account(command) => return account::run(&command, common, printer),
        Command::WriteManual { folder } => return manual::write(&folder),
        Command::Restore(words) => return backup::restore(&words, common, printer),
        Command::Verify {
            file: Some(file),
            secret,
        } => return backup::check(&file, &secret, common, printer),
        other => other,
    };
    let seat = seat::sign_in(common)?;
    in_library(command, &seat, printer)
}

fn in_library(command: Command, seat: &Seat, printer: Printer) -> Outcome {
    let library = seat.library();
    match command {
        Command::Import(words) => import::run(seat, &words, printer),
        Command::Export(words) => export::run(library, &words, printer),
        Command::List(words) => list::run(library, &words, printer),
        Command::Show { id } => book::show(library, id, printer),
        Command::Add(words) => book::add(library, words, printer),
        Command::Edit { id, set } => book::edit(library, id, &set, printer),
        Command::Delete { ids, for_good } => {
            let how = if for_good {
                Deletion::ForGood
            } else {
                Deletion::ToTrash
            };
            book::delete(library, &ids, how, printer)
        }
        Command::Stats { year } => stats::run(library, year, printer),
        Command::History { limit } => history::list(library, limit, printer),
        Command::Undo => history::undo(library, printer),
        Command::Redo => history::redo(library, printer),
        Command::Verify { .. } => verify::run(library, printer),
        Command::Backup { file } => backup::make(seat, &file, printer),
        Command::Account(_) | Command::WriteManual { .. } | Command::Restore(_) => Ok(()),
    }
}
