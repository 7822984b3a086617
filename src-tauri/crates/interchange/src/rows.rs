//! The rows of a list, whatever its format.

use std::io::Read;

use library::LibraryParts;

use crate::cells::Cells;
use crate::file_format::FileFormat;
use crate::table::Sheet;
use crate::{ImportError, Mapping, Row, Source, formats};

/// The rows of a list, one by one, with nothing held but the row at hand. Ends after the first error.
pub struct Rows {
    each: Box<dyn Iterator<Item = Result<Row, ImportError>> + Send>,
    frame: Frame,
    parts: Option<LibraryParts>,
}

/// What stands around and between the rows of a file, so that some of them can be written as a file of the same format.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Frame {
    /// What the file begins with: the names of the columns.
    pub before: String,
    /// What stands between two rows.
    pub between: String,
    /// What it ends with.
    pub after: String,
    /// The usual ending of its name, without the dot.
    pub extension: &'static str,
}

impl Rows {
    /// Rows that are none of a table's.
    pub(crate) fn new(
        rows: impl Iterator<Item = Result<Row, ImportError>> + Send + 'static,
        frame: Frame,
    ) -> Self {
        Self {
            each: Box::new(rows),
            frame,
            parts: None,
        }
    }

    /// The rows of a table, each understood by `read`.
    pub(crate) fn of_sheet<R: Read + Send + 'static>(
        mut sheet: Sheet<R>,
        mut read: impl FnMut(Cells<'_>) -> Row + Send + 'static,
    ) -> Self {
        let frame = sheet.header().frame();
        let header = sheet.header().clone();
        let rows = std::iter::from_fn(move || {
            let line = match sheet.next_line()? {
                Ok(line) => line,
                Err(error) => return Some(Err(error)),
            };
            Some(Ok(read(Cells::of_line(&header, &line))))
        });
        Self::new(rows, frame)
    }

    /// Says what belongs to no row alone.
    pub(crate) fn with_parts(mut self, parts: LibraryParts) -> Self {
        self.parts = Some(parts);
        self
    }

    /// What stands around and between the rows.
    #[must_use]
    pub fn frame(&self) -> &Frame {
        &self.frame
    }
}

impl Iterator for Rows {
    type Item = Result<Row, ImportError>;

    fn next(&mut self) -> Option<Self::Item> {
        self.each.next()
    }
}

/// A list that can be imported.
pub trait List: Iterator<Item = Result<Row, ImportError>> + Send {
    /// What belongs to no row alone: the order of shelves and fields, and what holds between books.
    fn parts(&self) -> Option<LibraryParts> {
        None
    }
}

impl List for Rows {
    fn parts(&self) -> Option<LibraryParts> {
        self.parts.clone()
    }
}

/// Begins to read a list in the format that [`recognise`](crate::recognise) found, or that was asked for. A table of no
/// known format needs to be told what its columns mean.
pub fn rows(
    source: &Source,
    format: FileFormat,
    mapping: Option<&Mapping>,
) -> Result<Rows, ImportError> {
    match format {
        FileFormat::BookplateJson => formats::bookplate::read(source.open()?),
        FileFormat::BookplateCsv => formats::bookplate::csv::read(source.open()?),
        FileFormat::Goodreads => formats::goodreads::rows(source.open()?),
        FileFormat::Calibre => formats::calibre::read(source),
        FileFormat::CalibreJson => formats::calibre::read_list(source.open()?),
        FileFormat::OpenreadsBackup => formats::openreads_backup::read(source),
        FileFormat::Tellico => formats::tellico::read(source),
        FileFormat::Bibtex => formats::bibtex::read(source.open()?),
        FileFormat::Ris => formats::ris::read(source.open()?),
        FileFormat::LibraryThingJson => formats::librarything::read_list(source.open()?),
        FileFormat::StoryGraph => formats::storygraph::read(source.open()?),
        FileFormat::LibraryThing => formats::librarything::read(source.open()?),
        FileFormat::Openreads => formats::openreads::read(source.open()?),
        FileFormat::BookLogr => formats::booklogr::read(source.open()?),
        FileFormat::BookWyrm => formats::bookwyrm::read(source.open()?),
        FileFormat::Jelu => formats::jelu::read(source.open()?),
        FileFormat::OpenLibrary => formats::openlibrary::read(source.open()?),
        FileFormat::CalibreCsv => formats::calibre_csv::read(source),
        FileFormat::Table => formats::table::read(source.open()?, mapping),
        // Written, and never read.
        _ => Err(ImportError::OtherFormat {
            expected: "a format that can be imported".to_owned(),
            found: format.label().to_owned(),
        }),
    }
}
