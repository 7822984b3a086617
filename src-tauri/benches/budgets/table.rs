//! The table: every measure beside its floor, as a ratio, with its spread.

use std::{fmt::Write as _, time::Duration};

/// What a measure is held against.
#[derive(Debug, Clone, Copy)]
pub enum Budget {
    /// At most so many times the floor, by the medians.
    Ratio(f64),
    /// At most so much longer than the floor, by the medians.
    Beyond(Duration),
    /// At most so long in 95 of 100 cases.
    P95(Duration),
    /// At most so long, by the median.
    Median(Duration),
}

/// One line of the table.
pub struct Measure {
    what: String,
    floor: Vec<Duration>,
    ours: Vec<Duration>,
    budget: Budget,
}

impl Measure {
    /// A measure from samples of both sides, taken in the same run.
    pub fn new(
        what: impl Into<String>,
        mut floor: Vec<Duration>,
        mut ours: Vec<Duration>,
        budget: Budget,
    ) -> Self {
        floor.sort_unstable();
        ours.sort_unstable();
        Self {
            what: what.into(),
            floor,
            ours,
            budget,
        }
    }

    fn verdict(&self) -> (String, &'static str) {
        let (floor, ours) = (at(&self.floor, 50), at(&self.ours, 50));
        let (text, met) = match self.budget {
            Budget::Ratio(most) => (format!("≤ {most} ×"), ratio(ours, floor) <= most),
            Budget::Beyond(most) => (format!("floor + {}", short(most)), ours <= floor + most),
            Budget::P95(most) => (format!("p95 ≤ {}", short(most)), at(&self.ours, 95) <= most),
            Budget::Median(most) => (format!("≤ {}", short(most)), ours <= most),
        };
        (text, if met { "met" } else { "missed" })
    }
}

/// The table as Markdown.
pub fn markdown(measures: &[Measure]) -> String {
    let mut text = String::from(
        "| what | floor, median | ours, median | ratio | ours p95 | ours p99 | spread | samples | budget | |\n\
         |---|---|---|---|---|---|---|---|---|---|\n",
    );
    for measure in measures {
        let (floor, ours) = (at(&measure.floor, 50), at(&measure.ours, 50));
        let (budget, verdict) = measure.verdict();
        // Writing to a string cannot fail.
        let _ = writeln!(
            text,
            "| {} | {} | {} | {:.2} | {} | {} | {}–{} | {} | {budget} | {verdict} |",
            measure.what,
            short(floor),
            short(ours),
            ratio(ours, floor),
            short(at(&measure.ours, 95)),
            short(at(&measure.ours, 99)),
            short(at(&measure.ours, 0)),
            short(at(&measure.ours, 100)),
            measure.ours.len(),
        );
    }
    text
}

/// The sample that `percent` of all do not exceed.
fn at(sorted: &[Duration], percent: usize) -> Duration {
    let last = sorted.len().saturating_sub(1);
    sorted
        .get((last * percent).div_ceil(100))
        .copied()
        .unwrap_or_default()
}

fn ratio(ours: Duration, floor: Duration) -> f64 {
    ours.as_secs_f64() / floor.as_secs_f64()
}

fn short(time: Duration) -> String {
    let milliseconds = time.as_secs_f64() * 1_000.0;
    match milliseconds {
        ..0.1 => format!("{:.0} µs", milliseconds * 1_000.0),
        ..10.0 => format!("{milliseconds:.2} ms"),
        ..1_000.0 => format!("{milliseconds:.0} ms"),
        _ => format!("{:.2} s", milliseconds / 1_000.0),
    }
}
