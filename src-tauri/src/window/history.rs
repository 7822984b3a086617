//! What was done, undoing and redoing it.

use library::{Change, HistoryEntry, HistoryId, HistoryPage};

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

#[tauri::command]
pub async fn history_undo_alone(user: SignedIn, entry: HistoryId) -> Answer<Change<()>> {
    working(move || user.library.library().undo_alone(entry)).await
}

#[tauri::command]
pub async fn history_limit_set(user: SignedIn, bytes: u64) -> Answer<()> {
    working(move || user.library.library().set_history_limit(bytes)).await
}
