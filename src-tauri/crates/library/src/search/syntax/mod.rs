//! The query language: from what is typed to what is asked of a book.
//!
//! `author:"le guin" status:read rating:>=4 tag:sf year:1968..1974 -shelf:lent dragons`
//!
//! [`parse`] takes any text, at any length, in linear time, and never fails: what is not understood is looked for as
//! words, and said in [`parser::Parsed::problems`]. Evaluating walks [`Query`]; completing begins with [`at_cursor`].

mod cursor;
mod field;
mod number;
mod parser;
mod query;
#[cfg(test)]
mod tests;
mod token;
mod units;
mod value;

pub(crate) use cursor::{At, at_cursor};
pub(crate) use field::{ATTRIBUTES, FIELDS, Field, field_named, plain};
pub(crate) use parser::parse;
pub(crate) use query::{
    Attribute, CustomTest, DateField, Flag, MILLIONTH, Match, NumberField, Query, Range, Test,
    TextField,
};
pub(crate) use token::Scope;
pub(crate) use value::{ANSWERS, FLAGS, PRIORITIES, STATUSES, Words};
