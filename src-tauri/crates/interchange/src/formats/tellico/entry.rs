//! The entries of a collection, one by one.

use std::io::{self, Read};

use super::xml::{Node, Xml};
use crate::ImportError;

/// An entry: what stands in each of its fields.
#[derive(Debug, Default)]
pub(super) struct Entry {
    /// By what loans name it.
    pub(super) id: String,
    pub(super) line: u64,
    pub(super) fields: Vec<(String, Vec<String>)>,
}

/// The entries of a file.
pub(super) struct Entries<R: Read> {
    xml: Xml<R>,
    ended: bool,
}

impl<R: Read> Entries<R> {
    pub(super) fn of(source: R) -> io::Result<Self> {
        Ok(Self {
            xml: Xml::new(source)?,
            ended: false,
        })
    }
}

impl<R: Read> Iterator for Entries<R> {
    type Item = Result<Entry, ImportError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended {
            return None;
        }
        let found = next_entry(&mut self.xml);
        self.ended = !matches!(found, Ok(Some(_)));
        found.transpose()
    }
}

fn next_entry<R: Read>(xml: &mut Xml<R>) -> Result<Option<Entry>, ImportError> {
    loop {
        xml.begin_entry();
        match xml.next()? {
            Node::Start { name, attributes } if name == "entry" || name == "book" => {
                let id = attributes.into_iter().find(|(name, _)| name == "id");
                let mut entry = Entry {
                    id: id.map(|(_, id)| id).unwrap_or_default(),
                    line: xml.line(),
                    fields: Vec::new(),
                };
                fields(xml, &mut entry)?;
                return Ok(Some(entry));
            }
            Node::Nothing => return Ok(None),
            _ => {}
        }
    }
}

fn fields<R: Read>(xml: &mut Xml<R>, entry: &mut Entry) -> Result<(), ImportError> {
    loop {
        match xml.next()? {
            Node::Start { name, .. } => {
                let field = field(xml, name)?;
                entry.fields.extend(field);
            }
            Node::End(_) => return Ok(()),
            Node::Text(_) => {}
            Node::Nothing => return Err(cut_off(xml)),
        }
    }
}

/// A field: a text; the parts of a date; or several values, each in an element of the field's name, within one of its plural.
fn field<R: Read>(
    xml: &mut Xml<R>,
    name: String,
) -> Result<Option<(String, Vec<String>)>, ImportError> {
    let mut text = String::new();
    let mut inner: Vec<(String, String)> = Vec::new();
    let mut depth = 0_usize;
    loop {
        match xml.next()? {
            Node::Start { name, .. } => {
                depth += 1;
                if depth == 1 {
                    inner.push((name, String::new()));
                } else if let Some((_, value)) = inner.last_mut() {
                    // The columns of a table.
                    if !value.trim().is_empty() {
                        value.push_str(" – ");
                    }
                }
            }
            Node::End(_) if depth == 0 => break,
            Node::End(_) => depth -= 1,
            Node::Text(more) => match inner.last_mut() {
                // Blanks around elements say nothing.
                Some((_, value)) if depth > 1 || !more.trim().is_empty() => {
                    value.push_str(if depth > 1 { more.trim() } else { &more });
                }
                Some(_) => {}
                None => text.push_str(&more),
            },
            Node::Nothing => return Err(cut_off(xml)),
        }
    }
    if inner.is_empty() {
        let text = text.trim();
        return Ok((!text.is_empty()).then(|| (name, vec![text.to_owned()])));
    }
    let part = |wanted: &str| {
        let found = inner.iter().find(|(name, _)| name == wanted);
        found
            .map(|(_, value)| value.trim())
            .filter(|value| !value.is_empty())
    };
    if inner
        .iter()
        .any(|(name, _)| name == "year" || name == "month" || name == "day")
        && name != "years"
    {
        let parts = ["year", "month", "day"].into_iter().filter_map(part);
        let parts: Vec<&str> = parts.collect();
        return Ok((!parts.is_empty()).then(|| (name, vec![parts.join("-")])));
    }
    let name = inner[0].0.clone();
    let values = inner.into_iter().map(|(_, value)| value.trim().to_owned());
    let values: Vec<String> = values.filter(|value| !value.is_empty()).collect();
    Ok((!values.is_empty()).then_some((name, values)))
}

fn cut_off<R: Read>(xml: &Xml<R>) -> ImportError {
    xml.damaged(
        "expected the end of an entry, found the end of the file (it may have been cut off)",
    )
}
