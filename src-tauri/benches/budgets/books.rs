//! Books in a library: importing, searching, changing one, opening it.

use std::{
    path::PathBuf,
    sync::Arc,
    time::{Duration, Instant},
};

use interchange::{Choices, FileFormat, Source, goodreads};
use library::{
    BookFields, BookForm, BookId, BulkField, BulkForm, Direction, Library, LibraryKey, ListQuery,
    SortField, Status, SystemClock,
};
use rusqlite::Connection;
use tempfile::TempDir;

use crate::{
    Result, calibre, floor, invented,
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

/// Queries of the language: each kind of field, alone and together. The words are those of invented books.
const QUERIES: [&str; 22] = [
    "author:mor",
    "author:\"bacorba",
    "title:the",
    "person:mo title:dra",
    "tag:=babaco",
    "tag:ba status:read rating:>=4",
    "year:1968..1974 -tag:cor dragons",
    "finished:2021",
    "acquired:>=2020",
    "added:2026",
    "pages:>300 language:english",
    "minutes:60..300",
    "location:\"shelf 3\"",
    "favourite:yes price:<10",
    "times:0 author:ba",
    "copies:>=1 number:3",
    "series:ba or publisher:cor",
    "format:paper status:reading",
    "review:mor",
    "missing:rating",
    "is:overdue",
    "-(the or of)",
];

/// How many books are changed at once.
const BULK: usize = 10_000;

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
        "goodreads",
        goodreads::read(&file[..])?,
        &Choices::default(),
        |_| (),
        &Arc::default(),
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
        let library = Library::create(&path, &LibraryKey::new(&floor::KEY), Arc::new(SystemClock))?;
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

    /// A library of `count` invented books, with something in every field.
    pub fn invented(count: u32) -> Result<Self> {
        let shelf = Self {
            count,
            ..Self::empty()?
        };
        invented::fill(&shelf.library, count)?;
        Ok(shelf)
    }

    /// Lists as they are while a reader goes on, and not in the first second after opening.
    fn settle(&self) -> Result<()> {
        self.library.list(&ListQuery::default())?;
        self.library.settle();
        Ok(())
    }

    /// From a keystroke to the rows of a screen, beside the index's SQL alone.
    pub fn keystrokes(&self, budget: Duration) -> Result<Measure> {
        self.settle()?;
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
        let what = "keystroke to rows, {} books, against the SQL alone";
        Ok(self.measure(what, (floor, ours), Budget::P95(budget)))
    }

    /// Queries of the language to the rows of a screen, beside reading the ids of all books.
    pub fn queries(&self, budget: Duration) -> Result<Measure> {
        self.settle()?;
        let (mut floor, mut ours) = (Vec::new(), Vec::new());
        for text in QUERIES {
            floor.push(floor::ids(&self.bare)?);
            ours.push(self.list(&ListQuery {
                text: text.to_owned(),
                ..ListQuery::default()
            })?);
        }
        let what = "field query to rows, {} books, against reading their ids";
        Ok(self.measure(what, (floor, ours), Budget::P95(budget)))
    }

    /// Sorting by every column, beside reading the ids of all books.
    pub fn sorts(&self, budget: Duration) -> Result<Measure> {
        self.settle()?;
        let (mut floor, mut ours) = (Vec::new(), Vec::new());
        for sort in SortField::ALL {
            for direction in [Direction::Ascending, Direction::Descending] {
                floor.push(floor::ids(&self.bare)?);
                ours.push(self.list(&ListQuery {
                    sort,
                    direction,
                    ..ListQuery::default()
                })?);
            }
        }
        let what = "sort by any column, {} books, against reading their ids";
        Ok(self.measure(what, (floor, ours), Budget::P95(budget)))
    }

    /// A screen of rows from the head of a list to its far end, beside reading those rows by their ids.
    pub fn pages(&self) -> Result<Measure> {
        let by_author = ListQuery {
            sort: SortField::Author,
            ..ListQuery::default()
        };
        let list = self.library.list(&by_author)?;
        let end = list.ids.len().saturating_sub(100);
        let (mut floor, mut ours) = (Vec::new(), Vec::new());
        for step in 0..=200 {
            let from = end * step / 200;
            let ids = &list.ids[from..list.ids.len().min(from + 100)];
            floor.push(floor::rows_of(&self.bare, ids)?);
            let begun = Instant::now();
            self.library.rows(ids)?;
            ours.push(begun.elapsed());
        }
        let what = "a page of rows anywhere, {} books, against reading them by id";
        let budget = Budget::P95(Duration::from_millis(5));
        Ok(self.measure(what, (floor, ours), budget))
    }

    /// Changing ten thousand books at once and taking it back, beside one update of as many rows.
    pub fn bulk_edits(&self) -> Result<Vec<Measure>> {
        let by_author = ListQuery {
            sort: SortField::Author,
            ..ListQuery::default()
        };
        let list = self.library.list(&by_author)?;
        let ids: Vec<BookId> = list.ids.iter().copied().take(BULK).collect();
        let status = |status| BulkForm {
            fields: vec![BulkField::Status],
            book: BookForm {
                status: Some(status),
                ..BookForm::default()
            },
            ..BulkForm::default()
        };
        let tag = BulkForm {
            add_tags: vec!["from the attic".to_owned()],
            ..BulkForm::default()
        };
        let mut measures = Vec::new();
        for (what, form) in [("the status", status(Status::Paused)), ("a tag", tag)] {
            let (mut floor, mut ours, mut undo) = (Vec::new(), Vec::new(), Vec::new());
            for _ in 0..5 {
                floor.push(floor::update(&self.bare, &ids)?);
                let begun = Instant::now();
                self.library.bulk_edit(&ids, &form)?;
                ours.push(begun.elapsed());
                let begun = Instant::now();
                self.library.undo(None)?;
                undo.push(begun.elapsed());
            }
            let budget = Budget::Median(Duration::from_secs(1));
            let done = format!("{what} of {BULK} books at once, {{}} books, against one update");
            let undone = format!("undo of {what} of {BULK} books, {{}} books, against one update");
            measures.push(self.measure(&done, (floor.clone(), ours), budget));
            measures.push(self.measure(&undone, (floor, undo), budget));
        }
        Ok(measures)
    }

    /// A measure whose name says of how many books.
    fn measure(
        &self,
        what: &str,
        (floor, ours): (Vec<Duration>, Vec<Duration>),
        budget: Budget,
    ) -> Measure {
        Measure::new(
            what.replace("{}", &self.count.to_string()),
            floor,
            ours,
            budget,
        )
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
                &LibraryKey::new(&floor::KEY),
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
    let (mut floor, mut ours, mut plans) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..times {
        let bare = Shelf::empty()?;
        floor.push(floor::insert(&bare.bare, &rows, &documents)?);
        let shelf = Shelf::empty()?;
        let begun = Instant::now();
        interchange::plan(
            &shelf.library,
            "goodreads",
            goodreads::read(&file[..])?,
            &Choices::default(),
            |_| (),
            &Arc::default(),
        )?;
        plans.push(begun.elapsed());
        let begun = Instant::now();
        interchange::import(
            &shelf.library,
            "goodreads",
            goodreads::read(&file[..])?,
            &Choices::default(),
            |_| (),
            &Arc::default(),
        )?;
        ours.push(begun.elapsed());
    }
    let seconds = Duration::from_secs(2);
    Ok(vec![
        Measure::new(
            format!("plan of {count} Goodreads rows, against the bare insert of what they become"),
            floor.clone(),
            plans,
            Budget::Median(seconds),
        ),
        Measure::new(
            format!(
                "import of {count} Goodreads rows, against the bare insert of the same rows and index"
            ),
            floor,
            ours,
            Budget::Ratio(1.5),
        ),
    ])
}

/// Importing a Calibre library of `count` books with their covers, beside reading the covers from the disk.
pub fn calibre_import(count: u32) -> Result<Measure> {
    let folder = tempfile::tempdir()?;
    calibre::write(folder.path(), count)?;
    let begun = Instant::now();
    calibre::read_covers(folder.path())?;
    let floor = begun.elapsed();
    let shelf = Shelf::empty()?;
    let source = Source::at(folder.path())?;
    let begun = Instant::now();
    interchange::import(
        &shelf.library,
        "calibre",
        interchange::rows(&source, FileFormat::Calibre, None)?,
        &Choices::default(),
        |_| (),
        &Arc::default(),
    )?;
    Ok(Measure::new(
        format!("import of {count} books with covers from Calibre, against reading the covers"),
        vec![floor],
        vec![begun.elapsed()],
        Budget::Median(Duration::from_secs(20)),
    ))
}

/// The index's text of every book, with its place in the index.
fn documents(shelf: &Shelf) -> Result<Vec<floor::Document>> {
    let ids = shelf.library.all_ids()?;
    let words = shelf.library.indexed_words(&ids)?;
    Ok((1..).zip(words).collect())
}
