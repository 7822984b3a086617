//! Access tokens: what the window shows with every call to prove who is calling.
//!
//! A token is a JWT (RFC 7519) signed with HMAC-SHA-256 under a key that lives for one launch. It says which account and
//! which session it belongs to, and never stands alone: the session must live in this process's memory as well.

mod claims;
mod hs256;
mod issuer;

use std::fmt;
use std::time::Duration;

use zeroize::Zeroizing;

use crate::{AccountsError, random};

pub(crate) use claims::{Claims, TokenId};
pub(crate) use issuer::Issuer;

/// How long a token lasts unless the settings say otherwise.
pub const LIFETIME: Duration = Duration::from_mins(45);

/// An access token. Whoever has the text has the session, so it is wiped when dropped and never shown.
pub struct Token {
    text: Zeroizing<String>,
    expires_in: Duration,
}

impl Token {
    pub(crate) fn new(text: Zeroizing<String>, expires_in: Duration) -> Self {
        Self { text, expires_in }
    }

    /// The text to send with each call.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// How long it lasts, counted from when it was made.
    #[must_use]
    pub fn expires_in(&self) -> Duration {
        self.expires_in
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Token")
            .field("text", &"…")
            .field("expires_in", &self.expires_in)
            .finish()
    }
}

/// The token does not sign anyone in. Why, is nobody's business but the log's: an attacker learns nothing from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("You are signed out. Log in again.")]
pub struct Refused;

/// Where the key that signs tokens comes from.
#[derive(Clone)]
pub struct TokenKey(Source);

#[derive(Clone)]
enum Source {
    Fresh,
    Known(Box<Zeroizing<[u8; 32]>>),
}

impl TokenKey {
    /// 32 random bytes, drawn when the accounts are opened and wiped when they are dropped: no token outlives a launch.
    #[must_use]
    pub fn fresh() -> Self {
        Self(Source::Fresh)
    }

    /// A key that a test knows, so that it can sign tokens which are wrong in one thing only. Never for real accounts.
    #[must_use]
    pub fn known_to_a_test(bytes: [u8; 32]) -> Self {
        Self(Source::Known(Box::new(Zeroizing::new(bytes))))
    }

    pub(crate) fn draw(&self) -> Result<Box<Zeroizing<[u8; 32]>>, AccountsError> {
        match &self.0 {
            Source::Fresh => {
                let mut bytes = Box::new(Zeroizing::new([0; 32]));
                random::fill(bytes.as_mut_slice())?;
                Ok(bytes)
            }
            Source::Known(bytes) => Ok(bytes.clone()),
        }
    }
}

impl fmt::Debug for TokenKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("TokenKey(…)")
    }
}

/// Why a token was refused: for the log, and for what follows from it in here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reason {
    TooLong,
    Header,
    SignatureOrClaims,
    Spelling,
    Audience,
    NotYetValid,
    Expired,
    Lifetime,
    NoSession,
    WrongAccount,
    UnknownToken,
    Storage,
}

impl From<Reason> for Refused {
    fn from(reason: Reason) -> Self {
        tracing::debug!(?reason, "token refused");
        Refused
    }
}
