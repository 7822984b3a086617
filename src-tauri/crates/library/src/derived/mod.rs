//! What follows from the books: the rows of the lists and the search index. Only this folder writes them.

mod custom_key;
mod particulars;
mod touched;

use rusqlite::{CachedStatement, Connection, OptionalExtension};

use crate::book::{StoredBook, load_each};
use crate::error::LibraryError;
use crate::listing::{Collation, ListingRow};
use crate::schema;
use crate::search::Entry;
use crate::state;

use custom_key::CustomKeys;
pub(crate) use custom_key::scaled;
pub(crate) use particulars::Particulars;
pub(crate) use touched::Touched;

/// The format of the derived tables: raised when they, the folding or the ordering change, so that every library is
/// indexed anew when it is next opened.
const FORMAT: i64 = 2;

/// From so many books on the index is tidied at once. Left as they are, the large pieces that an import writes are
/// merged when some later, small edit makes one piece too many, and that edit takes a second.
const LARGE: usize = 1_000;

/// How many books are read by one round of statements.
const BATCH: usize = 256;

/// Makes the derived tables anew if another version of the program made them.
pub(crate) fn bring_up_to_date(db: &Connection) -> Result<(), LibraryError> {
    if state::get(db, state::DERIVED_FORMAT)? == FORMAT {
        return Ok(());
    }
    db.execute_batch(schema::DERIVED)?;
    state::set(db, state::NEXT_SLOT, 1)?;
    let mut statement = db.prepare("SELECT id FROM book ORDER BY id")?;
    let books = statement
        .query_map([], |row| row.get(0))?
        .collect::<Result<Vec<i64>, _>>()?;
    refresh(db, &Touched::wholly(books))?;
    // Another program that has the library open must read its lists again.
    state::set(
        db,
        state::GENERATION,
        state::get(db, state::GENERATION)? + 1,
    )?;
    state::set(db, state::DERIVED_FORMAT, FORMAT)
}

/// Makes the rows of these books anew. Books that are gone lose their rows.
pub(crate) fn refresh(db: &Connection, touched: &Touched) -> Result<(), LibraryError> {
    let mut next_slot = state::get(db, state::NEXT_SLOT)?;
    let first_new = next_slot;
    let mut derivation = Derivation::new(db)?;
    for batch in touched.books().chunks(BATCH) {
        let mut parts = particulars::of_books(db, batch)?;
        let mut rest = batch;
        load_each(db, batch, |book| {
            // Both run in the order of the ids: what is passed over is gone.
            while let Some((id, following)) = rest.split_first() {
                rest = following;
                if *id == book.id.raw() {
                    break;
                }
                derivation.remove(*id)?;
            }
            let parts = parts.remove(&book.id.raw()).unwrap_or_default();
            derivation.put(&book, &parts, touched, &mut next_slot)
        })?;
        for id in rest {
            derivation.remove(*id)?;
        }
    }
    if next_slot != first_new {
        state::set(db, state::NEXT_SLOT, next_slot)?;
    }
    if touched.reworded() >= LARGE {
        db.execute(
            "INSERT INTO search (search, rank) VALUES ('merge', 1000000)",
            [],
        )?;
    }
    Ok(())
}

/// The statements and buffers that indexing books needs, one after the other.
struct Derivation<'db> {
    collation: Collation,
    entry: Entry,
    custom: CustomKeys<'db>,
    slot: CachedStatement<'db>,
    unlist: CachedStatement<'db>,
    list: CachedStatement<'db>,
    catalog: CachedStatement<'db>,
    uncatalog: CachedStatement<'db>,
    unindex: CachedStatement<'db>,
    index: CachedStatement<'db>,
}

impl<'db> Derivation<'db> {
    fn new(db: &'db Connection) -> Result<Self, LibraryError> {
        Ok(Self {
            collation: Collation::new()?,
            entry: Entry::default(),
            custom: CustomKeys::new(db)?,
            slot: db.prepare_cached("SELECT slot FROM catalog WHERE book = ?1")?,
            unlist: db.prepare_cached("DELETE FROM listing WHERE book = ?1")?,
            list: db.prepare_cached(ListingRow::PUT)?,
            catalog: db.prepare_cached(ListingRow::PUT_IN_CATALOG)?,
            uncatalog: db.prepare_cached("DELETE FROM catalog WHERE book = ?1")?,
            unindex: db.prepare_cached("DELETE FROM search WHERE rowid = ?1")?,
            index: db.prepare_cached(
                "INSERT INTO search (rowid, title, authors, people, series, publisher, tags, isbn, identifiers,
                     description, review, notes, quotes, owning, custom)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)",
            )?,
        })
    }

    fn slot_of(&mut self, book: i64) -> Result<Option<i64>, LibraryError> {
        Ok(self.slot.query_row([book], |row| row.get(0)).optional()?)
    }

    fn remove(&mut self, book: i64) -> Result<(), LibraryError> {
        if let Some(slot) = self.slot_of(book)? {
            self.unindex.execute([slot])?;
            self.unlist.execute([book])?;
            self.uncatalog.execute([book])?;
            self.custom.remove(book)?;
        }
        Ok(())
    }

    fn put(
        &mut self,
        book: &StoredBook,
        parts: &Particulars,
        touched: &Touched,
        next_slot: &mut i64,
    ) -> Result<(), LibraryError> {
        let known = self.slot_of(book.id.raw())?;
        let slot = known.unwrap_or(*next_slot);
        ListingRow::of(book, parts, &self.collation).put(
            &mut self.list,
            &mut self.catalog,
            slot,
        )?;
        let is_reworded = touched.is_reworded(book.id.raw());
        if known.is_none() {
            *next_slot += 1;
        } else if is_reworded {
            self.unindex.execute([slot])?;
            self.custom.remove(book.id.raw())?;
        } else {
            // The index need not hear of it: to write to it now and then means to merge a large piece.
            return Ok(());
        }
        self.custom.put(book, slot, &self.collation)?;
        self.entry.compose(book, parts);
        self.index.raw_bind_parameter(1, slot)?;
        for (at, words) in self.entry.columns().enumerate() {
            self.index.raw_bind_parameter(at + 2, words)?;
        }
        self.index.raw_execute()?;
        Ok(())
    }
}
