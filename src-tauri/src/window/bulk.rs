//! Changing many books at once.

use library::{BulkForm, Change};

use crate::desk::Selection;

use super::{
    answer::{Answer, working},
    guard::SignedIn,
};

#[tauri::command]
pub async fn bulk_edit(
    user: SignedIn,
    selection: Selection,
    form: BulkForm,
) -> Answer<Change<u32>> {
    working(move || {
        let library = user.library.library();
        library.bulk_edit(&user.library.selected(selection)?, &form)
    })
    .await
}
