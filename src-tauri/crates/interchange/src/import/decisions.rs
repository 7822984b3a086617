//! The rows of a list, each with what becomes of it.

use std::collections::{HashMap, VecDeque};
use std::sync::atomic::AtomicBool;

use super::ahead::Ready;
use super::decide::{Deciding, Decision};
use super::stop_if;
use crate::ImportError;

/// Rows that wait for those behind them stand in memory: so many bytes of them, and then the first waits no longer.
const MOST_WAITING: usize = 64 * 1024 * 1024;

/// Decides about rows in their order. Those wait for the end of the list that can only be told then.
pub(super) struct Decisions<'c, 'a, I> {
    deciding: Deciding<'c>,
    rows: I,
    cancelled: &'a AtomicBool,
    waiting: VecDeque<Ready>,
    size: usize,
    /// How many had to wait under one name.
    alike: HashMap<String, usize>,
}

impl<'c, 'a, I> Decisions<'c, 'a, I> {
    pub(super) fn new(deciding: Deciding<'c>, rows: I, cancelled: &'a AtomicBool) -> Self {
        Self {
            deciding,
            rows,
            cancelled,
            waiting: VecDeque::new(),
            size: 0,
            alike: HashMap::new(),
        }
    }

    fn wait(&mut self, ready: Ready) {
        self.size += ready.row.size();
        let name = ready.row.provenance.id.clone();
        *self.alike.entry(name).or_default() += 1;
        self.waiting.push_back(ready);
    }

    fn waited(&mut self) -> Option<Result<(Ready, Decision), ImportError>> {
        let mut ready = self.waiting.pop_front()?;
        self.size -= ready.row.size();
        let alike = self.alike.get(&ready.row.provenance.id);
        let alike = alike.copied().unwrap_or(1);
        let decision = self.deciding.at_last(&mut ready, alike);
        Some(
            decision
                .map(|decision| (ready, decision))
                .map_err(Into::into),
        )
    }
}

impl<I: Iterator<Item = Result<Ready, ImportError>>> Decisions<'_, '_, I> {
    /// Reads until one is decided about.
    fn read(&mut self) -> Result<Option<(Ready, Decision)>, ImportError> {
        while self.size < MOST_WAITING
            && let Some(ready) = self.rows.next()
        {
            stop_if(self.cancelled)?;
            let mut ready = ready?;
            match self.deciding.at_once(&mut ready)? {
                Some(decision) => return Ok(Some((ready, decision))),
                None => self.wait(ready),
            }
        }
        Ok(None)
    }
}

impl<I: Iterator<Item = Result<Ready, ImportError>>> Iterator for Decisions<'_, '_, I> {
    type Item = Result<(Ready, Decision), ImportError>;

    fn next(&mut self) -> Option<Self::Item> {
        if let Err(error) = stop_if(self.cancelled) {
            return Some(Err(error));
        }
        self.read().transpose().or_else(|| self.waited())
    }
}
