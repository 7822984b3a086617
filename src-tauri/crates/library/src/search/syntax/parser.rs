//! How terms make a query.

use std::ops::Range;

use winnow::stream::LocatingSlice;

use super::field;
use super::query::{Match, Query, Test};
use super::token::{self, FieldPiece, Input, Piece, Quoted, Token, Value};
use super::units::Units;
use super::value::{self, NoTest, Rest};
use crate::custom_field::CustomField;
use crate::listing::QueryProblem;

/// How many groups may stand inside one another.
pub(crate) const DEEPEST: usize = 32;

/// How many terms count. More would only slow the search down.
const MOST_TERMS: usize = 100;

/// A text that was understood as far as it can be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Parsed {
    /// What it asks.
    pub(crate) query: Query,
    /// What of it is not understood, from left to right.
    pub(crate) problems: Vec<QueryProblem>,
}

/// Reads a query. `custom` are the reader's own fields.
pub(crate) fn parse(text: &str, custom: &[CustomField]) -> Parsed {
    let mut parser = Parser {
        text,
        custom,
        input: LocatingSlice::new(text),
        next: None,
        terms: 0,
        problems: Vec::new(),
    };
    parser.advance();
    let query = parser.alternatives(0).unwrap_or(Query::Everything);
    Parsed {
        query,
        problems: in_utf16(text, parser.problems),
    }
}

/// A problem whose place is still in bytes.
struct Problem {
    span: Range<usize>,
    message: String,
}

struct Parser<'a> {
    text: &'a str,
    custom: &'a [CustomField],
    /// Behind `next`.
    input: Input<'a>,
    next: Option<Token<'a>>,
    terms: usize,
    problems: Vec<Problem>,
}

impl<'a> Parser<'a> {
    fn advance(&mut self) -> Option<Token<'a>> {
        let next = token::next(&mut self.input);
        std::mem::replace(&mut self.next, next)
    }

    /// `a b or c d`. `None` when nothing is asked.
    fn alternatives(&mut self, depth: usize) -> Option<Query> {
        let mut any = Vec::new();
        loop {
            any.extend(self.sequence(depth));
            if !self.at_or() {
                return one_or(any, Query::Any);
            }
            self.advance();
        }
    }

    /// `a b`, up to an `or` or the end of the group.
    fn sequence(&mut self, depth: usize) -> Option<Query> {
        let mut all = All::default();
        let mut begun = false;
        loop {
            match &self.next {
                None => break,
                Some(token) if token.piece == Piece::Close => {
                    if depth > 0 {
                        break;
                    }
                    self.advance();
                    continue;
                }
                Some(_) if begun && self.at_or() => break,
                Some(token) if self.terms >= MOST_TERMS => {
                    let span = token.span.start..self.text.trim_end().len();
                    self.leave_out(span);
                    break;
                }
                Some(_) => begun = true,
            }
            self.term(depth, &mut all);
        }
        all.into_query()
    }

    /// Whether an `or` comes, with a term behind it. The term before it is the caller's matter.
    fn at_or(&self) -> bool {
        let is_or = matches!(&self.next, Some(Token { piece: Piece::Word(word), .. }) if word.eq_ignore_ascii_case("or"));
        is_or
            && token::next(&mut self.input.clone()).is_some_and(|token| token.piece != Piece::Close)
    }

    fn leave_out(&mut self, span: Range<usize>) {
        self.problems.push(Problem {
            span,
            message: format!("expected at most {MOST_TERMS} terms; found more, and left these out"),
        });
        self.input = LocatingSlice::new("");
        self.next = None;
    }

    /// One term, with the `-` before it.
    fn term(&mut self, depth: usize, all: &mut All<'a>) {
        let mut token = self.advance();
        let negated = matches!(&token, Some(token) if token.piece == Piece::Minus);
        if negated {
            token = self.advance();
        }
        let Some(token) = token else { return };
        self.terms += 1;
        let query = match token.piece {
            Piece::Word(word) => Asked::Words(word),
            Piece::Phrase(quoted) => Asked::Query(phrase(&quoted)),
            Piece::Field(piece) => match self.field(&piece) {
                Ok(query) => Asked::Query(query),
                Err(AsWords) => match &piece.name {
                    Value::Quoted(quoted) if piece.right.is_empty() => Asked::Query(phrase(quoted)),
                    _ => Asked::Words(&self.text[token.span]),
                },
            },
            Piece::Open if depth >= DEEPEST => self.too_deep(token.span),
            Piece::Open => Asked::Query(self.group(depth)),
            // Neither is reached: the first is dealt with by `sequence`, the second stands before a term.
            Piece::Close | Piece::Minus => Asked::Query(None),
        };
        match query {
            Asked::Words(text) if negated => all.push(Some(inverse(words(text)))),
            Asked::Words(text) => all.words(text),
            Asked::Query(query) if negated => all.push(query.map(inverse)),
            Asked::Query(query) => all.push(query),
        }
    }

    fn group(&mut self, depth: usize) -> Option<Query> {
        let query = self.alternatives(depth + 1);
        if matches!(&self.next, Some(token) if token.piece == Piece::Close) {
            self.advance();
        }
        query
    }

    /// The rest of the text as plain words.
    fn too_deep(&mut self, open: Range<usize>) -> Asked<'a> {
        let rest = &self.text[open.start..];
        self.problems.push(Problem {
            span: open,
            message: format!(
                "expected at most {DEEPEST} brackets inside one another; found more, and took the rest as words"
            ),
        });
        self.input = LocatingSlice::new("");
        self.next = None;
        Asked::Words(rest)
    }

    /// What a field asks; `None` while its value is being typed.
    fn field(&mut self, piece: &FieldPiece<'a>) -> Result<Option<Query>, AsWords> {
        let Some(field) = field::field_named(piece.scope, piece.name.text(), self.custom) else {
            return Err(AsWords);
        };
        let rest = &self.text[piece.right.end..];
        let rest = if rest.chars().all(|c| c.is_whitespace() || c == ')') {
            Rest::Nothing
        } else {
            Rest::Something
        };
        // `dune: messiah` is plain words, without a complaint.
        if piece.right.is_empty() && rest == Rest::Something {
            return Err(AsWords);
        }
        match value::test(field, piece, rest, self.custom) {
            Ok(query) => Ok(Some(query)),
            Err(NoTest::Unfinished) => Ok(None),
            Err(NoTest::Wrong(expected)) => {
                let found = shortened(&self.text[piece.right.clone()]);
                self.problems.push(Problem {
                    span: piece.right.clone(),
                    message: format!("expected {expected}; found {found:?}"),
                });
                Err(AsWords)
            }
        }
    }
}

