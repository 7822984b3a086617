//! The app through its public face: every command's guard, the desk, and the encrypted file.

mod desk;
mod encrypted;
mod guard;
mod support;
