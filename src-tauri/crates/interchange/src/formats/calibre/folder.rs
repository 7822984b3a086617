//! The library folder.

use std::borrow::Cow;
use std::collections::VecDeque;
use std::io;
use std::path::{Component, Path, PathBuf};

use rusqlite::ErrorCode;

use super::book::{self, BATCH, Book};
use super::columns::{self, CustomColumn};
use super::database::{Database, NAME, because};
use super::row::row;
use crate::cells::Cells;
use crate::rows::{Frame, Rows};
use crate::source::picture_at;
use crate::{CoverSource, ImportError, Row, Source};

/// Whether it is a library's folder.
pub(crate) fn is_folder(path: &Path) -> bool {
    path.join(NAME).is_file()
}

/// Reads the library.
pub(crate) fn read(source: &Source) -> Result<Rows, ImportError> {
    let (folder, file) = if source.is_folder() {
        (source.path().to_path_buf(), source.path().join(NAME))
    } else {
        let folder = source.path().parent().unwrap_or(Path::new("."));
        (folder.to_path_buf(), source.path().to_path_buf())
    };
    if !file.is_file() {
        return Err(ImportError::OtherFormat {
            expected: format!("a Calibre library (a folder with {NAME} in it)"),
            found: "a folder without it".to_owned(),
        });
    }
    let database = Database::open(&file)?;
    let columns = columns::all(&database).map_err(|error| because(&error))?;
    let books = Books {
        database,
        columns,
        folder,
        batch: VecDeque::new(),
        last: i64::MIN,
        number: 0,
        stopped: false,
    };
    Ok(Rows::new(
        books,
        Frame {
            extension: "txt",
            ..Frame::default()
        },
    ))
}

/// The books of a library, one by one.
struct Books {
    database: Database,
    columns: Vec<CustomColumn>,
    folder: PathBuf,
    batch: VecDeque<(i64, Book)>,
    last: i64,
    number: u32,
    stopped: bool,
}

impl Books {
    fn book(&mut self) -> rusqlite::Result<Option<Row>> {
        if self.batch.is_empty() {
            let batch = |count| book::batch(&self.database, &self.columns, self.last, count);
            let books = match batch(BATCH) {
                // Where they are very long, they are read one by one.
                Err(error) if error.sqlite_error_code() == Some(ErrorCode::TooBig) => batch(1)?,
                read => read?,
            };
            self.batch = books.into_iter().collect();
        }
        let Some((id, mut book)) = self.batch.pop_front() else {
            return Ok(None);
        };
        self.last = id;
        self.number += 1;
        if let Some(comments) = book::comments(&self.database, id)? {
            book.cells.push(("comments".to_owned(), comments));
        }
        if book.has_cover {
            book.lists.cover = Some(cover(&self.folder, &book.path));
        }
        let raw: Vec<String> = book
            .cells
            .iter()
            .map(|(name, text)| format!("{name}: {text}"))
            .collect();
        let pairs = book
            .cells
            .into_iter()
            .map(|(name, text)| (Cow::from(name), Cow::from(text)));
        let cells = Cells::of_pairs(pairs, self.number, u64::from(self.number), raw.join("\n"));
        Ok(Some(row(cells, book.lists)))
    }
}

impl Iterator for Books {
    type Item = Result<Row, ImportError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.stopped {
            return None;
        }
        let book = self.book().map_err(|error| because(&error)).transpose();
        self.stopped = !matches!(book, Some(Ok(_)));
        book
    }
}

/// The picture beside a book's files. A path that leads out of the library is no book's.
fn cover(folder: &Path, path: &str) -> CoverSource {
    let is_within = !path.is_empty()
        && Path::new(path)
            .components()
            .all(|part| matches!(part, Component::Normal(_)));
    let (folder, picture) = (folder.to_path_buf(), folder.join(path).join("cover.jpg"));
    CoverSource::new(move || {
        let outside = || io::Error::new(io::ErrorKind::InvalidInput, "it lies outside the library");
        if !is_within {
            return Err(outside());
        }
        let (folder, picture) = (folder.canonicalize()?, picture.canonicalize()?);
        if !picture.starts_with(&folder) {
            return Err(outside());
        }
        picture_at(&picture)
    })
}
