//! Changing the password: the same data key in a new wrapping, so that the library need not be touched.

use crate::accounts::Accounts;
use crate::error::AccountsError;
use crate::key_slot::KeySlot;
use crate::password::Password;
use crate::session::Verified;
use crate::store::Record;

impl Accounts {
    /// Puts a slot for the new password in place of the old one, in one transaction. The account's other sessions end,
    /// in every process; the one that asks lives on.
    pub fn change_password(
        &self,
        by: &Verified,
        current: &Password,
        new: &Password,
    ) -> Result<(), AccountsError> {
        let account = self.require_session(by)?;
        let text = new.to_set(&by.account.name)?;
        let (data_key, old_slot) = self.confirm(account, current)?;
        let new_slot = KeySlot::wrap(account, &data_key, text, &self.cost, self.parameters()?)?;
        {
            let mut store = self.store();
            let record = store.write(|tx| {
                // Changed by someone else in the second that this took: what was confirmed is not the password any more.
                if KeySlot::of_password(tx, account)?.as_ref() != Some(&old_slot) {
                    return Err(AccountsError::WrongCredentials);
                }
                new_slot.store(tx, account)?;
                Record::end_sessions(tx, account)?;
                Record::by_id(tx, account)
            })?;
            self.sessions().carry_over(by.session, record.epoch);
        }
        self.reconcile()
    }
}
