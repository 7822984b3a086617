//! A library in a folder of its own, and a look behind its face.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex};

use jiff::Timestamp;
use library::{
    Book, BookExtras, BookFields, BookId, Clock, Contributor, Direction, FieldErrors, Label,
    Library, LibraryError, LibraryKey, ListQuery, Role, SortField,
};
use rusqlite::Connection;
use rusqlite::types::Value;
use tempfile::TempDir;

/// A clock that stands still until it is moved.
pub struct TestClock(AtomicI64);

impl TestClock {
    pub fn new() -> Arc<Self> {
        Arc::new(Self(AtomicI64::new(1_795_362_423)))
    }

    pub fn advance(&self, seconds: i64) {
        self.0.fetch_add(seconds, Ordering::Relaxed);
    }
}

impl Clock for TestClock {
    fn now(&self) -> Timestamp {
        Timestamp::from_second(self.0.load(Ordering::Relaxed)).unwrap()
    }
}

/// A folder with a library in it.
pub struct Shelf {
    pub folder: TempDir,
    pub clock: Arc<TestClock>,
    pub library: Arc<Library>,
}

pub fn key() -> LibraryKey {
    LibraryKey::new(&[7; 32])
}

impl Shelf {
    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let clock = TestClock::new();
        let library =
            Library::create(&folder.path().join("library.db"), &key(), clock.clone()).unwrap();
        Self {
            folder,
            clock,
            library: Arc::new(library),
        }
    }

    pub fn path(&self) -> PathBuf {
        self.folder.path().join("library.db")
    }

    /// The same file once more, as another program would open it.
    pub fn another(&self) -> Library {
        Library::open(&self.path(), &key(), self.clock.clone()).unwrap()
    }

    /// Closes the library and opens it again.
    pub fn reopen(&mut self) {
        self.library.close().unwrap();
        self.library = Arc::new(self.another());
    }

    pub fn add(&self, title: &str) -> Book {
        self.library.add(&titled(title)).unwrap().value
    }

    pub fn add_fields(&self, fields: &BookFields) -> Book {
        self.library.add(fields).unwrap().value
    }

    /// Adds a book with its readings and copies, as an import does.
    pub fn add_with(&self, fields: &BookFields, extras: &BookExtras) -> BookId {
        let label = Label::Imported {
            source: "test".into(),
            count: 1,
        };
        let added = self
            .library
            .commit(label, |writer| writer.add_book(fields, None, None, extras));
        added.map_err(|error: LibraryError| error).unwrap().value
    }

    /// A connection behind the library's back.
    pub fn raw(&self) -> Connection {
        raw(&self.path())
    }

    /// The titles that a text finds, by title.
    pub fn find(&self, text: &str) -> Vec<String> {
        self.titles(&ListQuery {
            text: text.into(),
            ..ListQuery::default()
        })
    }

    pub fn titles(&self, query: &ListQuery) -> Vec<String> {
        titles(&self.library, query)
    }

    /// The book as it is now.
    pub fn now(&self, book: &Book) -> Book {
        self.library.book(book.id).unwrap()
    }

    /// What `change` did is undone and redone to the letter.
    pub fn assert_undoable(&self, change: impl FnOnce()) {
        let db = self.raw();
        let before = (dump_books(&db), dump_derived(&db));
        change();
        let after = (dump_books(&db), dump_derived(&db));
        assert_ne!(before, after);
        self.library.undo(None).unwrap();
        assert_eq!((dump_books(&db), dump_derived(&db)), before);
        self.library.redo().unwrap();
        assert_eq!((dump_books(&db), dump_derived(&db)), after);
        let dangling = db.prepare("PRAGMA foreign_key_check").unwrap();
        assert!(!{ dangling }.exists([]).unwrap());
    }

    pub fn sorted(&self, sort: SortField, direction: Direction) -> Vec<String> {
        self.titles(&ListQuery {
            sort,
            direction,
            ..ListQuery::default()
        })
    }
}

pub fn raw(path: &std::path::Path) -> Connection {
    let db = Connection::open(path).unwrap();
    db.execute_batch(&format!("PRAGMA key = \"x'{}'\"", "07".repeat(32)))
        .unwrap();
    db
}

pub fn titles(library: &Library, query: &ListQuery) -> Vec<String> {
    let list = library.list(query).unwrap();
    library
        .rows(&list.ids)
        .unwrap()
        .into_iter()
        .map(|row| row.title)
        .collect()
}

pub fn ids(library: &Library, query: &ListQuery) -> Vec<BookId> {
    library.list(query).unwrap().ids.clone()
}

