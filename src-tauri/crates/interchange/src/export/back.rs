//! What a list of another program cannot say of a book, found by writing the book and reading it again: what comes back
//! otherwise than it went is lost.
//!
//! So nothing that a dialect cannot say must be known here, and nothing can be forgotten.

use std::collections::HashSet;

use library::{BookFields, PartialDate, ReadingFacts, Status, WholeBook};

use super::LostPart as Part;
use crate::Row;

/// What differs between a book and what is read back of it.
pub(super) fn lost_on_the_way(whole: &WholeBook, row: &Row) -> Vec<Part> {
    let fields = row.fields.normalised();
    let mut lost = Vec::new();
    words(&whole.book.fields, &fields, &mut lost);
    edition(&whole.book.fields, &fields, &mut lost);
    opinion(&whole.book.fields, &fields, &mut lost);
    readings(whole, row, &mut lost);
    belongings(whole, row, &mut lost);
    around(whole, row, &mut lost);
    lost
}

fn note(lost: &mut Vec<Part>, what: Part, differs: impl FnOnce() -> bool) {
    if differs() {
        lost.push(what);
    }
}

fn words(given: &BookFields, back: &BookFields, lost: &mut Vec<Part>) {
    note(lost, Part::Subtitles, || given.subtitle != back.subtitle);
    note(lost, Part::Titles, || {
        given.subtitle == back.subtitle && given.title != back.title
    });
    note(lost, Part::FurtherTitles, || {
        given.original_title != back.original_title || given.sort_title != back.sort_title
    });
    let names = |fields: &BookFields| -> HashSet<String> {
        let people = fields.contributors.iter();
        people.map(|person| person.name.clone()).collect()
    };
    // Who is left out was told with what they did, or not at all.
    let reworded = !names(back).is_subset(&names(given));
    note(lost, Part::Names, || reworded);
    note(lost, Part::Roles, || {
        !reworded && given.contributors != back.contributors
    });
    note(lost, Part::Series, || given.series != back.series);
    let texts = [
        (Part::Descriptions, &given.description, &back.description),
        (Part::Reviews, &given.review, &back.review),
        (Part::Notes, &given.notes, &back.notes),
    ];
    let mut looks_lost = false;
    for (what, given, back) in texts {
        if given == back {
            continue;
        }
        if letters(given.as_deref()) == letters(back.as_deref()) {
            looks_lost = true;
        } else {
            lost.push(what);
        }
    }
    note(lost, Part::Looks, || looks_lost);
}

/// A text without signs and blanks: what it says, however it looks. Signs alone are all that such a text says.
fn letters(text: Option<&str>) -> String {
    let text = text.unwrap_or_default();
    let letters: String = text.chars().filter(|c| c.is_alphanumeric()).collect();
    if letters.is_empty() {
        text.to_owned()
    } else {
        letters
    }
}

fn edition(given: &BookFields, back: &BookFields, lost: &mut Vec<Part>) {
    note(lost, Part::Publishers, || given.publisher != back.publisher);
    let dates = [
        (Part::Published, given.published, back.published),
        (
            Part::FirstPublished,
            given.first_published,
            back.first_published,
        ),
    ];
    let year = |date: Option<PartialDate>| date.map(PartialDate::year);
    for (what, given, back) in dates {
        note(lost, what, || year(given) != year(back));
    }
    note(lost, Part::PublicationDays, || {
        dates
            .iter()
            .any(|(_, given, back)| given != back && year(*given) == year(*back))
    });
    note(lost, Part::Isbns, || given.isbn != back.isbn);
    note(lost, Part::Identifiers, || {
        let mut known = given.identifiers.iter();
        !known.all(|known| back.identifiers.contains(known))
    });
    note(lost, Part::Languages, || given.language != back.language);
    note(lost, Part::Formats, || given.format != back.format);
    note(lost, Part::Pages, || given.pages != back.pages);
    note(lost, Part::Minutes, || given.minutes != back.minutes);
    note(lost, Part::Prices, || given.price != back.price);
}

fn opinion(given: &BookFields, back: &BookFields, lost: &mut Vec<Part>) {
    let is_rated = given.rating.is_some() && back.rating.is_some();
    let differs = given.rating != back.rating;
    note(lost, Part::FractionsOfStars, || differs && is_rated);
    note(lost, Part::Ratings, || differs && !is_rated);
    let is_paused = given.status == Some(Status::Paused) && back.status == Some(Status::Reading);
    note(lost, Part::Paused, || is_paused);
    note(lost, Part::Status, || {
        !is_paused && given.status != back.status
    });
    note(lost, Part::Favourites, || given.favourite != back.favourite);
    note(lost, Part::Tags, || {
        given
            .tags
            .iter()
            .any(|tag| !back.tags.iter().any(|known| same(known, tag)))
    });
    note(lost, Part::CustomFields, || !given.custom.is_empty());
}

fn same(one: &str, other: &str) -> bool {
    one.to_lowercase() == other.to_lowercase()
}

