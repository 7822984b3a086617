//! The library's version: one more after every change, by whoever made it.

use std::collections::VecDeque;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// How many of the latest changes are remembered, and how many books one of them may touch. Beyond these it is
/// quicker to read all books again than to patch what is known of them.
const REMEMBERED: usize = 64;
const MOST_TOUCHED: usize = 20_000;

type Listener = Arc<dyn Fn(u64) + Send + Sync>;

/// Counts the changes and tells of them.
#[derive(Default)]
pub(crate) struct Pulse {
    beats: Mutex<Beats>,
    listeners: Mutex<Vec<Listener>>,
}

#[derive(Default)]
struct Beats {
    version: u64,
    /// The generation that the version stands for.
    generation: i64,
    latest: VecDeque<Step>,
}

/// The books that the change to a generation touched.
struct Step {
    generation: i64,
    touched: Arc<[i64]>,
}

impl Pulse {
    /// Begins at a generation.
    pub(crate) fn new(generation: i64) -> Self {
        let beats = Beats {
            version: 1,
            generation,
            latest: VecDeque::new(),
        };
        Self {
            beats: Mutex::new(beats),
            listeners: Mutex::default(),
        }
    }

    /// The version.
    pub(crate) fn version(&self) -> u64 {
        self.beats().version
    }

    /// Adds a listener. It is called on the thread that made the change, or found it, after all locks are let go.
    pub(crate) fn subscribe(&self, listener: Box<dyn Fn(u64) + Send + Sync>) {
        lock(&self.listeners).push(Arc::from(listener));
    }

    /// Remembers what the change to this generation touches. Said before the change can be seen, so that whoever sees
    /// it finds it here.
    pub(crate) fn expect(&self, generation: i64, touched: &[i64]) {
        let mut beats = self.beats();
        if touched.len() > MOST_TOUCHED {
            beats.latest.clear();
            return;
        }
        if beats.latest.len() == REMEMBERED {
            beats.latest.pop_front();
        }
        beats.latest.push_back(Step {
            generation,
            touched: touched.into(),
        });
    }

    /// Forgets what was expected of a change that failed: another program may make another one in its place.
    pub(crate) fn disappoint(&self, generation: i64) {
        self.beats()
            .latest
            .retain(|step| step.generation < generation);
    }

    /// The books touched between two generations, sorted, if that is known.
    pub(crate) fn touched_between(&self, from: i64, to: i64) -> Option<Vec<i64>> {
        let beats = self.beats();
        let mut touched = Vec::new();
        for generation in from + 1..=to {
            let step = beats
                .latest
                .iter()
                .find(|step| step.generation == generation)?;
            touched.extend_from_slice(&step.touched);
            if touched.len() > MOST_TOUCHED {
                return None;
            }
        }
        touched.sort_unstable();
        touched.dedup();
        Some(touched)
    }

    /// Takes note of a generation, and tells the listeners if it is a new one. To be called without a lock held.
    pub(crate) fn saw(&self, generation: i64) -> u64 {
        let (version, is_news) = {
            let mut beats = self.beats();
            let is_news = generation > beats.generation;
            if is_news {
                beats.generation = generation;
                beats.version += 1;
            }
            (beats.version, is_news)
        };
        if is_news {
            let listeners = lock(&self.listeners).clone();
            for listener in listeners {
                listener(version);
            }
        }
        version
    }

    fn beats(&self) -> MutexGuard<'_, Beats> {
        lock(&self.beats)
    }
}

impl fmt::Debug for Pulse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pulse")
            .field("version", &self.version())
            .finish_non_exhaustive()
    }
}

/// A panic elsewhere leaves nothing half-done behind these locks.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn remembers_what_was_touched() {
        let pulse = Pulse::new(5);
        pulse.expect(6, &[3, 9]);
        pulse.expect(7, &[1, 3]);
        assert_eq!(pulse.touched_between(5, 7), Some(vec![1, 3, 9]));
        assert_eq!(pulse.touched_between(6, 7), Some(vec![1, 3]));
        assert_eq!(pulse.touched_between(7, 7), Some(vec![]));
        assert_eq!(pulse.touched_between(4, 7), None);
        pulse.expect(8, &vec![0; MOST_TOUCHED + 1]);
        assert_eq!(pulse.touched_between(7, 8), None);
    }

    #[test]
    fn a_failed_change_is_forgotten() {
        let pulse = Pulse::new(5);
        pulse.expect(6, &[1]);
        pulse.disappoint(6);
        assert_eq!(pulse.touched_between(5, 6), None);
        pulse.expect(6, &[2]);
        assert_eq!(pulse.touched_between(5, 6), Some(vec![2]));
    }

    #[test]
    fn tells_of_each_generation_once() {
        let pulse = Pulse::new(1);
        let heard = Arc::new(Mutex::new(Vec::new()));
        let ears = Arc::clone(&heard);
        pulse.subscribe(Box::new(move |version| ears.lock().unwrap().push(version)));
        for generation in [1, 2, 2, 1, 5] {
            pulse.saw(generation);
        }
        assert_eq!(*heard.lock().unwrap(), [2, 3]);
        assert_eq!(pulse.version(), 3);
    }
}
