//! What a library holds before an import: the books, by everything that a list may know them by.

use std::collections::HashMap;
use std::collections::hash_map::DefaultHasher;
use std::collections::hash_map::Entry;
use std::hash::{Hash, Hasher};

use rusqlite::Connection;

use crate::book::{Book, BookFields, load_one};
use crate::custom_field::{self, CustomField};
use crate::duplicate::PlainTitle;
use crate::error::LibraryError;
use crate::library::Library;
use crate::search::fold;
use crate::values::{BookId, Isbn};
use crate::writer::Writer;

/// A book that a library holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Known {
    /// Which.
    pub id: BookId,
    /// Its ISBN.
    pub isbn: Option<Isbn>,
    /// Whether it lies in the trash.
    pub trashed: bool,
    /// Whether it is known to come from the list that is asked about.
    pub from_list: bool,
}

/// The books of a library as they are when an import begins.
///
/// Read at once: a list of a hundred thousand rows would ask as many times.
pub struct Holdings<'c> {
    db: &'c Connection,
    known: Vec<Known>,
    by_id: HashMap<i64, usize>,
    by_isbn: HashMap<i64, Vec<usize>>,
    by_title: HashMap<u64, Vec<usize>>,
    by_provenance: HashMap<String, (usize, Option<Vec<u8>>)>,
    /// The ids that end in a number sign and a number, by what stands before it.
    numbered: HashMap<String, Vec<String>>,
}

impl Library {
    /// Compares with what the library holds. `source` is the list whose own ids are known.
    pub fn compare<T, E: From<LibraryError>>(
        &self,
        source: &str,
        f: impl FnOnce(Holdings<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let mut outcome = None;
        self.read_aside(|tx| {
            outcome = Some(f(Holdings::of(tx, source)?));
            Ok(())
        })?;
        outcome.unwrap_or_else(|| Err(LibraryError::Closed.into()))
    }
}

impl<'c> Writer<'c> {
    /// What the library holds now: to be asked before the first book is added.
    pub fn holdings(&self, source: &str) -> Result<Holdings<'c>, LibraryError> {
        Holdings::of(self.db(), source)
    }
}

impl<'c> Holdings<'c> {
    fn of(db: &'c Connection, source: &str) -> Result<Self, LibraryError> {
        let mut holdings = Self {
            db,
            known: Vec::new(),
            by_id: HashMap::new(),
            by_isbn: HashMap::new(),
            by_title: HashMap::new(),
            by_provenance: HashMap::new(),
            numbered: HashMap::new(),
        };
        holdings.read_books()?;
        holdings.read_provenance(source)?;
        Ok(holdings)
    }

