//! Who may open which library: accounts, passwords, keys, sessions and access tokens.

pub mod password;

mod account;
mod strength;

pub use account::{Account, AccountId, Role};
pub use password::{Password, PasswordProblem};
pub use strength::{Strength, StrengthSuggestion, StrengthWarning, strength};
