//! What checking a password costs: Argon2id's parameters, how they are chosen, and the one place that runs it.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use argon2::{Algorithm, Argon2, Block, Params, Version};
use zeroize::Zeroizing;

use crate::AccountsError;
use crate::clock::Clock;

/// Bytes of salt for each password.
pub(crate) const SALT_LENGTH: usize = 16;

/// A run should take this long on the computer that calibrates …
const TARGET: Duration = Duration::from_millis(750);
/// … at least this long …
const FASTEST: Duration = Duration::from_millis(500);
/// … and at most this long, unless even the floor takes longer.
const SLOWEST: Duration = Duration::from_secs(1);
/// Memory grows so far, then the passes do: so that the program as a whole stays below 300 MB. A key from elsewhere may need more.
const MOST_CHOSEN_KIB: u32 = 192 * 1024;

/// The parameters of one run. They are stored beside each key, so a key opens on whatever computer its file is taken to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Parameters {
    pub memory_kib: u32,
    pub passes: u32,
    pub lanes: u32,
}

impl Parameters {
    /// For what is random already and need not be stretched.
    pub const NONE: Self = Self {
        memory_kib: 0,
        passes: 0,
        lanes: 0,
    };
}

/// What parameters are acceptable. A file can hold any number: what lies outside is refused before memory is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Bounds {
    floor: Parameters,
    ceiling: Parameters,
}

impl Bounds {
    /// 64 MiB, three passes, one lane up to 256 MiB; the passes end where a slow computer would wait half a minute.
    const REAL: Self = Self {
        floor: Parameters {
            memory_kib: 64 * 1024,
            passes: 3,
            lanes: 1,
        },
        ceiling: Parameters {
            memory_kib: 256 * 1024,
            passes: 16,
            lanes: 1,
        },
    };

    const TESTS: Self = Self {
        floor: Parameters {
            memory_kib: 64,
            passes: 1,
            lanes: 1,
        },
        ceiling: Self::REAL.ceiling,
    };

    fn hold(&self, parameters: Parameters) -> bool {
        (self.floor.memory_kib..=self.ceiling.memory_kib).contains(&parameters.memory_kib)
            && (self.floor.passes..=self.ceiling.passes).contains(&parameters.passes)
            && (self.floor.lanes..=self.ceiling.lanes).contains(&parameters.lanes)
    }
}

/// How much work a password check is. Clones share one gate and one meter.
#[derive(Clone, Debug)]
pub struct Cost {
    bounds: Bounds,
    choice: Choice,
    engine: Arc<Engine>,
}

#[derive(Clone, Copy, Debug)]
enum Choice {
    Calibrate,
    Floor,
}

#[derive(Debug, Default)]
struct Engine {
    /// One run at a time: many log-ins at once would each take up to 256 MiB.
    gate: Mutex<()>,
    runs: AtomicU64,
    kibibytes: AtomicU64,
}

/// The work that password checks have done so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Work {
    /// Runs of Argon2id.
    pub runs: u64,
    /// Memory filled in all of them, in KiB.
    pub kibibytes: u64,
}

impl Cost {
    /// Calibrated to this computer once per installation: 0.5–1 s, never below 64 MiB and three passes.
    #[must_use]
    pub fn calibrated() -> Self {
        Self::new(Bounds::REAL, Choice::Calibrate)
    }

    /// So cheap that it protects nothing: for tests, which check a thousand passwords.
    #[must_use]
    pub fn for_tests() -> Self {
        Self::new(Bounds::TESTS, Choice::Floor)
    }

    fn new(bounds: Bounds, choice: Choice) -> Self {
        Self {
            bounds,
            choice,
            engine: Arc::default(),
        }
    }

    /// The work done so far with this cost and its clones.
    #[must_use]
    pub fn work(&self) -> Work {
        Work {
            runs: self.engine.runs.load(Ordering::Relaxed),
            kibibytes: self.engine.kibibytes.load(Ordering::Relaxed),
        }
    }

    pub(crate) fn accepts(&self, parameters: Parameters) -> bool {
        self.bounds.hold(parameters)
    }

