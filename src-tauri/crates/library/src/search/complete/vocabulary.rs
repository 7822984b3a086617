//! Which values the books of a library have in a field, and how often.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use rusqlite::{Connection, Params};

use crate::book::{Format, Role};
use crate::error::LibraryError;
use crate::library::Library;
use crate::name::{self, NameKind};
use crate::search::fold::{Kind, fold, kind};
use crate::search::names_of::{format_names, language_names};
use crate::search::syntax::TextField;
use crate::state;
use crate::values::FieldId;

/// Where values come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Source {
    Text(TextField),
    Custom(FieldId),
}

/// A value of a field.
#[derive(Debug)]
pub(super) struct Value {
    /// As it is written.
    pub(super) name: String,
    folded: String,
    /// How many books have it; nobody counts those of a smart shelf.
    pub(super) books: Option<u32>,
}

impl Value {
    fn new(name: String, books: Option<u32>) -> Self {
        Self {
            folded: fold(&name).into_owned(),
            name,
            books,
        }
    }

    /// Whether one of its words, and what follows it, begins so.
    pub(super) fn begins(&self, typed: &str) -> bool {
        self.folded.match_indices(typed).any(|(at, _)| {
            let before = self.folded[..at].chars().next_back();
            before.is_none_or(|c| kind(c) != Kind::Letter)
        })
    }
}

type Values = Arc<Vec<Value>>;

/// The values of the fields that were asked for, each with the generation that they were read from: counting the
/// authors of a hundred thousand books at every letter would be felt.
#[derive(Debug, Default)]
pub(crate) struct Vocabulary {
    remembered: Mutex<HashMap<Source, (i64, Values)>>,
}

impl Vocabulary {
    fn get(&self, source: Source, generation: i64) -> Option<Values> {
        let remembered = self
            .remembered
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        let (read, values) = remembered.get(&source)?;
        (*read == generation).then(|| Arc::clone(values))
    }

    fn put(&self, source: Source, generation: i64, values: &Values) {
        self.remembered
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .insert(source, (generation, Arc::clone(values)));
    }
}

impl Library {
    /// The values of a field, those of the most books first.
    pub(super) fn vocabulary(&self, source: Source) -> Result<Values, LibraryError> {
        let (generation, counted) = self.read(|reader| {
            let tx = reader.db().unchecked_transaction()?;
            let generation = state::get(&tx, state::GENERATION)?;
            match self.vocabulary.get(source, generation) {
                Some(values) => Ok((generation, Err(values))),
                None => Ok((generation, Ok(count(&tx, source)?))),
            }
        })?;
        // What is left does not hold up whoever reads next.
        match counted {
            Err(values) => Ok(values),
            Ok(counted) => {
                let values = Arc::new(ordered(source, counted));
                self.vocabulary.put(source, generation, &values);
                Ok(values)
            }
        }
    }
}

const NOT_IN_TRASH: &str = "book NOT IN (SELECT id FROM book WHERE trashed IS NOT NULL)";

