//! The tables whose changes the history records, and which books a change in them touches.

/// Which books a changed row touches.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Touch {
    /// The one that this column names.
    Column(usize),
    /// Those that this query finds by the row's id (its first column).
    Query(&'static str),
    /// None: what lists and search show does not depend on it.
    Nothing,
}

/// Every table that the reader's data lives in. A table that is missing here cannot be undone.
pub(crate) const TRACKED: &[(&str, Touch)] = &[
    ("book", Touch::Column(0)),
    ("book_contributor", Touch::Column(0)),
    ("book_series", Touch::Column(0)),
    ("book_tag", Touch::Column(0)),
    ("identifier", Touch::Column(0)),
    (
        "publisher",
        Touch::Query("SELECT id FROM book WHERE publisher = ?1"),
    ),
    (
        "person",
        Touch::Query("SELECT book FROM book_contributor WHERE person = ?1"),
    ),
    (
        "series",
        Touch::Query("SELECT book FROM book_series WHERE series = ?1"),
    ),
    (
        "tag",
        Touch::Query("SELECT book FROM book_tag WHERE tag = ?1"),
    ),
    ("provenance", Touch::Column(0)),
    ("reading", Touch::Column(0)),
    ("progress", Touch::Column(0)),
    ("copy", Touch::Column(0)),
    ("loan", Touch::Column(0)),
    ("wish", Touch::Column(0)),
    ("quote", Touch::Column(0)),
    ("shelf_book", Touch::Column(0)),
    ("custom_value", Touch::Column(0)),
    ("kept_apart", Touch::Nothing),
    ("shelf", Touch::Nothing),
    ("custom_field", Touch::Nothing),
    ("cover", Touch::Nothing),
];
