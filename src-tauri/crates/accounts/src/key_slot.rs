//! A key slot: an account's data key, wrapped so that only one thing opens it: the password, the recovery code, or the
//! secret in a device's keychain.
//!
//! There is no password hash beside it: that the slot opens *is* the check. Password → Argon2id → HKDF-SHA256 →
//! XChaCha20-Poly1305 over the data key. The other two are random: they go into HKDF as they are.

use std::fmt;

use chacha20poly1305::aead::{Aead, Payload};
use chacha20poly1305::{KeyInit, XChaCha20Poly1305, XNonce};
use hkdf::Hkdf;
use sha2::Sha256;
use zeroize::Zeroizing;

use crate::account::AccountId;
use crate::cost::{Cost, Parameters, SALT_LENGTH};
use crate::data_key::{self, DataKey};
use crate::device::DeviceSecret;
use crate::recovery_code::RecoveryCode;
use crate::{AccountsError, random};

/// Bytes of the nonce: long enough that random ones never meet.
pub(crate) const NONCE_LENGTH: usize = 24;

/// Bytes of a wrapped key: the key and Poly1305's tag.
pub(crate) const WRAPPED_LENGTH: usize = data_key::LENGTH + 16;

/// The layout that is written. A change of algorithm, of the associated data or of the HKDF info is a new version.
pub(crate) const VERSION: u32 = 1;

/// What kind of thing opens a slot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SlotKind {
    Password,
    Recovery,
    Device,
}

/// What opens a slot.
#[derive(Clone, Copy)]
pub(crate) enum Secret<'a> {
    Password(&'a str),
    Recovery(&'a RecoveryCode),
    Device(&'a DeviceSecret),
}

impl Secret<'_> {
    pub fn kind(self) -> SlotKind {
        match self {
            Self::Password(_) => SlotKind::Password,
            Self::Recovery(_) => SlotKind::Recovery,
            Self::Device(_) => SlotKind::Device,
        }
    }
}

impl SlotKind {
    /// How the database names it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Password => "password",
            Self::Recovery => "recovery",
            Self::Device => "device",
        }
    }

    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Password, Self::Recovery]
            .into_iter()
            .find(|kind| kind.name() == name)
    }

    fn code(self) -> u8 {
        match self {
            Self::Password => 1,
            Self::Recovery => 2,
            Self::Device => 3,
        }
    }

    /// Separates this use of the derived key from every other one that may come.
    fn hkdf_info(self) -> &'static [u8] {
        match self {
            Self::Password => b"bookplate.accounts.v1.key-slot.password.wrapping-key",
            Self::Recovery => b"bookplate.accounts.v1.key-slot.recovery.wrapping-key",
            Self::Device => b"bookplate.accounts.v1.key-slot.device.wrapping-key",
        }
    }
}

/// A wrapped data key with all that is needed to open it, but the secret.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct KeySlot {
    pub kind: SlotKind,
    /// All zero where nothing is stretched.
    pub parameters: Parameters,
    pub salt: [u8; SALT_LENGTH],
    pub nonce: [u8; NONCE_LENGTH],
    pub wrapped: [u8; WRAPPED_LENGTH],
}

impl KeySlot {
    /// Wraps `key` for `account` under `secret`, with fresh salt and nonce. The parameters are for a password.
    pub fn wrap(
        account: AccountId,
        key: &DataKey,
        secret: Secret<'_>,
        cost: &Cost,
        parameters: Parameters,
    ) -> Result<Self, AccountsError> {
        let mut slot = match secret {
            Secret::Password(_) => Self::decoy(parameters)?,
            Secret::Recovery(_) | Secret::Device(_) => Self {
                kind: secret.kind(),
                ..Self::decoy(Parameters::NONE)?
            },
        };
        let sealed = slot
            .cipher(secret, cost)?
            .encrypt(
                &XNonce::from(slot.nonce),
                Payload {
                    msg: key.expose(),
                    aad: &slot.associated_data(account),
                },
            )
            .map_err(|_| AccountsError::Storage)?;
        slot.wrapped
            .copy_from_slice(sealed.get(..WRAPPED_LENGTH).unwrap_or_default());
        Ok(slot)
    }

