//! Any table, once it is known what its columns mean.

mod meaning;
mod suggest;

use std::collections::HashSet;
use std::io::Read;

use library::{
    BookFields, Contributor, CopyRecord, Money, Outcome, OwnedCopy, ReadingFacts, Role, SeriesPlace,
};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::cells::Cells;
use crate::rows::Rows;
use crate::table::{Header, Sheet};
use crate::words;
use crate::{ImportError, Row, Source, money, people};

pub use meaning::ColumnMeaning;

const SOURCE: &str = "table";
/// The most readings or copies that are believed; beyond it, the count is a slip of the keyboard.
const MOST: u32 = 100;
/// So many rows are looked at for examples.
const EXAMPLES_FROM: usize = 50;
/// So many examples are shown of a column.
const EXAMPLES: usize = 3;

/// What the columns of a table mean, in their order. A column without a meaning is kept in the notes.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, rename = "ColumnMapping")]
pub struct Mapping {
    /// The meanings.
    pub columns: Vec<Option<ColumnMeaning>>,
}

/// The columns of a table, to be given a meaning.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct TableHead {
    /// The columns in their order.
    pub columns: Vec<TableColumn>,
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct TableColumn {
    /// What the table calls it.
    pub name: String,
    /// What stands in it, a few times.
    pub examples: Vec<String>,
    /// What it seems to mean.
    pub suggested: Option<ColumnMeaning>,
}

impl TableHead {
    /// The mapping that its columns suggest.
    #[must_use]
    pub fn suggested(&self) -> Mapping {
        Mapping {
            columns: self.columns.iter().map(|column| column.suggested).collect(),
        }
    }

    /// By what a mapping of these columns is remembered.
    #[must_use]
    pub fn key(&self) -> String {
        let names: Vec<String> = self
            .columns
            .iter()
            .map(|column| column.name.to_lowercase())
            .collect();
        names.join("\u{1f}")
    }
}

/// Whether one column is called a title, which makes even a list of one column a list of books.
pub(crate) fn has_title(header: &Header) -> bool {
    let meanings = header.names().iter().map(|name| suggest::by_name(name));
    meanings
        .into_iter()
        .any(|meaning| meaning == Some(ColumnMeaning::Title))
}

/// The columns of a table, with examples and what they seem to mean.
pub fn table_head(source: &Source) -> Result<TableHead, ImportError> {
    head_of(source.open()?)
}

pub(crate) fn head_of(file: impl Read) -> Result<TableHead, ImportError> {
    let mut sheet = Sheet::open(file)?;
    let names: Vec<String> = (0..sheet.header().len())
        .map(|at| sheet.header().name(at).into_owned())
        .collect();
    let mut examples: Vec<Vec<String>> = vec![Vec::new(); names.len()];
    for _ in 0..EXAMPLES_FROM {
        // What is wrong with a row is said when it is read.
        let Some(Ok(line)) = sheet.next_line() else {
            break;
        };
        for (at, examples) in examples.iter_mut().enumerate() {
            let cell = line.record.cell(at).trim();
            if !cell.is_empty() && !examples.iter().any(|known| known == cell) {
                examples.push(cell.chars().take(200).collect());
            }
        }
    }
    let suggested = suggest::of(&names, &examples);
    let columns = names.into_iter().zip(examples).zip(suggested);
    Ok(TableHead {
        columns: columns
            .map(|((name, mut examples), suggested)| {
                examples.truncate(EXAMPLES);
                TableColumn {
                    name,
                    examples,
                    suggested,
                }
            })
            .collect(),
    })
}

