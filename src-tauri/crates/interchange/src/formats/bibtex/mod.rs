//! BibTeX and BibLaTeX, as `JabRef`, Zotero, Calibre and catalogues write them.
//!
//! | field | becomes |
//! |---|---|
//! | title, subtitle, series with number or volume | title, series |
//! | author, editor, translator, illustrator, foreword, afterword | contributors; `and others` is kept in the notes |
//! | publisher, year, month, date, origdate, language, pagetotal, pages | the fields |
//! | isbn, issn, doi, lccn, url, the key | ISBN, identifiers |
//! | keywords, abstract, note, annote | tags, description, notes |
//! | bookplate | which book of a Bookplate library it is, where we wrote it |
//! | rating, ranking (`rank4`), readstatus (`JabRef`) | rating, status |
//! | the kind of any entry that is no book, and any other field | notes, as `field: text` |
//!
//! Accents, braces and commands of LaTeX become plain text.

mod entry;
mod latex;
mod write;

use std::borrow::Cow;
use std::io::Read;

use library::{BookFields, Contributor, Identifier, PartialDate, Role, SeriesPlace, Status};

use crate::cells::Cells;
use crate::number::whole;
use crate::rows::{Frame, Rows};
use crate::{ImportError, Row, isbn};
use entry::{Entries, Entry};
pub(crate) use write::BibtexShape;

const SOURCE: &str = "bibtex";
/// The field that says which book of a Bookplate library it is. The key beside it was made up for the file.
const OWN_ID: &str = "bookplate";
const BOOKS: [&str; 6] = [
    "book",
    "mvbook",
    "collection",
    "mvcollection",
    "booklet",
    "ebook",
];
/// The kinds of entries by which a file is known.
const KINDS: [&str; 26] = [
    "book",
    "mvbook",
    "booklet",
    "ebook",
    "article",
    "inbook",
    "incollection",
    "inproceedings",
    "conference",
    "manual",
    "mastersthesis",
    "misc",
    "phdthesis",
    "proceedings",
    "techreport",
    "unpublished",
    "collection",
    "mvcollection",
    "online",
    "thesis",
    "report",
    "reference",
    "periodical",
    "string",
    "comment",
    "preamble",
];

/// Whether a text holds references.
pub(crate) fn begins(text: &str) -> bool {
    text.split(['\n', '\r']).any(|line| {
        line.starts_with('@')
            && entry::kind_of(line).is_some_and(|(kind, _)| KINDS.contains(&kind.as_str()))
    })
}

/// Reads the references.
pub(crate) fn read<R: Read + Send + 'static>(file: R) -> Result<Rows, ImportError> {
    let rows = Entries::of(file)?
        .zip(1..)
        .map(|(entry, number)| Ok(row(entry?, number)));
    let frame = Frame {
        between: "\n".to_owned(),
        after: "\n".to_owned(),
        extension: "bib",
        ..Frame::default()
    };
    Ok(Rows::new(rows, frame))
}

fn row(entry: Entry, number: u32) -> Row {
    let mut row = Row::default();
    let mut people: Vec<Contributor> = Vec::new();
    let mut others = false;
    let mut pairs: Vec<(Cow<'_, str>, Cow<'_, str>)> = Vec::new();
    if !BOOKS.contains(&entry.kind.as_str()) {
        pairs.push(("type".into(), entry.kind.clone().into()));
    }
    for (name, value) in entry.fields {
        if let Some(role) = role_of(&name) {
            for person in names(&value) {
                if person == "others" {
                    others = true;
                } else {
                    people.push(Contributor {
                        name: person,
                        role: role.clone(),
                    });
                }
            }
        } else {
            // An address is no LaTeX.
            let text = if matches!(name.as_str(), "url" | "doi" | "file") {
                value.trim().to_owned()
            } else {
                latex::plain(&value)
            };
            pairs.push((name.into(), text.into()));
        }
    }
    let mut cells = Cells::of_pairs(pairs, number, entry.line, entry.raw);
    if let Some(problem) = entry.problem {
        cells.row_problem(problem);
    }
    let fields = &mut row.fields;
    cells.title("title", fields);
    fields.subtitle = cells.text("subtitle");
    people.sort_by_key(|person| person.role != Role::Author);
    cells.contributors("author", Vec::new(), people, fields);
    if others {
        cells.keep("author", "and others");
    }
    series(&mut cells, fields);
    fields.publisher = cells.text("publisher");
    fields.published = published(&mut cells);
    fields.first_published = dated(&mut cells, &["origdate", "origyear"]);
    let language = ["language", "langid"]
        .into_iter()
        .find(|name| !cells.peek(name).is_empty());
    fields.language = language.and_then(|name| cells.text(name));
    let pages = ["pagetotal", "pages"]
        .into_iter()
        .find(|name| whole(cells.peek(name)).is_some());
    fields.pages = pages.and_then(|name| cells.count(name, "pages"));
    let own_id = cells.peek(OWN_ID).parse().ok();
    let key = if own_id.is_some() { "" } else { &entry.key };
    numbers(&mut cells, key, fields);
    fields.description = cells.markdown("abstract");
    for name in ["keywords", "keyword"] {
        let tags = cells.take(name);
        cells.tags(name, tags.split([',', ';']).map(str::to_owned), fields);
    }
    opinion(&mut cells, fields);
    if own_id.is_some() {
        cells.ignore(&[OWN_ID]);
        row.extras.id = own_id;
    }
    let notes = ["note", "annote", "annotation"].map(|name| cells.markdown(name));
    let notes: Vec<String> = notes.into_iter().flatten().collect();
    cells.finish(SOURCE, &notes.join("\n\n"), row)
}

