//! The tables of `accounts.db`, and how an older file becomes a current one.

use rusqlite::{Connection, TransactionBehavior};

use crate::AccountsError;

/// `BPac` in the file's header: this is a Bookplate accounts file.
pub(super) const APPLICATION_ID: u32 = 0x4250_6163;

/// Each brings the file one version further. Append only: a migration that has shipped is never edited.
pub(super) const MIGRATIONS: &[&str] = &[FIRST, SECOND];

/// The version that this program writes.
pub(super) const CURRENT: u32 = 2;

const _: () = assert!(MIGRATIONS.len() == CURRENT as usize);

const FIRST: &str = "
-- One row: what belongs to the installation and not to an account.
CREATE TABLE installation (
    one             INTEGER PRIMARY KEY CHECK (one = 1),
    argon2_memory   INTEGER NOT NULL,
    argon2_passes   INTEGER NOT NULL,
    argon2_lanes    INTEGER NOT NULL
) STRICT;

CREATE TABLE account (
    -- Rises with every registration: the order of age, which a clock set back would confuse.
    seq             INTEGER PRIMARY KEY AUTOINCREMENT,
    id              BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    name            TEXT NOT NULL CHECK (name <> ''),
    -- The name without regard to case.
    name_key        TEXT NOT NULL UNIQUE CHECK (name_key <> ''),
    role            TEXT NOT NULL CHECK (role IN ('member', 'administrator')),
    active          INTEGER NOT NULL CHECK (active IN (0, 1)),
    created         TEXT NOT NULL,
    -- Rises with every change that ends the account's sessions, so that other processes notice.
    epoch           INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE key_slot (
    account         INTEGER NOT NULL REFERENCES account (seq) ON DELETE CASCADE,
    kind            TEXT NOT NULL,
    version         INTEGER NOT NULL,
    argon2_memory   INTEGER NOT NULL,
    argon2_passes   INTEGER NOT NULL,
    argon2_lanes    INTEGER NOT NULL,
    salt            BLOB NOT NULL CHECK (length(salt) = 16),
    nonce           BLOB NOT NULL CHECK (length(nonce) = 24),
    wrapped         BLOB NOT NULL CHECK (length(wrapped) = 48),
    PRIMARY KEY (account, kind)
) STRICT, WITHOUT ROWID;

-- Accounts that are gone, but whose library may still lie in its folder.
CREATE TABLE deletion (
    account         BLOB PRIMARY KEY CHECK (length(account) = 16),
    since           TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Attempts to log in since the last that succeeded. The subject is 16 bits of a hash of the name that was tried, whether
-- an account has it or not.
CREATE TABLE throttle (
    subject         INTEGER PRIMARY KEY,
    attempts        INTEGER NOT NULL,
    -- Seconds since 1970.
    last            INTEGER NOT NULL
) STRICT;
";

const SECOND: &str = "
CREATE TABLE key_slot_of_stages (
    account         INTEGER NOT NULL REFERENCES account (seq) ON DELETE CASCADE,
    kind            TEXT NOT NULL,
    -- 'pending' while the library is being encrypted anew: such a slot has the key that it will have then.
    stage           TEXT NOT NULL CHECK (stage IN ('current', 'pending')),
    version         INTEGER NOT NULL,
    argon2_memory   INTEGER NOT NULL,
    argon2_passes   INTEGER NOT NULL,
    argon2_lanes    INTEGER NOT NULL,
    salt            BLOB NOT NULL CHECK (length(salt) = 16),
    nonce           BLOB NOT NULL CHECK (length(nonce) = 24),
    wrapped         BLOB NOT NULL CHECK (length(wrapped) = 48),
    -- When the password or the code was set: an instant in UTC, or nothing where an older version set it.
    made            TEXT NOT NULL,
    PRIMARY KEY (account, kind, stage)
) STRICT, WITHOUT ROWID;
INSERT INTO key_slot_of_stages
    SELECT account, kind, 'current', version, argon2_memory, argon2_passes, argon2_lanes, salt, nonce, wrapped, ''
    FROM key_slot;
DROP TABLE key_slot;
ALTER TABLE key_slot_of_stages RENAME TO key_slot;

-- Devices that stay signed in. While a secret is being exchanged for the next one, a device has two rows.
CREATE TABLE device_slot (
    id              BLOB PRIMARY KEY CHECK (length(id) = 16),
    device          BLOB NOT NULL CHECK (length(device) = 16),
    account         INTEGER NOT NULL REFERENCES account (seq) ON DELETE CASCADE,
    label           TEXT NOT NULL,
    created         TEXT NOT NULL,
    used            TEXT NOT NULL,
    -- When the password was typed, in seconds since 1970.
    since           INTEGER NOT NULL,
    version         INTEGER NOT NULL,
    salt            BLOB NOT NULL CHECK (length(salt) = 16),
    nonce           BLOB NOT NULL CHECK (length(nonce) = 24),
    wrapped         BLOB NOT NULL CHECK (length(wrapped) = 48)
) STRICT, WITHOUT ROWID;

-- What an account wishes that must be known before its library is open.
CREATE TABLE account_setting (
    account         INTEGER NOT NULL REFERENCES account (seq) ON DELETE CASCADE,
    name            TEXT NOT NULL,
    value           TEXT NOT NULL,
    PRIMARY KEY (account, name)
) STRICT, WITHOUT ROWID;
";

/// Runs the migrations that the file lacks, each whole or not at all. Another process may be doing the same.
pub(super) fn migrate(conn: &mut Connection, migrations: &[&str]) -> Result<(), AccountsError> {
    loop {
        let tx = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let version: u32 = tx.pragma_query_value(None, "user_version", |row| row.get(0))?;
        let Some(migration) = migrations.get(version as usize) else {
            return Ok(());
        };
        tx.execute_batch(migration)?;
        tx.pragma_update(None, "application_id", APPLICATION_ID)?;
        tx.pragma_update(None, "user_version", version + 1)?;
        tx.commit()?;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn version(conn: &Connection) -> u32 {
        conn.pragma_query_value(None, "user_version", |row| row.get(0))
            .unwrap()
    }

    #[test]
    fn a_migration_that_fails_leaves_nothing_behind() {
        let mut conn = Connection::open_in_memory().unwrap();
        migrate(&mut conn, MIGRATIONS).unwrap();
        let broken = [
            FIRST,
            SECOND,
            "CREATE TABLE half (id INTEGER PRIMARY KEY); CREATE TABLE account (id);",
        ];
        assert!(migrate(&mut conn, &broken).is_err());
        assert_eq!(version(&conn), CURRENT);
        assert!(conn.prepare("SELECT 1 FROM half").is_err());
    }

    #[test]
    fn the_passwords_of_the_first_version_stay() {
        let mut conn = Connection::open_in_memory().unwrap();
        migrate(&mut conn, &MIGRATIONS[..1]).unwrap();
        conn.execute_batch(
            "INSERT INTO account (seq, id, name, name_key, role, active, created)
             VALUES (1, zeroblob(16), 'Ada', 'ada', 'administrator', 1, '2026-11-22T15:47:03Z');
             INSERT INTO key_slot
             VALUES (1, 'password', 1, 65536, 3, 1, zeroblob(16), zeroblob(24), zeroblob(48));",
        )
        .unwrap();
        migrate(&mut conn, MIGRATIONS).unwrap();
        let kept: (String, String, u32) = conn
            .query_row(
                "SELECT kind, stage, argon2_memory FROM key_slot",
                [],
                |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
            )
            .unwrap();
        assert_eq!(kept, ("password".to_owned(), "current".to_owned(), 65536));
        let problems = conn.prepare("PRAGMA foreign_key_check").unwrap().exists([]);
        assert!(!problems.unwrap());
    }

    #[test]
    fn a_later_migration_keeps_what_is_there() {
        let mut conn = Connection::open_in_memory().unwrap();
        migrate(&mut conn, MIGRATIONS).unwrap();
        conn.execute("INSERT INTO installation VALUES (1, 65536, 3, 1)", [])
            .unwrap();
        let longer = [
            FIRST,
            SECOND,
            "ALTER TABLE installation ADD COLUMN note TEXT;",
        ];
        migrate(&mut conn, &longer).unwrap();
        migrate(&mut conn, &longer).unwrap();
        assert_eq!(version(&conn), CURRENT + 1);
        let memory: i64 = conn
            .query_row("SELECT argon2_memory FROM installation", [], |row| {
                row.get(0)
            })
            .unwrap();
        assert_eq!(memory, 65536);
    }
}
