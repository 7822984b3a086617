//! What any bytes may do to a reader: become rows, problems, and one word about what is wrong. Nothing else.
//!
//! Each target takes any bytes and holds its reader to the laws of [`law`]. `cargo fuzz` runs them for as long as it is let
//! (CONTRIBUTING.md says how); the tests run them for a moment, on samples that were damaged by a fixed chance.

#![expect(
    clippy::missing_panics_doc,
    reason = "a law that is broken panics: that is what it is for"
)]

#[cfg(test)]
mod damage;
mod law;
#[cfg(test)]
mod tests;
mod texts;

use std::fs;
use std::io::Cursor;

use crate::formats::{self, table};
use crate::table::Sheet;
use crate::{ColumnMeaning, FileFormat, ImportError, Mapping, Source, recognise, rows};

pub use texts::{dates, html, money, names};

/// A target.
pub type Target = fn(&[u8]);

/// Makes a target of a reader that takes a stream.
macro_rules! streams {
    ($($(#[$doc:meta])* $name:ident: $read:expr;)*) => {
        $(
            $(#[$doc])*
            pub fn $name(bytes: &[u8]) {
                law::rows(bytes, $read(Cursor::new(bytes.to_vec())));
            }
        )*
    };
}

streams! {
    /// A table of `LibraryThing`.
    librarything: formats::librarything::read;
    /// The other export of `LibraryThing`.
    librarything_json: formats::librarything::read_list;
    /// The reading log of Open Library.
    openlibrary: formats::openlibrary::read;
    /// What `calibredb list --for-machine` prints.
    calibre_json: formats::calibre::read_list;
    /// References for LaTeX.
    bibtex: formats::bibtex::read;
    /// References for programs that manage them.
    ris: formats::ris::read;
    /// Our own JSON.
    bookplate_json: formats::bookplate::read;
}

/// Makes a target of a reader of tables: each line of the table is a row.
macro_rules! tables {
    ($($(#[$doc:meta])* $name:ident: $read:expr;)*) => {
        $(
            $(#[$doc])*
            pub fn $name(bytes: &[u8]) {
                let read = law::rows(bytes, $read(Cursor::new(bytes.to_vec())));
                law::each_line_is_a_row(bytes, read);
            }
        )*
    };
}

tables! {
    /// The library export of Goodreads.
    goodreads: formats::goodreads::rows;
    /// The export of `StoryGraph`.
    storygraph: formats::storygraph::read;
    /// The table of Openreads.
    openreads: formats::openreads::read;
    /// The export of `BookLogr`.
    booklogr: formats::booklogr::read;
    /// The export of `BookWyrm`.
    bookwyrm: formats::bookwyrm::read;
    /// The export of Jelu.
    jelu: formats::jelu::read;
    /// Our own table.
    bookplate_csv: formats::bookplate::csv::read;
    /// Any table, with the meanings that its columns suggest.
    table_suggested: |file| table::read(file, None);
}

/// The catalogue of Calibre.
pub fn calibre_csv(bytes: &[u8]) {
    with_file("catalogue.csv", bytes, |source| {
        let read = law::rows(bytes, formats::calibre_csv::read(source));
        law::each_line_is_a_row(bytes, read);
    });
}

/// The backup of Openreads.
pub fn openreads_backup(bytes: &[u8]) {
    with_file("books.backup", bytes, |source| {
        law::rows(bytes, formats::openreads_backup::read(source));
    });
}

/// The list in a backup of Openreads, without the archive around it, which random bytes never are.
pub fn openreads_list(bytes: &[u8]) {
    law::rows(
        bytes,
        formats::openreads_backup::read_list(Cursor::new(bytes.to_vec())),
    );
}

/// A collection of Tellico, packed or plain.
pub fn tellico(bytes: &[u8]) {
    with_file("books.tc", bytes, |source| {
        law::rows(bytes, formats::tellico::read(source));
    });
}

/// A library folder of Calibre.
pub fn calibre(bytes: &[u8]) {
    with_file("metadata.db", bytes, |source| {
        law::rows(bytes, formats::calibre::read(source));
    });
}

/// Any table, with meanings chosen by its own bytes: whatever a reader says that a column means, no line is lost.
pub fn table_mapped(bytes: &[u8]) {
    let Ok(head) = table::head_of(bytes) else {
        return;
    };
    let by = bytes.iter().map(|byte| usize::from(*byte)).sum::<usize>();
    let meanings = ColumnMeaning::ALL;
    let meaning = |at: usize| match (by + at * 7) % (meanings.len() + 3) {
        _ if at == by % head.columns.len().max(1) => Some(ColumnMeaning::Title),
        any => meanings.get(any).copied(),
    };
    let mapping = Mapping {
        columns: (0..head.columns.len()).map(meaning).collect(),
    };
    let read = law::rows(
        bytes,
        table::read(Cursor::new(bytes.to_vec()), Some(&mapping)),
    );
    law::each_line_is_a_row(bytes, read);
}

/// Any table of which only the titles are known: every other text is in the notes, to the letter.
pub fn table_kept(bytes: &[u8]) {
    let Ok(sheet) = Sheet::open(bytes) else {
        return;
    };
    let mut columns = vec![None; sheet.header().len()];
    if let Some(first) = columns.first_mut() {
        *first = Some(ColumnMeaning::Title);
    }
    let rows = table::read(Cursor::new(bytes.to_vec()), Some(&Mapping { columns }));
    law::every_text_is_kept(sheet, rows);
}

/// Whatever a file is taken for can be read as that.
pub fn any_file(bytes: &[u8]) {
    with_file("list", bytes, |source| {
        let format = match recognise(source) {
            Ok(format) => format,
            Err(error) => return law::is_told(&error),
        };
        let mapping = (format == FileFormat::Table)
            .then(|| crate::table_head(source).map(|head| head.suggested()));
        match mapping.transpose() {
            Ok(mapping) => {
                law::rows(bytes, rows(source, format, mapping.as_ref()));
            }
            Err(error) => law::is_told(&error),
        }
    });
}

/// Every target and its name.
pub const TARGETS: &[(&str, Target)] = &[
    ("any_file", any_file),
    ("bibtex", bibtex),
    ("booklogr", booklogr),
    ("bookplate_csv", bookplate_csv),
    ("bookplate_json", bookplate_json),
    ("bookwyrm", bookwyrm),
    ("calibre", calibre),
    ("calibre_csv", calibre_csv),
    ("calibre_json", calibre_json),
    ("dates", dates),
    ("goodreads", goodreads),
    ("html", html),
    ("jelu", jelu),
    ("librarything", librarything),
    ("librarything_json", librarything_json),
    ("money", money),
    ("names", names),
    ("openlibrary", openlibrary),
    ("openreads", openreads),
    ("openreads_backup", openreads_backup),
    ("openreads_list", openreads_list),
    ("ris", ris),
    ("storygraph", storygraph),
    ("table_kept", table_kept),
    ("table_mapped", table_mapped),
    ("table_suggested", table_suggested),
    ("tellico", tellico),
];

/// The bytes as a file, for a reader that needs one.
fn with_file(name: &str, bytes: &[u8], read: impl FnOnce(&Source)) {
    let folder = tempfile::tempdir().and_then(|folder| {
        fs::write(folder.path().join(name), bytes)?;
        Ok(folder)
    });
    // A full disk is no finding.
    let Ok(folder) = folder else {
        return;
    };
    if let Ok(source) = Source::at(folder.path().join(name)) {
        read(&source);
    }
}

/// What reading gave: the rows, and whether it stopped before the end.
type Read = (u32, Option<ImportError>);
