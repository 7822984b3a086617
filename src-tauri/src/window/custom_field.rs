//! Fields of the reader's own.

use library::{Change, CustomField, CustomFieldForm, FieldId};

use super::{
    answer::{Answer, working},
    guard::SignedIn,
};

#[tauri::command]
pub async fn custom_fields_list(user: SignedIn) -> Answer<Vec<CustomField>> {
    working(move || user.library.library().custom_fields()).await
}

#[tauri::command]
pub async fn custom_field_save(
    user: SignedIn,
    field: Option<FieldId>,
    form: CustomFieldForm,
    was: Option<CustomFieldForm>,
) -> Answer<Change<FieldId>> {
    working(move || {
        let library = user.library.library();
        library.save_custom_field(field, &form, was.as_ref())
    })
    .await
}

#[tauri::command]
pub async fn custom_field_delete(user: SignedIn, field: FieldId) -> Answer<Change<()>> {
    working(move || user.library.library().delete_custom_field(field)).await
}

#[tauri::command]
pub async fn custom_field_move(
    user: SignedIn,
    field: FieldId,
    before: Option<FieldId>,
) -> Answer<Change<()>> {
    working(move || user.library.library().move_custom_field(field, before)).await
}