    fn read_books(&mut self) -> Result<(), LibraryError> {
        let mut statement = self.db.prepare_cached(
            "SELECT book.id, isbn, trashed IS NOT NULL, title, language,
                 (SELECT person.name FROM book_contributor JOIN person ON person.id = person
                  WHERE book = book.id ORDER BY position LIMIT 1)
             FROM book ORDER BY book.id",
        )?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let at = self.known.len();
            let id: i64 = row.get(0)?;
            let isbn: Option<i64> = row.get(1)?;
            let text = |column| {
                row.get_ref(column)?
                    .as_str_or_null()
                    .map_err(rusqlite::Error::from)
            };
            let title = text(3)?.unwrap_or_default();
            let (language, person) = (text(4)?, text(5)?);
            self.by_title
                .entry(title_key(title, language, person))
                .or_default()
                .push(at);
            if let Some(isbn) = isbn {
                self.by_isbn.entry(isbn).or_default().push(at);
            }
            self.by_id.insert(id, at);
            self.known.push(Known {
                id: BookId::from_raw(id),
                isbn: isbn.and_then(|isbn| Isbn::parse(&isbn.to_string()).ok()),
                trashed: row.get(2)?,
                from_list: false,
            });
        }
        Ok(())
    }

    fn read_provenance(&mut self, source: &str) -> Result<(), LibraryError> {
        let mut statement = self.db.prepare_cached(
            "SELECT book, source_id, said FROM provenance WHERE source = ?1 ORDER BY book",
        )?;
        let mut rows = statement.query([source])?;
        while let Some(row) = rows.next()? {
            let book: i64 = row.get(0)?;
            let Some(&at) = self.by_id.get(&book) else {
                continue;
            };
            self.known[at].from_list = true;
            // Of several books, the first.
            if let Entry::Vacant(vacant) = self.by_provenance.entry(row.get(1)?) {
                if let Some((before, number)) = vacant.key().rsplit_once('#')
                    && number.parse::<u32>().is_ok()
                {
                    let ids = self.numbered.entry(before.to_owned()).or_default();
                    ids.push(vacant.key().clone());
                }
                vacant.insert((at, row.get(2)?));
            }
        }
        Ok(())
    }

    /// The fields of the reader's own.
    pub fn custom_fields(&self) -> Result<Vec<CustomField>, LibraryError> {
        custom_field::all(self.db)
    }

    /// Whether there is nothing to compare with.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.known.is_empty()
    }

    /// The book of that id.
    #[must_use]
    pub fn by_id(&self, id: BookId) -> Option<Known> {
        self.by_id.get(&id.raw()).map(|&at| self.known[at])
    }

    /// The book that came from this place of the list, and what the list said of it then.
    #[must_use]
    pub fn by_provenance(&self, id: &str) -> Option<(Known, Option<&[u8]>)> {
        let (at, said) = self.by_provenance.get(id)?;
        Some((self.known[*at], said.as_deref()))
    }

    /// The ids of this list that are the given one, or the given one with a number: `id`, `id#2`.
    pub fn numbered<'s>(&'s self, id: &str) -> impl Iterator<Item = &'s str> {
        let itself = self.by_provenance.get_key_value(id);
        let numbered = self.numbered.get(id).into_iter().flatten();
        itself
            .map(|(id, _)| id)
            .into_iter()
            .chain(numbered)
            .map(String::as_str)
    }

    /// The books with this ISBN, the first added first.
    pub fn by_isbn(&self, isbn: Isbn) -> impl Iterator<Item = Known> {
        self.all_at(self.by_isbn.get(&isbn.number()))
    }

    /// The books whose title and first person are the same but for case, accents, punctuation and a leading article, the
    /// first added first.
    pub fn by_title(&self, fields: &BookFields) -> impl Iterator<Item = Known> {
        let key = title_key(
            &fields.title,
            fields.language.as_deref(),
            fields
                .contributors
                .first()
                .map(|person| person.name.as_str()),
        );
        self.all_at(self.by_title.get(&key))
    }

    fn all_at(&self, places: Option<&Vec<usize>>) -> impl Iterator<Item = Known> {
        let places = places.map(Vec::as_slice).unwrap_or_default();
        places.iter().map(|&at| self.known[at])
    }

    /// A book as it is now.
    pub fn book(&self, id: BookId) -> Result<Book, LibraryError> {
        load_one(self.db, id)?.ok_or(LibraryError::NotFound)
    }
}

/// By which title and person are compared. Two that are not the same and have one key would be a chance in 2^64.
fn title_key(title: &str, language: Option<&str>, person: Option<&str>) -> u64 {
    let plain = PlainTitle::of(title, language);
    let mut hasher = DefaultHasher::new();
    plain.words.hash(&mut hasher);
    plain.rest.hash(&mut hasher);
    plain.volume.hash(&mut hasher);
    // `Doyle, Arthur Conan` is `Arthur Conan Doyle`.
    let folded = fold(person.unwrap_or_default());
    let mut words: Vec<&str> = folded
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    words.sort_unstable();
    words.hash(&mut hasher);
    hasher.finish()
}
