//! What follows from the books: the rows of the lists and the search index. Only this folder writes them.

mod compose;
mod custom_key;
mod figures;
mod particulars;
mod touched;

use rusqlite::{CachedStatement, Connection, params};

use crate::book::{BATCH, load_each};
use crate::error::LibraryError;
use crate::listing::{Collation, ListingRow};
use crate::schema;
use crate::state;

use compose::{Composed, Composer, Read};
use custom_key::CustomKeys;
use figures::Figures;
use particulars::Depth;
pub(crate) use particulars::Particulars;
pub(crate) use touched::Touched;

/// The format of the derived tables: raised when they, the folding or the ordering change, so that every library is
/// indexed anew when it is next opened.
const FORMAT: i64 = 4;

/// From so many new books on the index is tidied at once. Left as they are, the large pieces that an import writes are
/// merged when some later, small edit makes one piece too many, and that edit takes a second.
const MANY_NEW: usize = 1_000;

/// From so many books on whose words change. Below, tidying takes longer than the change itself, and the index does it
/// bit by bit.
const MANY_REWORDED: usize = 20_000;

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
    let mut derivation = Derivation::new(db)?;
    std::thread::scope(|scope| {
        let mut composer = if touched.reworded() > BATCH {
            Composer::beside(scope, Collation::new()?)
        } else {
            Composer::Here(Collation::new()?)
        };
        for batch in touched.books().chunks(BATCH) {
            let (reworded, others): (Vec<i64>, Vec<i64>) =
                batch.iter().partition(|book| touched.is_reworded(**book));
            derivation.renew(&others)?;
            for composed in composer.compose(derivation.read(&reworded)?) {
                derivation.put(&composed)?;
            }
        }
        for composed in composer.rest() {
            derivation.put(&composed)?;
        }
        Ok::<_, LibraryError>(())
    })?;
    let new = derivation.finish()?;
    if new >= MANY_NEW || touched.reworded() >= MANY_REWORDED {
        db.execute(
            "INSERT INTO search (search, rank) VALUES ('merge', 1000000)",
            [],
        )?;
    }
    Ok(())
}

#[cfg(feature = "sample")]
impl crate::Library {
    /// The words under which these books are found, column by column, as the index gets them.
    pub fn indexed_words(&self, ids: &[crate::BookId]) -> Result<Vec<Vec<String>>, LibraryError> {
        let ids: Vec<i64> = ids.iter().map(|id| id.raw()).collect();
        self.read_aside(|tx| {
            let mut composer = Composer::Here(Collation::new()?);
            let mut derivation = Derivation::new(tx)?;
            let mut words = Vec::with_capacity(ids.len());
            for batch in ids.chunks(BATCH) {
                for composed in composer.compose(derivation.read(batch)?) {
                    words.push(composed.entry.columns().map(str::to_owned).collect());
                }
            }
            Ok(words)
        })
    }
}

/// The statements and buffers that indexing books needs, one after the other.
struct Derivation<'db> {
    db: &'db Connection,
    collation: Collation,
    first_new: i64,
    next_slot: i64,
    figures: Figures<'db>,
    custom: CustomKeys<'db>,
    unlist: CachedStatement<'db>,
    list: CachedStatement<'db>,
    catalog: CachedStatement<'db>,
    uncatalog: CachedStatement<'db>,
    unindex: CachedStatement<'db>,
    index: CachedStatement<'db>,
}

impl<'db> Derivation<'db> {
    fn new(db: &'db Connection) -> Result<Self, LibraryError> {
        let next_slot = state::get(db, state::NEXT_SLOT)?;
        Ok(Self {
            db,
            collation: Collation::new()?,
            first_new: next_slot,
            next_slot,
            figures: Figures::new(db)?,
            custom: CustomKeys::new(db)?,
            unlist: db.prepare_cached("DELETE FROM listing WHERE book = ?1")?,
            list: db.prepare_cached(ListingRow::PUT)?,
            catalog: db.prepare_cached(
                "INSERT OR REPLACE INTO catalog (book, slot, flags, title_key) VALUES (?1, ?2, ?3, ?4)",
            )?,
            uncatalog: db.prepare_cached("DELETE FROM catalog WHERE book = ?1")?,
            unindex: db.prepare_cached("DELETE FROM search WHERE rowid = ?1")?,
            index: db.prepare_cached(
                "INSERT INTO search (rowid, title, authors, people, series, publisher, tags, isbn, identifiers,
                     description, review, notes, quotes, owning, custom)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)",
            )?,
        })
    }

    /// Writes the figures of books whose words stay. The index need not hear of them: to write to it now and then means
    /// to merge a large piece.
    fn renew(&mut self, books: &[i64]) -> Result<(), LibraryError> {
        if books.is_empty() {
            return Ok(());
        }
        let parts = particulars::of_books(self.db, books, Depth::Figures)?;
        for book in books {
            if let (Some(parts), Some(kept)) = (parts.get(book), self.figures.kept(*book)?) {
                self.figures.renew(*book, parts, kept)?;
            }
        }
        Ok(())
    }

    /// Reads these books for all that follows from them. Those that are gone lose their rows.
    fn read(&mut self, books: &[i64]) -> Result<Read, LibraryError> {
        if books.is_empty() {
            return Ok(Read::new());
        }
        let mut parts = particulars::of_books(self.db, books, Depth::Words)?;
        let mut batch = Read::with_capacity(books.len());
        let mut rest = books;
        load_each(self.db, books, |book| {
            // Both run in the order of the ids: what is passed over is gone.
            while let Some((id, following)) = rest.split_first() {
                rest = following;
                if *id == book.id.raw() {
                    break;
                }
                self.remove(*id)?;
            }
            let parts = parts.remove(&book.id.raw()).unwrap_or_default();
            batch.push((book, parts));
            Ok(())
        })?;
        for id in rest {
            self.remove(*id)?;
        }
        Ok(batch)
    }

    /// How many books are new to the index.
    fn finish(&self) -> Result<usize, LibraryError> {
        if self.next_slot != self.first_new {
            state::set(self.db, state::NEXT_SLOT, self.next_slot)?;
        }
        Ok(usize::try_from(self.next_slot - self.first_new).unwrap_or(usize::MAX))
    }

    fn remove(&mut self, book: i64) -> Result<(), LibraryError> {
        if let Some((slot, _)) = self.figures.kept(book)? {
            self.unindex.execute([slot])?;
            self.unlist.execute([book])?;
            self.uncatalog.execute([book])?;
            self.figures.remove(book)?;
            self.custom.remove(book)?;
        }
        Ok(())
    }

    fn put(&mut self, composed: &Composed) -> Result<(), LibraryError> {
        let Composed {
            book, parts, flags, ..
        } = composed;
        let id = book.id.raw();
        let slot = if let Some((slot, _)) = self.figures.kept(id)? {
            self.unindex.execute([slot])?;
            self.custom.remove(id)?;
            slot
        } else {
            self.next_slot += 1;
            self.next_slot - 1
        };
        self.catalog
            .execute(params![id, slot, flags.raw(), composed.title])?;
        self.figures.put(id, slot, *flags, parts)?;
        composed.row.put(&mut self.list, slot, book, parts)?;
        self.custom.put(book, slot, &self.collation)?;
        self.index.raw_bind_parameter(1, slot)?;
        for (at, words) in composed.entry.columns().enumerate() {
            self.index.raw_bind_parameter(at + 2, words)?;
        }
        self.index.raw_execute()?;
        Ok(())
    }
}
