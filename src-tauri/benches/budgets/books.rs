//! Books in a library: importing, searching, changing one, opening it.

use std::{
    path::PathBuf,
    sync::{Arc, atomic::AtomicBool},
    time::{Duration, Instant},
};

use interchange::goodreads;
use library::{BookFields, Direction, Library, LibraryKey, ListQuery, SortField, SystemClock};
use rusqlite::Connection;
use tempfile::TempDir;

use crate::{
    Result, floor,
    table::{Budget, Measure},
};

/// What is typed, keystroke by keystroke: common and rare beginnings, two words, other scripts, a name, a number.
const TYPED: [&str; 8] = [
    "the garden",
    "dragons of",
    "émile zo",
    "夏目漱石",
    "война",
    "978000",
    "history s",
    "zzyzx",
];

/// A Goodreads export of `count` rows, the same every time.
fn export(count: u32) -> Result<Vec<u8>> {
    let mut file = Vec::new();
    goodreads::sample::write(count, &mut file)?;
    Ok(file)
}

/// Imports `count` sample books into `library`.
pub fn fill(library: &Library, count: u32) -> Result<()> {
    let file = export(count)?;
    interchange::import(
        library,
        goodreads::read(&file[..])?,
        |_| (),
        &AtomicBool::new(false),
    )?;
    Ok(())
}

/// A library in a folder of its own.
pub struct Shelf {
    count: u32,
    library: Library,
    bare: Connection,
    path: PathBuf,
    _folder: TempDir,
}

impl Shelf {
    fn empty() -> Result<Self> {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("library.db");
        let library = Library::create(&path, &LibraryKey::new(floor::KEY), Arc::new(SystemClock))?;
        let bare = floor::connect(&path)?;
        Ok(Self {
            count: 0,
            library,
            bare,
            path,
            _folder: folder,
        })
    }

    /// A library of `count` sample books.
    pub fn filled(count: u32) -> Result<Self> {
        let shelf = Self {
            count,
            ..Self::empty()?
        };
        fill(&shelf.library, count)?;
        Ok(shelf)
    }

    /// From a keystroke to the rows of a screen, beside the index's SQL alone; and sorting by every column.
    pub fn searches(&self) -> Result<Vec<Measure>> {
        let (mut floor, mut ours) = (Vec::new(), Vec::new());
        for typed in TYPED {
            for (end, letter) in typed.char_indices() {
                let text = &typed[..end + letter.len_utf8()];
                floor.push(floor::search(&self.bare, text)?);
                ours.push(self.list(&ListQuery {
                    text: text.to_owned(),
                    ..ListQuery::default()
                })?);
            }
        }
        let words = Measure::new(
            format!(
                "keystroke to rows, {} books, against the SQL alone",
                self.count
            ),
            floor,
            ours,
            Budget::P95(Duration::from_millis(16)),
        );
        let (mut floor, mut ours) = (Vec::new(), Vec::new());
        for sort in SortField::ALL {
            for direction in [Direction::Ascending, Direction::Descending] {
                let begun = Instant::now();
                self.bare
                    .prepare_cached("SELECT id FROM book ORDER BY id")?
                    .query_map([], |row| row.get::<_, i64>(0))?
                    .count();
                floor.push(begun.elapsed());
                ours.push(self.list(&ListQuery {
                    sort,
                    direction,
                    ..ListQuery::default()
                })?);
            }
        }
        let sorts = Measure::new(
            format!(
                "sort by any column, {} books, against reading their ids",
                self.count
            ),
            floor,
            ours,
            Budget::P95(Duration::from_millis(16)),
        );
        Ok(vec![words, sorts])
    }

    fn list(&self, query: &ListQuery) -> Result<Duration> {
        let begun = Instant::now();
        let list = self.library.list(query)?;
        self.library.rows(&list.ids[..list.ids.len().min(100)])?;
        self.library.counts()?;
        Ok(begun.elapsed())
    }

