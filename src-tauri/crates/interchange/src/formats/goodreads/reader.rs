//! The export as a stream of rows.

use std::io::Read;

use super::columns::{Column, Columns};
use super::row;
use crate::ImportError;
use crate::row::Row;
use crate::rows::{List, Rows};
use crate::table::Sheet;

/// Begins to read a Goodreads export, which is known by the names of its columns and never by the name of the file.
///
/// UTF-8, UTF-16 or Windows-1252; commas, semicolons or tabs; any line ends; the columns in any order, further ones too.
pub fn read<R: Read>(source: R) -> Result<Reader<R>, ImportError> {
    let sheet = Sheet::open(source)?;
    let columns = Columns::of(sheet.header().names());
    if !columns.are_goodreads() {
        return Err(sheet.refuse(
            "a Goodreads export (columns such as Book Id, Title, Author, Exclusive Shelf)",
        ));
    }
    Ok(Reader {
        sheet: sheet.with_dates(&Column::DATES.map(Column::name)),
        columns,
    })
}

/// The rows of a Goodreads export, as of any list.
pub(crate) fn rows<R: Read + Send + 'static>(file: R) -> Result<Rows, ImportError> {
    let reader = read(file)?;
    let frame = reader.sheet.header().frame();
    Ok(Rows::new(reader, frame))
}

/// Whether these are columns of a Goodreads export.
pub(crate) fn is_header(names: &[String]) -> bool {
    Columns::of(names).are_goodreads()
}

/// The rows of a Goodreads export, one by one. Ends after the first error.
pub struct Reader<R> {
    sheet: Sheet<R>,
    columns: Columns,
}

impl<R: Read + Send> List for Reader<R> {}

impl<R: Read> Iterator for Reader<R> {
    type Item = Result<Row, ImportError>;

    fn next(&mut self) -> Option<Self::Item> {
        let line = match self.sheet.next_line()? {
            Ok(line) => line,
            Err(error) => return Some(Err(error)),
        };
        let mut row = row::read(&self.columns, &line.record, line.number, line.order);
        if !row.problems.is_empty() {
            let delimiter = self.sheet.header().delimiter();
            row.raw = Some(delimiter.join(line.record.cells()));
        }
        Some(Ok(row))
    }
}