pub fn titled(title: &str) -> BookFields {
    BookFields {
        title: title.into(),
        ..BookFields::default()
    }
}

pub fn by(name: &str) -> Vec<Contributor> {
    vec![Contributor {
        name: name.into(),
        role: Role::Author,
    }]
}

/// The versions that listeners were told.
pub fn ears(library: &Library) -> Arc<Mutex<Vec<u64>>> {
    let heard = Arc::new(Mutex::new(Vec::new()));
    let ears = Arc::clone(&heard);
    library.subscribe(Box::new(move |version| ears.lock().unwrap().push(version)));
    heard
}

/// The rows of each table, sorted, as text.
pub type Dump = BTreeMap<String, Vec<String>>;

const OUTSIDE: [&str; 10] = [
    "catalog",
    "figures",
    "custom_key",
    "history",
    "history_piece",
    "history_cover",
    "draft",
    "setting",
    "state",
    "listing",
];

/// Everything that the reader wrote.
pub fn dump_books(db: &Connection) -> Dump {
    let mut statement = db
        .prepare(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'search%'
             AND name NOT LIKE 'sqlite_%'",
        )
        .unwrap();
    let tables = statement
        .query_map([], |row| row.get(0))
        .unwrap()
        .collect::<Result<Vec<String>, _>>()
        .unwrap();
    let inside = tables
        .into_iter()
        .filter(|table| !OUTSIDE.contains(&table.as_str()));
    inside
        .map(|table| {
            // Others are there for the history.
            let which = if table == "cover" {
                "WHERE hash IN (SELECT cover FROM book)"
            } else {
                ""
            };
            let rows = rows(db, &format!("SELECT * FROM {table} {which}"));
            (table, rows)
        })
        .collect()
}

/// What lists and search are made from, with books in the place of the index's own row numbers.
pub fn dump_derived(db: &Connection) -> Dump {
    db.execute_batch(
        "CREATE VIRTUAL TABLE IF NOT EXISTS temp.words USING fts5vocab(main, search, instance)",
    )
    .unwrap();
    let without_slots = |table: &str| {
        let statement = db.prepare(&format!("SELECT * FROM {table}")).unwrap();
        let names: Vec<&str> = statement
            .column_names()
            .filter(|name| *name != "slot")
            .collect();
        rows(db, &format!("SELECT {} FROM {table}", names.join(", ")))
    };
    let words = rows(
        db,
        "SELECT term, coalesce(catalog.book, -doc), col, \"offset\" FROM temp.words LEFT JOIN catalog ON slot = doc",
    );
    BTreeMap::from([
        ("catalog".to_owned(), without_slots("catalog")),
        ("figures".to_owned(), without_slots("figures")),
        ("listing".to_owned(), without_slots("listing")),
        ("custom_key".to_owned(), without_slots("custom_key")),
        ("words".to_owned(), words),
    ])
}

/// Has the derived tables made anew, and gives what is in them then.
pub fn rebuilt(shelf: &mut Shelf) -> Dump {
    shelf
        .raw()
        .execute_batch("UPDATE state SET value = 0 WHERE name = 'derived_format'")
        .unwrap();
    shelf.reopen();
    dump_derived(&shelf.raw())
}

fn rows(db: &Connection, sql: &str) -> Vec<String> {
    let mut statement = db.prepare(sql).unwrap();
    let columns = statement.column_count();
    let rows = statement.query_map([], |row| {
        let values: Vec<Value> = (0..columns)
            .map(|column| row.get(column))
            .collect::<Result<_, _>>()?;
        Ok(format!("{values:?}"))
    });
    let mut rows = rows.unwrap().collect::<Result<Vec<_>, _>>().unwrap();
    rows.sort_unstable();
    rows
}

/// The fields at which a write was refused.
pub fn refused<T: std::fmt::Debug>(result: Result<T, LibraryError>) -> Vec<String> {
    match result {
        Err(LibraryError::Invalid(errors)) => fields_of(errors),
        other => panic!("expected a refusal, found {other:?}"),
    }
}

/// The fields at which a write asked whether what was typed is so.
pub fn asked<T: std::fmt::Debug>(result: Result<T, LibraryError>) -> Vec<String> {
    match result {
        Err(LibraryError::Doubtful(errors)) => fields_of(errors),
        other => panic!("expected a question, found {other:?}"),
    }
}

fn fields_of(errors: FieldErrors) -> Vec<String> {
    errors.0.into_iter().map(|error| error.field).collect()
}
