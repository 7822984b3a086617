//! The recovery code of an account that is signed in: made, checked, kept, removed.

use std::fmt;

use crate::account::AccountId;
use crate::accounts::Accounts;
use crate::error::AccountsError;
use crate::key_slot::{KeySlot, Secret, SlotKind};
use crate::password::Password;
use crate::password_change::require_slot;
use crate::random;
use crate::recovery_code::{RECOVERY_CODE_GROUPS, RecoveryCode};
use crate::session::Verified;
use crate::store::{Stage, key_slot};

/// A recovery code that is shown and not kept yet: first its reader types a part of it back.
pub struct NewRecoveryCode {
    account: AccountId,
    code: RecoveryCode,
    asked: usize,
    slot: KeySlot,
    confirmed: KeySlot,
}

impl NewRecoveryCode {
    /// The code, to be written down.
    #[must_use]
    pub fn code(&self) -> &RecoveryCode {
        &self.code
    }

    /// Which of its groups is to be typed back, the first being 0.
    #[must_use]
    pub fn asked(&self) -> usize {
        self.asked
    }

    /// Whether `typed` is that group.
    #[must_use]
    pub fn is_written_down(&self, typed: &str) -> bool {
        self.code.is_group(self.asked, typed)
    }
}

impl fmt::Debug for NewRecoveryCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("NewRecoveryCode")
            .field("account", &self.account)
            .finish_non_exhaustive()
    }
}

impl Accounts {
    /// Makes a recovery code, once the password has been asked for. Nothing is written: an earlier code holds until this
    /// one is kept.
    pub fn make_recovery_code(
        &self,
        by: &Verified,
        password: &Password,
    ) -> Result<NewRecoveryCode, AccountsError> {
        let account = self.require_session(by)?;
        let opened = self.confirm(account, password)?;
        let code = RecoveryCode::random()?;
        let secret = Secret::Recovery(&code);
        let slot = KeySlot::wrap(
            account,
            &opened.key,
            secret,
            &self.cost,
            opened.slot.parameters,
        )?;
        let mut byte = [0];
        random::fill(&mut byte)?;
        Ok(NewRecoveryCode {
            account,
            slot,
            asked: usize::from(byte[0]) % RECOVERY_CODE_GROUPS,
            code,
            confirmed: opened.slot,
        })
    }

    /// Keeps a code that has been written down. An earlier one opens nothing any more.
    pub fn keep_recovery_code(
        &self,
        by: &Verified,
        new: &NewRecoveryCode,
    ) -> Result<(), AccountsError> {
        if self.require_session(by)? != new.account {
            return Err(AccountsError::NotPermitted);
        }
        let made = self.now_text();
        self.store().write(|tx| {
            require_slot(tx, new.account, &new.confirmed)?;
            new.slot.store(tx, new.account, Stage::Current, &made)
        })
    }

    /// Removes the recovery code, once the password has been asked for. That there is none is no error.
    pub fn remove_recovery_code(
        &self,
        by: &Verified,
        password: &Password,
    ) -> Result<(), AccountsError> {
        let account = self.require_session(by)?;
        self.confirm(account, password)?;
        self.store()
            .write(|tx| key_slot::remove(tx, account, SlotKind::Recovery).map(drop))
    }

    /// When the account's recovery code was made; nothing where it has none.
    pub fn recovery_code_made(&self, account: AccountId) -> Result<Option<String>, AccountsError> {
        key_slot::made(self.store().read(), account, SlotKind::Recovery)
    }
}
