//! How hard a password is to guess, in codes that the window turns into sentences.

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use zxcvbn::feedback::{Feedback, Suggestion as RawSuggestion, Warning as RawWarning};
use zxcvbn::zxcvbn;

use crate::password::{MINIMUM_SCORE, Password, PasswordProblem};

/// zxcvbn's work grows with the square of the length, and what stands behind this many characters cannot make the
/// estimate worse.
const ESTIMATED_CHARACTERS: usize = 128;

/// An estimate of how hard a password is to guess (zxcvbn; Wheeler, USENIX Security 2016).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct Strength {
    /// 0 (guessed at once) to 4 (out of reach). A new password needs 3.
    pub score: u8,
    /// The guesses that an attacker needs, as a power of ten.
    pub guesses_log10: f64,
    /// What makes it weak, when one thing does.
    pub warning: Option<StrengthWarning>,
    /// What would make it stronger.
    pub suggestions: Vec<StrengthSuggestion>,
    /// Why it cannot be set; absent when it can.
    pub problem: Option<PasswordProblem>,
}

/// Estimates a password for the account that is to be called `name`: a password made of the name counts as weak.
#[must_use]
pub fn strength(password: &Password, name: &str) -> Strength {
    let formal = password.formal_problem();
    let estimate = zxcvbn(
        head(password.text().unwrap_or_default()),
        &[head(name), "bookplate"],
    );
    let score = u8::from(estimate.score());
    let weak = (score < MINIMUM_SCORE).then_some(PasswordProblem::TooEasyToGuess {
        minimum: MINIMUM_SCORE,
        found: score,
    });
    let feedback = estimate.feedback();
    Strength {
        score,
        // An empty password needs 10^-∞ guesses, which JSON cannot say.
        guesses_log10: estimate.guesses_log10().max(0.0),
        warning: feedback.and_then(Feedback::warning).map(Into::into),
        suggestions: feedback
            .map(|f| f.suggestions().iter().copied().map(Into::into).collect())
            .unwrap_or_default(),
        problem: formal.or(weak),
    }
}

fn head(text: &str) -> &str {
    text.char_indices()
        .nth(ESTIMATED_CHARACTERS)
        .map_or(text, |(end, _)| &text[..end])
}

/// What makes a password weak.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub enum StrengthWarning {
    /// `qwerty`: a straight row of keys.
    KeyboardRow,
    /// A short walk over the keyboard.
    KeyboardPattern,
    /// `aaa`.
    RepeatedCharacter,
    /// `abcabcabc`.
    RepeatedPattern,
    /// One of the ten most common passwords.
    TopTen,
    /// One of the hundred most common passwords.
    TopHundred,
    /// A very common password.
    Common,
    /// Like a commonly used password.
    SimilarToCommon,
    /// `abc` or `6543`.
    Sequence,
    /// A recent year.
    RecentYear,
    /// One word by itself.
    SingleWord,
    /// A date.
    Date,
    /// A name by itself.
    SingleName,
    /// Common names.
    CommonName,
}

impl From<RawWarning> for StrengthWarning {
    fn from(raw: RawWarning) -> Self {
        match raw {
            RawWarning::StraightRowsOfKeysAreEasyToGuess => Self::KeyboardRow,
            RawWarning::ShortKeyboardPatternsAreEasyToGuess => Self::KeyboardPattern,
            RawWarning::RepeatsLikeAaaAreEasyToGuess => Self::RepeatedCharacter,
            RawWarning::RepeatsLikeAbcAbcAreOnlySlightlyHarderToGuess => Self::RepeatedPattern,
            RawWarning::ThisIsATop10Password => Self::TopTen,
            RawWarning::ThisIsATop100Password => Self::TopHundred,
            RawWarning::ThisIsACommonPassword => Self::Common,
            RawWarning::ThisIsSimilarToACommonlyUsedPassword => Self::SimilarToCommon,
            RawWarning::SequencesLikeAbcAreEasyToGuess => Self::Sequence,
            RawWarning::RecentYearsAreEasyToGuess => Self::RecentYear,
            RawWarning::AWordByItselfIsEasyToGuess => Self::SingleWord,
            RawWarning::DatesAreOftenEasyToGuess => Self::Date,
            RawWarning::NamesAndSurnamesByThemselvesAreEasyToGuess => Self::SingleName,
            RawWarning::CommonNamesAndSurnamesAreEasyToGuess => Self::CommonName,
        }
    }
}

