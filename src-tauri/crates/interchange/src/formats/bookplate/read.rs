//! Reading our JSON.

use std::borrow::Cow;
use std::collections::HashMap;
use std::io::{self, Read};
use std::sync::Arc;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use library::{
    BookExtras, CopyRecord, CustomFieldForm, FieldPart, Isbn, LibraryParts, LoanRecord, Money,
    NamedValue, OwnedCopy, ProgressRecord, Provenance, QuoteRecord, Rating, ReadingFacts,
    ReadingRecord, SeriesPlace, WishRecord,
};
use serde_ignored::Path;
use serde_json::Value;

use super::VERSION;
use super::model::{
    BookJson, CopyJson, LoanJson, PriceJson, QuoteJson, ReadingJson, SeriesJson, WishJson,
};
use crate::cells::Cells;
use crate::file_format::FileFormat;
use crate::json::{Members, Piece, Pieces, Top, told};
use crate::number;
use crate::row::{CoverSource, quoted};
use crate::rows::{Frame, Rows};
use crate::{ImportError, Row, isbn};

const NOT_KNOWN: &str = "is not known to this version";

/// Whether an element of an array is a book as `list --json` prints it.
pub(crate) fn is_list(element: &Members) -> bool {
    let of_ours = ["contributors", "readings", "added"];
    element.has(&["title"]) && of_ours.iter().any(|name| element.has(&[name]))
}

/// Whether a file of JSON begins as ours does.
pub(crate) fn begins(first: &Piece) -> bool {
    first.key.as_deref() == Some("bookplate")
}

/// Reads our JSON, or an array of books alone.
pub(crate) fn read<R: Read + Send + 'static>(file: R) -> Result<Rows, ImportError> {
    let mut pieces = Pieces::new(file, &["books"])?;
    if pieces.top() == Top::Array {
        let frame = Frame {
            before: "[\n".to_owned(),
            between: ",\n".to_owned(),
            after: "\n]\n".to_owned(),
            extension: "json",
        };
        return Ok(Rows::new(books(pieces, HashMap::new()), frame));
    }
    let mut parts = LibraryParts::default();
    let mut is_ours = false;
    let mut first = None;
    for piece in pieces.by_ref() {
        let piece = piece?;
        match piece.key.as_deref() {
            Some("bookplate") => {
                check_version(&piece)?;
                is_ours = true;
            }
            Some("fields") => parts.fields = piece.parse()?,
            Some("people") => parts.people = piece.parse()?,
            Some("shelves") => parts.shelves = piece.parse()?,
            Some("keptApart") => parts.kept_apart = piece.parse()?,
            Some("books") => {
                first = Some(piece);
                break;
            }
            _ => {}
        }
    }
    if !is_ours {
        return Err(ImportError::OtherFormat {
            expected: "a Bookplate export (JSON that begins with \"bookplate\")".to_owned(),
            found: "other JSON".to_owned(),
        });
    }
    let fields: HashMap<String, FieldPart> = parts
        .fields
        .iter()
        .map(|field| (field.name.clone(), field.clone()))
        .collect();
    let frame = Frame {
        before: format!("{{\n\"bookplate\": {VERSION},\n\"books\": [\n"),
        between: ",\n".to_owned(),
        after: "\n]\n}\n".to_owned(),
        extension: "json",
    };
    let pieces = first.map(Ok).into_iter().chain(pieces);
    let pieces = pieces
        .map(|piece| piece.and_then(in_its_place))
        .filter(|piece| {
            let piece = piece.as_ref().ok();
            piece.is_none_or(|piece| piece.key.as_deref() == Some("books"))
        });
    Ok(Rows::new(books(pieces, fields), frame).with_parts(parts))
}

/// The books, to the first piece that cannot be had.
fn books(
    pieces: impl Iterator<Item = Result<Piece, ImportError>> + Send + 'static,
    fields: HashMap<String, FieldPart>,
) -> impl Iterator<Item = Result<Row, ImportError>> + Send + 'static {
    let mut stopped = false;
    let pieces = pieces.take_while(move |piece| !std::mem::replace(&mut stopped, piece.is_err()));
    pieces
        .zip(1..)
        .map(move |(piece, number)| Ok(row(&piece?, number, &fields)))
}

/// What books need is told before them: behind them it would come too late, and must not be lost in silence.
fn in_its_place(piece: Piece) -> Result<Piece, ImportError> {
    match piece.key.as_deref() {
        Some(name @ ("fields" | "people" | "shelves" | "keptApart")) => Err(ImportError::Damaged {
            place: format!("line {}", piece.line),
            message: format!("expected “{name}” before “books”, found it behind them"),
        }),
        _ => Ok(piece),
    }
}

