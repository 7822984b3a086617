//! Title, people, edition and rating.

use library::{BookFields, Contributor, PartialDate, Rating, Role};

use super::columns::Column;
use super::entry::Entry;
use crate::number::{quarters_of, whole, without_decimals};
use crate::row::{LONGEST_LIST, Row, cut};
use crate::{binding, people, series};

/// Fills in what the row says of the work and its edition.
pub(super) fn describe(entry: &mut Entry<'_>, number: u32, fields: &mut BookFields) {
    title(entry, number, fields);
    contributors(entry, fields);
    fields.publisher = entry
        .text(Column::Publisher)
        .map(|name| people::folded(&name));
    fields.published = year(entry, Column::YearPublished);
    fields.first_published = year(entry, Column::OriginalPublicationYear);
    fields.format = entry
        .text(Column::Binding)
        .map(|binding| binding::format(&binding));
    fields.pages = pages(entry);
}

fn title(entry: &mut Entry<'_>, number: u32, fields: &mut BookFields) {
    let cell = entry.cell(Column::Title);
    // What holds no sign that can be shown is no title.
    if cell.chars().all(|c| c.is_whitespace() || c.is_control()) {
        fields.title = Row::untitled(number);
        entry.problem(
            Column::Title,
            format_args!("expected a title, found none; called “{}”", fields.title),
        );
        return;
    }
    let (begins, rest) = cut(cell);
    if !rest.is_empty() {
        entry.problem(
            Column::Title,
            "expected at most 1000000 characters, found more; the rest is kept in the notes",
        );
        entry.keep(Column::Title, rest);
        fields.title = begins.to_owned();
        return;
    }
    let (title, series) = series::parted(cell);
    title.clone_into(&mut fields.title);
    fields.series = series;
}

fn contributors(entry: &mut Entry<'_>, fields: &mut BookFields) {
    let author = people::folded(entry.cell(Column::Author));
    let last_first = entry.cell(Column::AuthorLastFirst);
    if !same_words(&author, last_first) {
        entry.keep(Column::AuthorLastFirst, last_first);
    }
    let authors = Some(author)
        .filter(|name| !name.is_empty())
        .into_iter()
        .collect();
    let others = people::listed(entry.cell(Column::AdditionalAuthors));
    let others = others
        .iter()
        .map(|name| people::with_role(name, Role::Contributor))
        .collect();
    fields.contributors = people::together(authors, others);
    if fields.contributors.len() > LONGEST_LIST {
        let rest: Vec<Contributor> = fields.contributors.drain(LONGEST_LIST..).collect();
        let names: Vec<&str> = rest.iter().map(|person| person.name.as_str()).collect();
        entry.problem(
            Column::AdditionalAuthors,
            format_args!("expected at most {LONGEST_LIST} people, found more; the others are kept in the notes"),
        );
        entry.keep(Column::AdditionalAuthors, &names.join(", "));
    }
}

/// Whether a name turned round, `Doyle, Arthur Conan`, says nothing that the name does not.
fn same_words(author: &str, last_first: &str) -> bool {
    let words = |text: &str| {
        let is_parting = |c: char| c.is_whitespace() || c == ',';
        let mut words: Vec<String> = text
            .split(is_parting)
            .filter(|w| !w.is_empty())
            .map(str::to_lowercase)
            .collect();
        words.sort_unstable();
        words.dedup();
        words
    };
    let author = words(author);
    words(last_first)
        .iter()
        .all(|word| author.binary_search(word).is_ok())
}

fn year(entry: &mut Entry<'_>, column: Column) -> Option<PartialDate> {
    let cell = entry.cell(column);
    if cell.is_empty() {
        return None;
    }
    let year = PartialDate::parse(without_decimals(cell)).ok();
    if year.is_none() {
        entry.unexpected(column, "a year such as 1887 or -700");
    }
    year
}

fn pages(entry: &mut Entry<'_>) -> Option<u32> {
    let cell = entry.cell(Column::NumberOfPages);
    if cell.is_empty() {
        return None;
    }
    // The longest book printed in one volume has some ten thousand.
    let pages = whole(cell).filter(|pages| (1..=1_000_000).contains(pages));
    if pages.is_none() {
        entry.unexpected(Column::NumberOfPages, "a number of pages");
    }
    pages
}

/// My Rating, never Average Rating: that is what strangers think.
pub(super) fn rating(entry: &mut Entry<'_>) -> Option<Rating> {
    let cell = entry.cell(Column::MyRating);
    match quarters_of(cell, 5) {
        Some(0) => None,
        Some(quarters) => Rating::from_quarters(quarters).ok(),
        None if cell.is_empty() => None,
        None => {
            entry.unexpected(Column::MyRating, "1 to 5 stars (0 for none) in quarters");
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_turned_round_says_nothing_new() {
        assert!(same_words("Arthur Conan Doyle", "Doyle, Arthur Conan"));
        assert!(same_words("Homer", "Homer") && same_words("Homer", ""));
        assert!(!same_words("Homer", "Sōseki, Natsume"));
    }
}
