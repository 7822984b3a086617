//! What lists are made from, kept in memory: which book is in which row of the search index, what it is and has, and
//! the orders.

use std::collections::HashMap;

use rusqlite::{Connection, Row};

use super::bits::{Bits, index};
use super::facts::{Fact, Facts};
use super::flags::{Flag, Flags};
use super::order::{Order, Unordered};
use super::sort_key::{column, key};
use super::{Counts, Direction, Place, SortField, StatusFilter};
use crate::error::LibraryError;
use crate::values::BookId;

/// Every book of one generation of the library.
#[derive(Debug, Default)]
pub(crate) struct Catalog {
    /// By slot: the book's id, zero where the slot is empty.
    ids: Vec<i64>,
    /// By slot.
    flags: Vec<Flags>,
    /// By slot: the place in the order by title.
    title_ranks: Vec<u32>,
    orders: HashMap<SortField, Order>,
    facts: HashMap<Fact, Facts>,
    slots: HashMap<i64, u32>,
}

const BOOKS: &str = "SELECT title_key, slot, book, flags FROM catalog";
const BOOK: &str = "SELECT title_key, slot, book, flags FROM catalog WHERE book = ?1";

impl Catalog {
    /// Reads all books.
    pub(crate) fn read(db: &Connection) -> Result<Self, LibraryError> {
        let mut catalog = Self::default();
        let mut statement = db.prepare_cached(BOOKS)?;
        let mut rows = statement.query([])?;
        let mut titles = Unordered::default();
        while let Some(row) = rows.next()? {
            let slot = catalog.put(row)?;
            titles.push(key(SortField::Title, row.get_ref(0)?), slot);
        }
        let order = titles.ordered(|slot| catalog.rank(SortField::Title, slot));
        catalog.keep(SortField::Title, order);
        Ok(catalog)
    }

    /// Reads these books again: what is left of the rest still holds.
    pub(crate) fn patch(&mut self, db: &Connection, touched: &[i64]) -> Result<(), LibraryError> {
        let mut is_touched = Bits::default();
        let mut titles = Unordered::default();
        let mut present = Vec::new();
        let mut statement = db.prepare_cached(BOOK)?;
        for book in touched {
            if let Some(slot) = self.slots.remove(book) {
                is_touched.insert(slot);
                self.ids[index(slot)] = 0;
            }
            let mut rows = statement.query([book])?;
            if let Some(row) = rows.next()? {
                let slot = self.put(row)?;
                is_touched.insert(slot);
                titles.push(key(SortField::Title, row.get_ref(0)?), slot);
                present.push((*book, slot));
            }
        }
        // The others are ordered by title where they are equal.
        self.patch_order(SortField::Title, &is_touched, titles);
        self.patch_orders(db, &is_touched, &present)?;
        let facts: Vec<Fact> = self.facts.keys().copied().collect();
        for fact in facts {
            if let Some(mut kept) = self.facts.remove(&fact) {
                kept.patch(
                    db,
                    fact,
                    touched,
                    |slot| is_touched.contains(slot),
                    |book| self.slots.get(&book).copied(),
                )?;
                self.facts.insert(fact, kept);
            }
        }
        Ok(())
    }

    /// Reads the books' rows once for all orders that are kept.
    fn patch_orders(
        &mut self,
        db: &Connection,
        is_touched: &Bits,
        present: &[(i64, u32)],
    ) -> Result<(), LibraryError> {
        let kept = self.orders.keys().copied();
        let (custom, fixed): (Vec<SortField>, Vec<SortField>) = kept
            .filter(|field| *field != SortField::Title)
            .partition(|field| matches!(field, SortField::Custom(_)));
        if !fixed.is_empty() {
            let columns: Vec<&str> = fixed.iter().filter_map(|field| column(*field)).collect();
            let sql = format!("SELECT {} FROM listing WHERE book = ?1", columns.join(", "));
            let mut statement = db.prepare_cached(&sql)?;
            let mut books: Vec<Unordered> = fixed.iter().map(|_| Unordered::default()).collect();
            for (book, slot) in present {
                let mut rows = statement.query([book])?;
                if let Some(row) = rows.next()? {
                    for (at, field) in fixed.iter().enumerate() {
                        books[at].push(key(*field, row.get_ref(at)?), *slot);
                    }
                }
            }
            for (field, books) in fixed.into_iter().zip(books) {
                self.patch_order(field, is_touched, books);
            }
        }
        for field in custom {
            let SortField::Custom(id) = field else {
                continue;
            };
            let mut statement =
                db.prepare_cached("SELECT key FROM custom_key WHERE field = ?1 AND book = ?2")?;
            let mut books = Unordered::default();
            for (book, slot) in present {
                let mut rows = statement.query([id.raw(), *book])?;
                match rows.next()? {
                    Some(row) => books.push(key(field, row.get_ref(0)?), *slot),
                    None => books.push(None, *slot),
                }
            }
            self.patch_order(field, is_touched, books);
        }
        Ok(())
    }

    fn patch_order(&mut self, field: SortField, is_touched: &Bits, books: Unordered) {
        if let Some(mut order) = self.orders.remove(&field) {
            order.patch(
                |slot| is_touched.contains(slot),
                books,
                |slot| self.rank(field, slot),
            );
            self.keep(field, order);
        }
    }

