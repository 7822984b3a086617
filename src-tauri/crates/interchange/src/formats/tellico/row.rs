//! An entry as a row.

use std::borrow::Cow;

use library::{
    BookFields, Contributor, CopyRecord, CustomFieldForm, FieldKind, NamedValue, OwnedCopy, Role,
    SeriesPlace, Status,
};

use super::Pictures;
use super::entry::Entry;
use super::frame::{Collection, Field};
use crate::cells::Cells;
use crate::{Row, money, people, words};

const SOURCE: &str = "tellico";
/// The fields that every collection of books or references has. What is not among them is its owner's own.
const USUAL: [&str; 62] = [
    "title",
    "subtitle",
    "author",
    "editor",
    "binding",
    "pur_date",
    "pur_price",
    "publisher",
    "edition",
    "cr_year",
    "pub_year",
    "isbn",
    "lccn",
    "pages",
    "translator",
    "language",
    "genre",
    "keyword",
    "series",
    "series_num",
    "condition",
    "signed",
    "read",
    "gift",
    "loaned",
    "rating",
    "cover",
    "plot",
    "comments",
    "id",
    "cdate",
    "mdate",
    "entry-type",
    "bibtex-key",
    "booktitle",
    "organization",
    "address",
    "volume",
    "number",
    "journal",
    "year",
    "month",
    "doi",
    "url",
    "abstract",
    "note",
    "chapter",
    "crossref",
    "school",
    "institution",
    "howpublished",
    "key",
    "annote",
    "writer",
    "artist",
    "illustrator",
    "country",
    "keywords",
    "authors",
    "location",
    "issue",
    "description",
];

/// Understands an entry.
pub(super) fn row(entry: Entry, number: u32, collection: &Collection, pictures: &Pictures) -> Row {
    let raw: Vec<String> = entry
        .fields
        .iter()
        .map(|(name, values)| format!("{name}: {}", values.join("; ")))
        .collect();
    let mut own = Vec::new();
    let mut pairs: Vec<(Cow<'_, str>, Cow<'_, str>)> = Vec::new();
    for (name, values) in entry.fields {
        let known = collection.fields.get(&name);
        match known {
            Some(field) if !USUAL.contains(&name.as_str()) => match own_value(field, &values) {
                Some(value) => own.push(value),
                None => pairs.push((field.title.clone().into(), values.join("\n").into())),
            },
            _ => pairs.push((name.into(), values.join("; ").into())),
        }
    }
    let mut cells = Cells::of_pairs(pairs, number, entry.line, raw.join("\n"));
    let mut row = Row {
        custom: own,
        ..Row::default()
    };
    fields(&mut cells, &mut row.fields);
    let best = collection
        .fields
        .get("rating")
        .map_or(5, |field| field.best);
    rating(&mut cells, best, &mut row.fields);
    for name in ["signed", "gift"] {
        row.custom.extend(yes(&mut cells, name));
    }
    if words::yes_or_no(cells.peek("read")) == Some(true) {
        row.fields.status = Some(Status::Read);
    }
    cells.ignore(&["read", "id"]);
    row.extras
        .copies
        .extend(copy(&mut cells, collection, &entry.id));
    if let Some(cover) = pictures.named(cells.peek("cover")) {
        row.cover = Some(cover);
        cells.ignore(&["cover"]);
    }
    row.added = cells.stamp("cdate");
    row.extras.changed = cells.stamp("mdate");
    let notes = [cells.markdown("comments"), cells.markdown("note")];
    let notes: Vec<String> = notes.into_iter().flatten().collect();
    cells.finish(SOURCE, &notes.join("\n\n"), row)
}

