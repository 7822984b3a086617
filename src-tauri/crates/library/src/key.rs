//! The key of a library.

use std::fmt;
use std::fmt::Write as _;

use zeroize::Zeroizing;

/// The 32 bytes that a library is encrypted with. Wiped from memory when dropped, and never shown.
#[derive(Clone)]
pub struct LibraryKey {
    // Boxed: moving the key moves a pointer and leaves no copy of the bytes on the stack.
    bytes: Box<Zeroizing<[u8; 32]>>,
}

impl LibraryKey {
    /// A key of these bytes, copied from where they are.
    #[must_use]
    pub fn new(bytes: &[u8; 32]) -> Self {
        let mut key = Self {
            bytes: Box::new(Zeroizing::new([0; 32])),
        };
        key.bytes.copy_from_slice(bytes);
        key
    }

    /// The statement that gives the key to `SQLCipher` as it is. A text of any other length than 64 hexadecimal digits
    /// would silently be taken for a passphrase.
    pub(crate) fn pragma(&self) -> Zeroizing<String> {
        let mut sql = Zeroizing::new(String::with_capacity(96));
        sql.push_str("PRAGMA key = \"x'");
        let start = sql.len();
        for byte in self.bytes.iter() {
            // Writing to a `String` cannot fail.
            let _ = write!(sql, "{byte:02x}");
        }
        assert_eq!(sql.len() - start, 64, "a raw key has 64 hexadecimal digits");
        sql.push_str("'\"");
        sql
    }
}

impl fmt::Debug for LibraryKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("LibraryKey(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_given_raw_and_never_shown() {
        let key = LibraryKey::new(&[0x0a; 32]);
        assert_eq!(
            *key.pragma(),
            format!("PRAGMA key = \"x'{}'\"", "0a".repeat(32))
        );
        assert!(!format!("{key:?}").contains('0'));
    }
}
