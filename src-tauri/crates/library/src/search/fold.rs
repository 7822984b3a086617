//! What is left of a text when spelling habits are taken away: no case, no accents, one form of each letter.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

/// The longest word that is told apart from others with the same beginning, in characters.
pub(crate) const LONGEST_WORD: usize = 64;

/// A piece of folded text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Part of a word that blanks part from others.
    Letter,
    /// A word by itself: scripts without blanks between words, and pictures.
    Single,
    /// Holds two halves of a word together: `sci-fi`, `o'brien`, `j.r.r.`
    Joiner,
    /// Parts words.
    Blank,
}

/// The text in lower case, without accents, in one form of each letter.
pub(crate) fn fold(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return if text.bytes().any(|byte| byte.is_ascii_uppercase()) {
            Cow::Owned(text.to_ascii_lowercase())
        } else {
            Cow::Borrowed(text)
        };
    }
    let mut folded = String::with_capacity(text.len());
    for c in text.nfkd().filter(|c| !is_accent(*c)) {
        for c in c.to_lowercase().filter(|c| !is_accent(*c)) {
            match plain(c) {
                Some(letters) => folded.push_str(letters),
                None => folded.push(c),
            }
        }
    }
    // Hangul was taken apart, and so were the voiced kana: a reader types them whole.
    Cow::Owned(folded.nfc().collect())
}

/// Marks that stand on or under a letter of alphabets which are also written without them. The vowel signs of Indic
/// scripts and of Thai are marks too, but a word is another word without them.
fn is_accent(c: char) -> bool {
    matches!(c,
        '\u{300}'..='\u{36f}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20ff}'
        | '\u{fe20}'..='\u{fe2f}'
        // Hebrew points, Arabic vowels and the stretching stroke.
        | '\u{591}'..='\u{5bd}' | '\u{5bf}' | '\u{5c1}' | '\u{5c2}' | '\u{5c4}' | '\u{5c5}' | '\u{5c7}'
        | '\u{610}'..='\u{61a}' | '\u{640}' | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{6d6}'..='\u{6dc}'
        // Soft hyphen, joiners, direction marks, variation selectors: nothing that a reader sees.
        | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}'
        | '\u{fe00}'..='\u{fe0f}')
}

/// Letters that no decomposition takes apart, as people type them on a keyboard that lacks them.
fn plain(c: char) -> Option<&'static str> {
    Some(match c {
        'ł' => "l",
        'ø' => "o",
        'đ' | 'ð' => "d",
        'þ' => "th",
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'ħ' => "h",
        'ı' => "i",
        'ŧ' => "t",
        'ŋ' => "n",
        'ĸ' => "k",
        'ɑ' => "a",
        'ς' => "σ",
        _ => return None,
    })
}

/// What a folded character is in a text.
pub(crate) fn kind(c: char) -> Kind {
    match c {
        'a'..='z' | '0'..='9' => Kind::Letter,
        '\''
        | '\u{2019}'
        | '\u{2bc}'
        | '-'
        | '.'
        | '_'
        | '&'
        | '\u{2010}'..='\u{2015}'
        | '\u{2212}' => Kind::Joiner,
        '\0'..='\u{7f}' => Kind::Blank,
        _ if is_single(c) => Kind::Single,
        _ if c.is_alphanumeric() || is_spacing_mark(c) => Kind::Letter,
        _ => Kind::Blank,
    }
}

/// Chinese, Japanese, Korean, Thai, Lao, Khmer, Burmese, Tibetan; arrows, symbols and pictures.
fn is_single(c: char) -> bool {
    matches!(c,
        '\u{e00}'..='\u{eff}' | '\u{f00}'..='\u{fff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}'
        | '\u{2190}'..='\u{2bff}' | '\u{2e80}'..='\u{2fdf}' | '\u{3005}'..='\u{3007}' | '\u{3021}'..='\u{3029}'
        | '\u{3041}'..='\u{30ff}' | '\u{3105}'..='\u{312f}' | '\u{31a0}'..='\u{31ff}' | '\u{3400}'..='\u{4dbf}'
        | '\u{4e00}'..='\u{9fff}' | '\u{a960}'..='\u{a97f}' | '\u{ac00}'..='\u{d7ff}' | '\u{1100}'..='\u{11ff}'
        | '\u{f900}'..='\u{faff}' | '\u{1f000}'..='\u{1faff}' | '\u{20000}'..='\u{3ffff}')
        // The dot between foreign names in Japanese and the long-vowel bar's neighbours part words.
        && !matches!(c, '\u{30fb}' | '\u{e3f}' | '\u{e4f}' | '\u{e5a}' | '\u{e5b}')
}

/// Marks that survive [`is_accent`] belong to their letter.
fn is_spacing_mark(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn takes_spelling_habits_away() {
        for (text, folded) in [
            ("Émile ZOLA", "emile zola"),
            ("Łódź", "lodz"),
            ("Straße STRASSE ẞ", "strasse strasse ss"),
            ("Ærø", "aero"),
            ("İstanbul ısı", "istanbul isi"),
            ("ΟΔΥΣΣΕΎΣ", "οδυσσευσ"),
            ("Ёлка", "елка"),
            ("ﬁction", "fiction"),
            ("ｗｉｄｅ", "wide"),
            ("が", "が"),
            ("한국", "한국"),
            ("कि", "कि"),
        ] {
            assert_eq!(fold(text), folded, "{text}");
        }
    }

    #[test]
    fn knows_words_from_signs() {
        assert_eq!(kind('吾'), Kind::Single);
        assert_eq!(kind('ก'), Kind::Single);
        assert_eq!(kind('🐉'), Kind::Single);
        assert_eq!(kind('я'), Kind::Letter);
        assert_eq!(kind('-'), Kind::Joiner);
        assert_eq!(kind('！'), Kind::Blank);
        assert_eq!(kind('"'), Kind::Blank);
    }

    proptest! {
        #[test]
        fn folding_again_changes_nothing(text in "\\PC*") {
            let once = fold(&text).into_owned();
            prop_assert_eq!(fold(&once).into_owned(), once);
        }
    }
}
