//! One name, with what there is to know of it.

use std::cmp::Ordering;

use rusqlite::{Connection, OptionalExtension, params};

use super::series_number::{SeriesNumber, gaps};
use super::{NameDetails, NameKind, NameRow, RoleCount, SeriesEntry};
use crate::book::Role;
use crate::error::LibraryError;
use crate::library::Library;
use crate::listing;
use crate::values::{BookId, NameId};

/// The most places of a series that are given.
const MOST_ENTRIES: usize = 1_000;

impl Library {
    /// One name.
    pub fn name(&self, kind: NameKind, id: NameId) -> Result<NameDetails, LibraryError> {
        self.read(|reader| {
            let tx = reader.db().unchecked_transaction()?;
            Ok(NameDetails {
                row: row(&tx, kind, id)?.ok_or(LibraryError::NotFound)?,
                roles: match kind {
                    NameKind::Person => roles(&tx, id)?,
                    _ => Vec::new(),
                },
                entries: match kind {
                    NameKind::Series => entries(&tx, id)?,
                    _ => Vec::new(),
                },
            })
        })
    }
}

fn row(db: &Connection, kind: NameKind, id: NameId) -> Result<Option<NameRow>, LibraryError> {
    let sql = match kind {
        NameKind::Person => {
            "SELECT name, sort_name, (SELECT count(DISTINCT book) FROM book_contributor WHERE person = ?1
                 AND book NOT IN (SELECT id FROM book WHERE trashed IS NOT NULL)) FROM person WHERE id = ?1"
        }
        NameKind::Publisher => {
            "SELECT name, NULL, (SELECT count(*) FROM book WHERE publisher = ?1
                 AND id NOT IN (SELECT id FROM book WHERE trashed IS NOT NULL)) FROM publisher WHERE id = ?1"
        }
        NameKind::Series => {
            "SELECT name, NULL, (SELECT count(DISTINCT book) FROM book_series WHERE series = ?1
                 AND book NOT IN (SELECT id FROM book WHERE trashed IS NOT NULL)) FROM series WHERE id = ?1"
        }
        NameKind::Tag => {
            "SELECT name, NULL, (SELECT count(*) FROM book_tag WHERE tag = ?1
                 AND book NOT IN (SELECT id FROM book WHERE trashed IS NOT NULL)) FROM tag WHERE id = ?1"
        }
    };
    let mut statement = db.prepare_cached(sql)?;
    let row = statement.query_row([id.raw()], |row| {
        Ok(NameRow {
            id,
            name: row.get(0)?,
            sort_name: row.get(1)?,
            books: row.get(2)?,
        })
    });
    Ok(row.optional()?)
}

/// What a person did, the most frequent first.
fn roles(db: &Connection, person: NameId) -> Result<Vec<RoleCount>, LibraryError> {
    let mut statement = db.prepare_cached(
        "SELECT role, count(DISTINCT book) AS books FROM book_contributor WHERE person = ?1
         AND book NOT IN (SELECT id FROM book WHERE trashed IS NOT NULL) GROUP BY role ORDER BY books DESC, role",
    )?;
    let roles = statement.query_map(params![person.raw()], |row| {
        let role: String = row.get(0)?;
        Ok(RoleCount {
            role: Role::from(role),
            books: row.get(1)?,
        })
    })?;
    Ok(roles.collect::<Result<_, _>>()?)
}

/// A place before it is known whether it is shown.
struct Place {
    number: Option<String>,
    value: Option<SeriesNumber>,
    book: Option<BookId>,
}

impl Place {
    /// Numbers first, then what is no number (`III`), then the books without a place.
    fn compare(&self, other: &Self) -> Ordering {
        match (&self.value, &other.value) {
            (Some(a), Some(b)) => a.compare(b),
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (None, None) => {
                (self.number.is_none(), &self.number).cmp(&(other.number.is_none(), &other.number))
            }
        }
    }
}

fn entries(db: &Connection, series: NameId) -> Result<Vec<SeriesEntry>, LibraryError> {
    // By title, so that the stable sort keeps that order among books of one place.
    let mut statement = db.prepare_cached(
        "SELECT book_series.book, number FROM book_series JOIN catalog ON catalog.book = book_series.book
         WHERE series = ?1 AND book_series.book NOT IN (SELECT id FROM book WHERE trashed IS NOT NULL)
         ORDER BY title_key, book_series.book, position",
    )?;
    let books = statement.query_map([series.raw()], |row| {
        let number: Option<String> = row.get(1)?;
        Ok(Place {
            value: number.as_deref().and_then(SeriesNumber::parse),
            number,
            book: Some(BookId::from_raw(row.get(0)?)),
        })
    })?;
    let mut places = books.collect::<Result<Vec<_>, _>>()?;
    let missing = gaps(places.iter().filter_map(|place| place.value));
    places.extend(missing.into_iter().map(|number| {
        let number = number.to_string();
        Place {
            value: SeriesNumber::parse(&number),
            number: Some(number),
            book: None,
        }
    }));
    places.sort_by(Place::compare);
    places.truncate(MOST_ENTRIES);

    let mut entries = Vec::with_capacity(places.len());
    for place in places {
        let book = match place.book {
            Some(id) => listing::rows(db, &[id])?.pop(),
            None => None,
        };
        entries.push(SeriesEntry {
            number: place.number,
            book,
        });
    }
    Ok(entries)
}
