//! What belongs to the installation: the cost of a password check, calibrated once.

use rusqlite::{Connection, OptionalExtension, named_params};

use crate::AccountsError;
use crate::cost::Parameters;

impl Parameters {
    /// The installation's cost, if it has been calibrated.
    pub fn of_installation(conn: &Connection) -> Result<Option<Self>, AccountsError> {
        Ok(conn
            .prepare_cached("SELECT argon2_memory, argon2_passes, argon2_lanes FROM installation")?
            .query_row([], |row| {
                Ok(Self {
                    memory_kib: row.get(0)?,
                    passes: row.get(1)?,
                    lanes: row.get(2)?,
                })
            })
            .optional()?)
    }

    pub fn keep_for_installation(self, conn: &Connection) -> Result<(), AccountsError> {
        conn.prepare_cached(
            "INSERT OR REPLACE INTO installation (one, argon2_memory, argon2_passes, argon2_lanes)
             VALUES (1, :memory, :passes, :lanes)",
        )?
        .execute(named_params! {
            ":memory": self.memory_kib,
            ":passes": self.passes,
            ":lanes": self.lanes,
        })?;
        Ok(())
    }
}
