//! What protects the account, for the settings.

use accounts::{Device, DeviceId};
use serde::Serialize;
use ts_rs::TS;

use super::{
    answer::{Answer, ApiError, working},
    guard::SignedIn,
};
use crate::desk::DeskError;

/// The wish of an account after how many minutes without a key or a pointer it is locked.
const IDLE: &str = "idle minutes";
const USUAL_MINUTES: u32 = 10;
const LONGEST_MINUTES: u32 = 240;

/// What protects the account.
#[derive(Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct Security {
    /// When the recovery code was made: an instant in UTC. Nothing where there is none.
    recovery_code: Option<String>,
    /// Minutes without a key or a pointer after which the library is locked.
    idle_minutes: u32,
    /// The devices that stay signed in, the one used last first.
    devices: Vec<Device>,
    /// Which of them this one is.
    #[ts(type = "string | null")]
    this_device: Option<DeviceId>,
}

#[tauri::command]
pub async fn security_get(user: SignedIn) -> Answer<Security> {
    working(move || {
        let idle = user.desk.setting(&user.who, IDLE)?;
        let idle = idle.and_then(|minutes| minutes.parse().ok());
        let (devices, this_device) = user.desk.devices(&user.who)?;
        Ok::<_, DeskError>(Security {
            devices,
            this_device,
            recovery_code: user.desk.recovery_code_made(&user.who)?,
            idle_minutes: idle
                .filter(|minutes| (1..=LONGEST_MINUTES).contains(minutes))
                .unwrap_or(USUAL_MINUTES),
        })
    })
    .await
}

#[tauri::command]
pub async fn security_idle_set(user: SignedIn, minutes: u32) -> Answer<()> {
    working(move || {
        if !(1..=LONGEST_MINUTES).contains(&minutes) {
            return Err(ApiError::field(
                "minutes",
                format!("Expected 1 to {LONGEST_MINUTES} minutes; found {minutes}."),
            ));
        }
        let minutes = minutes.to_string();
        Ok(user.desk.keep_setting(&user.who, IDLE, &minutes)?)
    })
    .await
}

/// Ends staying signed in on a device.
#[tauri::command]
pub async fn device_forget(user: SignedIn, device: DeviceId) -> Answer<()> {
    working(move || user.desk.forget_device(&user.who, device)).await
}
