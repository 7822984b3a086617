//! Words in the index that only a query of one field finds.
//!
//! A column costs every book a little, so what few books have is told apart by a mark: a character of the Unicode range
//! for private use before each word. No text that is typed can hold one, because folding takes it for a blank.

use super::fold::fold;
use crate::values::FieldId;

/// Stands for the blanks in a name that is kept as one word.
const BLANK: char = '\u{e000}';
/// Opens a name that is kept as one word.
const WHOLE: char = '\u{e001}';
/// From here on stand the signs that the index would take for blanks.
const SIGNS: u32 = 0xe100;
/// How much of a name counts when it is looked for as a whole, in characters.
const LONGEST: usize = 200;

/// What stands before the words of one field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Mark<'a>(&'a str);

impl<'a> Mark<'a> {
    /// No mark: words that are found anywhere.
    pub(crate) const NONE: Mark<'static> = Mark("");
    pub(crate) const TRANSLATOR: Mark<'static> = Mark("\u{e010}");
    pub(crate) const EDITOR: Mark<'static> = Mark("\u{e011}");
    pub(crate) const ILLUSTRATOR: Mark<'static> = Mark("\u{e012}");
    pub(crate) const NARRATOR: Mark<'static> = Mark("\u{e013}");
    pub(crate) const LOCATION: Mark<'static> = Mark("\u{e020}");
    pub(crate) const CONDITION: Mark<'static> = Mark("\u{e021}");
    pub(crate) const SOURCE: Mark<'static> = Mark("\u{e022}");
    pub(crate) const LENT: Mark<'static> = Mark("\u{e023}");
    pub(crate) const LANGUAGE: Mark<'static> = Mark("\u{e024}");
    pub(crate) const FORMAT: Mark<'static> = Mark("\u{e025}");

    /// The mark of a field of the reader's own, made by [`custom_mark`].
    pub(crate) fn custom(mark: &'a str) -> Self {
        Self(mark)
    }

    /// Writes it.
    pub(super) fn put(self, words: &mut String) {
        words.push_str(self.0);
    }
}

/// What stands before the words of a field of the reader's own.
pub(crate) fn custom_mark(field: FieldId) -> String {
    format!("\u{e030}{:x}{BLANK}", field.raw())
}

/// A name as one word: folded, its blanks and signs kept apart from those that part words. `None` for a blank one.
pub(super) fn whole(text: &str, mark: Mark<'_>) -> Option<String> {
    let folded = fold(text);
    let mut word = String::with_capacity(folded.len() + 8);
    word.push(WHOLE);
    mark.put(&mut word);
    let start = word.len();
    let mut is_after_blank = false;
    for c in folded.trim().chars().take(LONGEST) {
        if c.is_whitespace() || c.is_control() {
            is_after_blank = true;
            continue;
        }
        if is_after_blank {
            word.push(BLANK);
            is_after_blank = false;
        }
        if c.is_ascii() && !c.is_ascii_alphanumeric() {
            word.extend(char::from_u32(SIGNS + u32::from(c)));
        } else {
            word.push(c);
        }
    }
    (word.len() > start).then_some(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_whole_name_is_one_word_that_keeps_its_signs() {
        let of = |text| whole(text, Mark::NONE);
        assert_eq!(of("  Le \t Guin "), of("le guin"));
        assert_ne!(of("C++"), of("C"));
        assert_ne!(of("le guin"), of("leguin"));
        assert_ne!(whole("x", Mark::LOCATION), whole("x", Mark::SOURCE));
        assert_eq!(of(" \u{301} "), None);
        let sign = of("sci-fi & more").unwrap();
        let parts = |c: char| c.is_ascii() && !c.is_ascii_alphanumeric();
        assert!(!sign.contains(parts), "{sign}");
    }
}
