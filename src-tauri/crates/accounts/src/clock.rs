//! The two clocks that accounts need, passed in so that tests can move them.

use std::time::{Duration, Instant, SystemTime};

/// Tells the time twice: the wall clock, which anyone can set, and one that only runs forward.
pub trait Clock: Send + Sync {
    /// The time of day.
    fn now(&self) -> SystemTime;

    /// The time since some fixed moment of this launch. It never goes back, whatever happens to the wall clock.
    fn monotonic(&self) -> Duration;
}

/// The operating system's clocks.
///
/// The monotonic one may stand still while the computer sleeps (Linux, macOS); the wall clock, checked beside it,
/// does not.
#[derive(Clone, Copy, Debug)]
pub struct SystemClock {
    launched: Instant,
}

impl SystemClock {
    /// Counts its monotonic time from now.
    #[must_use]
    pub fn new() -> Self {
        Self {
            launched: Instant::now(),
        }
    }
}

impl Default for SystemClock {
    fn default() -> Self {
        Self::new()
    }
}

impl Clock for SystemClock {
    fn now(&self) -> SystemTime {
        SystemTime::now()
    }

    fn monotonic(&self) -> Duration {
        self.launched.elapsed()
    }
}

/// Whole seconds since 1970, the unit of a token's claims; a clock set before 1970 counts as 1970.
pub(crate) fn unix_seconds(now: SystemTime) -> u64 {
    now.duration_since(SystemTime::UNIX_EPOCH)
        .map_or(0, |since| since.as_secs())
}

/// An instant in UTC to the second, `2026-11-22T15:47:03Z`.
pub(crate) fn instant_text(now: SystemTime) -> String {
    i64::try_from(unix_seconds(now))
        .ok()
        .and_then(|seconds| jiff::Timestamp::from_second(seconds).ok())
        .unwrap_or(jiff::Timestamp::UNIX_EPOCH)
        .to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_instant_is_shown_in_utc_to_the_second() {
        let time = SystemTime::UNIX_EPOCH + Duration::from_millis(1_795_362_423_987);
        assert_eq!(instant_text(time), "2026-11-22T15:47:03Z");
    }

    #[test]
    fn a_clock_before_1970_counts_as_1970() {
        let time = SystemTime::UNIX_EPOCH - Duration::from_secs(5);
        assert_eq!(instant_text(time), "1970-01-01T00:00:00Z");
    }
}
