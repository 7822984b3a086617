//! What was being typed: kept in the encrypted library, so that a lock or a crash costs nothing.

use library::Draft;

use super::{
    answer::{Answer, working},
    guard::SignedIn,
};

#[tauri::command]
pub async fn draft_save(user: SignedIn, key: String, body: String) -> Answer<()> {
    working(move || user.library.library().save_draft(&key, &body)).await
}

#[tauri::command]
pub async fn draft_list(user: SignedIn) -> Answer<Vec<Draft>> {
    working(move || user.library.library().drafts()).await
}

#[tauri::command]
pub async fn draft_discard(user: SignedIn, key: String) -> Answer<()> {
    working(move || user.library.library().discard_draft(&key)).await
}
