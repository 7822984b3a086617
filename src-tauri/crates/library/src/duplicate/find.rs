//! Finding books that look like one.

use std::collections::{HashMap, HashSet};

use rusqlite::Connection;

use super::apart::Apart;
use super::likeness::{Sets, Traits, by_traits, by_value};
use super::title::PlainTitle;
use super::{DuplicateGroup, Duplicates, Likeness};
use crate::error::LibraryError;
use crate::library::Library;
use crate::listing::{self, by_family_name};
use crate::search::fold;
use crate::values::{BookId, Isbn};

/// The most groups that are given at once.
const MOST_GROUPS: u32 = 500;

impl Library {
    /// Books of the library that look like one, at most `limit` groups (and at most 500). Those that the reader said are
    /// not one are left out.
    pub fn duplicates(&self, limit: u32) -> Result<Duplicates, LibraryError> {
        self.read_aside(|tx| {
            let groups = open_groups(tx)?;
            let total = u32::try_from(groups.len()).unwrap_or(u32::MAX);
            let limit = usize::try_from(limit.min(MOST_GROUPS)).unwrap_or(usize::MAX);
            let shown = groups.into_iter().take(limit).map(|(likeness, books)| {
                let ids: Vec<BookId> = books.into_iter().map(BookId::from_raw).collect();
                let mut books = listing::rows(tx, &ids)?;
                books.sort_by(|a, b| (&a.added, a.id).cmp(&(&b.added, b.id)));
                Ok(DuplicateGroup { likeness, books })
            });
            Ok(Duplicates {
                groups: shown.collect::<Result<_, LibraryError>>()?,
                total,
            })
        })
    }
}

/// The groups that the reader has not settled, the surest first, among equals the one whose first book came first.
fn open_groups(db: &Connection) -> Result<Vec<(Likeness, Vec<i64>)>, LibraryError> {
    let trashed = trashed(db)?;
    let found = [
        (Likeness::Isbn, by_isbn(db, &trashed)?),
        (Likeness::Identifier, by_identifier(db, &trashed)?),
        (Likeness::TitleAndPeople, by_title_and_people(db)?),
    ];
    let apart = Apart::read(db)?;
    let mut groups: Vec<(Likeness, Vec<i64>)> = Vec::new();
    // By book: the groups in which it is shown already.
    let mut shown: HashMap<i64, Vec<usize>> = HashMap::new();
    for (likeness, alike) in found {
        let mut alike: Vec<Vec<i64>> = alike
            .into_iter()
            .map(|group| apart.open(group))
            .filter(|group| group.len() > 1)
            .collect();
        alike.sort_unstable();
        for group in alike {
            let is_part_of = |at: &usize| {
                let within = |book| shown.get(book).is_some_and(|groups| groups.contains(at));
                group.iter().all(within)
            };
            let first = shown.get(&group[0]).map_or(&[][..], Vec::as_slice);
            if first.iter().any(is_part_of) {
                continue;
            }
            for book in &group {
                shown.entry(*book).or_default().push(groups.len());
            }
            groups.push((likeness, group));
        }
    }
    Ok(groups)
}

fn trashed(db: &Connection) -> Result<HashSet<i64>, LibraryError> {
    let mut statement = db.prepare_cached("SELECT id FROM book WHERE trashed IS NOT NULL")?;
    let books = statement.query_map([], |row| row.get(0))?;
    Ok(books.collect::<Result<_, _>>()?)
}

/// A book that was merged into another left its ISBN there as an identifier, and comes again with the next import.
fn by_isbn(db: &Connection, trashed: &HashSet<i64>) -> Result<Vec<Vec<i64>>, LibraryError> {
    let mut statement = db.prepare_cached("SELECT isbn, id FROM book WHERE isbn IS NOT NULL")?;
    let isbns = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let mut isbns = isbns.collect::<Result<Vec<(i64, i64)>, _>>()?;
    let mut statement =
        db.prepare_cached("SELECT value, book FROM identifier WHERE lower(scheme) = 'isbn'")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let value: String = row.get(0)?;
        if let Ok(isbn) = Isbn::parse(&value) {
            isbns.push((isbn.number(), row.get(1)?));
        }
    }
    isbns.retain(|(_, book)| !trashed.contains(book));
    Ok(by_value(isbns.into_iter()))
}

