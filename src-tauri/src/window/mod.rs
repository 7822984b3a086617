//! The window: the only part that names `tauri`.
//!
//! A command is three lines: its guard, one call, the result. [`commands`] holds the one list of them.

mod account;
mod administration;
mod answer;
#[cfg(target_os = "linux")]
mod away;
mod backup;
mod book;
mod bulk;
pub mod commands;
mod cover;
mod custom_field;
mod draft;
mod duplicate;
mod export;
mod front;
mod guard;
mod history;
mod import;
mod list;
mod menu;
mod name;
mod owning;
mod quote;
mod reading;
mod recovery;
mod restore;
mod security;
mod session;
mod shelf;
mod shell;
mod start;
mod theme;

pub use answer::{ApiError, ErrorCode};
pub use front::Front;
pub use guard::TOKEN_HEADER;
pub use shell::run;
