//! Books: create, read, update, delete.

use library::{Book, BookForm, BookId, Change, Isbn, Revision};
use serde::Serialize;
use ts_rs::TS;

use crate::desk::Selection;

use super::{
    answer::{Answer, ApiError, working},
    guard::SignedIn,
};

#[tauri::command]
pub async fn book_add(user: SignedIn, book: BookForm) -> Answer<Change<Book>> {
    working(move || user.library.library().add(&book.check()?)).await
}

#[tauri::command]
pub async fn book_get(user: SignedIn, id: BookId) -> Answer<Book> {
    working(move || user.library.library().book(id)).await
}

#[tauri::command]
pub async fn book_update(
    user: SignedIn,
    id: BookId,
    base: Revision,
    book: BookForm,
) -> Answer<Change<Book>> {
    working(move || user.library.library().update(id, base, &book.check()?)).await
}

#[tauri::command]
pub async fn book_trash(user: SignedIn, selection: Selection) -> Answer<Change<u32>> {
    working(move || {
        let library = user.library.library();
        library.trash(&user.library.selected(selection)?)
    })
    .await
}

#[tauri::command]
pub async fn book_restore(user: SignedIn, selection: Selection) -> Answer<Change<u32>> {
    working(move || {
        let library = user.library.library();
        library.restore(&user.library.selected(selection)?)
    })
    .await
}

#[tauri::command]
pub async fn book_delete_for_good(user: SignedIn, selection: Selection) -> Answer<Change<u32>> {
    working(move || {
        let library = user.library.library();
        library.delete_for_good(&user.library.selected(selection)?)
    })
    .await
}

#[tauri::command]
pub async fn trash_empty(user: SignedIn) -> Answer<Change<u32>> {
    working(move || user.library.library().empty_trash()).await
}

/// An ISBN in both its forms.
#[derive(Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct IsbnForms {
    /// The 13 digits.
    isbn13: String,
    /// The older form, which only those beginning with 978 have.
    isbn10: Option<String>,
}

#[tauri::command]
pub async fn isbn_check(_user: SignedIn, text: String) -> Answer<IsbnForms> {
    match Isbn::parse(&text) {
        Ok(isbn) => Ok(IsbnForms {
            isbn13: isbn.to_string(),
            isbn10: isbn.isbn10(),
        }),
        Err(error) => Err(ApiError::field("isbn", error.to_string())),
    }
}
