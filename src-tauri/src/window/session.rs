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
use crate::desk::{DeskError, Occasion};

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
) -> Answer<Opened> {
    let password = Password::new(password);
    sign_in(&front, move |desk| desk.log_in(&name, &password)).await
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
