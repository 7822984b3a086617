//! What a row becomes: a new book, or one that is there already.

use std::collections::{HashMap, HashSet};

use library::{Book, BookFields, BookId, CustomField, Holdings, Known, LibraryError, Provenance};
use serde::Serialize;
use ts_rs::TS;

use super::Part;
use super::ahead::Ready;
use super::choice::Decided;
use super::merge::{Merged, Sides, merge};
use super::said::Said;
use crate::provenance::is_made_up;
use crate::{CoverSource, FileFormat, Row};

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
    /// How often each id was given.
    ids: HashMap<String, u32>,
    /// How often each came up that the list had before.
    seen: HashMap<String, u32>,
    /// The books that a row was matched with: each answers for one row.
    claimed: HashSet<BookId>,
}

/// Lists that anyone may have written, and not one program for one person: that one of them says something else than
/// another said of a book of that title does not mean that anything was changed since.
const OF_ANYONE: [FileFormat; 3] = [FileFormat::Table, FileFormat::Bibtex, FileFormat::Ris];

/// The book that a row is.
struct Found {
    known: Known,
    by: MatchedBy,
    /// What the list said of it before.
    before: Option<Vec<u8>>,
}

impl<'c> Deciding<'c> {
    pub(super) fn new(holdings: Holdings<'c>, decided: Decided) -> Result<Self, LibraryError> {
        let own_fields = holdings.custom_fields()?;
        Ok(Self {
            holdings,
            own_fields,
            decided,
            ids: HashMap::new(),
            seen: HashMap::new(),
            claimed: HashSet::new(),
        })
    }

    /// Decides about a row, which gets a name of its own in its list. Nothing, if that depends on the rows that follow:
    /// whether one of them says just what was said of the book that this one may be.
    pub(super) fn at_once(&mut self, ready: &mut Ready) -> Result<Option<Decision>, LibraryError> {
        let provenance = &ready.row.provenance;
        let had_its_title =
            is_made_up(provenance) && self.holdings.numbered(&provenance.id).next().is_some();
        if had_its_title {
            let times = self.seen.entry(provenance.id.clone()).or_default();
            *times += 1;
            let place = numbered(&provenance.id, *times);
            let Some((id, found)) = self.same(ready, &place) else {
                return Ok(None);
            };
            ready.row.provenance.id = id;
            return self.about(ready, Some(found)).map(Some);
        }
        self.name(&mut ready.row.provenance);
        let found = self.find(&ready.row);
        self.about(ready, found).map(Some)
    }

    /// Decides about a row that had to wait, as `alike` rows of its title had, itself among them.
    pub(super) fn at_last(
        &mut self,
        ready: &mut Ready,
        alike: usize,
    ) -> Result<Decision, LibraryError> {
        if let Some((id, found)) = self.other(ready, alike) {
            ready.row.provenance.id = id;
            return self.about(ready, Some(found));
        }
        self.name(&mut ready.row.provenance);
        let found = self.find_elsewhere(&ready.row);
        self.about(ready, found)
    }

    fn about(&mut self, ready: &Ready, found: Option<Found>) -> Result<Decision, LibraryError> {
        let Ready { row, said } = ready;
        let Some(Found { known, by, before }) = found else {
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
        let mut merged = merge(&Sides {
            book: &book,
            row,
            before: before.as_ref().filter(|_| !is_of_anyone(row)),
            now: said,
            own_fields: &self.own_fields,
            decided: &self.decided,
        });
        if merged.takes_cover && !row.cover.as_ref().is_some_and(CoverSource::is_there) {
            merged.takes_cover = false;
            merged.added.retain(|part| *part != Part::Cover);
        }
        let nothing = merged.conflicts.is_empty() && !merged.changes_the_book(&book);
        if nothing {
            return Ok(Decision::Unchanged(found));
        }
        Ok(Decision::Merged(found, Box::new(Merge { book, merged })))
    }

    /// The book that a row is, by what it is known.
    fn find(&self, row: &Row) -> Option<Found> {
        if self.holdings.is_empty() {
            return None;
        }
        if let Some(id) = row.extras.id
            && let Some(known) = self.holdings.by_id(id)
        {
            return Some(Found {
                known,
                by: MatchedBy::Id,
                before: self.said_of(&row.provenance),
            });
        }
        if let Some((known, said)) = self.holdings.by_provenance(&row.provenance.id) {
            return Some(Found {
                known,
                by: MatchedBy::Provenance,
                before: said.map(<[u8]>::to_vec),
            });
        }
        self.find_elsewhere(row)
    }

    /// The book that a row is, if it did not come from this list: another of this list is another edition, or a second copy.
    fn find_elsewhere(&self, row: &Row) -> Option<Found> {
        let is_free = |known: &Known| !known.from_list && !self.claimed.contains(&known.id);
        let found = |known, by| Found {
            known,
            by,
            before: None,
        };
        if let Some(isbn) = row.fields.isbn
            && let Some(known) = self.holdings.by_isbn(isbn).find(is_free)
        {
            return Some(found(known, MatchedBy::Isbn));
        }
        if row.is_untitled() {
            return None;
        }
        let known = self
            .holdings
            .by_title(&row.fields)
            .find(|known| is_free(known) && can_be(known, &row.fields))?;
        Some(found(known, MatchedBy::TitleAndPeople))
    }

    /// The books that this list has under the title of a row and that no row is yet, each with its name there.
    fn free<'s>(&'s self, row: &Row) -> impl Iterator<Item = (&'s str, Known, Option<&'s [u8]>)> {
        self.holdings
            .numbered(&row.provenance.id)
            .filter_map(|id| self.named(id))
    }