    /// Makes the orders that are not kept yet, with one look at each book.
    pub(crate) fn make_orders(
        &mut self,
        db: &Connection,
        fields: &[SortField],
    ) -> Result<(), LibraryError> {
        let mut fixed: Vec<(SortField, &str)> = Vec::new();
        for field in fields {
            if self.orders.contains_key(field) {
                continue;
            }
            if let SortField::Custom(_) = field {
                self.make_custom_order(db, *field)?;
            } else if let Some(column) = column(*field) {
                fixed.push((*field, column));
            }
        }
        if fixed.is_empty() {
            return Ok(());
        }
        let columns: Vec<&str> = fixed.iter().map(|(_, column)| *column).collect();
        let sql = format!("SELECT slot, {} FROM listing", columns.join(", "));
        let mut statement = db.prepare_cached(&sql)?;
        let mut rows = statement.query([])?;
        let mut books: Vec<Unordered> = fixed.iter().map(|_| Unordered::default()).collect();
        while let Some(row) = rows.next()? {
            let slot = row.get(0)?;
            for (at, (field, _)) in fixed.iter().enumerate() {
                books[at].push(key(*field, row.get_ref(at + 1)?), slot);
            }
        }
        for ((field, _), books) in fixed.into_iter().zip(books) {
            let order = books.ordered(|slot| self.rank(field, slot));
            self.keep(field, order);
        }
        Ok(())
    }

    /// Most books have no value in a field of the reader's own, so those that have are read alone.
    fn make_custom_order(&mut self, db: &Connection, field: SortField) -> Result<(), LibraryError> {
        let SortField::Custom(id) = field else {
            return Ok(());
        };
        let mut statement =
            db.prepare_cached("SELECT key, slot FROM custom_key WHERE field = ?1")?;
        let mut rows = statement.query([id.raw()])?;
        let (mut books, mut with) = (Unordered::default(), Bits::default());
        while let Some(row) = rows.next()? {
            let slot = row.get(1)?;
            with.insert(slot);
            books.push(key(field, row.get_ref(0)?), slot);
        }
        for slot in self.slots.values().filter(|slot| !with.contains(**slot)) {
            books.push(None, *slot);
        }
        let order = books.ordered(|slot| self.rank(field, slot));
        self.keep(field, order);
        Ok(())
    }

    /// The order of a field, made now if it is not kept.
    pub(super) fn order(
        &mut self,
        db: &Connection,
        field: SortField,
    ) -> Result<&Order, LibraryError> {
        self.make_orders(db, &[field])?;
        let kept = self.orders.get(&field);
        kept.or_else(|| self.orders.get(&SortField::Title))
            .ok_or(LibraryError::Storage)
    }

    /// Numbers or dates, read now if they are not kept.
    pub(super) fn facts(&mut self, db: &Connection, fact: Fact) -> Result<&Facts, LibraryError> {
        if !self.facts.contains_key(&fact) {
            let read = Facts::read(db, fact, |book| self.slots.get(&book).copied())?;
            self.facts.insert(fact, read);
        }
        self.facts.get(&fact).ok_or(LibraryError::Storage)
    }

    /// The books in this order that are in the set, in this place and of this status.
    pub(super) fn pick(
        &self,
        order: &Order,
        direction: Direction,
        hits: Option<&Bits>,
        (place, status): (Place, Option<StatusFilter>),
    ) -> Vec<BookId> {
        let wanted = |flags: Flags| {
            flags.has(Flag::Trashed) == (place == Place::Trash)
                && status.is_none_or(|filter| filter.status() == flags.status())
        };
        let mut found = Vec::new();
        order.walk(direction, |slot| {
            let at = index(slot);
            if hits.is_none_or(|hits| hits.contains(slot)) && wanted(self.flags[at]) {
                found.push(BookId::from_raw(self.ids[at]));
            }
        });
        found
    }

    /// The books in the kept order of a field, which was made before.
    pub(super) fn pick_by(
        &self,
        field: SortField,
        direction: Direction,
        hits: Option<&Bits>,
        filter: (Place, Option<StatusFilter>),
    ) -> Vec<BookId> {
        let order = self
            .orders
            .get(&field)
            .or_else(|| self.orders.get(&SortField::Title));
        order.map_or_else(Vec::new, |order| self.pick(order, direction, hits, filter))
    }

    /// The books of which this holds.
    pub(super) fn flagged(&self, wanted: impl Fn(Flags) -> bool) -> Bits {
        let books = (0_u32..).zip(self.ids.iter().zip(&self.flags));
        books
            .filter(|(_, (id, flags))| **id != 0 && wanted(**flags))
            .map(|(slot, _)| slot)
            .collect()
    }

    /// The row of a book in the search index.
    pub(super) fn slot(&self, book: i64) -> Option<u32> {
        self.slots.get(&book).copied()
    }

    /// How many books there are, the trash included.
    pub(crate) fn len(&self) -> usize {
        self.slots.len()
    }

    /// Whether all these orders are kept.
    pub(crate) fn keeps(&self, fields: &[SortField]) -> bool {
        fields.iter().all(|field| self.orders.contains_key(field))
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
        let at = index(slot);
        if at >= self.ids.len() {
            self.ids.resize(at + 1, 0);
            self.flags.resize(at + 1, Flags::default());
        }
        self.ids[at] = book;
        self.flags[at] = Flags::from_raw(row.get(3)?);
        self.slots.insert(book, slot);
        Ok(slot)
    }

    fn keep(&mut self, field: SortField, order: Order) {
        if field == SortField::Title {
            self.title_ranks.clear();
            self.title_ranks.resize(self.ids.len(), 0);
            let mut rank = 0;
            order.walk(Direction::Ascending, |slot| {
                self.title_ranks[index(slot)] = rank;
                rank += 1;
            });
        }
        self.orders.insert(field, order);
    }

    /// Which of two books comes first when they are equal in a field: by title, and among equal titles by id.
    pub(super) fn rank(&self, field: SortField, slot: u32) -> i64 {
        let at = index(slot);
        if field == SortField::Title {
            self.ids.get(at).copied().unwrap_or_default()
        } else {
            self.title_ranks.get(at).map_or(0, |rank| i64::from(*rank))
        }
    }
}
