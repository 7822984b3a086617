//! The tables whose changes the history records, and which books a change in them touches.

/// Which books a changed row touches.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Touch {
    /// The one that this column names.
    Column(usize, Words),
    /// Those that this query finds by the row's id (its first column), when one of these columns is changed. Their words
    /// are touched too.
    Query(&'static str, &'static [usize]),
    /// None: what lists and search show does not depend on it.
    Nothing,
}

/// Which columns of a table hold words that search finds.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Words {
    /// None of them.
    Never,
    /// A row that comes or goes, or whose value in one of these changes, touches the words of its book.
    In(&'static [usize]),
}

/// The table of the pictures. Its changes are in entries of formats before the fourth alone: see `history::covers`.
pub(crate) const COVER: &str = "cover";

/// Where a book has the hash of its picture.
pub(crate) const BOOK_COVER: usize = 19;

/// Every table that the reader's data lives in. A table that is missing here cannot be undone.
pub(crate) const TRACKED: &[(&str, Touch)] = &[
    // title … publisher, isbn … format, description … notes.
    (
        "book",
        Touch::Column(0, Words::In(&[2, 3, 4, 5, 6, 9, 10, 11, 23, 24, 25])),
    ),
    ("book_contributor", Touch::Column(0, Words::In(&[2, 3]))),
    ("book_series", Touch::Column(0, Words::In(&[2, 3]))),
    ("book_tag", Touch::Column(0, Words::In(&[2]))),
    ("identifier", Touch::Column(0, Words::In(&[3]))),
    (
        "publisher",
        Touch::Query("SELECT id FROM book WHERE publisher = ?1", &[1]),
    ),
    (
        "person",
        Touch::Query(
            "SELECT book FROM book_contributor WHERE person = ?1",
            &[1, 2],
        ),
    ),
    (
        "series",
        Touch::Query("SELECT book FROM book_series WHERE series = ?1", &[1]),
    ),
    (
        "tag",
        Touch::Query("SELECT book FROM book_tag WHERE tag = ?1", &[1]),
    ),
    ("provenance", Touch::Column(0, Words::Never)),
    ("reading", Touch::Column(0, Words::Never)),
    ("progress", Touch::Column(0, Words::Never)),
    // location, condition, source.
    ("copy", Touch::Column(0, Words::In(&[2, 3, 7]))),
    // Who has it, and whether it is back.
    ("loan", Touch::Column(0, Words::In(&[3, 8]))),
    ("wish", Touch::Column(0, Words::Never)),
    ("quote", Touch::Column(0, Words::In(&[2, 4]))),
    ("shelf_book", Touch::Column(0, Words::Never)),
    ("custom_value", Touch::Column(0, Words::In(&[2]))),
    ("kept_apart", Touch::Nothing),
    ("shelf", Touch::Nothing),
    // By another kind values are ordered in another way.
    (
        "custom_field",
        Touch::Query("SELECT book FROM custom_value WHERE field = ?1", &[2]),
    ),
    (COVER, Touch::Nothing),
];
