//! What is being typed at a place.

use super::{own_fields, pointed_at};
use crate::listing::QueryProblem;
use crate::search::syntax::{At, Field, Scope, at_cursor};

#[test]
fn knows_what_is_being_typed() {
    let own = own_fields();
    for (text, at, typed, replaced) in [
        ("|", "every", "", ""),
        ("aut|", "every", "aut", "aut"),
        ("au|t x", "every", "au", "aut"),
        ("x aut|", "every", "aut", "aut"),
        ("x | y", "every", "", ""),
        ("-aut|", "every", "aut", "aut"),
        ("-|", "every", "-", "-"),
        ("(aut|", "every", "aut", "aut"),
        ("(|aut", "every", "", ""),
        ("#she|", "own", "she", "#she"),
        ("aut|hor:x", "every", "aut", "author:"),
        ("author|:x", "every", "author", "author:"),
        ("author:|", "Author", "", ""),
        ("author:|x", "Author", "", "x"),
        ("author:le|", "Author", "le", "le"),
        ("author:l|e x", "Author", "l", "le"),
        ("author:=le|", "Author", "le", "le"),
        ("author:\"le g|", "Author", "le g", "\"le g"),
        ("author:\"le g| x tag:y", "Author", "le g", "\"le g"),
        ("author:\"le g|uin\" x", "Author", "le g", "\"le guin\""),
        ("author:\"le guin\"| x", "Author", "le guin", "\"le guin\""),
        ("author:\"a\\\"b|", "Author", "a\"b", "\"a\\\"b"),
        ("🐉 tag:s|f", "Tag", "s", "sf"),
        ("-(tag:s|)", "Tag", "s", "s"),
        ("status:re|", "Status", "re", "re"),
        ("has:co|", "Has", "co", "co"),
        ("\"shelf mark\":x|", "own 1", "x", "x"),
        ("#title:x|", "own 6", "x", "x"),
        ("rating:4|", "free", "", ""),
        ("rating:>|=4", "free", "", ""),
        ("year:19|68", "free", "", ""),
        ("foo:b|", "free", "", ""),
        ("\"le g|", "free", "", ""),
    ] {
        let before: String = text.chars().take_while(|c| *c != '|').collect();
        let place = u32::try_from(before.encode_utf16().count()).unwrap();
        let text = text.replace('|', "");
        let cursor = at_cursor(&text, place, &own);
        let found = match cursor.at {
            At::Word(Scope::Every) => "every".to_owned(),
            At::Word(Scope::Own) => "own".to_owned(),
            At::Free => "free".to_owned(),
            At::Value(Field::Text(field)) => format!("{field:?}"),
            At::Value(Field::Own(field)) => format!("own {}", field.id),
            At::Value(field) => format!("{field:?}"),
        };
        let problem = QueryProblem {
            from: cursor.from,
            to: cursor.to,
            message: String::new(),
        };
        assert_eq!(
            (
                found.as_str(),
                cursor.typed.as_str(),
                pointed_at(&text, &problem).as_str()
            ),
            (at, typed, replaced),
            "{text} at {place}"
        );
    }
}
