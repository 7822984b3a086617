//! What is being typed at a place of a query, so that it can be completed.

use winnow::stream::LocatingSlice;

use super::field::{self, Field};
use super::token::{self, Closing, FieldPiece, Operator, Piece, Scope, Token, Value};
use super::units::{Units, byte_at};
use crate::custom_field::CustomField;

/// What is being typed at a place of a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Cursor<'c> {
    /// What it is.
    pub(crate) at: At<'c>,
    /// What stands of it left of the place, without quotes.
    pub(crate) typed: String,
    /// Where what a completion replaces begins, in UTF-16 units.
    pub(crate) from: u32,
    /// Where it ends, exclusive.
    pub(crate) to: u32,
}

/// What can be typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum At<'c> {
    /// A word, which may become the name of a field. A completion brings its colon.
    Word(Scope),
    /// The value of a field. A completion brings its quotes.
    Value(Field<'c>),
    /// Something that nobody can know: a phrase, a date, a field that there is not.
    Free,
}

/// What is being typed at `place`, in UTF-16 units.
pub(crate) fn at_cursor<'c>(text: &str, place: u32, custom: &'c [CustomField]) -> Cursor<'c> {
    let byte = byte_at(text, place);
    let mut input = LocatingSlice::new(text);
    let mut touched = None;
    while let Some(token) = token::next(&mut input).filter(|token| token.span.start < byte) {
        touched = Some(token).filter(|token| byte <= token.span.end);
    }
    let (at, from, typed, to) = match touched {
        Some(Token { piece, span }) => match piece {
            Piece::Word(_) => word(text, span.start, byte, span.end),
            Piece::Field(piece) => in_field(text, &piece, span.start, byte, custom),
            Piece::Phrase(_) => free(byte),
            Piece::Open | Piece::Close | Piece::Minus => word(text, byte, byte, byte),
        },
        None => word(text, byte, byte, byte),
    };
    let mut units = Units::new(text);
    Cursor {
        at,
        typed,
        from: units.at(from),
        to: units.at(to),
    }
}

type Found<'c> = (At<'c>, usize, String, usize);

/// A word from `from` to `to`, typed up to `byte`.
fn word<'c>(text: &str, from: usize, byte: usize, to: usize) -> Found<'c> {
    let typed = &text[from..byte];
    let (scope, typed) = match typed.strip_prefix('#') {
        Some(typed) => (Scope::Own, typed),
        None => (Scope::Every, typed),
    };
    (At::Word(scope), from, typed.replace('"', ""), to)
}

fn in_field<'c>(
    text: &str,
    piece: &FieldPiece<'_>,
    from: usize,
    byte: usize,
    custom: &'c [CustomField],
) -> Found<'c> {
    if byte < piece.right.start {
        return word(text, from, byte, piece.right.start);
    }
    let begin = piece.value_span.start;
    let known = field::field_named(piece.scope, piece.name.text(), custom);
    let field = match known {
        None | Some(Field::Number(_) | Field::Date(_)) => return free(byte),
        Some(_) if !matches!(piece.operator, Operator::Bare | Operator::Equal) => {
            return free(byte);
        }
        Some(_) if byte < begin => return free(byte),
        Some(field) => field,
    };
    let end = match &piece.value {
        // What follows was there before the quote was typed.
        Value::Quoted(quoted) if quoted.closing == Closing::Missing => byte,
        _ => piece.value_span.end,
    };
    let typed = match &piece.value {
        Value::Bare(_) => text[begin..byte].to_owned(),
        Value::Quoted(quoted) if byte == end && quoted.closing == Closing::There => {
            quoted.text.clone().into_owned()
        }
        Value::Quoted(_) => {
            let mut inside = text[begin..byte].chars();
            inside.next();
            token::resolved(inside.as_str()).into_owned()
        }
    };
    (At::Value(field), begin, typed, end)
}

fn free<'c>(byte: usize) -> Found<'c> {
    (At::Free, byte, String::new(), byte)
}
