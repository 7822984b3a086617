//! Parts of which a book has several: people, series, codes, tags, shelves, quotes.

use library::{Contributor, SeriesPlace};

use super::weigh::letters;
use super::{Conflict, Merging};
use crate::import::{Part, Resolution};
use crate::told;

impl Merging<'_> {
    pub(super) fn lists(&mut self) {
        self.contributors();
        self.series();
        let (book, row) = (self.sides.book, self.sides.row);
        if self.is_news(Part::Identifiers) {
            let known = &mut self.merged.fields.identifiers;
            let before = known.len();
            for code in &row.fields.identifiers {
                if !known.contains(code) {
                    known.push(code.clone());
                }
            }
            self.added_if(
                Part::Identifiers,
                before < self.merged.fields.identifiers.len(),
            );
        }
        if self.is_news(Part::Tags) {
            let known = &mut self.merged.fields.tags;
            let before = known.len();
            for tag in &row.fields.tags {
                let is_it = |known: &String| known.to_lowercase() == tag.to_lowercase();
                if !known.iter().any(is_it) {
                    known.push(tag.clone());
                }
            }
            self.added_if(Part::Tags, before < self.merged.fields.tags.len());
        }
        if self.is_news(Part::Shelves) {
            let missing = row.extras.shelves.iter().filter(|name| {
                let is_it = |known: &str| known.to_lowercase() == name.to_lowercase();
                !book.shelves.iter().any(|shelf| is_it(&shelf.name))
            });
            let missing: Vec<String> = missing.cloned().collect();
            self.added_if(Part::Shelves, !missing.is_empty());
            self.merged.extras.shelves = missing;
        }
        if self.is_news(Part::Quotes) {
            let missing = row.extras.quotes.iter().filter(|quote| {
                let is_it = |known: &library::Quote| letters(&known.text) == letters(&quote.text);
                !book.quotes.iter().any(is_it)
            });
            let missing: Vec<_> = missing.cloned().collect();
            self.added_if(Part::Quotes, !missing.is_empty());
            self.merged.extras.quotes = missing;
        }
    }

    fn added_if(&mut self, part: Part, is_added: bool) {
        if is_added {
            self.merged.added.push(part);
        }
    }

    /// People whom the book does not name in any role are added; one it names already is not named again.
    fn contributors(&mut self) {
        if !self.is_news(Part::Contributors) {
            return;
        }
        let known = &mut self.merged.fields.contributors;
        let before = known.len();
        for person in &self.sides.row.fields.contributors {
            let is_it = |held: &Contributor| plain_name(&held.name) == plain_name(&person.name);
            if !known.iter().any(is_it) {
                known.push(person.clone());
            }
        }
        self.added_if(
            Part::Contributors,
            before < self.merged.fields.contributors.len(),
        );
    }

    fn series(&mut self) {
        if !self.is_news(Part::Series) {
            return;
        }
        let row = self.sides.row;
        for place in &row.fields.series {
            // A volume that holds two of a series is in it twice.
            if self.merged.fields.series.contains(place) {
                continue;
            }
            let is_it = |held: &&mut SeriesPlace| letters(&held.name) == letters(&place.name);
            let known = &mut self.merged.fields.series;
            match (known.iter_mut().find(is_it), &place.number) {
                (None, _) => {
                    known.push(place.clone());
                    self.added_if(Part::Series, true);
                }
                (Some(held), Some(number)) if held.number.is_none() => {
                    held.number = Some(number.clone());
                    self.added_if(Part::Series, true);
                }
                (Some(held), Some(number)) if held.number.as_ref() != Some(number) => {
                    let conflict = Conflict {
                        part: Part::Series,
                        here: told::series_place(held),
                        there: told::series_place(place),
                    };
                    match self.sides.decided.resolution(row.number, Part::Series) {
                        Resolution::Keep => {}
                        Resolution::Take => held.number = Some(number.clone()),
                        Resolution::Both => self.both.push(Part::Series),
                    }
                    self.merged.conflicts.push(conflict);
                }
                _ => {}
            }
        }
        self.merged.added.dedup();
    }
}

/// `Doyle, Arthur Conan` is `Arthur Conan Doyle`, and `J.R.R. Tolkien` is `J. R. R. Tolkien`.
fn plain_name(name: &str) -> Vec<char> {
    let mut letters: Vec<char> = letters(name).chars().collect();
    letters.sort_unstable();
    letters
}
