//! What the window needs to know before anybody is signed in.

use serde::Serialize;
use tauri::State;
use ts_rs::TS;

use super::{
    Front,
    answer::{Answer, ApiError, working},
    theme::{self, ThemeChoice},
};

/// How the app stands when the window opens.
#[derive(Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct AppStart {
    /// This program's version.
    version: &'static str,
    /// Whether anybody has registered here: the window greets a newcomer or asks for a name and password.
    accounts_exist: bool,
    /// Whose library was locked, if one was.
    locked: Option<String>,
    /// Why nothing can be kept just now, in the reader's words.
    problem: Option<String>,
    /// Why nobody can stay signed in on this device, in the reader's words; nothing where they can.
    no_keychain: Option<String>,
    /// Where everything is kept.
    data_folder: String,
    /// Light, dark, or as the system has it.
    theme: ThemeChoice,
}

#[tauri::command]
pub async fn app_start(front: State<'_, Front>) -> Answer<AppStart> {
    let front = Front::clone(&front);
    working(move || Ok::<_, ApiError>(start(&front))).await
}

fn start(front: &Front) -> AppStart {
    let folder = front.folder();
    let accounts_exist = front.desk().and_then(|desk| desk.has_accounts());
    let no_keychain = front.desk().map_or(None, |desk| desk.no_keychain());
    AppStart {
        no_keychain,
        version: env!("CARGO_PKG_VERSION"),
        accounts_exist: *accounts_exist.as_ref().unwrap_or(&false),
        locked: front.locked(),
        problem: accounts_exist.err().map(|error| error.to_string()),
        theme: folder.as_ref().map(theme::read).unwrap_or_default(),
        data_folder: folder
            .map(|folder| folder.path().display().to_string())
            .unwrap_or_default(),
    }
}