    /// A slot that no password opens, for the name that no account has: trying it is the same work.
    pub fn decoy(parameters: Parameters) -> Result<Self, AccountsError> {
        let mut slot = Self {
            kind: SlotKind::Password,
            parameters,
            salt: [0; SALT_LENGTH],
            nonce: [0; NONCE_LENGTH],
            wrapped: [0; WRAPPED_LENGTH],
        };
        random::fill(&mut slot.salt)?;
        random::fill(&mut slot.nonce)?;
        random::fill(&mut slot.wrapped)?;
        Ok(slot)
    }

    /// The data key, or nothing: wrong secret, another account's slot or a changed byte, which nobody can tell apart.
    pub fn unwrap(
        &self,
        account: AccountId,
        secret: Secret<'_>,
        cost: &Cost,
    ) -> Result<Option<DataKey>, AccountsError> {
        let opened = self.cipher(secret, cost)?.decrypt(
            &XNonce::from(self.nonce),
            Payload {
                msg: &self.wrapped,
                aad: &self.associated_data(account),
            },
        );
        Ok(opened
            .ok()
            .map(Zeroizing::new)
            .and_then(|bytes| DataKey::from_slice(&bytes)))
    }

    fn cipher(&self, secret: Secret<'_>, cost: &Cost) -> Result<XChaCha20Poly1305, AccountsError> {
        let hkdf = match secret {
            Secret::Password(password) => {
                let stretched = cost.derive(password, &self.salt, self.parameters)?;
                Hkdf::<Sha256>::new(None, stretched.as_slice())
            }
            Secret::Recovery(code) => Hkdf::<Sha256>::new(Some(&self.salt), code.secret()),
            Secret::Device(device) => Hkdf::<Sha256>::new(Some(&self.salt), device.secret()),
        };
        let mut wrapping_key = Zeroizing::new([0; 32]);
        hkdf.expand(self.kind.hkdf_info(), wrapping_key.as_mut_slice())
            .map_err(|_| AccountsError::Storage)?;
        XChaCha20Poly1305::new_from_slice(wrapping_key.as_slice())
            .map_err(|_| AccountsError::Storage)
    }

    /// Binds the wrapped key to everything beside it. Every part has a fixed length, so no two slots share an encoding.
    fn associated_data(&self, account: AccountId) -> Vec<u8> {
        let Parameters {
            memory_kib,
            passes,
            lanes,
        } = self.parameters;
        let mut data = Vec::with_capacity(96);
        data.extend_from_slice(b"bookplate key slot\0");
        data.extend_from_slice(&VERSION.to_le_bytes());
        data.push(self.kind.code());
        data.extend_from_slice(account.as_uuid().as_bytes());
        for parameter in [memory_kib, passes, lanes] {
            data.extend_from_slice(&parameter.to_le_bytes());
        }
        data.extend_from_slice(&self.salt);
        data
    }
}

