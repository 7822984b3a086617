//! Restoring an account from its backup before anybody is signed in: on a new computer, say.

use accounts::BundleSecret;
use tauri::{AppHandle, Runtime, State};

use super::{
    Front,
    account::{Opened, sign_in},
    answer::{Answer, ApiError, working},
    backup::{BackupFound, BackupLook, SecretKind, chosen, file_name, gone},
};

/// Lets the person choose a backup to restore. `None` when they did not.
#[tauri::command]
pub async fn restore_choose<R: Runtime>(
    front: State<'_, Front>,
    app: AppHandle<R>,
) -> Answer<Option<BackupFound>> {
    let front = Front::clone(&front);
    working(move || {
        let Some(path) = chosen(&app) else {
            return Ok(None);
        };
        let (account, made, here) = front.desk()?.backup_at(&path)?;
        Ok::<_, ApiError>(Some(BackupFound {
            name: file_name(&path),
            file: front.choose_backup(path),
            account,
            made,
            here,
        }))
    })
    .await
}

/// Looks into the backup that was chosen, with the password or the recovery code of when it was made.
#[tauri::command]
pub async fn restore_look(
    front: State<'_, Front>,
    file: u32,
    secret: String,
    by: SecretKind,
) -> Answer<BackupLook> {
    let front = Front::clone(&front);
    let secret: BundleSecret = by.of(secret);
    working(move || {
        let path = front.backup(file).ok_or_else(gone)?;
        let restored = front.desk()?.look_into(&path, &secret)?;
        Ok::<_, ApiError>(BackupLook {
            made: restored.made,
            account: restored.name,
            contents: restored.contents,
            here: None,
        })
    })
    .await
}

/// Adds the account of the backup that was chosen, with its library, and signs it in.
#[tauri::command]
pub async fn restore_account(
    front: State<'_, Front>,
    file: u32,
    secret: String,
    by: SecretKind,
    name: String,
) -> Answer<Opened> {
    let path = front.backup(file).ok_or_else(gone)?;
    let secret = by.of(secret);
    sign_in(&front, move |desk| {
        let (opened, _) = desk.restore_account(&path, &secret, Some(&name))?;
        Ok(opened)
    })
    .await
}
