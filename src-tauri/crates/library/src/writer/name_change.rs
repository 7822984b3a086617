//! Renaming, merging and deleting names that many books bear.

use std::collections::HashSet;

use rusqlite::{OptionalExtension, params};

use super::Writer;
use crate::error::LibraryError;
use crate::name::{NameForm, NameKind};
use crate::values::NameId;

/// The table in which a name stands among others of its book, in order. `with` is what a book says beside the name: a
/// person's role, the number in a series.
struct Places {
    read: &'static str,
    put: &'static str,
    cut: &'static str,
}

impl NameKind {
    /// Absent for publishers, of which a book has one.
    fn places(self) -> Option<Places> {
        match self {
            Self::Person => Some(Places {
                read: "SELECT book, person, role FROM book_contributor WHERE book IN (
                           SELECT book FROM book_contributor WHERE person IN (SELECT value FROM json_each(?1))
                       ) ORDER BY book, position",
                put: "INSERT INTO book_contributor (book, position, person, role) VALUES (?1, ?2, ?3, ?4)
                      ON CONFLICT (book, position) DO UPDATE SET person = excluded.person, role = excluded.role",
                cut: "DELETE FROM book_contributor WHERE book = ?1 AND position >= ?2",
            }),
            Self::Series => Some(Places {
                read: "SELECT book, series, number FROM book_series WHERE book IN (
                           SELECT book FROM book_series WHERE series IN (SELECT value FROM json_each(?1))
                       ) ORDER BY book, position",
                put: "INSERT INTO book_series (book, position, series, number) VALUES (?1, ?2, ?3, ?4)
                      ON CONFLICT (book, position) DO UPDATE SET series = excluded.series, number = excluded.number",
                cut: "DELETE FROM book_series WHERE book = ?1 AND position >= ?2",
            }),
            Self::Tag => Some(Places {
                read: "SELECT book, tag, NULL FROM book_tag WHERE book IN (
                           SELECT book FROM book_tag WHERE tag IN (SELECT value FROM json_each(?1))
                       ) ORDER BY book, position",
                put: "INSERT INTO book_tag (book, position, tag) VALUES (?1, ?2, ?3)
                      ON CONFLICT (book, position) DO UPDATE SET tag = excluded.tag",
                cut: "DELETE FROM book_tag WHERE book = ?1 AND position >= ?2",
            }),
            Self::Publisher => None,
        }
    }

    /// The books that bear one of the names.
    fn bearers(self) -> &'static str {
        match self {
            Self::Person => {
                "SELECT DISTINCT book FROM book_contributor WHERE person IN (SELECT value FROM json_each(?1))"
            }
            Self::Publisher => {
                "SELECT id FROM book WHERE publisher IN (SELECT value FROM json_each(?1))"
            }
            Self::Series => {
                "SELECT DISTINCT book FROM book_series WHERE series IN (SELECT value FROM json_each(?1))"
            }
            Self::Tag => {
                "SELECT DISTINCT book FROM book_tag WHERE tag IN (SELECT value FROM json_each(?1))"
            }
        }
    }

    pub(crate) fn name_of(self) -> &'static str {
        match self {
            Self::Person => "SELECT name FROM person WHERE id = ?1",
            Self::Publisher => "SELECT name FROM publisher WHERE id = ?1",
            Self::Series => "SELECT name FROM series WHERE id = ?1",
            Self::Tag => "SELECT name FROM tag WHERE id = ?1",
        }
    }

    fn delete(self) -> &'static str {
        match self {
            Self::Person => "DELETE FROM person WHERE id = ?1",
            Self::Publisher => "DELETE FROM publisher WHERE id = ?1",
            Self::Series => "DELETE FROM series WHERE id = ?1",
            Self::Tag => "DELETE FROM tag WHERE id = ?1",
        }
    }
}

/// A name in its place among those of one book.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Place {
    name: i64,
    with: Option<String>,
}