fn check_version(piece: &Piece) -> Result<(), ImportError> {
    match piece.parse::<Value>()?.as_u64() {
        Some(version) if version <= VERSION => Ok(()),
        _ => Err(ImportError::OtherFormat {
            expected: format!("a Bookplate export of version {VERSION} or older"),
            found: format!(
                "one of version {}: a newer Bookplate can read it",
                piece.text
            ),
        }),
    }
}

/// A book. One member that cannot be understood keeps nothing else from being so: it is kept in the notes.
fn row(piece: &Piece, number: u32, own: &HashMap<String, FieldPart>) -> Row {
    let (members, problem) = piece.members();
    let mut object = serde_json::Map::new();
    let mut odd: Vec<(String, Value, String)> = Vec::new();
    // What has no value says nothing.
    for (name, value) in members.0.into_iter().filter(|(_, value)| !value.is_null()) {
        let mut alone = serde_json::Map::new();
        alone.insert(name.clone(), value.clone());
        let alone = Value::Object(alone);
        let mut unknown = Vec::new();
        let read: Result<BookJson, _> =
            serde_ignored::deserialize(&alone, |path| unknown.push(place_of(&path, &alone)));
        match read {
            Ok(_) if object.contains_key(&name) => {
                odd.push((name, value, "is said twice".to_owned()));
            }
            Ok(book) if book.further.is_empty() => {
                object.insert(name, value);
                let unknown = unknown.into_iter().filter(|(_, value)| !value.is_null());
                odd.extend(unknown.map(|(name, value)| (name, value, NOT_KNOWN.to_owned())));
            }
            Ok(_) => odd.push((name, value, NOT_KNOWN.to_owned())),
            Err(error) => odd.push((name, value, in_words(&error))),
        }
    }
    let book: BookJson = serde_json::from_value(Value::Object(object)).unwrap_or_default();
    let pairs = odd
        .iter()
        .map(|(name, value, _)| (Cow::Borrowed(name.as_str()), Cow::Owned(told(value))));
    let mut cells = Cells::of_pairs(pairs, number, piece.line, piece.text.as_str());
    if let Some(problem) = problem {
        cells.row_problem(problem);
    }
    for (name, _, message) in &odd {
        cells.problem(name, format_args!("{message}; kept in the notes"));
    }
    let notes = book.private_notes.clone().unwrap_or_default();
    let row = understood(&mut cells, book, own);
    let mut row = cells.finish(FileFormat::BookplateJson.name(), &notes, row);
    if let Some(id) = row.extras.id {
        row.provenance = Provenance {
            source: FileFormat::BookplateJson.name().to_owned(),
            id: id.to_string(),
        };
    }
    row
}

/// What serde has to say, without its names for kinds of values.
fn in_words(error: &serde_json::Error) -> String {
    const WORDS: [(&str, &str); 8] = [
        ("invalid type: ", "found "),
        ("invalid value: ", "found "),
        ("unknown variant ", "found "),
        ("integer ", "the number "),
        ("floating point ", "the number "),
        ("expected u32", "expected a whole number"),
        ("expected a sequence", "expected a list"),
        ("expected a map", "expected an object"),
    ];
    let said = error.to_string();
    WORDS
        .iter()
        .fold(said, |said, (theirs, ours)| said.replace(theirs, ours))
}

/// Where in a member something stands, `contributors.0.sortName`, and what.
fn place_of(path: &Path<'_>, member: &Value) -> (String, Value) {
    let found = member.pointer(&pointer(path));
    (path.to_string(), found.cloned().unwrap_or_default())
}

/// The same place as JSON points to it: `/contributors/0/sortName`.
fn pointer(path: &Path<'_>) -> String {
    match path {
        Path::Root => String::new(),
        Path::Seq { parent, index } => format!("{}/{index}", pointer(parent)),
        Path::Map { parent, key } => {
            let key = key.replace('~', "~0").replace('/', "~1");
            format!("{}/{key}", pointer(parent))
        }
        Path::Some { parent }
        | Path::NewtypeStruct { parent }
        | Path::NewtypeVariant { parent } => pointer(parent),
    }
}

