//! A row and the book that it is: what the row adds, what it changes, and where the two contradict each other.
//!
//! Where the list said something of the book before, three things are compared: what it said then, what it says now, and
//! what the book holds. What the reader changed stays; what only the list changed is taken; only what both changed is a
//! contradiction. Where nothing is known of before, what the book lacks is added, and what differs is a contradiction.

mod copies;
mod lists;
mod readings;
mod weigh;

use library::{
    Book, BookExtras, BookFields, CopyId, CopyRecord, CustomField, NamedValue, OwnedCopy,
    ProgressRecord, ReadingFacts, ReadingId, WishRecord,
};
use serde::Serialize;
use ts_rs::TS;

use super::choice::Decided;
use super::said::{Said, digest};
use super::{Part, Resolution};
use crate::Row;
use weigh::{Weight, weigh};

/// A part of which the list and the book say different things.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, rename = "ImportConflict")]
pub struct Conflict {
    /// The part.
    pub part: Part,
    /// What the book holds.
    pub here: String,
    /// What the list says.
    pub there: String,
}

/// What becomes of a book by a row.
#[derive(Debug, Default)]
pub(super) struct Merged {
    /// The book's fields afterwards.
    pub(super) fields: BookFields,
    /// What is added beside them.
    pub(super) extras: BookExtras,
    /// Readings of which more is known now, with progress that they lacked.
    pub(super) readings: Vec<(ReadingId, ReadingFacts, Vec<ProgressRecord>)>,
    /// Copies of which more is known now, with loans that they lacked.
    pub(super) copies: Vec<(CopyId, OwnedCopy, CopyRecord)>,
    /// Values for fields of the reader's own.
    pub(super) custom: Vec<NamedValue>,
    /// Whether the book gets the row's cover.
    pub(super) takes_cover: bool,
    /// What the book lacked.
    pub(super) added: Vec<Part>,
    /// What the list says otherwise now.
    pub(super) changed: Vec<Part>,
    /// Where both say different things.
    pub(super) conflicts: Vec<Conflict>,
}

impl Merged {
    /// Whether the book changes at all.
    pub(super) fn changes_the_book(&self, book: &Book) -> bool {
        self.fields != book.fields
            || self.extras != BookExtras::default()
            || !self.readings.is_empty()
            || !self.copies.is_empty()
            || !self.custom.is_empty()
            || self.takes_cover
    }
}

/// What is compared.
pub(super) struct Sides<'a> {
    /// The book as it is.
    pub(super) book: &'a Book,
    /// The row, with its fields as a library keeps them.
    pub(super) row: &'a Row,
    /// What the list said of the book before, if it did.
    pub(super) before: Option<&'a Said>,
    /// What it says now.
    pub(super) now: &'a Said,
    /// The fields of the reader's own.
    pub(super) own_fields: &'a [CustomField],
    /// What the reader decided.
    pub(super) decided: &'a Decided,
}

/// Puts a row and its book together.
pub(super) fn merge(sides: &Sides<'_>) -> Merged {
    let mut merging = Merging {
        sides,
        there: sides.row.fields.clone(),
        merged: Merged {
            fields: sides.book.fields.clone(),
            ..Merged::default()
        },
        notes: Vec::new(),
        both: Vec::new(),
    };
    merging.words();
    merging.edition();
    merging.reader();
    merging.lists();
    merging.extras();
    merging.custom();
    merging.keep_both();
    merging.notes();
    merging.merged
}

pub(super) struct Merging<'a> {
    sides: &'a Sides<'a>,
    /// The row's fields, of which each is taken when its turn comes.
    there: BookFields,
    merged: Merged,
    /// What goes to the notes.
    notes: Vec<String>,
    /// The contradictions of which both sides are kept, and that still have no place.
    both: Vec<Part>,
}

