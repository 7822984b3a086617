//! From what is typed to what the index is asked.

use super::fold::{Kind, LONGEST_WORD, fold, kind};
use crate::values::Isbn;

/// The most words of a query that count: more would only slow it down, nobody reads them.
const MOST_WORDS: usize = 32;

/// The index's expression for a typed text, or `None` when the text holds no word, which finds everything.
///
/// Every word must be found, as the beginning of a word; a run of Chinese, Japanese, Korean or Thai must be found as
/// it stands, inside words too. Only letters and digits, quoted, reach the expression, so no text is an error.
pub(crate) fn expression(typed: &str) -> Option<String> {
    let typed: String = typed.chars().take(2_000).collect();
    let folded = fold(&typed);
    let mut terms = Vec::new();
    for word in folded.split_whitespace() {
        if terms.len() >= MOST_WORDS {
            break;
        }
        terms.extend(word_expression(word));
    }
    if terms.is_empty() {
        return None;
    }
    let all = terms.join(" AND ");
    match whole_number(&typed, &folded) {
        Some(number) if terms.len() > 1 || all != prefix(&number) => {
            Some(format!("({all}) OR {}", prefix(&number)))
        }
        _ => Some(all),
    }
}

/// A number typed in groups: `978 0 14 143951 8`, or a whole ISBN of ten digits, which is also found under thirteen.
fn whole_number(typed: &str, folded: &str) -> Option<String> {
    if let Ok(isbn) = Isbn::parse(typed) {
        return Some(isbn.to_string());
    }
    let is_number = folded
        .chars()
        .all(|c| c.is_ascii_digit() || c == 'x' || c == ' ' || kind(c) == Kind::Joiner);
    let digits: String = folded
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .take(LONGEST_WORD)
        .collect();
    let is_grouped = digits.len() >= 4
        && digits
            .bytes()
            .take(digits.len() - 1)
            .all(|byte| byte.is_ascii_digit());
    (is_number && is_grouped && folded.split_whitespace().nth(1).is_some()).then_some(digits)
}

/// What one typed word asks for: its pieces, or the same written together.
fn word_expression(word: &str) -> Option<String> {
    let mut pieces: Vec<String> = Vec::new();
    let mut joined = String::new();
    let (mut halves, mut plain) = (0, true);
    let mut characters = word.chars().map(|c| (kind(c), c)).peekable();
    while let Some((first, c)) = characters.next() {
        if pieces.len() >= MOST_WORDS {
            break;
        }
        if !matches!(first, Kind::Letter | Kind::Single) {
            plain &= first == Kind::Joiner;
            continue;
        }
        let mut run = vec![c];
        while let Some((_, c)) = characters.next_if(|(next, _)| *next == first) {
            run.push(c);
        }
        if first == Kind::Letter {
            halves += 1;
            run.truncate(LONGEST_WORD);
            let run: String = run.into_iter().collect();
            joined.push_str(&run);
            pieces.push(prefix(&run));
        } else {
            plain = false;
            run.truncate(LONGEST_WORD);
            let run: Vec<String> = run.into_iter().map(String::from).collect();
            pieces.push(format!("\"{}\"", run.join(" ")));
        }
    }
    let all = pieces.join(" AND ");
    match pieces.len() {
        0 => None,
        1 => Some(all),
        _ if plain && halves > 1 => {
            let joined: String = joined.chars().take(LONGEST_WORD).collect();
            Some(format!("(({all}) OR {})", prefix(&joined)))
        }
        _ => Some(format!("({all})")),
    }
}

fn prefix(word: &str) -> String {
    format!("\"{word}\"*")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asks(typed: &str) -> String {
        expression(typed).unwrap_or_default()
    }

    #[test]
    fn asks_for_the_beginnings_of_all_words() {
        assert_eq!(asks("  Le  GUIN "), r#""le"* AND "guin"*"#);
        assert_eq!(
            asks("\"dune\" OR (NEAR"),
            r#""dune"* AND "or"* AND "near"*"#
        );
        assert_eq!(asks("title:x*"), r#"("title"* AND "x"*)"#);
    }

    #[test]
    fn asks_for_what_is_joined_in_both_ways() {
        assert_eq!(asks("sci-fi"), r#"(("sci"* AND "fi"*) OR "scifi"*)"#);
        assert_eq!(asks("o'"), r#""o"*"#);
    }

    #[test]
    fn asks_for_runs_as_they_stand() {
        assert_eq!(asks("猫で"), r#""猫 で""#);
        assert_eq!(asks("Windows入門"), r#"("windows"* AND "入 門")"#);
    }

    #[test]
    fn asks_for_numbers_however_they_are_grouped() {
        assert!(asks("978 0 306 40615 7").ends_with(r#"OR "9780306406157"*"#));
        assert!(asks("978-0-306-40615-7").ends_with(r#"OR "9780306406157"*"#));
        assert!(asks("0306406152").ends_with(r#"OR "9780306406157"*"#));
        assert!(asks("978 0 30").ends_with(r#"OR "978030"*"#));
        assert_eq!(asks("9780306406157"), r#""9780306406157"*"#);
        assert_eq!(asks("1984"), r#""1984"*"#);
    }

    #[test]
    fn finds_everything_when_there_is_no_word() {
        for typed in ["", "  ", "!?", "\"", "-", "*", "\u{300}"] {
            assert_eq!(expression(typed), None, "{typed}");
        }
    }

    #[test]
    fn does_not_grow_with_what_is_pasted() {
        assert!(asks(&"word ".repeat(10_000)).len() < 1_000);
        assert!(asks(&"a-".repeat(10_000)).len() < 1_000);
        assert!(asks(&"x".repeat(100_000)).len() < 100);
    }
}
