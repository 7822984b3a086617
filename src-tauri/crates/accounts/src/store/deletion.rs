//! Deletions under way: the account is gone, its library's folder may not be yet.

use rusqlite::{Connection, named_params};

use crate::AccountsError;
use crate::account::AccountId;

pub(crate) fn begin(
    conn: &Connection,
    account: AccountId,
    since: &str,
) -> Result<(), AccountsError> {
    conn.prepare_cached("INSERT INTO deletion (account, since) VALUES (:account, :since)")?
        .execute(named_params! {":account": account, ":since": since})?;
    Ok(())
}

pub(crate) fn finish(conn: &Connection, account: AccountId) -> Result<(), AccountsError> {
    conn.prepare_cached("DELETE FROM deletion WHERE account = :account")?
        .execute(named_params! {":account": account})?;
    Ok(())
}

pub(crate) fn pending(conn: &Connection) -> Result<Vec<AccountId>, AccountsError> {
    let mut statement =
        conn.prepare_cached("SELECT account FROM deletion ORDER BY since, account")?;
    let accounts = statement.query_map([], |row| row.get(0))?;
    Ok(accounts.collect::<Result<_, _>>()?)
}
