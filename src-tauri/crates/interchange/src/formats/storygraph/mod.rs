//! The export of `StoryGraph` (CSV, 23 columns; a header of 2021 said `Author` and `ISBN`).
//!
//! | column | becomes |
//! |---|---|
//! | Title, Authors, Contributors | title and series, contributors with their roles |
//! | ISBN/UID | ISBN; where it is none, another identifier (an ASIN by its form) |
//! | Format | format |
//! | Read Status | status |
//! | Date Added | added |
//! | Dates Read, Last Date Read, Read Count | readings |
//! | Star Rating | rating, in quarters |
//! | Review | review, as Markdown |
//! | Tags | tags |
//! | Owned? | a copy |
//! | any other (Moods, Pace, …) | notes, as `Column: text` |

mod read;
mod write;

pub(crate) use read::{is_header, read};
pub(crate) use write::StoryGraphShape;

const SOURCE: &str = "storygraph";
