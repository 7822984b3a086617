//! What lists are made from, kept in memory: which book is in which row of the search index, what it is and has, and
//! the orders.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use rusqlite::{Connection, Row};

use super::bits::{Bits, index};
use super::facts::{Fact, Facts};
use super::flags::{Flag, Flags, is_in};
use super::hits::Hits;
use super::list::custom_fields;
use super::order::{Order, Unordered};
use super::slots::Slots;
use super::sort_key::{TABLES, column, key};
use super::{Counts, Direction, Place, SortField, StatusFilter};
use crate::error::LibraryError;
use crate::search::syntax::Match;
use crate::search::text_expressions;
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
    orders: HashMap<SortField, Kept<Order>>,
    facts: HashMap<Fact, Kept<Facts>>,
    hits: Hits,
    slots: Slots,
}

/// Something that is kept of all books, and the books of which it has to be read again when it is next asked for: who
/// edits a book mostly goes on with the same list.
#[derive(Debug)]
struct Kept<T> {
    value: T,
    stale: Vec<Changed>,
}

/// A book that was changed, and its slot.
type Changed = (i64, u32);

impl<T> Kept<T> {
    fn new(value: T) -> Self {
        Self {
            value,
            stale: Vec::new(),
        }
    }

    /// Remembers changed books. `false` when it would be quicker to read it of all.
    fn expire(&mut self, changed: &[Changed], most: usize) -> bool {
        self.stale.extend(changed);
        self.stale.len() <= most
    }
}