/// Reads a table with the meanings given to its columns, or with those that they suggest.
pub(crate) fn read<R: Read + Send + 'static>(
    file: R,
    mapping: Option<&Mapping>,
) -> Result<Rows, ImportError> {
    let sheet = Sheet::open(file)?;
    let header = sheet.header();
    let columns = match mapping {
        Some(mapping) => mapping.columns.clone(),
        None => suggest::of(header.names(), &[]),
    };
    // The first column says it; a further one would put its text in the place of the other's, and stays in the notes.
    let mut said = HashSet::new();
    let columns: Vec<(ColumnMeaning, String)> = columns
        .into_iter()
        .take(header.len())
        .enumerate()
        .filter_map(|(at, meaning)| Some((meaning?, header.name(at).into_owned())))
        .filter(|(meaning, _)| meaning.only_once().is_none_or(|what| said.insert(what)))
        .collect();
    if !columns
        .iter()
        .any(|(meaning, _)| *meaning == ColumnMeaning::Title)
    {
        return Err(sheet.refuse("a table of which one column is the title of the book"));
    }
    let dates: Vec<&str> = columns
        .iter()
        .filter(|(meaning, _)| meaning.is_date())
        .map(|(_, name)| name.as_str())
        .collect();
    let sheet = sheet.with_dates(&dates);
    Ok(Rows::of_sheet(sheet, move |cells| row(&columns, cells)))
}

/// A row, column by column: what several columns say together is put together at the end.
fn row(columns: &[(ColumnMeaning, String)], mut cells: Cells<'_>) -> Row {
    let mut row = Row::default();
    let mut parts = Parts::default();
    // The title first: a row is called by it.
    for (meaning, name) in columns {
        if *meaning == ColumnMeaning::Title {
            cells.title(name, &mut row.fields);
        }
    }
    for (meaning, name) in columns {
        take(*meaning, name, &mut cells, &mut row, &mut parts);
    }
    parts.put_together(&mut cells, &mut row);
    let notes = std::mem::take(&mut parts.notes).join("\n\n");
    cells.finish(SOURCE, &notes, row)
}

/// What more than one column may have a part in.
#[derive(Default)]
struct Parts {
    people: Vec<Contributor>,
    series: Vec<String>,
    numbers: Vec<String>,
    reading: ReadingFacts,
    reads: u32,
    copies: u32,
    copy: OwnedCopy,
    notes: Vec<String>,
}

fn take(
    meaning: ColumnMeaning,
    name: &str,
    cells: &mut Cells<'_>,
    row: &mut Row,
    parts: &mut Parts,
) {
    use ColumnMeaning as Is;
    let fields = &mut row.fields;
    match meaning {
        Is::Title => {}
        Is::Subtitle => fields.subtitle = cells.text(name),
        Is::OriginalTitle => fields.original_title = cells.text(name),
        Is::Author => parts.people(cells, name, Role::Author),
        Is::Translator => parts.people(cells, name, Role::Translator),
        Is::Editor => parts.people(cells, name, Role::Editor),
        Is::Illustrator => parts.people(cells, name, Role::Illustrator),
        Is::Narrator => parts.people(cells, name, Role::Narrator),
        Is::Isbn => cells.isbn(name, fields),
        Is::Publisher => fields.publisher = cells.text(name),
        Is::Published => fields.published = cells.date(name),
        Is::FirstPublished => fields.first_published = cells.date(name),
        Is::Language => fields.language = cells.text(name),
        Is::Format => fields.format = cells.format(name),
        Is::Pages => fields.pages = cells.count(name, "pages"),
        Is::Minutes => fields.minutes = cells.count(name, "minutes"),
        Is::Series => parts.series.extend(cells.text(name)),
        Is::SeriesNumber => parts.numbers.extend(cells.text(name)),
        Is::Tags => {
            let tags = cells.take(name);
            cells.tags(name, words::listed(&tags), fields);
        }
        Is::Shelves => {
            let shelves = cells.take(name);
            row.extras.shelves.extend(words::listed(&shelves));
        }
        Is::Status => words::take_status(cells, name, row),
        Is::Rating5 => fields.rating = cells.rating(name, 5),
        Is::Rating10 => fields.rating = cells.rating(name, 10),
        Is::Rating100 => fields.rating = cells.rating(name, 100),
        Is::Favourite => match words::yes_or_no(cells.peek(name)) {
            Some(answer) => {
                fields.favourite = answer;
                cells.ignore(&[name]);
            }
            None => cells.unexpected(name, "yes or no"),
        },
        Is::Started => parts.reading.started = cells.date(name),
        Is::Finished => parts.reading.finished = cells.date(name),
        Is::ReadCount => parts.reads = cells.times(name, MOST),
        Is::Added => row.added = cells.stamp(name),
        Is::Review => fields.review = cells.markdown(name),
        Is::Description => fields.description = cells.markdown(name),
        Is::Notes => parts.notes.extend(cells.markdown(name)),
        Is::Copies => match words::yes_or_no(cells.peek(name)) {
            Some(owned) => {
                parts.copies = u32::from(owned);
                cells.ignore(&[name]);
            }
            None => parts.copies = cells.times(name, MOST),
        },
        Is::Location => parts.copy.location = cells.text(name),
        Is::Condition => parts.copy.condition = cells.text(name),
        Is::Acquired => parts.copy.acquired = cells.date(name),
        Is::PricePaid => parts.copy.price = price(cells, name),
        Is::Price => fields.price = price(cells, name),
        Is::Id => {
            if let Some(provenance) = cells.provenance(SOURCE, name) {
                row.provenance = provenance;
            }
        }
        Is::Nothing => cells.ignore(&[name]),
    }
}

