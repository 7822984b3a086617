//! The columns of the export, found by their names, in whatever order they stand.

/// A column of the export.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Column {
    BookId,
    Title,
    Author,
    AuthorLastFirst,
    AdditionalAuthors,
    Isbn,
    Isbn13,
    MyRating,
    AverageRating,
    Publisher,
    Binding,
    NumberOfPages,
    YearPublished,
    OriginalPublicationYear,
    DateRead,
    DateAdded,
    Bookshelves,
    BookshelvesWithPositions,
    ExclusiveShelf,
    MyReview,
    Spoiler,
    PrivateNotes,
    ReadCount,
    RecommendedFor,
    RecommendedBy,
    OwnedCopies,
    PurchaseDate,
    PurchaseLocation,
    Condition,
    ConditionDescription,
    Bcid,
}

impl Column {
    /// All of them, in the order of the export's 31 columns, with the names it gives them.
    pub(super) const ALL: [(Self, &'static str); 31] = [
        (Self::BookId, "Book Id"),
        (Self::Title, "Title"),
        (Self::Author, "Author"),
        (Self::AuthorLastFirst, "Author l-f"),
        (Self::AdditionalAuthors, "Additional Authors"),
        (Self::Isbn, "ISBN"),
        (Self::Isbn13, "ISBN13"),
        (Self::MyRating, "My Rating"),
        (Self::AverageRating, "Average Rating"),
        (Self::Publisher, "Publisher"),
        (Self::Binding, "Binding"),
        (Self::NumberOfPages, "Number of Pages"),
        (Self::YearPublished, "Year Published"),
        (Self::OriginalPublicationYear, "Original Publication Year"),
        (Self::DateRead, "Date Read"),
        (Self::DateAdded, "Date Added"),
        (Self::Bookshelves, "Bookshelves"),
        (Self::BookshelvesWithPositions, "Bookshelves with positions"),
        (Self::ExclusiveShelf, "Exclusive Shelf"),
        (Self::MyReview, "My Review"),
        (Self::Spoiler, "Spoiler"),
        (Self::PrivateNotes, "Private Notes"),
        (Self::ReadCount, "Read Count"),
        (Self::RecommendedFor, "Recommended For"),
        (Self::RecommendedBy, "Recommended By"),
        (Self::OwnedCopies, "Owned Copies"),
        (Self::PurchaseDate, "Original Purchase Date"),
        (Self::PurchaseLocation, "Original Purchase Location"),
        (Self::Condition, "Condition"),
        (Self::ConditionDescription, "Condition Description"),
        (Self::Bcid, "BCID"),
    ];

    /// The columns that hold days.
    pub(super) const DATES: [Self; 3] = [Self::DateRead, Self::DateAdded, Self::PurchaseDate];

    /// The name that the export gives it.
    pub(super) fn name(self) -> &'static str {
        Self::ALL[self as usize].1
    }

    fn named(name: &str) -> Option<Self> {
        let known =
            |(column, known): (Self, &str)| known.eq_ignore_ascii_case(name).then_some(column);
        Self::ALL.into_iter().find_map(known)
    }
}

/// The columns of one file.
#[derive(Debug, Clone)]
pub(super) struct Columns {
    names: Vec<String>,
    kinds: Vec<Option<Column>>,
    /// Where each known column stands.
    places: [Option<usize>; Column::ALL.len()],
}

impl Columns {
    /// The columns that a header names. Of two with one name, the first counts and the second is an unknown one.
    pub(super) fn of(header: &[String]) -> Self {
        let mut places = [None; Column::ALL.len()];
        let mut kinds = Vec::with_capacity(header.len());
        for (at, name) in header.iter().enumerate() {
            let kind = Column::named(&crate::people::folded(name));
            let kind = kind.filter(|column| places[*column as usize].is_none());
            if let Some(column) = kind {
                places[column as usize] = Some(at);
            }
            kinds.push(kind);
        }
        // A comma at the end of the header is no column.
        let named = header
            .iter()
            .rposition(|name| !name.is_empty())
            .map_or(0, |at| at + 1);
        kinds.truncate(named);
        Self {
            names: header[..named].to_vec(),
            kinds,
            places,
        }
    }

    /// How many of the columns are known.
    pub(super) fn known(&self) -> usize {
        self.kinds.iter().flatten().count()
    }

    /// Whether these are columns of a Goodreads export: title and id, or title, author and a shelf.
    ///
    /// Title and id alone also stand in `LibraryThing`'s export, so something that is Goodreads' own must stand by them
    /// (or nothing that is not).
    pub(super) fn are_goodreads(&self) -> bool {
        let has = |column: Column| self.place(column).is_some();
        let on_shelf = has(Column::ExclusiveShelf) || has(Column::Bookshelves);
        let own = on_shelf
            || has(Column::Author)
            || has(Column::MyRating)
            || has(Column::AuthorLastFirst);
        let nothing_else = self.known() == self.len();
        has(Column::Title)
            && ((has(Column::BookId) && (own || nothing_else)) || (has(Column::Author) && on_shelf))
    }

    /// How many columns there are.
    pub(super) fn len(&self) -> usize {
        self.names.len()
    }

    /// Where the column stands.
    pub(super) fn place(&self, column: Column) -> Option<usize> {
        self.places[column as usize]
    }

    /// The column that stands there, if it is a known one.
    pub(super) fn kind(&self, at: usize) -> Option<Column> {
        self.kinds.get(at).copied().flatten()
    }

    /// The column's name as the file has it; a column without a name is named by its place.
    pub(super) fn name(&self, at: usize) -> String {
        match self.names.get(at) {
            Some(name) if !name.is_empty() => name.clone(),
            _ => format!("Column {}", at + 1),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn columns(header: &str) -> Columns {
        Columns::of(&header.split(',').map(str::to_owned).collect::<Vec<_>>())
    }

    #[test]
    fn names_stand_in_the_order_of_the_cases() {
        for (at, (column, name)) in Column::ALL.into_iter().enumerate() {
            assert_eq!(column as usize, at, "{name}");
        }
    }

    #[test]
    fn finds_columns_by_name_in_any_order() {
        let found = columns("exclusive shelf,TITLE,Mood,Author,Title,,");
        assert!(found.are_goodreads());
        assert_eq!((found.len(), found.known()), (5, 3));
        assert_eq!(found.place(Column::Title), Some(1));
        assert_eq!(found.kind(4), None, "the second of one name");
        assert_eq!(
            (found.name(2), found.name(6)),
            ("Mood".to_owned(), "Column 7".to_owned())
        );
    }

    #[test]
    fn recognises_only_goodreads() {
        for header in [
            "Book Id,Title",
            "Title,Book Id,Author,Mood",
            "Title,Author,Bookshelves,a,b,c,d,e",
            "Title,Author,Exclusive Shelf",
        ] {
            assert!(columns(header).are_goodreads(), "{header}");
        }
        for header in [
            "Book Id,Title,Sort Character,Primary Author,Publication,Rating,BCID,ISBN",
            "Title,Authors,Contributors,ISBN/UID,Read Count,Star Rating",
            "Title,Author",
            "title,isbn,description,reading_status",
            "Book Id,Author,Exclusive Shelf",
            "",
        ] {
            assert!(!columns(header).are_goodreads(), "{header}");
        }
    }
}
