//! Markdown to the HTML of review forms.
//!
//! Paragraphs, line breaks, bold, italic and struck-through text, spoilers, links and escapes become tags, as
//! [`from_html`](super::from_html) reads them. Anything else, such as the mark of a list, is the text that it looks like.

/// Turns Markdown to HTML. Takes time in proportion to the text and its marks.
pub(crate) fn to_html(markdown: &str) -> String {
    let mut html = String::with_capacity(markdown.len() + markdown.len() / 8);
    let lines: Vec<String> = markdown.trim().lines().map(inline).collect();
    html.push_str(&lines.join("<br/>"));
    html
}

/// The marks that come in pairs, the longer first, and their tags.
const PAIRS: [(&str, &str); 5] = [
    ("**", "b"),
    ("~~", "s"),
    ("||", "spoiler"),
    ("*", "i"),
    ("_", "i"),
];

/// So deep do marks stand within marks; deeper ones are text.
const DEEPEST: usize = 8;

fn inline(line: &str) -> String {
    let mut html = String::new();
    write(&mut html, line, 0);
    html
}

fn write(html: &mut String, text: &str, depth: usize) {
    let mut rest = text;
    let mut before = ' ';
    while let Some(sign) = rest.chars().next() {
        let taken = if depth < DEEPEST {
            escape(html, rest)
                .or_else(|| link(html, rest, depth))
                .or_else(|| pair(html, rest, before, depth))
        } else {
            escape(html, rest)
        };
        let taken = taken.unwrap_or_else(|| {
            push(html, sign);
            sign.len_utf8()
        });
        before = rest[..taken].chars().next_back().unwrap_or(' ');
        rest = &rest[taken..];
    }
}

fn push(html: &mut String, sign: char) {
    match sign {
        '&' => html.push_str("&amp;"),
        '<' => html.push_str("&lt;"),
        '>' => html.push_str("&gt;"),
        sign => html.push(sign),
    }
}

/// `\*` is a star.
fn escape(html: &mut String, rest: &str) -> Option<usize> {
    let sign = rest.strip_prefix('\\')?.chars().next()?;
    sign.is_ascii_punctuation().then(|| {
        push(html, sign);
        2
    })
}

/// `[text](address)`.
fn link(html: &mut String, rest: &str, depth: usize) -> Option<usize> {
    let inside = rest.strip_prefix('[')?;
    let (shown, behind) = inside.split_once("](")?;
    let (address, _) = behind.split_once(')')?;
    let is_plain = !shown.contains(['[', '\\']) && !shown.is_empty();
    let is_address = !address.is_empty() && !address.contains(['"', ' ', '(', '\\', '<']);
    if !is_plain || !is_address {
        return None;
    }
    html.push_str("<a href=\"");
    address.chars().for_each(|sign| push(html, sign));
    html.push_str("\">");
    write(html, shown, depth + 1);
    html.push_str("</a>");
    Some(shown.len() + address.len() + 4)
}

/// A text between two equal marks that sit close to it.
fn pair(html: &mut String, rest: &str, before: char, depth: usize) -> Option<usize> {
    let (mark, tag) = PAIRS.iter().find(|(mark, _)| rest.starts_with(mark))?;
    let inside = &rest[mark.len()..];
    if inside.starts_with(char::is_whitespace) || (*mark == "_" && before.is_alphanumeric()) {
        return None;
    }
    let end = closing(inside, mark)?;
    html.push('<');
    html.push_str(tag);
    html.push('>');
    write(html, &inside[..end], depth + 1);
    html.push_str("</");
    html.push_str(tag);
    html.push('>');
    Some(end + 2 * mark.len())
}

/// Where the mark stands again, close to its text and not escaped.
fn closing(inside: &str, mark: &str) -> Option<usize> {
    // A mark that is closed nowhere near is a sign; a bound keeps a text of nothing but marks from being searched for ever.
    const FARTHEST: usize = 4_000;
    let mut at = 0;
    while at < inside.len().min(FARTHEST) {
        let rest = &inside[at..];
        if let Some(escaped) = rest.strip_prefix('\\') {
            at += 1 + escaped.chars().next().map_or(0, char::len_utf8);
            continue;
        }
        let is_run = mark == "*" && rest.starts_with("**");
        let ends_triple = is_run && rest.starts_with("***");
        if is_run && !ends_triple {
            at += 2;
            continue;
        }
        let behind = rest.strip_prefix(mark);
        let is_close = at > 0 && !inside[..at].ends_with(char::is_whitespace);
        let parts_words =
            mark == "_" && behind.is_some_and(|text| text.starts_with(char::is_alphanumeric));
        if behind.is_some() && is_close && !parts_words {
            // Of three stars, the last two close the outer mark.
            let inner = mark == "**" && rest.starts_with("***");
            return Some(at + usize::from(inner));
        }
        at += rest.chars().next().map_or(1, char::len_utf8);
    }
    None
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::to_html;
    use crate::markdown::from_html;

    #[test]
    fn becomes_what_a_form_takes() {
        for (markdown, html) in [
            ("one\n\ntwo\nthree", "one<br/><br/>two<br/>three"),
            ("**b** *i* ~~s~~ x_y_z", "<b>b</b> <i>i</i> <s>s</s> x_y_z"),
            ("***both***", "<b><i>both</i></b>"),
            (
                "[a **b**](https://example.org/?a=1&b)",
                "<a href=\"https://example.org/?a=1&amp;b\">a <b>b</b></a>",
            ),
            (r"2 \* 3 * 4 < 5 & \<b>", "2 * 3 * 4 &lt; 5 &amp; &lt;b&gt;"),
            ("||he did||", "<spoiler>he did</spoiler>"),
            ("", ""),
        ] {
            assert_eq!(to_html(markdown), html, "{markdown}");
        }
    }

    #[test]
    fn is_read_back_as_it_was() {
        for markdown in [
            "Quick and sharp.\n\nSecond *paragraph*, **bold**.\nA line",
            "[text](https://example.org/a) and ***both*** and 1 < 2 & 3",
            r"x \<b> y, 5\*4\*3 and 5 * 4",
            "~~no~~ ||he did it||",
            "=SUM(A1)",
        ] {
            assert_eq!(from_html(&to_html(markdown)), markdown);
        }
    }

    proptest! {
        #[test]
        fn loses_no_letter(text in "(\\PC|[*_~|\\[\\]()\\\\<>&\n a]){0,60}") {
            let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
            // Entities and addresses are read as what they stand for.
            prop_assume!(!text.contains(['&', '[']));
            prop_assert_eq!(letters(&from_html(&to_html(&text))), letters(&text));
        }
    }
}
