//! The query language: from what is typed to what is asked of a book.
//!
//! `author:"le guin" status:read rating:>=4 tag:sf year:1968..1974 -shelf:lent dragons`
//!
//! [`parse`] takes any text, at any length, in linear time, and never fails: what is not understood is looked for as
//! words, and said in [`Parsed::problems`]. Evaluating walks [`Query`].

mod field;
mod number;
mod parser;
mod query;
mod token;
mod value;

pub(crate) use parser::{DEEPEST, Parsed, parse};
pub(crate) use query::{
    Attribute, CustomTest, DateField, Flag, MILLIONTH, Match, NumberField, Query, Range, Test,
    TextField,
};
