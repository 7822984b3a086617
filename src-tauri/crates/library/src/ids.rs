//! Where new ids come from.

use jiff::Timestamp;

use crate::error::LibraryError;

/// The bits below the milliseconds.
const LOW_BITS: u32 = 21;
/// 2020-01-01T00:00:00Z in milliseconds: 42 bits of time last from then to 2159.
const EPOCH: i64 = 1_577_836_800_000;

/// Gives ids that grow with time and are random in their low bits, so that two copies of a library never give one id
/// to two things. Inside one process a counter goes on from the last, so that one is never given twice.
#[derive(Debug, Default)]
pub(crate) struct Ids {
    last: i64,
}

impl Ids {
    /// A new id.
    pub(crate) fn next(&mut self, now: Timestamp) -> Result<i64, LibraryError> {
        let milliseconds = (now.as_millisecond() - EPOCH).clamp(0, (1 << 42) - 1);
        let tick = milliseconds << LOW_BITS;
        self.last = if tick > self.last {
            let random = getrandom::u32().map_err(|error| {
                tracing::error!(%error, "the system gives no random numbers");
                LibraryError::Storage
            })?;
            // The lower half of the tick, so that the counter has room before it runs into the next.
            (tick | i64::from(random >> (33 - LOW_BITS))).max(self.last + 1)
        } else {
            self.last + 1
        };
        Ok(self.last)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn grows_even_when_the_clock_does_not() {
        let mut ids = Ids::default();
        let late: Timestamp = "2026-11-22T15:47:03Z".parse().unwrap();
        let early: Timestamp = "1999-01-01T00:00:00Z".parse().unwrap();
        let given: Vec<i64> = [late, late, early, late]
            .into_iter()
            .map(|now| ids.next(now).unwrap())
            .collect();
        assert!(given.is_sorted_by(|a, b| a < b), "{given:?}");
        assert!(given[0] > 0);
    }

    #[test]
    fn two_copies_differ() {
        let now: Timestamp = "2026-11-22T15:47:03Z".parse().unwrap();
        let first: Vec<i64> = (0..4).map(|_| Ids::default().next(now).unwrap()).collect();
        assert!(first.iter().any(|id| *id != first[0]), "{first:?}");
    }

    #[test]
    fn starts_above_zero() {
        let now: Timestamp = "1970-01-01T00:00:00Z".parse().unwrap();
        assert!(Ids::default().next(now).unwrap() > 0);
    }
}
