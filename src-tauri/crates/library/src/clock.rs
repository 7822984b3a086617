//! Where the time comes from.

use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};

use crate::values::PartialDate;

/// Gives the time. Passed in, so that a test says what time it is.
pub trait Clock: Send + Sync {
    /// The present instant.
    fn now(&self) -> Timestamp;

    /// The day that the calendar on the wall shows. A clock that knows no place is in Greenwich.
    fn today(&self) -> PartialDate {
        self.now().to_zoned(TimeZone::UTC).date().into()
    }
}

/// The computer's own clock.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }

    /// By the computer's time zone.
    fn today(&self) -> PartialDate {
        Zoned::now().date().into()
    }
}
