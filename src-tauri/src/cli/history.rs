//! What was done, undoing and redoing it.

use library::{EntryState, HistoryEntry, Library};

use super::{
    print::{Printer, tame},
    refusal::Outcome,
    sentence::done,
    table::Table,
};

/// The most entries that are read at once.
const PAGE: u32 = 500;

/// Prints what was done, the newest first.
pub fn list(library: &Library, limit: u32, printer: Printer) -> Outcome {
    let mut entries: Vec<HistoryEntry> = Vec::new();
    let mut left = limit;
    while left > 0 {
        let before = entries.last().map(|entry| entry.id);
        let page = library.history(before, left.min(PAGE))?;
        left -= u32::try_from(page.entries.len()).unwrap_or(left).min(left);
        entries.extend(page.entries);
        if !page.more {
            break;
        }
    }
    let mut table = Table::new(&["Id", "When", "What"]);
    for entry in &entries {
        let undone = match entry.state {
            EntryState::Done => "",
            EntryState::Undone => " (undone)",
        };
        table.row(vec![
            entry.id.to_string(),
            entry.at.as_str().to_owned(),
            format!("{}{undone}", done(&entry.label)),
        ]);
    }
    printer.print(&entries, |out| table.write(out))
}

/// Takes the last change back.
pub fn undo(library: &Library, printer: Printer) -> Outcome {
    let entry = library.undo(None)?;
    printer.confirm(
        &entry,
        format_args!("Undone: {}.", tame(&done(&entry.label))),
    )
}

/// Does again what was undone last.
pub fn redo(library: &Library, printer: Printer) -> Outcome {
    let entry = library.redo()?;
    printer.confirm(
        &entry,
        format_args!("Redone: {}.", tame(&done(&entry.label))),
    )
}
