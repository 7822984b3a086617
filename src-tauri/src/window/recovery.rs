//! The recovery code, and a new key when a password has leaked or was forgotten.

use accounts::{NewRecoveryCode, Password};
use serde::Serialize;
use tauri::State;
use ts_rs::TS;

use super::{
    Front,
    account::{Opened, sign_in},
    answer::{Answer, ApiError, working},
    guard::SignedIn,
};
use crate::desk::DeskError;

/// A recovery code that is shown once. No `Debug`: it must not reach a log.
#[derive(Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct RecoveryCodeMade {
    /// Its groups, as they are written down.
    groups: Vec<String>,
    /// Which of them is to be typed back, the first being 0.
    asked: u32,
}

impl From<&NewRecoveryCode> for RecoveryCodeMade {
    fn from(made: &NewRecoveryCode) -> Self {
        Self {
            groups: made.code().shown().split('-').map(str::to_owned).collect(),
            asked: u32::try_from(made.asked()).unwrap_or_default(),
        }
    }
}

/// Makes a recovery code. It opens nothing until a part of it has been typed back.
#[tauri::command]
pub async fn recovery_code_make(user: SignedIn, password: String) -> Answer<RecoveryCodeMade> {
    let password = Password::new(password);
    working(move || {
        let made = user.desk.make_recovery_code(&user.who, &password)?;
        let shown = RecoveryCodeMade::from(&made);
        user.library.keep_new_code(made);
        Ok::<_, DeskError>(shown)
    })
    .await
}

/// Keeps the code that was made last, once the part that was asked for has been typed.
#[tauri::command]
pub async fn recovery_code_keep(user: SignedIn, typed: String) -> Answer<()> {
    working(move || {
        let made = user.library.new_code().ok_or_else(|| {
            ApiError::field(
                "typed",
                "This code is not there any more. Make another one.",
            )
        })?;
        if !made.is_written_down(&typed) {
            return Err(ApiError::field(
                "typed",
                "This is not that part of the code. Compare it with your copy.",
            ));
        }
        user.desk.keep_recovery_code(&user.who, &made)?;
        user.library.forget_new_code();
        Ok(())
    })
    .await
}

/// Forgets a code that was shown and not kept.
#[tauri::command]
pub async fn recovery_code_leave(user: SignedIn) -> Answer<()> {
    user.library.forget_new_code();
    Ok(())
}

#[tauri::command]
pub async fn recovery_code_remove(user: SignedIn, password: String) -> Answer<()> {
    let password = Password::new(password);
    working(move || user.desk.remove_recovery_code(&user.who, &password)).await
}

/// A new password by the recovery code, and a new key with it.
#[tauri::command]
pub async fn account_recover(
    front: State<'_, Front>,
    name: String,
    code: String,
    password: String,
) -> Answer<Opened> {
    let code = zeroize::Zeroizing::new(code);
    let password = Password::new(password);
    sign_in(&front, move |desk| desk.recover(&name, &code, &password)).await
}

/// A new password and a new key: whoever knows the former password can open nothing any more.
#[tauri::command]
pub async fn account_password_leaked(
    user: SignedIn,
    front: State<'_, Front>,
    current: String,
    new: String,
) -> Answer<Opened> {
    let (current, new) = (Password::new(current), Password::new(new));
    sign_in(&front, move |desk| desk.rotate(&user.who, &current, &new)).await
}
