//! From what is typed to what the index is asked.

use super::document::{Document, Halves};
use super::fold::{Kind, LONGEST_WORD, fold, kind};
use super::mark::{Mark, custom_mark, whole};
use super::syntax::{Match, TextField};
use crate::values::{FieldId, Isbn};

/// The most words of a query that count: more would only slow it down, nobody reads them.
const MOST_WORDS: usize = 32;
/// The longest text that counts, in characters.
const LONGEST: usize = 2_000;

/// Where in the index something is looked for.
#[derive(Debug, Clone, Copy)]
struct Place<'a> {
    /// The columns, parted by blanks; none for all.
    columns: &'static str,
    mark: Mark<'a>,
    names: Names,
}

/// Whether a field's names are kept whole in the index.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Names {
    Whole,
    InWords,
}

/// The index's expressions for what is looked for in a field, or anywhere: all of them must hold. None when the text holds
/// nothing that could be looked for, which asks nothing. Only letters and digits, quoted, reach the expressions, so no text
/// is an error.
pub(crate) fn text_expressions(field: Option<TextField>, how: Match, text: &str) -> Vec<String> {
    let Some(field) = field else {
        return match how {
            Match::Words => expressions(text),
            Match::Phrase | Match::Exact => phrase(text, Mark::NONE, Ending::Whole),
            Match::PhraseSoFar => phrase(text, Mark::NONE, Ending::Begun),
        };
    };
    if field == TextField::Isbn {
        return isbn(how, text);
    }
    within(place(field), how, text)
}

/// The same for a field of the reader's own.
pub(crate) fn custom_expressions(field: FieldId, how: Match, text: &str) -> Vec<String> {
    let mark = custom_mark(field);
    let place = Place {
        columns: "custom",
        mark: Mark::custom(&mark),
        names: Names::Whole,
    };
    within(place, how, text)
}

fn place(field: TextField) -> Place<'static> {
    let (columns, mark, names) = match field {
        TextField::Title => ("title", Mark::NONE, Names::Whole),
        TextField::Author => ("authors", Mark::NONE, Names::Whole),
        TextField::Person => ("authors people", Mark::NONE, Names::Whole),
        TextField::Translator => ("people", Mark::TRANSLATOR, Names::Whole),
        TextField::Editor => ("people", Mark::EDITOR, Names::Whole),
        TextField::Illustrator => ("people", Mark::ILLUSTRATOR, Names::Whole),
        TextField::Narrator => ("people", Mark::NARRATOR, Names::Whole),
        TextField::Series => ("series", Mark::NONE, Names::Whole),
        TextField::Publisher => ("publisher", Mark::NONE, Names::Whole),
        // Shelves are looked up by their names, not in the index.
        TextField::Tag | TextField::Shelf => ("tags", Mark::NONE, Names::Whole),
        TextField::Isbn => ("isbn", Mark::NONE, Names::InWords),
        TextField::Id => ("identifiers", Mark::NONE, Names::Whole),
        TextField::Language => ("owning", Mark::LANGUAGE, Names::Whole),
        TextField::Format => ("owning", Mark::FORMAT, Names::Whole),
        TextField::Location => ("owning", Mark::LOCATION, Names::Whole),
        TextField::Condition => ("owning", Mark::CONDITION, Names::Whole),
        TextField::Source => ("owning", Mark::SOURCE, Names::Whole),
        TextField::Lent => ("owning", Mark::LENT, Names::Whole),
        TextField::Review => ("review", Mark::NONE, Names::InWords),
        TextField::Notes => ("notes", Mark::NONE, Names::InWords),
        TextField::Description => ("description", Mark::NONE, Names::InWords),
        TextField::Quote => ("quotes", Mark::NONE, Names::InWords),
    };
    Place {
        columns,
        mark,
        names,
    }
}

fn within(place: Place<'_>, how: Match, text: &str) -> Vec<String> {
    let text = shortened(text);
    let asked = match how {
        Match::Words => all_words(&fold(&text), place.mark),
        Match::Exact if place.names == Names::Whole => {
            let whole = whole(&text, place.mark);
            whole
                .map(|word| format!("\"{word}\""))
                .into_iter()
                .collect()
        }
        Match::Phrase | Match::Exact => phrase(&text, place.mark, Ending::Whole),
        Match::PhraseSoFar => phrase(&text, place.mark, Ending::Begun),
    };
    let asked = asked.into_iter();
    asked
        .map(|asked| format!("{{{}}} : ({asked})", place.columns))
        .collect()
}

/// A number is found however it is grouped, and a whole one of ten digits also under thirteen.
fn isbn(how: Match, text: &str) -> Vec<String> {
    let number = match Isbn::parse(text) {
        Ok(isbn) => isbn.to_string(),
        Err(_) => fold(text)
            .chars()
            .filter(char::is_ascii_alphanumeric)
            .take(LONGEST_WORD)
            .collect(),
    };
    if number.is_empty() {
        return Vec::new();
    }
    let star = if how == Match::Exact { "" } else { "*" };
    vec![format!("{{isbn}} : \"{number}\"{star}")]
}

