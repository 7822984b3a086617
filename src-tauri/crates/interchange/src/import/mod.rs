//! Rows into a library: planned first, then all of them in one change, or none.

mod ahead;
mod choice;
mod content;
mod covers;
mod decide;
mod decisions;
mod merge;
mod part;
mod plan;
mod problem_rows;
mod report;
mod said;
mod save;
mod whole;
mod write;

use std::sync::atomic::{AtomicBool, Ordering};

use crate::ImportError;
pub use choice::{Choices, ConflictChoice, Resolution, StatusChoice};
pub use content::{Content, PartContent, content};
pub use decide::MatchedBy;
pub use merge::Conflict;
pub use part::Part;
pub use plan::{Already, Fate, Plan, PlanRow, StatusQuestion, plan};
pub use problem_rows::write_problem_rows;
pub use report::{Progress, Report, Tally};
pub use save::write_report;
pub use write::import;

/// So often is progress told, in rows.
const STEP: u32 = 100;

fn stop_if(cancelled: &AtomicBool) -> Result<(), ImportError> {
    if cancelled.load(Ordering::Relaxed) {
        Err(ImportError::Cancelled)
    } else {
        Ok(())
    }
}
