//! Light or dark: the one preference that is known before anybody is signed in, kept beside the accounts.

use std::fs;

use serde::{Deserialize, Serialize};
use tauri::State;
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

#[tauri::command]
pub async fn theme_set(front: State<'_, Front>, theme: ThemeChoice) -> Answer<()> {
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
