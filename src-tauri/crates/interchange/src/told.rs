//! Things of a book as people write them, in every format that is for people.

use library::{Format, Priority, Rating, Status};

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stars_as_people_write_them() {
        assert_eq!(stars(Rating::from_quarters(17).unwrap()), "4.25");
        assert_eq!(stars(Rating::from_quarters(16).unwrap()), "4");
    }
}
