//! What holds for every text, however long and whatever is in it.

use proptest::prelude::*;

use super::{own_fields, read, shown};
use crate::search::syntax::parser::DEEPEST;
use crate::search::syntax::{Query, at_cursor, parse};

#[test]
fn is_bounded_in_depth_and_terms() {
    let (meaning, problems) = read(&format!("{}x", "(".repeat(32)));
    assert_eq!((meaning.as_str(), problems.len()), ("[x]", 0));
    let (_, problems) = read(&format!("a {} x)", "(".repeat(33)));
    assert_eq!(problems, ["("]);
    let (meaning, problems) = read(&"(".repeat(100_000));
    assert_eq!((meaning.len(), problems.len()), (100_000 - 32 + 2, 1));
    let (meaning, problems) = read(&format!("{} beyond tag:b", "tag:a ".repeat(100)));
    assert_eq!(meaning.matches("Tag [a]").count(), 100);
    assert_eq!(problems, ["beyond tag:b"]);
    let (meaning, problems) = read(&format!("{}c", "-(a or ".repeat(40)));
    assert!(meaning.contains("[a]"), "{meaning}");
    assert_eq!(problems.len(), 1);
}

#[test]
fn a_megabyte_is_read_at_once() {
    for piece in [
        "(",
        ")",
        "\"",
        "-",
        "a ",
        "a",
        "a:",
        "or ",
        "tag:(",
        "tag:\"",
        "\\\"",
        "-(a or ",
        "\"a\":",
        "🐉",
        "rating:x ",
        "rating: ",
        "title:) ",
        "#",
        "= ",
        " ",
        "(a)",
        "x or ) ",
    ] {
        let (text, own) = (piece.repeat(1_000_000 / piece.len()), own_fields());
        let begun = std::time::Instant::now();
        let parsed = parse(&text, &own);
        let cursor = at_cursor(&text, 200_000, &own);
        // Linear is some milliseconds, and seconds without optimisation; anything quadratic would be hours.
        assert!(
            begun.elapsed().as_secs() < 20,
            "{piece}: {:?}",
            begun.elapsed()
        );
        assert!(parsed.problems.len() <= 101);
        assert!(cursor.from <= cursor.to);
    }
}

/// Texts of the signs and words that the language gives a meaning.
fn in_the_language() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "(",
        ")",
        "\"",
        "-",
        ":",
        " ",
        "or ",
        " OR ",
        "#",
        "=",
        ">",
        "<=",
        "..",
        "\\",
        "a",
        "é",
        "🐉",
        "猫",
        "“",
        "”",
        "4",
        ".5",
        "2021",
        "-05",
        "tag:",
        "rating:",
        "year:",
        "status:",
        "read",
        "lent:",
        "wish:",
        "is:",
        "has:",
        "no:",
        "title",
        "favourite:",
        "yes",
        "price:",
        "\"shelf mark\":",
        "signed:",
        "weight:",
        "binding",
        "cover",
    ]);
    prop::collection::vec(pieces, 0..40).prop_map(|pieces| pieces.concat())
}

fn holds(text: &str) {
    let own = own_fields();
    let parsed = parse(text, &own);
    let boundaries: Vec<u32> = text
        .chars()
        .scan(0, |at, c| {
            *at += u32::try_from(c.len_utf16()).unwrap();
            Some(*at)
        })
        .collect();
    let is_boundary = |at: u32| at == 0 || boundaries.binary_search(&at).is_ok();
    let mut last = 0;
    for problem in &parsed.problems {
        assert!(
            is_boundary(problem.from) && is_boundary(problem.to),
            "{text:?}: {problem:?}"
        );
        assert!(
            last <= problem.from && problem.from < problem.to,
            "{text:?}: {problem:?}"
        );
        last = problem.to;
    }
    let depth = well_formed(&parsed.query);
    assert!(depth <= 3 * DEEPEST + 3, "{text:?}: {depth}");
    for place in (0..=boundaries.last().copied().unwrap_or(0) + 1).step_by(3) {
        let cursor = at_cursor(text, place, &own);
        assert!(
            is_boundary(cursor.from) && is_boundary(cursor.to),
            "{text:?} at {place}"
        );
        assert!(
            cursor.from <= cursor.to && cursor.from <= place,
            "{text:?} at {place}"
        );
    }
}

/// What the type's comments promise; gives the depth.
fn well_formed(query: &Query) -> usize {
    match query {
        Query::All(of) | Query::Any(of) => {
            assert!(
                of.len() >= 2 && !of.contains(&Query::Everything),
                "{query:?}"
            );
            1 + of.iter().map(well_formed).max().unwrap_or(0)
        }
        Query::Not(query) => {
            assert!(
                !matches!(**query, Query::Everything | Query::Not(_)),
                "{query:?}"
            );
            1 + well_formed(query)
        }
        Query::Everything | Query::Test(_) => 1,
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn any_text_is_read(text in "\\PC{0,60}") {
        holds(&text);
    }

    #[test]
    fn any_text_of_the_language_is_read(text in in_the_language()) {
        holds(&text);
    }

    /// A group is what it holds: what a reader puts in brackets asks the same as without them.
    #[test]
    fn brackets_around_all_change_nothing(words in prop::collection::vec("-?(tag:)?[a-z]{1,6}", 1..8)) {
        let text = words.join(" ");
        prop_assert_eq!(parse(&format!("({text})"), &[]).query, parse(&text, &[]).query);
    }

    #[test]
    fn plain_words_stay_plain_words(words in prop::collection::vec("[a-z0-9']{1,8}", 1..20)) {
        prop_assume!(!words.iter().any(|word| word == "or"));
        let text = words.join(" ");
        prop_assert_eq!(shown(&parse(&text, &own_fields()).query), format!("[{text}]"));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(20_000))]

    #[test]
    #[ignore = "a minute long; the same laws as above with more cases"]
    fn a_great_many_texts_are_read(any in "(?s).{0,200}", in_the_language in in_the_language()) {
        holds(&any);
        holds(&in_the_language);
    }
}
