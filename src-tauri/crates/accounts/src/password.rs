//! A password as it is typed, and the rules that a new one must meet.

use std::fmt;

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use unicode_normalization::{UnicodeNormalization, is_nfc};
use zeroize::Zeroizing;

use crate::strength::strength;

/// Characters that a new password needs at least.
pub const MINIMUM_LENGTH: u32 = 12;

/// Characters that a password may have at most.
pub const MAXIMUM_LENGTH: u32 = 1024;

/// Score (of 0–4) that a new password needs at least.
pub const MINIMUM_SCORE: u8 = 3;

/// NFC can shorten a text, never by more than this factor for what a keyboard or a password manager gives; beyond it
/// the text is not even normalised, so that a text of a megabyte costs nothing.
const MAXIMUM_RAW_BYTES: usize = MAXIMUM_LENGTH as usize * 4 * 4;

/// What a person typed as a password. It is wiped when dropped and never shown.
///
/// Kept in Unicode form NFC, so that the same characters give the same key whichever keyboard typed them. Any text is a
/// `Password`; the rules apply where one is *set*, so that whoever logs in learns nothing but "wrong".
pub struct Password {
    kind: Kind,
}

enum Kind {
    Text(Zeroizing<String>),
    /// Too long to be anyone's password: only its length is kept.
    Oversized {
        found: u32,
    },
}

impl Password {
    /// Takes the text over: the given buffer is wiped.
    #[must_use]
    pub fn new(text: String) -> Self {
        let text = Zeroizing::new(text);
        if text.len() > MAXIMUM_RAW_BYTES {
            return Self::oversized(&text);
        }
        let normal = if is_nfc(&text) {
            text
        } else {
            // NFC grows a text at most threefold (Unicode Standard Annex 15, table 3); with the room reserved, no
            // outgrown buffer is left behind unwiped.
            let mut normal = Zeroizing::new(String::with_capacity(text.len() * 3));
            normal.extend(text.nfc());
            normal
        };
        if characters(&normal) > MAXIMUM_LENGTH {
            return Self::oversized(&normal);
        }
        Self {
            kind: Kind::Text(normal),
        }
    }

    fn oversized(text: &str) -> Self {
        Self {
            kind: Kind::Oversized {
                found: characters(text),
            },
        }
    }

    /// What keeps this password from protecting the account called `name`, if anything does.
    #[must_use]
    pub fn problem(&self, name: &str) -> Option<PasswordProblem> {
        strength(self, name).problem
    }

    /// The text, if it may be set as the password of the account called `name`.
    pub(crate) fn to_set(&self, name: &str) -> Result<&str, PasswordProblem> {
        match (self.problem(name), self.text()) {
            (None, Some(text)) => Ok(text),
            (Some(problem), _) => Err(problem),
            (None, None) => Err(PasswordProblem::TooLong {
                maximum: MAXIMUM_LENGTH,
                found: u32::MAX,
            }),
        }
    }

    /// The text, or nothing when it is too long to be any account's password.
    pub(crate) fn text(&self) -> Option<&str> {
        match &self.kind {
            Kind::Text(text) => Some(text),
            Kind::Oversized { .. } => None,
        }
    }

    /// The rules that need no estimate of strength.
    pub(crate) fn formal_problem(&self) -> Option<PasswordProblem> {
        let text = match &self.kind {
            Kind::Oversized { found } => {
                return Some(PasswordProblem::TooLong {
                    maximum: MAXIMUM_LENGTH,
                    found: *found,
                });
            }
            Kind::Text(text) => text,
        };
        if text.chars().any(char::is_control) {
            return Some(PasswordProblem::ControlCharacter);
        }
        let found = characters(text);
        (found < MINIMUM_LENGTH).then_some(PasswordProblem::TooShort {
            minimum: MINIMUM_LENGTH,
            found,
        })
    }
}

fn characters(text: &str) -> u32 {
    u32::try_from(text.chars().count()).unwrap_or(u32::MAX)
}

impl fmt::Debug for Password {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Password(…)")
    }
}

/// Why a password cannot be set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS, thiserror::Error)]
#[serde(
    tag = "code",
    rename_all = "camelCase",
    rename_all_fields = "camelCase"
)]
#[ts(export)]
pub enum PasswordProblem {
    /// Fewer characters than [`MINIMUM_LENGTH`].
    #[error("A password needs at least {minimum} characters; this one has {found}.")]
    TooShort {
        /// Characters needed.
        minimum: u32,
        /// Characters found.
        found: u32,
    },
    /// More characters than [`MAXIMUM_LENGTH`].
    #[error("A password can have at most {maximum} characters; this one has {found}.")]
    TooLong {
        /// Characters allowed.
        maximum: u32,
        /// Characters found.
        found: u32,
    },
    /// A tab, a line break, NUL or the like: it could not be typed again.
    #[error("A password cannot contain control characters such as tabs or line breaks.")]
    ControlCharacter,
    /// Long enough, but easy to guess.
    #[error("This password is too easy to guess. A few uncommon words make a better one.")]
    TooEasyToGuess {
        /// Score needed, of 4.
        minimum: u8,
        /// Score found.
        found: u8,
    },
}

#[cfg(test)]
mod tests {
    use super::*;

    fn formal(text: &str) -> Option<PasswordProblem> {
        Password::new(text.to_owned()).formal_problem()
    }

    #[test]
    fn length_is_counted_in_characters() {
        assert_eq!(
            formal(""),
            Some(PasswordProblem::TooShort {
                minimum: 12,
                found: 0
            })
        );
        assert_eq!(
            formal("elevenchars"),
            Some(PasswordProblem::TooShort {
                minimum: 12,
                found: 11
            })
        );
        assert_eq!(formal("ääääääääääää"), None);
        assert_eq!(formal(&"日".repeat(1024)), None);
        assert_eq!(
            formal(&"日".repeat(1025)),
            Some(PasswordProblem::TooLong {
                maximum: 1024,
                found: 1025
            })
        );
    }

    #[test]
    fn a_megabyte_is_refused_and_not_kept() {
        let huge = Password::new("x".repeat(1_000_000));
        assert!(huge.text().is_none());
        assert_eq!(
            huge.formal_problem(),
            Some(PasswordProblem::TooLong {
                maximum: 1024,
                found: 1_000_000
            })
        );
    }

    #[test]
    fn control_characters_are_refused_and_spaces_kept() {
        for control in ['\0', '\n', '\t', '\u{7f}', '\u{85}'] {
            assert_eq!(
                formal(&format!("long enough{control}for sure")),
                Some(PasswordProblem::ControlCharacter)
            );
        }
        let spaced = Password::new("  spaces stay  ".to_owned());
        assert_eq!(spaced.text(), Some("  spaces stay  "));
    }

    #[test]
    fn composed_and_decomposed_are_one_password() {
        let composed = Password::new("\u{e5}ngström".to_owned());
        let decomposed = Password::new("a\u{30a}ngstro\u{308}m".to_owned());
        assert_eq!(composed.text(), decomposed.text());
    }

    #[test]
    fn compatibility_forms_stay_apart() {
        // NFC, not NFKC: folding ﬁ into fi would throw away what the person chose.
        let ligature = Password::new("\u{fb01}".to_owned());
        assert_eq!(ligature.text(), Some("\u{fb01}"));
    }

    #[test]
    fn debug_shows_nothing() {
        let secret = Password::new("correct horse battery".to_owned());
        assert_eq!(format!("{secret:?}"), "Password(…)");
    }
}
