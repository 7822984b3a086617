//! XML as a stream of elements and texts, with no more of it held than one entry.

use std::io::{self, BufReader, Read};

use quick_xml::events::{BytesStart, Event};

use crate::ImportError;
use crate::table::Text;

/// The most bytes between two calls of [`Xml::begin_entry`].
const LONGEST: u64 = 24 * 1024 * 1024;

/// What comes next.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Node {
    /// `<name attribute="value">`
    Start {
        name: String,
        attributes: Vec<(String, String)>,
    },
    /// `</name>`, also of `<name/>`.
    End(String),
    Text(String),
    /// The end of the file.
    Nothing,
}

/// XML that is being read.
pub(super) struct Xml<R: Read> {
    reader: quick_xml::Reader<BufReader<Decoded<R>>>,
    buffer: Vec<u8>,
    line: u64,
}

impl<R: Read> Xml<R> {
    pub(super) fn new(source: R) -> io::Result<Self> {
        let decoded = Decoded {
            text: Text::new(source)?,
            piece: Vec::new(),
            at: 0,
            left: LONGEST,
        };
        let mut reader = quick_xml::Reader::from_reader(BufReader::new(decoded));
        reader.config_mut().expand_empty_elements = true;
        Ok(Self {
            reader,
            buffer: Vec::new(),
            line: 1,
        })
    }

    /// The line that is being read, counted from 1.
    pub(super) fn line(&self) -> u64 {
        self.line
    }

    /// What was read until now is no longer held.
    pub(super) fn begin_entry(&mut self) {
        self.reader.get_mut().get_mut().left = LONGEST;
    }

    pub(super) fn next(&mut self) -> Result<Node, ImportError> {
        loop {
            self.buffer.clear();
            let event = self.reader.read_event_into(&mut self.buffer);
            let event = match event {
                Ok(event) => event,
                // What the source says of itself, in its own words.
                Err(quick_xml::Error::Io(error)) => {
                    return Err(self.damaged(format_args!(
                        "expected text that can be read, found {error}"
                    )));
                }
                Err(error) => {
                    return Err(
                        self.damaged(format_args!("expected XML, found something else ({error})"))
                    );
                }
            };
            let raw: &str = &event;
            let lines = raw.bytes().filter(|byte| *byte == b'\n').count() as u64;
            let node = match event {
                Event::Start(tag) | Event::Empty(tag) => start(&tag),
                Event::End(tag) => Node::End(tag.local_name().as_ref().to_owned()),
                Event::Text(text) => Node::Text(text.into_inner().into_owned()),
                Event::CData(text) => Node::Text(text.into_inner().into_owned()),
                Event::GeneralRef(entity) => {
                    let name = entity.into_inner();
                    Node::Text(html_escape::decode_html_entities(&format!("&{name};")).into_owned())
                }
                Event::Eof => Node::Nothing,
                Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {
                    self.line += lines;
                    continue;
                }
            };
            self.line += lines;
            return Ok(node);
        }
    }

    pub(super) fn damaged(&self, message: impl std::fmt::Display) -> ImportError {
        ImportError::Damaged {
            place: format!("line {}", self.line),
            message: message.to_string(),
        }
    }
}

fn start(tag: &BytesStart<'_>) -> Node {
    // Without its search for names that come twice, which takes for ever where there are many.
    let mut attributes = tag.attributes();
    let attributes = attributes.with_checks(false).flatten().map(|attribute| {
        let name = attribute.key.local_name().as_ref().to_owned();
        let value = html_escape::decode_html_entities(&attribute.value).into_owned();
        (name, value)
    });
    Node::Start {
        name: tag.local_name().as_ref().to_owned(),
        attributes: attributes.collect(),
    }
}

/// The bytes of a text in UTF-8, whatever it was in; not without end.
struct Decoded<R> {
    text: Text<R>,
    piece: Vec<u8>,
    at: usize,
    left: u64,
}

impl<R: Read> Read for Decoded<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.at == self.piece.len() {
            self.piece = self.text.next_piece()?.as_bytes().to_vec();
            self.at = 0;
        }
        if self.left == 0 {
            return Err(io::Error::new(
                io::ErrorKind::InvalidData,
                "more than 24 MiB in one entry",
            ));
        }
        let rest = &self.piece[self.at..];
        let count = rest
            .len()
            .min(into.len())
            .min(usize::try_from(self.left).unwrap_or(usize::MAX));
        into[..count].copy_from_slice(&rest[..count]);
        self.at += count;
        self.left -= count as u64;
        Ok(count)
    }
}
