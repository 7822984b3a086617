//! Readings and how far they have come.

use library::{
    Book, BookId, Change, Doubts, ProgressForm, ProgressId, ReadingForm, ReadingId, Revision,
};

use super::{
    answer::{Answer, working},
    guard::SignedIn,
};

#[tauri::command]
pub async fn reading_save(
    user: SignedIn,
    id: BookId,
    base: Revision,
    reading: Option<ReadingId>,
    form: ReadingForm,
    doubts: Doubts,
) -> Answer<Change<Book>> {
    working(move || {
        user.library
            .library()
            .save_reading(id, base, reading, &form, doubts)
    })
    .await
}

#[tauri::command]
pub async fn reading_delete(
    user: SignedIn,
    id: BookId,
    base: Revision,
    reading: ReadingId,
) -> Answer<Change<Book>> {
    working(move || user.library.library().delete_reading(id, base, reading)).await
}

#[tauri::command]
pub async fn reading_pause(user: SignedIn, id: BookId, base: Revision) -> Answer<Change<Book>> {
    working(move || user.library.library().pause_reading(id, base)).await
}

#[tauri::command]
pub async fn reading_resume(user: SignedIn, id: BookId, base: Revision) -> Answer<Change<Book>> {
    working(move || user.library.library().resume_reading(id, base)).await
}

#[tauri::command]
pub async fn progress_save(
    user: SignedIn,
    id: BookId,
    base: Revision,
    reading: Option<ReadingId>,
    progress: Option<ProgressId>,
    form: ProgressForm,
    doubts: Doubts,
) -> Answer<Change<Book>> {
    working(move || {
        user.library
            .library()
            .save_progress(id, base, reading, progress, &form, doubts)
    })
    .await
}

#[tauri::command]
pub async fn progress_delete(
    user: SignedIn,
    id: BookId,
    base: Revision,
    reading: ReadingId,
    progress: ProgressId,
) -> Answer<Change<Book>> {
    working(move || {
        user.library
            .library()
            .delete_progress(id, base, reading, progress)
    })
    .await
}