/// What a term asks.
enum Asked<'a> {
    /// Plain words, which may go on in the next term.
    Words(&'a str),
    /// Anything else; `None` when it asks nothing.
    Query(Option<Query>),
}

/// It is no field that is understood.
struct AsWords;

/// Terms side by side. Plain words that follow one another become one test.
#[derive(Default)]
struct All<'a> {
    queries: Vec<Query>,
    words: Vec<&'a str>,
}

impl<'a> All<'a> {
    fn words(&mut self, text: &'a str) {
        self.words.push(text);
    }

    fn push(&mut self, query: Option<Query>) {
        self.end_words();
        self.queries.extend(query);
    }

    fn end_words(&mut self) {
        if !self.words.is_empty() {
            self.queries.push(words(&self.words.join(" ")));
            self.words.clear();
        }
    }

    fn into_query(mut self) -> Option<Query> {
        self.end_words();
        one_or(self.queries, Query::All)
    }
}

fn words(text: &str) -> Query {
    Query::Test(Test::Text {
        field: None,
        how: Match::Words,
        text: text.to_owned(),
    })
}

/// `None` while nothing stands between the quotes.
fn phrase(quoted: &Quoted<'_>) -> Option<Query> {
    let text = quoted.text.trim();
    (!text.is_empty()).then(|| {
        Query::Test(Test::Text {
            field: None,
            how: value::phrase(quoted.closing),
            text: text.to_owned(),
        })
    })
}

fn inverse(query: Query) -> Query {
    match query {
        Query::Not(query) => *query,
        query => Query::Not(Box::new(query)),
    }
}

fn one_or(mut queries: Vec<Query>, several: fn(Vec<Query>) -> Query) -> Option<Query> {
    match queries.len() {
        0 => None,
        1 => queries.pop(),
        _ => Some(several(queries)),
    }
}

fn shortened(text: &str) -> String {
    text.chars().take(40).collect()
}

/// The problems with their places as the window counts them.
fn in_utf16(text: &str, problems: Vec<Problem>) -> Vec<QueryProblem> {
    let mut units = Units::new(text);
    problems
        .into_iter()
        .map(|problem| QueryProblem {
            from: units.at(problem.span.start),
            to: units.at(problem.span.end),
            message: problem.message,
        })
        .collect()
}
