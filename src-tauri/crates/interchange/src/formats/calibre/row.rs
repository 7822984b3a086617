//! A book of Calibre's as a row, whichever way it came.

use library::{
    Contributor, CustomFieldForm, FieldKind, Format, Identifier, NamedValue, QuoteRecord, Role,
    SeriesPlace,
};

use super::SOURCE;
use super::day::Day;
use crate::cells::Cells;
use crate::number::without_decimals;
use crate::{CoverSource, Row, markdown, people};

/// What Calibre writes for an author that it does not know, in the languages that most of its users speak.
pub(in crate::formats) const UNKNOWN: [&str; 8] = [
    "Unknown",
    "Unbekannt",
    "Inconnu(e)",
    "Inconnu",
    "Desconocido",
    "Sconosciuto",
    "Onbekend",
    "Desconhecido",
];
const AUDIO: [&str; 9] = [
    "MP3", "M4A", "M4B", "OGG", "OPUS", "FLAC", "AAC", "WAV", "WMA",
];

/// What of a book is more than one text.
#[derive(Default)]
pub(super) struct Lists {
    pub(super) authors: Vec<String>,
    pub(super) tags: Vec<String>,
    pub(super) languages: Vec<String>,
    /// Scheme and code; those of ISBNs are a cell.
    pub(super) identifiers: Vec<(String, String)>,
    /// `EPUB`, `PDF` …
    pub(super) formats: Vec<String>,
    pub(super) columns: Vec<Column>,
    pub(super) quotes: Vec<QuoteRecord>,
    pub(super) cover: Option<CoverSource>,
}

/// What a book has in a custom column.
pub(super) struct Column {
    pub(super) name: String,
    pub(super) kind: FieldKind,
    pub(super) choices: Vec<String>,
    pub(super) value: String,
}

/// Understands a book. The cells are named as Calibre names its fields.
pub(super) fn row(mut cells: Cells<'_>, lists: Lists) -> Row {
    let mut row = Row::default();
    let fields = &mut row.fields;
    cells.title("title", fields);
    sort_title(&mut cells, fields);
    series(&mut cells, fields);
    fields.publisher = cells.text("publisher");
    fields.published = published(&mut cells);
    fields.rating = cells.rating("rating", 10);
    fields.description = cells.markdown("comments");
    cells.isbn("isbn", fields);
    for (scheme, value) in lists.identifiers {
        let scheme = match scheme.to_lowercase().as_str() {
            "amazon" | "mobi-asin" => "asin".to_owned(),
            known => known.to_owned(),
        };
        fields.identifiers.push(Identifier { scheme, value });
    }
    authors(&mut cells, lists.authors, fields);
    cells.tags("tags", lists.tags, fields);
    languages(&mut cells, lists.languages, fields);
    formats(&mut cells, &lists.formats, fields);
    row.added = stamp(&mut cells, "timestamp");
    row.extras.changed = stamp(&mut cells, "last_modified");
    row.extras.quotes = lists.quotes;
    row.cover = lists.cover;
    for column in lists.columns {
        row.custom.extend(own(&mut cells, column));
    }
    if let Some(provenance) = cells.provenance(SOURCE, "uuid") {
        row.provenance = provenance;
    }
    cells.finish(SOURCE, "", row)
}

/// `Study in Scarlet, A` says nothing that the title does not say.
fn sort_title(cells: &mut Cells<'_>, fields: &mut library::BookFields) {
    let sort = cells.peek("sort");
    let title = cells.peek("title");
    let is_same = sort == title
        || sort
            .rsplit_once(", ")
            .is_some_and(|(rest, article)| title == format!("{article} {rest}"));
    if is_same {
        cells.ignore(&["sort"]);
    } else {
        fields.sort_title = cells.text("sort");
    }
}

