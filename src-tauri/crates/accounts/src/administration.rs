//! What the administrator may do to other accounts. Never to its own: there would be nobody left to undo it.

use rusqlite::Connection;

use crate::account::{AccountId, Role};
use crate::accounts::Accounts;
use crate::error::AccountsError;
use crate::session::Verified;
use crate::store::{Record, device};

impl Accounts {
    /// Lets an account log in again.
    pub fn activate(&self, by: &Verified, account: AccountId) -> Result<(), AccountsError> {
        self.require_session(by)?;
        self.store().write(|tx| {
            require_power(tx, by, account)?;
            Record::set_active(tx, account, true)
        })
    }

    /// Keeps an account from logging in and ends its sessions at once, in every process. Its library stays.
    pub fn deactivate(&self, by: &Verified, account: AccountId) -> Result<(), AccountsError> {
        self.require_session(by)?;
        self.store().write(|tx| {
            require_power(tx, by, account)?;
            Record::set_active(tx, account, false)?;
            device::forget_all(tx, account)?;
            Record::end_sessions(tx, account)
        })?;
        self.reconcile()
    }

    /// The account that asks, if its session still lives.
    pub(crate) fn require_session(&self, by: &Verified) -> Result<AccountId, AccountsError> {
        let account = by.account.id;
        if self.sessions().account_of(by.session) == Some(account) {
            Ok(account)
        } else {
            Err(AccountsError::SignedOut)
        }
    }
}

/// That `by` is an administrator at this moment, and that `account` is another one that exists.
pub(crate) fn require_power(
    conn: &Connection,
    by: &Verified,
    account: AccountId,
) -> Result<(), AccountsError> {
    let acting = match Record::by_id(conn, by.account.id) {
        Err(AccountsError::NotFound) => return Err(AccountsError::SignedOut),
        acting => acting?.account,
    };
    if !acting.active || acting.role != Role::Administrator || acting.id == account {
        return Err(AccountsError::NotPermitted);
    }
    Record::by_id(conn, account).map(drop)
}
