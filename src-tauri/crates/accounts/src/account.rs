//! What is publicly known about an account.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use uuid::Uuid;

/// Names an account for good, also outside this crate: the folder of its library bears it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct AccountId(Uuid);

impl AccountId {
    /// The id as a plain UUID.
    #[must_use]
    pub fn as_uuid(self) -> Uuid {
        self.0
    }

    pub(crate) fn from_uuid(uuid: Uuid) -> Self {
        Self(uuid)
    }
}

impl fmt::Display for AccountId {
    /// Lower case with hyphens, 36 characters: safe as a folder name everywhere.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.hyphenated().fmt(f)
    }
}

impl FromStr for AccountId {
    type Err = uuid::Error;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.parse().map(Self)
    }
}

/// What an account may do beyond its own library.
///
/// Called `AccountRole` in the window's types, where `Role` is a contributor's part in a book.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, rename = "AccountRole")]
pub enum Role {
    /// Its own library, nothing else.
    Member,
    /// Also the list of accounts: activate, deactivate, delete. Never another account's books.
    Administrator,
}

/// One account as the list of accounts shows it: never a hash, a key or a password.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct Account {
    /// Never reused, also not after a deletion.
    #[ts(type = "string")]
    pub id: AccountId,
    /// As it was typed, in Unicode form NFKC.
    pub name: String,
    /// Member or administrator.
    pub role: Role,
    /// A deactivated account keeps its library but cannot log in.
    pub active: bool,
    /// When it was registered: an instant in UTC, `2026-11-22T15:47:03Z`.
    pub created: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_reads_back_what_it_shows() {
        let id = AccountId::from_uuid(Uuid::from_u128(0x1234));
        assert_eq!(id.to_string().parse::<AccountId>().unwrap(), id);
        assert_eq!(id.to_string().len(), 36);
    }
}