    /// Adding, editing and deleting one book, each beside one bare commit.
    pub fn single_changes(&self) -> Result<Vec<Measure>> {
        let mut floor = [(); 3].map(|()| Vec::new());
        let mut ours = [(); 3].map(|()| Vec::new());
        for number in 0..100 {
            let mut book = BookFields {
                title: format!("The Added Book {number}"),
                ..BookFields::default()
            };
            floor[0].push(floor::commit(&self.bare)?);
            let begun = Instant::now();
            let added = self.library.add(&book)?.value;
            ours[0].push(begun.elapsed());

            book.title.push_str(", edited");
            floor[1].push(floor::commit(&self.bare)?);
            let begun = Instant::now();
            self.library.update(added.id, added.revision, &book)?;
            ours[1].push(begun.elapsed());

            floor[2].push(floor::commit(&self.bare)?);
            let begun = Instant::now();
            self.library.trash(&[added.id])?;
            ours[2].push(begun.elapsed());
        }
        Ok(["add", "edit", "delete"]
            .into_iter()
            .zip(floor)
            .zip(ours)
            .map(|((what, floor), ours)| {
                Measure::new(
                    format!(
                        "{what} one book, {} books, against one SQLite commit",
                        self.count
                    ),
                    floor,
                    ours,
                    Budget::Ratio(1.3),
                )
            })
            .collect())
    }

    /// Opening the library to its first list, beside a bare connection that reads one row.
    pub fn opening(&self) -> Result<Vec<Measure>> {
        let (mut floor, mut ours) = (Vec::new(), Vec::new());
        for _ in 0..10 {
            let begun = Instant::now();
            floor::connect(&self.path)?.query_row(
                "SELECT count(*) FROM sqlite_schema",
                [],
                |_| Ok(()),
            )?;
            floor.push(begun.elapsed());
            let begun = Instant::now();
            let library = Library::open(
                &self.path,
                &LibraryKey::new(floor::KEY),
                Arc::new(SystemClock),
            )?;
            let list = library.list(&ListQuery::default())?;
            library.rows(&list.ids[..100])?;
            ours.push(begun.elapsed());
            library.close()?;
        }
        Ok(vec![Measure::new(
            format!(
                "open and first rows, {} books, against a bare connection",
                self.count
            ),
            floor,
            ours,
            Budget::Beyond(Duration::from_millis(150)),
        )])
    }
}

/// Importing `count` rows, beside the bare insert of the rows that come of it.
pub fn imports(count: u32, times: usize) -> Result<Vec<Measure>> {
    let file = export(count)?;
    let full = Shelf::filled(count)?;
    let rows = floor::rows(&full.bare)?;
    let documents = documents(&full)?;
    let (mut floor, mut ours) = (Vec::new(), Vec::new());
    for _ in 0..times {
        let bare = Shelf::empty()?;
        floor.push(floor::insert(&bare.bare, &rows, &documents)?);
        let shelf = Shelf::empty()?;
        let begun = Instant::now();
        interchange::import(
            &shelf.library,
            goodreads::read(&file[..])?,
            |_| (),
            &AtomicBool::new(false),
        )?;
        ours.push(begun.elapsed());
    }
    Ok(vec![Measure::new(
        format!(
            "import of {count} Goodreads rows, against the bare insert of the same rows and index"
        ),
        floor,
        ours,
        Budget::Ratio(1.5),
    )])
}

/// The index's text of every book, near enough: the same words, not folded.
fn documents(shelf: &Shelf) -> Result<Vec<floor::Document>> {
    let slots: Vec<(i64, i64)> = shelf
        .bare
        .prepare("SELECT book, slot FROM listing")?
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<rusqlite::Result<_>>()?;
    slots
        .into_iter()
        .map(|(book, slot)| {
            let id = serde_json::from_value(serde_json::json!(book.to_string()))?;
            let book = shelf.library.book(id)?.fields;
            let or_none = |text: Option<String>| text.unwrap_or_default();
            let people: Vec<String> = book
                .contributors
                .into_iter()
                .map(|person| person.name)
                .collect();
            let series: Vec<String> = book.series.into_iter().map(|series| series.name).collect();
            let isbn = book
                .isbn
                .map(|isbn| format!("{isbn} {}", or_none(isbn.isbn10())));
            let texts = vec![
                [
                    book.title,
                    or_none(book.subtitle),
                    or_none(book.original_title),
                ]
                .join(" "),
                people.join(" "),
                series.join(" "),
                or_none(book.publisher),
                book.tags.join(" "),
                or_none(isbn),
                [
                    or_none(book.notes),
                    or_none(book.review),
                    or_none(book.description),
                ]
                .join(" "),
            ];
            Ok((slot, texts))
        })
        .collect()
}
