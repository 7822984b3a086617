//! The recovery code: opens the account when the password is forgotten. Random, so that it needs no stretching.

use std::fmt;

use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use crate::{AccountsError, random};

/// Douglas Crockford's alphabet: no letter that looks like a digit, none that makes a word of it.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// Symbols of five random bits each: 135 bits.
const RANDOM: usize = 27;
/// And one that tells a slip of the pen.
const LENGTH: usize = RANDOM + 1;
/// Symbols that are written together.
const GROUP: usize = 4;

/// The groups that a code is written in.
pub const RECOVERY_CODE_GROUPS: usize = LENGTH / GROUP;

/// A recovery code. Wiped when dropped, shown only when asked for by name.
#[derive(Clone, PartialEq, Eq)]
pub struct RecoveryCode {
    // Boxed: moving the code moves a pointer and leaves no copy on the stack.
    symbols: Box<Zeroizing<[u8; LENGTH]>>,
}

impl RecoveryCode {
    pub(crate) fn random() -> Result<Self, AccountsError> {
        let mut code = Self {
            symbols: Box::new(Zeroizing::new([0; LENGTH])),
        };
        random::fill(&mut code.symbols[..RANDOM])?;
        for symbol in &mut code.symbols[..RANDOM] {
            *symbol = ALPHABET[usize::from(*symbol % 32)];
        }
        code.symbols[RANDOM] = check_symbol(&code.symbols[..RANDOM]);
        Ok(code)
    }

    /// Reads what a person typed: in any case, with any spaces and hyphens, with O for 0 and I or L for 1.
    pub fn parse(text: &str) -> Result<Self, RecoveryCodeProblem> {
        let mut symbols = Box::new(Zeroizing::new([0; LENGTH]));
        let mut found = 0;
        for typed in text.chars().filter(|typed| !is_between(*typed)) {
            let symbol = symbol_of(typed).ok_or(RecoveryCodeProblem::Symbol { found: typed })?;
            if let Some(place) = symbols.get_mut(found) {
                *place = symbol;
            }
            found += 1;
        }
        if found != LENGTH {
            return Err(RecoveryCodeProblem::Length { found });
        }
        if symbols[RANDOM] != check_symbol(&symbols[..RANDOM]) {
            return Err(RecoveryCodeProblem::Mistyped);
        }
        Ok(Self { symbols })
    }

    /// As it is written down: seven groups of four.
    #[must_use]
    pub fn shown(&self) -> Zeroizing<String> {
        let mut text = Zeroizing::new(String::with_capacity(LENGTH + RECOVERY_CODE_GROUPS));
        for (index, group) in self.symbols.chunks(GROUP).enumerate() {
            if index > 0 {
                text.push('-');
            }
            text.extend(group.iter().map(|symbol| char::from(*symbol)));
        }
        text
    }

    /// Whether `typed` is the group of that number, the first being 0.
    #[must_use]
    pub fn is_group(&self, number: usize, typed: &str) -> bool {
        let typed = typed.chars().filter(|typed| !is_between(*typed));
        let typed: Option<Zeroizing<Vec<u8>>> = typed
            .map(symbol_of)
            .collect::<Option<_>>()
            .map(Zeroizing::new);
        let group = self.symbols.chunks(GROUP).nth(number);
        matches!((group, typed), (Some(group), Some(typed)) if group == typed.as_slice())
    }

    /// What keys are made of.
    pub(crate) fn secret(&self) -> &[u8] {
        &self.symbols[..RANDOM]
    }
}

impl fmt::Debug for RecoveryCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("RecoveryCode(…)")
    }
}

/// Why a text is no recovery code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RecoveryCodeProblem {
    /// Too few or too many symbols.
    #[error("A recovery code has {LENGTH} letters and digits; this one has {found}.")]
    Length {
        /// Symbols found.
        found: usize,
    },
    /// A sign that no code has.
    #[error("A recovery code has letters and digits only; this one has “{found}”.")]
    Symbol {
        /// What was found.
        found: char,
    },
    /// The last symbol does not go with the others.
    #[error("There is a mistake in this recovery code. Compare it with your copy, group by group.")]
    Mistyped,
}

fn is_between(typed: char) -> bool {
    typed.is_whitespace() || matches!(typed, '-' | '–' | '—' | '\u{2010}' | '\u{2011}')
}

fn symbol_of(typed: char) -> Option<u8> {
    let symbol = match typed.to_ascii_uppercase() {
        'O' => b'0',
        'I' | 'L' => b'1',
        other => u8::try_from(other).ok()?,
    };
    ALPHABET.contains(&symbol).then_some(symbol)
}

fn check_symbol(symbols: &[u8]) -> u8 {
    let mut hash = Sha256::new();
    hash.update(b"bookplate.accounts.v1.recovery-code.check");
    hash.update(symbols);
    ALPHABET[usize::from(hash.finalize()[0] % 32)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_written_in_seven_groups_and_read_back_however_it_is_typed() {
        let code = RecoveryCode::random().unwrap();
        let shown = code.shown();
        assert_eq!(shown.len(), 34);
        assert_eq!(shown.split('-').count(), RECOVERY_CODE_GROUPS);
        let slovenly = shown
            .to_lowercase()
            .replace('-', "  ")
            .replace('0', "o")
            .replace('1', "l");
        for typed in [shown.as_str(), &slovenly, &shown.replace('-', "")] {
            assert!(RecoveryCode::parse(typed).unwrap() == code, "{typed}");
        }
    }

    #[test]
    fn a_slip_is_told_from_a_wrong_code() {
        let code = RecoveryCode::random().unwrap();
        let shown = code.shown();
        assert_eq!(
            RecoveryCode::parse(&shown[..33]),
            Err(RecoveryCodeProblem::Length { found: 27 })
        );
        assert_eq!(
            RecoveryCode::parse(&shown.replacen('-', "!", 1)),
            Err(RecoveryCodeProblem::Symbol { found: '!' })
        );
        let slips = (0..RANDOM).filter(|&place| {
            let mut symbols = code.symbols.clone();
            symbols[place] = if symbols[place] == b'7' { b'8' } else { b'7' };
            let slip = RecoveryCode { symbols }.shown();
            RecoveryCode::parse(&slip) == Err(RecoveryCodeProblem::Mistyped)
        });
        // One symbol checks: it misses one slip of 32.
        assert!(slips.count() >= RANDOM - 6);
    }

    #[test]
    fn a_part_is_compared_as_leniently_as_the_whole() {
        let code = RecoveryCode::random().unwrap();
        let third = code.shown().split('-').nth(2).unwrap().to_lowercase();
        assert!(code.is_group(2, &third));
        assert!(code.is_group(2, &format!(" {third} ")));
        assert!(!code.is_group(2, &third[..3]));
        assert!(!code.is_group(2, ""));
        assert!(!code.is_group(7, &third));
    }

    #[test]
    fn no_two_are_alike_and_debug_shows_nothing() {
        let one = RecoveryCode::random().unwrap();
        assert!(one != RecoveryCode::random().unwrap());
        assert_eq!(format!("{one:?}"), "RecoveryCode(…)");
    }
}
