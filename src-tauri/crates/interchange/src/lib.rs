//! Lists of books from other programs: read, understood, and brought into a library.
//!
//! Reading ([`goodreads`]) is pure: bytes in, [`Row`]s out, nothing written and nothing held but the row at hand. Writing
//! ([`import`]) knows no format. A further format adds a reader of its own beside `goodreads`, over the same parts (tables,
//! dates, people, series, Markdown), and gives the same rows.
//!
//! Two promises bind every reader here. **Every row arrives**: what cannot be understood becomes a [`Problem`] and is kept
//! as text in the book's notes under its column's name. **Nothing is invented**: no date, no rating, no time of day.

mod archive;
mod binding;
mod cells;
mod date;
mod error;
mod export;
mod file_format;
mod formats;
#[cfg(any(test, feature = "fuzz"))]
pub mod fuzz;
mod import;
mod isbn;
mod json;
mod limits;
mod lines;
mod markdown;
mod memory;
mod money;
mod number;
mod people;
mod provenance;
mod row;
mod rows;
mod series;
mod source;
mod table;
mod told;
mod whole_file;
mod words;

pub use error::ImportError;
pub use export::{ExportError, Exported, Loss, LostPart, export, losses};
pub use file_format::{FileFormat, recognise};
pub use formats::bookplate::json_book;
pub use formats::goodreads;
pub use formats::table::{ColumnMeaning, Mapping, TableColumn, TableHead, table_head};
pub use import::{
    Already, Choices, Conflict, ConflictChoice, Content, Fate, MatchedBy, Part, PartContent, Plan,
    PlanRow, Progress, Report, Resolution, StatusChoice, StatusQuestion, Tally, content, import,
    plan, write_problem_rows, write_report,
};
pub use memory::{remember_mapping, remember_statuses, remembered_mapping, remembered_statuses};
pub use row::{CoverSource, Problem, Row};
pub use rows::{Frame, List, Rows, rows};
pub use source::Source;
pub use whole_file::WholeFile;
