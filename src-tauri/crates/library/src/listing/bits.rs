//! Sets of books, as bits by their rows in the search index.

/// A set of slots.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Bits {
    words: Vec<u64>,
}

impl Bits {
    /// Adds a slot.
    pub(crate) fn insert(&mut self, slot: u32) {
        let at = index(slot / 64);
        if at >= self.words.len() {
            self.words.resize(at + 1, 0);
        }
        self.words[at] |= 1 << (slot % 64);
    }

    /// Takes a slot out.
    pub(crate) fn remove(&mut self, slot: u32) {
        if let Some(word) = self.words.get_mut(index(slot / 64)) {
            *word &= !(1 << (slot % 64));
        }
    }

    /// How many are in it.
    pub(crate) fn count(&self) -> usize {
        let ones = self.words.iter().map(|word| word.count_ones());
        ones.map(index).sum()
    }

    /// The set of the slots, counted from zero, of which this holds.
    pub(crate) fn of(slots: impl Iterator<Item = bool>) -> Self {
        let mut bits = Self::default();
        let (mut word, mut at) = (0_u64, 0_u32);
        for is_in in slots {
            word |= u64::from(is_in) << at;
            at += 1;
            if at == 64 {
                bits.words.push(std::mem::take(&mut word));
                at = 0;
            }
        }
        bits.words.push(word);
        bits
    }

    /// Whether the slot is in the set.
    pub(crate) fn contains(&self, slot: u32) -> bool {
        self.words
            .get(index(slot / 64))
            .is_some_and(|word| word & (1 << (slot % 64)) != 0)
    }

    /// Whether there is none in it.
    pub(crate) fn is_empty(&self) -> bool {
        self.words.iter().all(|word| *word == 0)
    }

    /// Leaves those that are in the other set too.
    pub(crate) fn intersect(&mut self, other: &Self) {
        self.words.truncate(other.words.len());
        for (word, other) in self.words.iter_mut().zip(&other.words) {
            *word &= other;
        }
    }

    /// Adds those of the other set.
    pub(crate) fn unite(&mut self, other: &Self) {
        if self.words.len() < other.words.len() {
            self.words.resize(other.words.len(), 0);
        }
        for (word, other) in self.words.iter_mut().zip(&other.words) {
            *word |= other;
        }
    }

    /// Takes those of the other set out.
    pub(crate) fn subtract(&mut self, other: &Self) {
        for (word, other) in self.words.iter_mut().zip(&other.words) {
            *word &= !other;
        }
    }
}

impl Extend<u32> for Bits {
    fn extend<I: IntoIterator<Item = u32>>(&mut self, slots: I) {
        for slot in slots {
            self.insert(slot);
        }
    }
}

impl FromIterator<u32> for Bits {
    fn from_iter<I: IntoIterator<Item = u32>>(slots: I) -> Self {
        let mut bits = Self::default();
        bits.extend(slots);
        bits
    }
}

/// Where a slot's value stands in a vector.
pub(crate) fn index(slot: u32) -> usize {
    usize::try_from(slot).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    proptest! {
        #[test]
        fn is_a_set(a in proptest::collection::btree_set(0_u32..300, 0..40), b in proptest::collection::btree_set(0_u32..300, 0..40)) {
            let bits = |set: &BTreeSet<u32>| set.iter().copied().collect::<Bits>();
            let slots = |bits: &Bits| (0..400).filter(|slot| bits.contains(*slot)).collect::<BTreeSet<u32>>();
            let mut both = bits(&a);
            both.intersect(&bits(&b));
            prop_assert_eq!(slots(&both), &a & &b);
            let mut either = bits(&a);
            either.unite(&bits(&b));
            prop_assert_eq!(slots(&either), &a | &b);
            let mut rest = bits(&a);
            rest.subtract(&bits(&b));
            prop_assert_eq!(rest.is_empty(), a.is_subset(&b));
            prop_assert_eq!(slots(&rest), &a - &b);
            prop_assert_eq!(rest.count(), (&a - &b).len());
            prop_assert_eq!(slots(&Bits::of((0..400).map(|slot| a.contains(&slot)))), a.clone());
            for slot in &b {
                either.remove(*slot);
            }
            prop_assert_eq!(slots(&either), &a - &b);
        }
    }
}
