//! The books in one order, kept in memory.
//!
//! A keystroke must not sort a hundred thousand books: the order is made once, patched when books change, and a
//! search only picks from it.

use std::cmp::Ordering;

use super::Direction;

/// By what a book is ordered in one field.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Key {
    Number(i64),
    Bytes(Box<[u8]>),
}

/// A book in an order: its key, and the row that it has in the search index.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Place {
    key: Key,
    slot: u32,
}

/// All books in the order of one field. Those that are equal in it are ordered by a rank that the caller gives.
#[derive(Debug, Default)]
pub(super) struct Order {
    present: Vec<Place>,
    missing: Vec<u32>,
}

impl Order {
    /// Makes the order of these books.
    pub(super) fn new(books: Vec<(Option<Key>, u32)>, rank: impl Fn(u32) -> i64) -> Self {
        let mut order = Self::default();
        for (key, slot) in books {
            match key {
                Some(key) => order.present.push(Place { key, slot }),
                None => order.missing.push(slot),
            }
        }
        order.present.sort_unstable_by(|a, b| compare(a, b, &rank));
        order.missing.sort_unstable_by_key(|slot| rank(*slot));
        order
    }

    /// Takes these books out and puts them in anew. The other books' ranks must still be in the same order.
    pub(super) fn patch(
        &mut self,
        is_touched: impl Fn(u32) -> bool,
        books: Vec<(Option<Key>, u32)>,
        rank: impl Fn(u32) -> i64,
    ) {
        self.present.retain(|place| !is_touched(place.slot));
        self.missing.retain(|slot| !is_touched(*slot));
        for (key, slot) in books {
            if let Some(key) = key {
                let place = Place { key, slot };
                let at = self
                    .present
                    .partition_point(|other| compare(other, &place, &rank) == Ordering::Less);
                self.present.insert(at, place);
            } else {
                let at = self
                    .missing
                    .partition_point(|other| rank(*other) < rank(slot));
                self.missing.insert(at, slot);
            }
        }
    }

    /// The books from one end to the other. Those without the value come last from either end, and those that are
    /// equal keep their order among themselves.
    pub(super) fn walk(&self, direction: Direction, mut visit: impl FnMut(u32)) {
        match direction {
            Direction::Ascending => self.present.iter().for_each(|place| visit(place.slot)),
            Direction::Descending => {
                let mut end = self.present.len();
                while end > 0 {
                    let key = &self.present[end - 1].key;
                    let equal = self.present[..end]
                        .iter()
                        .rev()
                        .take_while(|place| place.key == *key)
                        .count();
                    self.present[end - equal..end]
                        .iter()
                        .for_each(|place| visit(place.slot));
                    end -= equal;
                }
            }
        }
        self.missing.iter().for_each(|slot| visit(*slot));
    }
}

fn compare(a: &Place, b: &Place, rank: impl Fn(u32) -> i64) -> Ordering {
    a.key
        .cmp(&b.key)
        .then_with(|| rank(a.slot).cmp(&rank(b.slot)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn walked(order: &Order, direction: Direction) -> Vec<u32> {
        let mut slots = Vec::new();
        order.walk(direction, |slot| slots.push(slot));
        slots
    }

    fn number(key: Option<i64>) -> Option<Key> {
        key.map(Key::Number)
    }

    #[test]
    fn the_missing_come_last_from_either_end() {
        let books = vec![
            (None, 1),
            (number(Some(2)), 2),
            (number(Some(1)), 4),
            (number(Some(2)), 3),
        ];
        let order = Order::new(books, i64::from);
        assert_eq!(walked(&order, Direction::Ascending), [4, 2, 3, 1]);
        assert_eq!(walked(&order, Direction::Descending), [2, 3, 4, 1]);
    }

    proptest! {
        #[test]
        fn a_patched_order_is_the_order_made_anew(
            before in proptest::collection::vec(proptest::option::of(0_i64..5), 0..40),
            changes in proptest::collection::btree_map(0_usize..50, proptest::option::of(proptest::option::of(0_i64..5)), 0..20),
        ) {
            let mut now: Vec<Option<Option<i64>>> = before.iter().copied().map(Some).collect();
            now.resize(50, None);
            let all = |state: &[Option<Option<i64>>]| -> Vec<(Option<Key>, u32)> {
                (0_u32..).zip(state).filter_map(|(slot, key)| key.map(|key| (number(key), slot))).collect()
            };
            let mut patched = Order::new(all(&now), i64::from);
            for (slot, key) in &changes {
                now[*slot] = *key;
            }
            let touched = |slot: u32| changes.contains_key(&usize::try_from(slot).unwrap());
            let books = all(&now).into_iter().filter(|(_, slot)| touched(*slot)).collect();
            patched.patch(touched, books, i64::from);
            let anew = Order::new(all(&now), i64::from);
            for direction in [Direction::Ascending, Direction::Descending] {
                prop_assert_eq!(walked(&patched, direction), walked(&anew, direction));
            }
        }
    }
}
