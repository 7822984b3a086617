//! People, publishers, series and tags.

use library::{Change, NameDetails, NameForm, NameId, NameKind, NameOrder, NamesPage};

use super::{
    answer::{Answer, working},
    guard::SignedIn,
};

#[tauri::command]
pub async fn names_list(
    user: SignedIn,
    kind: NameKind,
    text: String,
    order: NameOrder,
    from: u32,
    count: u32,
) -> Answer<NamesPage> {
    working(move || {
        user.library
            .library()
            .names(kind, &text, order, from, count)
    })
    .await
}

#[tauri::command]
pub async fn name_get(user: SignedIn, kind: NameKind, name: NameId) -> Answer<NameDetails> {
    working(move || user.library.library().name(kind, name)).await
}

#[tauri::command]
pub async fn name_find(user: SignedIn, kind: NameKind, text: String) -> Answer<Option<NameId>> {
    working(move || user.library.library().find_name(kind, &text)).await
}

#[tauri::command]
pub async fn name_rename(
    user: SignedIn,
    kind: NameKind,
    name: NameId,
    form: NameForm,
    was: Option<NameForm>,
) -> Answer<Change<()>> {
    working(move || {
        let library = user.library.library();
        library.rename(kind, name, &form, was.as_ref())
    })
    .await
}

#[tauri::command]
pub async fn names_merge(
    user: SignedIn,
    kind: NameKind,
    names: Vec<NameId>,
    into: NameId,
) -> Answer<Change<u32>> {
    working(move || user.library.library().merge_names(kind, &names, into)).await
}

#[tauri::command]
pub async fn name_delete(user: SignedIn, kind: NameKind, name: NameId) -> Answer<Change<u32>> {
    working(move || user.library.library().delete_name(kind, name)).await
}
