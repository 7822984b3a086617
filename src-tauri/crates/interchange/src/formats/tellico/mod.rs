//! A collection of Tellico: a zip archive with `tellico.xml` and its pictures, or the XML alone.
//!
//! | field | becomes |
//! |---|---|
//! | title, subtitle, series, `series_num`, publisher, `pub_year`, pages, language, plot | the fields |
//! | author, editor, translator, illustrator | contributors |
//! | isbn, lccn, doi | ISBN, identifiers |
//! | binding, rating (up to the highest that the collection allows) | format, rating |
//! | genre, keyword | tags |
//! | read | status; what is not read has none |
//! | `pur_date`, `pur_price`, condition, location, loans | a copy |
//! | cdate, mdate, comments | added, changed, notes |
//! | cover | the picture in the archive, or in the folder beside the file |
//! | any of the owner's own | a field of the reader's own |
//! | any other | notes, as `field: text` |
//!
//! Loans stand behind all books: the file is read twice.

mod entry;
mod frame;
mod row;
mod xml;

use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::archive::Archive;
use crate::rows::{Frame, Rows};
use crate::{CoverSource, ImportError, Source};
use entry::Entries;
use frame::Collection;

/// What the archive calls the list.
const LIST: &str = "tellico.xml";

/// Whether the archive is a collection.
pub(crate) fn is_collection(archive: &Archive) -> bool {
    archive.holds(LIST)
}

/// Whether a text begins as a collection does.
pub(crate) fn begins(text: &str) -> bool {
    text.starts_with('<') && (text.contains("<tellico") || text.contains("<bookcase"))
}

/// Reads a collection, packed or plain.
pub(crate) fn read(source: &Source) -> Result<Rows, ImportError> {
    let mut start = [0; 4];
    let length = source.open()?.read(&mut start)?;
    if Archive::is_one(&start[..length]) {
        let archive = Archive::open(source)?;
        let collection = Collection::read(archive.list(LIST)?)?;
        let list = archive.list(LIST)?;
        rows(list, collection, Pictures::Packed(archive))
    } else {
        let collection = Collection::read(source.open()?)?;
        let pictures = Pictures::beside(source.path());
        rows(source.open()?, collection, pictures)
    }
}

fn rows(
    list: impl Read + Send + 'static,
    collection: Collection,
    pictures: Pictures,
) -> Result<Rows, ImportError> {
    let collection = Arc::new(collection);
    let rows = Entries::of(list)?
        .zip(1..)
        .map(move |(entry, number)| Ok(row::row(entry?, number, &collection, &pictures)));
    let frame = Frame {
        extension: "txt",
        between: "\n\n".to_owned(),
        ..Frame::default()
    };
    Ok(Rows::new(rows, frame))
}

/// Where the pictures are.
enum Pictures {
    Packed(Archive),
    /// In a folder beside the file, `books_files` of `books.tc`.
    Folder(PathBuf),
}

impl Pictures {
    fn beside(path: &Path) -> Self {
        let name = path.file_stem().unwrap_or_default().to_string_lossy();
        Self::Folder(path.with_file_name(format!("{name}_files")))
    }

    /// The picture of that name, if there is one.
    fn named(&self, name: &str) -> Option<CoverSource> {
        if name.is_empty() || name.starts_with('.') || name.contains(['/', '\\', ':']) {
            return None;
        }
        match self {
            Self::Packed(archive) => archive.picture(&format!("images/{name}")),
            Self::Folder(folder) => {
                let path = folder.join(name);
                path.is_file()
                    .then(|| CoverSource::new(move || crate::source::picture_at(&path)))
            }
        }
    }
}