/// The index's expressions for words typed anywhere.
///
/// Every word must be found, as the beginning of a word; a run of Chinese, Japanese, Korean or Thai must be found as
/// it stands, inside words too.
fn expressions(typed: &str) -> Vec<String> {
    let typed = shortened(typed);
    let folded = fold(&typed);
    let terms = all_words(&folded, Mark::NONE);
    let number = whole_number(&typed, &folded).map(|number| prefix(&number, Mark::NONE));
    match number {
        Some(number) if !terms.is_empty() && terms != [number.clone()] => {
            vec![format!("({}) OR {number}", terms.join(" AND "))]
        }
        _ => terms,
    }
}

fn shortened(text: &str) -> String {
    text.chars().take(LONGEST).collect()
}

/// What the words of a folded text ask for, one by one.
fn all_words(folded: &str, mark: Mark<'_>) -> Vec<String> {
    let words = folded.split_whitespace();
    words
        .filter_map(|word| word_expression(word, mark))
        .take(MOST_WORDS)
        .collect()
}

/// How the last word of a phrase is to be found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ending {
    Whole,
    Begun,
}

/// Words side by side. What a sign joins stands in the index by its halves, and then as one; so does it in the phrase,
/// and because a sign may also be a blank elsewhere, also without.
fn phrase(text: &str, mark: Mark<'_>, ending: Ending) -> Vec<String> {
    let text = shortened(text);
    let star = if ending == Ending::Begun { " *" } else { "" };
    let [joined, apart] = [Halves::AndWhole, Halves::Alone].map(|halves| {
        let mut words = Document::default();
        words.add_words(&text, mark, halves);
        let words: Vec<&str> = words.as_str().split(' ').take(2 * MOST_WORDS).collect();
        words.join(" ")
    });
    match (joined.as_str(), apart.as_str()) {
        ("", _) => Vec::new(),
        (joined, apart) if joined == apart => vec![format!("\"{joined}\"{star}")],
        (joined, apart) => vec![format!("(\"{joined}\"{star} OR \"{apart}\"{star})")],
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
fn word_expression(word: &str, mark: Mark<'_>) -> Option<String> {
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
        run.truncate(LONGEST_WORD);
        if first == Kind::Letter {
            halves += 1;
            let run: String = run.into_iter().collect();
            joined.push_str(&run);
            pieces.push(prefix(&run, mark));
        } else {
            plain = false;
            let run: Vec<String> = run
                .into_iter()
                .map(|c| marked(c.encode_utf8(&mut [0; 4]), mark))
                .collect();
            pieces.push(format!("\"{}\"", run.join(" ")));
        }
    }
    let all = pieces.join(" AND ");
    match pieces.len() {
        0 => None,
        1 => Some(all),
        _ if plain && halves > 1 => {
            let joined: String = joined.chars().take(LONGEST_WORD).collect();
            Some(format!("(({all}) OR {})", prefix(&joined, mark)))
        }
        _ => Some(format!("({all})")),
    }
}

fn marked(word: &str, mark: Mark<'_>) -> String {
    let mut whole = String::with_capacity(word.len() + 4);
    mark.put(&mut whole);
    whole.push_str(word);
    whole
}

fn prefix(word: &str, mark: Mark<'_>) -> String {
    format!("\"{}\"*", marked(word, mark))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asks(typed: &str) -> String {
        expressions(typed).join(" AND ")
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
            assert!(expressions(typed).is_empty(), "{typed}");
        }
    }

    #[test]
    fn asks_one_field() {
        let asks = |field, how, text| text_expressions(Some(field), how, text).join(" AND ");
        assert_eq!(
            asks(TextField::Author, Match::Words, "Le Guin"),
            r#"{authors} : ("le"*) AND {authors} : ("guin"*)"#
        );
        assert_eq!(
            asks(TextField::Review, Match::Phrase, "Sci-fi, at last"),
            r#"{review} : (("sci fi scifi at last" OR "sci fi at last"))"#
        );
        assert_eq!(
            asks(TextField::Notes, Match::PhraseSoFar, "at las"),
            r#"{notes} : ("at las" *)"#
        );
        assert_eq!(
            asks(TextField::Isbn, Match::Words, "0-306-40615-2"),
            r#"{isbn} : "9780306406157"*"#
        );
        assert_ne!(
            asks(TextField::Tag, Match::Exact, "c++"),
            asks(TextField::Tag, Match::Exact, "c")
        );
        assert_ne!(
            asks(TextField::Location, Match::Words, "box"),
            asks(TextField::Source, Match::Words, "box")
        );
        assert_eq!(asks(TextField::Title, Match::Words, " !"), "");
    }

    #[test]
    fn does_not_grow_with_what_is_pasted() {
        assert!(asks(&"word ".repeat(10_000)).len() < 1_000);
        assert!(asks(&"a-".repeat(10_000)).len() < 1_000);
        assert!(asks(&"x".repeat(100_000)).len() < 100);
    }
}
