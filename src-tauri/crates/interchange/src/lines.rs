//! A text line by line, with no more of it held than the line at hand.

use std::io::Read;

use crate::ImportError;
use crate::table::Text;

/// The most bytes of one entry of several lines: millions of them may be one entry, and each takes room of its own.
pub(crate) const LONGEST: usize = 16 * 1024 * 1024;

/// The lines of a text.
pub(crate) struct Lines<R> {
    text: Text<R>,
    chunk: String,
    at: usize,
    line: u64,
    /// The last line ended with a carriage return: a line feed now belongs to it.
    after_return: bool,
}

impl<R: Read> Lines<R> {
    pub(crate) fn new(source: R) -> Result<Self, ImportError> {
        Ok(Self {
            text: Text::new(source)?,
            chunk: String::new(),
            at: 0,
            line: 0,
            after_return: false,
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
            let rest = &self.chunk[self.at..];
            if std::mem::take(&mut self.after_return) && rest.starts_with('\n') {
                self.at += 1;
                continue;
            }
            begun = true;
            let end = rest.find(['\n', '\r']);
            line.push_str(&rest[..end.unwrap_or(rest.len())]);
            self.at += end.map_or(rest.len(), |end| end + 1);
            self.after_return = end.is_some_and(|end| rest[end..].starts_with('\r'));
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_end_counts_once() {
        let mut lines = Lines::new(&b"a\nb\r\nc\rd\r\r\ne"[..]).unwrap();
        let all: Vec<(u64, String)> = std::iter::from_fn(|| lines.next_line().unwrap()).collect();
        let all: Vec<(u64, &str)> = all.iter().map(|(at, line)| (*at, line.as_str())).collect();
        assert_eq!(
            all,
            [(1, "a"), (2, "b"), (3, "c"), (4, "d"), (5, ""), (6, "e")]
        );
    }
}
