//! The connection that only reads, so that lists and searches go on while a commit runs.

use rusqlite::{Connection, Transaction};

use crate::error::LibraryError;
use crate::listing::{Catalog, Counts, ListQuery, Moment, QueryProblem, count, list};
use crate::name::Alphabets;
use crate::preparation::is_worthwhile;
use crate::pulse::Pulse;
use crate::state;
use crate::values::BookId;

/// Reads, and remembers what lists are made from.
#[derive(Debug)]
pub(crate) struct Reader {
    db: Connection,
    /// What is remembered, with the generation that it was read from.
    catalog: Option<(i64, Catalog)>,
    names: Alphabets,
}

/// What a query found.
pub(crate) struct Listed {
    pub(crate) ids: Vec<BookId>,
    pub(crate) problems: Vec<QueryProblem>,
    pub(crate) generation: i64,
    /// Whether there are orders that the next question might have to wait for.
    pub(crate) lacks_orders: bool,
}

impl Reader {
    pub(crate) fn new(db: Connection) -> Self {
        Self {
            db,
            catalog: None,
            names: Alphabets::default(),
        }
    }

    pub(crate) fn db(&self) -> &Connection {
        &self.db
    }

    /// The connection, and the names in their order as they were last read.
    pub(crate) fn names(&mut self) -> (&Connection, &mut Alphabets) {
        (&self.db, &mut self.names)
    }

    /// The generation of the library now.
    pub(crate) fn generation(&self) -> Result<i64, LibraryError> {
        state::get(&self.db, state::GENERATION)
    }

    /// The books that a query finds, and the generation that they were read from.
    pub(crate) fn list(
        &mut self,
        query: &ListQuery,
        pulse: &Pulse,
        moment: &Moment,
    ) -> Result<Listed, LibraryError> {
        let ((ids, problems), generation) =
            self.ask(pulse, |tx, catalog| list(tx, catalog, query, moment))?;
        Ok(Listed {
            ids,
            problems,
            generation,
            lacks_orders: self.lacks_orders(),
        })
    }

    /// How many books a query finds, and the generation that they were counted in.
    pub(crate) fn count(
        &mut self,
        query: &ListQuery,
        pulse: &Pulse,
        moment: &Moment,
    ) -> Result<(usize, i64), LibraryError> {
        self.ask(pulse, |tx, catalog| count(tx, catalog, query, moment))
    }

    /// Asks what is remembered.
    fn ask<T>(
        &mut self,
        pulse: &Pulse,
        question: impl FnOnce(&Transaction<'_>, &mut Catalog) -> Result<T, LibraryError>,
    ) -> Result<(T, i64), LibraryError> {
        // One transaction, so that what is remembered and what is searched are of one generation.
        let tx = self.db.unchecked_transaction()?;
        let (generation, catalog) = refreshed(&mut self.catalog, &tx, pulse)?;
        let answer = question(&tx, catalog);
        drop(tx);
        if answer.is_err() {
            // What failed half-way must not be remembered.
            self.catalog = None;
        }
        Ok((answer?, generation))
    }

    /// How many books there are, and the generation that they were counted in.
    pub(crate) fn counts(&mut self, pulse: &Pulse) -> Result<(Counts, i64), LibraryError> {
        let tx = self.db.unchecked_transaction()?;
        let (generation, catalog) = refreshed(&mut self.catalog, &tx, pulse)?;
        Ok((catalog.counts(), generation))
    }

    /// Takes what was prepared, if nothing was changed since.
    pub(crate) fn offer(&mut self, generation: i64, catalog: Catalog) {
        let is_current = |(known, _): &(i64, Catalog)| *known == generation;
        if self.catalog.as_ref().is_some_and(is_current) {
            self.catalog = Some((generation, catalog));
        }
    }

    /// Whether it would have to make orders if it were asked for them.
    pub(crate) fn lacks_orders(&self) -> bool {
        let catalog = self.catalog.as_ref();
        catalog.is_some_and(|(_, catalog)| is_worthwhile(catalog.len()) && catalog.lacks_orders())
    }

    pub(crate) fn into_db(self) -> Connection {
        self.db
    }
}

/// What is remembered, brought to the generation that the transaction sees.
fn refreshed<'a>(
    remembered: &'a mut Option<(i64, Catalog)>,
    tx: &Transaction<'_>,
    pulse: &Pulse,
) -> Result<(i64, &'a mut Catalog), LibraryError> {
    let generation = state::get(tx, state::GENERATION)?;
    // Taken out while it is worked on: what fails half-way must not be remembered.
    let current = match remembered.take() {
        Some((read, catalog)) if read == generation => catalog,
        Some((read, mut catalog)) => match pulse.touched_between(read, generation) {
            Some(touched) => {
                catalog.patch(tx, &touched)?;
                catalog
            }
            None => Catalog::read(tx)?,
        },
        None => Catalog::read(tx)?,
    };
    Ok((generation, &mut remembered.insert((generation, current)).1))
}
