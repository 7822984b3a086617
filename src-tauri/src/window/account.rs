//! A person's own account: registering, the password, leaving for good.

use std::time::Duration;

use accounts::{Account, Password, Strength};
use serde::Serialize;
use tauri::State;
use ts_rs::TS;

use super::{
    Front,
    answer::{Answer, working},
    guard::SignedIn,
};
use crate::desk::{self, Desk, DeskError};

/// A session that was opened: what the window keeps in memory. No `Debug`: the token must not reach a log.
#[derive(Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct Opened {
    /// The access token; sent with every call, never stored.
    token: String,
    /// Seconds until it is worth nothing.
    expires_in: u32,
    /// Who is signed in.
    account: Account,
    /// The session, as the `session-ended` event names it.
    session: String,
}

impl From<desk::Opened> for Opened {
    fn from(opened: desk::Opened) -> Self {
        Self {
            token: opened.token.text().to_owned(),
            expires_in: seconds(opened.token.expires_in()),
            account: opened.account,
            session: opened.session.to_string(),
        }
    }
}

/// Whole seconds, rounded down: better renewed a moment early.
pub(super) fn seconds(time: Duration) -> u32 {
    u32::try_from(time.as_secs()).unwrap_or(u32::MAX)
}

/// Whoever comes in ends the lock.
pub(super) async fn sign_in(
    front: &Front,
    enter: impl FnOnce(&Desk) -> Result<desk::Opened, DeskError> + Send + 'static,
) -> Answer<Opened> {
    let front = front.clone();
    working(move || {
        let opened = enter(&*front.desk()?)?;
        front.set_locked(None);
        Ok::<_, DeskError>(opened.into())
    })
    .await
}

#[tauri::command]
pub async fn account_register(
    front: State<'_, Front>,
    name: String,
    password: String,
) -> Answer<Opened> {
    let password = Password::new(password);
    sign_in(&front, move |desk| desk.register(&name, &password)).await
}

#[tauri::command]
pub async fn password_strength(password: String, name: String) -> Answer<Strength> {
    let password = Password::new(password);
    working(move || Ok::<_, DeskError>(accounts::strength(&password, &name))).await
}

#[tauri::command]
pub async fn account_change_password(user: SignedIn, current: String, new: String) -> Answer<()> {
    let (current, new) = (Password::new(current), Password::new(new));
    working(move || user.desk.change_password(&user.who, &current, &new)).await
}

#[tauri::command]
pub async fn account_delete_own(user: SignedIn, password: String) -> Answer<()> {
    let password = Password::new(password);
    working(move || user.desk.delete_own(&user.who, &password)).await
}
