//! What an account wishes that must be known before its library is open.

use crate::account::AccountId;
use crate::accounts::Accounts;
use crate::error::AccountsError;
use crate::store::setting;

impl Accounts {
    /// What the account wishes under that name.
    pub fn setting(&self, account: AccountId, name: &str) -> Result<Option<String>, AccountsError> {
        setting::of(self.store().read(), account, name)
    }

    /// Keeps a wish, in the place of the former one of that name; nothing takes it away.
    pub fn keep_setting(
        &self,
        account: AccountId,
        name: &str,
        value: Option<&str>,
    ) -> Result<(), AccountsError> {
        self.store()
            .write(|tx| setting::keep(tx, account, name, value))
    }
}
