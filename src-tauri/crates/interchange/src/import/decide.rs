//! What a row becomes: a new book, or one that is there already.

use std::collections::{HashMap, HashSet};

use library::{Book, BookFields, BookId, CustomField, Holdings, Known, LibraryError, Provenance};
use serde::Serialize;
use ts_rs::TS;

use super::ahead::Ready;
use super::choice::Decided;
use super::merge::{Merged, Sides, merge};
use super::said::Said;
use crate::Row;

/// By what a row was matched with a book.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, rename = "ImportMatch")]
pub enum MatchedBy {
    /// It came from the same place of the same list before.
    Provenance,
    /// It is the same book of a Bookplate library.
    Id,
    /// It has the same ISBN.
    Isbn,
    /// It has the same title and the same first person.
    TitleAndPeople,
}

/// What becomes of a row.
pub(super) enum Decision {
    /// A new book.
    New,
    /// A book that is there, and of which the list says nothing new.
    Unchanged(Match),
    /// A book that is there, and what becomes of it.
    Merged(Match, Box<Merge>),
}

/// Which book a row is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Match {
    pub(super) book: BookId,
    pub(super) by: MatchedBy,
    pub(super) trashed: bool,
    /// Whether what the list says is to be remembered anew.
    pub(super) is_news: bool,
}

pub(super) struct Merge {
    pub(super) book: Book,
    pub(super) merged: Merged,
}

/// Decides row by row. Only books that were there before the import count: two rows of one file, even with the same ISBN
/// or the same id, are two books.
pub(super) struct Deciding<'c> {
    holdings: Holdings<'c>,
    own_fields: Vec<CustomField>,
    decided: Decided,
    /// How often each id came up.
    ids: HashMap<String, u32>,
    /// The books that a row was matched with: each answers for one row.
    claimed: HashSet<BookId>,
}

impl<'c> Deciding<'c> {
    pub(super) fn new(holdings: Holdings<'c>, decided: Decided) -> Result<Self, LibraryError> {
        let own_fields = holdings.custom_fields()?;
        Ok(Self {
            holdings,
            own_fields,
            decided,
            ids: HashMap::new(),
            claimed: HashSet::new(),
        })
    }

    /// Decides about a row, which gets a name of its own in its list.
    pub(super) fn decide(&mut self, ready: &mut Ready) -> Result<Decision, LibraryError> {
        make_distinct(&mut self.ids, &mut ready.row.provenance);
        let Ready { row, said } = &*ready;
        if self.holdings.is_empty() {
            return Ok(Decision::New);
        }
        let Some((known, by, before)) = self.find(row) else {
            return Ok(Decision::New);
        };
        self.claimed.insert(known.id);
        let before = before.map(|bytes| Said::read(&bytes));
        let found = Match {
            book: known.id,
            by,
            trashed: known.trashed,
            is_news: before.as_ref() != Some(said),
        };
        // What lies in the trash was put there: the list does not bring it back.
        if !found.is_news || known.trashed {
            return Ok(Decision::Unchanged(found));
        }
        let book = self.holdings.book(known.id)?;
        let merged = merge(&Sides {
            book: &book,
            row,
            before: before.as_ref(),
            now: said,
            own_fields: &self.own_fields,
            decided: &self.decided,
        });
        let nothing = merged.conflicts.is_empty() && !merged.changes_the_book(&book);
        if nothing {
            return Ok(Decision::Unchanged(found));
        }
        Ok(Decision::Merged(found, Box::new(Merge { book, merged })))
    }

    /// The book that a row is, by what it is known, and what the list said of it before.
    fn find(&self, row: &Row) -> Option<(Known, MatchedBy, Option<Vec<u8>>)> {
        if let Some(id) = row.extras.id
            && let Some(known) = self.holdings.by_id(id)
        {
            return Some((known, MatchedBy::Id, self.said_of(&row.provenance)));
        }
        if let Some((known, said)) = self.holdings.by_provenance(&row.provenance.id) {
            return Some((known, MatchedBy::Provenance, said.map(<[u8]>::to_vec)));
        }
        // A book that came from the same list is another edition, or a second copy.
        let is_free = |known: &Known| !known.from_list && !self.claimed.contains(&known.id);
        if let Some(isbn) = row.fields.isbn
            && let Some(known) = self.holdings.by_isbn(isbn).find(is_free)
        {
            return Some((known, MatchedBy::Isbn, None));
        }
        let known = self
            .holdings
            .by_title(&row.fields)
            .find(|known| is_free(known) && can_be(known, &row.fields))?;
        Some((known, MatchedBy::TitleAndPeople, None))
    }

    fn said_of(&self, provenance: &Provenance) -> Option<Vec<u8>> {
        let (_, said) = self.holdings.by_provenance(&provenance.id)?;
        said.map(<[u8]>::to_vec)
    }
}

/// Two books with different ISBNs are two editions.
fn can_be(known: &Known, fields: &BookFields) -> bool {
    match (known.isbn, fields.isbn) {
        (Some(one), Some(other)) => one == other,
        _ => true,
    }
}

/// Gives the second row with one id a name of its own, the same whenever the file is imported.
fn make_distinct(ids: &mut HashMap<String, u32>, provenance: &mut Provenance) {
    if let Some(times) = ids.get_mut(&provenance.id) {
        *times += 1;
        provenance.id = format!("{}#{times}", provenance.id);
    } else {
        ids.insert(provenance.id.clone(), 1);
    }
}
