//! What of a title tells one book from another.

use crate::listing::without_article;
use crate::search::fold;

/// A title without what differs between lists: case, accents, punctuation, the leading article, what follows a colon,
/// what stands in brackets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct PlainTitle {
    /// The words by which books are compared.
    pub(crate) words: String,
    /// The words after the colon. Two books that both have some, and not the same, are two: `Saga: One`, `Saga: Two`.
    pub(crate) rest: String,
    /// The number in brackets, where there is one: `Saga (Vol. 2)`. Years and `25th` are none.
    pub(crate) volume: Option<u16>,
}

impl PlainTitle {
    pub(crate) fn of(title: &str, language: Option<&str>) -> Self {
        let (open, bracketed) = without_brackets(title);
        let (chief, rest) = open.split_once([':', '：']).unwrap_or((&open, ""));
        let (chief, rest) = (words(without_article(chief, language)), words(rest));
        if chief.is_empty() {
            // All of it was set aside: then all of it counts.
            return Self {
                words: words(title),
                rest: String::new(),
                volume: None,
            };
        }
        Self {
            words: chief,
            rest,
            volume: volume(&bracketed),
        }
    }

    /// Whether two books whose words are the same can be one.
    pub(super) fn can_be(&self, other: &Self) -> bool {
        let same_rest = self.rest.is_empty()
            || other.rest.is_empty()
            || self.rest.starts_with(&other.rest)
            || other.rest.starts_with(&self.rest);
        let same_volume = match (self.volume, other.volume) {
            (Some(one), Some(other)) => one == other,
            _ => true,
        };
        same_rest && same_volume
    }
}

/// The text outside brackets, and that inside them. A bracket that is not closed is none.
fn without_brackets(text: &str) -> (String, String) {
    let (mut outside, mut inside) = (String::with_capacity(text.len()), String::new());
    let mut rest = text;
    while let Some(start) = rest.find(['(', '[', '{']) {
        let close = match rest.as_bytes()[start] {
            b'(' => ')',
            b'[' => ']',
            _ => '}',
        };
        let Some(length) = rest[start..].find(close) else {
            break;
        };
        outside.push_str(&rest[..start]);
        outside.push(' ');
        inside.push_str(&rest[start + 1..start + length]);
        inside.push(' ');
        rest = &rest[start + length + 1..];
    }
    outside.push_str(rest);
    (outside, inside)
}

/// Letters and digits only, in one spelling, the words parted by one blank.
fn words(text: &str) -> String {
    let folded = fold(text);
    let mut words = String::with_capacity(folded.len());
    for word in folded.split(|c: char| !c.is_alphanumeric() && !is_within_word(c)) {
        let mut word = word.chars().filter(|c| !is_within_word(*c)).peekable();
        if word.peek().is_some() {
            if !words.is_empty() {
                words.push(' ');
            }
            words.extend(word);
        }
    }
    words
}

/// Signs that some lists leave out: `O'Brien`, `OBrien`.
fn is_within_word(c: char) -> bool {
    matches!(c, '\'' | '\u{2019}' | '\u{2bc}' | '`')
}

fn volume(bracketed: &str) -> Option<u16> {
    bracketed
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| word.len() <= 3)
        .find_map(|word| word.parse().ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(title: &str) -> PlainTitle {
        PlainTitle::of(title, None)
    }

    #[test]
    fn sets_aside_what_differs_between_lists() {
        for (title, words) in [
            ("The Dispossessed", "dispossessed"),
            ("Dispossessed: An Ambiguous Utopia", "dispossessed"),
            ("the DISPOSSESSED (Hainish Cycle, #6)", "dispossessed"),
            ("L’Étranger", "etranger"),
            ("Don't  Panic!", "dont panic"),
            ("Dont Panic", "dont panic"),
            ("Catch-22", "catch 22"),
            ("吾輩は猫である", "吾輩は猫である"),
            ("[sic]", "sic"),
            ("(Untitled) : x", "untitled x"),
            ("Odd (bracket", "odd bracket"),
            ("???", ""),
        ] {
            assert_eq!(plain(title).words, words, "{title}");
        }
    }

    #[test]
    fn tells_volumes_apart() {
        for (one, other, can_be) in [
            ("Saga", "Saga: Book of One", true),
            ("Saga: One", "Saga: One, a novel", true),
            ("Saga: One", "Saga: Two", false),
            ("Saga (Vol. 1)", "Saga (Vol. 2)", false),
            ("Saga (Vol. 1)", "Saga", true),
            ("Saga (1965)", "Saga (2005)", true),
            ("Saga (25th anniversary)", "Saga (50th anniversary)", true),
        ] {
            assert_eq!(plain(one).can_be(&plain(other)), can_be, "{one} / {other}");
            assert_eq!(plain(other).can_be(&plain(one)), can_be, "{other} / {one}");
        }
    }
}
