//! What of a book can be found, as the index holds it.

use super::fold::{Kind, LONGEST_WORD, fold, kind};

/// The words of one column of the index, parted by spaces.
#[derive(Debug, Default)]
pub(crate) struct Document {
    words: String,
}

impl Document {
    /// Starts again, keeping the memory: an import composes a million of these.
    pub(crate) fn clear(&mut self) {
        self.words.clear();
    }

    /// The words so far.
    pub(crate) fn as_str(&self) -> &str {
        &self.words
    }

    /// Adds the words of a text. What a sign joins is found by its halves and as one: `sci`, `fi`, `scifi`.
    pub(crate) fn add(&mut self, text: &str) {
        let folded = fold(text);
        let mut joined = Joined::default();
        let mut length = 0;
        for c in folded.chars() {
            match kind(c) {
                Kind::Letter => {
                    if length == 0 {
                        self.part();
                        joined.halves += 1;
                    }
                    length += 1;
                    if length <= LONGEST_WORD {
                        self.words.push(c);
                        joined.push(c);
                    }
                }
                Kind::Joiner => length = 0,
                Kind::Single => {
                    length = 0;
                    joined.end(&mut self.words);
                    self.part();
                    self.words.push(c);
                }
                Kind::Blank => {
                    length = 0;
                    joined.end(&mut self.words);
                }
            }
        }
        joined.end(&mut self.words);
    }

    fn part(&mut self) {
        if !self.words.is_empty() {
            self.words.push(' ');
        }
    }
}

/// The halves of one word, written together.
#[derive(Default)]
struct Joined {
    word: String,
    length: usize,
    halves: usize,
}

impl Joined {
    fn push(&mut self, c: char) {
        if self.length < LONGEST_WORD {
            self.word.push(c);
            self.length += 1;
        }
    }

    fn end(&mut self, words: &mut String) {
        if self.halves > 1 {
            words.push(' ');
            words.push_str(&self.word);
        }
        self.word.clear();
        self.length = 0;
        self.halves = 0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> String {
        let mut document = Document::default();
        document.add(text);
        document.words
    }

    #[test]
    fn holds_words_and_what_is_joined() {
        assert_eq!(
            words("The Left Hand, of Darkness!"),
            "the left hand of darkness"
        );
        assert_eq!(words("Sci-Fi"), "sci fi scifi");
        assert_eq!(words("L’Étranger"), "l etranger letranger");
        assert_eq!(words("J. R. R. Tolkien"), "j r r tolkien");
        assert_eq!(words("J.R.R. Tolkien"), "j r r jrr tolkien");
        assert_eq!(words("rock & roll"), "rock roll");
        assert_eq!(words("- -- '"), "");
    }

    #[test]
    fn parts_scripts_without_blanks() {
        assert_eq!(words("吾輩は猫である"), "吾 輩 は 猫 で あ る");
        assert_eq!(words("Windows入門2"), "windows 入 門 2");
    }

    #[test]
    fn cuts_what_is_no_word() {
        assert_eq!(words(&"x".repeat(100_000)).len(), LONGEST_WORD);
        assert_eq!(
            words(&"x-".repeat(100_000))
                .split(' ')
                .next_back()
                .unwrap()
                .len(),
            LONGEST_WORD
        );
    }
}
