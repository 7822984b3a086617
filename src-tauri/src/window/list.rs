//! Lists of books. A list's ids stay here; the window asks for the rows that it shows.

use library::{BookId, BookRow, Completions, Counts, ListQuery, QueryProblem};
use serde::Serialize;
use ts_rs::TS;

use super::{
    answer::{Answer, ApiError, ErrorCode, working},
    guard::SignedIn,
};

/// Rows that come along with an opened list, so that a screen is one call.
const FIRST_ROWS: usize = 100;
/// The most rows that one call gives.
const MOST_ROWS: usize = 500;

/// A list that was opened, with its first rows.
#[derive(Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ListOpened {
    /// What `list_rows` and `list_locate` call it.
    list: u32,
    /// How many books are in it.
    total: u32,
    /// The version of the library that it shows.
    #[ts(type = "number")]
    version: u64,
    /// The first rows.
    rows: Vec<BookRow>,
    /// How many books there are of each status, whatever the query.
    counts: Counts,
    /// What of the query was not understood.
    problems: Vec<QueryProblem>,
}

#[tauri::command]
pub async fn list_open(user: SignedIn, query: ListQuery) -> Answer<ListOpened> {
    working(move || {
        let library = user.library.library();
        let list = library.list(&query)?;
        let first = &list.ids[..list.ids.len().min(FIRST_ROWS)];
        Ok::<_, ApiError>(ListOpened {
            total: u32::try_from(list.ids.len()).unwrap_or(u32::MAX),
            version: list.version,
            rows: library.rows(first)?,
            counts: library.counts()?,
            problems: list.problems.clone(),
            list: user.library.keep_list(list),
        })
    })
    .await
}

#[tauri::command]
pub async fn list_rows(user: SignedIn, list: u32, from: u32, count: u32) -> Answer<Vec<BookRow>> {
    working(move || {
        let kept = user.library.list(list).ok_or_else(no_longer_kept)?;
        let from = (from as usize).min(kept.ids.len());
        let to = (from + (count as usize).min(MOST_ROWS)).min(kept.ids.len());
        Ok::<_, ApiError>(user.library.library().rows(&kept.ids[from..to])?)
    })
    .await
}

#[tauri::command]
pub async fn list_locate(user: SignedIn, list: u32, id: BookId) -> Answer<Option<u32>> {
    let kept = user.library.list(list).ok_or_else(no_longer_kept)?;
    let place = kept.ids.iter().position(|kept| *kept == id);
    Ok(place.and_then(|place| u32::try_from(place).ok()))
}

#[tauri::command]
pub async fn query_complete(user: SignedIn, text: String, cursor: u32) -> Answer<Completions> {
    working(move || user.library.library().complete(&text, cursor)).await
}

fn no_longer_kept() -> ApiError {
    ApiError::new(
        ErrorCode::NotFound,
        "This list has been put away. It is opened anew.",
    )
}
