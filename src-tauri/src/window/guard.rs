//! The guards: what a command asks for by type to be refused to everybody else.
//!
//! Neither implements `Deserialize`, so neither can be sent by the window: they come from the token in the call's
//! header, and a command that names one cannot run without it. A command that names none is public, and a test keeps
//! the list of those.

use std::sync::Arc;

use accounts::{Role, Verified};
use tauri::{
    Manager, Runtime,
    ipc::{CommandArg, CommandItem, InvokeError},
};

use super::{ApiError, Front};
use crate::desk::{Desk, DeskError, OpenLibrary};

/// The header that carries the access token. Not `Authorization`: a wildcard preflight does not cover that one.
pub const TOKEN_HEADER: &str = "X-Access-Token";

/// A person who is signed in, with the library that their session has open.
pub struct SignedIn {
    /// Whose call this is.
    pub who: Verified,
    /// Their library.
    pub library: Arc<OpenLibrary>,
    /// The desk that knows them.
    pub desk: Arc<Desk>,
}

/// The signed-in person who looks after the accounts on this computer.
pub struct Administrator(pub SignedIn);

impl<'de, R: Runtime> CommandArg<'de, R> for SignedIn {
    fn from_command(command: CommandItem<'de, R>) -> Result<Self, InvokeError> {
        signed_in(&command).map_err(|error| InvokeError::from(ApiError::from(error)))
    }
}

impl<'de, R: Runtime> CommandArg<'de, R> for Administrator {
    fn from_command(command: CommandItem<'de, R>) -> Result<Self, InvokeError> {
        let user = SignedIn::from_command(command)?;
        match user.who.account.role {
            Role::Administrator => Ok(Self(user)),
            Role::Member => Err(ApiError::not_permitted().into()),
        }
    }
}

fn signed_in<R: Runtime>(command: &CommandItem<'_, R>) -> Result<SignedIn, DeskError> {
    let mut tokens = command.message.headers().get_all(TOKEN_HEADER).iter();
    let (Some(token), None) = (tokens.next(), tokens.next()) else {
        return Err(DeskError::SignedOut);
    };
    let token = token.to_str().map_err(|_| DeskError::SignedOut)?;
    let desk = command
        .message
        .webview_ref()
        .state::<Front>()
        .opened()
        .ok_or(DeskError::SignedOut)?;
    let (who, library) = desk.admit(token)?;
    Ok(SignedIn { who, library, desk })
}
