//! Accounts through their public face: what the desk, and behind it a person, would notice.

#![allow(
    clippy::unwrap_used,
    reason = "clippy.toml allows it in tests, but does not count their helpers"
)]

mod administration;
mod bundle;
mod deletion;
mod device;
mod file;
mod forge;
mod log_in;
mod password_change;
mod registration;
mod rotation;
mod scene;
mod session;
mod token;