impl Parts {
    fn people(&mut self, cells: &mut Cells<'_>, name: &str, role: Role) {
        let names = people::of_any_list(&cells.take(name));
        self.people.extend(names.into_iter().map(|name| {
            let mut person = people::with_role(&name, role.clone());
            if person.role == Role::Author {
                person.role = role.clone();
            }
            person
        }));
    }

    fn put_together(&mut self, cells: &mut Cells<'_>, row: &mut Row) {
        let people = std::mem::take(&mut self.people);
        cells.contributors("Author", Vec::new(), people, &mut row.fields);
        self.put_series(&mut row.fields);
        self.put_readings(row);
        let mut copies: Vec<CopyRecord> = (0..self.copies).map(|_| CopyRecord::default()).collect();
        if self.copy != OwnedCopy::default() {
            // Whoever says where it stands, or what was paid, has it.
            if copies.is_empty() {
                copies.push(CopyRecord::default());
            }
            copies[0].facts = std::mem::take(&mut self.copy);
        }
        row.extras.copies = copies;
    }

    fn put_series(&mut self, fields: &mut BookFields) {
        let mut numbers = self.numbers.drain(..);
        for name in self.series.drain(..) {
            let place = SeriesPlace {
                number: numbers.next(),
                name,
            };
            let is_known = |known: &SeriesPlace| known.name == place.name;
            if !fields.series.iter().any(is_known) {
                fields.series.push(place);
            }
        }
        // A number without a series says nothing that a book could hold.
        for number in numbers {
            match fields.series.first_mut() {
                Some(place) if place.number.is_none() => place.number = Some(number),
                _ => self.notes.push(format!("Number: {number}")),
            }
        }
    }

    fn put_readings(&mut self, row: &mut Row) {
        let reading = std::mem::take(&mut self.reading);
        let is_dated = reading.started.is_some() || reading.finished.is_some();
        let readings = words::readings(row.fields.status, self.reads, is_dated.then_some(reading));
        row.extras.readings = readings.into_iter().map(Into::into).collect();
        if row.fields.status.is_none()
            && row.status_shelf.is_none()
            && row
                .extras
                .readings
                .iter()
                .any(|reading| reading.facts.outcome == Some(Outcome::Finished))
        {
            row.fields.status = Some(library::Status::Read);
        }
    }
}

fn price(cells: &mut Cells<'_>, name: &str) -> Option<Money> {
    let text = cells.take(name);
    if text.is_empty() {
        return None;
    }
    let price = money::read(&text);
    if price.is_none() {
        cells.unexpected(name, "a price with its currency, such as 9.99 EUR");
    }
    price
}
