//! A catalogue to look at, to print, and to send: one file of HTML that needs nothing beside it.
//!
//! It runs no script and asks nobody for anything: its policy allows its own style, known by its digest, and pictures that
//! lie within. Whatever a book holds is text there.

mod entry;

use std::io::Write;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use library::WholeBook;
use sha2::{Digest, Sha256};

use crate::export::{ExportError, Shape, Surroundings};

const STYLE: &str = include_str!("style.css");

/// Writes a catalogue.
#[derive(Debug, Default)]
pub(crate) struct CatalogueShape;

impl Shape for CatalogueShape {
    fn begin(&mut self, out: &mut dyn Write, around: &Surroundings<'_>) -> Result<(), ExportError> {
        let digest = STANDARD.encode(Sha256::digest(STYLE));
        let books = match around.count {
            1 => "1 book".to_owned(),
            count => format!("{count} books"),
        };
        Ok(write!(
            out,
            "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-{digest}'; \
             img-src data:; base-uri 'none'; form-action 'none'\">\n\
             <meta name=\"referrer\" content=\"no-referrer\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <meta name=\"color-scheme\" content=\"light dark\">\n\
             <title>Books</title>\n<style>{STYLE}</style>\n</head>\n<body>\n\
             <header>\n<h1>Books</h1>\n<p>{books}</p>\n</header>\n<main>\n"
        )?)
    }

    fn book(
        &mut self,
        out: &mut dyn Write,
        book: &WholeBook,
        around: &Surroundings<'_>,
    ) -> Result<(), ExportError> {
        let hash = book.book.cover.as_ref().map(|cover| cover.hash.clone());
        let mut pictures = around.library.thumbnails(hash.as_slice())?;
        let picture = pictures.pop().flatten();
        Ok(out.write_all(entry::of(&book.book, picture.as_deref()).as_bytes())?)
    }

    fn end(&mut self, out: &mut dyn Write) -> Result<(), ExportError> {
        Ok(out.write_all(b"</main>\n<footer>Made with Bookplate</footer>\n</body>\n</html>\n")?)
    }
}
