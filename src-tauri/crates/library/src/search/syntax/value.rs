//! What stands behind a colon, read as its field reads it.

use super::field::{Field, attribute};
use super::number::{Unit, dates, numbers};
use super::query::{Attribute, CustomTest, Flag, Match, NumberField, Query, Test, TextField};
use super::token::{Closing, FieldPiece, Operator, Value};
use crate::book::Status;
use crate::custom_field::{CustomField, FieldKind};
use crate::owning::Priority;
use crate::search::fold::fold;

/// Whether more of a value may come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Rest {
    /// Only blanks and closing brackets follow: it may still be typed.
    Nothing,
    /// Something else follows.
    Something,
}

/// Why a value asks nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum NoTest {
    /// It is not typed yet.
    Unfinished,
    /// It is not what the field holds. Says what that would be.
    Wrong(String),
}

pub(super) type Outcome = Result<Query, NoTest>;

pub(super) fn wrong<T>(expected: impl Into<String>) -> Result<T, NoTest> {
    Err(NoTest::Wrong(expected.into()))
}

/// The words under which each status is known, its label first.
pub(super) const STATUSES: &[(Option<Status>, &[&str])] = &[
    (
        Some(Status::WantToRead),
        &[
            "want to read",
            "wanttoread",
            "want",
            "to read",
            "toread",
            "wanted",
        ],
    ),
    (Some(Status::Reading), &["reading", "currently reading"]),
    (Some(Status::Paused), &["paused", "on hold"]),
    (Some(Status::Read), &["read", "finished"]),
    (
        Some(Status::DidNotFinish),
        &["did not finish", "didnotfinish", "dnf", "abandoned"],
    ),
    (None, &["none", "no status", "unsorted"]),
];

/// What `is:` knows beside the statuses.
pub(super) const FLAGS: &[(Flag, &[&str])] = &[
    (Flag::Favourite, &["favourite", "favorite"]),
    (Flag::Owned, &["owned"]),
    (Flag::Lent, &["lent"]),
    (Flag::Overdue, &["overdue"]),
    (Flag::Wished, &["wished", "wish"]),
];

pub(super) const PRIORITIES: &[(Priority, &[&str])] = &[
    (Priority::Low, &["low"]),
    (Priority::Normal, &["normal"]),
    (Priority::High, &["high"]),
];

pub(super) const ANSWERS: &[(Answer, &[&str])] = &[
    (Answer::Yes, &["yes", "true"]),
    (Answer::No, &["no", "false"]),
];

/// Yes or no.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Answer {
    Yes,
    No,
}

/// What a field asks with this value.
pub(super) fn test(
    field: Field<'_>,
    piece: &FieldPiece<'_>,
    rest: Rest,
    custom: &[CustomField],
) -> Outcome {
    if piece.value.is_missing() && rest == Rest::Nothing {
        return Err(NoTest::Unfinished);
    }
    match field {
        Field::Text(field) => text(piece, field_name(field)).map(|(how, text)| {
            Query::Test(Test::Text {
                field: Some(field),
                how,
                text,
            })
        }),
        Field::Number(field) => number(field, piece, rest),
        Field::Date(field) => {
            dates(piece, rest).map(|range| Query::Test(Test::Date { field, range }))
        }
        Field::Flag(flag) => Ok(answered(word(piece, rest, ANSWERS, "yes or no")?, flag)),
        Field::Status => word(piece, rest, STATUSES, EXPECTED_STATUS)
            .map(|status| Query::Test(Test::Status(status))),
        Field::Lent => lent(piece),
        Field::Wish => wish(piece, rest),
        Field::Is => is(piece, rest),
        Field::Has => has(piece, rest, custom).map(|what| Query::Test(Test::Has(what))),
        Field::Missing => {
            has(piece, rest, custom).map(|what| Query::Not(Box::new(Query::Test(Test::Has(what)))))
        }
        Field::Own(field) => own(field, piece, rest),
    }
}

const EXPECTED_STATUS: &str = "want, reading, paused, read, dnf or none";

fn field_name(field: TextField) -> &'static str {
    match field {
        TextField::Isbn => "an ISBN or the beginning of one",
        _ => "words",
    }
}

/// Words, a phrase, or after `=` a whole name. Before words no other operator has a meaning.
fn text(piece: &FieldPiece<'_>, expected: &str) -> Result<(Match, String), NoTest> {
    let how = match (piece.operator, &piece.value) {
        (Operator::Equal, Value::Quoted(quoted)) if quoted.closing == Closing::Missing => {
            Match::PhraseSoFar
        }
        (Operator::Equal, _) => Match::Exact,
        (Operator::Bare, Value::Bare(_)) => Match::Words,
        (Operator::Bare, Value::Quoted(quoted)) => phrase(quoted.closing),
        _ => return wrong(expected),
    };
    if piece.value.text().trim().is_empty() {
        return wrong(expected);
    }
    Ok((how, piece.value.text().to_owned()))
}

/// How a phrase is to be found.
pub(super) fn phrase(closing: Closing) -> Match {
    match closing {
        Closing::There => Match::Phrase,
        Closing::Missing => Match::PhraseSoFar,
    }
}