fn series(cells: &mut Cells<'_>, fields: &mut library::BookFields) {
    let number = cells.take("series_index");
    let Some(name) = cells.text("series") else {
        return;
    };
    let number = without_decimals(&number).to_owned();
    let place = SeriesPlace {
        name,
        number: (!number.is_empty()).then_some(number),
    };
    // The title may name it too; Calibre's own field is the one that its user sees.
    fields
        .series
        .retain(|known| known.name.to_lowercase() != place.name.to_lowercase());
    fields.series.insert(0, place);
}

fn published(cells: &mut Cells<'_>) -> Option<library::PartialDate> {
    match Day::of(cells.peek("pubdate")) {
        Day::Is(date) => {
            cells.ignore(&["pubdate"]);
            Some(date)
        }
        Day::Unknown => {
            cells.ignore(&["pubdate"]);
            None
        }
        Day::Odd => {
            cells.unexpected("pubdate", "a date such as 2001-01-31");
            None
        }
    }
}

/// An instant, in UTC also where that is not said; that of a day which Calibre does not know is none.
fn stamp(cells: &mut Cells<'_>, name: &str) -> Option<library::Stamp> {
    let text = cells.peek(name);
    if Day::of(text) == Day::Unknown {
        cells.ignore(&[name]);
        return None;
    }
    if let Ok(stamp) = format!("{text}Z").parse() {
        cells.ignore(&[name]);
        return Some(stamp);
    }
    cells.stamp(name)
}

fn authors(cells: &mut Cells<'_>, names: Vec<String>, fields: &mut library::BookFields) {
    let mut names: Vec<String> = names.iter().map(|name| people::folded(name)).collect();
    names.retain(|name| !name.is_empty());
    if let [only] = names.as_slice()
        && UNKNOWN.contains(&only.as_str())
    {
        names.clear();
        cells.ignore(&["author_sort"]);
    }
    // What they are sorted by is only kept where it says more than their names.
    let sorted: Vec<String> = cells
        .peek("author_sort")
        .split(" & ")
        .map(people::in_order)
        .collect();
    let is_same = sorted.len() == names.len() && sorted.iter().all(|name| names.contains(name));
    if is_same || cells.peek("author_sort") == names.join(" & ") {
        cells.ignore(&["author_sort"]);
    }
    let authors = names
        .into_iter()
        .map(|name| people::with_role(&name, Role::Author))
        .collect::<Vec<Contributor>>();
    cells.contributors("authors", Vec::new(), authors, fields);
}

/// A book has one language here; further ones are kept in the notes.
fn languages(cells: &mut Cells<'_>, codes: Vec<String>, fields: &mut library::BookFields) {
    let mut codes = codes
        .into_iter()
        .filter(|code| code != "und" && !code.is_empty());
    fields.language = codes.next();
    let further: Vec<String> = codes.collect();
    if !further.is_empty() {
        cells.keep("languages", &further.join(", "));
    }
}

fn formats(cells: &mut Cells<'_>, formats: &[String], fields: &mut library::BookFields) {
    if formats.is_empty() {
        return;
    }
    let is_audio = |format: &String| AUDIO.contains(&format.as_str());
    fields.format = Some(if formats.iter().all(is_audio) {
        Format::Audiobook
    } else {
        Format::Ebook
    });
    cells.keep("formats", &formats.join(", "));
}

/// A field of the reader's own holds one line; longer texts are kept in the notes.
fn own(cells: &mut Cells<'_>, column: Column) -> Option<NamedValue> {
    let value = match column.kind {
        FieldKind::Date => match Day::of(&column.value) {
            Day::Unknown => return None,
            Day::Is(date) => date.to_string(),
            Day::Odd => column.value,
        },
        FieldKind::Text if markdown::is_html(&column.value) => markdown::from_html(&column.value),
        _ => column.value,
    };
    let value = value.trim();
    if value.is_empty() {
        return None;
    }
    if value.contains('\n') || value.len() > 4_000 {
        cells.keep(&column.name, value);
        return None;
    }
    Some(NamedValue {
        field: CustomFieldForm {
            name: column.name,
            kind: column.kind,
            choices: column.choices,
        },
        value: value.to_owned(),
    })
}
