//! The values that the books of a library have in a field, ready to be searched while one types.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use rusqlite::Connection;

use super::source::Source;
use super::tally::{Counted, Seen, Tally};
use crate::book::Format;
use crate::error::LibraryError;
use crate::library::Library;
use crate::pulse::Pulse;
use crate::search::fold::{Kind, fold, kind};
use crate::search::names_of::{format_names, language_names};
use crate::search::syntax::TextField;
use crate::state;

/// Values with how many books have each, in the order in which they are proposed. Nobody counts the books of a smart shelf.
#[derive(Debug, Default)]
pub(super) struct Values {
    counted: Vec<(String, Option<u32>)>,
    /// All values folded, a line each: one search through it is much quicker than one through each.
    folded: String,
    /// By value: where its line begins.
    lines: Vec<usize>,
}

impl Values {
    fn add(&mut self, value: &str, folded: &str, books: Option<u32>) {
        self.counted.push((value.to_owned(), books));
        self.lines.push(self.folded.len());
        self.folded.push_str(folded);
        self.folded.push('\n');
    }

    /// The values of which a word, and what follows it, begins so.
    pub(super) fn beginning(&self, typed: &str) -> impl Iterator<Item = (&str, Option<u32>)> {
        let mut last = None;
        let begins = self.folded.match_indices(typed).filter_map(move |(at, _)| {
            let before = self.folded[..at].chars().next_back();
            if before.is_some_and(|c| kind(c) == Kind::Letter) {
                return None;
            }
            let line = self
                .lines
                .partition_point(|begin| *begin <= at)
                .checked_sub(1)?;
            (last.replace(line) != Some(line)).then_some(line)
        });
        let found = begins.filter_map(|line| self.counted.get(line));
        found.map(|(value, books)| (value.as_str(), *books))
    }
}

/// What is remembered of the fields that were asked for. Counting the authors of a hundred thousand books takes longer
/// than a keystroke may, so it is done once, and afterwards only for the books that changed.
#[derive(Debug, Default)]
pub(crate) struct Vocabulary {
    remembered: Mutex<HashMap<Source, Remembered>>,
}

#[derive(Debug)]
struct Remembered {
    generation: i64,
    tally: Tally,
    values: Arc<Values>,
}

impl Library {
    /// The values of a field, those of the most books first; shelves in the order that the reader gave them.
    pub(super) fn vocabulary(&self, source: Source) -> Result<Arc<Values>, LibraryError> {
        let mut remembered = self
            .vocabulary
            .remembered
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        // Taken out while it is worked on: what fails half-way must not be remembered.
        let before = remembered.remove(&source);
        let (generation, tally, seen) = self.read_aside(|tx| {
            let generation = state::get(tx, state::GENERATION)?;
            counted(tx, source, generation, before, &self.pulse)
        })?;
        let values = seen.unwrap_or_else(|| Arc::new(ordered(source, &tally)));
        let now = Remembered {
            generation,
            tally,
            values: Arc::clone(&values),
        };
        remembered.insert(source, now);
        Ok(values)
    }

    /// The shelves, in the order that the reader gave them. There are few, and their books are counted by an index.
    pub(super) fn shelf_names(&self) -> Result<Values, LibraryError> {
        self.read(|reader| {
            let mut statement = reader.db().prepare_cached(
                "SELECT name, CASE WHEN query IS NULL THEN coalesce(books, 0) END FROM shelf LEFT JOIN (
                     SELECT shelf AS filled, count(*) AS books FROM shelf_book
                     WHERE book NOT IN (SELECT id FROM book WHERE trashed IS NOT NULL) GROUP BY shelf
                 ) ON filled = id ORDER BY position, id",
            )?;
            let mut rows = statement.query([])?;
            let mut values = Values::default();
            while let Some(row) = rows.next()? {
                let name: String = row.get(0)?;
                values.add(&name, &fold(&name), row.get(1)?);
            }
            Ok(values)
        })
    }
}

type Recounted = (i64, Tally, Option<Arc<Values>>);

/// What is remembered, brought to this generation; with the values, if they are still the same.
fn counted(
    db: &Connection,
    source: Source,
    generation: i64,
    before: Option<Remembered>,
    pulse: &Pulse,
) -> Result<Recounted, LibraryError> {
    let known = before.and_then(|before| {
        let touched = pulse.touched_between(before.generation, generation)?;
        Some((before, touched))
    });
    let Some((mut before, touched)) = known else {
        return Ok((generation, Tally::of(db, source)?, None));
    };
    let values = match before.tally.patch(db, &touched)? {
        Seen::Nothing => Some(before.values),
        Seen::Change => None,
    };
    Ok((generation, before.tally, values))
}

fn ordered(source: Source, tally: &Tally) -> Values {
    let merged = merged(source, tally);
    let mut order: Vec<&Counted> = match &merged {
        Some(merged) => merged.iter().collect(),
        None => tally.values().collect(),
    };
    order.sort_unstable_by_key(|value| (Reverse(value.books), &value.folded, &value.written));
    let mut values = Values::default();
    for value in order {
        values.add(&value.written, &value.folded, Some(value.books));
    }
    values
}

/// Values that are kept in several ways and shown in one: `en` and `en-gb` are both English. `None` where there are none.
fn merged(source: Source, tally: &Tally) -> Option<Vec<Counted>> {
    let shown = match source {
        Source::Text(TextField::Language) => language_name,
        Source::Text(TextField::Format) => format_name,
        _ => return None,
    };
    let mut together: HashMap<String, u32> = HashMap::new();
    for value in tally.values() {
        *together.entry(shown(&value.written)).or_default() += value.books;
    }
    let together = together.into_iter();
    Some(
        together
            .map(|(written, books)| Counted::new(written, books))
            .collect(),
    )
}

/// Its English name, where its tag is known.
fn language_name(written: &str) -> String {
    language_names(written)
        .find(|name| name.len() > 3 && !name.contains('-'))
        .unwrap_or_else(|| written.to_owned())
}

fn format_name(written: &str) -> String {
    let format = Format::from(written);
    format_names(&format).last().unwrap_or(written).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::{BookFields, Contributor, Role};
    use crate::clock::SystemClock;
    use crate::key::LibraryKey;

    #[test]
    fn neither_counting_nor_looking_for_duplicates_holds_up_lists() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("library.db");
        let clock = Arc::new(SystemClock);
        let library = Library::create(&path, &LibraryKey::new(&[1; 32]), clock).unwrap();
        let kim = BookFields {
            title: "Kim".into(),
            contributors: vec![Contributor {
                name: "Rudyard Kipling".into(),
                role: Role::Author,
            }],
            ..BookFields::default()
        };
        for _ in 0..2 {
            library.add(&kim).unwrap();
        }
        // Whatever else asked the reader would fail.
        let reader = library.lock_reader().take();
        assert_eq!(library.duplicates(1).unwrap().total, 1);
        let author = Source::Text(TextField::Author);
        assert_eq!(
            library.vocabulary(author).unwrap().beginning("kip").count(),
            1
        );
        *library.lock_reader() = reader;
        library.close().unwrap();
        assert!(matches!(library.duplicates(1), Err(LibraryError::Closed)));
    }
}
