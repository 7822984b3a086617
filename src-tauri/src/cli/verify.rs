//! Whether a library is whole.

use library::Library;

use super::{
    print::Printer,
    refusal::{Outcome, Refusal},
    sentence::books,
};

/// Checks the library, and refuses when something is found.
pub fn run(library: &Library, printer: Printer) -> Outcome {
    let verification = library.verify()?;
    printer.print(&verification, |out| {
        for finding in &verification.findings {
            writeln!(out, "{finding}")?;
        }
        let count = books(verification.books);
        let word = if verification.ok { "whole" } else { "damaged" };
        writeln!(out, "{count}, {word}")?;
        match &verification.digest {
            Some(digest) => writeln!(out, "SHA-256 {digest}"),
            None => Ok(()),
        }
    })?;
    if verification.ok {
        Ok(())
    } else {
        Err(Refusal::new(format!(
            "the library is not whole: {} found",
            verification.findings.len()
        )))
    }
}
