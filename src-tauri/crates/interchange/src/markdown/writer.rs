//! Open elements, and the Markdown that each becomes when it closes.

use super::escape;
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
                let out = self.out();
                out.push('!');
                link(out, &bracketed(&alt), &address);
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
                self.append(&text)
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

/// The text with each run of blanks as one: a space, or one or two line ends where those mean something.
fn collapsed(text: &str, line_ends_break: bool) -> String {
    let mut all = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find([' ', '\t', '\n', '\r']) {
        all.push_str(&rest[..at]);
        let length = rest[at..]
            .find(|c| !matches!(c, ' ' | '\t' | '\n' | '\r'))
            .unwrap_or(rest.len() - at);
        let line_ends = rest[at..at + length]
            .bytes()
            .filter(|byte| *byte == b'\n')
            .count();
        all.push_str(match line_ends {
            1 if line_ends_break => "\n",
            2.. if line_ends_break => "\n\n",
            _ => " ",
        });
        rest = &rest[at + length..];
    }
    all.push_str(rest);
    all
}

/// A line break. More than two in a row are one new paragraph.
fn line_end(out: &mut String) {
    cut_spaces(out);
    if !out.ends_with("\n\n") {
        out.push('\n');
    }
}

/// Ends the line, if one is begun.
fn end_line(out: &mut String) {
    cut_spaces(out);
    if !out.is_empty() && !out.ends_with('\n') {
        out.push('\n');
    }
}

/// Ends the paragraph, if one is begun.
fn paragraph_end(out: &mut String) {
    cut_spaces(out);
    if !out.is_empty() {
        while !out.ends_with("\n\n") {
            out.push('\n');
        }
    }
}

fn cut_spaces(out: &mut String) {
    out.truncate(out.trim_end_matches(' ').len());
}

fn push_blank(out: &mut String, blank: &str) {
    if !(out.ends_with([' ', '\n']) && blank == " ") {
        out.push_str(blank);
    }
}

/// A text with the blanks at its ends apart: Markdown's marks must touch their words.
fn parted(text: &str) -> (&str, &str, &str) {
    let start = text.len() - text.trim_start_matches([' ', '\n']).len();
    let core = text[start..].trim_end_matches([' ', '\n']);
    (&text[..start], core, &text[start + core.len()..])
}

/// Puts marks around each paragraph of a text: a mark does not reach across paragraphs.
fn marked(text: &str, open: &str, close: &str) -> String {
    let mut all = String::with_capacity(text.len() + open.len() + close.len());
    for (at, paragraph) in text.split("\n\n").enumerate() {
        if at > 0 {
            all.push_str("\n\n");
        }
        let (before, core, after) = parted(paragraph);
        all.push_str(before);
        if !core.is_empty() {
            all.push_str(open);
            all.push_str(core);
            all.push_str(close);
        }
        all.push_str(after);
    }
    all
}

/// Puts a prefix before each line.
fn prefixed(text: &str, first: &str, others: &str) -> String {
    let mut all = String::with_capacity(text.len() + first.len());
    for (at, line) in text.split('\n').enumerate() {
        if at > 0 {
            all.push('\n');
        }
        let prefix = if at == 0 { first } else { others };
        all.push_str(if line.is_empty() {
            prefix.trim_end()
        } else {
            prefix
        });
        all.push_str(line);
    }
    all
}

/// Brackets within the text of a link would end it.
fn bracketed(text: &str) -> String {
    text.replace(['\n', '\r'], " ")
        .replace('[', "\\[")
        .replace(']', "\\]")
}

/// Adds a link. Only addresses that lead to a page or a mailbox become one; any other is written out beside the text.
fn link(out: &mut String, shown: &str, address: &str) {
    let address: String = address.chars().filter(|c| !c.is_control()).collect();
    let address = match address.as_str() {
        // Goodreads writes links to its own pages without their host.
        path if path.starts_with('/') && !path.starts_with("//") => {
            format!("https://www.goodreads.com{path}")
        }
        _ => address,
    };
    let scheme = address
        .split_once(':')
        .map(|(scheme, _)| scheme.to_ascii_lowercase());
    let leads_somewhere = matches!(scheme.as_deref(), Some("http" | "https" | "mailto"));
    let is_picture = out.ends_with('!');
    if !leads_somewhere {
        if is_picture {
            out.pop();
        }
        out.push_str(shown);
        if !address.is_empty() {
            let space = if shown.is_empty() { "" } else { " " };
            out.push_str(space);
            out.push('(');
            escape::push(out, &address);
            out.push(')');
        }
        return;
    }
    let is_plain =
        !address.contains(|c: char| c.is_whitespace() || matches!(c, '(' | ')' | '<' | '>'));
    let unescaped = shown.replace('\\', "");
    if !is_picture && is_plain && (shown.is_empty() || unescaped == address) {
        out.push('<');
        out.push_str(&address);
        out.push('>');
        return;
    }
    out.push('[');
    out.push_str(&if is_picture {
        shown.to_owned()
    } else {
        closed_brackets(shown)
    });
    out.push_str("](");
    if is_plain {
        out.push_str(&address);
    } else {
        out.push('<');
        out.push_str(&address.replace('<', "%3C").replace('>', "%3E"));
        out.push('>');
    }
    out.push(')');
}

/// Escapes the brackets of a link's text, but not those of pictures and links within it.
fn closed_brackets(shown: &str) -> String {
    if shown.contains("](") {
        shown.to_owned()
    } else {
        bracketed(&shown.replace("\\]", "]"))
    }
}

fn longest_run(text: &str, sign: char) -> usize {
    let (mut longest, mut run) = (0, 0);
    for c in text.chars() {
        run = if c == sign { run + 1 } else { 0 };
        longest = longest.max(run);
    }
    longest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_touch_their_words() {
        assert_eq!(marked(" a\n\n b \n\n", "*", "*"), " *a*\n\n *b* \n\n");
        assert_eq!(parted("  x "), ("  ", "x", " "));
    }

    #[test]
    fn a_fence_is_longer_than_what_it_holds() {
        assert_eq!(longest_run("a ``` b ` ``", '`'), 3);
        assert_eq!(longest_run("", '`'), 0);
    }
}
