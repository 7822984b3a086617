//! A catalogue of Calibre (CSV): whichever columns its owner chose, in any order; a byte order mark; the header unquoted.
//!
//! | column | becomes |
//! |---|---|
//! | title, authors (parted by ` & `), publisher, pubdate, comments, languages, tags | the fields |
//! | `author_sort`, `title_sort` | nothing where they are made of the same words; else notes, and the sort title |
//! | isbn, identifiers | ISBN, identifiers |
//! | series, `series_index` | series |
//! | rating (0.5 to 5) | rating |
//! | formats | format; the list is kept in the notes |
//! | timestamp | added |
//! | uuid | by what the book is known again |
//! | `#column` | a field of the reader's own; what kind, all its cells say |
//! | cover, size, id, `library_name` | nothing: paths and numbers of the other program |

use std::collections::BTreeMap;
use std::io::Read;

use library::{
    CustomFieldForm, FieldKind, Format, Identifier, PartialDate, Provenance, SeriesPlace,
};

use super::calibre::{UNKNOWN, list};
use crate::cells::Cells;
use crate::number::without_decimals;
use crate::rows::Rows;
use crate::table::{Header, Sheet};
use crate::{ImportError, Row, Source, date, people};

/// All ways out of Calibre know a book by the same id.
const SOURCE: &str = "calibre";
/// Years up to this one stand for no date: Calibre writes the first of January 101, which a time zone may make the year
/// before.
const NO_YEAR: i32 = 101;
/// What Calibre calls the files of audiobooks.
const AUDIO: [&str; 6] = ["m4b", "m4a", "mp3", "aac", "ogg", "flac"];

/// Whether these are columns of a catalogue.
pub(crate) fn is_header(header: &Header) -> bool {
    const OWN: [&str; 7] = [
        "author_sort",
        "title_sort",
        "library_name",
        "series_index",
        "timestamp",
        "uuid",
        "identifiers",
    ];
    let found = OWN.iter().filter(|name| header.has(&[name])).count();
    header.has(&["title"]) && found >= 2
}

/// Reads the catalogue: once for the kinds of its owner's columns where there are any, and once for the books.
pub(crate) fn read(source: &Source) -> Result<Rows, ImportError> {
    let mut sheet = Sheet::open(source.open()?)?;
    if !is_header(sheet.header()) {
        return Err(sheet.refuse(
            "a catalogue of Calibre (columns such as title, authors, title_sort, series_index)",
        ));
    }
    let own: Vec<String> = sheet
        .header()
        .names()
        .iter()
        .filter(|name| name.len() > 1 && name.starts_with('#'))
        .cloned()
        .collect();
    let fields = if own.is_empty() {
        Vec::new()
    } else {
        let fields = kinds(&mut sheet, own)?;
        sheet = Sheet::open(source.open()?)?;
        fields
    };
    Ok(Rows::of_sheet(sheet, move |cells| row(cells, &fields)))
}

/// The kinds of which a column may be, the narrowest first; any other is text.
const KINDS: [FieldKind; 3] = [FieldKind::YesNo, FieldKind::Number, FieldKind::Date];

/// A column of the owner's, and the field that it becomes.
struct OwnColumn {
    column: String,
    field: CustomFieldForm,
}

/// The narrowest kind that all cells of a column fit.
fn kinds(
    sheet: &mut Sheet<impl Read>,
    columns: Vec<String>,
) -> Result<Vec<OwnColumn>, ImportError> {
    let places: BTreeMap<&String, usize> = columns
        .iter()
        .filter_map(|name| Some((name, sheet.header().place(name)?)))
        .collect();
    let mut fit: BTreeMap<&String, [bool; 3]> = BTreeMap::new();
    while let Some(line) = sheet.next_line() {
        let line = line?;
        for (name, at) in &places {
            let cell = line.record.cell(*at).trim();
            if cell.is_empty() {
                continue;
            }
            let fits = fit.entry(name).or_insert([true; 3]);
            for (fits, kind) in fits.iter_mut().zip(KINDS) {
                *fits = *fits && value(kind, cell).is_some();
            }
        }
    }
    let kind = |name: &String| {
        let fits = fit.get(name)?;
        KINDS.into_iter().zip(fits).find(|(_, fits)| **fits)
    };
    Ok(columns
        .iter()
        .map(|column| OwnColumn {
            field: CustomFieldForm {
                name: column.trim_start_matches('#').to_owned(),
                kind: kind(column).map_or(FieldKind::Text, |(kind, _)| kind),
                choices: Vec::new(),
            },
            column: column.clone(),
        })
        .collect())
}

