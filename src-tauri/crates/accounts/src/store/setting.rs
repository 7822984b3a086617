//! What an account wishes that must be known before its library is open: texts under names.

use rusqlite::{Connection, OptionalExtension, named_params};

use crate::AccountsError;
use crate::account::AccountId;

pub(crate) fn of(
    conn: &Connection,
    account: AccountId,
    name: &str,
) -> Result<Option<String>, AccountsError> {
    Ok(conn
        .prepare_cached(
            "SELECT value FROM account_setting AS s JOIN account ON account.seq = s.account
             WHERE account.id = :id AND s.name = :name",
        )?
        .query_row(named_params! {":id": account, ":name": name}, |row| {
            row.get(0)
        })
        .optional()?)
}

/// Nothing as the value takes the setting away.
pub(crate) fn keep(
    conn: &Connection,
    account: AccountId,
    name: &str,
    value: Option<&str>,
) -> Result<(), AccountsError> {
    conn.prepare_cached(
        "DELETE FROM account_setting WHERE account = (SELECT seq FROM account WHERE id = :id) AND name = :name",
    )?
    .execute(named_params! {":id": account, ":name": name})?;
    if let Some(value) = value {
        conn.prepare_cached(
            "INSERT INTO account_setting (account, name, value) SELECT seq, :name, :value FROM account WHERE id = :id",
        )?
        .execute(named_params! {":id": account, ":name": name, ":value": value})?;
    }
    Ok(())
}
