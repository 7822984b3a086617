//! Fields and their values.

use super::{means, read};
use crate::search::syntax::parser::Parsed;
use crate::search::syntax::{DateField, Query, Range, Test, parse};
use crate::values::PartialDate;

#[test]
fn each_text_field_takes_words_a_phrase_or_a_name() {
    for (names, field) in [
        (&["title", "TITLE", "Title"][..], "Title"),
        (&["author", "authors"], "Author"),
        (&["person", "people"], "Person"),
        (&["translator"], "Translator"),
        (&["editor"], "Editor"),
        (&["illustrator"], "Illustrator"),
        (&["narrator"], "Narrator"),
        (&["series"], "Series"),
        (&["publisher"], "Publisher"),
        (&["tag", "tags"], "Tag"),
        (&["shelf", "shelves"], "Shelf"),
        (&["isbn"], "Isbn"),
        (&["id", "identifier"], "Id"),
        (&["language"], "Language"),
        (&["format"], "Format"),
        (&["location"], "Location"),
        (&["condition"], "Condition"),
        (&["source"], "Source"),
        (&["lent"], "Lent"),
        (&["review"], "Review"),
        (&["notes", "note"], "Notes"),
        (&["description"], "Description"),
        (&["quote", "quotes"], "Quote"),
    ] {
        for name in names {
            means(&[
                (&format!("{name}:le-guin"), &format!("{field} [le-guin]")),
                (
                    &format!(r#"{name}:"le guin""#),
                    &format!(r#"{field} "le guin""#),
                ),
                (&format!("{name}:=Leguin"), &format!("{field} =Leguin")),
                (
                    &format!(r#"{name}:=" Le Guin ""#),
                    &format!("{field} =Le Guin"),
                ),
                (&format!("({name}:x)"), &format!("{field} [x]")),
                (&format!("{name}:"), "everything"),
            ]);
            let (_, problems) = read(&format!("{name}:>x y"));
            assert_eq!(problems, [">x"]);
        }
    }
    means(&[
        ("isbn:978-0-14-143951-8", "Isbn [978-0-14-143951-8]"),
        ("tag:C++", "Tag [C++]"),
        ("title:3:10", "Title [3:10]"),
    ]);
}

#[test]
fn each_status_goes_by_its_names() {
    for (names, status) in [
        (
            &[
                "want",
                "wantToRead",
                "\"want to read\"",
                "want-to-read",
                "to-read",
                "\"To Read\"",
            ][..],
            "WantToRead",
        ),
        (&["reading", "READING", "=reading"], "Reading"),
        (&["paused"], "Paused"),
        (&["read"], "Read"),
        (
            &[
                "dnf",
                "DNF",
                "abandoned",
                "didNotFinish",
                "did-not-finish",
                "\"did not finish\"",
            ],
            "DidNotFinish",
        ),
        (&["none"], "unsorted"),
    ] {
        for name in names {
            means(&[
                (&format!("status:{name} x"), &format!("({status} & [x])")),
                (&format!("-status:{name}"), &format!("-{status}")),
            ]);
        }
    }
}

#[test]
fn numbers_are_compared() {
    means(&[
        ("rating:4", "Rating 16..16"),
        ("rating:=4", "Rating 16..16"),
        ("rating:>4", "Rating 17.."),
        ("rating:>=4", "Rating 16.."),
        ("rating:≥4", "Rating 16.."),
        ("rating:<4", "Rating ..15"),
        ("rating:<=4", "Rating ..16"),
        ("rating:≤4", "Rating ..16"),
        ("rating:3.5..4.75", "Rating 14..19"),
        ("rating:3.5..", "Rating 14.."),
        ("rating:..3,5", "Rating ..14"),
        ("rating:4..3", "Rating 12..16"),
        ("rating:0", "Rating 0..0"),
        ("rating:\"4\"", "Rating 16..16"),
        ("rating:.25", "Rating 1..1"),
        ("pages:300", "Pages 300..300"),
        ("pages:>=300", "Pages 300.."),
        ("minutes:<90", "Minutes ..89"),
        ("copies:0", "Copies 0..0"),
        ("times:>1", "Times 2.."),
        ("progress:50%", "Progress 50..50"),
        ("progress:>=50", "Progress 50.."),
        ("price:12.99", "Price 12990000..12990000"),
        ("price:<10", "Price ..9999999"),
        ("paid:5..20", "Paid 5000000..20000000"),
        ("number:2.5", "Number 2500000..2500000"),
        ("number:-1", "Number -1000000..-1000000"),
        ("number:-2..-1", "Number -2000000..-1000000"),
    ]);
}

#[test]
fn a_date_stands_for_all_its_days() {
    let key = |text: &str| PartialDate::parse(text).unwrap().sort_key();
    let last = |text: &str| key(text);
    for (value, from, to) in [
        ("2021", Some(key("2021")), Some(last("2021-12-31"))),
        ("=2021", Some(key("2021")), Some(last("2021-12-31"))),
        ("2021-05", Some(key("2021-05")), Some(last("2021-05-31"))),
        (
            "2021-05-17",
            Some(key("2021-05-17")),
            Some(key("2021-05-17")),
        ),
        (
            "2021/5/17",
            Some(key("2021-05-17")),
            Some(key("2021-05-17")),
        ),
        (">=2021-05", Some(key("2021-05")), None),
        (">2021-05", Some(last("2021-05-31") + 1), None),
        ("<2021", None, Some(key("2021") - 1)),
        ("<=2021", None, Some(last("2021-12-31"))),
        ("1968..1974", Some(key("1968")), Some(last("1974-12-31"))),
        ("1974..1968", Some(key("1968")), Some(last("1974-12-31"))),
        (
            "2021-05..2022",
            Some(key("2021-05")),
            Some(last("2022-12-31")),
        ),
        ("1968..", Some(key("1968")), None),
        ("..1974", None, Some(last("1974-12-31"))),
        ("-700..-600", Some(key("-700")), Some(last("-600-12-31"))),
    ] {
        for (name, field) in [
            ("published", DateField::Published),
            ("first", DateField::First),
            ("first-published", DateField::First),
            ("year", DateField::Year),
            ("added", DateField::Added),
            ("changed", DateField::Changed),
            ("started", DateField::Started),
            ("finished", DateField::Finished),
            ("acquired", DateField::Acquired),
            ("due", DateField::Due),
            ("lentsince", DateField::LentSince),
            ("lent-since", DateField::LentSince),
        ] {
            let range = Range {
                from: from.unwrap_or(i64::MIN),
                to: to.unwrap_or(i64::MAX),
            };
            let text = format!("{name}:{value}");
            let expected = Parsed {
                query: Query::Test(Test::Date { field, range }),
                problems: Vec::new(),
            };
            assert_eq!(parse(&text, &[]), expected, "{text}");
        }
    }
    let in_year = Range {
        from: key("2021"),
        to: last("2021-12-31"),
    };
    for (date, is_in) in [
        ("2020-12-31", false),
        ("2021", true),
        ("2021-01", true),
        ("2021-12-31", true),
        ("2022", false),
    ] {
        assert_eq!(in_year.contains(key(date)), is_in, "{date}");
    }
}

#[test]
fn yes_and_no_are_answers() {
    means(&[
        ("favourite:yes", "Favourite"),
        ("favorite:true", "Favourite"),
        ("favourite:No", "-Favourite"),
        ("owned:yes", "Owned"),
        ("owned:false", "-Owned"),
        ("-owned:no", "Owned"),
        ("overdue:yes", "Overdue"),
        ("lent:yes", "Lent"),
        ("lent:no", "-Lent"),
        ("lent:anna", "Lent [anna]"),
        (r#"lent:"Yes""#, r#"Lent "Yes""#),
        ("lent:=Yes", "Lent =Yes"),
        ("wish:yes", "Wished"),
        ("wish:no", "-Wished"),
        ("wish:low", "Wish Low"),
        ("wish:normal", "Wish Normal"),
        ("wish:high", "Wish High"),
        ("is:favourite", "Favourite"),
        ("is:favorite", "Favourite"),
        ("is:owned", "Owned"),
        ("is:lent", "Lent"),
        ("is:overdue", "Overdue"),
        ("is:wished", "Wished"),
        ("is:wish", "Wished"),
        ("is:reading", "Reading"),
        ("is:read", "Read"),
        ("is:dnf", "DidNotFinish"),
        ("-is:want", "-WantToRead"),
    ]);
}

#[test]
fn what_a_book_has_or_lacks() {
    for (names, attribute) in [
        (&["cover", "COVER", "=cover"][..], "Cover"),
        (&["isbn"], "Isbn"),
        (&["author", "authors"], "Author"),
        (&["series"], "Series"),
        (&["publisher"], "Publisher"),
        (&["published"], "Published"),
        (&["language"], "Language"),
        (&["format"], "Format"),
        (&["pages"], "Pages"),
        (&["rating"], "Rating"),
        (&["status"], "Status"),
        (&["review"], "Review"),
        (&["notes", "note"], "Notes"),
        (&["description"], "Description"),
        (&["tags", "tag"], "Tags"),
        (&["shelf"], "Shelf"),
        (&["quote", "quotes"], "Quote"),
        (&["reading"], "Reading"),
        (&["copy", "copies"], "Copy"),
        (&["loan"], "Loan"),
        (&["price"], "Price"),
        (&["wish"], "Wish"),
        (&["id"], "Id"),
        (
            &["shelfmark", "\"Shelf mark\"", "#shelfmark", "shelf-mark"],
            "Custom(FieldId(1))",
        ),
        (&["#title"], "Custom(FieldId(6))"),
    ] {
        for name in names {
            means(&[
                (&format!("has:{name}"), &format!("Has {attribute}")),
                (&format!("-has:{name}"), &format!("-Has {attribute}")),
                (
                    &format!("missing:{name} x"),
                    &format!("(-Has {attribute} & [x])"),
                ),
                (&format!("no:{name}"), &format!("-Has {attribute}")),
                (&format!("-no:{name}"), &format!("Has {attribute}")),
            ]);
        }
    }
}

#[test]
fn fields_of_ones_own_go_by_their_names() {
    let day = PartialDate::parse("2021-05-17").unwrap().sort_key();
    means(&[
        ("shelfmark:x", "#1 [x]"),
        ("ShelfMark:x", "#1 [x]"),
        ("shelf-mark:x", "#1 [x]"),
        ("#shelfmark:x", "#1 [x]"),
        (r#""shelf mark":x"#, "#1 [x]"),
        (r#"#"Shelf mark":="x y""#, "#1 =x y"),
        (r#"-"shelf mark":"x y""#, r#"-#1 "x y""#),
        ("weight:>=1.5", "#2 1500000.."),
        ("dedicated:2021-05-17", &format!("#3 {day}..{day}")),
        ("signed:yes", "#4 yes"),
        ("signed:no", "#4 no"),
        ("binding:half", "#5 [half]"),
        ("title:x", "Title [x]"),
        ("#title:x", "#6 [x]"),
        ("grosse:1", "#7 1000000..1000000"),
        ("GRÖSSE:1", "#7 1000000..1000000"),
    ]);
}