fn understood(cells: &mut Cells<'_>, book: BookJson, own: &HashMap<String, FieldPart>) -> Row {
    let mut row = Row::default();
    let fields = &mut row.fields;
    fields.title = if book.title.trim().is_empty() {
        let called = Row::untitled(cells.number());
        cells.problem(
            "title",
            format_args!("expected a title, found none; called “{called}”"),
        );
        called
    } else {
        book.title
    };
    fields.subtitle = book.subtitle;
    fields.sort_title = book.sort_title;
    fields.original_title = book.original_title;
    fields.contributors = book.contributors;
    fields.series = book.series.into_iter().map(place).collect();
    fields.publisher = book.publisher;
    fields.published = book.published;
    fields.first_published = book.first_published;
    fields.isbn = book.isbn13.or_else(|| short_isbn(cells, book.isbn10));
    fields.identifiers = book.identifiers;
    fields.language = book.language;
    fields.format = book.format;
    fields.pages = book.pages;
    fields.minutes = book.minutes;
    fields.price = price(cells, "price", book.price);
    fields.status = book.status;
    fields.rating = book.rating.and_then(|stars| {
        let text = stars.to_string();
        let quarters = number::quarters_of(&text, 5);
        if quarters.is_none() {
            cells.problem(
                "rating",
                format_args!("expected 0 to 5 stars in quarters, found {text}; kept in the notes"),
            );
            cells.keep("rating", &text);
        }
        Rating::from_quarters(quarters?).ok()
    });
    fields.favourite = book.favourite;
    fields.tags = book.tags;
    fields.description = book.description;
    fields.review = book.review;
    row.custom = book
        .custom
        .into_iter()
        .map(|(name, value)| NamedValue {
            field: own.get(&name).map_or_else(
                || CustomFieldForm {
                    name: name.clone(),
                    ..CustomFieldForm::default()
                },
                FieldPart::form,
            ),
            value,
        })
        .collect();
    row.added = book.added;
    row.further_provenance = book
        .provenance
        .into_iter()
        .map(|known| Provenance {
            source: known.source,
            id: known.id,
        })
        .collect();
    row.cover = book.cover.map(|cover| {
        let data: Arc<str> = cover.data.into();
        CoverSource::new(move || {
            let bytes = STANDARD.decode(data.as_bytes());
            bytes.map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error))
        })
    });
    row.extras = BookExtras {
        id: book.id,
        readings: book.readings.into_iter().map(reading).collect(),
        copies: book
            .copies
            .into_iter()
            .map(|one| copy(cells, one))
            .collect(),
        wish: book.wish.map(|one| wish(cells, one)),
        quotes: book.quotes.into_iter().map(quote).collect(),
        shelves: book.shelves,
        changed: book.changed,
        trashed: book.trashed,
    };
    row
}

/// The ISBN of a file that another program wrote with the short one alone. Ours says both.
fn short_isbn(cells: &mut Cells<'_>, typed: Option<String>) -> Option<Isbn> {
    let typed = typed?;
    match isbn::read(isbn::bare(&typed)) {
        Ok(isbn) => Some(isbn),
        Err(error) => {
            cells.problem("isbn10", format_args!("{error}; kept in the notes"));
            cells.keep("isbn10", &typed);
            None
        }
    }
}

fn price(cells: &mut Cells<'_>, name: &str, price: Option<PriceJson>) -> Option<Money> {
    let price = price?;
    let money = Money::parse(&price.amount, &price.currency);
    if let Err(error) = &money {
        let text = format!("{} {}", price.amount, price.currency);
        cells.problem(
            name,
            format_args!("{error}; {} is kept in the notes", quoted(&text)),
        );
        cells.keep(name, &text);
    }
    money.ok()
}

fn reading(reading: ReadingJson) -> ReadingRecord {
    ReadingRecord {
        facts: ReadingFacts {
            started: reading.started,
            finished: reading.finished,
            outcome: reading.outcome,
            note: reading.note,
        },
        progress: reading
            .progress
            .into_iter()
            .map(|progress| ProgressRecord {
                at: progress.at,
                unit: progress.unit,
                value: progress.value,
                note: progress.note,
            })
            .collect(),
    }
}

fn copy(cells: &mut Cells<'_>, copy: CopyJson) -> CopyRecord {
    CopyRecord {
        facts: OwnedCopy {
            location: copy.location,
            condition: copy.condition,
            acquired: copy.acquired,
            price: price(cells, "copies.price", copy.price),
            source: copy.source,
            note: copy.note,
        },
        loans: copy.loans.into_iter().map(loan).collect(),
    }
}

fn place(place: SeriesJson) -> SeriesPlace {
    SeriesPlace {
        name: place.name,
        number: place.number,
    }
}

fn loan(loan: LoanJson) -> LoanRecord {
    LoanRecord {
        person: loan.person,
        since: loan.since,
        due: loan.due,
        returned: loan.returned,
        back: loan.back,
        note: loan.note,
    }
}

fn wish(cells: &mut Cells<'_>, wish: WishJson) -> WishRecord {
    WishRecord {
        priority: wish.priority,
        price: price(cells, "wish.price", wish.price),
        note: wish.note,
        added: wish.added,
    }
}

fn quote(quote: QuoteJson) -> QuoteRecord {
    QuoteRecord {
        text: quote.text,
        place: quote.place,
        note: quote.note,
        added: quote.added,
    }
}
