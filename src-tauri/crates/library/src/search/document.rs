//! What of a book can be found, as the index holds it.

use super::fold::{Kind, LONGEST_WORD, fold, kind};
use super::mark::{Mark, whole};

/// The words of one column of the index, parted by spaces.
#[derive(Debug, Default)]
pub(crate) struct Document {
    words: String,
}

impl Document {
    /// The words so far.
    pub(crate) fn as_str(&self) -> &str {
        &self.words
    }

    /// Adds the words of a text. What a sign joins is found by its halves and as one: `sci`, `fi`, `scifi`.
    pub(crate) fn add(&mut self, text: &str) {
        self.add_words(text, Mark::NONE, Halves::AndWhole);
    }

    /// Adds the words of a name, and the name itself as one word, by which it is found exactly.
    pub(crate) fn add_name(&mut self, name: &str) {
        self.add(name);
        self.add_whole(name, Mark::NONE);
    }

    /// Adds words and a whole that are found only by a query that bears the same mark.
    pub(crate) fn add_marked(&mut self, text: &str, mark: Mark<'_>) {
        self.add_words(text, mark, Halves::AndWhole);
        self.add_whole(text, mark);
    }

    fn add_whole(&mut self, text: &str, mark: Mark<'_>) {
        if let Some(whole) = whole(text, mark) {
            self.part();
            self.words.push_str(&whole);
        }
    }

    pub(super) fn add_words(&mut self, text: &str, mark: Mark<'_>, halves: Halves) {
        let folded = fold(text);
        let mut joined = Joined::default();
        let mut length = 0;
        for c in folded.chars() {
            match kind(c) {
                Kind::Letter => {
                    if length == 0 {
                        self.begin(mark);
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
                    self.end(&mut joined, mark, halves);
                    self.begin(mark);
                    self.words.push(c);
                }
                Kind::Blank => {
                    length = 0;
                    self.end(&mut joined, mark, halves);
                }
            }
        }
        self.end(&mut joined, mark, halves);
    }

    fn begin(&mut self, mark: Mark<'_>) {
        self.part();
        mark.put(&mut self.words);
    }

    fn end(&mut self, joined: &mut Joined, mark: Mark<'_>, halves: Halves) {
        if joined.halves > 1 && matches!(halves, Halves::AndWhole) {
            self.begin(mark);
            self.words.push_str(&joined.word);
        }
        *joined = Joined {
            word: std::mem::take(&mut joined.word),
            ..Joined::default()
        };
        joined.word.clear();
    }

    fn part(&mut self) {
        if !self.words.is_empty() {
            self.words.push(' ');
        }
    }
}

/// How words that a sign joins are added.
#[derive(Debug, Clone, Copy)]
pub(super) enum Halves {
    /// Each by itself.
    Alone,
    /// Each by itself, and then all as one.
    AndWhole,
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
