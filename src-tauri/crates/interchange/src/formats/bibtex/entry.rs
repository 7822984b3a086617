//! The entries of a file: where each begins and ends, and what stands in it.

use std::collections::HashMap;
use std::io::Read;

use crate::ImportError;
use crate::lines::{LONGEST, Lines, too_large};

/// The most abbreviations that are remembered, the most bytes of one, and of all.
const MOST_STRINGS: usize = 10_000;
const LONGEST_STRING: usize = 64 * 1024;
const ALL_STRINGS: usize = 8 * 1024 * 1024;
/// The most bytes that abbreviations become in one entry.
const LONGEST_WRITTEN_OUT: usize = 4 * 1024 * 1024;
const MONTHS: [&str; 12] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
];

/// An entry as it stands in the file.
#[derive(Debug, Default)]
pub(super) struct Entry {
    pub(super) line: u64,
    pub(super) raw: String,
    /// `book`, `article` …, in lower case.
    pub(super) kind: String,
    pub(super) key: String,
    /// The fields by their names in lower case, with their LaTeX.
    pub(super) fields: Vec<(String, String)>,
    /// What is wrong with it.
    pub(super) problem: Option<String>,
}

/// The entries of a file.
pub(super) struct Entries<R> {
    lines: Lines<R>,
    /// The line being read, its number, and how much of it was read.
    line: String,
    number: u64,
    at: usize,
    strings: Strings,
    stopped: bool,
}

/// What stands from one `@` on.
struct Begun {
    line: u64,
    raw: String,
    is_closed: bool,
}

impl<R: Read> Entries<R> {
    pub(super) fn of(source: R) -> Result<Self, ImportError> {
        Ok(Self {
            lines: Lines::new(source)?,
            line: String::new(),
            number: 0,
            at: 0,
            strings: Strings::default(),
            stopped: false,
        })
    }

    fn entry(&mut self) -> Result<Option<Entry>, ImportError> {
        self.between()?;
        while let Some(Begun {
            line,
            mut raw,
            is_closed,
        }) = self.begun()?
        {
            let stray = self.between()?;
            let Some((kind, body)) = kind_of(&raw) else {
                continue;
            };
            match kind.as_str() {
                "comment" | "preamble" => continue,
                "string" => {
                    let (fields, _) = fields(body, &self.strings);
                    for (name, text) in fields {
                        self.strings.remember(name, text);
                    }
                    continue;
                }
                _ => {}
            }
            let (key, rest) = key_of(body);
            let key = key.trim().to_owned();
            let (mut fields, mut problem) = fields(rest, &self.strings);
            if !stray.is_empty() && is_closed {
                problem = Some(format!(
                    "expected all fields within the braces of the entry, found {} behind them; kept in the notes",
                    crate::row::quoted(&stray)
                ));
                raw.push('\n');
                raw.push_str(&stray);
                fields.push(("rest".to_owned(), stray));
            }
            if std::mem::take(&mut self.strings.is_full) && problem.is_none() {
                problem = Some(
                    "expected a few short abbreviations (@string) before the entry, found more; some are not known"
                        .to_owned(),
                );
            }
            return Ok(Some(Entry {
                line,
                raw,
                kind,
                key,
                fields,
                problem,
            }));
        }
        Ok(None)
    }

    /// Reads the next line. False at the end.
    fn next_line(&mut self) -> Result<bool, ImportError> {
        self.at = 0;
        let next = self.lines.next_line()?;
        let found = next.is_some();
        (self.number, self.line) = next.unwrap_or((self.number, String::new()));
        Ok(found)
    }

    /// Passes over what stands between two entries, which is nobody's; but fields are a part of the entry before them,
    /// which was closed too early.
    fn between(&mut self) -> Result<String, ImportError> {
        let mut stray = String::new();
        loop {
            let rest = &self.line[self.at..];
            let begin = beginning(rest);
            let passed = rest[..begin.unwrap_or(rest.len())].trim();
            let is_stray = !passed.trim_matches(['}', ',']).is_empty()
                && (!stray.is_empty() || is_field(passed));
            if is_stray {
                if !stray.is_empty() {
                    stray.push('\n');
                }
                stray.push_str(passed);
            }
            if stray.len() > LONGEST {
                return Err(too_large(self.number));
            }
            self.at += begin.unwrap_or(rest.len());
            if begin.is_some() || !self.next_line()? {
                return Ok(stray);
            }
        }
    }

    /// What stands from the `@` here until its braces are closed, or the next entry begins at a line's beginning.
    fn begun(&mut self) -> Result<Option<Begun>, ImportError> {
        let rest = &self.line[self.at..];
        let Some((_, body)) = kind_of(rest) else {
            return Ok(None);
        };
        let is_round = rest[..rest.len() - body.len()].ends_with('(');
        let mut begun = Begun {
            line: self.number,
            raw: String::new(),
            is_closed: false,
        };
        let mut depth = usize::from(is_round);
        loop {
            let rest = &self.line[self.at..];
            let end = closing(rest, &mut depth);
            begun.raw.push_str(&rest[..end.unwrap_or(rest.len())]);
            begun.is_closed =
                end.is_some() || (is_round && depth == 1 && rest.trim_end().ends_with(')'));
            self.at += end.unwrap_or(rest.len());
            if begun.is_closed || !self.next_line()? {
                return Ok(Some(begun));
            }
            if self.line.starts_with('@') && kind_of(&self.line).is_some() {
                return Ok(Some(begun));
            }
            begun.raw.push('\n');
            if begun.raw.len() + self.line.len() > LONGEST {
                return Err(too_large(begun.line));
            }
        }
    }
}

