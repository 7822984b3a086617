//! The other export of `LibraryThing`: an object of JSON with one member a book, named by the book's number.
//!
//! What the table has in a column stands in a member here, in whatever form: `isbn` is an object, a list or `[]`, `lcc`
//! likewise, `pages` is `"349 "`. Each member is told as its column, and read as the table is. What the table has not —
//! series, the original title, an ASIN — is read here.

use std::borrow::Cow;
use std::io::Read;

use library::{Identifier, SeriesPlace};
use serde_json::Value;

use crate::cells::Cells;
use crate::json::{Members, Piece, Pieces, Top, told};
use crate::row::{LONGEST_LIST, cut};
use crate::rows::{Frame, Rows};
use crate::{ImportError, Row, isbn};

/// Members that are columns of the table by another name.
const COLUMNS: [(&str, &str); 40] = [
    ("books_id", "Book Id"),
    ("title", "Title"),
    ("sortcharacter", "Sort Character"),
    ("primaryauthor", "Primary Author"),
    ("primaryauthorrole", "Primary Author Role"),
    ("secondaryauthor", "Secondary Author"),
    ("secondaryauthorroles", "Secondary Author Roles"),
    ("publication", "Publication"),
    ("date", "Date"),
    ("review", "Review"),
    ("rating", "Rating"),
    ("comment", "Comment"),
    ("comments", "Comment"),
    ("privatecomment", "Private Comment"),
    ("summary", "Summary"),
    ("format", "Media"),
    ("physical_description", "Physical Description"),
    ("pages", "Page Count"),
    ("lccn", "LCCN"),
    ("dateacquired", "Acquired"),
    ("datestarted", "Date Started"),
    ("dateread", "Date Read"),
    ("tags", "Tags"),
    ("collections", "Collections"),
    ("language", "Languages"),
    ("originallanguage", "Original Languages"),
    ("lcc", "LC Classification"),
    ("originalisbn", "ISBN"),
    ("isbn", "ISBNs"),
    ("issn", "ISSN"),
    ("subject", "Subjects"),
    ("copies", "Copies"),
    ("source", "Source"),
    ("entrydate", "Entry Date"),
    ("fromwhere", "From Where"),
    ("oclc", "OCLC"),
    ("workcode", "Work id"),
    ("listprice", "List Price"),
    ("purchaseprice", "Purchase Price"),
    ("condition", "Condition"),
];
/// The site's own numbers for what is told in words beside them.
const ITS_OWN: [&str; 6] = [
    "collections_idA",
    "tagidA",
    "tagid",
    "genre_id",
    "language_codeA",
    "originallanguage_codeA",
];

/// Whether a member is a book of such an export.
pub(crate) fn is_book(members: &Members) -> bool {
    members.has(&["books_id", "title"])
}

/// Reads the export.
pub(crate) fn read<R: Read + Send + 'static>(file: R) -> Result<Rows, ImportError> {
    let pieces = Pieces::new(file, &[])?;
    if pieces.top() != Top::Object {
        return Err(ImportError::OtherFormat {
            expected: "a LibraryThing export (an object in { } with one member a book)".to_owned(),
            found: "a list in [ ]".to_owned(),
        });
    }
    let rows = pieces
        .zip(1..)
        .map(|(piece, number)| Ok(book(&piece?, number)));
    let frame = Frame {
        before: "{\n".to_owned(),
        between: ",\n".to_owned(),
        after: "\n}\n".to_owned(),
        extension: "json",
    };
    Ok(Rows::new(rows, frame))
}

/// The most series that are told beside those in the title.
const ROOM: usize = LONGEST_LIST / 2;

/// What stands beside the columns of the table.
#[derive(Default)]
struct Beside {
    series: Vec<SeriesPlace>,
    original_title: Option<String>,
    identifiers: Vec<Identifier>,
}

fn book(piece: &Piece, number: u32) -> Row {
    let key = piece.key.as_deref().unwrap_or_default();
    let (members, problem) = piece.members();
    let mut beside = Beside::default();
    let mut pairs: Vec<(String, String)> = Vec::new();
    if members.get("books_id").is_none() {
        pairs.push(("Book Id".to_owned(), key.to_owned()));
    }
    // Whoever is told in full is not told in short too.
    let authors = members.get("authors").and_then(Value::as_array);
    let has_authors = authors.is_some_and(|authors| !authors.is_empty());
    for (name, value) in members.0 {
        let is_told = has_authors && name.contains("author") && name != "authors";
        if !is_told {
            take(name, &value, &mut pairs, &mut beside);
        }
    }
    let pairs = pairs
        .into_iter()
        .map(|(name, text)| (Cow::from(name), Cow::from(text)));
    let raw = format!("{}: {}", Value::from(key), piece.text);
    let mut cells = Cells::of_pairs(pairs, number, piece.line, raw);
    if let Some(problem) = problem {
        cells.row_problem(problem);
    }
    let mut row = super::row(cells);
    for place in beside.series {
        if !row
            .fields
            .series
            .iter()
            .any(|known| known.name == place.name)
        {
            row.fields.series.push(place);
        }
    }
    row.fields.original_title = beside.original_title;
    row.fields.identifiers.extend(beside.identifiers);
    // Whoever fills these lists to the brim has them already.
    row.fields.series.truncate(LONGEST_LIST);
    row.fields.identifiers.truncate(LONGEST_LIST);
    row
}

