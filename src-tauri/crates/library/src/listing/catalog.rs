//! What lists are made from, kept in memory: which book is in which row of the search index, and the orders.

use std::collections::HashMap;

use rusqlite::types::ValueRef;
use rusqlite::{Connection, Row};

use super::flags::{Flag, Flags};
use super::order::{Key, Order};
use super::{Counts, ListQuery, Place, SortField, StatusFilter};
use crate::error::LibraryError;
use crate::values::BookId;

/// Every book of one generation of the library.
#[derive(Debug)]
pub(crate) struct Catalog {
    /// By slot: the book's id, zero where the slot is empty.
    ids: Vec<i64>,
    /// By slot.
    flags: Vec<Flags>,
    /// By slot: the place in the order by title.
    title_ranks: Vec<i64>,
    orders: HashMap<SortField, Order>,
    slots: HashMap<i64, u32>,
}

const STATES: &str = "SELECT title_key, slot, book, flags FROM catalog";
const STATES_OF: &str = "SELECT title_key, slot, book, flags FROM catalog WHERE book = ?1";

impl Catalog {
    /// Reads all books.
    pub(crate) fn read(db: &Connection) -> Result<Self, LibraryError> {
        let mut catalog = Self {
            ids: Vec::new(),
            flags: Vec::new(),
            title_ranks: Vec::new(),
            orders: HashMap::new(),
            slots: HashMap::new(),
        };
        let mut statement = db.prepare_cached(STATES)?;
        let mut rows = statement.query([])?;
        let mut titles = Vec::new();
        while let Some(row) = rows.next()? {
            catalog.put(row)?;
            titles.push(keyed(row)?);
        }
        let order = Order::new(titles, |slot| catalog.rank(SortField::Title, slot));
        catalog.keep(SortField::Title, order);
        Ok(catalog)
    }

    /// Reads these books again: what is left of the rest still holds.
    pub(crate) fn patch(&mut self, db: &Connection, touched: &[i64]) -> Result<(), LibraryError> {
        let mut is_touched = Bits::default();
        let mut statement = db.prepare_cached(STATES_OF)?;
        for book in touched {
            if let Some(slot) = self.slots.remove(book) {
                is_touched.insert(slot);
                self.ids[to_index(slot)] = 0;
            }
            let mut rows = statement.query([book])?;
            if let Some(row) = rows.next()? {
                is_touched.insert(self.put(row)?);
            }
        }
        let mut fields: Vec<SortField> = self.orders.keys().copied().collect();
        // The others are ordered by title where they are equal.
        fields.sort_unstable_by_key(|field| *field != SortField::Title);
        for field in fields {
            let mut statement = db.prepare_cached(&keys(field, " WHERE book = ?1"))?;
            let mut books = Vec::new();
            for book in touched {
                let mut rows = statement.query([book])?;
                while let Some(row) = rows.next()? {
                    books.push(keyed(row)?);
                }
            }
            if let Some(mut order) = self.orders.remove(&field) {
                order.patch(
                    |slot| is_touched.contains(slot),
                    books,
                    |slot| self.rank(field, slot),
                );
                self.keep(field, order);
            }
        }
        Ok(())
    }

    /// The books that a query finds, in its order. `hits` are the slots that the search found, if there was a search.
    pub(crate) fn list(
        &mut self,
        db: &Connection,
        query: &ListQuery,
        hits: Option<&Bits>,
    ) -> Result<Vec<BookId>, LibraryError> {
        self.order(db, query.sort)?;
        let wanted = |flags: Flags| {
            flags.has(Flag::Trashed) == (query.place == Place::Trash)
                && query
                    .status
                    .is_none_or(|filter: StatusFilter| filter.status() == flags.status())
        };
        let mut found = Vec::new();
        if let Some(order) = self.orders.get(&query.sort) {
            order.walk(query.direction, |slot| {
                let at = to_index(slot);
                if hits.is_none_or(|hits| hits.contains(slot)) && wanted(self.flags[at]) {
                    found.push(BookId::from_raw(self.ids[at]));
                }
            });
        }
        Ok(found)
    }

