//! From what is asked for to the books, in their order.

use std::collections::HashMap;

use jiff::tz::TimeZone;
use rusqlite::Connection;

use super::bits::Bits;
use super::catalog::Catalog;
use super::evaluate::Evaluation;
use super::flags::{Flag, is_in};
use super::order::{Key, Unordered};
use super::sort_text::Collation;
use super::{ListQuery, QueryProblem, SortField, Within};
use crate::custom_field::{CustomField, FieldKind};
use crate::error::LibraryError;
use crate::name::NameKind;
use crate::search::syntax;
use crate::values::{BookId, FieldId, PartialDate};

/// When and where a list is asked for.
pub(crate) struct Moment {
    /// The day.
    pub(crate) today: PartialDate,
    /// Where the reader's clock is.
    pub(crate) zone: TimeZone,
}

/// The books that a query finds, in its order, and what of it is not understood.
pub(crate) fn list(
    db: &Connection,
    catalog: &mut Catalog,
    query: &ListQuery,
    moment: &Moment,
) -> Result<(Vec<BookId>, Vec<QueryProblem>), LibraryError> {
    let (hits, problems) = hits(db, catalog, query, moment)?;
    let hits = hits.as_ref();
    let filter = (query.place, query.status);
    let own_order = match (query.sort, query.within) {
        (SortField::Within, Some(within)) => order_within(db, catalog, within)?,
        _ => None,
    };
    let ids = if let Some(order) = own_order {
        let order = order.ordered(|slot| catalog.rank(SortField::Added, slot));
        catalog.pick(&order, query.direction, hits, filter)
    } else {
        let sort = match query.sort {
            SortField::Within => SortField::Title,
            field => field,
        };
        catalog.make_orders(db, &[sort])?;
        catalog.pick_by(sort, query.direction, hits, filter)
    };
    Ok((ids, problems))
}

/// How many books a query finds.
pub(crate) fn count(
    db: &Connection,
    catalog: &mut Catalog,
    query: &ListQuery,
    moment: &Moment,
) -> Result<usize, LibraryError> {
    let (hits, _) = hits(db, catalog, query, moment)?;
    let mut books = catalog.flagged(|flags| is_in(flags, query.place, query.status));
    if let Some(hits) = &hits {
        books.intersect(hits);
    }
    Ok(books.count())
}

/// The books that the text finds, within what is asked; `None` for all.
fn hits(
    db: &Connection,
    catalog: &mut Catalog,
    query: &ListQuery,
    moment: &Moment,
) -> Result<(Option<Bits>, Vec<QueryProblem>), LibraryError> {
    let custom = custom_fields(db)?;
    let parsed = syntax::parse(&query.text, &custom);
    let mut evaluation = Evaluation {
        db,
        catalog,
        custom: &custom,
        today: moment.today,
        zone: &moment.zone,
        open_shelves: Vec::new(),
        known_shelves: HashMap::new(),
    };
    let mut hits = evaluation.books(&parsed.query)?;
    if let Some(within) = query.within {
        let members = members(&mut evaluation, within)?;
        match &mut hits {
            Some(hits) => hits.intersect(&members),
            None => hits = Some(members),
        }
    }
    Ok((hits, parsed.problems))
}

/// The reader's own fields, without how many books have a value: that would cost more than the search.
pub(crate) fn custom_fields(db: &Connection) -> Result<Vec<CustomField>, LibraryError> {
    let mut statement = db
        .prepare_cached("SELECT id, name, kind, choices FROM custom_field ORDER BY position, id")?;
    let rows = statement.query_map([], |row| {
        let kind: String = row.get(2)?;
        let choices: Option<String> = row.get(3)?;
        Ok(CustomField {
            id: FieldId::from_raw(row.get(0)?),
            name: row.get(1)?,
            kind: FieldKind::from_name(&kind).unwrap_or_default(),
            choices: choices
                .and_then(|json| serde_json::from_str(&json).ok())
                .unwrap_or_default(),
            books: 0,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The books of a part of the library.
fn members(evaluation: &mut Evaluation<'_>, within: Within) -> Result<Bits, LibraryError> {
    let flag = match within {
        Within::Shelf { id } => return evaluation.on_shelf(id),
        Within::Name { what, id } => {
            let sql = match what {
                NameKind::Person => "SELECT book FROM book_contributor WHERE person = ?1",
                NameKind::Publisher => "SELECT id FROM book WHERE publisher = ?1",
                NameKind::Series => "SELECT book FROM book_series WHERE series = ?1",
                NameKind::Tag => "SELECT book FROM book_tag WHERE tag = ?1",
            };
            return evaluation.listed(sql, id.raw());
        }
        Within::Favourites => Flag::Favourite,
        Within::Owned => Flag::Copy,
        Within::Lent => Flag::Lent,
        Within::Wishes => {
            let wished = evaluation.catalog.flagged(|flags| flags.wish().is_some());
            return Ok(wished);
        }
    };
    Ok(evaluation.catalog.flagged(|flags| flags.has(flag)))
}

/// The own order of a part of the library, where it has one: by hand, by number, by how much a book is wished for.
fn order_within(
    db: &Connection,
    catalog: &Catalog,
    within: Within,
) -> Result<Option<Unordered>, LibraryError> {
    let mut order = Unordered::default();
    match within {
        Within::Shelf { id } if super::shelves::query(db, id)?.is_none() => {
            let mut statement =
                db.prepare_cached("SELECT book, position FROM shelf_book WHERE shelf = ?1")?;
            let mut rows = statement.query([id.raw()])?;
            while let Some(row) = rows.next()? {
                if let Some(slot) = catalog.slot(row.get(0)?) {
                    order.push(Some(Key::Number(row.get(1)?)), slot);
                }
            }
        }
        Within::Name {
            what: NameKind::Series,
            id,
        } => {
            let collation = Collation::new()?;
            let mut statement = db.prepare_cached(
                "SELECT book, number FROM book_series WHERE series = ?1 ORDER BY book, position",
            )?;
            let mut rows = statement.query([id.raw()])?;
            // A book may stand in one series twice; its first place counts.
            let mut places: HashMap<u32, Option<Vec<u8>>> = HashMap::new();
            while let Some(row) = rows.next()? {
                if let Some(slot) = catalog.slot(row.get(0)?) {
                    let number: Option<String> = row.get(1)?;
                    let key = number.map(|number| collation.series_key("", Some(&number)));
                    places.entry(slot).or_insert(key);
                }
            }
            for (slot, key) in places {
                order.push(key.as_deref().map(Key::Bytes), slot);
            }
        }
        Within::Wishes => {
            let mut statement = db.prepare_cached("SELECT book, priority, added FROM wish")?;
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                if let Some(slot) = catalog.slot(row.get(0)?) {
                    // The dearest first, and of those the oldest wish.
                    let priority: u8 = row.get(1)?;
                    let mut key = vec![u8::MAX - priority];
                    key.extend_from_slice(row.get_ref(2)?.as_bytes().unwrap_or_default());
                    order.push(Some(Key::Bytes(&key)), slot);
                }
            }
        }
        _ => return Ok(None),
    }
    Ok(Some(order))
}
