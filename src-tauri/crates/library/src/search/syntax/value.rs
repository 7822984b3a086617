//! What stands behind a colon, read as its field reads it.

use super::field::{ATTRIBUTES, Field, attribute, plain};
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

/// What one value means, and the words for it: the one that is proposed first, and others that people use.
pub(crate) type Words<T> = &'static [(T, &'static [&'static str])];

pub(crate) const STATUSES: Words<Option<Status>> = &[
    (
        Some(Status::WantToRead),
        &["want", "want to read", "wanttoread", "to read", "toread"],
    ),
    (Some(Status::Reading), &["reading"]),
    (Some(Status::Paused), &["paused"]),
    (Some(Status::Read), &["read"]),
    (
        Some(Status::DidNotFinish),
        &["dnf", "did not finish", "didnotfinish", "abandoned"],
    ),
    (None, &["none"]),
];

/// What `is:` knows beside the statuses.
pub(crate) const FLAGS: Words<Flag> = &[
    (Flag::Favourite, &["favourite", "favorite"]),
    (Flag::Owned, &["owned"]),
    (Flag::Lent, &["lent"]),
    (Flag::Overdue, &["overdue"]),
    (Flag::Wished, &["wished", "wish"]),
];

pub(crate) const ANSWERS: Words<Answer> = &[
    (Answer::Yes, &["yes", "true"]),
    (Answer::No, &["no", "false"]),
];

pub(crate) const PRIORITIES: Words<Priority> = &[
    (Priority::Low, &["low"]),
    (Priority::Normal, &["normal"]),
    (Priority::High, &["high"]),
];

/// Yes or no.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Answer {
    Yes,
    No,
}

impl Answer {
    fn to(self, flag: Flag) -> Query {
        let test = Query::Test(Test::Flag(flag));
        match self {
            Self::Yes => test,
            Self::No => Query::Not(Box::new(test)),
        }
    }
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
        Field::Text(field) => text(piece, rest, "words").map(|(how, text)| {
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
        Field::Flag(flag) => {
            one_of(piece, rest, answers(), "yes or no").map(|answer| answer.to(flag))
        }
        Field::Status => one_of(
            piece,
            rest,
            statuses(),
            "want, reading, paused, read, dnf or none",
        ),
        Field::Lent => lent(piece, rest),
        Field::Wish => {
            let priorities = queries(PRIORITIES, |priority| Query::Test(Test::Wish(priority)));
            let answers = queries(ANSWERS, |answer| answer.to(Flag::Wished));
            one_of(
                piece,
                rest,
                priorities.chain(answers),
                "yes, no, low, normal or high",
            )
        }
        Field::Is => {
            let flags = queries(FLAGS, |flag| Answer::Yes.to(flag));
            let expected = "favourite, owned, lent, overdue, wished or a status";
            one_of(piece, rest, flags.chain(statuses()), expected)
        }
        Field::Has => has(piece, rest, custom).map(|what| Query::Test(Test::Has(what))),
        Field::Missing => {
            has(piece, rest, custom).map(|what| Query::Not(Box::new(Query::Test(Test::Has(what)))))
        }
        Field::Own(field) => own(field, piece, rest),
    }
}

/// Words, a phrase, or after `=` a whole name. Before words no other operator has a meaning.
fn text(piece: &FieldPiece<'_>, rest: Rest, expected: &str) -> Result<(Match, String), NoTest> {
    let how = match (piece.operator, &piece.value) {
        (Operator::Bare, Value::Bare(_)) => Match::Words,
        (Operator::Bare, Value::Quoted(quoted)) => phrase(quoted.closing),
        (Operator::Equal, Value::Quoted(quoted)) if quoted.closing == Closing::Missing => {
            Match::PhraseSoFar
        }
        (Operator::Equal, _) => Match::Exact,
        _ => return wrong(expected),
    };
    match (piece.value.text().trim(), rest) {
        ("", Rest::Nothing) => Err(NoTest::Unfinished),
        ("", Rest::Something) => wrong(expected),
        (text, _) => Ok((how, text.to_owned())),
    }
}

/// How a phrase is to be found.
pub(super) fn phrase(closing: Closing) -> Match {
    match closing {
        Closing::There => Match::Phrase,
        Closing::Missing => Match::PhraseSoFar,
    }
}

fn queries<T: Copy>(
    words: Words<T>,
    query: impl Fn(T) -> Query,
) -> impl Iterator<Item = (Query, &'static [&'static str])> {
    words
        .iter()
        .map(move |(value, names)| (query(*value), *names))
}

fn statuses() -> impl Iterator<Item = (Query, &'static [&'static str])> {
    queries(STATUSES, |status| Query::Test(Test::Status(status)))
}

fn answers() -> impl Iterator<Item = (Answer, &'static [&'static str])> {
    ANSWERS.iter().copied()
}

/// One of a few words. The beginning of one, with nothing behind it, is not finished.
fn one_of<T>(
    piece: &FieldPiece<'_>,
    rest: Rest,
    known: impl Iterator<Item = (T, &'static [&'static str])>,
    expected: &str,
) -> Result<T, NoTest> {
    if !matches!(piece.operator, Operator::Bare | Operator::Equal) {
        return wrong(expected);
    }
    let typed = spaced(piece.value.text());
    let mut begins_one = false;
    for (value, names) in known {
        if names.contains(&typed.as_str()) {
            return Ok(value);
        }
        begins_one |= names.iter().any(|name| name.starts_with(&typed));
    }
    if begins_one && rest == Rest::Nothing {
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

/// `lent:yes`, or the person who has it.
fn lent(piece: &FieldPiece<'_>, rest: Rest) -> Outcome {
    if let (Operator::Bare, Value::Bare(_)) = (piece.operator, &piece.value)
        && let Ok(answer) = one_of(piece, rest, answers(), "")
    {
        return Ok(answer.to(Flag::Lent));
    }
    text(piece, rest, "yes, no or a person's name").map(|(how, text)| {
        Query::Test(Test::Text {
            field: Some(TextField::Lent),
            how,
            text,
        })
    })
}

fn has(piece: &FieldPiece<'_>, rest: Rest, custom: &[CustomField]) -> Result<Attribute, NoTest> {
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
            let (how, text) = text(piece, rest, "words")?;
            CustomTest::Text { how, text }
        }
        FieldKind::Number => CustomTest::Number(numbers(piece, Unit::Decimal, rest)?),
        FieldKind::Date => CustomTest::Date(dates(piece, rest)?),
        FieldKind::YesNo => CustomTest::YesNo(match one_of(piece, rest, answers(), "yes or no")? {
            Answer::Yes => "yes",
            Answer::No => "no",
        }),
    };
    Ok(Query::Test(Test::Custom {
        field: field.id,
        value,
    }))
}
