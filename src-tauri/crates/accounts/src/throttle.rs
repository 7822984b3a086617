//! Guessing at the keyboard gets slower: after some wrong passwords each next one has to wait.
//!
//! Each check costs half a second of Argon2id already; this makes a long series hopeless, also across restarts.

use std::time::Duration;

use sha2::{Digest, Sha256};

/// Attempts in a row that do not have to wait.
const FREE: u32 = 8;

/// The longest wait: someone else's guesses must not lock the owner out for the evening.
const LONGEST: Duration = Duration::from_mins(1);

/// Which attempts are counted together: those under one name.
///
/// Sixteen bits of a hash: enough that two names of one household hardly ever meet, too little to tell what was typed.
/// Who types the password into the name's field by mistake must not find it on disk, not even as a hash.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Subject(pub u16);

impl Subject {
    pub fn of_name(name_key: &str) -> Self {
        let mut hash = Sha256::new();
        hash.update(b"bookplate.accounts.v1.throttle");
        hash.update(name_key);
        let digest = hash.finalize();
        Self(u16::from_le_bytes([digest[0], digest[1]]))
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
    pub fn another(self, now: i64) -> (Self, Option<Duration>) {
        // With the clock set back the wait begins anew; it never lasts until the clock is there again.
        let last = self.last.min(now);
        let passed = Duration::from_secs(now.abs_diff(last));
        let left = self.wait().saturating_sub(passed);
        if left.is_zero() {
            let count = self.count.saturating_add(1);
            (Self { count, last: now }, None)
        } else {
            (Self { last, ..self }, Some(left))
        }
    }

    /// The wait that the attempts so far have earned.
    fn wait(self) -> Duration {
        match self.count.checked_sub(FREE) {
            None => Duration::ZERO,
            Some(beyond) => Duration::from_secs(1 << beyond.min(6)).min(LONGEST),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn attempts(count: u32, last: i64) -> Attempts {
        Attempts { count, last }
    }

    #[test]
    fn the_first_attempts_do_not_wait() {
        let mut so_far = Attempts::default();
        for _ in 0..FREE {
            let wait;
            (so_far, wait) = so_far.another(1000);
            assert_eq!(wait, None);
        }
        assert_eq!(so_far.another(1000), (so_far, Some(Duration::from_secs(1))));
        assert_eq!(so_far.another(1001), (attempts(9, 1001), None));
    }

    #[test]
    fn waits_double_up_to_a_minute() {
        let waits: Vec<u64> = (8..20)
            .map(|count| attempts(count, 0).another(0).1.unwrap().as_secs())
            .collect();
        assert_eq!(waits, [1, 2, 4, 8, 16, 32, 60, 60, 60, 60, 60, 60]);
    }

    #[test]
    fn a_clock_set_back_does_not_lock_out() {
        let (kept, wait) = attempts(20, 1_000_000).another(10);
        assert_eq!(wait, Some(LONGEST));
        assert_eq!(kept.another(70).1, None);
    }

    #[test]
    fn names_are_counted_apart() {
        assert_ne!(Subject::of_name("ada"), Subject::of_name("bob"));
    }
}
