//! What texts mean, as tables.

mod cursor;
mod fields;
mod help;
mod laws;
mod problems;
mod terms;

use super::{CustomTest, Match, Query, Range, Test, parse};
use crate::custom_field::{CustomField, FieldKind};
use crate::listing::QueryProblem;
use crate::values::FieldId;

fn own_fields() -> Vec<CustomField> {
    let field = |id, name: &str, kind| CustomField {
        id: FieldId::from_raw(id),
        name: name.into(),
        kind,
        choices: Vec::new(),
        books: 0,
    };
    vec![
        field(1, "Shelf mark", FieldKind::Text),
        field(2, "weight", FieldKind::Number),
        field(3, "Dedicated", FieldKind::Date),
        field(4, "signed", FieldKind::YesNo),
        field(5, "binding", FieldKind::Choice),
        field(6, "Title", FieldKind::Text),
        field(7, "größe", FieldKind::Number),
    ]
}

/// The query in few letters.
fn shown(query: &Query) -> String {
    let list = |of: &[Query], with: &str| {
        let parts: Vec<String> = of.iter().map(shown).collect();
        format!("({})", parts.join(with))
    };
    match query {
        Query::Everything => "everything".to_owned(),
        Query::All(all) => list(all, " & "),
        Query::Any(any) => list(any, " | "),
        Query::Not(query) => format!("-{}", shown(query)),
        Query::Test(test) => match test {
            Test::Text { field, how, text } => {
                let field = field.map_or_else(String::new, |field| format!("{field:?} "));
                format!("{field}{}", text_shown(*how, text))
            }
            Test::Status(status) => {
                status.map_or("unsorted".into(), |status| format!("{status:?}"))
            }
            Test::Number { field, range } => format!("{field:?} {}", range_shown(*range)),
            Test::Date { field, range } => format!("{field:?} {}", range_shown(*range)),
            Test::Flag(flag) => format!("{flag:?}"),
            Test::Wish(priority) => format!("Wish {priority:?}"),
            Test::Has(attribute) => format!("Has {attribute:?}"),
            Test::Custom { field, value } => {
                let value = match value {
                    CustomTest::Text { how, text } => text_shown(*how, text),
                    CustomTest::Number(range) | CustomTest::Date(range) => range_shown(*range),
                    CustomTest::YesNo(answer) => (*answer).to_owned(),
                };
                format!("#{field} {value}")
            }
        },
    }
}

fn text_shown(how: Match, text: &str) -> String {
    match how {
        Match::Words => format!("[{text}]"),
        Match::Phrase => format!("\"{text}\""),
        Match::PhraseSoFar => format!("\"{text}…"),
        Match::Exact => format!("={text}"),
    }
}

fn range_shown(range: Range) -> String {
    let end = |number: i64| match number {
        i64::MIN | i64::MAX => String::new(),
        number => number.to_string(),
    };
    format!("{}..{}", end(range.from), end(range.to))
}

/// What a text means, and which parts of it are not understood.
fn read(text: &str) -> (String, Vec<String>) {
    let own = own_fields();
    let parsed = parse(text, &own);
    let problems = parsed
        .problems
        .iter()
        .map(|problem| pointed_at(text, problem))
        .collect();
    (shown(&parsed.query), problems)
}

fn pointed_at(text: &str, problem: &QueryProblem) -> String {
    let units: Vec<u16> = text.encode_utf16().collect();
    let part = &units[problem.from as usize..problem.to as usize];
    String::from_utf16(part).unwrap()
}

/// Each text means that, and all of it is understood.
fn means(table: &[(&str, &str)]) {
    for (text, meaning) in table {
        let (found, problems) = read(text);
        assert_eq!(found, *meaning, "{text}");
        assert_eq!(problems, Vec::<String>::new(), "{text}");
    }
}
