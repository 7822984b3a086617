//! Staying signed in on one device: a random secret that the operating system's keychain holds opens a slot of its own.
//!
//! Each use gives another secret: one that was copied opens nothing once its owner has come back. After thirty days the
//! password is asked for again, whatever happened meanwhile. The keychain is never the only way in.

use std::fmt;
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use uuid::Uuid;
use zeroize::Zeroizing;

use crate::account::AccountId;
use crate::accounts::Accounts;
use crate::clock::unix_seconds;
use crate::cost::Parameters;
use crate::data_key::DataKey;
use crate::error::AccountsError;
use crate::key_slot::{KeySlot, Secret};
use crate::random;
use crate::session::Session;
use crate::store::{Record, Stage, device};

/// After so long the password is asked for again.
const LIFETIME: Duration = Duration::from_hours(30 * 24);

/// Bytes of the secret.
const LENGTH: usize = 32;

/// Names one device that stays signed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct DeviceId(pub(crate) Uuid);

/// A device that stays signed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct Device {
    /// Names it.
    #[ts(type = "string")]
    pub id: DeviceId,
    /// What it is called.
    pub label: String,
    /// When the password was typed there: an instant in UTC.
    pub created: String,
    /// When it was used last: an instant in UTC.
    pub used: String,
}

/// What the keychain holds: which slot, and the secret that opens it. Wiped when dropped, never shown.
pub struct DeviceSecret {
    slot: Uuid,
    secret: Box<Zeroizing<[u8; LENGTH]>>,
}

impl DeviceSecret {
    fn random() -> Result<Self, AccountsError> {
        let mut secret = Box::new(Zeroizing::new([0; LENGTH]));
        random::fill(secret.as_mut_slice())?;
        Ok(Self {
            slot: random::uuid()?,
            secret,
        })
    }

    /// As the keychain keeps it.
    #[must_use]
    pub fn text(&self) -> Zeroizing<String> {
        let mut text = Zeroizing::new(String::with_capacity(96));
        text.push_str(&self.slot.simple().to_string());
        text.push(':');
        STANDARD_NO_PAD.encode_string(self.secret.as_slice(), &mut text);
        text
    }

    /// Nothing where the keychain holds something else.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (slot, secret) = text.split_once(':')?;
        let bytes = Zeroizing::new(STANDARD_NO_PAD.decode(secret).ok()?);
        let mut secret = Box::new(Zeroizing::new([0; LENGTH]));
        (bytes.len() == LENGTH).then(|| secret.copy_from_slice(&bytes))?;
        Some(Self {
            slot: Uuid::try_parse(slot).ok()?,
            secret,
        })
    }

    pub(crate) fn secret(&self) -> &[u8; LENGTH] {
        &self.secret
    }
}

impl fmt::Debug for DeviceSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("DeviceSecret(…)")
    }
}

impl Accounts {
    /// Lets the device stay signed in to the account that has just logged in with its password. What is given belongs in
    /// the keychain and nowhere else.
    pub fn remember_device(
        &self,
        session: &Session,
        label: &str,
    ) -> Result<DeviceSecret, AccountsError> {
        let created = self.now_text();
        let slot = device::DeviceSlot {
            device: DeviceId(random::uuid()?),
            account: session.account.id,
            label: label.to_owned(),
            used: created.clone(),
            created,
            since: self.seconds(),
        };
        self.write_slot(slot, &session.data_key)
    }

    /// Signs in with what the keychain holds, and gives what it is to hold from now on. The former secret opens the
    /// account until [`forget_former_secret`](Self::forget_former_secret), so that a keychain that could not be written
    /// costs nothing.
    ///
    /// Refused, whatever the reason, with [`AccountsError::WrongCredentials`], but for a deactivated account: then nobody
    /// is told apart from anybody.
    pub fn resume(&self, secret: &DeviceSecret) -> Result<(Session, DeviceSecret), AccountsError> {
        let wrong = AccountsError::WrongCredentials;
        let found = device::find(self.store().read(), secret.slot)?;
        let (slot, wrapped) = found.ok_or_else(|| wrong.clone())?;
        // A clock set back before the slot was made extends nothing.
        let age = self.seconds().checked_sub(slot.since);
        let lives = age.is_some_and(|age| age < LIFETIME.as_secs());
        if !lives {
            self.forget_device(slot.account, slot.device)?;
            return Err(wrong);
        }
        let account = slot.account;
        let key = wrapped
            .unwrap(account, Secret::Device(secret), &self.cost)?
            .ok_or(wrong)?;
        let record = Record::by_id(self.store().read(), account)?;
        if !record.account.active {
            return Err(AccountsError::Deactivated);
        }
        let next = device::DeviceSlot {
            used: self.now_text(),
            ..slot
        };
        let next = self.write_slot(next, &key)?;
        let session = self.sign_in(account, key, Stage::Current, |store| {
            crate::log_in::still_the_same(store, &record)
        })?;
        Ok((session, next))
    }

    /// The keychain holds the new secret: what it held before opens nothing any more.
    pub fn forget_former_secret(&self, now: &DeviceSecret) -> Result<(), AccountsError> {
        self.store().write(|tx| device::keep_only(tx, now.slot))
    }

    /// The devices that stay signed in to the account, the one used last first.
    pub fn devices(&self, account: AccountId) -> Result<Vec<Device>, AccountsError> {
        device::of_account(self.store().read(), account)
    }

    /// Ends staying signed in on a device of the account. That it has ended already is no error.
    pub fn forget_device(&self, account: AccountId, id: DeviceId) -> Result<(), AccountsError> {
        self.store().write(|tx| device::forget(tx, account, id))
    }

    /// Which device of the account a secret is of; nothing where it opens nothing.
    pub fn device_of(
        &self,
        account: AccountId,
        secret: &DeviceSecret,
    ) -> Result<Option<DeviceId>, AccountsError> {
        let found = device::find(self.store().read(), secret.slot)?;
        Ok(found
            .filter(|(slot, _)| slot.account == account)
            .map(|(slot, _)| slot.device))
    }

    fn write_slot(
        &self,
        slot: device::DeviceSlot,
        key: &DataKey,
    ) -> Result<DeviceSecret, AccountsError> {
        let secret = DeviceSecret::random()?;
        let opens = Secret::Device(&secret);
        let wrapped = KeySlot::wrap(slot.account, key, opens, &self.cost, Parameters::NONE)?;
        self.store()
            .write(|tx| device::insert(tx, secret.slot, &slot, &wrapped))?;
        Ok(secret)
    }

    fn seconds(&self) -> u64 {
        unix_seconds(self.clock.now())
    }
}
