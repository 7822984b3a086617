//! Finding one name, without the index: by the rules that the index follows.

use super::document::Document;
use super::fold::fold;
use super::mark::{Mark, whole};
use super::syntax::Match;

/// The words of a text, those that a sign joins also as one.
pub(crate) fn words_of(text: &str) -> Vec<String> {
    let mut document = Document::default();
    document.add(text);
    let words = document.as_str().split(' ');
    words
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// Whether a name is found by a text.
pub(crate) fn matches(name: &str, how: Match, text: &str) -> bool {
    let (words, wanted) = (words_of(name), words_of(text));
    let run_of = |last: fn(&str, &str) -> bool| {
        let Some((end, before)) = wanted.split_last() else {
            return true;
        };
        words.windows(wanted.len()).any(|run| {
            run.split_last()
                .is_some_and(|(word, others)| others == before && last(word, end))
        })
    };
    match how {
        Match::Exact => whole(name, Mark::NONE) == whole(text, Mark::NONE),
        Match::Phrase => run_of(|word, end| word == end),
        Match::PhraseSoFar => run_of(|word, end| word.starts_with(end)),
        Match::Words => fold(text).split_whitespace().all(|typed| {
            let pieces = words_of(typed);
            let begins = |piece: &str| words.iter().any(|word| word.starts_with(piece));
            let is_joined = pieces.len() > 1 && pieces.last().is_some_and(|joined| begins(joined));
            is_joined
                || pieces
                    .iter()
                    .take(
                        pieces
                            .len()
                            .saturating_sub(usize::from(pieces.len() > 1))
                            .max(1),
                    )
                    .all(|piece| begins(piece))
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_a_name_as_the_index_would() {
        for (name, how, text, is_found) in [
            ("Lent to Ann", Match::Words, "ann le", true),
            ("Lent to Ann", Match::Words, "anna", false),
            ("Sci-Fi", Match::Words, "scif", true),
            ("Sci-Fi", Match::Words, "sci-fi", true),
            ("SciFi", Match::Words, "sci-fi", true),
            ("Lent to Ann", Match::Phrase, "to ann", true),
            ("Lent to Ann", Match::Phrase, "to an", false),
            ("Lent to Ann", Match::PhraseSoFar, "to an", true),
            ("Été", Match::Exact, " ete", true),
            ("Été 2", Match::Exact, "ete", false),
            ("本棚", Match::Words, "棚", true),
        ] {
            assert_eq!(matches(name, how, text), is_found, "{name} {text}");
        }
    }
}
