//! What a text is ordered by: without its article, by family name, in the order of dictionaries.

use icu_collator::options::CollatorOptions;
use icu_collator::preferences::CollationNumericOrdering;
use icu_collator::{Collator, CollatorBorrowed, CollatorPreferences};

use crate::error::LibraryError;
use crate::name::SeriesNumber;

/// How much of a text counts. Titles alike for so long are ordered by when they were added.
const LONGEST: usize = 200;

/// Makes keys that sort as bytes in the order in which dictionaries sort the texts.
pub(crate) struct Collation {
    collator: CollatorBorrowed<'static>,
}

impl Collation {
    /// The order of the Unicode collation algorithm's root, which suits a list in many languages; numbers by value, so
    /// that volume 2 comes before volume 10.
    pub(crate) fn new() -> Result<Self, LibraryError> {
        let mut preferences = CollatorPreferences::default();
        preferences.numeric_ordering = Some(CollationNumericOrdering::True);
        let collator =
            Collator::try_new(preferences, CollatorOptions::default()).map_err(|error| {
                tracing::error!(%error, "the collation tables are missing from this build");
                LibraryError::Storage
            })?;
        Ok(Self { collator })
    }

    /// The key of a text.
    pub(crate) fn key(&self, text: &str) -> Vec<u8> {
        let end = text
            .char_indices()
            .nth(LONGEST)
            .map_or(text.len(), |(end, _)| end);
        let mut key = Vec::with_capacity(end * 2);
        // The sink is memory: it cannot fail.
        let Ok(()) = self.collator.write_sort_key_to(&text[..end], &mut key);
        key
    }

    /// The key of a series and the place in it: `1`, `1.5`, `2-3`, `10`; a book without a place comes first.
    pub(crate) fn series_key(&self, name: &str, number: Option<&str>) -> Vec<u8> {
        let mut key = self.key(name);
        // No byte of a key is zero, so a longer name comes after the shorter with any number.
        key.push(0);
        if let Some(number) = number {
            key.push(1);
            // What is no number comes last.
            let value = SeriesNumber::parse(number).map_or(f64::MAX, SeriesNumber::first);
            // The bits of a float sort as numbers once those below zero are turned round.
            let bits = match value.to_bits() {
                bits if value < 0.0 => !bits,
                bits => bits | (1 << 63),
            };
            key.extend_from_slice(&bits.to_be_bytes());
            key.extend_from_slice(&self.key(number));
        }
        key
    }
}

/// Articles that open a title, by language. Where the language is not known only those count that open no other
/// word's place: the German "die" would rob "Die Hard" of its verb.
const ARTICLES: &[(&str, &[&str])] = &[
    (
        "",
        &[
            "the", "a", "an", "le", "la", "les", "der", "das", "el", "los", "las", "il", "lo",
            "gli",
        ],
    ),
    ("en", &["the", "a", "an"]),
    ("fr", &["le", "la", "les", "un", "une", "des", "du"]),
    (
        "de",
        &["der", "die", "das", "den", "dem", "ein", "eine", "einen"],
    ),
    (
        "es",
        &["el", "la", "los", "las", "un", "una", "unos", "unas"],
    ),
    (
        "it",
        &["il", "lo", "la", "i", "gli", "le", "un", "uno", "una"],
    ),
    ("pt", &["o", "a", "os", "as", "um", "uma"]),
    ("ca", &["el", "la", "els", "les", "un", "una"]),
    ("nl", &["de", "het", "een"]),
    ("sv", &["en", "ett", "den", "det", "de"]),
    ("da", &["en", "et", "den", "det", "de"]),
    ("nb", &["en", "ei", "et", "den", "det", "de"]),
    ("no", &["en", "ei", "et", "den", "det", "de"]),
    ("hu", &["a", "az", "egy"]),
];

/// Articles that melt into the next word.
const ELIDED: &[(&str, &[&str])] = &[
    ("", &["l'"]),
    ("fr", &["l'", "d'"]),
    ("it", &["l'", "un'"]),
    ("ca", &["l'"]),
];

/// The title without its leading article, if something is left of it.
pub(crate) fn without_article<'a>(title: &'a str, language: Option<&str>) -> &'a str {
    // A title opens with a letter or a digit; quotation marks and dots before it are not what it is looked up by.
    let title = match title.find(char::is_alphanumeric) {
        Some(start) => &title[start..],
        None => return title,
    };
    let primary = language
        .and_then(|tag| tag.split('-').next())
        .unwrap_or_default();
    let language = match primary {
        "English" | "eng" => "en",
        "fra" | "fre" => "fr",
        "deu" | "ger" => "de",
        "spa" => "es",
        "ita" => "it",
        "por" => "pt",
        "nld" | "dut" => "nl",
        other => other,
    };
    let of = |table: &'static [(&str, &'static [&'static str])]| {
        let known = table.iter().find(|(tag, _)| *tag == language);
        // A language that is known, but not here, has no articles that we know; free text says nothing.
        let unknown = language.len() > 3 || language.is_empty();
        known
            .or_else(|| table.first().filter(|_| unknown))
            .map_or(&[][..], |(_, articles)| articles)
    };
    if let Some((first, rest)) = title.split_once(' ') {
        let rest = rest.trim_start();
        if !rest.is_empty()
            && of(ARTICLES)
                .iter()
                .any(|article| first.eq_ignore_ascii_case(article))
        {
            return rest;
        }
    }
    for article in of(ELIDED) {
        let stem = &article[..article.len() - 1];
        if let Some(head) = title.get(..stem.len())
            && head.eq_ignore_ascii_case(stem)
            && let Some(rest) = title[stem.len()..].strip_prefix(['\'', '\u{2019}'])
            && !rest.is_empty()
        {
            return rest;
        }
    }
    title
}

