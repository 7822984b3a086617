//! Quotes.

use library::{Book, BookId, Change, QuoteForm, QuoteId, Revision};

use super::{
    answer::{Answer, working},
    guard::SignedIn,
};

#[tauri::command]
pub async fn quote_save(
    user: SignedIn,
    id: BookId,
    base: Revision,
    quote: Option<QuoteId>,
    form: QuoteForm,
) -> Answer<Change<Book>> {
    working(move || user.library.library().save_quote(id, base, quote, &form)).await
}

#[tauri::command]
pub async fn quote_delete(
    user: SignedIn,
    id: BookId,
    base: Revision,
    quote: QuoteId,
) -> Answer<Change<Book>> {
    working(move || user.library.library().delete_quote(id, base, quote)).await
}