/// The values of a field with how many books of the library have each.
fn count(db: &Connection, source: Source) -> Result<Vec<(String, Option<u32>)>, LibraryError> {
    let kind = |kind| {
        let names = name::counted(db, kind)?.into_iter();
        Ok(names.map(|row| (row.name, Some(row.books))).collect())
    };
    let field = match source {
        Source::Text(field) => field,
        Source::Custom(field) => {
            let sql = format!(
                "SELECT value, count(*) FROM custom_value WHERE field = ?1 AND {NOT_IN_TRASH} GROUP BY value"
            );
            return rows(db, &sql, [field.raw()]);
        }
    };
    let sql = match field {
        TextField::Person => return kind(NameKind::Person),
        TextField::Series => return kind(NameKind::Series),
        TextField::Publisher => return kind(NameKind::Publisher),
        TextField::Tag => return kind(NameKind::Tag),
        TextField::Author => return people(db, &Role::Author),
        TextField::Translator => return people(db, &Role::Translator),
        TextField::Editor => return people(db, &Role::Editor),
        TextField::Illustrator => return people(db, &Role::Illustrator),
        TextField::Narrator => return people(db, &Role::Narrator),
        TextField::Shelf => {
            "SELECT name, CASE WHEN query IS NULL THEN coalesce(books, 0) END FROM shelf LEFT JOIN (
                 SELECT shelf AS filled, count(*) AS books FROM shelf_book WHERE {} GROUP BY shelf
             ) ON filled = id ORDER BY position, id"
        }
        TextField::Language => {
            "SELECT language, count(*) FROM listing WHERE language IS NOT NULL AND trashed IS NULL GROUP BY language"
        }
        TextField::Format => {
            "SELECT format, count(*) FROM listing WHERE format IS NOT NULL AND trashed IS NULL GROUP BY format"
        }
        TextField::Location => {
            "SELECT location, count(DISTINCT book) FROM copy WHERE location IS NOT NULL AND {} GROUP BY location"
        }
        TextField::Condition => {
            "SELECT condition, count(DISTINCT book) FROM copy WHERE condition IS NOT NULL AND {} GROUP BY condition"
        }
        TextField::Source => {
            "SELECT source, count(DISTINCT book) FROM copy WHERE source IS NOT NULL AND {} GROUP BY source"
        }
        TextField::Lent => {
            "SELECT person, count(DISTINCT book) FROM loan WHERE back = 0 AND {} GROUP BY person"
        }
        // Nearly every book has another.
        TextField::Title
        | TextField::Isbn
        | TextField::Id
        | TextField::Review
        | TextField::Notes
        | TextField::Description
        | TextField::Quote => return Ok(Vec::new()),
    };
    rows(db, &sql.replace("{}", NOT_IN_TRASH), [])
}

/// People of one part.
fn people(db: &Connection, role: &Role) -> Result<Vec<(String, Option<u32>)>, LibraryError> {
    let sql = format!(
        "SELECT name, books FROM person JOIN (
             SELECT person AS named, count(*) AS books FROM book_contributor
             WHERE role = ?1 AND {NOT_IN_TRASH} GROUP BY person
         ) ON named = id"
    );
    rows(db, &sql, [role.name()])
}

fn rows(
    db: &Connection,
    sql: &str,
    parameters: impl Params,
) -> Result<Vec<(String, Option<u32>)>, LibraryError> {
    let mut statement = db.prepare_cached(sql)?;
    let rows = statement.query_map(parameters, |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The values as they are shown, those of the most books first. Shelves keep the order that the reader gave them.
fn ordered(source: Source, counted: Vec<(String, Option<u32>)>) -> Vec<Value> {
    let counted = match source {
        Source::Text(TextField::Language) => shown_as(counted, language_name),
        Source::Text(TextField::Format) => shown_as(counted, |kept| {
            let format = Format::from(kept);
            format_names(&format).last().unwrap_or(kept).to_owned()
        }),
        _ => counted,
    };
    let mut values: Vec<Value> = counted
        .into_iter()
        .map(|(name, books)| Value::new(name, books))
        .collect();
    if source != Source::Text(TextField::Shelf) {
        values.sort_by(|a, b| b.books.cmp(&a.books).then_with(|| a.folded.cmp(&b.folded)));
    }
    values
}

/// `en` and `en-gb` are shown as one.
fn shown_as(
    counted: Vec<(String, Option<u32>)>,
    shown: impl Fn(&str) -> String,
) -> Vec<(String, Option<u32>)> {
    let mut together: HashMap<String, u32> = HashMap::new();
    for (kept, books) in counted {
        *together.entry(shown(&kept)).or_default() += books.unwrap_or_default();
    }
    let together = together.into_iter();
    together.map(|(name, books)| (name, Some(books))).collect()
}

/// Its English name, where its tag is known.
fn language_name(kept: &str) -> String {
    language_names(kept)
        .find(|name| name.len() > 3 && !name.contains('-'))
        .unwrap_or_else(|| kept.to_owned())
}
