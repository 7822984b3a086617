//! The table of key slots.

use rusqlite::types::Type;
use rusqlite::{Connection, OptionalExtension, Row, named_params};

use crate::AccountsError;
use crate::account::AccountId;
use crate::cost::Parameters;
use crate::key_slot::{KeySlot, SlotKind, VERSION};

/// Whether a slot has the key that the library has now, or the one that it is about to get.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// The key of before.
    Current,
    /// The key that the library gets while it is encrypted anew.
    Pending,
}

impl Stage {
    fn name(self) -> &'static str {
        match self {
            Self::Current => "current",
            Self::Pending => "pending",
        }
    }
}

impl KeySlot {
    /// The account's slot of that kind and stage, if it has one.
    pub fn find(
        conn: &Connection,
        account: AccountId,
        kind: SlotKind,
        stage: Stage,
    ) -> Result<Option<Self>, AccountsError> {
        let found = conn
            .prepare_cached(
                "SELECT version, s.argon2_memory, s.argon2_passes, s.argon2_lanes, salt, nonce, wrapped
                 FROM key_slot AS s JOIN account ON account.seq = s.account
                 WHERE account.id = :id AND kind = :kind AND stage = :stage",
            )?
            .query_row(
                named_params! {":id": account, ":kind": kind.name(), ":stage": stage.name()},
                |row| Ok((row.get::<_, u32>(0)?, Self::from_row(row, kind)?)),
            )
            .optional()?;
        match found {
            Some((VERSION, slot)) => Ok(Some(slot)),
            Some(_) => Err(AccountsError::damaged("a key is of an unknown kind")),
            None => Ok(None),
        }
    }

    fn from_row(row: &Row<'_>, kind: SlotKind) -> rusqlite::Result<Self> {
        Ok(Self {
            kind,
            parameters: Parameters {
                memory_kib: row.get(1)?,
                passes: row.get(2)?,
                lanes: row.get(3)?,
            },
            salt: bytes(row, 4)?,
            nonce: bytes(row, 5)?,
            wrapped: bytes(row, 6)?,
        })
    }

    /// Puts the slot in place of the account's earlier one of its kind and stage.
    pub fn store(
        &self,
        conn: &Connection,
        account: AccountId,
        stage: Stage,
        made: &str,
    ) -> Result<(), AccountsError> {
        conn.prepare_cached(
            "INSERT OR REPLACE INTO key_slot
                 (account, kind, stage, version, argon2_memory, argon2_passes, argon2_lanes, salt, nonce, wrapped, made)
             SELECT seq, :kind, :stage, :version, :memory, :passes, :lanes, :salt, :nonce, :wrapped, :made
             FROM account WHERE id = :id",
        )?
        .execute(named_params! {
            ":id": account,
            ":kind": self.kind.name(),
            ":stage": stage.name(),
            ":version": VERSION,
            ":memory": self.parameters.memory_kib,
            ":passes": self.parameters.passes,
            ":lanes": self.parameters.lanes,
            ":salt": self.salt,
            ":nonce": self.nonce,
            ":wrapped": self.wrapped,
            ":made": made,
        })?;
        Ok(())
    }
}

/// When the slot of that kind was made; nothing where there is none.
pub(crate) fn made(
    conn: &Connection,
    account: AccountId,
    kind: SlotKind,
) -> Result<Option<String>, AccountsError> {
    Ok(conn
        .prepare_cached(
            "SELECT made FROM key_slot AS s JOIN account ON account.seq = s.account
             WHERE account.id = :id AND kind = :kind AND stage = 'current'",
        )?
        .query_row(
            named_params! {":id": account, ":kind": kind.name()},
            |row| row.get(0),
        )
        .optional()?)
}

/// Removes the account's slot of that kind; says whether there was one.
pub(crate) fn remove(
    conn: &Connection,
    account: AccountId,
    kind: SlotKind,
) -> Result<bool, AccountsError> {
    let removed = conn
        .prepare_cached(
            "DELETE FROM key_slot
             WHERE account = (SELECT seq FROM account WHERE id = :id) AND kind = :kind AND stage = 'current'",
        )?
        .execute(named_params! {":id": account, ":kind": kind.name()})?;
    Ok(removed > 0)
}

/// Whether the account's library was about to be encrypted anew.
pub(crate) fn is_pending(conn: &Connection, account: AccountId) -> Result<bool, AccountsError> {
    Ok(conn
        .prepare_cached(
            "SELECT 1 FROM key_slot AS s JOIN account ON account.seq = s.account
             WHERE account.id = :id AND stage = 'pending'",
        )?
        .exists(named_params! {":id": account})?)
}

/// The library has the former key still: the slots with another one go.
pub(crate) fn drop_pending(conn: &Connection, account: AccountId) -> Result<(), AccountsError> {
    drop_stage(conn, account, Stage::Pending)
}

/// The library has the new key: every slot with the former one goes, also those that have no successor.
pub(crate) fn promote_pending(conn: &Connection, account: AccountId) -> Result<(), AccountsError> {
    if !is_pending(conn, account)? {
        return Err(AccountsError::damaged("a key that was made is not there"));
    }
    drop_stage(conn, account, Stage::Current)?;
    conn.prepare_cached(
        "UPDATE key_slot SET stage = 'current' WHERE account = (SELECT seq FROM account WHERE id = :id)",
    )?
    .execute(named_params! {":id": account})?;
    Ok(())
}

fn drop_stage(conn: &Connection, account: AccountId, stage: Stage) -> Result<(), AccountsError> {
    conn.prepare_cached(
        "DELETE FROM key_slot WHERE account = (SELECT seq FROM account WHERE id = :id) AND stage = :stage",
    )?
    .execute(named_params! {":id": account, ":stage": stage.name()})?;
    Ok(())
}

pub(super) fn bytes<const N: usize>(row: &Row<'_>, column: usize) -> rusqlite::Result<[u8; N]> {
    let blob = row.get_ref(column)?.as_blob().map_err(|error| {
        rusqlite::Error::FromSqlConversionFailure(column, Type::Blob, Box::new(error))
    })?;
    <[u8; N]>::try_from(blob).map_err(|error| {
        rusqlite::Error::FromSqlConversionFailure(column, Type::Blob, Box::new(error))
    })
}