    /// Chooses the parameters for an installation that has none yet.
    pub(crate) fn choose(&self, clock: &dyn Clock) -> Result<Parameters, AccountsError> {
        match self.choice {
            Choice::Floor => Ok(self.bounds.floor),
            Choice::Calibrate => calibrate(self.bounds, |parameters| {
                let begun = clock.monotonic();
                self.derive("calibration", &[0; SALT_LENGTH], parameters)?;
                Ok(clock.monotonic().saturating_sub(begun))
            }),
        }
    }

    /// Runs Argon2id (RFC 9106, version 0x13) over a password.
    pub(crate) fn derive(
        &self,
        password: &str,
        salt: &[u8; SALT_LENGTH],
        parameters: Parameters,
    ) -> Result<Zeroizing<[u8; 32]>, AccountsError> {
        if !self.accepts(parameters) {
            return Err(AccountsError::damaged("the cost of a key is out of range"));
        }
        let Parameters {
            memory_kib,
            passes,
            lanes,
        } = parameters;
        let params = Params::new(memory_kib, passes, lanes, Some(32))
            .map_err(|_| AccountsError::damaged("the cost of a key is out of range"))?;

        let _one_at_a_time = self
            .engine
            .gate
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        self.engine.runs.fetch_add(1, Ordering::Relaxed);
        self.engine
            .kibibytes
            .fetch_add(u64::from(memory_kib), Ordering::Relaxed);

        let mut memory = work_memory(params.block_count(), memory_kib)?;
        let mut derived = Zeroizing::new([0; 32]);
        Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
            .hash_password_into_with_memory(
                password.as_bytes(),
                salt,
                derived.as_mut_slice(),
                &mut memory[..],
            )
            .map_err(|error| {
                tracing::error!(%error, "argon2");
                AccountsError::Storage
            })?;
        Ok(derived)
    }
}

/// Argon2's work memory holds what the password can be told from, and the crate does not wipe its own.
fn work_memory(blocks: usize, memory_kib: u32) -> Result<Zeroizing<Box<[Block]>>, AccountsError> {
    let mut memory = Vec::new();
    memory
        .try_reserve_exact(blocks)
        .map_err(|_| AccountsError::OutOfMemory {
            mebibytes: memory_kib.div_ceil(1024),
        })?;
    memory.resize(blocks, Block::new());
    // A boxed slice is wiped in one pass of whole words; a `Vec` goes over its spare room byte by byte as well.
    Ok(Zeroizing::new(memory.into_boxed_slice()))
}

/// Grows from the floor until a run takes about [`TARGET`]: memory first, since that is what makes guessing on special
/// hardware expensive, then passes.
fn calibrate(
    bounds: Bounds,
    mut measure: impl FnMut(Parameters) -> Result<Duration, AccountsError>,
) -> Result<Parameters, AccountsError> {
    let mut chosen = bounds.floor;
    let mut took = measure(chosen)?;
    for _ in 0..4 {
        if took >= FASTEST {
            break;
        }
        let mut next = grown(chosen, took, bounds);
        for _ in 0..3 {
            if next == chosen {
                return Ok(chosen);
            }
            match measure(next) {
                Ok(longer) if longer <= SLOWEST => {
                    (chosen, took) = (next, longer);
                    break;
                }
                // Slower than it should be, or more memory than there is: meet half-way.
                Ok(_) | Err(AccountsError::OutOfMemory { .. }) => next = between(chosen, next),
                Err(error) => return Err(error),
            }
        }
    }
    tracing::info!(?chosen, ?took, "calibrated the cost of a password check");
    Ok(chosen)
}

fn grown(from: Parameters, took: Duration, bounds: Bounds) -> Parameters {
    let scaled = |value: u32, most: u32| {
        let ideal = u128::from(value) * TARGET.as_micros() / took.as_micros().max(1);
        u32::try_from(ideal).unwrap_or(most).min(most)
    };
    if from.memory_kib < MOST_CHOSEN_KIB {
        Parameters {
            memory_kib: whole_mebibytes(scaled(from.memory_kib, MOST_CHOSEN_KIB)),
            ..from
        }
    } else {
        Parameters {
            passes: scaled(from.passes, bounds.ceiling.passes),
            ..from
        }
    }
}

fn between(low: Parameters, high: Parameters) -> Parameters {
    Parameters {
        memory_kib: whole_mebibytes(u32::midpoint(low.memory_kib, high.memory_kib)),
        passes: u32::midpoint(low.passes, high.passes),
        lanes: low.lanes,
    }
}

