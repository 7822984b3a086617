//! Backups of the library that is open: made, listed, looked into, restored.

use std::path::PathBuf;

use accounts::{BundleSecret, Password};
use library::Contents;
use serde::{Deserialize, Serialize};
use tauri::{AppHandle, Runtime};
use tauri_plugin_dialog::DialogExt;
use ts_rs::TS;

use super::{
    answer::{Answer, ApiError, working},
    guard::SignedIn,
};
use crate::desk::{Backups, DeskError, Rehearsal};

/// What a backup is opened with.
#[derive(Debug, Clone, Copy, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub enum SecretKind {
    /// The password of when it was made.
    Password,
    /// The recovery code of when it was made.
    RecoveryCode,
}

impl SecretKind {
    pub(super) fn of(self, text: String) -> BundleSecret {
        match self {
            Self::Password => BundleSecret::Password(Password::new(text)),
            Self::RecoveryCode => BundleSecret::RecoveryCode(text.into()),
        }
    }
}

/// A backup that was made by itself.
#[derive(Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct BackupRow {
    /// When it was made: an instant in UTC. No two of one account are made in one second.
    made: String,
    /// Its size in bytes.
    #[ts(type = "number")]
    size: u64,
}

/// The automatic backups of the library that is open.
#[derive(Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct BackupList {
    /// Where they are.
    folder: String,
    /// Whether that is a place that was chosen, not the usual one.
    chosen: bool,
    /// The newest first.
    rows: Vec<BackupRow>,
    /// What was found when the last one was restored for a rehearsal: the same as in the library.
    rehearsal: Option<Rehearsal>,
}

impl From<Backups> for BackupList {
    fn from(backups: Backups) -> Self {
        let rows = backups.kept.into_iter().map(|kept| BackupRow {
            made: kept.made.to_string(),
            size: kept.size,
        });
        Self {
            folder: backups.folder.display().to_string(),
            chosen: backups.chosen,
            rows: rows.collect(),
            rehearsal: backups.rehearsal,
        }
    }
}

/// A backup that was chosen.
#[derive(Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct BackupFound {
    /// What the other commands call it.
    pub(super) file: u32,
    /// Its name, without the folder that it lies in.
    pub(super) name: String,
    /// Whose it is.
    pub(super) account: String,
    /// When it was made: an instant in UTC.
    pub(super) made: String,
    /// Whether that account is on this computer.
    pub(super) here: bool,
}

/// What a backup holds, beside what is here.
#[derive(Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct BackupLook {
    /// When it was made: an instant in UTC.
    pub(super) made: String,
    /// Whose it is.
    pub(super) account: String,
    /// What it holds, every page of it checked.
    pub(super) contents: Contents,
    /// What the library holds now; nothing where nobody is signed in.
    pub(super) here: Option<Contents>,
}

#[tauri::command]
pub async fn backups_list(user: SignedIn) -> Answer<BackupList> {
    working(move || Ok::<_, DeskError>(user.desk.backups(&user.library)?.into())).await
}

/// Makes an automatic backup now.
#[tauri::command]
pub async fn backup_now(user: SignedIn) -> Answer<Rehearsal> {
    working(move || user.desk.back_up_now(&user.library)).await
}

/// Makes a backup in a file that the person chooses. `None` when they did not.
#[tauri::command]
pub async fn backup_save<R: Runtime>(
    user: SignedIn,
    app: AppHandle<R>,
) -> Answer<Option<Rehearsal>> {
    working(move || {
        let dialog = app.dialog().file().set_title("Save a backup");
        let chosen = dialog
            .add_filter("Bookplate backup", &["bookplate"])
            .set_file_name(format!("{}.bookplate", plain(&user.who.account.name)))
            .blocking_save_file();
        let Some(path) = chosen.and_then(|chosen| chosen.into_path().ok()) else {
            return Ok(None);
        };
        let made = user.desk.back_up(&user.library, &path, &|| false)?;
        Ok::<_, DeskError>(Some(made))
    })
    .await
}

/// What a file can be called everywhere.
fn plain(name: &str) -> String {
    let plain: String = name
        .chars()
        .filter(|letter| letter.is_alphanumeric() || matches!(letter, ' ' | '-' | '_'))
        .collect();
    match plain.trim() {
        "" => "Books".to_owned(),
        name => format!("{name}’s books"),
    }
}

