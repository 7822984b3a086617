//! Where the values of a field are kept.

use rusqlite::Connection;

use crate::error::LibraryError;
use crate::search::syntax::TextField;
use crate::values::FieldId;

/// A field whose values are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Source {
    Text(TextField),
    Custom(FieldId),
}

/// A value as a book's row holds it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Key {
    /// A name of its own table.
    Id(i64),
    Text(String),
}

/// The table of names that the values' ids belong to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Names {
    Person,
    Series,
    Publisher,
    Tag,
    /// The values are texts themselves.
    None,
}

/// Which books.
#[derive(Debug, Clone, Copy)]
pub(super) enum Books {
    All,
    One(i64),
}

impl Source {
    /// The column of the book, the column of the value, the table, and which rows of it count. `None` where nearly every
    /// book has another value.
    fn place(self) -> Option<(&'static str, &'static str, &'static str, String)> {
        let (book, value, table, condition) = match self {
            Self::Custom(field) => {
                return Some((
                    "book",
                    "value",
                    "custom_value",
                    format!("field = {}", field.raw()),
                ));
            }
            Self::Text(field) => match field {
                TextField::Author => ("book", "person", "book_contributor", "role = 'author'"),
                TextField::Translator => {
                    ("book", "person", "book_contributor", "role = 'translator'")
                }
                TextField::Editor => ("book", "person", "book_contributor", "role = 'editor'"),
                TextField::Illustrator => {
                    ("book", "person", "book_contributor", "role = 'illustrator'")
                }
                TextField::Narrator => ("book", "person", "book_contributor", "role = 'narrator'"),
                TextField::Person => ("book", "person", "book_contributor", "true"),
                TextField::Series => ("book", "series", "book_series", "true"),
                TextField::Publisher => ("id", "publisher", "book", "publisher IS NOT NULL"),
                TextField::Tag => ("book", "tag", "book_tag", "true"),
                TextField::Language => ("book", "language", "listing", "language IS NOT NULL"),
                TextField::Format => ("book", "format", "listing", "format IS NOT NULL"),
                TextField::Location => ("book", "location", "copy", "location IS NOT NULL"),
                TextField::Condition => ("book", "condition", "copy", "condition IS NOT NULL"),
                TextField::Source => ("book", "source", "copy", "source IS NOT NULL"),
                TextField::Lent => ("book", "person", "loan", "back = 0"),
                TextField::Title
                | TextField::Shelf
                | TextField::Isbn
                | TextField::Id
                | TextField::Review
                | TextField::Notes
                | TextField::Description
                | TextField::Quote => return None,
            },
        };
        Some((book, value, table, condition.to_owned()))
    }

    pub(super) fn names(self) -> Names {
        match self {
            Self::Text(
                TextField::Author
                | TextField::Translator
                | TextField::Editor
                | TextField::Illustrator
                | TextField::Narrator
                | TextField::Person,
            ) => Names::Person,
            Self::Text(TextField::Series) => Names::Series,
            Self::Text(TextField::Publisher) => Names::Publisher,
            Self::Text(TextField::Tag) => Names::Tag,
            _ => Names::None,
        }
    }

    /// Each value of each book that is not in the trash.
    pub(super) fn each(
        self,
        db: &Connection,
        books: Books,
        mut found: impl FnMut(i64, Key),
    ) -> Result<(), LibraryError> {
        let Some((book, value, table, condition)) = self.place() else {
            return Ok(());
        };
        let which = match books {
            Books::All => format!(
                "?1 IS NULL AND {book} NOT IN (SELECT id FROM book WHERE trashed IS NOT NULL)"
            ),
            Books::One(_) => {
                format!("{book} = ?1 AND (SELECT trashed FROM book WHERE id = ?1) IS NULL")
            }
        };
        let sql = format!("SELECT {book}, {value} FROM {table} WHERE {which} AND {condition}");
        let one = match books {
            Books::All => None,
            Books::One(book) => Some(book),
        };
        let is_named = self.names() != Names::None;
        let mut statement = db.prepare_cached(&sql)?;
        let mut rows = statement.query([one])?;
        while let Some(row) = rows.next()? {
            let key = if is_named {
                Key::Id(row.get(1)?)
            } else {
                Key::Text(row.get(1)?)
            };
            found(row.get(0)?, key);
        }
        Ok(())
    }
}

impl Names {
    fn table(self) -> Option<&'static str> {
        match self {
            Self::Person => Some("person"),
            Self::Series => Some("series"),
            Self::Publisher => Some("publisher"),
            Self::Tag => Some("tag"),
            Self::None => None,
        }
    }

    /// All names.
    pub(super) fn each(
        self,
        db: &Connection,
        mut found: impl FnMut(Key, String),
    ) -> Result<(), LibraryError> {
        let Some(table) = self.table() else {
            return Ok(());
        };
        let mut statement = db.prepare_cached(&format!("SELECT id, name FROM {table}"))?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            found(Key::Id(row.get(0)?), row.get(1)?);
        }
        Ok(())
    }

    /// How a value is written.
    pub(super) fn written(self, db: &Connection, key: &Key) -> Result<String, LibraryError> {
        match (key, self.table()) {
            (Key::Text(text), _) => Ok(text.clone()),
            (Key::Id(_), None) => Err(LibraryError::Damaged),
            (Key::Id(id), Some(table)) => {
                let sql = format!("SELECT name FROM {table} WHERE id = ?1");
                Ok(db.prepare_cached(&sql)?.query_row([id], |row| row.get(0))?)
            }
        }
    }
}
