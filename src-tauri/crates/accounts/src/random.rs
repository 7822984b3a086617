//! Randomness from the operating system, the only kind that keys are made of.

use uuid::Uuid;

use crate::AccountsError;

/// A random UUID (version 4). `Uuid::new_v4` panics where the system has no randomness to give.
pub(crate) fn uuid() -> Result<Uuid, AccountsError> {
    let mut bytes = [0; 16];
    fill(&mut bytes)?;
    Ok(uuid::Builder::from_random_bytes(bytes).into_uuid())
}

/// Fills `bytes` with random ones, where they are: no copy is left elsewhere.
pub(crate) fn fill(bytes: &mut [u8]) -> Result<(), AccountsError> {
    getrandom::fill(bytes).map_err(|error| {
        tracing::error!(%error, "the operating system gives no randomness");
        AccountsError::NoRandomness
    })
}
