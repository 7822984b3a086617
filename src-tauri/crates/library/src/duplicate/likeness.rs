//! Which books look like one.

use std::collections::HashMap;
use std::hash::Hash;

use super::title::PlainTitle;
use crate::name::SeriesNumber;

/// So many different spellings of one title by one person are compared each with each; beyond that only those that are
/// wholly alike are found, so that no library takes for ever.
const MOST_COMPARED: usize = 300;

/// What of a book is compared.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Traits {
    pub(super) book: i64,
    pub(super) title: PlainTitle,
    /// Its people by family name, as numbers that stand for the names.
    pub(super) families: Vec<u32>,
    /// Its series, with the places in them.
    pub(super) series: Vec<(i64, Option<String>)>,
}

impl Traits {
    /// Whether two books of one title can be one.
    fn can_be(&self, other: &Self) -> bool {
        let share_a_person = self
            .families
            .iter()
            .any(|family| other.families.contains(family));
        let both_have_none = self.families.is_empty() && other.families.is_empty();
        (share_a_person || both_have_none)
            && self.title.can_be(&other.title)
            && !self.is_another_volume(other)
    }

    /// Two books with different places in one series are two, unless they have a place in common.
    fn is_another_volume(&self, other: &Self) -> bool {
        let mut differ = false;
        for (series, place) in &self.series {
            for (_, other) in other.series.iter().filter(|(known, _)| known == series) {
                match (place, other) {
                    (Some(place), Some(other)) if is_one_place(place, other) => return false,
                    (Some(_), Some(_)) => differ = true,
                    _ => {}
                }
            }
        }
        differ
    }
}

fn is_one_place(one: &str, other: &str) -> bool {
    one == other
        || SeriesNumber::parse(one).is_some_and(|one| SeriesNumber::parse(other) == Some(one))
}

/// Books that have a value in common, of at least two.
pub(super) fn by_value<K: Eq + Hash>(values: impl Iterator<Item = (K, i64)>) -> Vec<Vec<i64>> {
    let mut by_value: HashMap<K, Vec<i64>> = HashMap::new();
    for (value, book) in values {
        by_value.entry(value).or_default().push(book);
    }
    let mut sets = Sets::default();
    for books in by_value.into_values() {
        for pair in books.windows(2) {
            sets.unite(pair[0], pair[1]);
        }
    }
    sets.groups()
}

/// Books whose titles and people are the same. All of `books` bear one plain title.
pub(super) fn by_traits(books: &[Traits], sets: &mut Sets) {
    let mut by_family: HashMap<Option<u32>, Vec<&Traits>> = HashMap::new();
    for book in books {
        let families = book.families.iter().copied().map(Some);
        let none = book.families.is_empty().then_some(None);
        for family in families.chain(none) {
            let alike = by_family.entry(family).or_default();
            // Those that are wholly alike need not be compared with all the others again.
            let twin = alike.iter().take(MOST_COMPARED).find(|other| {
                (&other.title, &other.families, &other.series)
                    == (&book.title, &book.families, &book.series)
            });
            match twin {
                Some(twin) => sets.unite(twin.book, book.book),
                None => alike.push(book),
            }
        }
    }
    for alike in by_family.values() {
        let compared = &alike[..alike.len().min(MOST_COMPARED)];
        for (at, one) in compared.iter().enumerate() {
            for other in compared[at + 1..].iter().filter(|other| one.can_be(other)) {
                sets.unite(one.book, other.book);
            }
        }
    }
}

/// Books that were found to be alike, one with the next.
#[derive(Debug, Default)]
pub(super) struct Sets {
    parents: HashMap<i64, i64>,
}

impl Sets {
    fn root(&mut self, book: i64) -> i64 {
        let mut at = book;
        while let Some(parent) = self
            .parents
            .get(&at)
            .copied()
            .filter(|parent| *parent != at)
        {
            // Halves the way for the next who asks.
            let above = self.parents.get(&parent).copied().unwrap_or(parent);
            self.parents.insert(at, above);
            at = above;
        }
        at
    }

    pub(super) fn unite(&mut self, one: i64, other: i64) {
        let (one, other) = (self.root(one), self.root(other));
        let first = one.min(other);
        self.parents.insert(one.max(other), first);
        self.parents.insert(first, first);
    }

    /// The sets of at least two, each sorted.
    pub(super) fn groups(mut self) -> Vec<Vec<i64>> {
        let mut books: Vec<i64> = self.parents.keys().copied().collect();
        books.sort_unstable();
        let mut groups: HashMap<i64, Vec<i64>> = HashMap::new();
        for book in books {
            let root = self.root(book);
            groups.entry(root).or_default().push(book);
        }
        groups
            .into_values()
            .filter(|group| group.len() > 1)
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn book(id: i64, title: &str, families: &[u32], series: &[(i64, Option<&str>)]) -> Traits {
        Traits {
            book: id,
            title: PlainTitle::of(title, None),
            families: families.to_vec(),
            series: series
                .iter()
                .map(|(series, place)| (*series, place.map(str::to_owned)))
                .collect(),
        }
    }

    fn groups(books: &[Traits]) -> Vec<Vec<i64>> {
        let mut sets = Sets::default();
        by_traits(books, &mut sets);
        let mut groups = sets.groups();
        groups.sort();
        groups
    }

    #[test]
    fn one_title_by_one_person_is_one_book() {
        assert_eq!(
            groups(&[
                book(1, "Saga", &[1], &[]),
                book(2, "Saga", &[2, 1], &[]),
                book(3, "Saga", &[3], &[]),
                book(4, "Saga", &[], &[]),
                book(5, "Saga", &[], &[]),
            ]),
            [[1, 2], [4, 5]]
        );
    }

    #[test]
    fn volumes_of_one_series_are_not_one_book() {
        assert_eq!(
            groups(&[
                book(1, "Saga", &[1], &[(7, Some("1"))]),
                book(2, "Saga", &[1], &[(7, Some("2"))]),
                book(3, "Saga", &[1], &[(7, Some("Book 2"))]),
                book(4, "Saga", &[1], &[(7, Some("III"))]),
            ]),
            [[2, 3]]
        );
        assert_eq!(
            groups(&[
                book(1, "Saga", &[1], &[(7, Some("1")), (8, Some("4"))]),
                book(2, "Saga", &[1], &[(7, Some("2")), (8, Some("4"))]),
            ]),
            [[1, 2]]
        );
    }

    #[test]
    fn a_thousand_copies_are_one_group() {
        let books: Vec<Traits> = (1..=1_000).map(|id| book(id, "Saga", &[1], &[])).collect();
        assert_eq!(groups(&books)[0].len(), 1_000);
    }

    #[test]
    fn values_in_common_make_a_group_one_with_the_next() {
        let mut groups = by_value([("a", 3), ("a", 1), ("b", 1), ("b", 2), ("c", 9)].into_iter());
        groups.sort();
        assert_eq!(groups, [[1, 2, 3]]);
    }
}
