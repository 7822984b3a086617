//! A text line by line, with no more of it held than the line at hand.

use std::io::Read;

use crate::ImportError;
use crate::table::Text;

/// The most bytes of one entry of several lines.
pub(crate) const LONGEST: usize = 64 * 1024 * 1024;

/// The lines of a text.
pub(crate) struct Lines<R> {
    text: Text<R>,
    chunk: String,
    at: usize,
    line: u64,
}

impl<R: Read> Lines<R> {
    pub(crate) fn new(source: R) -> Result<Self, ImportError> {
        Ok(Self {
            text: Text::new(source)?,
            chunk: String::new(),
            at: 0,
            line: 0,
        })
    }

    /// The next line without its end, and its number from 1.
    pub(crate) fn next_line(&mut self) -> Result<Option<(u64, String)>, ImportError> {
        let mut line = String::new();
        let mut begun = false;
        loop {
            if self.at == self.chunk.len() {
                self.text.next_piece()?.clone_into(&mut self.chunk);
                self.at = 0;
                if self.chunk.is_empty() {
                    break;
                }
            }
            begun = true;
            let rest = &self.chunk[self.at..];
            let end = rest.find('\n');
            line.push_str(&rest[..end.unwrap_or(rest.len())]);
            self.at += end.map_or(rest.len(), |end| end + 1);
            if line.len() > LONGEST {
                return Err(too_large(self.line + 1));
            }
            if end.is_some() {
                break;
            }
        }
        if !begun {
            return Ok(None);
        }
        self.line += 1;
        if line.ends_with('\r') {
            line.pop();
        }
        Ok(Some((self.line, line)))
    }
}

/// What begins in that line is longer than any book.
pub(crate) fn too_large(line: u64) -> ImportError {
    ImportError::Damaged {
        place: format!("line {line}"),
        message: format!(
            "expected at most {} MiB in one entry, found more",
            LONGEST / (1024 * 1024)
        ),
    }
}
