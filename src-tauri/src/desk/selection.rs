//! Which books an action is for.

use std::collections::HashSet;

use library::{BookId, LibraryError};
use serde::Deserialize;
use ts_rs::TS;

use super::OpenLibrary;

/// Which books an action is for: these, or all of a list but these. A list's ids never cross to the window, however many
/// are selected.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct Selection {
    /// The list all of which is selected, as `list_open` called it; absent when only `ids` are.
    pub all_of: Option<u32>,
    /// The books; with a list, those that are left out.
    pub ids: Vec<BookId>,
}

impl OpenLibrary {
    /// The books that are selected. A list that is no longer kept is [`LibraryError::NotFound`].
    pub fn selected(&self, selection: Selection) -> Result<Vec<BookId>, LibraryError> {
        let Some(number) = selection.all_of else {
            return Ok(selection.ids);
        };
        let list = self.list(number).ok_or(LibraryError::NotFound)?;
        let left_out: HashSet<BookId> = selection.ids.into_iter().collect();
        let chosen = list.ids.iter().filter(|id| !left_out.contains(id));
        Ok(chosen.copied().collect())
    }
}