/// Lets the person choose where automatic backups go from now on. `None` when they did not.
#[tauri::command]
pub async fn backup_folder_choose<R: Runtime>(
    user: SignedIn,
    app: AppHandle<R>,
) -> Answer<Option<BackupList>> {
    working(move || {
        let dialog = app.dialog().file().set_title("Keep backups in");
        let chosen = dialog.blocking_pick_folder();
        let Some(folder) = chosen.and_then(|chosen| chosen.into_path().ok()) else {
            return Ok(None);
        };
        user.desk.keep_backups_in(&user.library, Some(&folder))?;
        Ok::<_, DeskError>(Some(user.desk.backups(&user.library)?.into()))
    })
    .await
}

/// Automatic backups go to the usual place again.
#[tauri::command]
pub async fn backup_folder_reset(user: SignedIn) -> Answer<BackupList> {
    working(move || {
        user.desk.keep_backups_in(&user.library, None)?;
        Ok::<_, DeskError>(user.desk.backups(&user.library)?.into())
    })
    .await
}

/// Lets the person choose a backup to restore. `None` when they did not.
#[tauri::command]
pub async fn backup_choose<R: Runtime>(
    user: SignedIn,
    app: AppHandle<R>,
) -> Answer<Option<BackupFound>> {
    working(move || match chosen(&app) {
        Some(path) => found(&user, path).map(Some),
        None => Ok(None),
    })
    .await
}

/// Chooses one of the automatic backups.
#[tauri::command]
pub async fn backup_pick(user: SignedIn, made: String) -> Answer<BackupFound> {
    working(move || {
        let kept = user.desk.backups(&user.library)?.kept;
        let picked = kept.into_iter().find(|kept| kept.made.to_string() == made);
        let picked = picked.ok_or_else(gone)?;
        found(&user, picked.path)
    })
    .await
}

/// Looks into the backup that was chosen. Where it was made under an earlier password, that is needed.
#[tauri::command]
pub async fn backup_look(
    user: SignedIn,
    file: u32,
    secret: Option<String>,
    by: SecretKind,
) -> Answer<BackupLook> {
    let secret = secret.map(|text| by.of(text));
    working(move || {
        let path = user.library.backup(file).ok_or_else(gone)?;
        let desk = &user.desk;
        let restored = desk.look_into_own(&user.library, &path, secret.as_ref())?;
        Ok::<_, ApiError>(BackupLook {
            made: restored.made,
            account: restored.name,
            contents: restored.contents,
            here: Some(user.library.library().contents()?),
        })
    })
    .await
}

/// Puts what the backup holds in the place of the library. The session ends.
#[tauri::command]
pub async fn backup_restore(
    user: SignedIn,
    file: u32,
    secret: Option<String>,
    by: SecretKind,
) -> Answer<Contents> {
    let secret = secret.map(|text| by.of(text));
    working(move || {
        let path = user.library.backup(file).ok_or_else(gone)?;
        let restored = user
            .desk
            .restore(&user.who, &user.library, &path, secret.as_ref());
        Ok::<_, ApiError>(restored?)
    })
    .await
}

/// The backup that the person chooses in the system's own dialog.
pub(super) fn chosen<R: Runtime>(app: &AppHandle<R>) -> Option<PathBuf> {
    let dialog = app.dialog().file().set_title("Restore a backup");
    let dialog = dialog.add_filter("Bookplate backup", &["bookplate"]);
    dialog.blocking_pick_file()?.into_path().ok()
}

pub(super) fn file_name(path: &std::path::Path) -> String {
    let name = path.file_name().unwrap_or_default();
    name.to_string_lossy().into_owned()
}

fn found(user: &SignedIn, path: PathBuf) -> Result<BackupFound, ApiError> {
    let (account, made, here) = user.desk.backup_at(&path)?;
    Ok(BackupFound {
        name: file_name(&path),
        file: user.library.choose_backup(path),
        account,
        made,
        here,
    })
}

pub(super) fn gone() -> ApiError {
    ApiError::new(
        super::ErrorCode::NotFound,
        "This backup is not chosen any more. Choose it again.",
    )
}
