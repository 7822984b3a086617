//! The books in one order, kept in memory.
//!
//! A keystroke must not sort a hundred thousand books: the order is made once, patched when books change, and a
//! search only picks from it. There are as many as columns, so each is kept small: a number or a place in one text a book.

use std::cmp::Ordering;

use super::Direction;

/// By what a book is ordered in one field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Key<'a> {
    Number(i64),
    Bytes(&'a [u8]),
}

/// The books as they are read, before they are put in order.
#[derive(Debug, Default)]
pub(super) struct Unordered {
    texts: Texts,
    present: Vec<Place>,
    missing: Vec<u32>,
}

/// All books in the order of one field. Those that are equal in it are ordered by a rank that the caller gives.
#[derive(Debug, Default)]
pub(super) struct Order {
    texts: Texts,
    present: Vec<Place>,
    missing: Vec<u32>,
}

/// A book in an order: its key, and the row that it has in the search index.
#[derive(Debug, Clone, Copy)]
struct Place {
    /// The number, or where in the texts the key stands.
    key: u64,
    slot: u32,
}

/// The bytes of all keys that are texts; none where the keys are numbers.
#[derive(Debug, Default)]
struct Texts {
    bytes: Vec<u8>,
    are_there: bool,
}

impl Unordered {
    /// Adds a book.
    pub(super) fn push(&mut self, key: Option<Key<'_>>, slot: u32) {
        match key {
            Some(key) => {
                let key = self.texts.keep(key);
                self.present.push(Place { key, slot });
            }
            None => self.missing.push(slot),
        }
    }

    /// The books in their order.
    pub(super) fn ordered(self, rank: impl Fn(u32) -> i64) -> Order {
        let Self {
            texts,
            present,
            mut missing,
        } = self;
        missing.sort_unstable_by_key(|slot| rank(*slot));
        // Most keys differ in their first bytes, and those lie side by side.
        let mut begun: Vec<(u64, Place)> = present
            .into_iter()
            .map(|place| (texts.beginning(place.key), place))
            .collect();
        begun.sort_unstable_by(|(a, this), (b, that)| {
            a.cmp(b)
                .then_with(|| texts.compare(this.key, &texts, that.key))
                .then_with(|| rank(this.slot).cmp(&rank(that.slot)))
        });
        let mut order = Order {
            texts: Texts::default(),
            present: Vec::with_capacity(begun.len()),
            missing,
        };
        if !texts.are_there {
            order
                .present
                .extend(begun.into_iter().map(|(_, place)| place));
            return order;
        }
        // Equal keys follow one another, so each is kept once.
        let mut last: Option<Place> = None;
        for (_, Place { key, slot }) in begun {
            let bytes = texts.bytes_of(key);
            let same = last.filter(|last| order.texts.bytes_of(last.key) == bytes);
            let key = same.map_or_else(|| order.texts.keep(Key::Bytes(bytes)), |last| last.key);
            let place = Place { key, slot };
            order.present.push(place);
            last = Some(place);
        }
        order.texts.bytes.shrink_to_fit();
        order
    }
}

impl Order {
    /// Takes these books out and puts them in anew. The other books' ranks must still be in the same order.
    pub(super) fn patch(
        &mut self,
        is_touched: impl Fn(u32) -> bool,
        books: Unordered,
        rank: impl Fn(u32) -> i64,
    ) {
        let new = books.ordered(&rank);
        self.present.retain(|place| !is_touched(place.slot));
        self.missing.retain(|slot| !is_touched(*slot));
        if self.present.is_empty() {
            // A field of the reader's own may have become one of another kind.
            self.texts = Texts::default();
        }
        let mut added = Vec::with_capacity(new.present.len());
        for place in new.present {
            let key = self.texts.keep(new.texts.key(place.key));
            added.push(Place {
                key,
                slot: place.slot,
            });
        }
        let texts = &self.texts;
        merge(&mut self.present, added, |a, b| {
            texts
                .compare(a.key, texts, b.key)
                .then_with(|| rank(a.slot).cmp(&rank(b.slot)))
        });
        merge(&mut self.missing, new.missing, |a, b| {
            rank(*a).cmp(&rank(*b))
        });
    }