fn readings(whole: &WholeBook, row: &Row, lost: &mut Vec<Part>) {
    let given: Vec<&ReadingFacts> = whole.book.readings.iter().map(|one| &one.facts).collect();
    let back: Vec<&ReadingFacts> = row.extras.readings.iter().map(|one| &one.facts).collect();
    let ends = |readings: &[&ReadingFacts]| {
        let mut ends: Vec<u8> = readings
            .iter()
            .map(|facts| facts.outcome.map_or(0, |outcome| outcome as u8 + 1))
            .collect();
        ends.sort_unstable();
        ends
    };
    let open = |readings: &[&ReadingFacts]| readings.iter().filter(|one| one.goes_on()).count();
    let dates = |readings: &[&ReadingFacts]| {
        let mut dates: Vec<_> = readings
            .iter()
            .map(|facts| (facts.outcome.is_none(), facts.finished, facts.started))
            .collect();
        dates.sort_by_key(|(goes_on, finished, started)| {
            let key = |date: &Option<PartialDate>| date.map(PartialDate::sort_key);
            (*goes_on, key(finished), key(started))
        });
        dates
    };
    let gains = back.len() == given.len() + 1 && open(&back) == open(&given) + 1;
    note(lost, Part::OpenReading, || gains);
    let differ = if gains {
        let without: Vec<&ReadingFacts> =
            back.iter().filter(|one| !one.goes_on()).copied().collect();
        ends(&given) != ends(&without)
    } else {
        ends(&given) != ends(&back)
    };
    note(lost, Part::Readings, || differ);
    let count = |readings: &[&ReadingFacts], date: fn(&ReadingFacts) -> Option<PartialDate>| {
        readings.iter().filter_map(|facts| date(facts)).count()
    };
    let starts = count(&given, |facts| facts.started) != count(&back, |facts| facts.started);
    note(lost, Part::StartDates, || starts);
    let finishes = |is_whole: fn(&PartialDate) -> bool| {
        let finished = |readings: &[&ReadingFacts]| {
            let dates = readings.iter().filter_map(|facts| facts.finished);
            let mut keys: Vec<_> = dates.filter(is_whole).map(PartialDate::sort_key).collect();
            keys.sort_unstable();
            keys
        };
        finished(&given) != finished(&back)
    };
    let partial = finishes(|date| date.day().is_none() || date.year() <= 999);
    let further = finishes(|date| date.day().is_some() && date.year() > 999);
    note(lost, Part::PartialDates, || partial);
    note(lost, Part::FurtherReadings, || further);
    // Whatever else is not as it was.
    note(lost, Part::Readings, || {
        let told = differ || gains || starts || partial || further;
        !told && dates(&given) != dates(&back)
    });
    note(lost, Part::ReadingNotes, || {
        given.iter().any(|facts| facts.note.is_some())
    });
    note(lost, Part::Progress, || {
        let mut readings = whole.book.readings.iter();
        readings.any(|reading| !reading.progress.is_empty())
    });
}

/// Copies, wishes, quotes, shelves: of a copy the dialects say no more than that it is there.
fn belongings(whole: &WholeBook, row: &Row, lost: &mut Vec<Part>) {
    let book = &whole.book;
    let (given, back) = (book.copies.len(), row.extras.copies.len());
    note(lost, Part::Copies, || given != back && back == 0);
    note(lost, Part::FurtherCopies, || given != back && back > 0);
    note(lost, Part::CopyDetails, || {
        let back = row.extras.copies.iter().map(|copy| &copy.facts);
        !book.copies.iter().map(|copy| &copy.facts).eq(back)
            && book
                .copies
                .iter()
                .any(|copy| copy.facts != library::OwnedCopy::default())
    });
    note(lost, Part::Loans, || {
        book.copies.iter().any(|copy| !copy.loans.is_empty())
    });
    note(lost, Part::Wishes, || book.wish.is_some());
    note(lost, Part::Quotes, || !book.quotes.is_empty());
    note(lost, Part::Shelves, || {
        let shelves = &row.extras.shelves;
        let is_back = |name: &str| shelves.iter().any(|known| same(known, name));
        !book.shelves.iter().all(|shelf| is_back(&shelf.name))
    });
    note(lost, Part::Covers, || book.cover.is_some());
}

fn around(whole: &WholeBook, row: &Row, lost: &mut Vec<Part>) {
    let book = &whole.book;
    let day = |stamp: &library::Stamp| stamp.as_str().chars().take(10).collect::<String>();
    let is_same_day = row.added.as_ref().map(&day) == Some(day(&book.added));
    note(lost, Part::Added, || !is_same_day);
    note(lost, Part::TimesOfDay, || {
        is_same_day && row.added.as_ref() != Some(&book.added)
    });
    note(lost, Part::Provenance, || {
        let mut known = whole.provenance.iter();
        !known.all(|known| *known == row.provenance || row.further_provenance.contains(known))
    });
    note(lost, Part::Trash, || book.trashed.is_some());
}
