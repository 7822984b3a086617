//! Things of a book as people write them, in every format that is for people.

use library::{Format, Outcome, OwnedCopy, Priority, Rating, ReadingFacts, SeriesPlace, Status};

use crate::money;

/// A status.
pub(crate) fn status(status: Status) -> &'static str {
    match status {
        Status::WantToRead => "Want to read",
        Status::Reading => "Reading",
        Status::Paused => "Paused",
        Status::Read => "Read",
        Status::DidNotFinish => "Did not finish",
    }
}

/// A rating in stars: `4.25`.
pub(crate) fn stars(rating: Rating) -> String {
    let quarters = rating.quarters();
    let fraction = ["", ".25", ".5", ".75"][usize::from(quarters % 4)];
    format!("{}{fraction}", quarters / 4)
}

/// In what form a book comes.
pub(crate) fn format(format: &Format) -> &str {
    match format {
        Format::Hardcover => "Hardcover",
        Format::Paperback => "Paperback",
        Format::MassMarket => "Mass-market paperback",
        Format::Ebook => "E-book",
        Format::Audiobook => "Audiobook",
        Format::Other(words) => words,
    }
}

/// How much a book is wished for.
pub(crate) fn priority(priority: Priority) -> &'static str {
    match priority {
        Priority::Low => "low",
        Priority::Normal => "normal",
        Priority::High => "high",
    }
}

/// A place in a series: `Discworld #3`.
pub(crate) fn series_place(place: &SeriesPlace) -> String {
    match &place.number {
        Some(number) => format!("{} #{number}", place.name),
        None => place.name.clone(),
    }
}

/// When a book was read, and how that ended.
pub(crate) fn reading(facts: &ReadingFacts) -> String {
    let end = match facts.outcome {
        Some(Outcome::Finished) => "finished",
        Some(Outcome::Abandoned) => "did not finish",
        None => "not ended",
    };
    match (facts.started, facts.finished) {
        (None, None) => end.to_owned(),
        (Some(started), None) => format!("from {started}, {end}"),
        (None, Some(finished)) => format!("until {finished}, {end}"),
        (Some(started), Some(finished)) => format!("{started} to {finished}, {end}"),
    }
}

/// What is known of a copy.
pub(crate) fn copy(facts: &OwnedCopy) -> Vec<String> {
    let OwnedCopy {
        location,
        condition,
        acquired,
        price,
        source,
        note,
    } = facts;
    let parts = [
        location.clone(),
        condition.clone(),
        acquired.map(|date| date.to_string()),
        price.as_ref().map(money::told),
        source.clone(),
        note.clone(),
    ];
    parts.into_iter().flatten().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stars_as_people_write_them() {
        assert_eq!(stars(Rating::from_quarters(17).unwrap()), "4.25");
        assert_eq!(stars(Rating::from_quarters(16).unwrap()), "4");
    }
}
