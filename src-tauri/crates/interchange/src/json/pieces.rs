//! A file of JSON, parted into the elements of the array or the members of the object that it is.

use std::io::Read;

use serde::de::DeserializeOwned;
use serde_json::Value;

use super::Members;
use super::mended::mended;
use crate::ImportError;
use crate::row::quoted;
use crate::table::{Text, UNREADABLE};

/// The most bytes of one piece: a book of ours with the largest cover fits.
const LONGEST: usize = 40 * 1024 * 1024;
/// The most of one piece, in values: an object takes the room of some twenty.
const MOST_VALUES: usize = 3_000_000;
/// The signs that JSON takes for blanks.
const BLANK: [char; 4] = [' ', '\t', '\r', '\n'];

/// What a file is as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Top {
    /// `[…]`
    Array,
    /// `{…}`
    Object,
}

/// One element of an array, or the value of one member of an object.
#[derive(Debug)]
pub(crate) struct Piece {
    /// The member's name; for the elements of an array in a member, the name of that member.
    pub(crate) key: Option<String>,
    /// The JSON of it.
    pub(crate) text: String,
    /// The line in which it begins, counted from 1.
    pub(crate) line: u64,
    column: u64,
}

impl Piece {
    /// Its members. What is none of an object's is one member, and what is no JSON is one too, with what is wrong about
    /// it: one bad entry keeps nobody from the others.
    pub(crate) fn members(&self) -> (Members, Option<String>) {
        let problem = if self.text.starts_with('{') {
            match self.parse() {
                Ok(members) => return (members, self.holds_nul()),
                Err(error) => error.to_string(),
            }
        } else {
            format!("expected an object in {{ }}, found {}", quoted(&self.text))
        };
        let entry = ("entry".to_owned(), Value::String(self.text.clone()));
        let problem = format!("{problem}; kept in the notes");
        (Members(vec![entry]), Some(problem))
    }

    /// What is said where a NUL stood.
    fn holds_nul(&self) -> Option<String> {
        // `\\u0000` is a backslash and five letters, and a file of those says too much.
        self.text.contains("\\u0000").then(|| {
            format!("expected text, found the sign NUL in it; “{UNREADABLE}” stands for it")
        })
    }

    /// Understands it. What is no JSON stands in no file that is whole.
    pub(crate) fn parse<T: DeserializeOwned>(&self) -> Result<T, ImportError> {
        let as_mended = || mended(&self.text).and_then(|text| serde_json::from_str(&text).ok());
        let found = if self.text.contains("\\u0000") {
            as_mended().map_or_else(|| serde_json::from_str(&self.text), Ok)
        } else {
            serde_json::from_str(&self.text)
        };
        let error = match found {
            Ok(value) => return Ok(value),
            Err(error) => error,
        };
        if let Some(value) = as_mended() {
            return Ok(value);
        }
        let further_lines = error.line().saturating_sub(1) as u64;
        let before = if further_lines == 0 { self.column } else { 1 };
        let column = (before + error.column() as u64).saturating_sub(1).max(1);
        let line = self.line + further_lines;
        let told = error.to_string();
        let message = told.split(" at line ").next().unwrap_or_default();
        Err(damaged(
            line,
            column,
            format!("expected JSON, found something else ({message})"),
        ))
    }
}

/// An array or object that is being read.
struct Level {
    is: Top,
    /// The member whose value it is.
    key: Option<String>,
    /// Whether nothing of it was read yet.
    is_fresh: bool,
}

/// The pieces of a file, one by one.
pub(crate) struct Pieces<R> {
    text: Text<R>,
    chunk: String,
    at: usize,
    line: u64,
    column: u64,
    top: Top,
    levels: Vec<Level>,
    /// The members whose arrays are given element by element.
    parted: &'static [&'static str],
    /// What stands between values that are no array's.
    joints: &'static [char],
    stopped: bool,
}

