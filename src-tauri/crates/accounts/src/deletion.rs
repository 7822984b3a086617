//! Deleting an account, in three steps that can be cut off anywhere.
//!
//! First the account and its keys go, in one transaction that leaves a note: from there on the library is noise. Then the
//! caller removes the library's folder. Then the note goes. What was cut off is found at the next start in
//! [`pending_deletions`](Accounts::pending_deletions).

use rusqlite::Connection;

use crate::account::{AccountId, Role};
use crate::accounts::Accounts;
use crate::administration::require_power;
use crate::error::AccountsError;
use crate::password::Password;
use crate::session::Verified;
use crate::store::{Record, deletion, throttle};
use crate::throttle::Subject;

impl Accounts {
    /// Deletes the own account, after its password has been asked once more. If it was the last active administrator, the
    /// oldest active account becomes administrator, or else the oldest, which is activated.
    ///
    /// The sessions end at once. The caller then removes the library's folder and calls
    /// [`finish_deletion`](Self::finish_deletion).
    pub fn begin_own_deletion(
        &self,
        by: &Verified,
        password: &Password,
    ) -> Result<AccountId, AccountsError> {
        let account = self.require_session(by)?;
        self.confirm(account, password)?;
        self.store().write(|tx| {
            hand_over(tx, account)?;
            self.leave_a_note(tx, account)
        })?;
        self.reconcile()?;
        Ok(account)
    }

    /// Deletes another account, by the administrator. As [`begin_own_deletion`](Self::begin_own_deletion) otherwise.
    pub fn begin_deletion(&self, by: &Verified, account: AccountId) -> Result<(), AccountsError> {
        self.require_session(by)?;
        self.store().write(|tx| {
            require_power(tx, by, account)?;
            self.leave_a_note(tx, account)
        })?;
        self.reconcile()
    }

    /// The library's folder is gone: forgets the deletion. Doing so twice is nothing.
    pub fn finish_deletion(&self, account: AccountId) -> Result<(), AccountsError> {
        self.store().write(|tx| deletion::finish(tx, account))
    }

    /// Accounts that are gone, but whose library's folder may still be there.
    pub fn pending_deletions(&self) -> Result<Vec<AccountId>, AccountsError> {
        deletion::pending(self.store().read())
    }

    fn leave_a_note(&self, conn: &Connection, account: AccountId) -> Result<(), AccountsError> {
        let record = Record::by_id(conn, account)?;
        throttle::forget(conn, Subject::of_name(&record.name_key))?;
        Record::delete(conn, account)?;
        deletion::begin(conn, account, &self.now_text())
    }
}

/// As long as there are accounts, one of them is an active administrator.
fn hand_over(conn: &Connection, leaving: AccountId) -> Result<(), AccountsError> {
    let others: Vec<_> = Record::all(conn)?
        .into_iter()
        .map(|record| record.account)
        .filter(|account| account.id != leaving)
        .collect();
    let provided = others
        .iter()
        .any(|other| other.active && other.role == Role::Administrator);
    if provided {
        return Ok(());
    }
    let Some(heir) = others.iter().find(|other| other.active).or(others.first()) else {
        return Ok(());
    };
    Record::set_role(conn, heir.id, Role::Administrator)?;
    Record::set_active(conn, heir.id, true)
}