impl fmt::Debug for KeySlot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("KeySlot")
            .field("kind", &self.kind)
            .field("parameters", &self.parameters)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::clock::SystemClock;

    const PASSWORD: &str = "walnut gravel umbrella tide";

    fn fixture() -> (Cost, AccountId, DataKey, KeySlot) {
        let cost = Cost::for_tests();
        let parameters = cost.choose(&SystemClock::new()).unwrap();
        let account = AccountId::from_uuid(Uuid::from_u128(7));
        let key = DataKey::random().unwrap();
        let slot =
            KeySlot::wrap(account, &key, Secret::Password(PASSWORD), &cost, parameters).unwrap();
        (cost, account, key, slot)
    }

    #[test]
    fn the_password_gives_the_key_back() {
        let (cost, account, key, slot) = fixture();
        let opened = slot
            .unwrap(account, Secret::Password(PASSWORD), &cost)
            .unwrap()
            .unwrap();
        assert_eq!(opened.expose(), key.expose());
    }

    #[test]
    fn another_password_or_account_does_not() {
        let (cost, account, _, slot) = fixture();
        let opens = |account, password| {
            let opened = slot.unwrap(account, Secret::Password(password), &cost);
            opened.unwrap().is_some()
        };
        assert!(!opens(account, ""));
        assert!(!opens(account, "Walnut gravel umbrella tide"));
        assert!(!opens(AccountId::from_uuid(Uuid::from_u128(8)), PASSWORD));
    }

    #[test]
    fn a_recovery_code_opens_its_own_slot_without_argon2() {
        let (cost, account, key, password_slot) = fixture();
        let before = cost.work().runs;
        let code = RecoveryCode::random().unwrap();
        let wrap = |parameters| {
            KeySlot::wrap(account, &key, Secret::Recovery(&code), &cost, parameters).unwrap()
        };
        let slot = wrap(password_slot.parameters);
        assert_eq!(slot.parameters, Parameters::NONE);
        let opened = slot
            .unwrap(account, Secret::Recovery(&code), &cost)
            .unwrap();
        assert_eq!(opened.unwrap().expose(), key.expose());
        let another = RecoveryCode::random().unwrap();
        let opened = slot.unwrap(account, Secret::Recovery(&another), &cost);
        assert!(opened.unwrap().is_none());
        let opened = password_slot.unwrap(account, Secret::Recovery(&code), &cost);
        assert!(opened.unwrap().is_none());
        assert_eq!(cost.work().runs, before);
    }

    #[test]
    fn every_byte_of_a_slot_counts() {
        let (cost, account, _, slot) = fixture();
        let fails = |slot: &KeySlot| {
            slot.unwrap(account, Secret::Password(PASSWORD), &cost)
                .unwrap()
                .is_none()
        };
        for i in 0..WRAPPED_LENGTH {
            let mut bad = slot.clone();
            bad.wrapped[i] ^= 1;
            assert!(fails(&bad), "wrapped byte {i}");
        }
        for i in 0..NONCE_LENGTH {
            let mut bad = slot.clone();
            bad.nonce[i] ^= 0x80;
            assert!(fails(&bad), "nonce byte {i}");
        }
        for i in 0..SALT_LENGTH {
            let mut bad = slot.clone();
            bad.salt[i] ^= 1;
            assert!(fails(&bad), "salt byte {i}");
        }
        let mut bad = slot.clone();
        bad.parameters.passes += 1;
        assert!(fails(&bad), "passes");
        let mut bad = slot.clone();
        bad.parameters.memory_kib += 8;
        assert!(fails(&bad), "memory");
    }

    #[test]
    fn wrapping_twice_never_gives_the_same_slot() {
        let (cost, account, key, slot) = fixture();
        let again = KeySlot::wrap(
            account,
            &key,
            Secret::Password(PASSWORD),
            &cost,
            slot.parameters,
        )
        .unwrap();
        assert_ne!(slot.salt, again.salt);
        assert_ne!(slot.nonce, again.nonce);
        assert_ne!(slot.wrapped, again.wrapped);
    }

    #[test]
    fn the_format_stays_readable() {
        // Also computed with Python's cryptography package. If this fails, every library that exists has become
        // unreadable.
        let slot = KeySlot {
            kind: SlotKind::Password,
            parameters: Parameters {
                memory_kib: 64,
                passes: 1,
                lanes: 1,
            },
            salt: [3; SALT_LENGTH],
            nonce: [5; NONCE_LENGTH],
            wrapped: WRAPPED_BY_VERSION_1,
        };
        let account = AccountId::from_uuid(Uuid::from_u128(7));
        let key = slot
            .unwrap(account, Secret::Password(PASSWORD), &Cost::for_tests())
            .unwrap()
            .unwrap();
        assert_eq!(key.expose(), &[9; 32]);
    }

    const WRAPPED_BY_VERSION_1: [u8; WRAPPED_LENGTH] = [
        135, 147, 8, 3, 241, 140, 145, 253, 139, 58, 95, 244, 216, 22, 192, 45, 178, 169, 1, 73,
        223, 224, 69, 55, 8, 62, 163, 20, 7, 181, 211, 214, 5, 116, 172, 153, 88, 0, 122, 58, 60,
        128, 178, 236, 227, 112, 102, 187,
    ];

    #[test]
    fn debug_shows_neither_key_nor_slot() {
        let (.., key, slot) = fixture();
        assert_eq!(format!("{key:?}"), "DataKey(…)");
        assert!(!format!("{slot:?}").contains("wrapped"));
    }
}
