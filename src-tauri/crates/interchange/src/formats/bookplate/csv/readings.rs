//! Readings in one cell: `2023-01-02/2023-01-15; 2024; 2024-03/ | on the train`.
//!
//! | written | read |
//! |---|---|
//! | `2023-01-02/2023-01-15` | begun and finished |
//! | `2024` | finished in that year |
//! | `2024-03/` | begun, and not ended |
//! | `?` | finished, nobody knows when |
//! | `(finished)`, `(did not finish)`, `(goes on)` behind the dates | how it ended, where that is not what the dates say |

use library::{Outcome, PartialDate, ReadingFacts, ReadingRecord};

use super::list::{guarded, items, parted, plain};
use crate::cells::Cells;
use crate::row::quoted;

const COLUMN: &str = "Readings";
const ENDS: [(Option<Outcome>, &str); 3] = [
    (Some(Outcome::Finished), "(finished)"),
    (Some(Outcome::Abandoned), "(did not finish)"),
    (None, "(goes on)"),
];

/// One reading as text.
pub(super) fn told(facts: &ReadingFacts) -> String {
    let mut text = match (facts.started, facts.finished) {
        (None, None) => "?".to_owned(),
        (Some(started), None) => format!("{started}/"),
        (None, Some(finished)) => finished.to_string(),
        (Some(started), Some(finished)) => format!("{started}/{finished}"),
    };
    if facts.outcome != outcome_of(&text)
        && let Some((_, end)) = ENDS.iter().find(|(outcome, _)| *outcome == facts.outcome)
    {
        text.push(' ');
        text.push_str(end);
    }
    if let Some(note) = &facts.note {
        text.push_str(" | ");
        text.push_str(&guarded(note, &[';', '|']));
    }
    text
}

/// How a reading ended of which only the dates are told.
fn outcome_of(dates: &str) -> Option<Outcome> {
    (!dates.ends_with('/')).then_some(Outcome::Finished)
}

/// The readings of a book. What is none is reported, and kept in the notes.
pub(super) fn read(cells: &mut Cells<'_>) -> Vec<ReadingRecord> {
    let cell = cells.take(COLUMN);
    let readings = items(&cell).into_iter().filter_map(|item| {
        let found = reading(cells, item);
        if found.is_none() {
            let shown = quoted(item);
            cells.problem(
                COLUMN,
                format_args!(
                    "expected a reading such as 2023-01-02/2023-01-15 or 2024, found {shown}; kept in the notes"
                ),
            );
            cells.keep(COLUMN, item);
        }
        found
    });
    readings.map(ReadingRecord::from).collect()
}

fn reading(cells: &Cells<'_>, item: &str) -> Option<ReadingFacts> {
    let (told, note) = match parted(item, '|').as_slice() {
        [told] => (*told, None),
        [told, note] => (*told, Some(plain(note)).filter(|note| !note.is_empty())),
        _ => return None,
    };
    let end = ENDS.iter().find(|(_, end)| told.ends_with(end));
    let dates = end.map_or(told, |(_, end)| told[..told.len() - end.len()].trim());
    let outcome = end.map_or_else(|| outcome_of(dates), |(outcome, _)| *outcome);
    let (started, finished) = match dates.split_once('/') {
        _ if dates == "?" => ("", ""),
        None => ("", dates),
        // A day of which a spreadsheet made its own: 2/15/2024.
        Some((_, rest)) if rest.contains('/') => ("", dates),
        Some((started, finished)) => (started.trim(), finished.trim()),
    };
    if started.is_empty() && finished.is_empty() && dates != "?" {
        return None;
    }
    let date = |text: &str| match text {
        "" => Some(None),
        text => date(cells, text).map(Some),
    };
    Some(ReadingFacts {
        started: date(started)?,
        finished: date(finished)?,
        outcome,
        note,
    })
}

/// A date as we write it, and else as a spreadsheet does.
fn date(cells: &Cells<'_>, text: &str) -> Option<PartialDate> {
    super::read::own_date(text).or_else(|| cells.date_of(text).ok())
}
