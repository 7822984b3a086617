//! What follows from the books: the rows of the lists and the search index. Only this file writes them.

use rusqlite::{CachedStatement, Connection, OptionalExtension, params};

use crate::book::{StoredBook, load_each};
use crate::error::LibraryError;
use crate::listing::{Collation, ListingRow};
use crate::schema;
use crate::search::Document;
use crate::state;

/// The format of the derived tables: raised when they, the folding or the ordering change, so that every library is
/// indexed anew when it is next opened.
const FORMAT: i64 = 1;

/// From so many books on the index is tidied at once. Left as they are, the large pieces that an import writes are
/// merged when some later, small edit makes one piece too many, and that edit takes a second.
const LARGE: usize = 1_000;

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
    refresh(db, &books)?;
    // Another program that has the library open must read its lists again.
    state::set(
        db,
        state::GENERATION,
        state::get(db, state::GENERATION)? + 1,
    )?;
    state::set(db, state::DERIVED_FORMAT, FORMAT)
}

/// Makes the rows of these books anew. The ids are sorted; books that are gone lose their rows.
pub(crate) fn refresh(db: &Connection, touched: &[i64]) -> Result<(), LibraryError> {
    let mut next_slot = state::get(db, state::NEXT_SLOT)?;
    let first_new = next_slot;
    let mut derivation = Derivation::new(db)?;
    let mut rest = touched;
    load_each(db, touched, |book| {
        // Both run in the order of the ids: what is passed over is gone.
        while let Some((id, following)) = rest.split_first() {
            rest = following;
            if *id == book.id.raw() {
                break;
            }
            derivation.remove(*id)?;
        }
        derivation.put(&book, &mut next_slot)
    })?;
    for id in rest {
        derivation.remove(*id)?;
    }
    if next_slot != first_new {
        state::set(db, state::NEXT_SLOT, next_slot)?;
    }
    if touched.len() >= LARGE {
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
    columns: [Document; 7],
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
            columns: Default::default(),
            slot: db.prepare_cached("SELECT slot FROM catalog WHERE book = ?1")?,
            unlist: db.prepare_cached("DELETE FROM listing WHERE book = ?1")?,
            list: db.prepare_cached(ListingRow::PUT)?,
            catalog: db.prepare_cached(ListingRow::PUT_IN_CATALOG)?,
            uncatalog: db.prepare_cached("DELETE FROM catalog WHERE book = ?1")?,
            unindex: db.prepare_cached("DELETE FROM search WHERE rowid = ?1")?,
            index: db.prepare_cached(
                "INSERT INTO search (rowid, title, people, series, publisher, tags, identifiers, notes)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
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
        }
        Ok(())
    }

    fn put(&mut self, book: &StoredBook, next_slot: &mut i64) -> Result<(), LibraryError> {
        let slot = if let Some(slot) = self.slot_of(book.id.raw())? {
            self.unindex.execute([slot])?;
            slot
        } else {
            *next_slot += 1;
            *next_slot - 1
        };
        ListingRow::of(book, &self.collation).put(&mut self.list, &mut self.catalog, slot)?;
        compose(book, &mut self.columns);
        let [title, people, series, publisher, tags, identifiers, notes] = &self.columns;
        self.index.execute(params![
            slot,
            title.as_str(),
            people.as_str(),
            series.as_str(),
            publisher.as_str(),
            tags.as_str(),
            identifiers.as_str(),
            notes.as_str(),
        ])?;
        Ok(())
    }
}

/// Composes what of a book can be found, in the order of the index's columns.
fn compose(book: &StoredBook, columns: &mut [Document; 7]) {
    for column in columns.iter_mut() {
        column.clear();
    }
    let [title, people, series, publisher, tags, identifiers, notes] = columns;
    let fields = &book.fields;
    title.add(&fields.title);
    for text in [&fields.subtitle, &fields.original_title, &fields.sort_title]
        .into_iter()
        .flatten()
    {
        title.add(text);
    }
    for person in &fields.contributors {
        people.add(&person.name);
    }
    for place in &fields.series {
        series.add(&place.name);
        series.add(place.number.as_deref().unwrap_or_default());
    }
    publisher.add(fields.publisher.as_deref().unwrap_or_default());
    for tag in &fields.tags {
        tags.add(tag);
    }
    if let Some(isbn) = fields.isbn {
        identifiers.add(&isbn.to_string());
        identifiers.add(&isbn.isbn10().unwrap_or_default());
    }
    for identifier in &fields.identifiers {
        identifiers.add(&identifier.value);
    }
    for text in [&fields.description, &fields.review, &fields.notes]
        .into_iter()
        .flatten()
    {
        notes.add(text);
    }
}