/// One of a few words. The beginning of one, with nothing behind it, is not finished.
fn word<T: Copy>(
    piece: &FieldPiece<'_>,
    rest: Rest,
    known: &[(T, &[&str])],
    expected: &str,
) -> Result<T, NoTest> {
    if !matches!(piece.operator, Operator::Bare | Operator::Equal) {
        return wrong(expected);
    }
    let typed = spaced(piece.value.text());
    let names = || {
        known
            .iter()
            .flat_map(|(value, names)| names.iter().map(move |name| (value, *name)))
    };
    if let Some((value, _)) = names().find(|(_, name)| *name == typed) {
        return Ok(*value);
    }
    if rest == Rest::Nothing && names().any(|(_, name)| name.starts_with(&typed)) {
        return Err(NoTest::Unfinished);
    }
    wrong(expected)
}

/// Folded, with single blanks for whatever parts words: `To-Read` is `to read`.
fn spaced(text: &str) -> String {
    let words: Vec<String> = fold(text)
        .split(|c: char| c.is_whitespace() || matches!(c, '-' | '_'))
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect();
    words.join(" ")
}

fn answered(answer: Answer, flag: Flag) -> Query {
    let test = Query::Test(Test::Flag(flag));
    match answer {
        Answer::Yes => test,
        Answer::No => Query::Not(Box::new(test)),
    }
}

/// `lent:yes`, or the person who has it.
fn lent(piece: &FieldPiece<'_>) -> Outcome {
    let expected = "yes, no or a person's name";
    if let (Operator::Bare, Value::Bare(typed)) = (piece.operator, &piece.value) {
        match spaced(typed).as_str() {
            "yes" => return Ok(answered(Answer::Yes, Flag::Lent)),
            "no" => return Ok(answered(Answer::No, Flag::Lent)),
            _ => {}
        }
    }
    text(piece, expected).map(|(how, text)| {
        Query::Test(Test::Text {
            field: Some(TextField::Lent),
            how,
            text,
        })
    })
}

fn wish(piece: &FieldPiece<'_>, rest: Rest) -> Outcome {
    let expected = "yes, no, low, normal or high";
    match word(piece, rest, PRIORITIES, expected) {
        Ok(priority) => return Ok(Query::Test(Test::Wish(priority))),
        Err(NoTest::Unfinished) => {
            // `n` may become `no` or `normal`.
            return Err(NoTest::Unfinished);
        }
        Err(NoTest::Wrong(_)) => {}
    }
    Ok(answered(
        word(piece, rest, ANSWERS, expected)?,
        Flag::Wished,
    ))
}

fn is(piece: &FieldPiece<'_>, rest: Rest) -> Outcome {
    let expected = "favourite, owned, lent, overdue, wished or a status";
    match word(piece, rest, FLAGS, expected) {
        Ok(flag) => Ok(answered(Answer::Yes, flag)),
        Err(flag) => match word(piece, rest, STATUSES, expected) {
            Ok(status) => Ok(Query::Test(Test::Status(status))),
            Err(NoTest::Unfinished) => Err(NoTest::Unfinished),
            Err(NoTest::Wrong(_)) => Err(flag),
        },
    }
}

fn has(piece: &FieldPiece<'_>, rest: Rest, custom: &[CustomField]) -> Result<Attribute, NoTest> {
    use super::field::{ATTRIBUTES, plain};
    let typed = piece.value.text();
    if matches!(piece.operator, Operator::Bare | Operator::Equal) {
        if let Some(attribute) = attribute(typed, custom) {
            return Ok(attribute);
        }
        let typed = plain(typed.strip_prefix('#').unwrap_or(typed));
        let begins = |name: &str| name.starts_with(&typed);
        if rest == Rest::Nothing
            && (ATTRIBUTES
                .iter()
                .any(|(_, names)| names.iter().any(|name| begins(name)))
                || custom.iter().any(|field| begins(&plain(&field.name))))
        {
            return Err(NoTest::Unfinished);
        }
    }
    wrong("something a book has, such as cover, rating, review or tags")
}

fn number(field: NumberField, piece: &FieldPiece<'_>, rest: Rest) -> Outcome {
    let unit = match field {
        NumberField::Rating => Unit::Stars,
        NumberField::Progress => Unit::Percent,
        NumberField::Price | NumberField::Paid => Unit::Amount,
        NumberField::Number => Unit::Decimal,
        NumberField::Pages | NumberField::Minutes | NumberField::Copies | NumberField::Times => {
            Unit::Whole
        }
    };
    numbers(piece, unit, rest).map(|range| Query::Test(Test::Number { field, range }))
}

fn own(field: &CustomField, piece: &FieldPiece<'_>, rest: Rest) -> Outcome {
    let value = match field.kind {
        FieldKind::Text | FieldKind::Choice => {
            let (how, text) = text(piece, "words")?;
            CustomTest::Text { how, text }
        }
        FieldKind::Number => CustomTest::Number(numbers(piece, Unit::Decimal, rest)?),
        FieldKind::Date => CustomTest::Date(dates(piece, rest)?),
        FieldKind::YesNo => CustomTest::YesNo(match word(piece, rest, ANSWERS, "yes or no")? {
            Answer::Yes => "yes",
            Answer::No => "no",
        }),
    };
    Ok(Query::Test(Test::Custom {
        field: field.id,
        value,
    }))
}
