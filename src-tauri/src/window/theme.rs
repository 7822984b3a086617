//! Light or dark: the one preference that is known before anybody is signed in, kept beside the accounts.

use std::fs;

use serde::{Deserialize, Serialize};
use tauri::{Runtime, State, Theme, WebviewWindow};
use ts_rs::TS;

use super::{
    Front,
    answer::{Answer, working},
};
use crate::desk::{DataFolder, DeskError};

const FILE: &str = "theme";

/// How the window looks.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub enum ThemeChoice {
    /// As the system has it.
    #[default]
    System,
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

impl ThemeChoice {
    /// The theme of what the system draws, such as the menu; `None` for its own.
    pub fn native(self) -> Option<Theme> {
        match self {
            Self::System => None,
            Self::Light => Some(Theme::Light),
            Self::Dark => Some(Theme::Dark),
        }
    }
}

#[tauri::command]
pub async fn theme_set<R: Runtime>(
    window: WebviewWindow<R>,
    front: State<'_, Front>,
    theme: ThemeChoice,
) -> Answer<()> {
    if let Err(error) = window.set_theme(theme.native()) {
        tracing::warn!(%error, "the menu keeps its theme");
    }
    let folder = front.folder()?;
    working(move || write(&folder, theme)).await
}

/// The choice kept in `folder`; as the system has it where none is kept, or none that this version knows.
pub fn read(folder: &DataFolder) -> ThemeChoice {
    fs::read(folder.path().join(FILE))
        .ok()
        .and_then(|kept| serde_json::from_slice(&kept).ok())
        .unwrap_or_default()
}

fn write(folder: &DataFolder, theme: ThemeChoice) -> Result<(), DeskError> {
    let kept = format!("{}\n", serde_json::json!(theme));
    folder.replace_file(FILE, kept.as_bytes())
}
