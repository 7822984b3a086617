//! Covers. Pictures cross as bytes: as JSON they would be four times as large.

use library::{Book, BookId, Change, Revision};
use tauri::{
    AppHandle, Runtime,
    ipc::{InvokeBody, Request, Response},
};
use tauri_plugin_dialog::DialogExt;

use super::{
    answer::{Answer, ApiError, ErrorCode, working},
    guard::SignedIn,
};

/// The largest file that is read: what a camera makes of a page is smaller.
const LARGEST: u64 = 20_000_000;
/// The headers that say which book a pasted picture is for, since its body is the picture itself.
const BOOK_HEADER: &str = "X-Book";
const BASE_HEADER: &str = "X-Base";

/// Lets the person choose a picture in the system's own dialog. `None` when they did not.
#[tauri::command]
pub async fn cover_choose<R: Runtime>(
    user: SignedIn,
    app: AppHandle<R>,
    id: BookId,
    base: Revision,
) -> Answer<Option<Change<Book>>> {
    working(move || {
        let chosen = app
            .dialog()
            .file()
            .set_title("Choose a cover")
            .add_filter(
                "JPEG, PNG, WebP, GIF",
                &["jpg", "jpeg", "png", "webp", "gif"],
            )
            .add_filter("*", &["*"])
            .blocking_pick_file();
        let Some(path) = chosen.and_then(|path| path.into_path().ok()) else {
            return Ok(None);
        };
        let bytes = crate::desk::read_at_most(&path, LARGEST)?;
        let change = user.library.library().set_cover(id, base, &bytes)?;
        Ok::<_, ApiError>(Some(change))
    })
    .await
}

/// Takes a picture that was pasted or dropped: the body is its bytes.
#[tauri::command]
pub async fn cover_paste(user: SignedIn, request: Request<'_>) -> Answer<Change<Book>> {
    let header = |name: &str| {
        let value = request.headers().get(name)?;
        value.to_str().ok()
    };
    let id = header(BOOK_HEADER).and_then(|id| id.parse::<BookId>().ok());
    let base = header(BASE_HEADER).and_then(|base| base.parse::<Revision>().ok());
    let (Some(id), Some(base), InvokeBody::Raw(bytes)) = (id, base, request.body()) else {
        return Err(ApiError::new(
            ErrorCode::Storage,
            "Expected a picture and the book that it is for.",
        ));
    };
    let bytes = bytes.clone();
    working(move || user.library.library().set_cover(id, base, &bytes)).await
}

#[tauri::command]
pub async fn cover_clear(user: SignedIn, id: BookId, base: Revision) -> Answer<Change<Book>> {
    working(move || user.library.library().clear_cover(id, base)).await
}

/// Thumbnails one after the other: for each its length in four bytes, the highest first, and its bytes. A length of zero
/// stands for a cover that is gone.
#[tauri::command]
pub async fn cover_thumbnails(user: SignedIn, hashes: Vec<String>) -> Answer<Response> {
    working(move || {
        let mut answer = Vec::new();
        for thumbnail in user.library.library().thumbnails(&hashes)? {
            let thumbnail = thumbnail.unwrap_or_default();
            let length = u32::try_from(thumbnail.len()).unwrap_or_default();
            answer.extend_from_slice(&length.to_be_bytes());
            answer.extend_from_slice(&thumbnail);
        }
        Ok::<_, ApiError>(Response::new(answer))
    })
    .await
}

/// A cover in full, as the reader had it.
#[tauri::command]
pub async fn cover_picture(user: SignedIn, hash: String) -> Answer<Response> {
    working(move || {
        let picture = user.library.library().picture(&hash)?;
        Ok::<_, ApiError>(Response::new(picture.bytes))
    })
    .await
}
