//! The entries of a file: where each begins and ends, and what stands in it.

use std::collections::HashMap;
use std::io::Read;

use crate::ImportError;
use crate::lines::{LONGEST, Lines, too_large};

/// The most abbreviations that are remembered.
const MOST_STRINGS: usize = 10_000;
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
    next: Option<(u64, String)>,
    strings: HashMap<String, String>,
    stopped: bool,
}

impl<R: Read> Entries<R> {
    pub(super) fn of(source: R) -> Result<Self, ImportError> {
        Ok(Self {
            lines: Lines::new(source)?,
            next: None,
            strings: HashMap::new(),
            stopped: false,
        })
    }

    fn entry(&mut self) -> Result<Option<Entry>, ImportError> {
        loop {
            let Some((line, raw)) = self.raw()? else {
                return Ok(None);
            };
            let Some((kind, body)) = kind_of(&raw) else {
                continue;
            };
            match kind.as_str() {
                "comment" | "preamble" => {}
                "string" => {
                    let (fields, _) = fields(body, &self.strings);
                    for (name, text) in fields {
                        if self.strings.len() < MOST_STRINGS {
                            self.strings.insert(name, text);
                        }
                    }
                }
                _ => {
                    let (key, rest) = key_of(body);
                    let (fields, problem) = fields(rest, &self.strings);
                    return Ok(Some(Entry {
                        line,
                        kind,
                        key: key.trim().to_owned(),
                        fields,
                        problem,
                        raw,
                    }));
                }
            }
        }
    }

    /// The lines from one `@` until its braces are closed, or the next entry begins. What stands between entries is nobody's.
    fn raw(&mut self) -> Result<Option<(u64, String)>, ImportError> {
        let (begun, mut raw) = loop {
            let next = match self.next.take() {
                Some(next) => Some(next),
                None => self.lines.next_line()?,
            };
            match next {
                None => return Ok(None),
                Some((line, text)) => {
                    if let Some(at) = text.find('@').filter(|at| kind_of(&text[*at..]).is_some()) {
                        break (line, text[at..].to_owned());
                    }
                }
            }
        };
        let is_round =
            kind_of(&raw).is_some_and(|(_, body)| raw[..raw.len() - body.len()].ends_with('('));
        let mut depth = i64::from(is_round);
        let mut last = raw.clone();
        loop {
            depth += depth_of(&last);
            if is_round && depth == 1 && last.trim_end().ends_with(')') {
                depth = 0;
            }
            if depth <= 0 {
                break;
            }
            let Some((line, text)) = self.lines.next_line()? else {
                break;
            };
            if text.starts_with('@') && kind_of(&text).is_some() {
                self.next = Some((line, text));
                break;
            }
            raw.push('\n');
            raw.push_str(&text);
            last = text;
            if raw.len() > LONGEST {
                return Err(too_large(begun));
            }
        }
        if depth <= 0 && !is_round {
            // A further entry may begin in the line in which this one ends.
            let end = end_of(&raw);
            let rest = raw.split_off(end);
            if rest.contains('@') {
                self.next = Some((begun + raw.matches('\n').count() as u64, rest));
            }
        }
        Ok(Some((begun, raw)))
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

/// How many braces more are opened than closed. A parenthesis counts where it opens an entry, whose own close it then is.
fn depth_of(text: &str) -> i64 {
    let braces = text.bytes().map(|byte| match byte {
        b'{' => 1,
        b'}' => -1,
        _ => 0,
    });
    braces.sum()
}

/// Where the first brace is closed again.
fn end_of(raw: &str) -> usize {
    let mut depth = 0_usize;
    for (at, byte) in raw.bytes().enumerate() {
        match byte {
            b'{' => depth += 1,
            b'}' => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return at + 1;
                }
            }
            _ => {}
        }
    }
    raw.len()
}

/// `name = value, …` until the entry is closed; what is wrong with it.
fn fields(
    body: &str,
    strings: &HashMap<String, String>,
) -> (Vec<(String, String)>, Option<String>) {
    let mut fields = Vec::new();
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
        let (value, behind, is_closed) = value(behind, strings);
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

/// Texts in braces or quotation marks, numbers and abbreviations, joined by `#`; what follows; whether all is closed.
fn value<'a>(text: &'a str, strings: &HashMap<String, String>) -> (String, &'a str, bool) {
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
            match strings.get(&word.to_lowercase()) {
                Some(text) => whole.push_str(text),
                None => whole.push_str(word),
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
