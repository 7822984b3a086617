//! Books out of a library, in a format that others read.

mod back;
mod loss;
mod target;

use std::io::{self, Cursor, Write};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

use library::{BookId, CustomField, Library, LibraryError, LibraryParts, WholeBook};

use crate::error::unwritten;
use crate::{FileFormat, ImportError, Row, Rows, WholeFile, formats};
pub(crate) use loss::Lost;
pub use loss::{Loss, LostPart};

/// So often is progress told, in books.
const STEP: u32 = 100;
/// So many books are written and read again at once, to find what is lost.
const AT_ONCE: usize = 200;

/// Why books could not be exported. What stood at the place before stands there still.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The format is one that is only read.
    #[error("expected a format that can be written, found {}", .0.label())]
    OnlyRead(FileFormat),
    /// A folder is to be written, and something is there.
    #[error("expected a new or an empty folder, found one that holds something")]
    NotEmpty,
    /// The file could not be written.
    #[error("the file could not be written: {}; nothing was changed", unwritten(.0))]
    Unwritable(#[from] io::Error),
    /// It was asked to stop.
    #[error("stopped; nothing was written")]
    Cancelled,
    /// The library could not be read.
    #[error(transparent)]
    Library(#[from] LibraryError),
}

/// What an export wrote.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct Exported {
    /// How many books.
    pub books: u32,
}

/// What a format needs to know beside the books.
pub(crate) struct Surroundings<'a> {
    pub(crate) library: &'a Library,
    pub(crate) fields: Vec<CustomField>,
    pub(crate) parts: LibraryParts,
    /// Of how many books it was asked.
    pub(crate) count: usize,
}

impl<'a> Surroundings<'a> {
    fn of(library: &'a Library, ids: &[BookId]) -> Result<Self, LibraryError> {
        Ok(Self {
            library,
            fields: library.custom_fields()?,
            parts: library.parts(ids)?,
            count: ids.len(),
        })
    }
}

/// A format in which books are written into one file.
pub(crate) trait Shape {
    /// What stands before the first book.
    fn begin(&mut self, out: &mut dyn Write, around: &Surroundings<'_>) -> Result<(), ExportError>;
    /// One book.
    fn book(
        &mut self,
        out: &mut dyn Write,
        book: &WholeBook,
        around: &Surroundings<'_>,
    ) -> Result<(), ExportError>;
    /// What stands behind the last.
    fn end(&mut self, out: &mut dyn Write) -> Result<(), ExportError>;
}

/// Writes these books, in the order given, into the file (for notes: the folder) `target`. It takes the place of what was
/// there when it is whole, and not before.
pub fn export(
    library: &Library,
    ids: &[BookId],
    format: FileFormat,
    target: &Path,
    mut progress: impl FnMut(u32),
    cancelled: &AtomicBool,
) -> Result<Exported, ExportError> {
    let around = Surroundings::of(library, ids)?;
    let mut count = 0;
    let mut each = |f: &mut dyn FnMut(&WholeBook) -> Result<(), ExportError>| {
        library.each_whole(ids, |book| {
            stop_if(cancelled)?;
            f(&book)?;
            count += 1;
            if count % STEP == 0 {
                progress(count);
            }
            Ok(())
        })
    };
    if format == FileFormat::Markdown {
        let mut vault = formats::vault::Vault::default();
        target::folder(target, |folder| {
            each(&mut |book| vault.book(folder, book, &around))
        })?;
    } else {
        let mut shape = shape(format)?;
        let mut out = WholeFile::create(target)?;
        shape.begin(&mut out, &around)?;
        each(&mut |book| shape.book(&mut out, book, &around))?;
        shape.end(&mut out)?;
        out.finish()?;
    }
    progress(count);
    Ok(Exported { books: count })
}

fn shape(format: FileFormat) -> Result<Box<dyn Shape>, ExportError> {
    Ok(match format {
        FileFormat::BookplateJson => Box::new(formats::bookplate::JsonShape::default()),
        FileFormat::BookplateCsv => Box::new(formats::bookplate::csv::CsvShape),
        FileFormat::Goodreads => Box::new(formats::goodreads::GoodreadsShape),
        FileFormat::Html => Box::new(formats::catalogue::CatalogueShape),
        FileFormat::StoryGraph => Box::new(formats::storygraph::StoryGraphShape),
        FileFormat::Bibtex => Box::new(formats::bibtex::BibtexShape::default()),
        FileFormat::Ris => Box::new(formats::ris::RisShape),
        other => return Err(ExportError::OnlyRead(other)),
    })
}

/// What a format cannot say of these very books. Asked to stop, it looks at no further one.
pub fn losses(
    library: &Library,
    ids: &[BookId],
    format: FileFormat,
    cancelled: &AtomicBool,
) -> Result<Vec<Loss>, ExportError> {
    let mut lost = Lost::default();
    if read_again(format, Vec::new()).is_some() {
        let around = Surroundings::of(library, ids)?;
        for some in ids.chunks(AT_ONCE) {
            stop_if(cancelled)?;
            let mut books = Vec::with_capacity(some.len());
            library.each_whole(some, |book| {
                books.push(book);
                Ok::<_, LibraryError>(())
            })?;
            compare(&books, format, &around, &mut lost)?;
        }
    } else {
        library.each_whole(ids, |book| {
            lost.look_at(&book, format);
            stop_if(cancelled)
        })?;
    }
    Ok(lost.told())
}

fn stop_if(cancelled: &AtomicBool) -> Result<(), ExportError> {
    if cancelled.load(Ordering::Relaxed) {
        return Err(ExportError::Cancelled);
    }
    Ok(())
}

/// Writes books, reads them again and counts what is not as it was.
fn compare(
    books: &[WholeBook],
    format: FileFormat,
    around: &Surroundings<'_>,
    lost: &mut Lost,
) -> Result<(), ExportError> {
    let mut shape = shape(format)?;
    let mut written = Vec::new();
    shape.begin(&mut written, around)?;
    for book in books {
        shape.book(&mut written, book, around)?;
    }
    shape.end(&mut written)?;
    let rows: Vec<Row> = read_again(format, written)
        .and_then(Result::ok)
        .map(|rows| rows.map_while(Result::ok).collect())
        .unwrap_or_default();
    if rows.len() == books.len() {
        for (book, row) in books.iter().zip(&rows) {
            for what in back::lost_on_the_way(book, row) {
                lost.count(what);
            }
        }
    } else if let [book] = books {
        // It cannot be read at all.
        for what in back::lost_on_the_way(book, &Row::default()) {
            lost.count(what);
        }
    } else {
        for book in books {
            compare(std::slice::from_ref(book), format, around, lost)?;
        }
    }
    Ok(())
}

/// The rows of a list of another program that was written here. Nothing for formats of our own, and those that are never
/// read.
fn read_again(format: FileFormat, written: Vec<u8>) -> Option<Result<Rows, ImportError>> {
    let written = Cursor::new(written);
    match format {
        FileFormat::Goodreads => Some(formats::goodreads::rows(written)),
        FileFormat::StoryGraph => Some(formats::storygraph::read(written)),
        FileFormat::Bibtex => Some(formats::bibtex::read(written)),
        FileFormat::Ris => Some(formats::ris::read(written)),
        _ => None,
    }
}
