//! Who may open which library: accounts, passwords, keys, sessions and access tokens.
//!
//! Each account's library is encrypted with a random *data key*. `accounts.db` holds that key only wrapped, in a slot that
//! the account's password opens, and one for its recovery code; that the slot opens is the check, there is no hash beside it.
//! Logging in
//! gives the data key, for opening the library, and an access token, which the window shows with every call.
//!
//! What stays true:
//! - Nothing that is stored opens a library without a password.
//! - A token is worth nothing without its session, and a session nothing once its account is deactivated or gone,
//!   whichever process did that.
//! - A wrong name and a wrong password cannot be told apart, by the error or by the work.
//! - A file that is not understood is refused and left as it is. Damage never ends in an empty start.
//!
//! This crate knows no books and no window.

pub mod name;
pub mod password;
pub mod token;

mod account;
mod accounts;
mod administration;
mod bundle;
mod clock;
mod cost;
mod data_key;
mod deletion;
mod device;
mod error;
mod key_slot;
mod log_in;
mod password_change;
mod random;
mod recovery;
mod recovery_code;
mod registration;
mod rotation;
mod session;
mod setting;
mod store;
mod strength;
mod throttle;

pub use account::{Account, AccountId, Role};
pub use accounts::{Accounts, Settings};
pub use bundle::{BundleSecret, KeyBundle};
pub use clock::{Clock, SystemClock};
pub use cost::{Cost, Work};
pub use data_key::DataKey;
pub use device::{Device, DeviceId, DeviceSecret};
pub use error::AccountsError;
pub use name::NameProblem;
pub use password::{Password, PasswordProblem};
pub use recovery::NewRecoveryCode;
pub use recovery_code::{RECOVERY_CODE_GROUPS, RecoveryCode, RecoveryCodeProblem};
pub use registration::Prepared;
pub use rotation::Rotation;
pub use session::{EndReason, Session, SessionEnd, SessionId, Verified};
pub use store::Stage;
pub use strength::{Strength, StrengthSuggestion, StrengthWarning, strength};
pub use token::{Refused, Token, TokenKey};
