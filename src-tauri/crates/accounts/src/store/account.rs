//! The table of accounts.

use std::collections::HashMap;

use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSql, ToSqlOutput, ValueRef};
use rusqlite::{Connection, OptionalExtension, Row, named_params};
use uuid::Uuid;

use crate::AccountsError;
use crate::account::{Account, AccountId, Role};

/// An account as it is kept.
#[derive(Clone, Debug)]
pub(crate) struct Record {
    pub account: Account,
    /// The name without regard to case.
    pub name_key: String,
    /// Sessions begun under another epoch have ended.
    pub epoch: i64,
}

/// What a new account brings; its role follows from who is there already.
pub(crate) struct NewAccount<'a> {
    pub id: AccountId,
    pub name: &'a str,
    pub name_key: &'a str,
    pub created: String,
}

/// All accounts by id.
#[derive(Debug)]
pub(crate) struct Roll(HashMap<AccountId, Record>);

impl Roll {
    pub fn read(conn: &Connection) -> Result<Self, AccountsError> {
        let all = Record::all(conn)?;
        Ok(Self(all.into_iter().map(|r| (r.account.id, r)).collect()))
    }

    pub fn get(&self, id: AccountId) -> Option<&Record> {
        self.0.get(&id)
    }
}

const COLUMNS: &str = "SELECT id, name, name_key, role, active, created, epoch FROM account";

impl Record {
    fn from_row(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            account: Account {
                id: row.get("id")?,
                name: row.get("name")?,
                role: row.get("role")?,
                active: row.get("active")?,
                created: row.get("created")?,
            },
            name_key: row.get("name_key")?,
            epoch: row.get("epoch")?,
        })
    }

    /// Oldest first.
    pub fn all(conn: &Connection) -> Result<Vec<Self>, AccountsError> {
        let mut statement = conn.prepare_cached(&format!("{COLUMNS} ORDER BY seq"))?;
        let records = statement.query_map([], Self::from_row)?;
        Ok(records.collect::<Result<_, _>>()?)
    }

    pub fn by_id(conn: &Connection, id: AccountId) -> Result<Self, AccountsError> {
        conn.prepare_cached(&format!("{COLUMNS} WHERE id = :id"))?
            .query_row(named_params! {":id": id}, Self::from_row)
            .optional()?
            .ok_or(AccountsError::NotFound)
    }

    pub fn by_name(conn: &Connection, name_key: &str) -> Result<Option<Self>, AccountsError> {
        Ok(conn
            .prepare_cached(&format!("{COLUMNS} WHERE name_key = :key"))?
            .query_row(named_params! {":key": name_key}, Self::from_row)
            .optional()?)
    }

    pub fn any(conn: &Connection) -> Result<bool, AccountsError> {
        Ok(conn.prepare_cached("SELECT 1 FROM account")?.exists([])?)
    }

    pub fn insert(
        conn: &Connection,
        new: &NewAccount<'_>,
        role: Role,
    ) -> Result<(), AccountsError> {
        conn.prepare_cached(
            "INSERT INTO account (id, name, name_key, role, active, created)
             VALUES (:id, :name, :key, :role, 1, :created)",
        )?
        .execute(named_params! {
            ":id": new.id,
            ":name": new.name,
            ":key": new.name_key,
            ":role": role,
            ":created": new.created,
        })?;
        Ok(())
    }

    /// Ends the account's sessions in every process.
    pub fn end_sessions(conn: &Connection, id: AccountId) -> Result<(), AccountsError> {
        conn.prepare_cached("UPDATE account SET epoch = epoch + 1 WHERE id = :id")?
            .execute(named_params! {":id": id})?;
        Ok(())
    }

    pub fn set_active(conn: &Connection, id: AccountId, active: bool) -> Result<(), AccountsError> {
        conn.prepare_cached("UPDATE account SET active = :active WHERE id = :id")?
            .execute(named_params! {":id": id, ":active": active})?;
        Ok(())
    }

    pub fn set_role(conn: &Connection, id: AccountId, role: Role) -> Result<(), AccountsError> {
        conn.prepare_cached("UPDATE account SET role = :role WHERE id = :id")?
            .execute(named_params! {":id": id, ":role": role})?;
        Ok(())
    }

    /// Its key slots go with it.
    pub fn delete(conn: &Connection, id: AccountId) -> Result<(), AccountsError> {
        conn.prepare_cached("DELETE FROM account WHERE id = :id")?
            .execute(named_params! {":id": id})?;
        Ok(())
    }
}

impl ToSql for AccountId {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::from(self.as_uuid().as_bytes().to_vec()))
    }
}

impl FromSql for AccountId {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        Uuid::from_slice(value.as_blob()?)
            .map(Self::from_uuid)
            .map_err(FromSqlError::other)
    }
}

impl ToSql for Role {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::from(match self {
            Self::Member => "member",
            Self::Administrator => "administrator",
        }))
    }
}

impl FromSql for Role {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        match value.as_str()? {
            "member" => Ok(Self::Member),
            "administrator" => Ok(Self::Administrator),
            _ => Err(FromSqlError::InvalidType),
        }
    }
}
