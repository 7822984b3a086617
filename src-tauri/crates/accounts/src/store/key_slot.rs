//! The table of key slots.

use rusqlite::types::Type;
use rusqlite::{Connection, OptionalExtension, Row, named_params};

use crate::AccountsError;
use crate::account::AccountId;
use crate::cost::Parameters;
use crate::key_slot::{KeySlot, SlotKind, VERSION};

impl KeySlot {
    /// The slot that the account's password opens.
    pub fn of_password(
        conn: &Connection,
        account: AccountId,
    ) -> Result<Option<Self>, AccountsError> {
        let found = conn
            .prepare_cached(
                "SELECT version, s.argon2_memory, s.argon2_passes, s.argon2_lanes, salt, nonce, wrapped
                 FROM key_slot AS s JOIN account ON account.seq = s.account
                 WHERE account.id = :id AND kind = :kind",
            )?
            .query_row(
                named_params! {":id": account, ":kind": SlotKind::Password.name()},
                |row| Ok((row.get::<_, u32>(0)?, Self::from_row(row)?)),
            )
            .optional()?;
        match found {
            Some((VERSION, slot)) => Ok(Some(slot)),
            Some(_) => Err(AccountsError::damaged("a key is of an unknown kind")),
            None => Ok(None),
        }
    }

    fn from_row(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            kind: SlotKind::Password,
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

    /// Puts the slot in place of the account's earlier one of its kind.
    pub fn store(&self, conn: &Connection, account: AccountId) -> Result<(), AccountsError> {
        conn.prepare_cached(
            "INSERT OR REPLACE INTO key_slot
                 (account, kind, version, argon2_memory, argon2_passes, argon2_lanes, salt, nonce, wrapped)
             SELECT seq, :kind, :version, :memory, :passes, :lanes, :salt, :nonce, :wrapped
             FROM account WHERE id = :id",
        )?
        .execute(named_params! {
            ":id": account,
            ":kind": self.kind.name(),
            ":version": VERSION,
            ":memory": self.parameters.memory_kib,
            ":passes": self.parameters.passes,
            ":lanes": self.parameters.lanes,
            ":salt": self.salt,
            ":nonce": self.nonce,
            ":wrapped": self.wrapped,
        })?;
        Ok(())
    }
}

fn bytes<const N: usize>(row: &Row<'_>, column: usize) -> rusqlite::Result<[u8; N]> {
    let blob = row.get_ref(column)?.as_blob().map_err(|error| {
        rusqlite::Error::FromSqlConversionFailure(column, Type::Blob, Box::new(error))
    })?;
    <[u8; N]>::try_from(blob).map_err(|error| {
        rusqlite::Error::FromSqlConversionFailure(column, Type::Blob, Box::new(error))
    })
}
