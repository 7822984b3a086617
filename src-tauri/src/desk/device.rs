//! Staying signed in on this device.

use accounts::{AccountsError, Device, DeviceId, DeviceSecret, Password, Verified};

use super::{Desk, DeskError, Opened};

/// Whether this device stays signed in after a log-in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stay {
    /// The password is asked for at the next start.
    No,
    /// The keychain takes a secret that opens the account for thirty days.
    Yes,
}

impl Desk {
    /// Why nobody can stay signed in here, in the reader's words; nothing where they can.
    #[must_use]
    pub fn no_keychain(&self) -> Option<String> {
        self.keychain.problem()
    }

    /// As [`log_in`](Self::log_in); and the device stays signed in, if that is wished and the keychain takes the secret.
    /// Who was to stay signed in on it before does not any more.
    pub fn log_in_and(
        &self,
        name: &str,
        password: &Password,
        stay: Stay,
    ) -> Result<Opened, DeskError> {
        let session = self.accounts.log_in(name, password)?;
        if stay == Stay::Yes && session.stage == accounts::Stage::Current {
            let secret = self.accounts.remember_device(&session, &this_device())?;
            self.put_by(&secret);
        }
        self.seat(session)
    }

    /// Signs in whom the keychain knows, if anybody.
    pub fn resume(&self) -> Result<Option<Opened>, DeskError> {
        let Some(secret) = self.kept_secret() else {
            return Ok(None);
        };
        match self.accounts.resume(&secret) {
            Ok((session, next)) => {
                self.put_by(&next);
                self.seat(session).map(Some)
            }
            // Thirty days have passed, or it was revoked: the keychain need not keep it any longer.
            Err(AccountsError::WrongCredentials | AccountsError::Deactivated) => {
                let _ = self.keychain.forget();
                Ok(None)
            }
            Err(error) => Err(error.into()),
        }
    }

    /// Only once the keychain has the new secret does the former one end. What it does not take opens nothing for long.
    fn put_by(&self, secret: &DeviceSecret) {
        let kept = self.keychain.write(&secret.text());
        if kept.is_ok()
            && let Err(error) = self.accounts.forget_former_secret(secret)
        {
            tracing::warn!(%error, "a former secret of this device opens the account still");
        }
    }

    /// The devices that stay signed in to `verified`'s account, and which of them is this one.
    pub fn devices(
        &self,
        verified: &Verified,
    ) -> Result<(Vec<Device>, Option<DeviceId>), DeskError> {
        let account = verified.account.id;
        let this = match self.kept_secret() {
            Some(secret) => self.accounts.device_of(account, &secret)?,
            None => None,
        };
        Ok((self.accounts.devices(account)?, this))
    }

    /// Ends staying signed in on a device of `verified`'s account.
    pub fn forget_device(&self, verified: &Verified, device: DeviceId) -> Result<(), DeskError> {
        let account = verified.account.id;
        if let Some(secret) = self.kept_secret()
            && self.accounts.device_of(account, &secret)? == Some(device)
        {
            let _ = self.keychain.forget();
        }
        Ok(self.accounts.forget_device(account, device)?)
    }

    /// Logging out ends staying signed in on this device, as far as it was for this account.
    pub fn forget_this_device(&self, verified: &Verified) -> Result<(), DeskError> {
        let account = verified.account.id;
        let Some(secret) = self.kept_secret() else {
            return Ok(());
        };
        match self.accounts.device_of(account, &secret)? {
            Some(device) => self.forget_device(verified, device),
            None => Ok(()),
        }
    }

    fn kept_secret(&self) -> Option<DeviceSecret> {
        let text = self.keychain.read().ok()??;
        DeviceSecret::parse(&text)
    }
}

/// What the list of devices calls this one.
fn this_device() -> String {
    let computer = gethostname::gethostname();
    let computer = computer.to_string_lossy();
    let system = match std::env::consts::OS {
        "linux" => "Linux",
        "macos" => "macOS",
        "windows" => "Windows",
        other => other,
    };
    format!("{computer} ({system})")
}