/// What would make a password stronger.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub enum StrengthSuggestion {
    /// Use a few words, avoid common phrases.
    UseAFewWords,
    /// Symbols, digits and capitals are not needed.
    NoNeedForSymbols,
    /// Another word or two; uncommon ones are better.
    AddAnotherWord,
    /// Capitals do not help much.
    CapitalsHelpLittle,
    /// All capitals is as easy as all small letters.
    AllCapitalsHelpLittle,
    /// A reversed word is not much harder.
    ReversedWordsHelpLittle,
    /// `@` for `a` does not help much.
    SubstitutionsHelpLittle,
    /// A longer keyboard pattern with more turns.
    LongerKeyboardPattern,
    /// Avoid repeated words and characters.
    AvoidRepeats,
    /// Avoid sequences.
    AvoidSequences,
    /// Avoid recent years.
    AvoidRecentYears,
    /// Avoid years that have to do with you.
    AvoidPersonalYears,
    /// Avoid dates and years that have to do with you.
    AvoidPersonalDates,
}

impl From<RawSuggestion> for StrengthSuggestion {
    fn from(raw: RawSuggestion) -> Self {
        match raw {
            RawSuggestion::UseAFewWordsAvoidCommonPhrases => Self::UseAFewWords,
            RawSuggestion::NoNeedForSymbolsDigitsOrUppercaseLetters => Self::NoNeedForSymbols,
            RawSuggestion::AddAnotherWordOrTwo => Self::AddAnotherWord,
            RawSuggestion::CapitalizationDoesntHelpVeryMuch => Self::CapitalsHelpLittle,
            RawSuggestion::AllUppercaseIsAlmostAsEasyToGuessAsAllLowercase => {
                Self::AllCapitalsHelpLittle
            }
            RawSuggestion::ReversedWordsArentMuchHarderToGuess => Self::ReversedWordsHelpLittle,
            RawSuggestion::PredictableSubstitutionsDontHelpVeryMuch => {
                Self::SubstitutionsHelpLittle
            }
            RawSuggestion::UseALongerKeyboardPatternWithMoreTurns => Self::LongerKeyboardPattern,
            RawSuggestion::AvoidRepeatedWordsAndCharacters => Self::AvoidRepeats,
            RawSuggestion::AvoidSequences => Self::AvoidSequences,
            RawSuggestion::AvoidRecentYears => Self::AvoidRecentYears,
            RawSuggestion::AvoidYearsThatAreAssociatedWithYou => Self::AvoidPersonalYears,
            RawSuggestion::AvoidDatesAndYearsThatAreAssociatedWithYou => Self::AvoidPersonalDates,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(password: &str, name: &str) -> Strength {
        strength(&Password::new(password.to_owned()), name)
    }

    #[test]
    fn the_empty_password_can_be_told_as_json() {
        let empty = of("", "ada");
        assert_eq!(empty.score, 0);
        assert!(empty.guesses_log10.abs() < f64::EPSILON);
        assert!(matches!(
            empty.problem,
            Some(PasswordProblem::TooShort { found: 0, .. })
        ));
        assert!(!serde_json::to_string(&empty).unwrap().contains("Infinity"));
    }

    #[test]
    fn long_but_common_is_refused() {
        let weak = of("passwordpassword", "ada");
        assert!(matches!(
            weak.problem,
            Some(PasswordProblem::TooEasyToGuess { .. })
        ));
        assert!(weak.warning.is_some());
    }

    #[test]
    fn uncommon_words_pass() {
        assert_eq!(of("walnut gravel umbrella tide", "ada").problem, None);
    }

    #[test]
    fn the_own_name_does_not_count_as_uncommon() {
        let name = "Wilhelmina Quarterstaff";
        let with = of("wilhelmina quarterstaff", name);
        let without = of("wilhelmina quarterstaff", "ada");
        assert!(with.guesses_log10 < without.guesses_log10);
        assert!(with.problem.is_some());
    }

    #[test]
    fn a_megabyte_is_estimated_at_once_and_refused() {
        let huge = of(&"x".repeat(1_000_000), &"y".repeat(1_000_000));
        assert!(matches!(
            huge.problem,
            Some(PasswordProblem::TooLong { .. })
        ));
    }
}
