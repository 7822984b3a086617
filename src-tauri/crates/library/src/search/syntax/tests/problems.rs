//! What is not understood, and what is not finished.

use super::{means, read};
use crate::search::syntax::parse;

#[test]
fn what_cannot_be_right_is_said_and_looked_for_as_words() {
    for (text, meaning, problem) in [
        ("rating:banana", "[rating:banana]", "banana"),
        ("🐉 rating:banana x", "[🐉 rating:banana x]", "banana"),
        ("tag:a -rating:é!", "(Tag [a] & -[rating:é!])", "é!"),
        ("rating:6", "[rating:6]", "6"),
        ("rating:3.3 x", "[rating:3.3 x]", "3.3"),
        ("rating:>=banana", "[rating:>=banana]", ">=banana"),
        ("rating:>=3..4", "[rating:>=3..4]", ">=3..4"),
        ("rating:1..x", "[rating:1..x]", "1..x"),
        ("rating:-1", "[rating:-1]", "-1"),
        ("rating:>= 4", "[rating:>= 4]", ">="),
        ("rating:.. x", "[rating:.. x]", ".."),
        ("pages:3.5", "[pages:3.5]", "3.5"),
        ("pages:-3", "[pages:-3]", "-3"),
        ("pages:>1,000", "[pages:>1,000]", ">1,000"),
        ("price:1,200..2,400", "[price:1,200..2,400]", "1,200..2,400"),
        (
            "pages:99999999999999",
            "[pages:99999999999999]",
            "99999999999999",
        ),
        ("progress:101", "[progress:101]", "101"),
        ("price:€10", "[price:€10]", "€10"),
        ("year:abc", "[year:abc]", "abc"),
        ("year:2021-13 x", "[year:2021-13 x]", "2021-13"),
        ("added:2021-02-30 x", "[added:2021-02-30 x]", "2021-02-30"),
        ("year:0 x", "[year:0 x]", "0"),
        ("status:xyz", "[status:xyz]", "xyz"),
        (r#"status:"x y" z"#, r#"[status:"x y" z]"#, r#""x y""#),
        ("status:>read", "[status:>read]", ">read"),
        ("favourite:maybe", "[favourite:maybe]", "maybe"),
        ("is:blue", "[is:blue]", "blue"),
        ("has:wings", "[has:wings]", "wings"),
        ("has:#wings", "[has:#wings]", "#wings"),
        ("wish:huge", "[wish:huge]", "huge"),
        ("signed:maybe", "[signed:maybe]", "maybe"),
        ("weight:heavy", "[weight:heavy]", "heavy"),
        (r#"title:"" x"#, r#"[title:"" x]"#, r#""""#),
        ("title:= x", "[title:= x]", "="),
    ] {
        assert_eq!(
            read(text),
            (meaning.to_owned(), vec![problem.to_owned()]),
            "{text}"
        );
    }
}

#[test]
fn a_problem_says_what_was_expected_and_what_was_found() {
    for (text, message) in [
        (
            "rating:banana",
            r#"expected stars from 0 to 5, such as 4 or >=3.5; found "banana""#,
        ),
        (
            "year:abc",
            r#"expected a date, such as 2021, >=2021-05 or 1968..1974; found "abc""#,
        ),
        (
            "pages:x",
            r#"expected a whole number, such as 300, >=300 or 200..400; found "x""#,
        ),
        (
            "price:x",
            r#"expected an amount, such as 12.99, <10 or 5..20; found "x""#,
        ),
        (
            "progress:x",
            r#"expected a percentage from 0 to 100, such as 50 or >=75; found "x""#,
        ),
        (
            "number:x",
            r#"expected a number, such as 3, >=2.5 or 1..7; found "x""#,
        ),
        (
            "status:xyz",
            r#"expected want, reading, paused, read, dnf or none; found "xyz""#,
        ),
        ("owned:x", r#"expected yes or no; found "x""#),
        (
            "lent:>x",
            r#"expected yes, no or a person's name; found ">x""#,
        ),
        (
            "wish:x",
            r#"expected yes, no, low, normal or high; found "x""#,
        ),
        (
            "is:x",
            r#"expected favourite, owned, lent, overdue, wished or a status; found "x""#,
        ),
        (
            "has:x",
            r#"expected something a book has, such as cover, rating, review or tags; found "x""#,
        ),
        ("tag:>x", r#"expected words; found ">x""#),
    ] {
        let problems = parse(text, &[]).problems;
        assert_eq!(problems.len(), 1, "{text}");
        assert_eq!(problems[0].message, message);
    }
}

#[test]
fn what_is_still_being_typed_asks_nothing_yet() {
    for text in [
        "rating:",
        "rating:>",
        "rating:>=",
        "rating:..",
        "rating:3.2",
        "rating: ",
        "(rating:",
        "-rating:",
        "(rating:)",
        "year:-",
        "year:1968..-",
        "number:-",
        "status:",
        "status:re",
        "status:\"want t",
        "status:=",
        "favourite:y",
        "wish:n",
        "is:o",
        "is:r",
        "has:",
        "has:co",
        "missing:shelf-m",
        "no:#we",
        "title:",
        "title:\"",
        "title:\"\"",
        "title:=",
        "\"shelf mark\":",
        "#shelfmark:",
        "signed:y",
        "lent:",
        "price:>=",
    ] {
        means(&[(text, "everything")]);
        // With something behind it, it is finished: a field without a value is words then, any other wrong.
        let (meaning, _) = read(&format!("{text} \u{2}x"));
        if !text.contains('"') {
            assert_ne!(meaning, "everything", "{text}");
        }
    }
    means(&[
        ("status:read", "Read"),
        ("wish:no", "-Wished"),
        ("rating:3.", "Rating 12..12"),
        ("rating:1..", "Rating 4.."),
        ("x rating:>=", "[x]"),
    ]);
    let year = read("year:2021").0;
    for text in ["year:2021-", "year:2021-0", "year:2021."] {
        means(&[(text, &year)]);
    }
}