fn role_of(name: &str) -> Option<Role> {
    Some(match name {
        "author" => Role::Author,
        "editor" => Role::Editor,
        "translator" => Role::Translator,
        "illustrator" => Role::Illustrator,
        "narrator" => Role::Narrator,
        "foreword" => Role::Foreword,
        "afterword" => Role::Afterword,
        "contributor" => Role::Contributor,
        _ => return None,
    })
}

/// Names parted by `and` outside of braces, in the order in which they are spoken.
fn names(list: &str) -> Vec<String> {
    let mut depth = 0_i32;
    let mut names: Vec<String> = vec![String::new()];
    for word in list.split_whitespace() {
        if depth == 0 && word.eq_ignore_ascii_case("and") {
            names.push(String::new());
            continue;
        }
        depth += word
            .bytes()
            .map(|byte| i32::from(byte == b'{') - i32::from(byte == b'}'))
            .sum::<i32>();
        if let Some(name) = names.last_mut() {
            if !name.is_empty() {
                name.push(' ');
            }
            name.push_str(word);
        }
    }
    let names = names.iter().map(|name| in_order(name));
    names.filter(|name| !name.is_empty()).collect()
}

/// `Le Guin, Ursula K.`, `King, Jr., Martin`; a name in braces stays as it is.
fn in_order(name: &str) -> String {
    let mut depth = 0_i32;
    let parts: Vec<&str> = name
        .split(|c: char| {
            depth += i32::from(c == '{') - i32::from(c == '}');
            c == ',' && depth == 0
        })
        .collect();
    let parts: Vec<String> = parts.into_iter().map(latex::plain).collect();
    match parts.as_slice() {
        [family, given] if given.is_empty() => family.clone(),
        [family, given] => format!("{given} {family}"),
        [family, suffix, given] => format!("{given} {family}, {suffix}"),
        _ => parts.join(", "),
    }
}

fn series(cells: &mut Cells<'_>, fields: &mut BookFields) {
    if let Some(name) = cells.text("series") {
        let number = ["number", "volume"]
            .into_iter()
            .find(|name| !cells.peek(name).is_empty());
        let number = number.and_then(|name| cells.text(name));
        fields.series.insert(0, SeriesPlace { name, number });
    }
}

/// `date`, or `year` with `month`.
fn published(cells: &mut Cells<'_>) -> Option<PartialDate> {
    if let Some(date) = dated(cells, &["date"]) {
        if cells.peek("year") == date.year().to_string() {
            cells.ignore(&["year", "month"]);
        }
        return Some(date);
    }
    let year = PartialDate::parse(cells.peek("year")).ok();
    match (year, entry::month(cells.peek("month"))) {
        (Some(year), Some(month)) if year.month().is_none() => {
            let date = PartialDate::new(year.year(), Some(month), None).ok();
            cells.ignore(&["year"]);
            if date.is_some() {
                cells.ignore(&["month"]);
            }
            date.or(Some(year))
        }
        _ => cells.year("year"),
    }
}

/// The first of these fields that holds a date. A span of time, or words, are kept in the notes.
fn dated(cells: &mut Cells<'_>, names: &[&str]) -> Option<PartialDate> {
    names.iter().find_map(|name| {
        let date = PartialDate::parse(cells.peek(name)).ok()?;
        cells.ignore(&[name]);
        Some(date)
    })
}

fn numbers(cells: &mut Cells<'_>, key: &str, fields: &mut BookFields) {
    let given = cells.take("isbn");
    for number in given
        .split([',', ';', '/'])
        .map(str::trim)
        .filter(|number| !number.is_empty())
    {
        // `0-00-000001-9 (pbk.)`
        let (number, _) = number.split_once(" (").unwrap_or((number, ""));
        let identifier = |scheme: &str| Identifier {
            scheme: scheme.to_owned(),
            value: number.to_owned(),
        };
        match isbn::read(number) {
            Ok(isbn) if fields.isbn.is_none() => fields.isbn = Some(isbn),
            Ok(isbn) if fields.isbn == Some(isbn) => {}
            Ok(_) => fields.identifiers.push(identifier("isbn")),
            Err(error) => {
                cells.problem("isbn", format_args!("{error}; kept as another identifier"));
                fields.identifiers.push(identifier("other"));
            }
        }
    }
    for name in ["issn", "doi", "lccn", "oclc", "asin", "url"] {
        cells.identifier(name, name, fields);
    }
    if !key.is_empty() {
        fields.identifiers.push(Identifier {
            scheme: SOURCE.to_owned(),
            value: key.to_owned(),
        });
    }
}

/// What `JabRef` lets its user say: `ranking = {rank4}`, `readstatus = {read}`.
fn opinion(cells: &mut Cells<'_>, fields: &mut BookFields) {
    let stars = cells.peek("ranking").strip_prefix("rank");
    let stars = stars.and_then(|stars| stars.parse::<i64>().ok());
    if let Some(stars) = stars.filter(|stars| (1..=5).contains(stars)) {
        fields.rating = library::Rating::from_quarters(stars * 4).ok();
        cells.ignore(&["ranking"]);
    } else if !cells.peek("rating").is_empty() {
        fields.rating = cells.rating("rating", 5);
    }
    if cells.peek("readstatus").eq_ignore_ascii_case("read") {
        fields.status = Some(Status::Read);
        cells.ignore(&["readstatus"]);
    }
}
