//! Guessing at the keyboard gets slower: after some wrong passwords each next one has to wait.
//!
//! Each check costs half a second of Argon2id already; this makes a long series hopeless, also across restarts.

use std::time::Duration;

use sha2::{Digest, Sha256};

/// The longest wait: someone else's guesses must not lock the owner out for the evening.
const LONGEST: Duration = Duration::from_mins(5);

/// Which attempts are counted together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Subject(pub u32);

impl Subject {
    /// All attempts, whatever the name: who tries one password on every name waits as well.
    pub const ALL: Self = Self(1 << 16);

    /// Those under one name.
    ///
    /// Sixteen bits of a hash: enough that two names of one household hardly ever meet, too little to tell what was
    /// typed. Who types the password into the name's field by mistake must not find it on disk, not even as a hash.
    pub fn of_name(name_key: &str) -> Self {
        let mut hash = Sha256::new();
        hash.update(b"bookplate.accounts.v1.throttle");
        hash.update(name_key);
        let digest = hash.finalize();
        Self(u32::from(u16::from_le_bytes([digest[0], digest[1]])))
    }

    /// Attempts in a row that do not have to wait. A household's slips together must not lock it out.
    fn free(self) -> u32 {
        if self == Self::ALL { 20 } else { 5 }
    }

    /// After so long without an attempt, those before are forgotten.
    fn memory(self) -> Duration {
        if self == Self::ALL {
            Duration::from_hours(1)
        } else {
            Duration::MAX
        }
    }
}

/// The attempts since the last one that succeeded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Attempts {
    pub count: u32,
    /// When the last one was, in seconds since 1970.
    pub last: i64,
}

impl Attempts {
    /// Counts one more, unless it has to wait: then the time left stands beside the count as it was.
    pub fn another(self, subject: Subject, now: i64) -> (Self, Option<Duration>) {
        // With the clock set back the wait begins anew; it never lasts until the clock is there again.
        let last = self.last.min(now);
        let passed = Duration::from_secs(now.abs_diff(last));
        let before = if passed >= subject.memory() {
            0
        } else {
            self.count
        };
        let left = wait(before, subject).saturating_sub(passed);
        if left.is_zero() {
            let count = before.saturating_add(1);
            (Self { count, last: now }, None)
        } else {
            (Self { last, ..self }, Some(left))
        }
    }

    /// Without so many, which a success has made good.
    pub fn less(self, count: u32) -> Self {
        Self {
            count: self.count.saturating_sub(count),
            ..self
        }
    }
}

/// The wait that so many attempts have earned: a second, doubling.
fn wait(attempts: u32, subject: Subject) -> Duration {
    match attempts.checked_sub(subject.free()) {
        None => Duration::ZERO,
        Some(beyond) => Duration::from_secs(1 << beyond.min(9)).min(LONGEST),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ADA: Subject = Subject(7);

    fn attempts(count: u32, last: i64) -> Attempts {
        Attempts { count, last }
    }

    #[test]
    fn the_first_attempts_do_not_wait() {
        let mut so_far = Attempts::default();
        for _ in 0..5 {
            let wait;
            (so_far, wait) = so_far.another(ADA, 1000);
            assert_eq!(wait, None);
        }
        let waits = Some(Duration::from_secs(1));
        assert_eq!(so_far.another(ADA, 1000), (so_far, waits));
        assert_eq!(so_far.another(ADA, 1001), (attempts(6, 1001), None));
    }

    #[test]
    fn waits_double_up_to_five_minutes() {
        let waits: Vec<u64> = (5..17)
            .map(|count| attempts(count, 0).another(ADA, 0).1.unwrap().as_secs())
            .collect();
        assert_eq!(waits, [1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300, 300]);
    }

    #[test]
    fn a_clock_set_back_does_not_lock_out() {
        let (kept, wait) = attempts(20, 1_000_000).another(ADA, 10);
        assert_eq!(wait, Some(LONGEST));
        assert_eq!(kept.another(ADA, 310).1, None);
    }

    #[test]
    fn all_names_together_may_fail_more_often_and_are_forgotten_after_an_hour() {
        assert_eq!(attempts(19, 0).another(Subject::ALL, 0).1, None);
        let (kept, wait) = attempts(40, 0).another(Subject::ALL, 0);
        assert_eq!(wait, Some(LONGEST));
        assert_eq!(kept.another(Subject::ALL, 3600), (attempts(1, 3600), None));
        assert_eq!(attempts(40, 0).less(38), attempts(2, 0));
    }

    #[test]
    fn names_are_counted_apart() {
        assert_ne!(Subject::of_name("ada"), Subject::of_name("bob"));
        assert_ne!(Subject::of_name("ada"), Subject::ALL);
    }
}
