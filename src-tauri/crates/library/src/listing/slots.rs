//! Which book is in which row of the search index.

/// Stands where a book was.
const GONE: u32 = u32::MAX;

/// The slot of each book, in the order of the books' ids: that is how they are read, and new ones come last.
#[derive(Debug, Default)]
pub(super) struct Slots {
    books: Vec<(i64, u32)>,
    gone: usize,
}

impl Slots {
    /// Puts a book in a slot.
    pub(super) fn insert(&mut self, book: i64, slot: u32) {
        if self.books.last().is_none_or(|(last, _)| *last < book) {
            self.books.push((book, slot));
            return;
        }
        match self.find(book) {
            Ok(at) => {
                self.gone -= usize::from(self.books[at].1 == GONE);
                self.books[at].1 = slot;
            }
            Err(at) => self.books.insert(at, (book, slot)),
        }
    }

    /// Takes a book out, and gives the slot that it was in.
    pub(super) fn remove(&mut self, book: i64) -> Option<u32> {
        let at = self.find(book).ok()?;
        let slot = std::mem::replace(&mut self.books[at].1, GONE);
        self.gone += usize::from(slot != GONE);
        (slot != GONE).then_some(slot)
    }

    /// The slot of a book.
    pub(super) fn get(&self, book: i64) -> Option<u32> {
        let at = self.find(book).ok()?;
        Some(self.books[at].1).filter(|slot| *slot != GONE)
    }

    /// How many books there are.
    pub(super) fn len(&self) -> usize {
        self.books.len() - self.gone
    }

    /// All slots that hold a book.
    pub(super) fn iter(&self) -> impl Iterator<Item = u32> {
        let slots = self.books.iter().map(|(_, slot)| *slot);
        slots.filter(|slot| *slot != GONE)
    }

    fn find(&self, book: i64) -> Result<usize, usize> {
        self.books.binary_search_by_key(&book, |(known, _)| *known)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    proptest! {
        #[test]
        fn is_a_map(steps in proptest::collection::vec((0_i64..20, proptest::option::of(0_u32..100)), 0..60)) {
            let (mut slots, mut map) = (Slots::default(), BTreeMap::new());
            for (book, slot) in steps {
                if let Some(slot) = slot {
                    slots.insert(book, slot);
                    map.insert(book, slot);
                } else {
                    prop_assert_eq!(slots.remove(book), map.remove(&book));
                }
            }
            prop_assert_eq!(slots.len(), map.len());
            prop_assert!(slots.iter().eq(map.values().copied()));
            prop_assert!((0..20).all(|book| slots.get(book) == map.get(&book).copied()));
        }
    }
}