    /// How many books there are.
    pub(crate) fn counts(&self) -> Counts {
        let mut counts = Counts::default();
        for (id, flags) in self.ids.iter().zip(&self.flags) {
            if *id == 0 {
                continue;
            }
            if flags.has(Flag::Trashed) {
                counts.trashed += 1;
                continue;
            }
            counts.all += 1;
            match flags.status() {
                Some(status) => *counts.per_status.of(status) += 1,
                None => counts.unsorted += 1,
            }
        }
        counts
    }

    fn put(&mut self, row: &Row<'_>) -> Result<u32, LibraryError> {
        let (slot, book): (u32, i64) = (row.get(1)?, row.get(2)?);
        let at = to_index(slot);
        if at >= self.ids.len() {
            self.ids.resize(at + 1, 0);
            self.flags.resize(at + 1, Flags::default());
        }
        self.ids[at] = book;
        self.flags[at] = Flags::from_raw(row.get(3)?);
        self.slots.insert(book, slot);
        Ok(slot)
    }

    /// Makes the order of a field, if it is not kept yet.
    fn order(&mut self, db: &Connection, field: SortField) -> Result<(), LibraryError> {
        if self.orders.contains_key(&field) {
            return Ok(());
        }
        let mut statement = db.prepare_cached(&keys(field, ""))?;
        let mut rows = statement.query([])?;
        let mut books = Vec::with_capacity(self.slots.len());
        while let Some(row) = rows.next()? {
            books.push(keyed(row)?);
        }
        let order = Order::new(books, |slot| self.rank(field, slot));
        self.keep(field, order);
        Ok(())
    }

    fn keep(&mut self, field: SortField, order: Order) {
        if field == SortField::Title {
            self.title_ranks = vec![0; self.ids.len()];
            let mut rank = 0;
            order.walk(super::Direction::Ascending, |slot| {
                self.title_ranks[to_index(slot)] = rank;
                rank += 1;
            });
        }
        self.orders.insert(field, order);
    }

    /// Which of two books comes first when they are equal in a field: by title, and among equal titles by id.
    fn rank(&self, field: SortField, slot: u32) -> i64 {
        let ranks = if field == SortField::Title {
            &self.ids
        } else {
            &self.title_ranks
        };
        ranks.get(to_index(slot)).copied().unwrap_or_default()
    }
}

/// The statement that reads the keys of a field.
fn keys(field: SortField, filter: &str) -> String {
    let key = match field {
        SortField::Title => return format!("SELECT title_key, slot FROM catalog{filter}"),
        SortField::Author => "author_key",
        SortField::Series => "series_key",
        SortField::Published => "published",
        SortField::Publisher => "publisher_key",
        SortField::Added => "added",
        SortField::Changed => "changed",
        SortField::Rating => "rating",
        SortField::Status => "nullif(flags & 7, 0)",
        SortField::Pages => "pages",
        SortField::Format => "format_key",
        SortField::Language => "language_key",
        SortField::Within | SortField::Custom(_) => return keys(SortField::Title, filter),
        SortField::FirstPublished => "first_published",
        SortField::Started => "started",
        SortField::Finished => "finished",
        SortField::Minutes => "minutes",
        SortField::Price => "currency || printf('%016d', price)",
    };
    format!("SELECT {key}, slot FROM listing{filter}")
}

fn keyed(row: &Row<'_>) -> Result<(Option<Key>, u32), LibraryError> {
    let key = match row.get_ref(0)? {
        ValueRef::Integer(number) => Some(Key::Number(number)),
        ValueRef::Text(bytes) | ValueRef::Blob(bytes) => Some(Key::Bytes(bytes.into())),
        ValueRef::Null | ValueRef::Real(_) => None,
    };
    Ok((key, row.get(1)?))
}

fn to_index(slot: u32) -> usize {
    usize::try_from(slot).unwrap_or(usize::MAX)
}

/// A set of slots.
#[derive(Debug, Default)]
pub(crate) struct Bits {
    words: Vec<u64>,
}

impl Bits {
    /// Adds a slot.
    pub(crate) fn insert(&mut self, slot: u32) {
        let at = to_index(slot / 64);
        if at >= self.words.len() {
            self.words.resize(at + 1, 0);
        }
        self.words[at] |= 1 << (slot % 64);
    }

    /// Whether the slot is in the set.
    pub(crate) fn contains(&self, slot: u32) -> bool {
        self.words
            .get(to_index(slot / 64))
            .is_some_and(|word| word & (1 << (slot % 64)) != 0)
    }
}
