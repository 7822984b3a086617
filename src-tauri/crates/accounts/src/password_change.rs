//! Changing the password: the same data key in a new wrapping, so that the library need not be touched.

use rusqlite::Connection;

use crate::account::AccountId;
use crate::accounts::Accounts;
use crate::error::AccountsError;
use crate::key_slot::{KeySlot, Secret, SlotKind};
use crate::password::Password;
use crate::session::Verified;
use crate::store::{Record, Stage, device};

impl Accounts {
    /// Puts a slot for the new password in place of the old one, in one transaction. The account's other sessions end,
    /// in every process, and no device stays signed in; the session that asks lives on.
    pub fn change_password(
        &self,
        by: &Verified,
        current: &Password,
        new: &Password,
    ) -> Result<(), AccountsError> {
        let account = self.require_session(by)?;
        let text = new.to_set(&by.account.name)?;
        let old = self.confirm(account, current)?;
        let new_slot = KeySlot::wrap(
            account,
            &old.key,
            Secret::Password(text),
            &self.cost,
            self.parameters()?,
        )?;
        {
            let mut store = self.store();
            let record = store.write(|tx| {
                require_slot(tx, account, &old.slot)?;
                new_slot.store(tx, account, Stage::Current, &self.now_text())?;
                device::forget_all(tx, account)?;
                Record::end_sessions(tx, account)?;
                Record::by_id(tx, account)
            })?;
            self.sessions().carry_over(by.session, record.epoch);
        }
        self.reconcile()
    }
}

/// That the password which was confirmed a second ago is the account's still.
pub(crate) fn require_slot(
    conn: &Connection,
    account: AccountId,
    confirmed: &KeySlot,
) -> Result<(), AccountsError> {
    let now = KeySlot::find(conn, account, SlotKind::Password, Stage::Current)?;
    if now.as_ref() == Some(confirmed) {
        Ok(())
    } else {
        Err(AccountsError::WrongCredentials)
    }
}
