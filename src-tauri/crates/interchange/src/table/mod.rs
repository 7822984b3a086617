//! Tables in text files: what every delimited format has in common, whatever its columns mean.

mod ansel;
mod delimiter;
mod encoding;
mod records;
mod sheet;

pub(crate) use delimiter::Delimiter;
pub(crate) use encoding::{Text, UNREADABLE};
pub(crate) use records::{LARGEST_ROW, Record, Records};
pub(crate) use sheet::{FURTHER, Header, Line, Sheet};
