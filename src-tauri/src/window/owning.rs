//! Copies, loans and wishes.

use library::{
    Book, BookId, Change, CopyForm, CopyId, Doubts, LoanForm, LoanId, LoanRow, Revision, WishForm,
    WishList,
};

use super::{
    answer::{Answer, working},
    guard::SignedIn,
};

#[tauri::command]
pub async fn copy_save(
    user: SignedIn,
    id: BookId,
    base: Revision,
    copy: Option<CopyId>,
    form: CopyForm,
    doubts: Doubts,
) -> Answer<Change<Book>> {
    working(move || {
        let library = user.library.library();
        library.save_copy(id, base, copy, &form, doubts)
    })
    .await
}

#[tauri::command]
pub async fn copy_delete(
    user: SignedIn,
    id: BookId,
    base: Revision,
    copy: CopyId,
) -> Answer<Change<Book>> {
    working(move || user.library.library().delete_copy(id, base, copy)).await
}

#[tauri::command]
pub async fn loan_save(
    user: SignedIn,
    id: BookId,
    base: Revision,
    copy: Option<CopyId>,
    loan: Option<LoanId>,
    form: LoanForm,
    doubts: Doubts,
) -> Answer<Change<Book>> {
    working(move || {
        user.library
            .library()
            .save_loan(id, base, copy, loan, &form, doubts)
    })
    .await
}

#[tauri::command]
pub async fn loan_delete(
    user: SignedIn,
    id: BookId,
    base: Revision,
    copy: CopyId,
    loan: LoanId,
) -> Answer<Change<Book>> {
    working(move || user.library.library().delete_loan(id, base, copy, loan)).await
}

#[tauri::command]
pub async fn loans_list(user: SignedIn) -> Answer<Vec<LoanRow>> {
    working(move || user.library.library().loans()).await
}

#[tauri::command]
pub async fn wish_save(
    user: SignedIn,
    id: BookId,
    base: Revision,
    form: WishForm,
) -> Answer<Change<Book>> {
    working(move || user.library.library().save_wish(id, base, &form)).await
}

#[tauri::command]
pub async fn wish_delete(user: SignedIn, id: BookId, base: Revision) -> Answer<Change<Book>> {
    working(move || user.library.library().delete_wish(id, base)).await
}

#[tauri::command]
pub async fn wish_buy(
    user: SignedIn,
    id: BookId,
    base: Revision,
    form: CopyForm,
    doubts: Doubts,
) -> Answer<Change<Book>> {
    working(move || user.library.library().buy_wish(id, base, &form, doubts)).await
}

#[tauri::command]
pub async fn wishes_list(user: SignedIn) -> Answer<WishList> {
    working(move || user.library.library().wishes()).await
}
