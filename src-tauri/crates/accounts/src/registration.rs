//! Registering, in two steps with the library's file made in between.
//!
//! [`prepare`](Accounts::prepare) makes keys and writes nothing; the caller makes the library with the data key;
//! [`admit`](Accounts::admit) writes the account. Cut off in between, there is a library that no account claims, never an
//! account without a library.

use std::fmt;

use crate::account::{AccountId, Role};
use crate::accounts::Accounts;
use crate::data_key::DataKey;
use crate::error::AccountsError;
use crate::key_slot::{KeySlot, Secret};
use crate::name::AccountName;
use crate::password::Password;
use crate::random;
use crate::session::Session;
use crate::store::{NewAccount, Record, Stage};

/// An account that is ready to be written.
pub struct Prepared {
    id: AccountId,
    name: AccountName,
    data_key: DataKey,
    slot: KeySlot,
}

impl Prepared {
    /// The id that the account will have; its library's folder bears it.
    #[must_use]
    pub fn account(&self) -> AccountId {
        self.id
    }

    /// The key to make the library with.
    #[must_use]
    pub fn data_key(&self) -> &DataKey {
        &self.data_key
    }
}

impl fmt::Debug for Prepared {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Prepared")
            .field("id", &self.id)
            .field("name", &self.name)
            .finish_non_exhaustive()
    }
}

impl Accounts {
    /// Checks name and password and makes id, data key and key slot. Nothing is written; dropping it undoes everything.
    pub fn prepare(&self, name: &str, password: &Password) -> Result<Prepared, AccountsError> {
        let name = AccountName::parse(name)?;
        let text = password.to_set(name.shown())?;
        if Record::by_name(self.store().read(), name.key())?.is_some() {
            return Err(AccountsError::NameTaken);
        }
        let id = AccountId::from_uuid(random::uuid()?);
        let data_key = DataKey::random()?;
        let slot = KeySlot::wrap(
            id,
            &data_key,
            Secret::Password(text),
            &self.cost,
            self.parameters()?,
        )?;
        Ok(Prepared {
            id,
            name,
            data_key,
            slot,
        })
    }

    /// Writes the account in one transaction and signs it in. The first account becomes the administrator, also when two
    /// register at the same moment.
    pub fn admit(&self, prepared: Prepared) -> Result<Session, AccountsError> {
        let Prepared {
            id,
            name,
            data_key,
            slot,
        } = prepared;
        let new = NewAccount {
            id,
            name: name.shown(),
            name_key: name.key(),
            created: self.now_text(),
        };
        self.sign_in(id, data_key, Stage::Current, |store| {
            store.write(|tx| {
                if Record::by_name(tx, new.name_key)?.is_some() {
                    return Err(AccountsError::NameTaken);
                }
                let role = if Record::any(tx)? {
                    Role::Member
                } else {
                    Role::Administrator
                };
                Record::insert(tx, &new, role)?;
                slot.store(tx, id, Stage::Current, &new.created)?;
                Record::by_id(tx, id)
            })
        })
    }
}
