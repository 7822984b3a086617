//! The formats of lists, and how one is recognised: by what it holds, never by what it is called.

use std::io::Read;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::archive::Archive;
use crate::formats;
use crate::json::{Members, Piece, Pieces, Top};
use crate::row::quoted;
use crate::table::{Header, Sheet, Text};
use crate::{ImportError, Source};

macro_rules! formats {
    ($($(#[$doc:meta])* $variant:ident $name:literal $label:literal),* $(,)?) => {
        /// A format in which lists of books arrive or leave.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
        #[ts(export)]
        pub enum FileFormat {
            $($(#[$doc])* #[serde(rename = $name)] $variant,)*
        }

        impl FileFormat {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$variant,)*];

            /// The word for it on the command line; where a book comes from is remembered under it.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)*
                }
            }

            /// What people call it.
            #[must_use]
            pub fn label(self) -> &'static str {
                match self {
                    $(Self::$variant => $label,)*
                }
            }
        }
    };
}

formats! {
    /// Our own format: everything, for ever.
    BookplateJson "json" "Bookplate (JSON)",
    /// Our own table: one row a book.
    BookplateCsv "csv" "Bookplate (CSV)",
    /// The library export of Goodreads.
    Goodreads "goodreads" "Goodreads export (CSV)",
    /// The export of `StoryGraph`.
    StoryGraph "storygraph" "StoryGraph export (CSV)",
    /// The table of `LibraryThing`.
    LibraryThing "librarything" "LibraryThing export (TSV)",
    /// The other export of `LibraryThing`.
    LibraryThingJson "librarything-json" "LibraryThing export (JSON)",
    /// The table of Openreads.
    Openreads "openreads" "Openreads export (CSV)",
    /// The backup of Openreads, covers included.
    OpenreadsBackup "openreads-backup" "Openreads backup",
    /// The export of `BookLogr`.
    BookLogr "booklogr" "BookLogr export (CSV)",
    /// The export of `BookWyrm`.
    BookWyrm "bookwyrm" "BookWyrm export (CSV)",
    /// The export of Jelu.
    Jelu "jelu" "Jelu export (CSV)",
    /// The reading log of Open Library.
    OpenLibrary "openlibrary" "Open Library reading log (CSV)",
    /// A library folder of Calibre, with covers and custom columns.
    Calibre "calibre" "Calibre library (a folder)",
    /// What `calibredb list --for-machine` prints.
    CalibreJson "calibre-json" "Calibre list (JSON)",
    /// A catalogue of Calibre.
    CalibreCsv "calibre-csv" "Calibre catalogue (CSV)",
    /// A collection of Tellico, packed or plain.
    Tellico "tellico" "Tellico collection",
    /// References for LaTeX.
    Bibtex "bibtex" "BibTeX",
    /// References for programs that manage them.
    Ris "ris" "RIS",
    /// Any table, with its columns mapped by the reader.
    Table "table" "Table (CSV or TSV)",
    /// A folder of notes, one a book.
    Markdown "markdown" "Markdown notes (a folder)",
    /// A catalogue to print or send.
    Html "html" "Catalogue (HTML)",
}

impl FileFormat {
    /// The format of that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .copied()
            .find(|format| format.name().eq_ignore_ascii_case(name))
    }

    /// Whether lists in it can be imported.
    #[must_use]
    pub fn can_be_read(self) -> bool {
        !matches!(self, Self::Markdown | Self::Html)
    }

    /// Whether books can be exported in it.
    #[must_use]
    pub fn can_be_written(self) -> bool {
        matches!(
            self,
            Self::BookplateJson
                | Self::BookplateCsv
                | Self::Goodreads
                | Self::Markdown
                | Self::Html
                | Self::StoryGraph
                | Self::Bibtex
                | Self::Ris
        )
    }
}

