//! Logging in: one error and one amount of work, whether the name or the password is wrong.

use uuid::Uuid;

use crate::account::AccountId;
use crate::accounts::Accounts;
use crate::clock::unix_seconds;
use crate::data_key::DataKey;
use crate::error::AccountsError;
use crate::key_slot::KeySlot;
use crate::name::AccountName;
use crate::password::Password;
use crate::session::Session;
use crate::store::{Record, throttle};
use crate::throttle::Subject;

impl Accounts {
    /// Opens the account's key slot with the password and begins a session.
    ///
    /// A wrong name, a wrong password and a wrong password of a deactivated account are all
    /// [`AccountsError::WrongCredentials`], after the same work.
    pub fn log_in(&self, name: &str, password: &Password) -> Result<Session, AccountsError> {
        // Too long to be anyone's: that says nothing about the name, so it needs no work to hide it.
        let text = password.text().ok_or(AccountsError::WrongCredentials)?;
        let name = AccountName::parse(name).ok();
        let name_key = name.as_ref().map_or("", AccountName::key);
        let subject = Subject::of_name(name_key);
        self.count_attempt(subject)?;

        let Some(record) = Record::by_name(self.store().read(), name_key)? else {
            let nobody = AccountId::from_uuid(Uuid::nil());
            KeySlot::decoy(self.parameters()?)?.unwrap(nobody, text, &self.cost)?;
            return Err(AccountsError::WrongCredentials);
        };
        let account = record.account.id;
        let (data_key, _) = self.open_slot(account, text)?;
        self.forget_attempts(subject);

        self.sign_in(account, data_key, |store| {
            // A second has passed since the slot was read.
            let now = match Record::by_id(store.read(), account) {
                Err(AccountsError::NotFound) => return Err(AccountsError::WrongCredentials),
                now => now?,
            };
            if !now.account.active {
                return Err(AccountsError::Deactivated);
            }
            if now.epoch != record.epoch {
                return Err(AccountsError::WrongCredentials);
            }
            Ok(now)
        })
    }

    /// Checks the password of an account that is signed in, before what cannot be taken back.
    pub(crate) fn confirm(
        &self,
        account: AccountId,
        password: &Password,
    ) -> Result<(DataKey, KeySlot), AccountsError> {
        let text = password.text().ok_or(AccountsError::WrongCredentials)?;
        let record = Record::by_id(self.store().read(), account)?;
        let subject = Subject::of_name(&record.name_key);
        self.count_attempt(subject)?;
        let opened = self.open_slot(account, text)?;
        self.forget_attempts(subject);
        Ok(opened)
    }

    fn open_slot(
        &self,
        account: AccountId,
        password: &str,
    ) -> Result<(DataKey, KeySlot), AccountsError> {
        // Not held during the second that Argon2id takes.
        let slot = KeySlot::of_password(self.store().read(), account)?
            .ok_or(AccountsError::damaged("an account has no key"))?;
        let key = slot
            .unwrap(account, password, &self.cost)?
            .ok_or(AccountsError::WrongCredentials)?;
        Ok((key, slot))
    }

    /// Counted before the password is checked, so that attempts side by side do not pass as one.
    fn count_attempt(&self, subject: Subject) -> Result<(), AccountsError> {
        let now = i64::try_from(unix_seconds(self.clock.now())).unwrap_or(i64::MAX);
        let counted = self.store().write(|tx| {
            let (attempts, wait) = throttle::of(tx, subject)?.another(now);
            throttle::keep(tx, subject, attempts)?;
            Ok(wait)
        });
        match counted {
            Ok(None) => Ok(()),
            Ok(Some(wait)) => Err(AccountsError::TooManyAttempts { wait }),
            Err(error) => {
                // On a full disk the owner must still get in.
                tracing::warn!(%error, "an attempt to log in could not be counted");
                Ok(())
            }
        }
    }

    fn forget_attempts(&self, subject: Subject) {
        let forgotten = self.store().write(|tx| throttle::forget(tx, subject));
        if let Err(error) = forgotten {
            tracing::warn!(%error, "the attempts to log in could not be cleared");
        }
    }
}