fn by_identifier(db: &Connection, trashed: &HashSet<i64>) -> Result<Vec<Vec<i64>>, LibraryError> {
    let mut statement = db.prepare_cached(
        "SELECT lower(scheme), value, book FROM identifier WHERE lower(scheme) NOT IN ('other', 'isbn')",
    )?;
    let codes = statement.query_map([], |row| Ok(((row.get(0)?, row.get(1)?), row.get(2)?)))?;
    let mut codes = codes.collect::<Result<Vec<((String, String), i64)>, _>>()?;
    codes.retain(|(_, book)| !trashed.contains(book));
    Ok(by_value(codes.into_iter()))
}

fn by_title_and_people(db: &Connection) -> Result<Vec<Vec<i64>>, LibraryError> {
    let mut by_words: HashMap<String, Vec<Traits>> = HashMap::new();
    let mut statement = db.prepare_cached(
        "SELECT book, title, language FROM listing JOIN figures USING (book) WHERE trashed IS NULL",
    )?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let title: String = row.get(1)?;
        let language: Option<String> = row.get(2)?;
        let title = PlainTitle::of(&title, language.as_deref());
        if title.words.is_empty() {
            continue;
        }
        let alike = by_words.entry(title.words.clone()).or_default();
        alike.push(Traits {
            book: row.get(0)?,
            title,
            families: Vec::new(),
            series: Vec::new(),
        });
    }
    // What follows is asked only of books that share their title.
    let mut alike: Vec<Vec<Traits>> = by_words
        .into_values()
        .filter(|books| books.len() > 1)
        .collect();
    let mut books: HashMap<i64, &mut Traits> = alike
        .iter_mut()
        .flatten()
        .map(|book| (book.book, book))
        .collect();
    if !books.is_empty() {
        give_families(db, &mut books)?;
        give_series(db, &mut books)?;
    }
    let mut sets = Sets::default();
    for books in &alike {
        by_traits(books, &mut sets);
    }
    Ok(sets.groups())
}

fn give_families(
    db: &Connection,
    books: &mut HashMap<i64, &mut Traits>,
) -> Result<(), LibraryError> {
    let mut numbers: HashMap<String, u32> = HashMap::new();
    let mut families: HashMap<i64, Vec<u32>> = HashMap::new();
    let mut statement = db.prepare_cached("SELECT id, coalesce(sort_name, name) FROM person")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let name: String = row.get(1)?;
        let spellings = spellings_of_family(&name).map(|spelling| {
            let next = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
            *numbers.entry(spelling).or_insert(next)
        });
        families.insert(row.get(0)?, spellings.collect());
    }
    // All of it in the order in which it is stored: quicker than to ask for each book.
    let mut statement = db.prepare_cached("SELECT book, person FROM book_contributor")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let Some(book) = books.get_mut(&row.get(0)?) else {
            continue;
        };
        book.families
            .extend(families.get(&row.get(1)?).into_iter().flatten());
    }
    for book in books.values_mut() {
        book.families.sort_unstable();
        book.families.dedup();
    }
    Ok(())
}

/// The family name of a person without its blanks, and once more with the word before it, or without the words before
/// its last: `Ursula K. Le Guin` is `Ursula K. LeGuin` too.
fn spellings_of_family(name: &str) -> impl Iterator<Item = String> {
    let plain = |words: &[&str]| fold(&words.concat()).into_owned();
    let sorted = by_family_name(name);
    let family: Vec<&str> = sorted
        .split(',')
        .next()
        .unwrap_or_default()
        .split_whitespace()
        .collect();
    let words: Vec<&str> = name.split_whitespace().collect();
    let other = if name.contains(',') || words.len() < 2 {
        plain(&family[family.len().saturating_sub(1)..])
    } else {
        plain(&words[words.len() - 2..])
    };
    [plain(&family), other].into_iter()
}

fn give_series(db: &Connection, books: &mut HashMap<i64, &mut Traits>) -> Result<(), LibraryError> {
    let mut statement = db.prepare_cached("SELECT book, series, number FROM book_series")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        if let Some(book) = books.get_mut(&row.get(0)?) {
            book.series.push((row.get(1)?, row.get(2)?));
        }
    }
    Ok(())
}