impl Writer<'_> {
    /// Gives a name another spelling and, if it is a person's, another place in the alphabet. Gives the former spelling.
    pub(crate) fn rename(
        &mut self,
        kind: NameKind,
        id: NameId,
        name: &str,
        sort_name: Option<&str>,
    ) -> Result<String, LibraryError> {
        let before = self.spelling(kind, id)?;
        if let Some(by) = self.rival(kind, id, name)? {
            return Err(LibraryError::NameTaken {
                name: name.to_owned(),
                by: Some(by),
            });
        }
        let sql = match kind {
            NameKind::Person => {
                "UPDATE person SET name = ?2, sort_name = ?3 WHERE id = ?1 AND (name, sort_name) IS NOT (?2, ?3)"
            }
            NameKind::Publisher => {
                "UPDATE publisher SET name = ?2 WHERE id = ?1 AND name <> ?2 AND ?3 IS NULL"
            }
            NameKind::Series => {
                "UPDATE series SET name = ?2 WHERE id = ?1 AND name <> ?2 AND ?3 IS NULL"
            }
            NameKind::Tag => "UPDATE tag SET name = ?2 WHERE id = ?1 AND name <> ?2 AND ?3 IS NULL",
        };
        let changed = self
            .db
            .prepare_cached(sql)?
            .execute(params![id.raw(), name, sort_name])?;
        if changed > 0 {
            self.names.forget(kind);
            let books = self.bearers(kind, &[id])?;
            self.stamp_books(&books)?;
        }
        Ok(before)
    }

    /// Puts `into` in the place of the names `from` everywhere. Gives its spelling, and how many books were changed.
    pub(crate) fn merge_names(
        &mut self,
        kind: NameKind,
        from: &[NameId],
        into: NameId,
    ) -> Result<(String, u32), LibraryError> {
        let spelling = self.spelling(kind, into)?;
        for id in from {
            self.spelling(kind, *id)?;
        }
        let books = self.bearers(kind, from)?;
        if kind == NameKind::Publisher {
            let sql = "UPDATE book SET publisher = ?2 WHERE publisher = ?1";
            let mut statement = self.db.prepare_cached(sql)?;
            for id in from {
                statement.execute([id.raw(), into.raw()])?;
            }
        } else {
            let from: HashSet<i64> = from.iter().map(|id| id.raw()).collect();
            // A book bears a tag in one spelling only, so where `into` comes it takes the place of its like.
            let alike = match kind {
                NameKind::Tag => self.tags_spelled(&spelling)?,
                _ => HashSet::new(),
            };
            self.rewrite_places(kind, &from, |places| {
                merged(kind, places, &from, &alike, into.raw())
            })?;
            self.drop_unused_among(kind, &alike)?;
        }
        self.stamp_books(&books)?;
        self.delete_names(kind, from)?;
        Ok((spelling, count(&books)))
    }

    /// Takes a name from all its books. Gives its spelling, and how many books were changed.
    pub(crate) fn delete_name(
        &mut self,
        kind: NameKind,
        id: NameId,
    ) -> Result<(String, u32), LibraryError> {
        let spelling = self.spelling(kind, id)?;
        let books = self.bearers(kind, &[id])?;
        if kind == NameKind::Publisher {
            let sql = "UPDATE book SET publisher = NULL WHERE publisher = ?1";
            self.db.prepare_cached(sql)?.execute([id.raw()])?;
        } else {
            self.rewrite_places(kind, &HashSet::from([id.raw()]), |mut places| {
                places.retain(|place| place.name != id.raw());
                places
            })?;
        }
        self.stamp_books(&books)?;
        self.delete_names(kind, &[id])?;
        Ok((spelling, count(&books)))
    }

    /// A name as it would be typed.
    pub(crate) fn name(&self, kind: NameKind, id: NameId) -> Result<NameForm, LibraryError> {
        let sort_name = match kind {
            NameKind::Person => {
                let sql = "SELECT sort_name FROM person WHERE id = ?1";
                let mut statement = self.db.prepare_cached(sql)?;
                statement
                    .query_row([id.raw()], |row| row.get(0))
                    .optional()?
                    .flatten()
            }
            _ => None,
        };
        Ok(NameForm {
            name: self.spelling(kind, id)?,
            sort_name,
        })
    }

    fn spelling(&self, kind: NameKind, id: NameId) -> Result<String, LibraryError> {
        let mut statement = self.db.prepare_cached(kind.name_of())?;
        let name = statement.query_row([id.raw()], |row| row.get(0));
        name.optional()?.ok_or(LibraryError::NotFound)
    }

    /// Another name that is spelled so.
    fn rival(
        &self,
        kind: NameKind,
        id: NameId,
        name: &str,
    ) -> Result<Option<NameId>, LibraryError> {
        let mut statement = self.db.prepare_cached(kind.select())?;
        let exact = statement.query_row([name], |row| row.get(0)).optional()?;
        let rival = match (exact, kind) {
            (None, NameKind::Tag) => {
                let alike = self.tags_spelled(name)?;
                alike.into_iter().filter(|tag| *tag != id.raw()).min()
            }
            (exact, _) => exact.filter(|other| *other != id.raw()),
        };
        Ok(rival.map(NameId::from_raw))
    }

    /// Whether there are tags, beside this one, that differ from `name` at most in case.
    pub(crate) fn has_tags_like(&self, tag: i64, name: &str) -> Result<bool, LibraryError> {
        let alike = self.tags_spelled(name)?;
        Ok(alike.into_iter().any(|other| other != tag))
    }

    /// The tags that differ from this one at most in case.
    fn tags_spelled(&self, name: &str) -> Result<HashSet<i64>, LibraryError> {
        let lower = name.to_lowercase();
        let mut alike = HashSet::new();
        let mut statement = self.db.prepare_cached("SELECT id, name FROM tag")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let other: String = row.get(1)?;
            if other.to_lowercase() == lower {
                alike.insert(row.get(0)?);
            }
        }
        Ok(alike)
    }

    fn bearers(&self, kind: NameKind, names: &[NameId]) -> Result<Vec<i64>, LibraryError> {
        let mut statement = self.db.prepare_cached(kind.bearers())?;
        let books =
            statement.query_map([json(names.iter().map(|id| id.raw()))?], |row| row.get(0))?;
        Ok(books.collect::<Result<_, _>>()?)
    }

    fn delete_names(&mut self, kind: NameKind, names: &[NameId]) -> Result<(), LibraryError> {
        self.names.forget(kind);
        let mut statement = self.db.prepare_cached(kind.delete())?;
        for id in names {
            statement.execute([id.raw()])?;
        }
        Ok(())
    }

    fn drop_unused_among(
        &mut self,
        kind: NameKind,
        names: &HashSet<i64>,
    ) -> Result<(), LibraryError> {
        for id in names {
            let name = self.spelling(kind, NameId::from_raw(*id))?;
            self.may_be_unused.insert((kind, name));
        }
        Ok(())
    }

    /// Changes the lists of all books that bear one of `names`, writing only what differs. The places of a list stay
    /// without gaps, as an edit of the book expects them.
    fn rewrite_places(
        &mut self,
        kind: NameKind,
        names: &HashSet<i64>,
        change: impl Fn(Vec<Place>) -> Vec<Place>,
    ) -> Result<(), LibraryError> {
        let Some(Places { read, put, cut }) = kind.places() else {
            return Ok(());
        };
        let mut put = self.db.prepare_cached(put)?;
        let mut cut = self.db.prepare_cached(cut)?;
        let mut write = |book: i64, before: Vec<Place>| -> Result<(), LibraryError> {
            let after = change(before.clone());
            for (at, (position, place)) in (0_i64..).zip(&after).enumerate() {
                if before.get(at) == Some(place) {
                    continue;
                }
                match kind {
                    NameKind::Tag => put.execute(params![book, position, place.name])?,
                    _ => put.execute(params![book, position, place.name, place.with])?,
                };
            }
            if after.len() < before.len() {
                cut.execute(params![
                    book,
                    i64::try_from(after.len()).unwrap_or(i64::MAX)
                ])?;
            }
            Ok(())
        };
        // Read to the end before the first is written: what is read must not move under the statement.
        let mut lists: Vec<(i64, Vec<Place>)> = Vec::new();
        let mut statement = self.db.prepare_cached(read)?;
        let mut rows = statement.query([json(names.iter().copied())?])?;
        while let Some(row) = rows.next()? {
            let book = row.get(0)?;
            let place = Place {
                name: row.get(1)?,
                with: row.get(2)?,
            };
            match lists.last_mut().filter(|(last, _)| *last == book) {
                Some((_, places)) => places.push(place),
                None => lists.push((book, vec![place])),
            }
        }
        drop(rows);
        for (book, places) in lists {
            write(book, places)?;
        }
        Ok(())
    }
}