/// Words after a family name that are no part of it.
const SUFFIXES: [&str; 9] = ["jr", "jr.", "sr", "sr.", "ii", "iii", "iv", "phd", "md"];
/// Capitalised words before a family name that are part of it.
const PARTICLES: [&str; 15] = [
    "Le", "La", "De", "Du", "Di", "Da", "Del", "Des", "Van", "Von", "Mac", "Mc", "St.", "El", "Al",
];

/// A person's name as it is looked up: `Le Guin, Ursula K.`
///
/// The family name is the last word, with capitalised particles before it (Le Guin, Van Vogt); particles in lower case
/// stay behind (Beauvoir, Simone de). A name with a comma, of one word, or in a script that puts the family name first
/// is taken as it is.
pub(crate) fn by_family_name(name: &str) -> String {
    let family_first = name.chars().any(|c| matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7ff}'));
    let words: Vec<&str> = name.split_whitespace().collect();
    if name.contains(',') || family_first || words.len() < 2 {
        return name.to_owned();
    }
    let is_suffix = |word: &&str| {
        SUFFIXES
            .iter()
            .any(|suffix| word.eq_ignore_ascii_case(suffix))
    };
    let mut end = words.len();
    while end > 2 && is_suffix(&words[end - 1]) {
        end -= 1;
    }
    let mut start = end - 1;
    while start > 1 && PARTICLES.contains(&words[start - 1]) {
        start -= 1;
    }
    let mut sorted = words[start..end].join(" ");
    sorted.push_str(", ");
    sorted.push_str(&words[..start].join(" "));
    if end < words.len() {
        sorted.push_str(", ");
        sorted.push_str(&words[end..].join(" "));
    }
    sorted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sets_articles_aside() {
        assert_eq!(without_article("The Hobbit", None), "Hobbit");
        assert_eq!(
            without_article("Die Verwandlung", Some("de")),
            "Verwandlung"
        );
        assert_eq!(without_article("Die Hard", None), "Die Hard");
        assert_eq!(without_article("A Tale", Some("en-gb")), "Tale");
        assert_eq!(without_article("A Tale", Some("pl")), "A Tale");
        assert_eq!(without_article("L’Étranger", None), "Étranger");
        assert_eq!(without_article("l'étranger", Some("fr")), "étranger");
        assert_eq!(without_article("“The Road”", Some("English")), "Road”");
        for whole in ["A", "The", "Theory", "", "…", "L'", "The "] {
            assert_eq!(without_article(whole, None), whole, "{whole}");
        }
    }

    #[test]
    fn looks_people_up_by_family_name() {
        for (name, sorted) in [
            ("Ursula K. Le Guin", "Le Guin, Ursula K."),
            ("Simone de Beauvoir", "Beauvoir, Simone de"),
            ("Kurt Vonnegut Jr.", "Vonnegut, Kurt, Jr."),
            ("Plato", "Plato"),
            ("Homer, Bard", "Homer, Bard"),
            ("村上 春樹", "村上 春樹"),
            ("Le Guin", "Guin, Le"),
            ("", ""),
        ] {
            assert_eq!(by_family_name(name), sorted);
        }
    }

    #[test]
    fn sorts_as_dictionaries_do() {
        let collation = Collation::new().unwrap();
        let words = [
            "1", "2", "10", "Äpfel", "apple", "Apple", "eclair", "éclair", "Éclair", "ecru",
            "zebra", "Ωmega", "猫",
        ];
        let mut sorted = words;
        sorted.sort_by_key(|word| collation.key(word));
        assert_eq!(
            sorted,
            [
                "1", "2", "10", "Äpfel", "apple", "Apple", "eclair", "éclair", "Éclair", "ecru",
                "zebra", "Ωmega", "猫"
            ]
        );
        assert_eq!(
            collation.key(&"x".repeat(100_000)),
            collation.key(&"x".repeat(LONGEST))
        );
    }

    #[test]
    fn sorts_series_by_place() {
        let collation = Collation::new().unwrap();
        let places = [
            None,
            Some("-1"),
            Some("0"),
            Some("0.5"),
            Some("1"),
            Some("1.25"),
            Some("1,5"),
            Some("1.75"),
            Some("2-3"),
            Some("Book 3"),
            Some("Vol-4"),
            Some("10"),
            Some("?"),
        ];
        let keys: Vec<Vec<u8>> = places
            .iter()
            .map(|place| collation.series_key("S", *place))
            .collect();
        assert!(keys.is_sorted_by(|a, b| a < b));
        assert!(collation.series_key("S", Some("10")) < collation.series_key("S T", None));
        assert!(
            keys.iter()
                .all(|key| !collation.key("S 10 ?").contains(&0) && !key.is_empty())
        );
    }
}
