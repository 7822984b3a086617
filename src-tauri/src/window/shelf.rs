//! Shelves.

use library::{BookId, Change, Shelf, ShelfForm, ShelfId};

use crate::desk::Selection;

use super::{
    answer::{Answer, working},
    guard::SignedIn,
};

#[tauri::command]
pub async fn shelves_list(user: SignedIn) -> Answer<Vec<Shelf>> {
    working(move || user.library.library().shelves()).await
}

#[tauri::command]
pub async fn shelf_save(
    user: SignedIn,
    shelf: Option<ShelfId>,
    form: ShelfForm,
    was: Option<ShelfForm>,
) -> Answer<Change<ShelfId>> {
    working(move || {
        let library = user.library.library();
        library.save_shelf(shelf, &form, was.as_ref())
    })
    .await
}

#[tauri::command]
pub async fn shelf_delete(user: SignedIn, shelf: ShelfId) -> Answer<Change<()>> {
    working(move || user.library.library().delete_shelf(shelf)).await
}

#[tauri::command]
pub async fn shelf_move(
    user: SignedIn,
    shelf: ShelfId,
    before: Option<ShelfId>,
) -> Answer<Change<()>> {
    working(move || user.library.library().move_shelf(shelf, before)).await
}

#[tauri::command]
pub async fn shelf_put(
    user: SignedIn,
    shelf: ShelfId,
    selection: Selection,
) -> Answer<Change<u32>> {
    working(move || {
        user.library
            .library()
            .shelve(shelf, &user.library.selected(selection)?)
    })
    .await
}

#[tauri::command]
pub async fn shelf_take(
    user: SignedIn,
    shelf: ShelfId,
    selection: Selection,
) -> Answer<Change<u32>> {
    working(move || {
        user.library
            .library()
            .unshelve(shelf, &user.library.selected(selection)?)
    })
    .await
}

#[tauri::command]
pub async fn shelf_order(
    user: SignedIn,
    shelf: ShelfId,
    ids: Vec<BookId>,
    before: Option<BookId>,
) -> Answer<Change<()>> {
    working(move || user.library.library().order_shelf(shelf, &ids, before)).await
}
