//! What an account may be called, and when two names are the same.

use std::fmt;

use icu_casemap::CaseMapper;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use unicode_normalization::UnicodeNormalization;

/// Characters that a name may have at most, counted in Unicode form NFKC.
pub const MAXIMUM_LENGTH: u32 = 64;

/// The longest text that can still become 64 characters: in NFKC at most four characters compose into one, each at most
/// four bytes in UTF-8. What is longer is refused before any work on it.
const MAXIMUM_RAW_BYTES: usize = MAXIMUM_LENGTH as usize * 4 * 4;

/// A name that an account can have: 1–64 visible characters in Unicode form NFKC, without outer white space.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct AccountName {
    shown: String,
    key: String,
}

impl AccountName {
    pub fn parse(text: &str) -> Result<Self, NameProblem> {
        let text = text.trim();
        if text.len() > MAXIMUM_RAW_BYTES {
            return Err(too_long(text));
        }
        // NFKC can bring forth outer spaces of its own: `¨` becomes a space and a combining mark.
        let normal: String = text.nfkc().collect();
        let shown = normal.trim();
        if let Some(c) = shown.chars().find(|&c| is_control(c)) {
            return Err(NameProblem::ControlCharacter {
                character: code_point(c),
            });
        }
        if let Some(c) = shown.chars().find(|&c| is_invisible(c)) {
            return Err(NameProblem::InvisibleCharacter {
                character: code_point(c),
            });
        }
        if shown.is_empty() {
            return Err(NameProblem::Empty);
        }
        if shown.chars().count() > MAXIMUM_LENGTH as usize {
            return Err(too_long(shown));
        }
        Ok(Self {
            shown: shown.to_owned(),
            key: caseless(shown),
        })
    }

    /// The name as it is shown: as it was typed, in NFKC.
    pub fn shown(&self) -> &str {
        &self.shown
    }

    /// The name without regard to case: two accounts never share it.
    pub fn key(&self) -> &str {
        &self.key
    }
}

impl fmt::Debug for AccountName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "AccountName({:?})", self.shown)
    }
}

fn too_long(text: &str) -> NameProblem {
    NameProblem::TooLong {
        maximum: MAXIMUM_LENGTH,
        found: u32::try_from(text.chars().count()).unwrap_or(u32::MAX),
    }
}

/// Compatibility caseless form: Unicode Standard, section 3.13, definition D146.
fn caseless(text: &str) -> String {
    let fold = CaseMapper::new();
    let canonical: String = text.nfd().collect();
    let once: String = fold.fold_string(&canonical).nfkd().collect();
    fold.fold_string(&once).nfkd().collect()
}

fn is_control(c: char) -> bool {
    // The line and the paragraph separator are not controls to Unicode, but break a line all the same.
    c.is_control() || matches!(c, '\u{2028}' | '\u{2029}')
}

/// Characters that show nothing, or turn the text around them: two names that look the same could be two accounts.
///
/// The property `Default_Ignorable_Code_Point` of Unicode 17, with the interlinear annotation marks and the blank
/// Braille pattern added, which are as invisible.
fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{ad}'                        // soft hyphen
        | '\u{34f}'                     // combining grapheme joiner
        | '\u{61c}'                     // Arabic letter mark
        | '\u{115f}'..='\u{1160}'       // Hangul fillers
        | '\u{17b4}'..='\u{17b5}'       // Khmer inherent vowels
        | '\u{180b}'..='\u{180f}'       // Mongolian variation selectors
        | '\u{200b}'..='\u{200f}'       // zero width, left-to-right and right-to-left marks
        | '\u{202a}'..='\u{202e}'       // bidirectional embeddings and overrides
        | '\u{2060}'..='\u{206f}'       // word joiner, isolates, deprecated formatting
        | '\u{2800}'                    // blank Braille pattern
        | '\u{3164}'                    // Hangul filler
        | '\u{fe00}'..='\u{fe0f}'       // variation selectors
        | '\u{feff}'                    // byte order mark
        | '\u{ffa0}'                    // halfwidth Hangul filler
        | '\u{fff0}'..='\u{fffb}'       // reserved, interlinear annotation
        | '\u{1bca0}'..='\u{1bca3}'     // shorthand format controls
        | '\u{1d173}'..='\u{1d17a}'     // musical format controls
        | '\u{e0000}'..='\u{e0fff}'     // tags, variation selectors
    )
}

fn code_point(c: char) -> String {
    format!("U+{:04X}", u32::from(c))
}

