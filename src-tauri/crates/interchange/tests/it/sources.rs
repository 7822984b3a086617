//! Files and folders, recognised by what they hold and read to their end.

use std::fs;

use interchange::{FileFormat, ImportError, Row, Source, recognise, rows};

/// The rows of a list in that format, or what stopped it. Whatever they hold, a library takes them.
pub(crate) fn try_rows_of(source: &Source, format: FileFormat) -> Result<Vec<Row>, ImportError> {
    let rows: Vec<Row> = rows(source, format, None)?.collect::<Result<_, _>>()?;
    for (row, number) in rows.iter().zip(1..) {
        row.fields.normalised().check().unwrap();
        row.fields.check().unwrap();
        assert_eq!(row.number, number);
        assert_eq!(row.raw.is_some(), !row.problems.is_empty());
        assert!(!row.provenance.id.is_empty());
    }
    Ok(rows)
}

/// In which format a list is, and its rows.
pub(crate) fn rows_of(source: &Source) -> (FileFormat, Vec<Row>) {
    let format = recognise(source).unwrap();
    (format, try_rows_of(source, format).unwrap())
}

/// The same of a file that holds these bytes, whatever it is called.
pub(crate) fn rows_of_file(bytes: &[u8]) -> (FileFormat, Vec<Row>) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("list");
    fs::write(&path, bytes).unwrap();
    rows_of(&Source::at(path).unwrap())
}

/// Why a file that holds these bytes cannot be read.
pub(crate) fn error_of_file(bytes: &[u8]) -> String {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("list");
    fs::write(&path, bytes).unwrap();
    let source = Source::at(path).unwrap();
    let read = recognise(&source).and_then(|format| try_rows_of(&source, format));
    read.unwrap_err().to_string()
}
