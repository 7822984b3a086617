//! What a library keeps at most, for lists that few books fill.

use library::{Identifier, QuoteRecord, SeriesPlace};

use crate::Row;
use crate::cells::Cells;
use crate::row::LONGEST_LIST;

/// Keeps in the notes what the book's lists cannot hold: one book must not stop the others.
pub(crate) fn keep(cells: &mut Cells<'_>, row: &mut Row) {
    within(
        cells,
        "identifiers",
        &mut row.fields.identifiers,
        |code: Identifier| format!("{} {}", code.scheme, code.value),
    );
    within(
        cells,
        "series",
        &mut row.fields.series,
        |place: SeriesPlace| format!("{} {}", place.name, place.number.unwrap_or_default()),
    );
    within(
        cells,
        "quotes",
        &mut row.extras.quotes,
        |quote: QuoteRecord| quote.text,
    );
    within(
        cells,
        "shelves",
        &mut row.extras.shelves,
        |shelf: String| shelf,
    );
}

/// Keeps of one list what a library can hold, and the rest in the notes.
pub(crate) fn within<T>(
    cells: &mut Cells<'_>,
    name: &str,
    list: &mut Vec<T>,
    told: impl Fn(T) -> String,
) {
    if list.len() <= LONGEST_LIST {
        return;
    }
    let rest: Vec<String> = list.drain(LONGEST_LIST..).map(told).collect();
    cells.row_problem(format_args!(
        "expected at most {LONGEST_LIST} {name}, found more; the others are kept in the notes"
    ));
    cells.keep(name, &rest.join("\n"));
}
