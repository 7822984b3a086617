//! Lists of books.

use interchange::json_book;
use library::{
    BookRow, Direction, Library, LibraryError, ListQuery, Place, QueryProblem, SortField,
};

use super::{
    print::{Form, Printer, to_standard_output},
    refusal::{Outcome, Refusal},
    sorting::{self, SortName},
    table::Table,
    words::ListWords,
};

/// Prints the books that the words ask for.
pub fn run(library: &Library, words: &ListWords, printer: Printer) -> Outcome {
    let (sort, direction) = order(library, words)?;
    let query = ListQuery {
        text: words.query.join(" "),
        place: if words.trash {
            Place::Trash
        } else {
            Place::Library
        },
        sort,
        direction,
        ..ListQuery::default()
    };
    let list = library.list(&query)?;
    remark(&query.text, &list.problems, printer);
    let limit = words.limit.unwrap_or(usize::MAX).min(list.ids.len());
    let ids = &list.ids[..limit];
    match printer.form {
        Form::Json => write_json(library, ids),
        Form::Text => {
            let table = table(&library.rows(ids)?);
            to_standard_output(|out| table.write(out))?;
            if limit < list.ids.len() {
                printer.remark(format_args!("{limit} of {} books", list.ids.len()));
            }
            Ok(())
        }
    }
}

/// Says what of a query was not understood, and looked for as words.
pub fn remark(query: &str, problems: &[QueryProblem], printer: Printer) {
    let units: Vec<u16> = query.encode_utf16().collect();
    for problem in problems {
        let (from, to) = (problem.from as usize, problem.to as usize);
        let part = units.get(from..to.min(units.len())).unwrap_or_default();
        printer.remark(format_args!(
            "{}: {}",
            String::from_utf16_lossy(part),
            problem.message
        ));
    }
}

fn order(library: &Library, words: &ListWords) -> Outcome<(SortField, Direction)> {
    let Some(sorting) = &words.sort else {
        return Ok((SortField::Title, Direction::Ascending));
    };
    let field = match &sorting.field {
        SortName::Known(field) => *field,
        SortName::Own(name) => {
            let own = library.custom_fields()?;
            let name = name.strip_prefix("custom:").unwrap_or(name);
            let found = own.iter().find(|field| sorting::same(&field.name, name));
            let field = found.ok_or_else(|| {
                Refusal::new(format!(
                    "--sort: expected one of {} or a field of your own; found {name:?}",
                    sorting::known()
                ))
            })?;
            SortField::Custom(field.id)
        }
    };
    Ok((field, sorting.direction))
}

/// One book after the other: a hundred thousand need not be in memory at once.
fn write_json(library: &Library, ids: &[library::BookId]) -> Outcome {
    let own = library.custom_fields()?;
    let mut failed: Option<LibraryError> = None;
    to_standard_output(|out| {
        write!(out, "[")?;
        let mut first = true;
        let mut written = Ok(());
        let read = library.each_whole(ids, |book| {
            let lead = if first { "\n" } else { ",\n" };
            first = false;
            written = out.write_all(lead.as_bytes()).and_then(|()| {
                serde_json::to_writer(&mut *out, &json_book(&book, &own)).map_err(Into::into)
            });
            // Nobody reads on: nothing more need be read here.
            if written.is_err() {
                Err(LibraryError::Cancelled)
            } else {
                Ok(())
            }
        });
        written?;
        failed = read.err();
        if failed.is_none() {
            writeln!(out, "{}]", if first { "" } else { "\n" })?;
        }
        Ok(())
    })?;
    failed.map_or(Ok(()), |error| Err(error.into()))
}

fn table(rows: &[BookRow]) -> Table {
    let mut table = Table::new(&["Id", "Title", "Author", "Status", "Rating", "Published"]);
    for row in rows {
        let rating = row
            .rating
            .map(|rating| (f64::from(rating.quarters()) / 4.0).to_string());
        table.row(vec![
            row.id.to_string(),
            row.title.clone(),
            row.authors.clone().unwrap_or_default(),
            row.status
                .map(library::Status::name)
                .unwrap_or_default()
                .to_owned(),
            rating.unwrap_or_default(),
            row.published
                .map(|date| date.to_string())
                .unwrap_or_default(),
        ]);
    }
    table
}
