//! The way to a library: the data folder, the account, its password.

use std::sync::Arc;

use accounts::{Account, Password, Verified};
use library::Library;

use super::{
    refusal::{Outcome, Refusal},
    secret::Secrets,
    words::Common,
};
use crate::desk::{DataFolder, Desk, OpenLibrary};

/// An account that is signed in, with its open library. Closed when dropped.
pub struct Seat {
    desk: Desk,
    verified: Verified,
    open: Arc<OpenLibrary>,
}

/// Opens the desk.
pub fn desk(common: &Common) -> Outcome<Desk> {
    let folder = match &common.data {
        Some(path) => DataFolder::new(path.clone()),
        None => DataFolder::of_this_person()?,
    };
    Ok(Desk::open(
        folder,
        accounts::Settings::default(),
        Arc::new(|_| ()),
    )?)
}

/// Signs in whom the words name, or the only one there is.
pub fn sign_in(common: &Common) -> Outcome<Seat> {
    let desk = desk(common)?;
    let name = name(&desk, common)?;
    let password = Secrets::of(common).current(&format!("Password of {name}"))?;
    Seat::take(desk, &name, &password)
}

fn name(desk: &Desk, common: &Common) -> Outcome<String> {
    let named = common.account.clone();
    let named = named.or_else(|| std::env::var("BOOKPLATE_ACCOUNT").ok());
    if let Some(name) = named.filter(|name| !name.is_empty()) {
        return Ok(name);
    }
    let mut accounts = desk.list_accounts()?;
    match (accounts.pop(), accounts.is_empty()) {
        (Some(Account { name, .. }), true) => Ok(name),
        (None, _) => Err(Refusal::new(
            "there is no account yet: create one with `bookplate account create NAME`",
        )),
        (Some(_), false) => Err(Refusal::new(
            "there are several accounts: say which with --account NAME or BOOKPLATE_ACCOUNT; `bookplate account list` \
             names them",
        )),
    }
}

impl Seat {
    /// Signs in.
    pub fn take(desk: Desk, name: &str, password: &Password) -> Outcome<Self> {
        let opened = desk.log_in(name, password)?;
        let (verified, open) = desk.admit(opened.token.text())?;
        Ok(Self {
            desk,
            verified,
            open,
        })
    }

    /// The desk.
    pub fn desk(&self) -> &Desk {
        &self.desk
    }

    /// Who is signed in.
    pub fn verified(&self) -> &Verified {
        &self.verified
    }

    /// Their library, with what the session keeps beside it.
    pub fn open(&self) -> &OpenLibrary {
        &self.open
    }

    /// Their library.
    pub fn library(&self) -> &Library {
        self.open.library()
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        // What was written is durable already; this leaves one complete file.
        self.desk.close();
    }
}
