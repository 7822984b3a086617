//! What a token says.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::account::AccountId;
use crate::session::SessionId;

/// Names one token of a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct TokenId(pub Uuid);

/// The claims (RFC 7519, section 4.1), all of them, of exactly these types, and no other.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Claims {
    pub iss: String,
    pub aud: String,
    pub sub: AccountId,
    pub sid: SessionId,
    pub jti: TokenId,
    /// Seconds since 1970, as the next two.
    pub iat: u64,
    pub nbf: u64,
    pub exp: u64,
}
