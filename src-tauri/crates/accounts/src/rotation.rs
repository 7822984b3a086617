//! A new data key: when the password has leaked, or was forgotten and the recovery code opened the account.
//!
//! Whoever had the old password may have a copy of the old key, so a new wrapping is not enough. In steps that can be cut
//! off anywhere: the new slots are written beside the old ones as *pending*; the caller puts a library encrypted anew in
//! the place of the old one; the old slots go. At every instant the library has the key of the one or of the other, and
//! whoever opens it next says which ([`settle_rotation`](Accounts::settle_rotation)).

use std::fmt;

use rusqlite::Connection;
use uuid::Uuid;

use crate::account::AccountId;
use crate::accounts::Accounts;
use crate::data_key::DataKey;
use crate::error::AccountsError;
use crate::key_slot::{KeySlot, Secret};
use crate::log_in::Opened;
use crate::name::AccountName;
use crate::password::Password;
use crate::recovery_code::RecoveryCode;
use crate::session::{Session, Verified};
use crate::store::{Record, Stage, device, key_slot};
use crate::throttle::Subject;

/// A new data key that is ready to take the place of the former one.
pub struct Rotation {
    account: AccountId,
    former: DataKey,
    stage: Stage,
    next: DataKey,
    slots: Vec<KeySlot>,
}

impl Rotation {
    /// Whose it is.
    #[must_use]
    pub fn account(&self) -> AccountId {
        self.account
    }

    /// The key that the library has.
    #[must_use]
    pub fn former(&self) -> &DataKey {
        &self.former
    }

    /// Which of the account's keys that is.
    #[must_use]
    pub fn stage(&self) -> Stage {
        self.stage
    }

    /// The key that it is to have.
    #[must_use]
    pub fn next(&self) -> &DataKey {
        &self.next
    }
}

impl fmt::Debug for Rotation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Rotation")
            .field("account", &self.account)
            .finish_non_exhaustive()
    }
}

impl Accounts {
    /// A new key under a new password, after the old one has been asked for. The recovery code ends with the old key.
    pub fn prepare_rotation(
        &self,
        by: &Verified,
        current: &Password,
        new: &Password,
    ) -> Result<Rotation, AccountsError> {
        let account = self.require_session(by)?;
        let text = new.to_set(&by.account.name)?;
        let opened = self.confirm(account, current)?;
        self.rotation(account, opened, &[Secret::Password(text)])
    }

    /// A new key under a new password for who has forgotten the old one. The recovery code goes on to hold.
    ///
    /// A wrong name and a wrong code are one error, and count like wrong passwords.
    pub fn prepare_recovery(
        &self,
        name: &str,
        code: &str,
        new: &Password,
    ) -> Result<Rotation, AccountsError> {
        let code = RecoveryCode::parse(code)?;
        let text = new.to_set(name)?;
        let name = AccountName::parse(name).ok();
        let name_key = name.as_ref().map_or("", AccountName::key);
        let subject = Subject::of_name(name_key);
        self.count_attempt(subject)?;
        let record = Record::by_name(self.store().read(), name_key)?;
        let secret = Secret::Recovery(&code);
        // For a name that no account has, the same look-ups find nothing.
        let account = record.as_ref().map_or_else(
            || AccountId::from_uuid(Uuid::nil()),
            |record| record.account.id,
        );
        let opened = match self.open_slot(account, secret) {
            Err(AccountsError::WrongCredentials) => Err(AccountsError::WrongRecoveryCode),
            opened => opened,
        }?;
        self.forget_attempts(subject);
        if record.is_some_and(|record| !record.account.active) {
            return Err(AccountsError::Deactivated);
        }
        self.rotation(account, opened, &[Secret::Password(text), secret])
    }

    fn rotation(
        &self,
        account: AccountId,
        opened: Opened,
        secrets: &[Secret<'_>],
    ) -> Result<Rotation, AccountsError> {
        let next = DataKey::random()?;
        let parameters = self.parameters()?;
        let wrap = |&secret| KeySlot::wrap(account, &next, secret, &self.cost, parameters);
        let slots = secrets.iter().map(wrap).collect::<Result<_, _>>()?;
        Ok(Rotation {
            account,
            former: opened.key,
            stage: opened.stage,
            next,
            slots,
        })
    }

    /// Writes the slots with the new key beside those with the former one. The caller holds the library alone, has opened
    /// it with the former key and settled what an earlier rotation may have left.
    pub fn begin_rotation(&self, rotation: &Rotation) -> Result<(), AccountsError> {
        let made = self.now_text();
        self.store().write(|tx| {
            key_slot::drop_pending(tx, rotation.account)?;
            for slot in &rotation.slots {
                slot.store(tx, rotation.account, Stage::Pending, &made)?;
            }
            Ok(())
        })
    }

    /// The library has the new key: the slots with the former one go, every session of the account ends, and a new one
    /// begins.
    pub fn finish_rotation(&self, rotation: Rotation) -> Result<Session, AccountsError> {
        let account = rotation.account;
        self.store().write(|tx| {
            promote(tx, account)?;
            Record::end_sessions(tx, account)
        })?;
        self.reconcile()?;
        self.sign_in(account, rotation.next, Stage::Current, |store| {
            let record = Record::by_id(store.read(), account)?;
            if record.account.active {
                Ok(record)
            } else {
                Err(AccountsError::Deactivated)
            }
        })
    }

    /// Whether a rotation was begun and neither finished nor given up.
    pub fn is_rotating(&self, account: AccountId) -> Result<bool, AccountsError> {
        key_slot::is_pending(self.store().read(), account)
    }

    /// Ends a rotation that was cut off: the library opened with the key of that stage, so the slots of the other one go.
    pub fn settle_rotation(&self, account: AccountId, opened: Stage) -> Result<(), AccountsError> {
        self.store().write(|tx| {
            // Another process may have settled it meanwhile.
            if !key_slot::is_pending(tx, account)? {
                return Ok(());
            }
            match opened {
                Stage::Current => key_slot::drop_pending(tx, account),
                Stage::Pending => promote(tx, account),
            }
        })
    }
}

/// The slots with the former key go, those of devices too.
fn promote(conn: &Connection, account: AccountId) -> Result<(), AccountsError> {
    device::forget_all(conn, account)?;
    key_slot::promote_pending(conn, account)
}
