//! The app through its public face: every command's guard, the desk, and the encrypted file.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod backups;
mod command_line;
mod desk;
mod encrypted;
mod full_disk;
mod guard;
mod killed;
mod new_keys;
mod staying;
mod support;
