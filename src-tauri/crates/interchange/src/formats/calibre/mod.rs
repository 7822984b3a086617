//! Calibre: a library folder as it lies on the disk, and the list that `calibredb list --for-machine` prints.
//!
//! | Calibre | becomes |
//! |---|---|
//! | title, sort | title and the series in it; a sort title where it is not the title with its article at the end |
//! | authors | authors; `Unknown` alone stands for none |
//! | series, `series_index` | series |
//! | publisher, pubdate | publisher, published; year 101 stands for none |
//! | rating | rating (0 to 10) |
//! | tags, languages, identifiers | tags, the first language, ISBN and identifiers |
//! | comments | description, as Markdown |
//! | formats | ebook or audiobook; which ones, in the notes |
//! | timestamp, `last_modified` | added, changed |
//! | uuid | the name by which the book is known again, in either list |
//! | highlights | quotes |
//! | `cover.jpg` beside the book | cover |
//! | custom columns | fields of the reader's own |

mod book;
mod columns;
mod database;
mod day;
mod folder;
pub(crate) mod list;
mod row;

pub(crate) use folder::{is_folder, read};
pub(crate) use list::{is_list, read as read_list};
pub(super) use row::UNKNOWN;

const SOURCE: &str = "calibre";