    /// The books from one end to the other. Those without the value come last from either end, and those that are
    /// equal keep their order among themselves.
    pub(super) fn walk(&self, direction: Direction, mut visit: impl FnMut(u32)) {
        match direction {
            Direction::Ascending => self.present.iter().for_each(|place| visit(place.slot)),
            Direction::Descending => {
                let mut end = self.present.len();
                while end > 0 {
                    let key = self.present[end - 1].key;
                    let equal = self.present[..end]
                        .iter()
                        .rev()
                        .take_while(|place| {
                            self.texts.compare(place.key, &self.texts, key) == Ordering::Equal
                        })
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

    /// The books whose number is one that is wanted. An order of texts has none.
    pub(super) fn numbered(&self, wanted: impl Fn(i64) -> bool) -> impl Iterator<Item = u32> {
        let places = if self.texts.are_there {
            &[]
        } else {
            self.present.as_slice()
        };
        places
            .iter()
            .filter(move |place| wanted(place.key.cast_signed()))
            .map(|place| place.slot)
    }
}

impl Texts {
    /// Keeps a key, and gives what stands for it.
    fn keep(&mut self, key: Key<'_>) -> u64 {
        let bytes = match key {
            Key::Number(number) if !self.are_there => return number.cast_unsigned(),
            Key::Number(number) => &number.to_be_bytes()[..],
            Key::Bytes(bytes) => bytes,
        };
        self.are_there = true;
        let start = self.bytes.len();
        self.bytes.extend_from_slice(bytes);
        // Keys are short, and a library has no billions of them.
        (start as u64) << 16 | u64::from(u16::try_from(bytes.len()).unwrap_or(u16::MAX))
    }

    fn bytes_of(&self, key: u64) -> &[u8] {
        let start = usize::try_from(key >> 16).unwrap_or(usize::MAX);
        let length = usize::try_from(key & 0xffff).unwrap_or(usize::MAX);
        &self.bytes[start..start + length]
    }

    fn key(&self, key: u64) -> Key<'_> {
        if self.are_there {
            Key::Bytes(self.bytes_of(key))
        } else {
            Key::Number(key.cast_signed())
        }
    }

    /// A number that is less for a lesser key, as far as eight bytes tell.
    fn beginning(&self, key: u64) -> u64 {
        if !self.are_there {
            return key ^ (1 << 63);
        }
        let mut first = [0; 8];
        let bytes = self.bytes_of(key);
        let length = bytes.len().min(8);
        first[..length].copy_from_slice(&bytes[..length]);
        u64::from_be_bytes(first)
    }

    fn compare(&self, key: u64, other: &Self, with: u64) -> Ordering {
        self.key(key).cmp(&other.key(with))
    }
}

/// Merges two vectors that are sorted by the same order.
fn merge<T: Copy>(sorted: &mut Vec<T>, added: Vec<T>, compare: impl Fn(&T, &T) -> Ordering) {
    // A few are put in where they belong; it is moving memory, which is quicker than looking at it.
    if added.len() <= 8 {
        for item in added {
            let at = sorted.partition_point(|other| compare(other, &item) == Ordering::Less);
            sorted.insert(at, item);
        }
        return;
    }
    let mut merged = Vec::with_capacity(sorted.len() + added.len());
    let mut rest = sorted.iter().copied().peekable();
    for item in added {
        while let Some(other) = rest.next_if(|other| compare(other, &item) == Ordering::Less) {
            merged.push(other);
        }
        merged.push(item);
    }
    merged.extend(rest);
    *sorted = merged;
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

    fn made(books: &[(Option<i64>, u32)]) -> Unordered {
        let mut unordered = Unordered::default();
        for (key, slot) in books {
            unordered.push(key.map(Key::Number), *slot);
        }
        unordered
    }

    #[test]
    fn the_missing_come_last_from_either_end() {
        let books = made(&[(None, 1), (Some(2), 2), (Some(-1), 4), (Some(2), 3)]);
        let order = books.ordered(i64::from);
        assert_eq!(walked(&order, Direction::Ascending), [4, 2, 3, 1]);
        assert_eq!(walked(&order, Direction::Descending), [2, 3, 4, 1]);
        assert_eq!(
            order.numbered(|number| number > 0).collect::<Vec<_>>(),
            [2, 3]
        );
    }

    #[test]
    fn a_field_may_change_its_kind() {
        let mut order = made(&[(Some(2), 1), (Some(1), 2)]).ordered(i64::from);
        let mut texts = Unordered::default();
        texts.push(Some(Key::Bytes(b"a long one")), 1);
        texts.push(Some(Key::Bytes(b"a long and longer one")), 2);
        order.patch(|_| true, texts, i64::from);
        assert_eq!(walked(&order, Direction::Ascending), [2, 1]);
        assert_eq!(order.numbered(|_| true).count(), 0);
    }

    proptest! {
        #[test]
        fn texts_are_ordered_as_bytes(texts in proptest::collection::vec("[ab]{0,10}", 0..40)) {
            let mut unordered = Unordered::default();
            for (slot, text) in (0_u32..).zip(&texts) {
                unordered.push(Some(Key::Bytes(text.as_bytes())), slot);
            }
            let mut expected: Vec<u32> = (0..u32::try_from(texts.len()).unwrap()).collect();
            expected.sort_by_key(|slot| &texts[*slot as usize]);
            prop_assert_eq!(walked(&unordered.ordered(i64::from), Direction::Ascending), expected);
        }

        #[test]
        fn a_patched_order_is_the_order_made_anew(
            before in proptest::collection::vec(proptest::option::of(0_i64..5), 0..40),
            changes in proptest::collection::btree_map(0_usize..50, proptest::option::of(proptest::option::of(0_i64..5)), 0..20),
            are_texts in any::<bool>(),
        ) {
            let mut now: Vec<Option<Option<i64>>> = before.iter().copied().map(Some).collect();
            now.resize(50, None);
            let push = |unordered: &mut Unordered, key: Option<i64>, slot: usize| {
                let slot = u32::try_from(slot).unwrap();
                match key {
                    Some(key) if are_texts => unordered.push(Some(Key::Bytes(&key.to_be_bytes())), slot),
                    key => unordered.push(key.map(Key::Number), slot),
                }
            };
            let all = |state: &[Option<Option<i64>>]| {
                let mut unordered = Unordered::default();
                for (slot, key) in state.iter().enumerate() {
                    if let Some(key) = key {
                        push(&mut unordered, *key, slot);
                    }
                }
                unordered
            };
            let rank = |slot: u32| i64::from(slot % 7) * 100 + i64::from(slot);
            let mut order = all(&now).ordered(rank);
            let mut changed = Unordered::default();
            for (slot, key) in &changes {
                now[*slot] = *key;
                if let Some(key) = key {
                    push(&mut changed, *key, *slot);
                }
            }
            order.patch(|slot| changes.contains_key(&(slot as usize)), changed, rank);
            let anew = all(&now).ordered(rank);
            for direction in [Direction::Ascending, Direction::Descending] {
                prop_assert_eq!(walked(&order, direction), walked(&anew, direction));
            }
        }
    }
}
