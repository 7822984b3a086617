//! Which books a change touches, and of which the words.

use std::ops::Deref;

/// The books that a change touches. Of those whose words it leaves as they were the search index need not hear.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(crate) struct Touched {
    books: Vec<i64>,
    reworded: Vec<i64>,
}

impl Touched {
    /// From the books that are touched, and those of them whose words are, in any order.
    pub(crate) fn new(mut books: Vec<i64>, mut reworded: Vec<i64>) -> Self {
        for ids in [&mut books, &mut reworded] {
            ids.sort_unstable();
            ids.dedup();
        }
        Self { books, reworded }
    }

    /// Books touched in all they have.
    pub(crate) fn wholly(books: Vec<i64>) -> Self {
        Self::new(books.clone(), books)
    }

    /// All of them, in the order of their ids.
    pub(crate) fn books(&self) -> &[i64] {
        &self.books
    }

    /// Whether the words of that one are touched.
    pub(crate) fn is_reworded(&self, book: i64) -> bool {
        self.reworded.binary_search(&book).is_ok()
    }

    /// Of how many the words are touched.
    pub(crate) fn reworded(&self) -> usize {
        self.reworded.len()
    }
}

impl Deref for Touched {
    type Target = [i64];

    fn deref(&self) -> &[i64] {
        &self.books
    }
}