/// Abbreviations, and the texts that they stand for.
#[derive(Default)]
struct Strings {
    known: HashMap<String, String>,
    size: usize,
    /// One could not be remembered.
    is_full: bool,
}

impl Strings {
    /// Remembers an abbreviation. They are made of one another: without a bound, a few lines would fill any memory.
    fn remember(&mut self, name: String, text: String) {
        self.size += text.len();
        if self.known.len() < MOST_STRINGS
            && text.len() <= LONGEST_STRING
            && self.size <= ALL_STRINGS
        {
            self.known.insert(name, text);
        } else {
            self.is_full = true;
        }
    }
}

impl<R: Read> Iterator for Entries<R> {
    type Item = Result<Entry, ImportError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.stopped {
            return None;
        }
        let entry = self.entry().transpose();
        self.stopped = !matches!(entry, Some(Ok(_)));
        entry
    }
}

/// `@book{` or `@book(`: the kind, and what follows.
pub(super) fn kind_of(text: &str) -> Option<(String, &str)> {
    let text = text.trim_start().strip_prefix('@')?.trim_start();
    let end = text.find(|c: char| !c.is_ascii_alphabetic())?;
    let (kind, rest) = text.split_at(end);
    let body = rest.trim_start().strip_prefix(['{', '('])?;
    (!kind.is_empty()).then(|| (kind.to_lowercase(), body))
}

/// The key, and the fields behind it. An entry may have none.
fn key_of(body: &str) -> (&str, &str) {
    match body.split_once(',') {
        Some((key, rest)) if !key.contains('=') => (key, rest),
        None if !body.contains('=') => (body.trim_end_matches(['}', ')', '\n']), "}"),
        _ => ("", body),
    }
}

/// Where an entry begins.
fn beginning(text: &str) -> Option<usize> {
    let mut signs = text.match_indices('@').map(|(at, _)| at);
    signs.find(|at| kind_of(&text[*at..]).is_some())
}

/// Whether a line is such as `title = {…},`.
fn is_field(line: &str) -> bool {
    line.split_once('=').is_some_and(|(name, value)| {
        let name = name.trim();
        !name.is_empty()
            && name
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_')
            && value
                .trim_start()
                .starts_with(['{', '"', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9'])
    })
}

/// Behind which sign the last brace is closed, if it is. `depth` is how many are open.
fn closing(text: &str, depth: &mut usize) -> Option<usize> {
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'{' => *depth += 1,
            b'}' => {
                *depth = depth.saturating_sub(1);
                if *depth == 0 {
                    return Some(at + 1);
                }
            }
            _ => {}
        }
    }
    None
}

/// `name = value, …` until the entry is closed; what is wrong with it.
fn fields(body: &str, strings: &Strings) -> (Vec<(String, String)>, Option<String>) {
    let mut fields = Vec::new();
    let mut room = LONGEST_WRITTEN_OUT;
    let mut rest = body;
    loop {
        rest = rest.trim_start_matches([',', ' ', '\t', '\n']);
        if rest.is_empty() {
            return (
                fields,
                Some("expected “}” at the end of the entry, found none".to_owned()),
            );
        }
        if rest.starts_with(['}', ')']) {
            return (fields, None);
        }
        let Some((name, behind)) = rest.split_once('=') else {
            let problem = format!(
                "expected a field such as title = {{…}}, found {}",
                crate::row::quoted(rest)
            );
            fields.push(("rest".to_owned(), rest.to_owned()));
            return (fields, Some(problem));
        };
        let (value, behind, is_closed) = value(behind, strings, &mut room);
        fields.push((name.trim().to_lowercase(), value));
        if !is_closed {
            return (
                fields,
                Some("expected the end of a text, found the end of the entry".to_owned()),
            );
        }
        rest = behind;
    }
}

/// Texts in braces or quotation marks, numbers and abbreviations, joined by `#`; what follows; whether all is closed. An
/// abbreviation that there is no room for stays one.
fn value<'a>(text: &'a str, strings: &Strings, room: &mut usize) -> (String, &'a str, bool) {
    let mut whole = String::new();
    let mut rest = text.trim_start();
    loop {
        let (part, behind, is_closed) = match rest.chars().next() {
            Some('{') => enclosed(&rest[1..], '}'),
            Some('"') => enclosed(&rest[1..], '"'),
            _ => {
                let end = rest.find([',', '}', ')', '#', '\n']).unwrap_or(rest.len());
                (&rest[..end], &rest[end..], true)
            }
        };
        if rest.starts_with(['{', '"']) {
            whole.push_str(part);
        } else {
            let word = part.trim();
            match strings.known.get(&word.to_lowercase()) {
                Some(text) if text.len() <= *room => {
                    *room -= text.len();
                    whole.push_str(text);
                }
                _ => whole.push_str(word),
            }
        }
        rest = behind.trim_start();
        match rest.strip_prefix('#') {
            Some(more) if is_closed => rest = more.trim_start(),
            _ => return (whole, rest, is_closed),
        }
    }
}

/// The text until its end outside of inner braces.
fn enclosed(text: &str, end: char) -> (&str, &str, bool) {
    let mut depth = 0_usize;
    for (at, c) in text.char_indices() {
        match c {
            c if c == end && depth == 0 => return (&text[..at], &text[at + 1..], true),
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    (text, "", false)
}

/// The number of a month: `may`, `May`, `5`, `September`.
pub(super) fn month(text: &str) -> Option<u8> {
    if let Ok(number) = text.trim().parse() {
        return Some(number);
    }
    let word = text.trim().trim_end_matches('.').to_lowercase();
    let at = MONTHS.iter().position(|month| word.starts_with(month))?;
    u8::try_from(at + 1).ok()
}