/// A cell as a field of that kind takes it.
fn value(kind: FieldKind, cell: &str) -> Option<String> {
    match kind {
        FieldKind::YesNo => match cell {
            "True" => Some("yes".to_owned()),
            "False" => Some("no".to_owned()),
            _ => None,
        },
        FieldKind::Number => {
            let digits = cell.strip_prefix('-').unwrap_or(cell);
            let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
            let all_digits = |text: &str, most: usize| {
                (1..=most).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
            };
            (all_digits(whole, 12) && all_digits(fraction, 6))
                .then(|| without_decimals(cell).to_owned())
        }
        FieldKind::Date => day(cell).map(|date| date.to_string()),
        FieldKind::Text | FieldKind::Choice => Some(cell.to_owned()),
    }
}

/// The day of `2001-01-01T01:00:00+01:00`: the day that Calibre shows, unless it is midnight in Greenwich, which is how a
/// day without a time is kept.
fn day(text: &str) -> Option<PartialDate> {
    let (shown, time) = text.split_once(['T', ' '])?;
    let shown = date::read(shown, None).ok()?;
    if time.get(2..3) != Some(":") {
        return None;
    }
    let kept = text.parse::<library::Stamp>().ok();
    let kept = kept
        .as_ref()
        .and_then(|stamp| stamp.as_str().strip_suffix("T00:00:00Z"));
    let day = kept
        .and_then(|day| date::read(day, None).ok())
        .unwrap_or(shown);
    Some(day)
}

fn row(mut cells: Cells<'_>, own: &[OwnColumn]) -> Row {
    let mut row = Row::default();
    if let Some(provenance) = cells.provenance(SOURCE, "uuid") {
        row.provenance = provenance;
    }
    let fields = &mut row.fields;
    cells.title("title", fields);
    let title_sort = cells.take("title_sort");
    if !same_words(&title_sort, &fields.title) && !title_sort.is_empty() {
        fields.sort_title = Some(title_sort);
    }
    let wrote = authors(&mut cells);
    cells.contributors("authors", wrote, Vec::new(), fields);
    identifiers(&mut cells, &mut row);
    let fields = &mut row.fields;
    fields.publisher = cells.text("publisher");
    fields.published = published(&mut cells);
    fields.description = cells.markdown("comments");
    fields.rating = cells.rating("rating", 5);
    fields.format = formats(&cells);
    languages(&mut cells, fields);
    let tags = cells.take("tags");
    cells.tags("tags", tags.split(',').map(str::to_owned), fields);
    series(&mut cells, fields);
    row.added = match cells.peek("timestamp") {
        text if day(text).is_some_and(|day| day.year() <= NO_YEAR) => {
            cells.ignore(&["timestamp"]);
            None
        }
        _ => cells.stamp("timestamp"),
    };
    for OwnColumn { column, field } in own {
        let cell = cells.peek(column);
        let no_date =
            field.kind == FieldKind::Date && day(cell).is_some_and(|day| day.year() <= NO_YEAR);
        if cell.is_empty() || no_date {
            cells.ignore(&[column]);
        } else if let Some(value) = value(field.kind, cell) {
            cells.ignore(&[column]);
            row.custom.push(library::NamedValue {
                field: field.clone(),
                value,
            });
        }
    }
    row.cover = list::cover(cells.peek("cover"));
    if row.cover.is_some() {
        cells.ignore(&["cover"]);
    }
    cells.ignore(&["size", "id", "library_name"]);
    cells.finish(SOURCE, "", row)
}

