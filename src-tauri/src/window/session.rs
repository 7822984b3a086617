//! Logging in and out, locking, and staying signed in while working.

use accounts::{Account, Password};
use serde::Serialize;
use tauri::State;
use ts_rs::TS;

use super::{
    Front,
    account::{Opened, seconds, sign_in},
    answer::{Answer, working},
    guard::SignedIn,
};
use crate::desk::{DeskError, Occasion, Stay};

/// A fresh token for the same session. No `Debug`: the token must not reach a log.
#[derive(Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct Renewed {
    /// The access token that takes the place of the one sent.
    token: String,
    /// Seconds until it is worth nothing.
    expires_in: u32,
}

#[tauri::command]
pub async fn session_log_in(
    front: State<'_, Front>,
    name: String,
    password: String,
    stay: bool,
) -> Answer<Opened> {
    let password = Password::new(password);
    let stay = if stay { Stay::Yes } else { Stay::No };
    sign_in(&front, move |desk| desk.log_in_and(&name, &password, stay)).await
}

/// Signs in whom this device is to stay signed in, if anybody.
#[tauri::command]
pub async fn session_resume(front: State<'_, Front>) -> Answer<Option<Opened>> {
    let front = Front::clone(&front);
    working(move || {
        let opened = front.desk()?.resume()?;
        if opened.is_some() {
            front.set_locked(None);
        }
        Ok::<_, DeskError>(opened.map(Opened::from))
    })
    .await
}

#[tauri::command]
pub async fn session_who(user: SignedIn) -> Answer<Account> {
    Ok(user.who.account)
}

#[tauri::command]
pub async fn session_renew(user: SignedIn) -> Answer<Renewed> {
    let token = user.desk.renew(&user.who)?;
    Ok(Renewed {
        token: token.text().to_owned(),
        expires_in: seconds(token.expires_in()),
    })
}

#[tauri::command]
pub async fn session_log_out(user: SignedIn) -> Answer<()> {
    working(move || {
        if let Err(error) = user
            .desk
            .back_up_by_itself(&user.library, Occasion::Leaving)
        {
            // It is told in the settings, and must keep nobody from leaving.
            tracing::error!(%error, "no backup was made");
        }
        if let Err(error) = user.desk.forget_this_device(&user.who) {
            tracing::error!(%error, "this device stays signed in");
        }
        user.desk.end(user.who.session);
        Ok::<_, DeskError>(())
    })
    .await
}

#[tauri::command]
pub async fn session_lock(user: SignedIn, front: State<'_, Front>) -> Answer<()> {
    front.set_locked(Some(user.who.account.name.clone()));
    working(move || {
        user.desk.end(user.who.session);
        Ok::<_, DeskError>(())
    })
    .await
}
