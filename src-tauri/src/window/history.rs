//! What was done, undoing and redoing it.

use library::{HistoryEntry, HistoryId, HistoryPage};

use super::{
    answer::{Answer, working},
    guard::SignedIn,
};

#[tauri::command]
pub async fn history_list(
    user: SignedIn,
    before: Option<HistoryId>,
    limit: u32,
) -> Answer<HistoryPage> {
    working(move || user.library.library().history(before, limit.min(500))).await
}

#[tauri::command]
pub async fn history_undo(user: SignedIn, expected: Option<HistoryId>) -> Answer<HistoryEntry> {
    working(move || user.library.library().undo(expected)).await
}

#[tauri::command]
pub async fn history_redo(user: SignedIn) -> Answer<HistoryEntry> {
    working(move || user.library.library().redo()).await
}
