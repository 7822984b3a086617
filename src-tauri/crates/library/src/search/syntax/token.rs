//! The pieces of a typed query. Every text is a row of them: what is no field and no group is a word.

use std::borrow::Cow;
use std::ops::Range;

use winnow::combinator::{alt, dispatch, empty, opt, peek, terminated};
use winnow::error::EmptyError;
use winnow::prelude::*;
use winnow::stream::{LocatingSlice, Stream};
use winnow::token::{any, none_of, one_of, take_while};

/// The text, with the place in it.
pub(super) type Input<'a> = LocatingSlice<&'a str>;

type Read<T> = winnow::Result<T, EmptyError>;

/// A piece of a query, and its bytes in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token<'a> {
    pub(super) piece: Piece<'a>,
    pub(super) span: Range<usize>,
}

/// What a piece of a query looks like. Whether a field of that name is known is not asked here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Piece<'a> {
    /// `(` where a term may begin.
    Open,
    /// `)` that no bracket inside the word before it opened.
    Close,
    /// `-` right before a term.
    Minus,
    /// A word, with all its signs.
    Word(&'a str),
    /// `"…"`
    Phrase(Quoted<'a>),
    /// `name:value`
    Field(FieldPiece<'a>),
}

/// What stands in quotes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Quoted<'a> {
    /// Without the quotes, `\"` and `\\` resolved.
    pub(super) text: Cow<'a, str>,
    pub(super) closing: Closing,
}

/// Whether the closing quote is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Closing {
    There,
    Missing,
}

/// `name:value` in its parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct FieldPiece<'a> {
    pub(super) scope: Scope,
    pub(super) name: Value<'a>,
    pub(super) operator: Operator,
    pub(super) value: Value<'a>,
    /// All behind the colon, the operator too.
    pub(super) right: Range<usize>,
    /// The value alone, with its quotes.
    pub(super) value_span: Range<usize>,
}

/// Which fields a name may mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Scope {
    Every,
    /// Marked with `#`: only the reader's own.
    Own,
}

/// How a field is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Operator {
    /// None was typed.
    Bare,
    Equal,
    Less,
    AtMost,
    Greater,
    AtLeast,
}

/// A field's name, or what it is compared with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Value<'a> {
    Bare(&'a str),
    Quoted(Quoted<'a>),
}

impl Value<'_> {
    pub(super) fn text(&self) -> &str {
        match self {
            Self::Bare(text) => text,
            Self::Quoted(quoted) => &quoted.text,
        }
    }

    /// Whether nothing is typed of it. `""` is something.
    pub(super) fn is_missing(&self) -> bool {
        match self {
            Self::Bare(text) => text.is_empty(),
            Self::Quoted(quoted) => quoted.text.is_empty() && quoted.closing == Closing::Missing,
        }
    }
}

/// The next piece, or `None` at the end.
pub(super) fn next<'a>(input: &mut Input<'a>) -> Option<Token<'a>> {
    blanks.parse_next(input).ok()?;
    let (piece, span) = piece.with_span().parse_next(input).ok()?;
    Some(Token { piece, span })
}

fn piece<'a>(input: &mut Input<'a>) -> Read<Piece<'a>> {
    dispatch! {peek(any);
        '(' => any.value(Piece::Open),
        ')' => any.value(Piece::Close),
        '-' => alt((minus.value(Piece::Minus), word.map(Piece::Word))),
        '"' | '“' | '”' | '„' => alt((field.map(Piece::Field), quoted.map(Piece::Phrase))),
        _ => alt((field.map(Piece::Field), word.map(Piece::Word))),
    }
    .parse_next(input)
}

fn blanks<'a>(input: &mut Input<'a>) -> Read<&'a str> {
    take_while(0.., char::is_whitespace).parse_next(input)
}

/// A `-` right before a term. A row of them is a dash, not a doubt.
fn minus(input: &mut Input<'_>) -> Read<char> {
    terminated(
        '-',
        peek(one_of(|c: char| !c.is_whitespace() && c != ')' && c != '-')),
    )
    .parse_next(input)
}