/// Newer catalogues part names by ` & `, older ones by commas; how many there are, the sort names say, which have no other
/// sign between them.
fn authors(cells: &mut Cells<'_>) -> Vec<String> {
    let given = cells.take("authors");
    let sort = cells.peek("author_sort").to_owned();
    if same_words(&sort, &given) {
        cells.ignore(&["author_sort"]);
    }
    let names = if !given.contains(" & ") && sort.contains(" & ") {
        people::listed(&given)
    } else {
        given
            .split(" & ")
            .map(|name| people::folded(&name.replace("&&", "&")))
            .collect()
    };
    if let [only] = names.as_slice()
        && UNKNOWN.contains(&only.as_str())
    {
        return Vec::new();
    }
    names.into_iter().filter(|name| !name.is_empty()).collect()
}

/// `Doyle, Arthur Conan` says no more than `Arthur Conan Doyle`.
fn same_words(one: &str, other: &str) -> bool {
    let words = |text: &str| {
        let mut words: Vec<String> = text
            .to_lowercase()
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(str::to_owned)
            .collect();
        words.sort_unstable();
        words
    };
    words(one) == words(other)
}

/// `isbn:9780000000019,goodreads:900001`. By its Goodreads id, the book is known to an import from there as well.
fn identifiers(cells: &mut Cells<'_>, row: &mut Row) {
    let given = cells.take("identifiers");
    for part in given.split(',').map(str::trim) {
        let Some((scheme, value)) = part.split_once(':') else {
            if !part.is_empty() {
                cells.keep("identifiers", part);
            }
            continue;
        };
        let isbn = library::Isbn::parse(value).ok();
        match scheme {
            "isbn" if isbn.is_some() && row.fields.isbn.is_none() => row.fields.isbn = isbn,
            "isbn" if isbn.is_some() && row.fields.isbn == isbn => {}
            _ => row.fields.identifiers.push(Identifier {
                scheme: match scheme {
                    "amazon" | "mobi-asin" => "asin".to_owned(),
                    other => other.to_owned(),
                },
                value: value.to_owned(),
            }),
        }
        if scheme == "goodreads" && value.bytes().all(|byte| byte.is_ascii_digit()) {
            row.further_provenance.push(Provenance {
                source: scheme.to_owned(),
                id: value.to_owned(),
            });
        }
    }
    // The column of its own holds digits alone: an X at the end is lost there.
    let short = row.fields.isbn.and_then(library::Isbn::isbn10);
    if short.is_some_and(|short| short.strip_suffix('X') == Some(cells.peek("isbn"))) {
        cells.ignore(&["isbn"]);
    } else {
        cells.isbn("isbn", &mut row.fields);
    }
}

fn published(cells: &mut Cells<'_>) -> Option<PartialDate> {
    match day(cells.peek("pubdate")) {
        Some(day) => {
            cells.ignore(&["pubdate"]);
            (day.year() > NO_YEAR).then_some(day)
        }
        None => cells.date("pubdate"),
    }
}

/// A file makes it an ebook. Which files, stays in the notes.
fn formats(cells: &Cells<'_>) -> Option<Format> {
    let given = cells.peek("formats");
    let mut kinds = given.split(',').map(str::trim);
    if given.is_empty() {
        None
    } else if kinds.all(|kind| AUDIO.contains(&kind.to_lowercase().as_str())) {
        Some(Format::Audiobook)
    } else {
        Some(Format::Ebook)
    }
}

/// A book has one language here: the first. Several are kept in the notes as well.
fn languages(cells: &mut Cells<'_>, fields: &mut library::BookFields) {
    let given = cells.take("languages");
    let mut all = given
        .split(',')
        .map(str::trim)
        .filter(|one| !one.is_empty() && *one != "und");
    fields.language = all.next().map(str::to_owned);
    if all.next().is_some() {
        cells.keep("languages", &given);
    }
}

/// Without a series, its number says nothing: Calibre gives every book a 1.
fn series(cells: &mut Cells<'_>, fields: &mut library::BookFields) {
    let number = cells.take("series_index");
    let Some(name) = cells.text("series") else {
        return;
    };
    let number = without_decimals(&number).to_owned();
    fields.series.retain(|known| known.name != name);
    let place = SeriesPlace {
        name,
        number: (!number.is_empty()).then_some(number),
    };
    fields.series.insert(0, place);
}