impl<R: Read> Pieces<R> {
    /// Begins to read a file that is an array or an object. Of an object, the members of the names in `parted` whose
    /// values are arrays come element by element, and any other as a whole.
    pub(crate) fn new(source: R, parted: &'static [&'static str]) -> Result<Self, ImportError> {
        let mut pieces = Self::of(source, parted, &[])?;
        pieces.top = match pieces.after_blanks()? {
            Some('[') => Top::Array,
            Some('{') => Top::Object,
            None => return Err(ImportError::Empty),
            Some(_) => {
                return Err(ImportError::OtherFormat {
                    expected: "JSON (a list in [ ] or an object in { })".to_owned(),
                    found: quoted(pieces.rest()),
                });
            }
        };
        pieces.enter(pieces.top, None);
        Ok(pieces)
    }

    /// Begins to read a file that is objects one after another, with any of these signs between them.
    pub(crate) fn joined(source: R, joints: &'static [char]) -> Result<Self, ImportError> {
        Self::of(source, &[], joints)
    }

    fn of(
        source: R,
        parted: &'static [&'static str],
        joints: &'static [char],
    ) -> Result<Self, ImportError> {
        Ok(Self {
            text: Text::new(source)?,
            chunk: String::new(),
            at: 0,
            line: 1,
            column: 1,
            top: Top::Array,
            levels: Vec::new(),
            parted,
            joints,
            stopped: false,
        })
    }

    /// Whether the file is an array or an object.
    pub(crate) fn top(&self) -> Top {
        self.top
    }

    fn enter(&mut self, is: Top, key: Option<String>) {
        self.advance(1);
        self.levels.push(Level {
            is,
            key,
            is_fresh: true,
        });
    }

    fn piece(&mut self) -> Result<Option<Piece>, ImportError> {
        loop {
            let sign = self.after_blanks()?;
            let Some(level) = self.levels.last_mut() else {
                match sign {
                    None => return Ok(None),
                    Some(sign) if self.joints.contains(&sign) => self.advance(1),
                    Some('{') if !self.joints.is_empty() => return self.element(),
                    Some(_) if !self.joints.is_empty() => return Err(self.expected("“{”")),
                    Some(_) => return Err(self.expected("the end of the file")),
                }
                continue;
            };
            let close = match level.is {
                Top::Array => ']',
                Top::Object => '}',
            };
            let is_fresh = std::mem::replace(&mut level.is_fresh, false);
            match sign {
                Some(sign) if sign == close => {
                    self.advance(1);
                    self.levels.pop();
                    continue;
                }
                _ if is_fresh => {}
                Some(',') => {
                    self.advance(1);
                    // A comma behind the last one does no harm.
                    if self.after_blanks()? == Some(close) {
                        continue;
                    }
                }
                _ => return Err(self.expected(format_args!("“,” or “{close}”"))),
            }
            if let Some(piece) = self.element()? {
                return Ok(Some(piece));
            }
        }
    }

    /// The element or member that begins here; nothing where it is an array to be given in parts.
    fn element(&mut self) -> Result<Option<Piece>, ImportError> {
        let key = match self.levels.last() {
            Some(Level {
                is: Top::Object, ..
            }) => Some(self.key()?),
            Some(level) => level.key.clone(),
            None => None,
        };
        let is_parted = |key: &str| self.levels.len() == 1 && self.parted.contains(&key);
        if self.top == Top::Object
            && key.as_deref().is_some_and(is_parted)
            && self.after_blanks()? == Some('[')
        {
            self.enter(Top::Array, key);
            return Ok(None);
        }
        self.after_blanks()?;
        let (line, column) = (self.line, self.column);
        let text = self.value()?;
        Ok(Some(Piece {
            key,
            text,
            line,
            column,
        }))
    }

    /// The name of a member, and the colon behind it.
    fn key(&mut self) -> Result<String, ImportError> {
        if self.after_blanks()? != Some('"') {
            return Err(self.expected("a name in quotation marks"));
        }
        let (line, column) = (self.line, self.column);
        let name = Piece {
            key: None,
            text: self.value()?,
            line,
            column,
        };
        if self.after_blanks()? != Some(':') {
            return Err(self.expected("“:”"));
        }
        self.advance(1);
        name.parse()
    }

    /// The text of the value that begins here.
    fn value(&mut self) -> Result<String, ImportError> {
        let (line, column) = (self.line, self.column);
        let mut end = End::default();
        let mut text = String::new();
        loop {
            if !self.fill()? {
                return Err(damaged(
                    line,
                    column,
                    "expected the end of what begins here, found the end of the file (the file may have been cut off)",
                ));
            }
            let rest = self.rest();
            let found = end.find(rest);
            let length = found.unwrap_or(rest.len());
            text.push_str(&rest[..length]);
            self.advance(length);
            if text.len() > LONGEST {
                return Err(damaged(
                    line,
                    column,
                    format_args!(
                        "expected at most {} MiB in one entry, found more",
                        LONGEST / (1024 * 1024)
                    ),
                ));
            }
            if end.values > MOST_VALUES {
                return Err(damaged(
                    line,
                    column,
                    "expected a book, found millions of values in one entry",
                ));
            }
            if found.is_some() {
                break;
            }
        }
        if text.is_empty() {
            return Err(self.expected("a value"));
        }
        Ok(text)
    }

    /// What is read and not yet used.
    fn rest(&self) -> &str {
        &self.chunk[self.at..]
    }

    /// Reads on where everything read is used. False at the end.
    fn fill(&mut self) -> Result<bool, ImportError> {
        if self.at == self.chunk.len() {
            self.text.next_piece()?.clone_into(&mut self.chunk);
            self.at = 0;
        }
        Ok(!self.chunk.is_empty())
    }

    /// Passes over blanks, and gives the sign behind them.
    fn after_blanks(&mut self) -> Result<Option<char>, ImportError> {
        while self.fill()? {
            let rest = self.rest();
            let blanks = rest.len() - rest.trim_start_matches(BLANK).len();
            self.advance(blanks);
            if let Some(sign) = self.rest().chars().next() {
                return Ok(Some(sign));
            }
        }
        Ok(None)
    }

    fn advance(&mut self, bytes: usize) {
        let passed = &self.chunk[self.at..self.at + bytes];
        let (lines, last) = match passed.rfind('\n') {
            Some(end) => (
                passed.bytes().filter(|byte| *byte == b'\n').count(),
                &passed[end + 1..],
            ),
            None => (0, passed),
        };
        if lines > 0 {
            self.line += lines as u64;
            self.column = 1;
        }
        self.column += last.chars().count() as u64;
        self.at += bytes;
    }

    fn expected(&self, what: impl std::fmt::Display) -> ImportError {
        let rest = self.rest();
        let found = match rest.chars().next() {
            Some(_) => quoted(rest.lines().next().unwrap_or_default()),
            None => "the end of the file (the file may have been cut off)".to_owned(),
        };
        damaged(
            self.line,
            self.column,
            format_args!("expected {what}, found {found}"),
        )
    }
}

