//! Text and Markdown of a book, between other Markdown.

use crate::markdown;

/// Text as Markdown that reads as it was written, in Obsidian too.
pub(super) fn plain(text: &str) -> String {
    let lines: Vec<String> = text.lines().map(line).collect();
    lines.join("\n")
}

fn line(text: &str) -> String {
    // Blanks at the beginning would make a block of code of it.
    let bare = text.trim_start();
    let blanks = text.chars().count() - bare.chars().count();
    let mut line = "\u{a0}".repeat(blanks);
    line.push_str(&without_marks(&markdown::escaped(bare)));
    line
}

/// Escapes what only Obsidian gives a meaning: tags, links to notes, comments, marked text and formulas.
fn without_marks(markdown: &str) -> String {
    let mut text = String::with_capacity(markdown.len());
    let mut signs = markdown.chars().peekable();
    let mut before = None;
    while let Some(sign) = signs.next() {
        let next = signs.peek().copied();
        if sign == '\\' && next.is_some_and(|next| next.is_ascii_punctuation()) {
            text.push(sign);
            text.extend(signs.next());
            before = next;
            continue;
        }
        let is_word = before.is_some_and(char::is_alphanumeric);
        let is_mark = match sign {
            '#' => !is_word,
            '[' => matches!(next, Some('[' | '^')),
            '%' | '=' => before == Some(sign) || next == Some(sign),
            '^' => !is_word && next.is_some_and(char::is_alphanumeric),
            '$' => true,
            _ => false,
        };
        if is_mark {
            text.push('\\');
        }
        text.push(sign);
        before = Some(sign);
    }
    text
}

/// Markdown that ends what it begins, so that what stands behind it is no part of it.
pub(super) fn closed(markdown: &str) -> String {
    let mut text = markdown.trim_end().to_owned();
    let mut fence: Option<&str> = None;
    for line in text.lines() {
        let bare = line.trim_start_matches(['>', ' ']);
        match fence {
            None => fence = fence_of(bare),
            Some(open)
                if bare.starts_with(open)
                    && bare.trim_end().chars().all(|c| open.starts_with(c)) =>
            {
                fence = None;
            }
            Some(_) => {}
        }
    }
    if let Some(open) = fence {
        let open = open.to_owned();
        text.push('\n');
        text.push_str(&open);
    }
    if text.matches("<!--").count() > text.matches("-->").count() {
        text.push_str("\n-->");
    }
    text
}

/// The signs that begin a block of code in this line.
fn fence_of(line: &str) -> Option<&str> {
    let sign = line
        .chars()
        .next()
        .filter(|sign| matches!(sign, '`' | '~'))?;
    let length = line.len() - line.trim_start_matches(sign).len();
    let is_fence = length >= 3 && !(sign == '`' && line[length..].contains('`'));
    is_fence.then(|| &line[..length])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_reads_as_it_was_written() {
        for (text, markdown) in [
            ("plain, and simple (1).", "plain, and simple (1)."),
            ("# no heading\n- no list", "\\# no heading\n\\- no list"),
            ("a #tag C#", "a \\#tag C#"),
            (
                "[[note]] 50%%x%% a==b==c $x$",
                "\\[[note]] 50\\%\\%x\\%\\% a\\=\\=b\\=\\=c \\$x\\$",
            ),
            ("*x* \\*", "\\*x\\* \\\\\\*"),
            ("  two", "\u{a0}\u{a0}two"),
        ] {
            assert_eq!(plain(text), markdown);
        }
    }

    #[test]
    fn what_is_begun_is_ended() {
        for (given, closed_text) in [
            ("a\n```rust\nfn x", "a\n```rust\nfn x\n```"),
            ("~~~~\nx\n~~~\n", "~~~~\nx\n~~~\n~~~~"),
            ("```\nx\n```\n", "```\nx\n```"),
            ("``` x ```", "``` x ```"),
            ("a <!-- b", "a <!-- b\n-->"),
        ] {
            assert_eq!(closed(given), closed_text);
        }
    }
}
