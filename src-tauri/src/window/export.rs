//! Exporting: books into a file or folder that is chosen in the system's own dialog.

use std::{fs, path::PathBuf};

use interchange::{ExportError, FileFormat, Loss};
use library::{BookId, LibraryError, ListQuery};
use serde::Serialize;
use tauri::{AppHandle, Runtime, ipc::Channel};
use tauri_plugin_dialog::DialogExt;
use ts_rs::TS;

use super::{
    answer::{Answer, ApiError, ErrorCode, working},
    guard::SignedIn,
};
use crate::desk::{OpenLibrary, Selection};

/// What was written, and under which name.
#[derive(Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ExportDone {
    /// How many books.
    books: u32,
    /// The name of the file or folder.
    name: String,
}

/// What a format cannot say of these very books. Without a selection, of all of them. The next question stops this one.
#[tauri::command]
pub async fn export_losses(
    user: SignedIn,
    chosen: Option<Selection>,
    format: FileFormat,
) -> Answer<Vec<Loss>> {
    // Before any work: the last to ask is the one that is answered.
    let stopped = user.library.begin_look();
    working(move || {
        let library = user.library.library();
        let ids = ids(&user.library, chosen, format)?;
        Ok::<_, ApiError>(interchange::losses(library, &ids, format, &stopped)?)
    })
    .await
}

/// Nobody waits any longer for what a format cannot say.
#[tauri::command]
pub async fn export_leave(user: SignedIn) -> Answer<()> {
    user.library.stop_look();
    Ok(())
}

/// Writes books where the person says, and tells `channel` how many there are so far. `None` when no place was chosen.
#[tauri::command]
pub async fn export_run<R: Runtime>(
    user: SignedIn,
    app: AppHandle<R>,
    chosen: Option<Selection>,
    format: FileFormat,
    channel: Channel<u32>,
) -> Answer<Option<ExportDone>> {
    working(move || {
        // What was chosen is what was on the screen when it was asked for, however long the choice of a place takes.
        let ids = ids(&user.library, chosen, format)?;
        let Some(path) = place(&app, format) else {
            return Ok(None);
        };
        let turn = user.library.begin_import().ok_or_else(|| {
            ApiError::new(
                ErrorCode::Busy,
                "An import or another export is still running.",
            )
        })?;
        // The window may be gone; the work need not care.
        let tell = |count| drop(channel.send(count));
        let library = user.library.library();
        let done = interchange::export(library, &ids, format, &path, tell, turn.cancelled())?;
        let name = path
            .file_name()
            .map(|name| name.to_string_lossy().into_owned());
        Ok::<_, ApiError>(Some(ExportDone {
            books: done.books,
            name: name.unwrap_or_default(),
        }))
    })
    .await
}

/// Our own file is the whole library, its trash included; others are for what is on the shelves.
fn ids(
    library: &OpenLibrary,
    chosen: Option<Selection>,
    format: FileFormat,
) -> Result<Vec<BookId>, LibraryError> {
    match chosen {
        Some(selection) => library.selected(selection),
        None if format == FileFormat::BookplateJson => library.library().all_ids(),
        None => Ok(library.library().list(&ListQuery::default())?.ids.clone()),
    }
}

fn place<R: Runtime>(app: &AppHandle<R>, format: FileFormat) -> Option<PathBuf> {
    let dialog = app.dialog().file().set_title("Export books");
    if format == FileFormat::Markdown {
        let chosen = dialog.blocking_pick_folder()?.into_path().ok()?;
        return Some(free_folder(chosen));
    }
    let name = format!("books.{}", extension(format));
    let chosen = dialog.set_file_name(name).blocking_save_file();
    chosen?.into_path().ok()
}

/// The folder itself where it is empty; else a new one in it, so that what is there stays as it is.
fn free_folder(chosen: PathBuf) -> PathBuf {
    if fs::read_dir(&chosen).is_ok_and(|mut entries| entries.next().is_none()) {
        return chosen;
    }
    let first = chosen.join("Books");
    let mut further = (2_u32..).map(|number| chosen.join(format!("Books {number}")));
    if first.exists() {
        further.find(|path| !path.exists()).unwrap_or(first)
    } else {
        first
    }
}

fn extension(format: FileFormat) -> &'static str {
    match format {
        FileFormat::BookplateJson => "json",
        FileFormat::Html => "html",
        FileFormat::Bibtex => "bib",
        FileFormat::Ris => "ris",
        _ => "csv",
    }
}

impl From<ExportError> for ApiError {
    fn from(error: ExportError) -> Self {
        let code = match error {
            ExportError::Library(error) => return error.into(),
            ExportError::Cancelled => ErrorCode::Cancelled,
            ExportError::OnlyRead(_) | ExportError::NotEmpty | ExportError::Unwritable(_) => {
                ErrorCode::Storage
            }
        };
        Self::new(code, error.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_go_into_a_folder_that_holds_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let chosen = folder.path().to_owned();
        assert_eq!(free_folder(chosen.clone()), chosen);
        fs::write(chosen.join("mine"), "").unwrap();
        assert_eq!(free_folder(chosen.clone()), chosen.join("Books"));
        fs::create_dir(chosen.join("Books")).unwrap();
        assert_eq!(free_folder(chosen.clone()), chosen.join("Books 2"));
    }
}