/// `name:value`, with no blank behind the colon. The value may be missing, but then nothing at all stands there.
fn field<'a>(input: &mut Input<'a>) -> Read<FieldPiece<'a>> {
    let scope = opt('#')
        .map(|mark| {
            if mark.is_some() {
                Scope::Own
            } else {
                Scope::Every
            }
        })
        .parse_next(input)?;
    let name = alt((
        quoted
            .verify(|quoted: &Quoted<'_>| quoted.closing == Closing::There)
            .map(Value::Quoted),
        (
            none_of(|c: char| !names(c) || c == '-'),
            take_while(0.., names),
        )
            .take()
            .map(Value::Bare),
    ))
    .parse_next(input)?;
    ':'.parse_next(input)?;
    let ((operator, (value, value_span)), right) = (operator, value.with_span())
        .with_span()
        .parse_next(input)?;
    Ok(FieldPiece {
        scope,
        name,
        operator,
        value,
        right,
        value_span,
    })
}

/// What a name holds that is not in quotes.
fn names(c: char) -> bool {
    !c.is_whitespace() && !matches!(c, '(' | ')' | ':' | '"')
}

fn operator(input: &mut Input<'_>) -> Read<Operator> {
    alt((
        alt((">=", "≥")).value(Operator::AtLeast),
        alt(("<=", "≤")).value(Operator::AtMost),
        ">".value(Operator::Greater),
        "<".value(Operator::Less),
        "=".value(Operator::Equal),
        empty.value(Operator::Bare),
    ))
    .parse_next(input)
}

fn value<'a>(input: &mut Input<'a>) -> Read<Value<'a>> {
    let quoted = opt(quoted).parse_next(input)?;
    Ok(quoted.map_or_else(|| Value::Bare(bare(input)), Value::Quoted))
}

/// A word has at least one character, or the text would never end.
fn word<'a>(input: &mut Input<'a>) -> Read<&'a str> {
    Some(bare(input))
        .filter(|word| !word.is_empty())
        .ok_or(EmptyError)
}

/// Up to the next blank, or to a closing bracket that was not opened on the way: `Solaris(1961)` is one word.
fn bare<'a>(input: &mut Input<'a>) -> &'a str {
    let mut open = 0_usize;
    run(input, |c| {
        match c {
            '(' => open += 1,
            ')' if open == 0 => return false,
            ')' => open -= 1,
            _ => {}
        }
        !c.is_whitespace()
    })
}

/// What comes before the first character that does not belong. Unlike `take_while`, it may count on the way.
fn run<'a>(input: &mut Input<'a>, mut belongs: impl FnMut(char) -> bool) -> &'a str {
    let rest = input.peek_finish();
    let length = rest.find(|c| !belongs(c)).unwrap_or(rest.len());
    input.next_slice(length)
}

/// `"…"`, also with the curly quotes that some keyboards set by themselves, which are plain text inside straight ones.
/// Without a closing quote, all the rest.
fn quoted<'a>(input: &mut Input<'a>) -> Read<Quoted<'a>> {
    let opening = one_of(['"', '“', '”', '„']).parse_next(input)?;
    let mut escaped = false;
    let inside = run(input, |c| {
        let ends = !escaped && (c == '"' || opening != '"' && matches!(c, '“' | '”'));
        escaped = !escaped && c == '\\';
        !ends
    });
    let closing = match opt(any).parse_next(input)? {
        Some(_) => Closing::There,
        None => Closing::Missing,
    };
    Ok(Quoted {
        text: resolved(inside),
        closing,
    })
}

/// `\"` is a quote and `\\` a backslash; any other backslash is itself.
pub(super) fn resolved(inside: &str) -> Cow<'_, str> {
    if !inside.contains('\\') {
        return Cow::Borrowed(inside);
    }
    let mut text = String::with_capacity(inside.len());
    let mut rest = inside.chars().peekable();
    while let Some(c) = rest.next() {
        let next = (c == '\\').then(|| rest.next_if(|next| matches!(next, '"' | '\\')));
        text.push(next.flatten().unwrap_or(c));
    }
    Cow::Owned(text)
}