impl<R: Read> Iterator for Pieces<R> {
    type Item = Result<Piece, ImportError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.stopped {
            return None;
        }
        let piece = self.piece().transpose();
        self.stopped = !matches!(piece, Some(Ok(_)));
        piece
    }
}

/// Looks for the end of a value, piece by piece.
#[derive(Default)]
struct End {
    depth: usize,
    is_in_text: bool,
    is_escaped: bool,
    /// What the values will take, as a number of plain ones.
    values: usize,
}

impl End {
    /// How much of the text belongs to the value, if it ends in it.
    fn find(&mut self, text: &str) -> Option<usize> {
        for (at, byte) in text.bytes().enumerate() {
            if self.is_in_text {
                match byte {
                    _ if self.is_escaped => self.is_escaped = false,
                    b'\\' => self.is_escaped = true,
                    b'"' => {
                        self.is_in_text = false;
                        if self.depth == 0 {
                            return Some(at + 1);
                        }
                    }
                    _ => {}
                }
                continue;
            }
            match byte {
                b'"' => self.is_in_text = true,
                b'[' | b'{' => {
                    self.depth += 1;
                    self.values += if byte == b'{' { 20 } else { 1 };
                }
                b']' | b'}' | b',' | b':' | b' ' | b'\t' | b'\r' | b'\n' if self.depth == 0 => {
                    return Some(at);
                }
                b']' | b'}' => {
                    self.depth -= 1;
                    if self.depth == 0 {
                        return Some(at + 1);
                    }
                }
                b',' => self.values += 1,
                _ => {}
            }
        }
        None
    }
}

fn damaged(line: u64, column: u64, message: impl std::fmt::Display) -> ImportError {
    ImportError::Damaged {
        place: format!("line {line}, column {column}"),
        message: message.to_string(),
    }
}