fn whole_mebibytes(kib: u32) -> u32 {
    kib / 1024 * 1024
}

#[cfg(test)]
mod tests {
    use super::*;

    const MIB: u32 = 1024;
    const MOST: Parameters = Parameters {
        memory_kib: MOST_CHOSEN_KIB,
        ..Bounds::REAL.ceiling
    };

    /// A computer that fills a MiB in `per_mib` microseconds.
    fn on(per_mib: u64) -> (Parameters, Duration) {
        let time = |p: Parameters| {
            Duration::from_micros(per_mib * u64::from(p.memory_kib / MIB) * u64::from(p.passes))
        };
        let chosen = calibrate(Bounds::REAL, |p| Ok(time(p))).unwrap();
        assert!(Bounds::REAL.hold(chosen));
        (chosen, time(chosen))
    }

    #[test]
    fn a_run_takes_half_a_second_to_a_second_on_most_computers() {
        for per_mib in [200, 400, 700, 1000, 1500, 2000, 2500, 3900] {
            let (chosen, took) = on(per_mib);
            assert!(
                (FASTEST..=SLOWEST).contains(&took),
                "{per_mib} µs: {chosen:?} takes {took:?}"
            );
        }
    }

    #[test]
    fn memory_grows_before_passes() {
        let (chosen, _) = on(1500);
        assert_eq!(chosen.passes, 3);
        assert!(chosen.memory_kib > 64 * MIB);
        let (chosen, _) = on(300);
        assert_eq!(chosen.memory_kib, MOST_CHOSEN_KIB);
        assert!(chosen.passes > 3);
    }

    #[test]
    fn the_slowest_computer_gets_the_floor_and_the_fastest_the_most_that_is_chosen() {
        assert_eq!(on(50_000).0, Bounds::REAL.floor);
        assert_eq!(on(1).0, MOST);
    }

    #[test]
    fn a_computer_short_of_memory_gets_what_fits() {
        let chosen = calibrate(Bounds::REAL, |p| {
            if p.memory_kib > 100 * MIB {
                Err(AccountsError::OutOfMemory { mebibytes: 0 })
            } else {
                Ok(Duration::from_millis(100))
            }
        })
        .unwrap();
        assert!(chosen.memory_kib <= 100 * MIB);
    }

    #[test]
    fn a_clock_that_stands_still_ends_at_the_most_that_is_chosen() {
        assert_eq!(
            calibrate(Bounds::REAL, |_| Ok(Duration::ZERO)).unwrap(),
            MOST
        );
    }

    #[test]
    fn what_is_out_of_range_is_refused_before_any_work() {
        let cost = Cost::calibrated();
        let good = Bounds::REAL.floor;
        for bad in [
            Parameters {
                memory_kib: 4 * 1024 * MIB - 1,
                ..good
            },
            Parameters {
                memory_kib: 256 * MIB + 1,
                ..good
            },
            Parameters {
                memory_kib: 64 * MIB - 1,
                ..good
            },
            Parameters {
                memory_kib: 0,
                ..good
            },
            Parameters { passes: 2, ..good },
            Parameters { passes: 17, ..good },
            Parameters { lanes: 0, ..good },
            Parameters { lanes: 2, ..good },
        ] {
            assert!(
                matches!(
                    cost.derive("x", &[0; SALT_LENGTH], bad),
                    Err(AccountsError::Damaged { .. })
                ),
                "{bad:?}"
            );
        }
        assert_eq!(cost.work(), Work::default());
    }

    #[test]
    fn the_same_password_and_salt_give_the_same_key() {
        let cost = Cost::for_tests();
        let parameters = Bounds::TESTS.floor;
        let one = cost
            .derive("walnut", &[1; SALT_LENGTH], parameters)
            .unwrap();
        assert_eq!(
            one,
            cost.derive("walnut", &[1; SALT_LENGTH], parameters)
                .unwrap()
        );
        assert_ne!(
            one,
            cost.derive("walnut", &[2; SALT_LENGTH], parameters)
                .unwrap()
        );
        assert_ne!(
            one,
            cost.derive("Walnut", &[1; SALT_LENGTH], parameters)
                .unwrap()
        );
        assert_eq!(cost.work().runs, 4);
    }
}
