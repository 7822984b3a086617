//! Which book has which values of a field: counted once, and kept up as books change.

use std::collections::HashMap;
use std::mem;

use rusqlite::Connection;

use super::source::{Books, Key, Source};
use crate::error::LibraryError;
use crate::search::fold::fold;

/// Which book has which values.
#[derive(Debug)]
pub(super) struct Tally {
    source: Source,
    /// Book and value, sorted, each pair once.
    pairs: Vec<(i64, u32)>,
    values: Vec<Counted>,
    places: HashMap<Key, u32>,
}

/// A value, and how many books have it; perhaps none any more.
#[derive(Debug)]
pub(super) struct Counted {
    pub(super) written: String,
    /// Folded, so that it can be searched and ordered.
    pub(super) folded: String,
    pub(super) books: u32,
}

impl Counted {
    pub(super) fn new(written: String, books: u32) -> Self {
        Self {
            folded: fold(&written).into_owned(),
            written,
            books,
        }
    }
}

/// Whether a change was seen in what is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Seen {
    Nothing,
    Change,
}

impl Tally {
    /// Counts all books.
    pub(super) fn of(db: &Connection, source: Source) -> Result<Self, LibraryError> {
        let mut tally = Self {
            source,
            pairs: Vec::new(),
            values: Vec::new(),
            places: HashMap::new(),
        };
        // All names at once: asking for each by its id would take longer than the rest.
        source.names().each(db, |key, written| {
            tally.place(key, written);
        })?;
        source.each(db, Books::All, |book, key| {
            let place = match &key {
                Key::Text(text) => {
                    let written = text.clone();
                    Some(tally.place(key, written))
                }
                Key::Id(_) => tally.places.get(&key).copied(),
            };
            tally.pairs.extend(place.map(|place| (book, place)));
        })?;
        tally.pairs.sort_unstable();
        tally.pairs.dedup();
        for (_, place) in &tally.pairs {
            tally.values[to_index(*place)].books += 1;
        }
        Ok(tally)
    }

    /// Counts these books again, given sorted.
    pub(super) fn patch(&mut self, db: &Connection, touched: &[i64]) -> Result<Seen, LibraryError> {
        let mut seen = Seen::Nothing;
        let (mut gone, mut come) = (Vec::new(), Vec::new());
        for book in touched {
            let from = self.pairs.partition_point(|(other, _)| other < book);
            let to = self.pairs.partition_point(|(other, _)| other <= book);
            let mut keys = Vec::new();
            self.source
                .each(db, Books::One(*book), |_, key| keys.push(key))?;
            let mut now = Vec::new();
            for key in keys {
                // Also of those that are known: a name may be written in another way since.
                let written = self.source.names().written(db, &key)?;
                let place = self.place(key, written.clone());
                let value = &mut self.values[to_index(place)];
                if value.written != written {
                    *value = Counted::new(written, value.books);
                    seen = Seen::Change;
                }
                now.push((*book, place));
            }
            now.sort_unstable();
            now.dedup();
            if self.pairs[from..to] != now[..] {
                gone.extend_from_slice(&self.pairs[from..to]);
                come.extend(now);
            }
        }
        if gone.is_empty() && come.is_empty() {
            return Ok(seen);
        }
        for (_, place) in &gone {
            self.values[to_index(*place)].books -= 1;
        }
        for (_, place) in &come {
            self.values[to_index(*place)].books += 1;
        }
        let kept = mem::take(&mut self.pairs).into_iter();
        self.pairs = kept
            .filter(|pair| gone.binary_search(pair).is_err())
            .collect();
        self.pairs.extend(come);
        self.pairs.sort_unstable();
        Ok(Seen::Change)
    }

    /// The values that books have.
    pub(super) fn values(&self) -> impl Iterator<Item = &Counted> {
        self.values.iter().filter(|value| value.books > 0)
    }

    fn place(&mut self, key: Key, written: String) -> u32 {
        let next = u32::try_from(self.values.len()).unwrap_or(u32::MAX);
        let place = *self.places.entry(key).or_insert(next);
        if place == next {
            self.values.push(Counted::new(written, 0));
        }
        place
    }
}

fn to_index(place: u32) -> usize {
    usize::try_from(place).unwrap_or(usize::MAX)
}
