//! Text that happens to look like Markdown, made to read as it was written.

/// Appends text to Markdown, escaping only what Markdown would take for a sign of its own (`CommonMark` 0.31 and the
/// struck-through text of its GitHub dialect).
///
/// Where the neighbour of a sign is not known, because the text ends, it is escaped: that is never wrong.
pub(super) fn push(into: &mut String, text: &str) {
    let mut rest = text;
    while let Some(sign) = rest.chars().next() {
        let after = &rest[sign.len_utf8()..];
        if at_line_start(into)
            && let Some(length) = block_mark(rest)
        {
            // The last sign of the mark is the one that makes it: `2.` and not `2`.
            into.push_str(&rest[..length - 1]);
            into.push('\\');
            into.push_str(&rest[length - 1..length]);
            rest = &rest[length..];
            continue;
        }
        if means_something(sign, into.chars().next_back(), after) {
            into.push('\\');
        }
        into.push(sign);
        rest = after;
    }
}

fn at_line_start(text: &str) -> bool {
    text.is_empty() || text.ends_with('\n')
}

/// The bytes of the sign that would make a heading, a list, a quotation or a rule of this line.
fn block_mark(line: &str) -> Option<usize> {
    let bytes = line.as_bytes();
    let blank_at = |at: usize| matches!(bytes.get(at), None | Some(b' ' | b'\n' | b'\t'));
    match bytes.first()? {
        b'>' => Some(1),
        b'#' => {
            let level = bytes.iter().take_while(|byte| **byte == b'#').count();
            (level <= 6 && blank_at(level)).then_some(1)
        }
        b'-' | b'+' if blank_at(1) => Some(1),
        // A rule, or the line that makes a heading of the one above it.
        mark @ (b'-' | b'=') => {
            let length = bytes.iter().take_while(|byte| *byte == mark).count();
            blank_at(length).then_some(1)
        }
        b'0'..=b'9' => {
            let digits = bytes
                .iter()
                .take_while(|byte| byte.is_ascii_digit())
                .count();
            let is_mark = digits <= 9
                && matches!(bytes.get(digits), Some(b'.' | b')'))
                && blank_at(digits + 1);
            is_mark.then_some(digits + 1)
        }
        _ => None,
    }
}

fn means_something(sign: char, before: Option<char>, after: &str) -> bool {
    let next = after.chars().next();
    let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let is_blank = |c: Option<char>| c.is_some_and(char::is_whitespace);
    match sign {
        '`' => true,
        '\\' => next.is_none_or(|c| c.is_ascii_punctuation()),
        '*' => !(before.is_none_or(char::is_whitespace) && is_blank(next)),
        '_' => !(is_word(before) && is_word(next) || is_blank(before) && is_blank(next)),
        // Only a closing bracket with something behind it makes a link.
        ']' => matches!(next, Some('(' | '[' | ':')),
        '<' => next.is_none_or(|c| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?')),
        '~' | '|' => before == Some(sign) || next == Some(sign),
        // `&amp;lt;` says "&lt;" and not "<".
        // `&amp;lt;` says "&lt;" and not "<". No entity's name is longer than that.
        '&' => after
            .bytes()
            .take(32)
            .position(|byte| byte == b';')
            .is_some_and(|end| {
                let entity = format!("&{};", &after[..end]);
                html_escape::decode_html_entities(&entity) != entity
            }),
        _ => false,
    }
}
