//! Books that are in the library twice.

use library::{Book, BookForm, BookId, Change, Duplicates, Merged, Revision};

use super::{
    answer::{Answer, working},
    guard::SignedIn,
};

#[tauri::command]
pub async fn duplicates_list(user: SignedIn, limit: u32) -> Answer<Duplicates> {
    working(move || user.library.library().duplicates(limit)).await
}

#[tauri::command]
pub async fn duplicates_keep_apart(user: SignedIn, ids: Vec<BookId>) -> Answer<Change<()>> {
    working(move || user.library.library().keep_apart(&ids)).await
}

#[tauri::command]
pub async fn books_merge(
    user: SignedIn,
    id: BookId,
    base: Revision,
    others: Vec<Merged>,
    book: BookForm,
) -> Answer<Change<Book>> {
    working(move || user.library.library().merge_books(id, base, &others, &book)).await
}
