//! Words that many lists use: for a status, for yes and no, for several things in one cell.

use library::{Outcome, ReadingFacts, Status};

use crate::Row;
use crate::cells::Cells;

/// The status that a word stands for, in the spellings and languages that people use.
pub(crate) fn status(word: &str) -> Option<Status> {
    let folded: String = word
        .chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect();
    Some(match folded.as_str() {
        "read" | "finished" | "completed" | "done" | "alreadyread" | "yes" | "true" | "x"
        | "gelesen" | "lu" | "leído" | "leido" | "lido" | "letto" | "przeczytane" | "読了"
        | "已读" => Status::Read,
        "reading" | "currentlyreading" | "inprogress" | "started" | "current" | "lese"
        | "leseich" | "encours" | "leyendo" | "lendo" | "inlettura" | "czytam" | "読書中"
        | "在读" => Status::Reading,
        "toread" | "wanttoread" | "planned" | "tbr" | "tobread" | "tobe" | "toberead"
        | "unread" | "no" | "false" | "wishlist" | "notstarted" | "wanted" | "ungelesen"
        | "zulesen" | "àlire" | "alire" | "porleer" | "paraler" | "daleggere"
        | "doprzeczytania" | "積読" | "想读" => Status::WantToRead,
        "didnotfinish" | "didntfinish" | "dnf" | "abandoned" | "stopped" | "stoppedreading"
        | "gaveup" | "dropped" | "abgebrochen" | "abandonné" | "abandonado" | "abbandonato" => {
            Status::DidNotFinish
        }
        "paused" | "onhold" | "pausiert" | "enpause" | "pausado" => Status::Paused,
        _ => return None,
    })
}

/// Takes a status in any word that people use for it. Another word becomes a shelf, and its status is asked for.
pub(crate) fn take_status(cells: &mut Cells<'_>, name: &str, row: &mut Row) {
    let word = cells.take(name);
    if word.is_empty() {
        return;
    }
    row.fields.status = status(&word);
    if row.fields.status.is_none() {
        row.extras.shelves.push(word.clone());
        row.status_shelf = Some(word);
    }
}

/// Whether a cell says yes. Nothing in it says no.
pub(crate) fn yes_or_no(cell: &str) -> Option<bool> {
    match cell.trim().to_lowercase().as_str() {
        "yes" | "y" | "true" | "x" | "✓" | "✔" | "ja" | "oui" | "sí" | "si" | "sim" | "sì"
        | "tak" => Some(true),
        "" | "no" | "n" | "false" | "nein" | "non" | "não" | "nao" | "nie" | "-" => Some(false),
        _ => None,
    }
}

/// Several things in one cell, parted by semicolons or bars where there are any, else by commas.
pub(crate) fn listed(cell: &str) -> Vec<String> {
    let signs: &[char] = if cell.contains([';', '|']) {
        &[';', '|']
    } else {
        &[',']
    };
    cell.split(signs)
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .map(str::to_owned)
        .collect()
}

/// The readings of a list that gives at most one with its dates, how often the book was read, and a status. Those without a
/// date come first; no date is made up for them.
pub(crate) fn readings(
    status: Option<Status>,
    count: u32,
    dated: Option<ReadingFacts>,
) -> Vec<ReadingFacts> {
    let last = dated.map(|reading| ReadingFacts {
        outcome: match status {
            Some(Status::DidNotFinish) => Some(Outcome::Abandoned),
            Some(Status::Reading | Status::Paused) if reading.finished.is_none() => None,
            _ if reading.finished.is_some() || status == Some(Status::Read) => {
                Some(Outcome::Finished)
            }
            _ => None,
        },
        ..reading
    });
    let goes_on = matches!(status, Some(Status::Reading | Status::Paused));
    let last_goes_on = last.as_ref().is_some_and(ReadingFacts::goes_on);
    let counted =
        u32::from(last.as_ref().is_some_and(|last| !last.goes_on()) || (goes_on && count > 0));
    let undated = ReadingFacts {
        outcome: Some(Outcome::Finished),
        ..ReadingFacts::default()
    };
    let times = usize::try_from(count.saturating_sub(counted)).unwrap_or(0);
    let mut readings: Vec<ReadingFacts> = std::iter::repeat_n(undated, times).collect();
    readings.extend(last);
    if goes_on && !last_goes_on {
        readings.push(ReadingFacts::default());
    }
    readings
}

#[cfg(test)]
mod tests {
    use super::*;
    use library::PartialDate;

    #[test]
    fn words_for_a_status() {
        assert_eq!(status("To be read"), Some(Status::WantToRead));
        assert_eq!(status("Did not finish"), Some(Status::DidNotFinish));
        assert_eq!(status("in_progress"), Some(Status::Reading));
        assert_eq!(status("gelesen"), Some(Status::Read));
        assert_eq!(status("waiting"), None);
    }

    #[test]
    fn cells_that_hold_several() {
        assert_eq!(listed("a, b"), ["a", "b"]);
        assert_eq!(listed("a, b; c"), ["a, b", "c"]);
        assert_eq!(listed(" | x"), ["x"]);
    }

    #[test]
    fn one_date_belongs_to_one_reading_and_none_is_made_up() {
        let finished = ReadingFacts {
            finished: PartialDate::parse("2024").ok(),
            ..ReadingFacts::default()
        };
        let read = readings(Some(Status::Read), 2, Some(finished));
        assert_eq!(read.len(), 2);
        assert!(read[0].finished.is_none() && read[1].finished.is_some());
        assert_eq!(readings(Some(Status::Read), 0, None), []);
        assert!(readings(Some(Status::Reading), 1, None)[0].goes_on());
        assert_eq!(readings(Some(Status::Reading), 1, None).len(), 1);
    }
}
