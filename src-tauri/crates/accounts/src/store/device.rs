//! The table of devices that stay signed in.

use rusqlite::{Connection, OptionalExtension, named_params};
use uuid::Uuid;

use crate::AccountsError;
use crate::account::AccountId;
use crate::cost::Parameters;
use crate::device::{Device, DeviceId};
use crate::key_slot::{KeySlot, SlotKind, VERSION};

use super::key_slot::bytes;

/// A device's slot, but for what is wrapped in it.
pub(crate) struct DeviceSlot {
    pub device: DeviceId,
    pub account: AccountId,
    pub label: String,
    pub created: String,
    pub used: String,
    /// When the password was typed, in seconds since 1970.
    pub since: u64,
}

pub(crate) fn insert(
    conn: &Connection,
    id: Uuid,
    slot: &DeviceSlot,
    wrapped: &KeySlot,
) -> Result<(), AccountsError> {
    conn.prepare_cached(
        "INSERT INTO device_slot
             (id, device, account, label, created, used, since, version, salt, nonce, wrapped)
         SELECT :id, :device, seq, :label, :created, :used, :since, :version, :salt, :nonce, :wrapped
         FROM account WHERE id = :account",
    )?
    .execute(named_params! {
        ":id": id.as_bytes(),
        ":device": slot.device.0.as_bytes(),
        ":account": slot.account,
        ":label": slot.label,
        ":created": slot.created,
        ":used": slot.used,
        ":since": i64::try_from(slot.since).unwrap_or(i64::MAX),
        ":version": VERSION,
        ":salt": wrapped.salt,
        ":nonce": wrapped.nonce,
        ":wrapped": wrapped.wrapped,
    })?;
    Ok(())
}

pub(crate) fn find(
    conn: &Connection,
    id: Uuid,
) -> Result<Option<(DeviceSlot, KeySlot)>, AccountsError> {
    Ok(conn
        .prepare_cached(
            "SELECT device, account.id, label, d.created, used, since, salt, nonce, wrapped
             FROM device_slot AS d JOIN account ON account.seq = d.account
             WHERE d.id = :id AND version = :version",
        )?
        .query_row(
            named_params! {":id": id.as_bytes(), ":version": VERSION},
            |row| {
                let slot = DeviceSlot {
                    device: DeviceId(Uuid::from_bytes(bytes(row, 0)?)),
                    account: row.get(1)?,
                    label: row.get(2)?,
                    created: row.get(3)?,
                    used: row.get(4)?,
                    // A time before 1970 is none that lives.
                    since: u64::try_from(row.get::<_, i64>(5)?).unwrap_or(0),
                };
                let wrapped = KeySlot {
                    kind: SlotKind::Device,
                    parameters: Parameters::NONE,
                    salt: bytes(row, 6)?,
                    nonce: bytes(row, 7)?,
                    wrapped: bytes(row, 8)?,
                };
                Ok((slot, wrapped))
            },
        )
        .optional()?)
}

pub(crate) fn of_account(
    conn: &Connection,
    account: AccountId,
) -> Result<Vec<Device>, AccountsError> {
    let mut statement = conn.prepare_cached(
        "SELECT device, label, d.created, max(used) FROM device_slot AS d JOIN account ON account.seq = d.account
         WHERE account.id = :id GROUP BY device ORDER BY max(used) DESC, device",
    )?;
    let devices = statement.query_map(named_params! {":id": account}, |row| {
        Ok(Device {
            id: DeviceId(Uuid::from_bytes(bytes(row, 0)?)),
            label: row.get(1)?,
            created: row.get(2)?,
            used: row.get(3)?,
        })
    })?;
    Ok(devices.collect::<Result<_, _>>()?)
}

/// Of the device that this slot is of, no other one stays.
pub(crate) fn keep_only(conn: &Connection, id: Uuid) -> Result<(), AccountsError> {
    conn.prepare_cached(
        "DELETE FROM device_slot
         WHERE device = (SELECT device FROM device_slot WHERE id = :id) AND id <> :id",
    )?
    .execute(named_params! {":id": id.as_bytes()})?;
    Ok(())
}

pub(crate) fn forget(
    conn: &Connection,
    account: AccountId,
    device: DeviceId,
) -> Result<(), AccountsError> {
    conn.prepare_cached(
        "DELETE FROM device_slot
         WHERE device = :device AND account = (SELECT seq FROM account WHERE id = :id)",
    )?
    .execute(named_params! {":device": device.0.as_bytes(), ":id": account})?;
    Ok(())
}

pub(crate) fn forget_all(conn: &Connection, account: AccountId) -> Result<(), AccountsError> {
    conn.prepare_cached(
        "DELETE FROM device_slot WHERE account = (SELECT seq FROM account WHERE id = :id)",
    )?
    .execute(named_params! {":id": account})?;
    Ok(())
}
