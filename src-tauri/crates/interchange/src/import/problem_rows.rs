//! The rows with problems as a file of their own, in the format that they came in: to be mended and imported again.

use std::io::{self, Write};

use crate::{ImportError, Rows};

/// Writes the rows that have problems, and says how many they are. Nothing is written where there are none, or where the
/// list has no rows that could be written.
pub fn write_problem_rows(rows: Rows, out: &mut impl Write) -> Result<u32, ImportError> {
    let frame = rows.frame().clone();
    let mut count = 0;
    for row in rows {
        let Some(raw) = row?.raw else {
            continue;
        };
        let lead = if count == 0 {
            &frame.before
        } else {
            &frame.between
        };
        write(out, lead)?;
        write(out, &raw)?;
        count += 1;
    }
    if count > 0 {
        write(out, &frame.after)?;
    }
    out.flush().map_err(ImportError::Unwritable)?;
    Ok(count)
}

fn write(out: &mut impl Write, text: &str) -> Result<(), ImportError> {
    let written: io::Result<()> = out.write_all(text.as_bytes());
    written.map_err(ImportError::Unwritable)
}
