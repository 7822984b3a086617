//! Open elements, and the Markdown that each becomes when it closes.

use super::escape;
use super::link::{bracketed, link, picture};
use super::shape::{
    collapsed, end_line, line_end, longest_run, marked, paragraph_end, parted, prefixed, push_blank,
};
use super::tag::{Tag, Token, attribute};

/// Elements within elements; deeper ones are not formatted. Each level copies its text once, so the depth bounds the work.
const DEEPEST: usize = 16;

struct Element {
    tag: Tag,
    text: String,
    /// The address of a link.
    address: Option<String>,
    /// The number of the next item of a list.
    next_item: u32,
}

impl Element {
    fn new(tag: Tag) -> Self {
        Self {
            tag,
            text: String::new(),
            address: None,
            next_item: 1,
        }
    }
}

/// Writes Markdown from the parts of an HTML text.
pub(super) struct Writer {
    /// What is finished.
    text: String,
    /// The elements that are open, the innermost last.
    open: Vec<Element>,
    line_ends_break: bool,
}

impl Writer {
    pub(super) fn new(line_ends_break: bool) -> Self {
        Self {
            text: String::new(),
            open: Vec::new(),
            line_ends_break,
        }
    }

    pub(super) fn write(&mut self, token: Token<'_>) {
        match token {
            Token::Text(text) => self.text(&html_escape::decode_html_entities(text)),
            Token::Open(tag, attributes) => self.open(tag, attributes),
            Token::Close(tag) => self.close(tag),
        }
    }

    pub(super) fn finish(mut self) -> String {
        while !self.open.is_empty() {
            self.close_innermost();
        }
        self.text.trim().to_owned()
    }

    fn is_open(&self, tag: Tag) -> bool {
        self.open.iter().any(|element| element.tag == tag)
    }

    /// The text being written.
    fn out(&mut self) -> &mut String {
        match self.open.last_mut() {
            Some(element) => &mut element.text,
            None => &mut self.text,
        }
    }

    fn text(&mut self, text: &str) {
        if self.is_open(Tag::Preformatted) {
            self.out().push_str(text);
            return;
        }
        let text = collapsed(text, self.line_ends_break);
        let out = self.out();
        let mut rest = text.as_str();
        if out.ends_with([' ', '\n']) {
            rest = rest.trim_start_matches(' ');
        }
        while let Some(after) = rest.strip_prefix('\n') {
            line_end(out);
            rest = after;
        }
        escape::push(out, rest);
    }

    fn open(&mut self, tag: Tag, attributes: &str) {
        if self.is_open(Tag::Preformatted) {
            if tag == Tag::Break {
                self.out().push('\n');
            }
            return;
        }
        match tag {
            Tag::Break => line_end(self.out()),
            Tag::Rule => {
                paragraph_end(self.out());
                self.out().push_str("---");
                paragraph_end(self.out());
            }
            Tag::Image => {
                let alt = attribute(attributes, "alt").unwrap_or_default();
                let address = attribute(attributes, "src").unwrap_or_default();
                picture(self.out(), &bracketed(&alt), &address);
            }
            // An item that begins where another is open ends that one: `<li>one<li>two`.
            Tag::Item => {
                let innermost = self
                    .open
                    .iter()
                    .rposition(|e| matches!(e.tag, Tag::Item | Tag::Bullets | Tag::Numbers));
                if innermost.is_some_and(|at| self.open[at].tag == Tag::Item) {
                    self.close(Tag::Item);
                }
                self.begin(tag, None);
            }
            Tag::Paragraph => paragraph_end(self.out()),
            Tag::Division => end_line(self.out()),
            Tag::Link => self.begin(tag, attribute(attributes, "href")),
            tag => self.begin(tag, None),
        }
    }

    fn begin(&mut self, tag: Tag, address: Option<String>) {
        if self.open.len() < DEEPEST {
            self.open.push(Element {
                address,
                ..Element::new(tag)
            });
        }
    }

    fn close(&mut self, tag: Tag) {
        match tag {
            Tag::Paragraph => paragraph_end(self.out()),
            Tag::Division => end_line(self.out()),
            tag => {
                let Some(at) = self.open.iter().rposition(|element| element.tag == tag) else {
                    return;
                };
                while self.open.len() > at {
                    self.close_innermost();
                }
            }
        }
    }

    fn close_innermost(&mut self) {
        let Some(element) = self.open.pop() else {
            return;
        };
        let nested = self.is_open(element.tag);
        let in_preformatted = self.is_open(Tag::Preformatted);
        let Element {
            tag, text, address, ..
        } = element;
        if in_preformatted {
            self.out().push_str(&text);
            return;
        }
        match tag {
            Tag::Strong | Tag::Emphasis | Tag::Struck | Tag::Spoiler if nested => {
                self.append(&text);
            }
            Tag::Strong => self.append(&marked(&text, "**", "**")),
            Tag::Emphasis => self.append(&marked(&text, "*", "*")),
            Tag::Struck => self.append(&marked(&text, "~~", "~~")),
            Tag::Spoiler => self.append(&marked(&text, "||", "||")),
            Tag::Quoted => self.append(&marked(&text, "“", "”")),
            Tag::Sub => self.append(&marked(&text, "<sub>", "</sub>")),
            Tag::Sup => self.append(&marked(&text, "<sup>", "</sup>")),
            Tag::Link => self.close_link(&text, address.as_deref().unwrap_or_default()),
            Tag::Blockquote => self.block(&prefixed(text.trim(), "> ", "> ")),
            Tag::Heading(level) => {
                let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
                if !line.is_empty() {
                    self.block(&format!("{} {line}", "#".repeat(usize::from(level))));
                }
            }
            Tag::Bullets | Tag::Numbers => self.block(text.trim_end()),
            Tag::Item => self.close_item(text.trim()),
            Tag::Preformatted => {
                let fence = "`".repeat(longest_run(&text, '`').max(2) + 1);
                self.block(&format!(
                    "{fence}\n{}\n{fence}",
                    text.trim_matches(['\n', '\r'])
                ));
            }
            _ => self.append(&text),
        }
    }

    fn close_link(&mut self, text: &str, address: &str) {
        let (before, shown, after) = parted(text);
        let out = self.out();
        push_blank(out, before);
        if address.is_empty() {
            out.push_str(shown);
        } else {
            link(out, shown, address);
        }
        push_blank(out, after);
    }

    fn close_item(&mut self, text: &str) {
        let list = self
            .open
            .last_mut()
            .filter(|element| element.tag == Tag::Numbers);
        let mark = match list {
            Some(list) => {
                list.next_item += 1;
                format!("{}. ", list.next_item - 1)
            }
            None => "- ".to_owned(),
        };
        let indent = " ".repeat(mark.len());
        let out = self.out();
        end_line(out);
        let start = out.len();
        out.push_str(&prefixed(text, &mark, &indent));
        // Before the first item there may be blanks between the list's tag and the item's.
        if out[..start].trim().is_empty() {
            out.drain(..start);
        }
        out.push('\n');
    }

    /// Adds text of the same paragraph.
    fn append(&mut self, text: &str) {
        let out = self.out();
        if out.ends_with(' ') && text.starts_with(' ') {
            out.push_str(&text[1..]);
        } else {
            out.push_str(text);
        }
    }

    /// Adds a paragraph of its own.
    fn block(&mut self, text: &str) {
        if text.trim().is_empty() {
            return;
        }
        let out = self.out();
        paragraph_end(out);
        out.push_str(text);
        paragraph_end(out);
    }
}