fn fields(cells: &mut Cells<'_>, fields: &mut BookFields) {
    cells.title("title", fields);
    fields.subtitle = cells.text("subtitle");
    fields.publisher = cells.text("publisher");
    fields.published = match (cells.peek("pub_year"), cells.peek("year")) {
        ("", "") => None,
        ("", _) => cells.year("year"),
        _ => cells.year("pub_year"),
    };
    cells.isbn("isbn", fields);
    cells.identifier("lccn", "lccn", fields);
    cells.identifier("doi", "doi", fields);
    fields.pages = cells.count("pages", "pages");
    fields.format = cells.format("binding");
    for name in ["plot", "abstract", "description"] {
        if fields.description.is_none() {
            fields.description = cells.markdown(name);
        }
    }
    let mut all: Vec<Contributor> = Vec::new();
    for (name, role) in [
        ("author", Role::Author),
        ("writer", Role::Author),
        ("editor", Role::Editor),
        ("translator", Role::Translator),
        ("illustrator", Role::Illustrator),
        ("artist", Role::Illustrator),
    ] {
        let names = cells.take(name);
        let names = names
            .split(';')
            .map(people::in_order)
            .filter(|name| !name.is_empty());
        all.extend(names.map(|name| Contributor {
            name,
            role: role.clone(),
        }));
    }
    cells.contributors("author", Vec::new(), all, fields);
    let languages = cells.take("language");
    let mut languages = languages
        .split(';')
        .map(str::trim)
        .filter(|word| !word.is_empty());
    fields.language = languages.next().map(str::to_owned);
    let further: Vec<&str> = languages.collect();
    if !further.is_empty() {
        cells.keep("language", &further.join(", "));
    }
    for name in ["genre", "keyword", "keywords"] {
        let tags = cells.take(name);
        cells.tags(name, tags.split(';').map(str::to_owned), fields);
    }
    if let Some(name) = cells.text("series") {
        let number = cells.text("series_num");
        fields.series.insert(0, SeriesPlace { name, number });
    }
}

/// A number up to the best; of old also `4 - Good`.
fn rating(cells: &mut Cells<'_>, best: u32, fields: &mut BookFields) {
    let text = cells.peek("rating");
    let Some((number, _)) = text.split_once(" - ") else {
        fields.rating = cells.rating("rating", best.max(1));
        return;
    };
    let rating = number
        .parse::<i64>()
        .ok()
        .filter(|stars| (1..=5).contains(stars));
    fields.rating = rating.and_then(|stars| library::Rating::from_quarters(stars * 4).ok());
    if fields.rating.is_some() {
        cells.ignore(&["rating"]);
    } else {
        cells.unexpected("rating", "a rating such as “4 - Good”");
    }
}

/// What is said only where it is so.
fn yes(cells: &mut Cells<'_>, name: &str) -> Option<NamedValue> {
    let is_so = words::yes_or_no(cells.peek(name))?;
    cells.ignore(&[name]);
    let mut title = name.to_owned();
    title[..1].make_ascii_uppercase();
    is_so.then(|| NamedValue {
        field: CustomFieldForm {
            name: title,
            kind: FieldKind::YesNo,
            choices: Vec::new(),
        },
        value: "yes".to_owned(),
    })
}

/// A copy, where anything is said of one.
fn copy(cells: &mut Cells<'_>, collection: &Collection, id: &str) -> Option<CopyRecord> {
    let loans = collection.loans.get(id).cloned().unwrap_or_default();
    if !loans.is_empty() || words::yes_or_no(cells.peek("loaned")) == Some(false) {
        cells.ignore(&["loaned"]);
    }
    let price = cells.peek("pur_price").to_owned();
    let facts = OwnedCopy {
        location: cells.text("location"),
        condition: cells.text("condition"),
        acquired: cells.date("pur_date"),
        price: money::read(&price),
        ..OwnedCopy::default()
    };
    if facts.price.is_some() {
        cells.ignore(&["pur_price"]);
    } else if !price.is_empty() {
        cells.unexpected("pur_price", "a price with its currency, such as 9.99 EUR");
    }
    let is_told = facts != OwnedCopy::default() || !loans.is_empty();
    is_told.then_some(CopyRecord { facts, loans })
}

/// A value in a field of the owner's own. One line fits; more is kept in the notes.
fn own_value(field: &Field, values: &[String]) -> Option<NamedValue> {
    let value = match field.kind {
        FieldKind::YesNo => if words::yes_or_no(&values.join(" "))? {
            "yes"
        } else {
            "no"
        }
        .to_owned(),
        _ => values.join(", "),
    };
    let fits = !value.contains('\n') && value.len() <= 4_000 && !field.title.trim().is_empty();
    fits.then(|| NamedValue {
        field: CustomFieldForm {
            name: field.title.clone(),
            kind: field.kind,
            choices: field.choices.clone(),
        },
        value,
    })
}