/// Why an account cannot be called so.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, thiserror::Error)]
#[serde(
    tag = "code",
    rename_all = "camelCase",
    rename_all_fields = "camelCase"
)]
#[ts(export)]
pub enum NameProblem {
    /// Nothing but white space.
    #[error("A name needs at least one character.")]
    Empty,
    /// More characters than [`MAXIMUM_LENGTH`].
    #[error("A name can have at most {maximum} characters; this one has {found}.")]
    TooLong {
        /// Characters allowed.
        maximum: u32,
        /// Characters found.
        found: u32,
    },
    /// NUL, a tab, a line break or the like.
    #[error(
        "A name cannot contain control characters such as tabs or line breaks; this one has {character}."
    )]
    ControlCharacter {
        /// The first of them, `U+0000`.
        character: String,
    },
    /// A character that shows nothing or turns the direction of the text.
    #[error(
        "A name cannot contain invisible characters, because two names could look the same; this one has {character}."
    )]
    InvisibleCharacter {
        /// The first of them, `U+200F`.
        character: String,
    },
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn key(text: &str) -> String {
        AccountName::parse(text).unwrap().key().to_owned()
    }

    fn problem(text: &str) -> NameProblem {
        AccountName::parse(text).unwrap_err()
    }

    #[test]
    fn a_name_is_shown_as_typed_without_outer_space() {
        assert_eq!(
            AccountName::parse("  Ada Lovelace\u{a0}\n")
                .unwrap()
                .shown(),
            "Ada Lovelace"
        );
    }

    #[test]
    fn case_does_not_tell_two_names_apart() {
        for (one, other) in [
            ("ada", "ADA"),
            ("straße", "STRASSE"),
            ("straße", "STRA\u{1e9e}E"),
            ("Σίσυφος", "ΣΊΣΥΦΟΣ"),
            ("\u{c5}sa", "a\u{30a}sa"),
            ("ﬁn", "FIN"),
            ("ｆｕｌｌ", "full"),
            ("\u{1f80}", "\u{1f08}\u{3b9}"),
            ("İ", "i\u{307}"),
        ] {
            assert_eq!(key(one), key(other), "{one} and {other}");
        }
    }

    #[test]
    fn letters_that_differ_stay_apart() {
        for (one, other) in [("ada", "adá"), ("i", "ı"), ("o", "ø"), ("a b", "ab")] {
            assert_ne!(key(one), key(other), "{one} and {other}");
        }
    }

    #[test]
    fn nothing_is_not_a_name() {
        for nothing in ["", " ", "\u{3000}\u{2003}", "\t\n"] {
            assert_eq!(problem(nothing), NameProblem::Empty, "{nothing:?}");
        }
    }

    #[test]
    fn sixty_four_characters_fit() {
        assert!(AccountName::parse(&"日".repeat(64)).is_ok());
        // Decomposed, these are three times as many characters.
        assert!(AccountName::parse(&"\u{1112}\u{1161}\u{11ab}".repeat(64)).is_ok());
        assert_eq!(
            problem(&"日".repeat(65)),
            NameProblem::TooLong {
                maximum: 64,
                found: 65
            }
        );
        // One typed character that NFKC makes eighteen of.
        assert_eq!(
            problem(&"\u{fdfa}".repeat(4)),
            NameProblem::TooLong {
                maximum: 64,
                found: 72
            }
        );
        assert_eq!(
            problem(&"x".repeat(1_000_000)),
            NameProblem::TooLong {
                maximum: 64,
                found: 1_000_000
            }
        );
    }

    #[test]
    fn controls_and_the_invisible_are_refused_by_name() {
        for control in ["a\0b", "a\tb", "a\u{7f}b", "a\u{9f}b", "a\u{2028}b"] {
            assert!(
                matches!(problem(control), NameProblem::ControlCharacter { .. }),
                "{control:?}"
            );
        }
        for invisible in [
            "a\u{200b}b",
            "a\u{200f}b",
            "\u{202e}nimda",
            "a\u{2066}b",
            "a\u{feff}b",
            "a\u{ad}b",
            "\u{3164}",
            "\u{e0041}",
        ] {
            assert!(
                matches!(problem(invisible), NameProblem::InvisibleCharacter { .. }),
                "{invisible:?}"
            );
        }
        assert_eq!(
            problem("a\u{200f}"),
            NameProblem::InvisibleCharacter {
                character: "U+200F".to_owned()
            }
        );
    }

    proptest! {
        #[test]
        fn any_text_is_a_name_or_refused_and_a_name_stays_itself(text in "\\PC{0,80}") {
            if let Ok(name) = AccountName::parse(&text) {
                let again = AccountName::parse(name.shown()).unwrap();
                prop_assert_eq!(again.shown(), name.shown());
                prop_assert_eq!(again.key(), name.key());
                prop_assert_eq!(caseless(name.key()), name.key());
            }
        }
    }
}
