//! Logging in: one error and one amount of work, whether the name or the password is wrong.

use uuid::Uuid;

use crate::account::AccountId;
use crate::accounts::Accounts;
use crate::clock::unix_seconds;
use crate::data_key::DataKey;
use crate::error::AccountsError;
use crate::key_slot::{KeySlot, Secret, SlotKind};
use crate::name::AccountName;
use crate::password::Password;
use crate::session::Session;
use crate::store::{Record, Stage, Store, throttle};
use crate::throttle::Subject;

/// What a slot gave.
pub(crate) struct Opened {
    pub key: DataKey,
    pub slot: KeySlot,
    pub stage: Stage,
}

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
            KeySlot::decoy(self.parameters()?)?.unwrap(
                nobody,
                Secret::Password(text),
                &self.cost,
            )?;
            return Err(AccountsError::WrongCredentials);
        };
        let account = record.account.id;
        let Opened { key, stage, .. } = self.open_slot(account, Secret::Password(text))?;
        self.forget_attempts(subject);
        self.sign_in(account, key, stage, |store| still_the_same(store, &record))
    }

    /// Checks the password of an account that is signed in, before what cannot be taken back.
    pub(crate) fn confirm(
        &self,
        account: AccountId,
        password: &Password,
    ) -> Result<Opened, AccountsError> {
        let text = password.text().ok_or(AccountsError::WrongCredentials)?;
        let record = Record::by_id(self.store().read(), account)?;
        let subject = Subject::of_name(&record.name_key);
        self.count_attempt(subject)?;
        let opened = self.open_slot(account, Secret::Password(text))?;
        self.forget_attempts(subject);
        Ok(opened)
    }

    /// Opens one of the account's slots: that with the library's key or, where it was about to be encrypted anew, that
    /// with the key it was to get.
    pub(crate) fn open_slot(
        &self,
        account: AccountId,
        secret: Secret<'_>,
    ) -> Result<Opened, AccountsError> {
        let kind = secret.kind();
        for stage in [Stage::Current, Stage::Pending] {
            // Not held during the second that Argon2id takes.
            let slot = KeySlot::find(self.store().read(), account, kind, stage)?;
            match slot {
                Some(slot) => {
                    if let Some(key) = slot.unwrap(account, secret, &self.cost)? {
                        return Ok(Opened { key, slot, stage });
                    }
                }
                None if (kind, stage) == (SlotKind::Password, Stage::Current) => {
                    return Err(AccountsError::damaged("an account has no key"));
                }
                None => {}
            }
        }
        Err(AccountsError::WrongCredentials)
    }

    /// Counted before the password is checked, so that attempts side by side do not pass as one.
    pub(crate) fn count_attempt(&self, subject: Subject) -> Result<(), AccountsError> {
        let now = i64::try_from(unix_seconds(self.clock.now())).unwrap_or(i64::MAX);
        let counted = self.store().write(|tx| {
            let counts = [subject, Subject::ALL].map(|subject| -> Result<_, AccountsError> {
                let (attempts, wait) = throttle::of(tx, subject)?.another(subject, now);
                Ok((subject, attempts, wait))
            });
            let counts: Vec<_> = counts.into_iter().collect::<Result<_, _>>()?;
            let wait = counts.iter().filter_map(|(_, _, wait)| *wait).max();
            for (subject, attempts, own_wait) in counts {
                // Where one of the two has to wait, the other is not counted.
                if own_wait.is_some() == wait.is_some() {
                    throttle::keep(tx, subject, attempts)?;
                }
            }
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

    pub(crate) fn forget_attempts(&self, subject: Subject) {
        let forgotten = self.store().write(|tx| {
            let made_good = throttle::of(tx, subject)?.count;
            let all = throttle::of(tx, Subject::ALL)?.less(made_good);
            throttle::keep(tx, Subject::ALL, all)?;
            throttle::forget(tx, subject)
        });
        if let Err(error) = forgotten {
            tracing::warn!(%error, "the attempts to log in could not be cleared");
        }
    }
}

/// The account as it is now: a second has passed since its slot was read.
pub(crate) fn still_the_same(store: &Store, read: &Record) -> Result<Record, AccountsError> {
    let now = match Record::by_id(store.read(), read.account.id) {
        Err(AccountsError::NotFound) => return Err(AccountsError::WrongCredentials),
        now => now?,
    };
    if !now.account.active {
        return Err(AccountsError::Deactivated);
    }
    if now.epoch != read.epoch {
        return Err(AccountsError::WrongCredentials);
    }
    Ok(now)
}