fn take(name: String, value: &Value, pairs: &mut Vec<(String, String)>, beside: &mut Beside) {
    match (name.as_str(), value) {
        (own, _) if ITS_OWN.contains(&own) => {}
        // Everybody may see it, as everything at first.
        ("public", Value::String(public)) if public == "1" => {}
        ("authors", Value::Array(authors)) => people(authors, pairs),
        // What no list or text of a book can hold is kept as any other member is.
        ("series", _)
            if listed(value).len() + beside.series.len() <= ROOM
                && cut(&told(value)).1.is_empty() =>
        {
            beside
                .series
                .extend(listed(value).iter().map(|text| place(text)));
        }
        ("originaltitle", _)
            if beside.original_title.is_none() && cut(&told(value)).1.is_empty() =>
        {
            beside.original_title = Some(decoded(&told(value))).filter(|title| !title.is_empty());
        }
        ("asin", Value::String(asin))
            if !asin.trim().is_empty()
                && beside.identifiers.is_empty()
                && cut(asin).1.is_empty() =>
        {
            beside.identifiers.push(Identifier {
                scheme: "asin".to_owned(),
                value: asin.trim().to_owned(),
            });
        }
        // The number again, with the ISBNs; what is none of a book's stays.
        ("ean", _) if listed(value).iter().all(|code| isbn::read(code).is_ok()) => {
            add(pairs, "ISBNs", &listed(value).join(", "), ", ");
        }
        ("format", Value::Array(formats)) => {
            let words: Vec<String> = formats.iter().map(|format| told(&format["text"])).collect();
            pairs.push(("Media".to_owned(), words.join(", ")));
        }
        ("ddc", Value::Object(ddc)) => {
            for (name, value) in ddc {
                let column = if name == "code" {
                    "Dewey Decimal"
                } else {
                    "Dewey Wording"
                };
                add(pairs, column, &told(value), ", ");
            }
        }
        ("lcc", Value::Object(lcc)) => {
            let codes: Vec<String> = lcc.values().map(told).collect();
            add(pairs, "LC Classification", &codes.join(", "), ", ");
        }
        ("isbn", _) => add(pairs, "ISBNs", &listed(value).join(", "), ", "),
        ("title", _) => pairs.push(("Title".to_owned(), decoded(&told(value)))),
        _ => {
            let column = COLUMNS.iter().find(|(known, _)| *known == name);
            let column = column
                .map_or(name.as_str(), |(_, column)| column)
                .to_owned();
            let text = match value {
                // What leaves a list with gaps is numbered.
                Value::Object(members) if members.keys().all(|key| is_number(key)) => {
                    listed(value).join(", ")
                }
                _ if name.contains("author") => decoded(&told(value)),
                _ => told(value),
            };
            add(pairs, &column, &text, ", ");
        }
    }
}

fn is_number(key: &str) -> bool {
    key.bytes().all(|byte| byte.is_ascii_digit())
}

/// A cell, or more of one that is there already.
fn add(pairs: &mut Vec<(String, String)>, name: &str, text: &str, between: &str) {
    match pairs.iter_mut().find(|(known, _)| known == name) {
        Some((_, known)) if known.is_empty() => text.clone_into(known),
        Some(_) if text.is_empty() => {}
        Some((_, known)) => {
            known.push_str(between);
            known.push_str(text);
        }
        None => pairs.push((name.to_owned(), text.to_owned())),
    }
}

/// `{"lf": "Doyle, Arthur Conan", "fl": "Arthur Conan Doyle", "role": "Author"}`, as the columns of the table have them.
fn people(authors: &[Value], pairs: &mut Vec<(String, String)>) {
    for (at, author) in authors.iter().enumerate() {
        let word = |name: &str| decoded(&told(&author[name])).replace('|', " ");
        let name = [word("fl"), word("lf"), told(author)];
        let name = name
            .into_iter()
            .find(|name| !name.is_empty())
            .unwrap_or_default();
        let (names, roles) = match at {
            0 => ("Primary Author", "Primary Author Role"),
            _ => ("Secondary Author", "Secondary Author Roles"),
        };
        if at <= 1 {
            pairs.push((names.to_owned(), name));
            pairs.push((roles.to_owned(), word("role")));
            continue;
        }
        // One bar for each, also where there is no role.
        for (column, text) in [(names, name), (roles, word("role"))] {
            if let Some((_, known)) = pairs.iter_mut().find(|(known, _)| known == column) {
                known.push('|');
                known.push_str(&text);
            }
        }
    }
}

/// The words of a list or of an object, or the one word.
fn listed(value: &Value) -> Vec<String> {
    let words: Vec<String> = match value {
        Value::Array(items) => items.iter().map(told).collect(),
        Value::Object(members) => members.values().map(told).collect(),
        other => vec![told(other)],
    };
    let words = words.into_iter().map(|word| word.trim().to_owned());
    words.filter(|word| !word.is_empty()).collect()
}

/// `Sherlock Holmes (1)`
fn place(text: &str) -> SeriesPlace {
    let text = decoded(text);
    let numbered = text
        .strip_suffix(')')
        .and_then(|text| text.rsplit_once(" ("))
        .filter(|(name, number)| {
            !name.trim().is_empty() && number.starts_with(|c: char| c.is_ascii_digit())
        });
    match numbered {
        Some((name, number)) => SeriesPlace {
            name: name.trim().to_owned(),
            number: Some(number.to_owned()),
        },
        None => SeriesPlace {
            name: text,
            number: None,
        },
    }
}

/// Titles and names hold entities of HTML: `Ty&ouml;p&auml;iv&auml;kirjat`.
fn decoded(text: &str) -> String {
    html_escape::decode_html_entities(text.trim()).into_owned()
}
