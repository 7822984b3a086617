//! Names of files that every system takes, and no two alike on any.

use std::collections::HashSet;

use library::{Role, WholeBook};
use unicode_normalization::UnicodeNormalization;

/// The most bytes of a title in a name. With the author, the id and the ending, a name has fewer than the 255 that any
/// system allows.
const LONGEST_TITLE: usize = 120;
const LONGEST_AUTHOR: usize = 60;

/// Names that Windows keeps for devices, whatever stands behind a point.
const DEVICES: [&str; 6] = ["con", "prn", "aux", "nul", "conin$", "conout$"];

/// The names that are taken.
#[derive(Debug, Default)]
pub(super) struct Names(HashSet<String>);

impl Names {
    /// A name for a book, without an ending: its title; where that is taken, with the author; else with its id.
    pub(super) fn of(&mut self, whole: &WholeBook) -> String {
        let fields = &whole.book.fields;
        let title = safe(&fields.title, LONGEST_TITLE);
        let mut people = fields.contributors.iter();
        let author = people.find(|person| person.role == Role::Author);
        let author = author.map_or_else(String::new, |person| safe(&person.name, LONGEST_AUTHOR));
        let by_id = format!("{title} (B{})", whole.book.id);
        let by_id = by_id.trim_start().to_owned();
        let further = (2_u32..).map(|number| format!("{by_id} {number}"));
        let plain = Some(title.clone()).filter(|title| !title.is_empty());
        let by_author =
            Some(format!("{title} ({author})")).filter(|_| !title.is_empty() && !author.is_empty());
        plain
            .into_iter()
            .chain(by_author)
            .chain([by_id.clone()])
            .chain(further)
            .find(|name| self.0.insert(folded(name)))
            .unwrap_or(by_id)
    }
}

/// As a disk compares names that knows neither case nor how an accent is composed.
fn folded(name: &str) -> String {
    let composed: String = name.nfkc().collect();
    composed.to_uppercase().to_lowercase().nfkc().collect()
}

/// A text without what some system forbids in a name, or what ends a link to a note.
fn safe(text: &str, longest: usize) -> String {
    let composed: String = text.nfc().collect();
    let mut name = String::with_capacity(composed.len());
    for sign in composed.chars() {
        match sign {
            ':' | '/' | '\\' | '|' => name.push('-'),
            '"' => name.push('\''),
            '<' | '>' | '?' | '*' | '#' | '^' | '[' | ']' => {}
            sign if sign.is_control() || is_unseen(sign) => name.push(' '),
            sign => name.push(sign),
        }
    }
    let words: Vec<&str> = name.split_whitespace().collect();
    let name = words.join(" ");
    let name = cut(name.trim_start_matches(['.', ' ']), longest);
    let name = name.trim_end_matches(['.', ' ']);
    if is_device(name) {
        format!("_{name}")
    } else {
        name.to_owned()
    }
}

/// Signs that turn the direction of a text or have no breadth. The two joiners stay: words of some scripts need them.
fn is_unseen(sign: char) -> bool {
    matches!(sign, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().trim_end();
    let stem = stem.to_lowercase();
    if DEVICES.contains(&stem.as_str()) {
        return true;
    }
    let number = stem.strip_prefix("com").or(stem.strip_prefix("lpt"));
    let mut number = number.unwrap_or_default().chars();
    matches!(
        (number.next(), number.next()),
        (Some('0'..='9' | '¹' | '²' | '³'), None)
    )
}

/// At most so many bytes, if it can be up to the end of a word.
fn cut(text: &str, longest: usize) -> &str {
    if text.len() <= longest {
        return text;
    }
    let begins = &text[..text.floor_char_boundary(longest)];
    match begins.rfind(' ') {
        Some(at) if at > longest / 2 => &begins[..at],
        _ => begins,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_some_system_does_not_take() {
        for (title, name) in [
            ("A Study in Scarlet", "A Study in Scarlet"),
            ("Dune: Messiah?", "Dune- Messiah"),
            ("AC/DC", "AC-DC"),
            ("…And \"so\" on...", "…And 'so' on"),
            (".hidden", "hidden"),
            ("con", "_con"),
            ("Aux.", "_Aux"),
            ("NUL.txt", "_NUL.txt"),
            ("COM1", "_COM1"),
            ("Comma", "Comma"),
            ("a\nb\u{202e}c", "a b c"),
            ("[[x]] #1", "x 1"),
            ("...", ""),
        ] {
            assert_eq!(safe(title, LONGEST_TITLE), name, "{title}");
        }
        let long = safe(&"word ".repeat(100), LONGEST_TITLE);
        assert!(
            long.len() <= LONGEST_TITLE && long.ends_with("word"),
            "{long}"
        );
        assert!(safe(&"本".repeat(100), LONGEST_TITLE).len() <= LONGEST_TITLE);
    }

    proptest! {
        #[test]
        fn every_title_makes_a_name_that_every_system_takes(title in "\\PC{0,80}|[a-zA-Z .:/\\\\]{0,200}") {
            let name = safe(&title, LONGEST_TITLE);
            prop_assert!(name.len() <= LONGEST_TITLE + 1);
            prop_assert!(!name.contains(['<', '>', ':', '"', '/', '\\', '|', '?', '*']));
            prop_assert!(!name.starts_with(['.', ' ']) && !name.ends_with(['.', ' ']));
            prop_assert!(!is_device(&name));
        }
    }
}
