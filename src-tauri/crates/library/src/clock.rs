//! Where the time comes from.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::values::PartialDate;

/// Gives the time. Passed in, so that a test says what time it is.
pub trait Clock: Send + Sync {
    /// The present instant.
    fn now(&self) -> Timestamp;

    /// Where the reader is. A clock that knows no place is in Greenwich.
    fn zone(&self) -> TimeZone {
        TimeZone::UTC
    }

    /// The day that the calendar on the wall shows.
    fn today(&self) -> PartialDate {
        self.now().to_zoned(self.zone()).date().into()
    }
}

/// The computer's own clock.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }

    /// The computer's time zone.
    fn zone(&self) -> TimeZone {
        TimeZone::system()
    }
}