impl Merging<'_> {
    fn words(&mut self) {
        let there = &self.sides.row.fields;
        if !self.sides.row.is_untitled()
            && weigh::letters(&self.merged.fields.title) != weigh::letters(&there.title)
        {
            let mut title = Some(self.merged.fields.title.clone());
            self.one(Part::Title, &mut title, Some(&there.title), String::clone);
            self.merged.fields.title = title.unwrap_or_default();
        }
        self.text(Part::Subtitle, |fields| &mut fields.subtitle);
        self.text(Part::SortTitle, |fields| &mut fields.sort_title);
        self.text(Part::OriginalTitle, |fields| &mut fields.original_title);
        self.text(Part::Publisher, |fields| &mut fields.publisher);
        self.text(Part::Language, |fields| &mut fields.language);
        self.text(Part::Description, |fields| &mut fields.description);
        self.text(Part::Review, |fields| &mut fields.review);
    }

    fn edition(&mut self) {
        self.date(Part::Published, |fields| &mut fields.published);
        self.date(Part::FirstPublished, |fields| &mut fields.first_published);
        self.field(Part::Isbn, |fields| &mut fields.isbn, ToString::to_string);
        self.field(
            Part::Format,
            |fields| &mut fields.format,
            |format| crate::told::format(format).to_owned(),
        );
        self.field(Part::Pages, |fields| &mut fields.pages, ToString::to_string);
        self.field(
            Part::Minutes,
            |fields| &mut fields.minutes,
            ToString::to_string,
        );
        self.field(Part::Price, |fields| &mut fields.price, crate::money::told);
    }

    fn reader(&mut self) {
        self.field(
            Part::Status,
            |fields| &mut fields.status,
            |status| crate::told::status(*status).to_owned(),
        );
        self.field(
            Part::Rating,
            |fields| &mut fields.rating,
            |rating| crate::told::stars(*rating),
        );
        // Only a yes is something that a list says.
        let mut here = self.merged.fields.favourite.then_some(true);
        let there = self.sides.row.fields.favourite.then_some(&true);
        self.one(Part::Favourite, &mut here, there, |_| String::new());
        self.merged.fields.favourite = here.is_some();
    }

    fn extras(&mut self) {
        let (book, row) = (self.sides.book, self.sides.row);
        if self.is_news(Part::Readings) {
            readings::merge(&book.readings, &row.extras.readings, &mut self.merged);
        }
        if self.is_news(Part::Copies) {
            let unplaced = copies::merge(&book.copies, &row.extras.copies, &mut self.merged);
            self.notes.extend(unplaced);
        }
        if let Some(wish) = &row.extras.wish
            && book.wish.is_none()
            && self.is_news(Part::Wish)
        {
            self.merged.extras.wish = Some(WishRecord::clone(wish));
            self.merged.added.push(Part::Wish);
        }
        if row.cover.is_some() && book.cover.is_none() {
            self.merged.takes_cover = true;
            self.merged.added.push(Part::Cover);
        }
    }

    /// Whether the list says anything of a part that it did not say before.
    fn is_news(&self, part: Part) -> bool {
        let now = self.sides.now.of(part);
        now.is_some() && now != self.sides.before.and_then(|before| before.of(part))
    }

    fn text(&mut self, part: Part, of: fn(&mut BookFields) -> &mut Option<String>) {
        let there = of(&mut self.there).take();
        let here = of(&mut self.merged.fields).clone();
        if let (Some(here), Some(there)) = (&here, &there)
            && weigh::letters(here) == weigh::letters(there)
        {
            return;
        }
        let mut value = here;
        self.one(part, &mut value, there.as_ref(), String::clone);
        if self.both.last() == Some(&part)
            && matches!(part, Part::Description | Part::Review)
            && let (Some(here), Some(there)) = (&mut value, &there)
        {
            self.both.pop();
            here.push_str("\n\n");
            here.push_str(there);
        }
        *of(&mut self.merged.fields) = value;
    }

    fn field<T: Clone + PartialEq + Serialize>(
        &mut self,
        part: Part,
        of: fn(&mut BookFields) -> &mut Option<T>,
        told: impl Fn(&T) -> String,
    ) {
        let there = of(&mut self.there).take();
        let mut value = of(&mut self.merged.fields).clone();
        self.one(part, &mut value, there.as_ref(), told);
        *of(&mut self.merged.fields) = value;
    }

    /// A date that says more is no contradiction to one that says less.
    fn date(&mut self, part: Part, of: fn(&mut BookFields) -> &mut Option<library::PartialDate>) {
        let (here, there) = (*of(&mut self.merged.fields), *of(&mut self.there));
        if let (Some(here), Some(there)) = (here, there) {
            if weigh::is_within(here, there) {
                return;
            }
            if weigh::is_within(there, here) && self.is_news(part) {
                *of(&mut self.merged.fields) = Some(there);
                self.merged.added.push(part);
                return;
            }
        }
        self.field(part, of, ToString::to_string);
    }

    /// A part with one value.
    fn one<T: Clone + PartialEq + Serialize>(
        &mut self,
        part: Part,
        here: &mut Option<T>,
        there: Option<&T>,
        told: impl Fn(&T) -> String,
    ) {
        let Some(there) = there else {
            return;
        };
        let before = self.sides.before.and_then(|before| before.of(part));
        let weight = weigh(
            before,
            here.as_ref().map(|here| digest(here)),
            digest(there),
        );
        match (weight, here.as_ref()) {
            (Weight::Nothing, _) => {}
            (Weight::Addition, _) => {
                *here = Some(there.clone());
                self.merged.added.push(part);
            }
            (Weight::Change, _) => {
                *here = Some(there.clone());
                self.merged.changed.push(part);
            }
            (Weight::Contradiction, held) => {
                let conflict = Conflict {
                    part,
                    here: held.map(&told).unwrap_or_default(),
                    there: told(there),
                };
                match self.sides.decided.resolution(self.sides.row.number, part) {
                    Resolution::Keep => {}
                    Resolution::Take => *here = Some(there.clone()),
                    Resolution::Both => self.both.push(part),
                }
                self.merged.conflicts.push(conflict);
            }
        }
    }

    fn custom(&mut self) {
        if !self.is_news(Part::Custom) {
            return;
        }
        for value in &self.sides.row.custom {
            let name = value.field.name.to_lowercase();
            let known = self
                .sides
                .own_fields
                .iter()
                .find(|field| field.name.to_lowercase() == name);
            let held = known.and_then(|field| {
                let mut values = self.sides.book.fields.custom.iter();
                values.find(|held| held.field == field.id)
            });
            match held {
                None => {
                    self.merged.custom.push(value.clone());
                    if !self.merged.added.contains(&Part::Custom) {
                        self.merged.added.push(Part::Custom);
                    }
                }
                Some(held) if held.value.eq_ignore_ascii_case(value.value.trim()) => {}
                Some(_) => {
                    let note = format!("{}: {}", value.field.name, value.value.trim());
                    self.notes.push(note);
                }
            }
        }
    }

    /// What has no place beside what the book holds goes to the notes.
    fn keep_both(&mut self) {
        for conflict in &self.merged.conflicts {
            if self.both.contains(&conflict.part) {
                let label = capitalised(conflict.part.label());
                self.notes.push(format!("{label}: {}", conflict.there));
            }
        }
    }

    /// Notes are only ever added to: each paragraph that is not there yet.
    fn notes(&mut self) {
        let mut news: Vec<String> = Vec::new();
        if self.is_news(Part::Notes) {
            let there = self.sides.row.fields.notes.as_deref().unwrap_or_default();
            news.extend(there.split("\n\n").map(str::to_owned));
        }
        news.append(&mut self.notes);
        let mut notes = self.merged.fields.notes.clone().unwrap_or_default();
        let before = notes.len();
        for paragraph in news {
            // Line by line, where a paragraph is a number of columns.
            let missing: Vec<&str> = paragraph
                .lines()
                .filter(|line| !line.trim().is_empty() && !notes.contains(line.trim()))
                .collect();
            if !missing.is_empty() {
                if !notes.is_empty() {
                    notes.push_str("\n\n");
                }
                notes.push_str(&missing.join("\n"));
            }
        }
        if notes.len() > before {
            self.merged.fields.notes = Some(notes);
            self.merged.added.push(Part::Notes);
        }
    }
}

fn capitalised(label: &str) -> String {
    let mut letters = label.chars();
    letters
        .next()
        .map(|first| first.to_uppercase().chain(letters).collect())
        .unwrap_or_default()
}