/// Says in which format a list is.
pub fn recognise(source: &Source) -> Result<FileFormat, ImportError> {
    if source.is_folder() {
        return recognise_folder(source);
    }
    let mut text = Text::new(source.open()?)?;
    if text.start().starts_with(b"SQLite format 3\0") {
        return Ok(FileFormat::Calibre);
    }
    if Archive::is_one(text.start()) {
        return recognise_archive(source);
    }
    let begins = text.next_piece()?.trim_start();
    match begins.chars().next() {
        Some('[' | '{') => recognise_json(source),
        Some('<') if formats::tellico::begins(begins) => Ok(FileFormat::Tellico),
        _ if formats::ris::begins(begins) => Ok(FileFormat::Ris),
        _ if formats::bibtex::begins(begins) => Ok(FileFormat::Bibtex),
        _ => recognise_table(source.open()?),
    }
}

/// So many further entries of JSON are looked at where the first says nothing.
const LOOKED_AT: usize = 20;

fn recognise_folder(source: &Source) -> Result<FileFormat, ImportError> {
    if formats::calibre::is_folder(source.path()) {
        Ok(FileFormat::Calibre)
    } else {
        Err(ImportError::NoTable {
            found: "a folder that is no library of Calibre".to_owned(),
        })
    }
}

fn recognise_archive(source: &Source) -> Result<FileFormat, ImportError> {
    let archive = Archive::open(source)?;
    if formats::openreads_backup::is_backup(&archive) {
        return Ok(FileFormat::OpenreadsBackup);
    }
    if formats::tellico::is_collection(&archive) {
        return Ok(FileFormat::Tellico);
    }
    // A spreadsheet is an archive too, and says so itself.
    recognise_table(source.open()?)
}

/// By the first element of an array, or the first member of an object.
fn recognise_json(source: &Source) -> Result<FileFormat, ImportError> {
    let mut pieces = Pieces::new(source.open()?, &[])?;
    let top = pieces.top();
    let Some(first) = pieces.next().transpose()? else {
        return Err(ImportError::NoTable {
            found: "an empty list".to_owned(),
        });
    };
    let is_told = |piece: &Piece| piece.text.starts_with('{');
    let members: Option<Members> = first.parse().ok().filter(|_| is_told(&first));
    // One bad entry keeps nobody from the others, be it the first.
    let members = members.or_else(|| {
        let next = pieces.take(LOOKED_AT).flatten();
        next.filter(is_told).find_map(|piece| piece.parse().ok())
    });
    let members = members.unwrap_or_default();
    match top {
        Top::Array if formats::calibre::is_list(&members) => Ok(FileFormat::CalibreJson),
        Top::Array if formats::bookplate::is_list(&members) => Ok(FileFormat::BookplateJson),
        Top::Object if formats::librarything::is_book(&members) => Ok(FileFormat::LibraryThingJson),
        Top::Object if formats::bookplate::begins(&first) => Ok(FileFormat::BookplateJson),
        _ => Err(ImportError::NoTable {
            found: format!(
                "JSON of another program, beginning with {}",
                quoted(&first.text)
            ),
        }),
    }
}

/// A format, and how its columns are known.
type KnownTable = (FileFormat, fn(&Header) -> bool);

/// Tables that are known by the names of their columns; the more particular first.
const TABLES: &[KnownTable] = &[
    (FileFormat::BookplateCsv, formats::bookplate::csv::is_header),
    // Its first columns are those of Goodreads.
    (FileFormat::Jelu, formats::jelu::is_header),
    (FileFormat::LibraryThing, formats::librarything::is_header),
    (FileFormat::Goodreads, |header| {
        formats::goodreads::is_header(header.names())
    }),
    (FileFormat::StoryGraph, formats::storygraph::is_header),
    (FileFormat::Openreads, formats::openreads::is_header),
    (FileFormat::BookLogr, formats::booklogr::is_header),
    (FileFormat::BookWyrm, formats::bookwyrm::is_header),
    (FileFormat::OpenLibrary, formats::openlibrary::is_header),
    (FileFormat::CalibreCsv, formats::calibre_csv::is_header),
];

/// A table of no known format is still a table.
fn recognise_table(file: impl Read) -> Result<FileFormat, ImportError> {
    let sheet = Sheet::open(file)?;
    let header = sheet.header();
    let found = TABLES.iter().find(|(_, is_it)| is_it(header));
    match found {
        Some((format, _)) => Ok(*format),
        None if header.len() > 1 || formats::table::has_title(header) => Ok(FileFormat::Table),
        None => Err(sheet.refuse("a list of books")),
    }
}
