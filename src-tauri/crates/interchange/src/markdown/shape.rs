//! Blanks, lines and paragraphs: where the marks of Markdown may stand.

/// The text with each run of blanks as one: a space, or one or two line ends where those mean something.
pub(super) fn collapsed(text: &str, line_ends_break: bool) -> String {
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
pub(super) fn line_end(out: &mut String) {
    cut_spaces(out);
    if !out.ends_with("\n\n") {
        out.push('\n');
    }
}

/// Ends the line, if one is begun.
pub(super) fn end_line(out: &mut String) {
    cut_spaces(out);
    if !out.is_empty() && !out.ends_with('\n') {
        out.push('\n');
    }
}

/// Ends the paragraph, if one is begun.
pub(super) fn paragraph_end(out: &mut String) {
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

pub(super) fn push_blank(out: &mut String, blank: &str) {
    if !(out.ends_with([' ', '\n']) && blank == " ") {
        out.push_str(blank);
    }
}

/// A text with the blanks at its ends apart: Markdown's marks must touch their words.
pub(super) fn parted(text: &str) -> (&str, &str, &str) {
    let start = text.len() - text.trim_start_matches([' ', '\n']).len();
    let core = text[start..].trim_end_matches([' ', '\n']);
    (&text[..start], core, &text[start + core.len()..])
}

/// Puts marks around each paragraph of a text: a mark does not reach across paragraphs.
pub(super) fn marked(text: &str, open: &str, close: &str) -> String {
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
pub(super) fn prefixed(text: &str, first: &str, others: &str) -> String {
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

/// How often a sign stands in a row, at most.
pub(super) fn longest_run(text: &str, sign: char) -> usize {
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
