//! Reading our table.

use std::io::Read;

use library::{
    BookExtras, BookFields, Contributor, CopyRecord, Format, Identifier, LibraryParts, Money,
    NamedValue, OwnedCopy, PartialDate, Priority, Provenance, QuoteRecord, Rating, Role,
    SeriesPlace, Stamp, WishRecord,
};

use super::list::{items, parted, parted_once, plain, texts};
use super::{BEFORE_ID, ID, PEOPLE, is_header, own, readings};
use crate::cells::Cells;
use crate::file_format::FileFormat;
use crate::row::{LONGEST_LIST, quoted};
use crate::rows::Rows;
use crate::table::Sheet;
use crate::{ImportError, Row, limits, money, number, words};

const DATES: [&str; 5] = [
    "Published",
    "First published",
    "Added",
    "Changed",
    "Wished since",
];

/// Reads our table.
pub(crate) fn read<R: Read + Send + 'static>(file: R) -> Result<Rows, ImportError> {
    let sheet = Sheet::open(file)?;
    if !is_header(sheet.header()) {
        return Err(
            sheet.refuse("a Bookplate table (columns such as Bookplate Id, Title, Authors)")
        );
    }
    let columns = sheet.header().names().iter();
    let own: Vec<(String, library::FieldPart)> = columns
        .filter_map(|name| Some((name.clone(), own::field(name)?)))
        .collect();
    let parts = LibraryParts {
        fields: own.iter().map(|(_, field)| field.clone()).collect(),
        ..LibraryParts::default()
    };
    let rows = Rows::of_sheet(sheet.with_dates(&DATES), move |cells| row(cells, &own));
    Ok(rows.with_parts(parts))
}

fn row(mut cells: Cells<'_>, own: &[(String, library::FieldPart)]) -> Row {
    let mut row = Row::default();
    let source = FileFormat::BookplateCsv.name();
    let id = cells.peek(ID);
    if !id.is_empty() {
        match id.trim_start_matches(BEFORE_ID).parse() {
            Ok(known) => {
                row.extras.id = Some(known);
                row.provenance = Provenance {
                    source: source.to_owned(),
                    id: known.to_string(),
                };
                cells.ignore(&[ID]);
            }
            Err(_) => cells.unexpected(
                ID,
                "what Bookplate calls a book, such as B456274750474441101",
            ),
        }
    }
    texts_of(&mut cells, &mut row.fields);
    edition(&mut cells, &mut row.fields);
    words::take_status(&mut cells, "Status", &mut row);
    row.fields.rating = rating(&mut cells);
    match words::yes_or_no(cells.peek("Favourite")) {
        Some(is_one) => {
            row.fields.favourite = is_one;
            cells.ignore(&["Favourite"]);
        }
        None => cells.unexpected("Favourite", "yes or no"),
    }
    let tags = texts(&cells.take("Tags"));
    cells.tags("Tags", tags, &mut row.fields);
    row.custom = own
        .iter()
        .filter_map(|(column, field)| {
            let value = cells.text(column)?;
            Some(NamedValue {
                field: field.form(),
                value,
            })
        })
        .collect();
    row.added = cells.stamp("Added");
    let mut shelves = texts(&cells.take("Shelves"));
    shelves.append(&mut row.extras.shelves);
    let copies = cells.times("Copies", u32::try_from(LONGEST_LIST).unwrap_or(u32::MAX));
    row.extras = BookExtras {
        id: row.extras.id,
        readings: readings::read(&mut cells),
        copies: (0..copies)
            .map(|_| CopyRecord::from(OwnedCopy::default()))
            .collect(),
        wish: wish(&mut cells),
        quotes: quotes(&mut cells),
        shelves,
        changed: cells.stamp("Changed"),
        trashed: None,
    };
    limits::within(
        &mut cells,
        "readings",
        &mut row.extras.readings,
        |reading| readings::told(&reading.facts),
    );
    let notes = cells.text("Private notes").unwrap_or_default();
    cells.finish(source, &notes, row)
}

/// Titles, people, series, and the long texts.
fn texts_of(cells: &mut Cells<'_>, fields: &mut BookFields) {
    fields.title = match cells.text("Title") {
        Some(title) if title.chars().any(|c| !c.is_whitespace() && !c.is_control()) => title,
        _ => {
            let called = Row::untitled(cells.number());
            let message = format!("expected a title, found none; called “{called}”");
            cells.problem("Title", message);
            called
        }
    };
    fields.subtitle = cells.text("Subtitle");
    fields.sort_title = cells.text("Sort title");
    fields.original_title = cells.text("Original title");
    for (column, role) in &PEOPLE {
        let names = texts(&cells.take(column));
        fields
            .contributors
            .extend(names.into_iter().map(|name| Contributor {
                name,
                role: role.clone(),
            }));
    }
    let others = cells.take("Other people");
    fields
        .contributors
        .extend(items(&others).into_iter().map(other));
    limits::within(cells, "people", &mut fields.contributors, |person| {
        person.name
    });
    let series = cells.take("Series");
    fields.series = items(&series).into_iter().map(place).collect();
    fields.description = cells.text("Description");
    fields.review = cells.text("Review");
}