/// Of how many books an order is read again, before it is quicker to make it anew.
const MOST_IN_ORDERS: usize = 20_000;
/// The same for facts, which several tables hold.
const MOST_IN_FACTS: usize = 500;

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
        let mut titles = Unordered::default();
        let mut changed: Vec<Changed> = Vec::with_capacity(touched.len());
        let mut statement = db.prepare_cached(BOOK)?;
        for book in touched {
            let before = self.slots.get(*book);
            if let Some(slot) = before {
                changed.push((*book, slot));
            }
            let mut rows = statement.query([book])?;
            if let Some(row) = rows.next()? {
                let slot = self.put(row)?;
                titles.push(key(SortField::Title, row.get_ref(0)?), slot);
                if before != Some(slot) {
                    changed.push((*book, slot));
                }
            } else if let Some(slot) = self.slots.remove(*book) {
                self.ids[index(slot)] = 0;
            }
        }
        // The others are ordered by title where they are equal.
        self.patch_order(SortField::Title, &changed, titles);
        let is_title = |field: &SortField| *field == SortField::Title;
        self.orders
            .retain(|field, kept| is_title(field) || kept.expire(&changed, MOST_IN_ORDERS));
        self.facts
            .retain(|_, kept| kept.expire(&changed, MOST_IN_FACTS));
        self.hits.expire(&changed);
        Ok(())
    }

    /// Reads the changed books again in one order.
    fn freshen(&mut self, db: &Connection, field: SortField) -> Result<(), LibraryError> {
        let Some(kept) = self.orders.get_mut(&field) else {
            return Ok(());
        };
        let changed = std::mem::take(&mut kept.stale);
        if changed.is_empty() {
            return Ok(());
        }
        let sql = match (field, column(field)) {
            (SortField::Custom(id), _) => {
                let field = id.raw();
                format!("SELECT key FROM custom_key WHERE field = {field} AND book = ?1")
            }
            (_, Some((table, column))) => format!("SELECT {column} FROM {table} WHERE book = ?1"),
            (_, None) => return Ok(()),
        };
        let mut statement = db.prepare_cached(&sql)?;
        let mut books = Unordered::default();
        let mut seen = Bits::default();
        for (book, slot) in &changed {
            if self.ids[index(*slot)] != *book || seen.contains(*slot) {
                continue;
            }
            seen.insert(*slot);
            let mut rows = statement.query([book])?;
            match rows.next()? {
                Some(row) => books.push(key(field, row.get_ref(0)?), *slot),
                None => books.push(None, *slot),
            }
        }
        self.patch_order(field, &changed, books);
        Ok(())
    }

    fn patch_order(&mut self, field: SortField, changed: &[Changed], books: Unordered) {
        if let Some(mut kept) = self.orders.remove(&field) {
            let is_touched: Bits = changed.iter().map(|(_, slot)| *slot).collect();
            kept.value.patch(
                |slot| is_touched.contains(slot),
                books,
                |slot| self.rank(field, slot),
            );
            self.keep(field, kept.value);
        }
    }

    /// Makes the orders that are not kept yet, with one look at each book.
    pub(crate) fn make_orders(
        &mut self,
        db: &Connection,
        fields: &[SortField],
    ) -> Result<(), LibraryError> {
        let mut fixed = Vec::new();
        for field in fields {
            if self.orders.contains_key(field) {
                self.freshen(db, *field)?;
                continue;
            }
            match field {
                SortField::Custom(_) => self.make_custom_order(db, *field)?,
                other => fixed.push(*other),
            }
        }
        for table in TABLES {
            let (fields, columns) = columns_of(table, &fixed);
            if fields.is_empty() {
                continue;
            }
            let mut statement =
                db.prepare_cached(&format!("SELECT slot, {columns} FROM {table}"))?;
            let mut rows = statement.query([])?;
            let mut books: Vec<Unordered> = fields.iter().map(|_| Unordered::default()).collect();
            while let Some(row) = rows.next()? {
                let slot = row.get(0)?;
                for (at, field) in fields.iter().enumerate() {
                    books[at].push(key(*field, row.get_ref(at + 1)?), slot);
                }
            }
            for (field, books) in fields.into_iter().zip(books) {
                let order = books.ordered(|slot| self.rank(field, slot));
                self.keep(field, order);
            }
        }
        Ok(())
    }

    /// Makes all that lists and queries can ask for, until it is told to stop.
    pub(crate) fn complete(
        &mut self,
        db: &Connection,
        is_stopped: impl Fn() -> bool,
    ) -> Result<(), LibraryError> {
        self.make_orders(db, &SortField::ALL)?;
        for field in custom_fields(db)? {
            if is_stopped() {
                return Ok(());
            }
            self.make_orders(db, &[SortField::Custom(field.id)])?;
        }
        for fact in Fact::ALL {
            if is_stopped() {
                return Ok(());
            }
            self.facts(db, fact)?;
        }
        for letter in ('a'..='z').chain('0'..='9') {
            if is_stopped() {
                return Ok(());
            }
            let typed = text_expressions(None, Match::Words, &letter.to_string());
            self.hits(db, typed)?;
        }
        Ok(())
    }

    /// Whether there are orders that every library has and this one has not made yet.
    pub(crate) fn lacks_orders(&self) -> bool {
        let made = |field: &SortField| self.orders.contains_key(field);
        !SortField::ALL.iter().all(made)
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
        for slot in self.slots.iter().filter(|slot| !with.contains(*slot)) {
            books.push(None, slot);
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
            .map(|kept| &kept.value)
            .ok_or(LibraryError::Storage)
    }

    /// Numbers or dates, read now if they are not kept.
    pub(super) fn facts(&mut self, db: &Connection, fact: Fact) -> Result<&Facts, LibraryError> {
        let slots = &self.slots;
        let kept = match self.facts.entry(fact) {
            Entry::Occupied(kept) => kept.into_mut(),
            Entry::Vacant(empty) => {
                let read = Facts::read(db, fact, |book| slots.get(book))?;
                empty.insert(Kept::new(read))
            }
        };
        let mut changed = std::mem::take(&mut kept.stale);
        if !changed.is_empty() {
            let is_touched: Bits = changed.iter().map(|(_, slot)| *slot).collect();
            changed.sort_unstable();
            changed.dedup_by_key(|(book, _)| *book);
            let books: Vec<i64> = changed.iter().map(|(book, _)| *book).collect();
            kept.value.patch(
                db,
                fact,
                &books,
                |slot| is_touched.contains(slot),
                |book| slots.get(book),
            )?;
        }
        Ok(&kept.value)
    }

    /// The books that the index finds by all of these expressions.
    pub(super) fn hits(
        &mut self,
        db: &Connection,
        expressions: Vec<String>,
    ) -> Result<Bits, LibraryError> {
        self.hits.all(db, expressions)
    }

    /// The books in this order that are in the set, in this place and of this status.
    pub(super) fn pick(
        &self,
        order: &Order,
        direction: Direction,
        hits: Option<&Bits>,
        (place, status): (Place, Option<StatusFilter>),
    ) -> Vec<BookId> {
        let most = hits.map_or(self.slots.len(), Bits::count);
        let mut found = Vec::with_capacity(most);
        order.walk(direction, |slot| {
            let at = index(slot);
            if hits.is_none_or(|hits| hits.contains(slot)) && is_in(self.flags[at], place, status) {
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
        order.map_or_else(Vec::new, |kept| {
            self.pick(&kept.value, direction, hits, filter)
        })
    }

    /// The books of which this holds.
    pub(super) fn flagged(&self, wanted: impl Fn(Flags) -> bool) -> Bits {
        let books = self.ids.iter().zip(&self.flags);
        Bits::of(books.map(|(id, flags)| *id != 0 && wanted(*flags)))
    }

    /// The row of a book in the search index.
    pub(super) fn slot(&self, book: i64) -> Option<u32> {
        self.slots.get(book)
    }

    /// How many books there are, the trash included.
    pub(crate) fn len(&self) -> usize {
        self.slots.len()
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
        self.orders.insert(field, Kept::new(order));
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

/// Those of the fields that a table orders, and their columns.
fn columns_of(table: &str, fields: &[SortField]) -> (Vec<SortField>, String) {
    let (mut of_table, mut columns) = (Vec::new(), Vec::new());
    for field in fields {
        if let Some((_, column)) = column(*field).filter(|(known, _)| *known == table) {
            of_table.push(*field);
            columns.push(column);
        }
    }
    (of_table, columns.join(", "))
}
