//! The tags that reviews hold.

/// A tag known here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tag {
    Break,
    Rule,
    Image,
    Strong,
    Emphasis,
    Struck,
    Code,
    Spoiler,
    Quoted,
    Link,
    Sub,
    Sup,
    Paragraph,
    Division,
    Heading(u8),
    Blockquote,
    Bullets,
    Numbers,
    Item,
    Preformatted,
    /// Changes only how text looks.
    Plain,
}

impl Tag {
    fn named(name: &str) -> Option<Self> {
        // Longer than any name below: not worth a copy in lower case.
        if name.len() > 10 {
            return None;
        }
        Some(match name.to_ascii_lowercase().as_str() {
            "br" => Self::Break,
            "hr" => Self::Rule,
            "img" => Self::Image,
            "b" | "strong" => Self::Strong,
            "i" | "em" | "cite" => Self::Emphasis,
            "s" | "strike" | "del" => Self::Struck,
            "code" | "tt" => Self::Code,
            "spoiler" => Self::Spoiler,
            "q" => Self::Quoted,
            "a" => Self::Link,
            "sub" => Self::Sub,
            "sup" => Self::Sup,
            "p" => Self::Paragraph,
            "div" | "center" => Self::Division,
            "h1" => Self::Heading(1),
            "h2" => Self::Heading(2),
            "h3" => Self::Heading(3),
            "h4" => Self::Heading(4),
            "h5" => Self::Heading(5),
            "h6" => Self::Heading(6),
            "blockquote" => Self::Blockquote,
            "ul" => Self::Bullets,
            "ol" => Self::Numbers,
            "li" => Self::Item,
            "pre" => Self::Preformatted,
            "u" | "ins" | "small" | "big" | "font" | "span" => Self::Plain,
            _ => return None,
        })
    }
}

/// A part of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// Anything that is no known tag, entities not yet resolved.
    Text(&'a str),
    /// `<tag attributes>`.
    Open(Tag, &'a str),
    /// `</tag>`.
    Close(Tag),
}

/// No tag of a review is longer; beyond this, a `<` is only a sign.
const LONGEST_TAG: usize = 2 * 1024;

/// The parts of the text in order.
pub(super) fn tokens(html: &str) -> impl Iterator<Item = Token<'_>> {
    // A `<` behind the last `>` begins no tag; known once, so that a text of nothing but `<` is not searched again at each.
    let tags_end = html.rfind('>').unwrap_or(0);
    let mut at = 0;
    let mut tag_ahead: Option<(Token<'_>, usize)> = None;
    std::iter::from_fn(move || {
        if let Some((tag, length)) = tag_ahead.take() {
            at += length;
            return Some(tag);
        }
        let begin = at;
        while let Some(found) = html[at..tags_end.max(at)].find('<') {
            at += found;
            match tag_at(&html[at..]) {
                Some((tag, length)) if at == begin => {
                    at += length;
                    return Some(tag);
                }
                Some(tag) => {
                    tag_ahead = Some(tag);
                    return Some(Token::Text(&html[begin..at]));
                }
                None => at += 1,
            }
        }
        at = html.len();
        (begin < at).then(|| Token::Text(&html[begin..]))
    })
}

/// Whether the text says where its lines end by tags.
pub(super) fn breaks_lines(html: &str) -> bool {
    tokens(html).any(|token| {
        matches!(
            token,
            Token::Open(Tag::Break | Tag::Paragraph | Tag::Division | Tag::Item, _)
        )
    })
}

/// The known tag at the beginning of the text, and its length.
fn tag_at(text: &str) -> Option<(Token<'_>, usize)> {
    let inner = text.strip_prefix('<')?;
    let (inner, closes) = inner
        .strip_prefix('/')
        .map_or((inner, false), |inner| (inner, true));
    let name_end = inner
        .bytes()
        .take(16)
        .position(|byte| !byte.is_ascii_alphanumeric())?;
    let tag = Tag::named(&inner[..name_end])?;
    let after = &inner[name_end..];
    if !after.starts_with(['>', '/', ' ', '\t', '\n', '\r']) {
        return None;
    }
    let end = tag_end(after)?;
    // `<br/>`, `<img src="…" />`; but the last sign of `<a href=https://example.org/>` is the address's.
    let inside = after[..end].trim();
    let attributes = match inside.strip_suffix('/') {
        Some(rest) if rest.is_empty() || rest.ends_with([' ', '"', '\'']) => rest.trim_end(),
        _ => inside,
    };
    let length = text.len() - after.len() + end + 1;
    Some((
        if closes {
            Token::Close(tag)
        } else {
            Token::Open(tag, attributes)
        },
        length,
    ))
}

/// The place of the `>` that ends the tag, which is none between quotation marks.
fn tag_end(after_name: &str) -> Option<usize> {
    let mut quote = None;
    for (at, byte) in after_name.bytes().enumerate().take(LONGEST_TAG) {
        match (quote, byte) {
            (None, b'>') => return Some(at),
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), byte) if open == byte => quote = None,
            _ => {}
        }
    }
    None
}

/// The value of an attribute, entities resolved.
pub(super) fn attribute(attributes: &str, name: &str) -> Option<String> {
    let mut rest = attributes.trim_start();
    while !rest.is_empty() {
        let key_end = rest
            .find(|c: char| c == '=' || c.is_whitespace())
            .unwrap_or(rest.len());
        let key = &rest[..key_end];
        rest = rest[key_end..].trim_start();
        let mut value = "";
        if let Some(after) = rest.strip_prefix('=') {
            let after = after.trim_start();
            let quote = after.chars().next().filter(|c| matches!(c, '"' | '\''));
            (value, rest) = match quote {
                Some(quote) => after[1..].split_once(quote).unwrap_or((&after[1..], "")),
                None => after.split_once(char::is_whitespace).unwrap_or((after, "")),
            };
        }
        if key.eq_ignore_ascii_case(name) {
            return Some(html_escape::decode_html_entities(value).trim().to_owned());
        }
        rest = rest.trim_start();
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_tags_from_text() {
        let found: Vec<Token<'_>> = tokens("a <br/> <x> <B class='a>b'>c</b >< d").collect();
        assert_eq!(
            found,
            [
                Token::Text("a "),
                Token::Open(Tag::Break, ""),
                Token::Text(" <x> "),
                Token::Open(Tag::Strong, "class='a>b'"),
                Token::Text("c"),
                Token::Close(Tag::Strong),
                Token::Text("< d"),
            ]
        );
    }

    #[test]
    fn finds_attributes_however_they_are_quoted() {
        let attributes = "rel=nofollow disabled HREF = \"a&amp;b\" alt='x \"y\"'";
        assert_eq!(attribute(attributes, "href").as_deref(), Some("a&b"));
        assert_eq!(attribute(attributes, "alt").as_deref(), Some("x \"y\""));
        assert_eq!(attribute(attributes, "rel").as_deref(), Some("nofollow"));
        assert_eq!(attribute(attributes, "disabled").as_deref(), Some(""));
        assert_eq!(attribute(attributes, "src"), None);
    }
}