/// What is known of this edition.
fn edition(cells: &mut Cells<'_>, fields: &mut BookFields) {
    fields.publisher = cells.text("Publisher");
    fields.published = date(cells, "Published");
    fields.first_published = date(cells, "First published");
    cells.isbn("ISBN", fields);
    let codes = cells.take("Identifiers");
    fields
        .identifiers
        .extend(items(&codes).into_iter().map(code));
    fields.language = cells.text("Language");
    fields.format = cells.text("Format").map(Format::from);
    fields.pages = cells.count("Pages", "pages");
    fields.minutes = cells.count("Minutes", "minutes");
    fields.price = price(cells, "Price");
}

/// `Émile Zoë (foreword)`.
fn other(item: &str) -> Contributor {
    let inside = item
        .strip_suffix(')')
        .and_then(|item| parted_once(item, '('));
    match inside {
        Some((name, role)) if !name.trim().is_empty() => Contributor {
            name: plain(name),
            role: Role::from(plain(role)),
        },
        _ => Contributor {
            name: plain(item),
            role: Role::Contributor,
        },
    }
}

/// `Name #2`.
fn place(item: &str) -> SeriesPlace {
    match parted_once(item, '#') {
        Some((name, number)) if !name.trim().is_empty() => SeriesPlace {
            name: plain(name),
            number: Some(plain(number)).filter(|number| !number.is_empty()),
        },
        _ => SeriesPlace {
            name: plain(item),
            number: None,
        },
    }
}

/// `asin:B0…`.
fn code(item: &str) -> Identifier {
    let (scheme, value) = parted_once(item, ':').unwrap_or(("other", item));
    if value.trim().is_empty() {
        return Identifier {
            scheme: "other".to_owned(),
            value: plain(item),
        };
    }
    Identifier {
        scheme: plain(scheme),
        value: plain(value),
    }
}

/// A date that is written as we write it, whatever its year.
pub(super) fn own_date(text: &str) -> Option<PartialDate> {
    let date = PartialDate::parse(text).ok()?;
    (date.to_string() == text).then_some(date)
}

fn date(cells: &mut Cells<'_>, name: &str) -> Option<PartialDate> {
    match own_date(cells.peek(name)) {
        Some(date) => {
            cells.ignore(&[name]);
            Some(date)
        }
        None => cells.date(name),
    }
}

/// Unlike in other lists, 0 stars are a rating: a book without one has an empty cell.
fn rating(cells: &mut Cells<'_>) -> Option<Rating> {
    let text = cells.peek("Rating");
    if text.is_empty() {
        return None;
    }
    let quarters = number::quarters_of(text, 5);
    let rating = quarters.and_then(|quarters| Rating::from_quarters(quarters).ok());
    if rating.is_some() {
        cells.ignore(&["Rating"]);
    } else {
        cells.unexpected("Rating", "0 to 5 stars in quarters");
    }
    rating
}

fn price(cells: &mut Cells<'_>, name: &str) -> Option<Money> {
    let text = cells.peek(name);
    if text.is_empty() {
        return None;
    }
    let price = money::read(text);
    if price.is_some() {
        cells.ignore(&[name]);
    } else {
        cells.unexpected(name, "a price such as 9.99 EUR");
    }
    price
}

/// A wish is one where its column says so; what else is told of it is kept in the notes otherwise.
fn wish(cells: &mut Cells<'_>) -> Option<WishRecord> {
    let priority = match cells.peek("Wish").to_lowercase().as_str() {
        "" | "no" => return None,
        "low" => Priority::Low,
        "normal" | "yes" => Priority::Normal,
        "high" => Priority::High,
        _ => {
            cells.unexpected("Wish", "low, normal or high");
            return None;
        }
    };
    cells.ignore(&["Wish"]);
    Some(WishRecord {
        priority,
        price: price(cells, "Wish price"),
        note: cells.text("Wish note"),
        added: cells.stamp("Wished since"),
    })
}

fn quotes(cells: &mut Cells<'_>) -> Vec<QuoteRecord> {
    let cell = cells.take("Quotes");
    let quotes = items(&cell).into_iter().filter_map(|item| {
        let parts = parted(item, '|');
        let part = |at: usize| parts.get(at).map(|part| plain(part));
        let known = |at: usize| part(at).filter(|text| !text.is_empty());
        let added = known(3).map(|text| text.parse::<Stamp>());
        match (known(0), added) {
            (Some(text), None | Some(Ok(_))) if parts.len() <= 4 => Some(QuoteRecord {
                text,
                place: known(1),
                note: known(2),
                added: known(3).and_then(|text| text.parse().ok()),
            }),
            _ => {
                let shown = quoted(item);
                cells.problem(
                    "Quotes",
                    format_args!(
                        "expected words | place | note | day, found {shown}; kept in the notes"
                    ),
                );
                cells.keep("Quotes", item);
                None
            }
        }
    });
    quotes.collect()
}
