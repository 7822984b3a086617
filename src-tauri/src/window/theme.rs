//! Light or dark: the one preference that is known before anybody is signed in, kept beside the accounts.

use std::fs;

use serde::{Deserialize, Serialize};
use tauri::{Runtime, State, Theme, WebviewWindow, utils::config::Color};
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
    /// Gives what the system draws around the page (its menu, and the window before the page is there) the page's
    /// colours.
    pub fn dress<R: Runtime>(self, window: &WebviewWindow<R>) -> tauri::Result<()> {
        let wanted = match self {
            Self::System => None,
            Self::Light => Some(Theme::Light),
            Self::Dark => Some(Theme::Dark),
        };
        window.set_theme(wanted)?;
        // The paper of `ui/src/styles/tokens.css`: a dark desktop sees no white flash, and the menu stands on it.
        let paper = match wanted.map_or_else(|| window.theme(), Ok)? {
            Theme::Dark => Color(0x1b, 0x19, 0x17, 0xff),
            _ => Color(0xfb, 0xf8, 0xf3, 0xff),
        };
        window.set_background_color(Some(paper))
    }
}

#[tauri::command]
pub async fn theme_set<R: Runtime>(
    window: WebviewWindow<R>,
    front: State<'_, Front>,
    theme: ThemeChoice,
) -> Answer<()> {
    if let Err(error) = theme.dress(&window) {
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