/// The names of one book with `into` in the place of `from`. What it bears twice then becomes one, in the first place: a
/// person in one role, a series without a number or with the same. Two numbers of a series are two places.
fn merged(
    kind: NameKind,
    places: Vec<Place>,
    from: &HashSet<i64>,
    alike: &HashSet<i64>,
    into: i64,
) -> Vec<Place> {
    let mut kept: Vec<Place> = Vec::with_capacity(places.len());
    for mut place in places {
        if from.contains(&place.name) || alike.contains(&place.name) {
            place.name = into;
        }
        let mut twins = kept.iter_mut().filter(|other| other.name == place.name);
        if place.name != into || kind == NameKind::Person {
            if twins.all(|twin| twin.with != place.with) {
                kept.push(place);
            }
            continue;
        }
        match twins.next() {
            // So far nobody said which number it is.
            Some(first) if first.with.is_none() => first.with = place.with,
            Some(first) if place.with.is_none() || first.with == place.with => {}
            Some(_) if twins.any(|twin| twin.with == place.with) => {}
            _ => kept.push(place),
        }
    }
    kept
}

fn json(ids: impl Iterator<Item = i64>) -> Result<String, LibraryError> {
    serde_json::to_string(&ids.collect::<Vec<i64>>()).map_err(|_| LibraryError::Storage)
}

fn count(books: &[i64]) -> u32 {
    u32::try_from(books.len()).unwrap_or(u32::MAX)
}