    fn named<'s>(&'s self, id: &'s str) -> Option<(&'s str, Known, Option<&'s [u8]>)> {
        let (known, said) = self.holdings.by_provenance(id)?;
        (!self.claimed.contains(&known.id)).then_some((id, known, said))
    }

    /// Of several editions the one of which the list said just this before, or else that with the ISBN.
    fn same(&self, Ready { row, said }: &Ready, place: &str) -> Option<(String, Found)> {
        let said = said.bytes();
        let isbn = row.fields.isbn;
        // It mostly stands where it stood.
        let same = self
            .named(place)
            .into_iter()
            .chain(self.free(row))
            .find(|(_, _, before)| *before == Some(&said[..]));
        let same = same.or_else(|| {
            let has_it = |known: &Known| isbn.is_some() && known.isbn == isbn;
            self.free(row).find(|(_, known, _)| has_it(known))
        });
        same.map(from_before)
    }

    /// The edition of which the list says something else now: the only one, or of several one in the same format. A wrong
    /// guess would mix two books up; where there is none, one more book is added.
    fn other(&self, Ready { row, said }: &Ready, alike: usize) -> Option<(String, Found)> {
        let mut free = self.free(row);
        let first = free.next()?;
        if alike == 1 && free.next().is_none() {
            let (_, known, _) = &first;
            let is_it = !is_of_anyone(row) || can_be(known, &row.fields);
            return is_it.then(|| known_by_title(row, first));
        }
        let format = said.of(Part::Format);
        let in_format = |before: Option<&[u8]>| {
            before.is_some_and(|bytes| Said::read(bytes).of(Part::Format) == format)
        };
        let other = self
            .free(row)
            .find(|(_, known, before)| can_be(known, &row.fields) && in_format(*before));
        other.map(|other| known_by_title(row, other))
    }

    fn said_of(&self, provenance: &Provenance) -> Option<Vec<u8>> {
        let (_, said) = self.holdings.by_provenance(&provenance.id)?;
        said.map(<[u8]>::to_vec)
    }

    /// Gives the second row with one id a name of its own, the same whenever the file is imported.
    fn name(&mut self, provenance: &mut Provenance) {
        let times = self.ids.entry(provenance.id.clone()).or_default();
        *times += 1;
        let mut name = numbered(&provenance.id, *times);
        while is_made_up(provenance) && is_taken(&self.holdings, &name) {
            *times += 1;
            name = numbered(&provenance.id, *times);
        }
        provenance.id = name;
    }
}

fn numbered(id: &str, times: u32) -> String {
    if times > 1 {
        format!("{id}#{times}")
    } else {
        id.to_owned()
    }
}

fn is_taken(holdings: &Holdings<'_>, id: &str) -> bool {
    holdings.by_provenance(id).is_some()
}

fn is_of_anyone(row: &Row) -> bool {
    OF_ANYONE
        .iter()
        .any(|format| row.provenance.source == format.name())
}

/// Where anyone may have written the list, it is the title alone by which they are one.
fn known_by_title(row: &Row, other: (&str, Known, Option<&[u8]>)) -> (String, Found) {
    let (id, mut found) = from_before(other);
    if is_of_anyone(row) {
        found.by = MatchedBy::TitleAndPeople;
    }
    (id, found)
}

fn from_before((id, known, said): (&str, Known, Option<&[u8]>)) -> (String, Found) {
    let found = Found {
        known,
        by: MatchedBy::Provenance,
        before: said.map(<[u8]>::to_vec),
    };
    (id.to_owned(), found)
}

/// Two books with different ISBNs are two editions.
fn can_be(known: &Known, fields: &BookFields) -> bool {
    match (known.isbn, fields.isbn) {
        (Some(one), Some(other)) => one == other,
        _ => true,
    }
}
