//! The key of one account's library.

use std::fmt;

use zeroize::Zeroizing;

use crate::{AccountsError, random};

/// Bytes in a data key.
pub(crate) const LENGTH: usize = 32;

/// The 32 random bytes that one account's library is encrypted with. Wiped when dropped, never shown.
pub struct DataKey {
    // Boxed: moving the key moves a pointer and leaves no copy of the bytes on the stack.
    bytes: Box<Zeroizing<[u8; LENGTH]>>,
}

impl DataKey {
    pub(crate) fn random() -> Result<Self, AccountsError> {
        let mut key = Self::zero();
        random::fill(key.bytes.as_mut_slice())?;
        Ok(key)
    }

    /// Nothing when `bytes` is not exactly as long as a key.
    pub(crate) fn from_slice(bytes: &[u8]) -> Option<Self> {
        let mut key = Self::zero();
        (bytes.len() == LENGTH).then(|| {
            key.bytes.copy_from_slice(bytes);
            key
        })
    }

    fn zero() -> Self {
        Self {
            bytes: Box::new(Zeroizing::new([0; LENGTH])),
        }
    }

    /// The bytes, for whoever opens the library. Copy them only into memory that is wiped.
    #[must_use]
    pub fn expose(&self) -> &[u8; LENGTH] {
        &self.bytes
    }
}

impl fmt::Debug for DataKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("DataKey(…)")
    }
}
