//! An account's keys as a backup takes them along: wrapped, so that the password or the recovery code still opens them
//! elsewhere, and nothing else does.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use crate::account::{AccountId, Role};
use crate::accounts::Accounts;
use crate::cost::Parameters;
use crate::data_key::DataKey;
use crate::error::AccountsError;
use crate::key_slot::{KeySlot, Secret, SlotKind, VERSION};
use crate::name::AccountName;
use crate::password::Password;
use crate::recovery_code::RecoveryCode;
use crate::session::Session;
use crate::store::{NewAccount, Record, Stage, key_slot};

/// Kinds of slots are few; a file can claim any number.
const MOST_SLOTS: usize = 8;

/// An account's name and its wrapped keys.
#[derive(Clone, Serialize, Deserialize)]
pub struct KeyBundle {
    account: AccountId,
    name: String,
    created: String,
    slots: Vec<SlotRecord>,
}

#[derive(Clone, Serialize, Deserialize)]
struct SlotRecord {
    kind: String,
    version: u32,
    argon2_memory: u32,
    argon2_passes: u32,
    argon2_lanes: u32,
    salt: String,
    nonce: String,
    wrapped: String,
    made: String,
}

/// What opens a bundle.
pub enum BundleSecret {
    /// The password that the account had when the backup was made.
    Password(Password),
    /// Its recovery code of that time, as it was typed.
    RecoveryCode(Zeroizing<String>),
}

impl fmt::Debug for BundleSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("BundleSecret(…)")
    }
}

impl KeyBundle {
    /// Whose they are.
    #[must_use]
    pub fn account(&self) -> AccountId {
        self.account
    }

    /// What the account was called.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }
}

impl fmt::Debug for KeyBundle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("KeyBundle")
            .field("account", &self.account)
            .finish_non_exhaustive()
    }
}

impl SlotRecord {
    fn of(slot: &KeySlot, made: String) -> Self {
        Self {
            kind: slot.kind.name().to_owned(),
            version: VERSION,
            argon2_memory: slot.parameters.memory_kib,
            argon2_passes: slot.parameters.passes,
            argon2_lanes: slot.parameters.lanes,
            salt: STANDARD.encode(slot.salt),
            nonce: STANDARD.encode(slot.nonce),
            wrapped: STANDARD.encode(slot.wrapped),
            made,
        }
    }

    /// Nothing where a newer version wrote it, or where it is not what it says.
    fn slot(&self) -> Option<KeySlot> {
        if self.version != VERSION {
            return None;
        }
        Some(KeySlot {
            kind: SlotKind::from_name(&self.kind)?,
            parameters: Parameters {
                memory_kib: self.argon2_memory,
                passes: self.argon2_passes,
                lanes: self.argon2_lanes,
            },
            salt: bytes(&self.salt)?,
            nonce: bytes(&self.nonce)?,
            wrapped: bytes(&self.wrapped)?,
        })
    }
}

fn bytes<const N: usize>(text: &str) -> Option<[u8; N]> {
    STANDARD.decode(text).ok()?.try_into().ok()
}

impl Accounts {
    /// The account's keys, for a backup.
    pub fn bundle(&self, account: AccountId) -> Result<KeyBundle, AccountsError> {
        let store = self.store();
        let record = Record::by_id(store.read(), account)?.account;
        let mut slots = Vec::new();
        for kind in [SlotKind::Password, SlotKind::Recovery] {
            if let Some(slot) = KeySlot::find(store.read(), account, kind, Stage::Current)? {
                let made = key_slot::made(store.read(), account, kind)?.unwrap_or_default();
                slots.push(SlotRecord::of(&slot, made));
            }
        }
        Ok(KeyBundle {
            account,
            name: record.name,
            created: record.created,
            slots,
        })
    }

    /// The data key in a bundle.
    pub fn open_bundle(
        &self,
        bundle: &KeyBundle,
        secret: &BundleSecret,
    ) -> Result<DataKey, AccountsError> {
        let code;
        let (secret, wrong) = match secret {
            BundleSecret::Password(password) => {
                let wrong = AccountsError::WrongBackupPassword;
                let text = password.text().ok_or(AccountsError::WrongBackupPassword)?;
                (Secret::Password(text), wrong)
            }
            BundleSecret::RecoveryCode(text) => {
                code = RecoveryCode::parse(text)?;
                (
                    Secret::Recovery(&code),
                    AccountsError::WrongBackupRecoveryCode,
                )
            }
        };
        let slots = bundle.slots.iter().take(MOST_SLOTS);
        for slot in slots.filter_map(SlotRecord::slot) {
            // What asks for more work than any key here has is refused before memory is taken.
            let bearable = slot.kind == SlotKind::Recovery || self.cost.accepts(slot.parameters);
            if slot.kind == secret.kind()
                && bearable
                && let Some(key) = slot.unwrap(bundle.account, secret, &self.cost)?
            {
                return Ok(key);
            }
        }
        Err(wrong)
    }

    /// Whether the account of a bundle is here.
    pub fn is_here(&self, bundle: &KeyBundle) -> Result<bool, AccountsError> {
        match Record::by_id(self.store().read(), bundle.account) {
            Ok(_) => Ok(true),
            Err(AccountsError::NotFound) => Ok(false),
            Err(error) => Err(error),
        }
    }

    /// That an account of a bundle could be added under that name.
    pub fn check_adoption(&self, bundle: &KeyBundle, name: &str) -> Result<(), AccountsError> {
        let name = AccountName::parse(name)?;
        require_free(self.store().read(), bundle, &name)
    }

    /// Adds the account of a bundle, whose library the caller has put in its place, and signs it in. Its password and its
    /// recovery code are those of the backup. The first account becomes the administrator.
    pub fn adopt(
        &self,
        bundle: &KeyBundle,
        data_key: DataKey,
        name: &str,
    ) -> Result<Session, AccountsError> {
        let name = AccountName::parse(name)?;
        let new = NewAccount {
            id: bundle.account,
            name: name.shown(),
            name_key: name.key(),
            created: bundle.created.clone(),
        };
        self.sign_in(bundle.account, data_key, Stage::Current, |store| {
            store.write(|tx| {
                require_free(tx, bundle, &name)?;
                let role = if Record::any(tx)? {
                    Role::Member
                } else {
                    Role::Administrator
                };
                Record::insert(tx, &new, role)?;
                for record in bundle.slots.iter().take(MOST_SLOTS) {
                    if let Some(slot) = record.slot() {
                        slot.store(tx, bundle.account, Stage::Current, &record.made)?;
                    }
                }
                Record::by_id(tx, bundle.account)
            })
        })
    }
}

fn require_free(
    conn: &rusqlite::Connection,
    bundle: &KeyBundle,
    name: &AccountName,
) -> Result<(), AccountsError> {
    match Record::by_id(conn, bundle.account) {
        Ok(record) => Err(AccountsError::AlreadyHere {
            name: record.account.name,
        }),
        Err(AccountsError::NotFound) => match Record::by_name(conn, name.key())? {
            Some(_) => Err(AccountsError::NameTaken),
            None => Ok(()),
        },
        Err(error) => Err(error),
    }
}
